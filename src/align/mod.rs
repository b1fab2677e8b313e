//! Which pages, headings, tables and rows are the same thing in another locale.
//!
//! **Comes in:** a [`Corpus`]. **Goes out:** an [`Alignment`]: every row in exactly one entry.
//! **Never happens here:** I/O, judging whether aligned rows agree (that is [`check`](crate::check)).

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::model::{Cell, Corpus, LocaleId, PageId, Role};

/// The readable name of an entry: an ASCII slug, unique in the site, the same in every locale.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(Arc<str>);

impl EntryId {
    /// The entry of this name.
    pub fn new(id: &str) -> EntryId {
        EntryId(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

/// What corresponds to what across the locales of a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// Aligned tables, by page, then in the reference locale's order.
    pub tables: Vec<AlignedTable>,
    /// Aligned rows, table by table; within a table in the reference locale's order.
    pub entries: Vec<Entry>,
    /// The headings of each page, in the reference locale's order.
    pub headings: BTreeMap<PageId, Vec<AlignedHeading>>,
    entry_of_row: BTreeMap<(PageId, LocaleId, usize), Vec<usize>>,
    folded: BTreeMap<RowAddress, Vec<Cell>>,
}

/// One table in all the locales that have it.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedTable {
    /// The page it is on.
    pub page: PageId,
    /// Index into each locale's `Page::tables`.
    pub members: BTreeMap<LocaleId, usize>,
    /// The columns, in the reference locale's order.
    pub columns: Vec<AlignedColumn>,
    /// Its entries, as a range of `Alignment::entries`.
    pub entries: Range<usize>,
}

/// One column in all the locales that have it.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedColumn {
    /// What it holds; `None` where nothing says so.
    pub role: Option<Role>,
    /// Index of the column in each locale's table.
    pub members: BTreeMap<LocaleId, usize>,
}

/// One row in all the locales that have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name.
    pub id: EntryId,
    /// The page it is on.
    pub page: PageId,
    /// Index into `Alignment::tables`.
    pub table: usize,
    /// Exception classes, outermost first, as the reference or else the majority has them.
    pub exceptions: Vec<String>,
    /// HTTP statuses.
    pub status: Vec<u16>,
    /// Vendor codes.
    pub codes: Vec<String>,
    /// The app cell of the reference locale, plain; `None` without one.
    pub applies_to: Option<String>,
    /// Index of the row in each locale's table.
    pub rows: BTreeMap<LocaleId, usize>,
}

/// One heading in all the locales that have it.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedHeading {
    /// The anchor that is used in every locale.
    pub anchor: String,
    /// Index into each locale's `Page::headings`.
    pub members: BTreeMap<LocaleId, usize>,
}

/// A row's place: page, locale, table of the page, row of the table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowAddress {
    /// The page.
    pub page: PageId,
    /// The locale.
    pub locale: LocaleId,
    /// Index into `Page::tables`.
    pub table: usize,
    /// Index into `Table::rows`.
    pub row: usize,
}

impl Alignment {
    /// The entry that a row belongs to.
    pub fn entry_of(&self, page: &PageId, locale: &LocaleId, table: usize, row: usize) -> Option<&Entry> {
        let index = *self.entry_of_row.get(&(page.clone(), locale.clone(), table))?.get(row)?;
        self.entries.get(index)
    }

    /// The cells of a row, folded back to the table's columns where the row was written with too many.
    pub fn cells<'a>(&'a self, corpus: &'a Corpus, row: &RowAddress) -> &'a [Cell] {
        if let Some(cells) = self.folded.get(row) {
            return cells;
        }
        corpus
            .page(&row.page, &row.locale)
            .and_then(|page| page.tables.get(row.table))
            .and_then(|table| table.rows.get(row.row))
            .map_or(&[], |row| &row.cells)
    }

    /// The cell of an entry that holds `role` in `locale`.
    pub fn cell<'a>(&'a self, corpus: &'a Corpus, entry: &Entry, locale: &LocaleId, role: Role) -> Option<&'a Cell> {
        let table = &self.tables[entry.table];
        let column = table.columns.iter().find(|column| column.role == Some(role))?;
        self.cells(corpus, &self.address(entry, locale)?).get(*column.members.get(locale)?)
    }

    /// Where an entry's row is in `locale`.
    pub fn address(&self, entry: &Entry, locale: &LocaleId) -> Option<RowAddress> {
        Some(RowAddress {
            page: entry.page.clone(),
            locale: locale.clone(),
            table: *self.tables[entry.table].members.get(locale)?,
            row: *entry.rows.get(locale)?,
        })
    }

    /// Whether an entry gets a page of its own: its table has a message column.
    pub fn has_page(&self, entry: &Entry) -> bool {
        self.tables[entry.table].columns.iter().any(|column| column.role == Some(Role::Message))
    }

    /// The anchor of a heading, the same in every locale.
    pub fn heading_anchor(&self, page: &PageId, locale: &LocaleId, heading: usize) -> Option<&str> {
        let headings = self.headings.get(page)?;
        let aligned = headings.iter().find(|aligned| aligned.members.get(locale) == Some(&heading))?;
        Some(&aligned.anchor)
    }
}

/// Aligns the pages, headings, tables and rows of a corpus.
pub fn align(_corpus: &Corpus) -> Alignment {
    unimplemented!("being written")
}
