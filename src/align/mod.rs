//! Which pages, headings, tables and rows are the same thing in another locale.
//!
//! **Comes in:** a [`Corpus`]. **Goes out:** an [`Alignment`]: every row in exactly one entry.
//! **Never happens here:** I/O, judging whether aligned rows agree (that is [`check`](crate::check)).
//!
//! Locales join one after the other, the reference first: each table is compared with the entries found so far, so no
//! cycle can put two rows of one locale into one entry.

mod assignment;
mod candidates;
mod columns;
mod evidence;
mod explain;
mod fallback;
mod folding;
mod heading_phrases;
mod headings;
mod ids;
mod lexicon;
mod likelihood;
mod lock_matching;
mod order;
mod phonetic_key;
mod renewal;
mod retired_ids;
mod rows;
mod sequence;
mod tables;
mod tokens;

pub use self::heading_phrases::HeadingPhrases;
pub use self::headings::align as align_headings;
pub use self::sequence::align_within as align_sequences_within;
pub use crate::model::EntryId;
pub use explain::{Explanation, WordReason, explain};
pub use fallback::row_locale;
pub use ids::row_digest;
pub use lock_matching::LockFit;
pub use renewal::{RenameError, renewed_lock, with_renames};
pub use retired_ids::{Redirect, RetiredId, RetiredIds};

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use rows::Group;

use crate::model::{Cell, Corpus, Known, LocaleId, Page, PageId, Role};

/// What corresponds to what across the locales of a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// Aligned tables, by page, then in the reference locale's order.
    pub tables: Vec<AlignedTable>,
    /// Aligned rows, table by table; within a table in the reference locale's order.
    pub entries: Vec<Entry>,
    /// The headings of each page, in the reference locale's order.
    pub headings: BTreeMap<PageId, Vec<AlignedHeading>>,
    /// What the headings of all pages show of the words of headings.
    pub heading_phrases: HeadingPhrases,
    /// The retired ids: names that rows had before, according to the lock.
    pub retired: RetiredIds,
    /// How well the lock fits the rows; `None` where there is no lock.
    pub lock: Option<LockFit>,
    /// For each heading of each locale's page the index of its aligned heading, by page.
    aligned_heading: BTreeMap<PageId, BTreeMap<LocaleId, BTreeMap<usize, usize>>>,
    /// For each table of each locale's page the index of its aligned table.
    aligned_table: BTreeMap<(PageId, LocaleId, usize), usize>,
    entry_of_row: BTreeMap<(PageId, LocaleId, usize), Vec<usize>>,
    folded: BTreeMap<RowAddress, Vec<Cell>>,
}

/// How many rows of one page get pages of their own. The longest lists of errors that people publish on one page have
/// fewer; without a bound one megabyte of rows would make a gigabyte of pages.
pub const MOST_ENTRY_PAGES: usize = 5_000;

/// One table in all the locales that have it.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedTable {
    /// The page it is on.
    pub page: PageId,
    /// Indexes into each locale's `Page::tables`: one, or its parts where a locale split the table; ascending.
    pub members: BTreeMap<LocaleId, Vec<usize>>,
    /// The columns, in the reference locale's order.
    pub columns: Vec<AlignedColumn>,
    /// Its entries, as a range of `Alignment::entries`.
    pub entries: Range<usize>,
}

/// One column in all the locales that have it.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedColumn {
    /// What it holds; `None` where neither a header nor the cells show it.
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
    /// Its place among the entries of its page, from 0.
    pub ordinal: usize,
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
    /// The row in each locale that has it.
    pub rows: BTreeMap<LocaleId, EntryRow>,
}

/// One heading in all the locales that have it.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedHeading {
    /// The anchor that is used in every locale.
    pub anchor: String,
    /// Index into each locale's `Page::headings`.
    pub members: BTreeMap<LocaleId, usize>,
}

/// A row of an entry in one locale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EntryRow {
    /// Where it is.
    pub place: RowPlace,
    /// Why it belongs to the entry.
    pub evidence: Evidence,
}

/// Why a row belongs to its entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Evidence {
    /// It was there first, and the other rows of the entry were compared with it.
    First,
    /// History shows that it was made from the same row of the source.
    History,
    /// Its text and its place. All values are natural logarithms of how much likelier they make the pair.
    Text {
        /// From the texts.
        likelihood: f32,
        /// From the order of the rows.
        place: f32,
        /// The highest `likelihood` of another pair of this row or its entry; `None` where no other was compared.
        rival: Option<f32>,
    },
}

/// A row's place on a page of one locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowPlace {
    /// Index into `Page::tables`.
    pub table: usize,
    /// Index into `Table::rows`.
    pub row: usize,
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
        let RowPlace { table, row } = entry.rows.get(locale)?.place;
        Some(RowAddress { page: entry.page.clone(), locale: locale.clone(), table, row })
    }

    /// The aligned table that a page's table belongs to.
    pub fn table_of(&self, page: &PageId, locale: &LocaleId, table: usize) -> Option<&AlignedTable> {
        self.tables.get(*self.aligned_table.get(&(page.clone(), locale.clone(), table))?)
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

    /// Whether an entry gets a page of its own: its table has a message column, and it is not one too many on its page.
    pub fn has_page(&self, entry: &Entry) -> bool {
        entry.ordinal < MOST_ENTRY_PAGES && self.has_message(entry)
    }

    /// Whether an entry is about an error: its table has a message column.
    pub fn has_message(&self, entry: &Entry) -> bool {
        self.tables[entry.table].columns.iter().any(|column| column.role == Some(Role::Message))
    }

    /// The places of a heading in every locale that has it: its index among the headings of the page.
    pub fn heading_members(
        &self,
        page: &PageId,
        locale: &LocaleId,
        heading: usize,
    ) -> Option<&BTreeMap<LocaleId, usize>> {
        let aligned = *self.aligned_heading.get(page)?.get(locale)?.get(&heading)?;
        Some(&self.headings.get(page)?.get(aligned)?.members)
    }

    /// The anchor of a heading, the same in every locale.
    pub fn heading_anchor(&self, page: &PageId, locale: &LocaleId, heading: usize) -> Option<&str> {
        let aligned = *self.aligned_heading.get(page)?.get(locale)?.get(&heading)?;
        Some(&self.headings.get(page)?.get(aligned)?.anchor)
    }
}

/// Aligns the headings, tables and rows of a corpus.
pub fn align(corpus: &Corpus, known: &Known) -> Alignment {
    let mut alignment = Alignment::default();
    let (ids, groups) = group_tables(corpus, known, &mut alignment);
    let rows = rows::align(&locales_reference_first(corpus), &groups, known);
    for ((id, group), rows) in ids.into_iter().zip(groups).zip(rows) {
        add_table(&mut alignment, id, group, rows);
    }
    ids::name_entries(corpus, &mut alignment, known.lock.as_ref());
    alignment
}

/// Aligns headings, tables and columns, page by page; the tables are returned, each with its page.
fn group_tables<'c>(corpus: &'c Corpus, known: &Known, alignment: &mut Alignment) -> (Vec<&'c PageId>, Vec<Group<'c>>) {
    let versions: Vec<(&PageId, Vec<&Page>)> =
        corpus.pages.iter().map(|(id, versions)| (id, reference_first(corpus, versions))).collect();
    alignment.heading_phrases = heading_phrases(&versions);
    let phrases = &alignment.heading_phrases;
    let of_page = |(id, pages): (&'c PageId, Vec<&'c Page>)| {
        let headings = headings::align(&pages, phrases);
        let tables = tables::align(&pages, &headings, known).into_iter();
        let groups: Vec<Group<'_>> = tables.map(|versions| Group::new(corpus, versions)).collect();
        (id, headings, groups)
    };
    let pages: Vec<_> = versions.into_par_iter().map(of_page).collect();
    let (mut ids, mut groups) = (Vec::new(), Vec::new());
    for (id, headings, own) in pages {
        let mut aligned: BTreeMap<LocaleId, BTreeMap<usize, usize>> = BTreeMap::new();
        for (index, heading) in headings.iter().enumerate() {
            for (locale, own) in &heading.members {
                aligned.entry(locale.clone()).or_default().insert(*own, index);
            }
        }
        alignment.aligned_heading.insert(id.clone(), aligned);
        alignment.headings.insert(id.clone(), headings);
        ids.extend(own.iter().map(|_| id));
        groups.extend(own);
    }
    (ids, groups)
}

/// What the headings of all pages show of the words of headings: they are aligned without it first.
fn heading_phrases(pages: &[(&PageId, Vec<&Page>)]) -> HeadingPhrases {
    let nothing = HeadingPhrases::default();
    let headings: Vec<Vec<AlignedHeading>> =
        pages.par_iter().map(|(_, versions)| headings::align(versions, &nothing)).collect();
    let aligned = pages.iter().zip(&headings);
    HeadingPhrases::learn(aligned.map(|((_, versions), headings)| (versions.as_slice(), headings.as_slice())))
}

/// The order in which locales join: the reference, then the others in order.
fn locales_reference_first(corpus: &Corpus) -> Vec<&LocaleId> {
    // The others were made from the reference, so it has nearly all rows, and entries begin with it.
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
fn add_table(alignment: &mut Alignment, page: &PageId, group: Group<'_>, rows: Vec<BTreeMap<LocaleId, EntryRow>>) {
    let Group { versions, columns, folded } = group;
    let first = alignment.entries.len();
    let table = alignment.tables.len();
    for version in &versions {
        for part in &version.parts {
            let key = (page.clone(), version.locale().clone(), *part);
            alignment.aligned_table.insert(key.clone(), table);
            alignment.entry_of_row.insert(key, vec![0; version.page.tables[*part].rows.len()]);
        }
    }
    for rows in rows {
        for (locale, EntryRow { place, .. }) in &rows {
            let key = (page.clone(), locale.clone(), place.table);
            let indexes = alignment.entry_of_row.get_mut(&key).expect("every table of the group was added");
            indexes[place.row] = alignment.entries.len();
        }
        alignment.entries.push(Entry {
            id: EntryId::new(""),
            page: page.clone(),
            ordinal: alignment.entries.last().filter(|last| last.page == *page).map_or(0, |last| last.ordinal + 1),
            table,
            exceptions: Vec::new(),
            status: Vec::new(),
            codes: Vec::new(),
            applies_to: None,
            rows,
        });
    }
    for ((version, RowPlace { table, row }), cells) in folded {
        let locale = versions[version].locale().clone();
        alignment.folded.insert(RowAddress { page: page.clone(), locale, table, row }, cells);
    }
    alignment.tables.push(AlignedTable {
        page: page.clone(),
        members: versions.iter().map(|version| (version.locale().clone(), version.parts.clone())).collect(),
        columns,
        entries: first..alignment.entries.len(),
    });
}
