//! What every rule may ask.

use std::collections::BTreeSet;

use super::names::Names;
use crate::align::{AlignedTable, Alignment, Entry, EntryId};
use crate::model::{Cell, Corpus, LocaleId, Role, Row, Table};
use crate::text::{FilePath, Span};

/// The corpus, its alignment and what was learned from the whole of it.
pub struct Context<'c> {
    /// The digests of all pages.
    pub corpus: &'c Corpus,
    /// What corresponds to what.
    pub alignment: &'c Alignment,
    /// Names that are not translated, as the corpus itself shows.
    pub names: Names,
    /// Whom to suspect first where two locales contradict each other and nothing tells who is right.
    pub suspects: &'c Suspects,
}

/// Rows that a change touched, by locale and entry. Empty where a state is checked and not a change.
#[derive(Clone, Debug, Default)]
pub struct Suspects {
    /// The rows.
    pub rows: BTreeSet<(LocaleId, EntryId)>,
}

/// One column of an entry in one locale.
#[derive(Clone, Copy, Debug)]
pub struct Place<'c> {
    /// The locale.
    pub locale: &'c LocaleId,
    /// The file.
    pub file: &'c FilePath,
    /// The row that the cell is in.
    pub row: &'c Row,
    /// The cell.
    pub cell: &'c Cell,
}

impl Place<'_> {
    /// The whole cell; the row where the cell is empty.
    pub fn span(&self) -> Span {
        let range = if self.cell.range.is_empty() { &self.row.range } else { &self.cell.range };
        Span::new(self.file, range.clone())
    }

    /// A part of the cell, by byte offsets in the cell's text.
    pub fn part(&self, start: u32, end: u32) -> Span {
        let offset = |at: u32| self.cell.range.start + at as usize;
        Span::new(self.file, offset(start)..offset(end))
    }
}

impl<'c> Context<'c> {
    /// The context of a corpus.
    pub fn new(corpus: &'c Corpus, alignment: &'c Alignment, suspects: &'c Suspects) -> Context<'c> {
        Context { corpus, alignment, names: Names::learn(corpus, alignment), suspects }
    }

    /// The table of an aligned table in one locale, or its first part.
    pub fn table(&self, table: &AlignedTable, locale: &LocaleId) -> Option<&'c Table> {
        self.corpus.page(&table.page, locale)?.tables.get(*table.members.get(locale)?.first()?)
    }

    /// The aligned table that an entry is a row of.
    pub fn table_of(&self, entry: &Entry) -> &'c AlignedTable {
        &self.alignment.tables[entry.table]
    }

    /// The cells of one column of an entry, in every locale that has them, the reference locale first.
    pub fn places(&self, entry: &Entry, column: usize) -> Vec<Place<'c>> {
        let reference = self.corpus.reference_locale();
        let mut places: Vec<Place<'c>> =
            self.corpus.locales.iter().filter_map(|locale| self.place(entry, locale, column)).collect();
        places.sort_by_key(|place| Some(place.locale) != reference);
        places
    }

    /// One column of an entry in one locale.
    pub fn place(&self, entry: &Entry, locale: &'c LocaleId, column: usize) -> Option<Place<'c>> {
        let aligned = self.table_of(entry);
        let own = *aligned.columns.get(column)?.members.get(locale)?;
        let page = self.corpus.page(&entry.page, locale)?;
        let address = self.alignment.address(entry, locale)?;
        let row = page.tables.get(address.table)?.rows.get(address.row)?;
        let cell = self.alignment.cells(self.corpus, &address).get(own)?;
        Some(Place { locale, file: &page.path, row, cell })
    }

    /// The column of an entry's table that holds `role`.
    pub fn column(&self, entry: &Entry, role: Role) -> Option<usize> {
        self.table_of(entry).columns.iter().position(|column| column.role == Some(role))
    }

    /// The row of an entry in one locale.
    pub fn row_span(&self, entry: &Entry, locale: &LocaleId) -> Option<Span> {
        let page = self.corpus.page(&entry.page, locale)?;
        let address = self.alignment.address(entry, locale)?;
        let row = page.tables.get(address.table)?.rows.get(address.row)?;
        Some(Span::new(&page.path, row.range.clone()))
    }
}
