//! Which pages, headings, tables and rows are the same thing in another locale.
//!
//! **Comes in:** a [`Corpus`]. **Goes out:** an [`Alignment`]: every row in exactly one entry.
//! **Never happens here:** I/O, judging whether aligned rows agree (that is [`check`](crate::check)).
//!
//! Locales join one after the other, the reference first: each table is set against the entries found so far, so no
//! cycle can put two rows of one locale into one entry.

mod assignment;
mod candidates;
mod columns;
mod evidence;
mod folding;
mod headings;
mod ids;
mod lexicon;
mod likelihood;
mod order;
mod rows;
mod sequence;
mod sound;
mod tables;
mod tokens;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use rows::Group;

use crate::model::{Cell, Corpus, Known, LocaleId, Page, PageId, Role};

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
    /// The app as the reference locale calls it, or would by its other rows, plain; `None` without one.
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

    /// The aligned table that a page's table belongs to.
    pub fn table_of(&self, page: &PageId, locale: &LocaleId, table: usize) -> Option<&AlignedTable> {
        self.tables_of(page).iter().find(|aligned| aligned.members.get(locale) == Some(&table))
    }

    /// The aligned tables of a page.
    pub fn tables_of(&self, page: &PageId) -> &[AlignedTable] {
        let start = self.tables.partition_point(|table| table.page < *page);
        let count = self.tables[start..].partition_point(|table| table.page == *page);
        &self.tables[start..start + count]
    }

    /// The entries of an aligned table.
    pub fn entries_of(&self, table: &AlignedTable) -> &[Entry] {
        &self.entries[table.entries.clone()]
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

/// Aligns the headings, tables and rows of a corpus.
pub fn align(corpus: &Corpus, _known: &Known) -> Alignment {
    let mut alignment = Alignment::default();
    let mut groups: Vec<(&PageId, Group<'_>)> = Vec::new();
    for (id, versions) in &corpus.pages {
        let pages = reference_first(corpus, versions);
        alignment.headings.insert(id.clone(), headings::align(&pages));
        for members in tables::align(&pages) {
            let columns = columns::align(corpus, &members);
            let folded = folding::fold(&members, &columns);
            groups.push((id, Group { members, columns, folded }));
        }
    }
    let (ids, groups): (Vec<&PageId>, Vec<Group<'_>>) = groups.into_iter().unzip();
    let rows = rows::align(&locales_reference_first(corpus), &groups);
    for ((id, group), rows) in ids.into_iter().zip(groups).zip(rows) {
        add_table(&mut alignment, id, group, rows);
    }
    ids::name_entries(corpus, &mut alignment);
    alignment
}

/// The order in which locales join: the reference, then the others in order.
fn locales_reference_first(corpus: &Corpus) -> Vec<&LocaleId> {
    let reference = corpus.reference_locale();
    let mut locales: Vec<&LocaleId> = corpus.locales.iter().collect();
    locales.sort_by_key(|locale| Some(*locale) != reference);
    locales
}

/// The versions of a page in the order in which their locales join.
fn reference_first<'c>(corpus: &Corpus, locales: &'c BTreeMap<LocaleId, Page>) -> Vec<&'c Page> {
    let reference = corpus.reference_locale();
    let mut pages: Vec<&Page> = locales.values().collect();
    pages.sort_by_key(|page| Some(&page.locale) != reference);
    pages
}

/// Adds one table, as its versions in some locales, with its columns and rows.
fn add_table(alignment: &mut Alignment, page: &PageId, group: Group<'_>, rows: Vec<BTreeMap<LocaleId, usize>>) {
    let Group { members, columns, folded } = group;
    let first = alignment.entries.len();
    let table = alignment.tables.len();
    for rows in rows {
        for (locale, row) in &rows {
            let member = members.iter().find(|member| member.locale() == locale).expect("rows come from the group");
            let key = (page.clone(), locale.clone(), member.index);
            let indexes = alignment.entry_of_row.entry(key).or_insert_with(|| vec![0; member.table.rows.len()]);
            indexes[*row] = alignment.entries.len();
        }
        alignment.entries.push(Entry {
            id: EntryId::new(""),
            page: page.clone(),
            table,
            exceptions: Vec::new(),
            status: Vec::new(),
            codes: Vec::new(),
            applies_to: None,
            rows,
        });
    }
    for ((member, row), cells) in folded {
        let member = &members[member];
        let address = RowAddress { page: page.clone(), locale: member.locale().clone(), table: member.index, row };
        alignment.folded.insert(address, cells);
    }
    alignment.tables.push(AlignedTable {
        page: page.clone(),
        members: members.iter().map(|member| (member.locale().clone(), member.index)).collect(),
        columns,
        entries: first..alignment.entries.len(),
    });
}
