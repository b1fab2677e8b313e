//! The digests of a site beside what corresponds to what in them.

use super::unit::Text;
use crate::align::{AlignedTable, Alignment, Entry};
use crate::history::Originals;
use crate::model::{Corpus, LocaleId, LocaleProfile, Role, Row, Table};
use crate::text::Span;

/// What units are made from: plain references, so that it is passed on by value.
#[derive(Clone, Copy, Debug)]
pub struct AlignedCorpus<'c> {
    /// The digests of all pages.
    pub corpus: &'c Corpus,
    /// What corresponds to what.
    pub alignment: &'c Alignment,
    /// What translations were made from.
    pub originals: &'c Originals,
}

impl<'c> AlignedCorpus<'c> {
    /// Whether a locale is the one that the others are translated from.
    pub fn is_source(&self, locale: &LocaleId) -> bool {
        self.corpus.source_locale.as_ref() == Some(locale)
    }

    /// Whether the site has the pages of a named source. Then translations are compared with it alone: nothing is said of
    /// what differs between two of them where it has nothing.
    pub fn has_source(&self) -> bool {
        self.corpus.source_locale.as_ref().is_some_and(|source| self.corpus.has_pages(source))
    }

    /// All locales, the reference locale first.
    pub fn locales_reference_first(&self) -> impl Iterator<Item = &'c LocaleId> + use<'c> {
        let corpus = self.corpus;
        let reference = corpus.reference_locale();
        reference.into_iter().chain(corpus.locales.iter().filter(move |locale| Some(*locale) != reference))
    }

    /// What is known about a locale's language; `None` for one that is not of the site.
    pub fn profile(&self, locale: &LocaleId) -> Option<&'c LocaleProfile> {
        self.corpus.profiles.get(locale)
    }

    /// The table of an aligned table in one locale, or its first part.
    pub fn table(&self, table: &AlignedTable, locale: &LocaleId) -> Option<&'c Table> {
        self.corpus.page(&table.page, locale)?.tables.get(*table.members.get(locale)?.first()?)
    }

    /// The aligned table that an entry is a row of.
    pub fn table_of(&self, entry: &Entry) -> &'c AlignedTable {
        &self.alignment.tables[entry.table]
    }

    /// Index of the column of an entry's table that holds `role`.
    pub fn column(&self, entry: &Entry, role: Role) -> Option<usize> {
        self.table_of(entry).columns.iter().position(|column| column.role == Some(role))
    }

    /// The row of an entry in one locale.
    pub fn row_span(&self, entry: &Entry, locale: &LocaleId) -> Option<Span> {
        let page = self.corpus.page(&entry.page, locale)?;
        Some(Span::new(&page.path, self.row(entry, locale)?.range.clone()))
    }

    /// The row of an entry in one locale, as it was written.
    pub fn row(&self, entry: &Entry, locale: &LocaleId) -> Option<&'c Row> {
        let address = self.alignment.address(entry, locale)?;
        self.corpus.page(&entry.page, locale)?.tables.get(address.table)?.rows.get(address.row)
    }

    /// One column of an entry in one locale.
    pub fn text(&self, entry: &Entry, locale: &'c LocaleId, column: usize) -> Option<Text<'c>> {
        let own = *self.alignment.tables[entry.table].columns.get(column)?.members.get(locale)?;
        let page = self.corpus.page(&entry.page, locale)?;
        let address = self.alignment.address(entry, locale)?;
        let row = self.row(entry, locale)?;
        let cell = self.alignment.cells(self.corpus, &address).get(own)?;
        Some(Text::of_cell(locale, &page.path, cell, Some(row)))
    }
}
