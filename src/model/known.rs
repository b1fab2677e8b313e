//! What is known about the rows before their texts are compared.

use std::collections::BTreeMap;

use super::{LocaleId, Lock, PageId};

/// The input of alignment beside the corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Rows whose counterparts the source's history shows.
    pub pinned: PinnedRows,
    /// The names under which rows were published; `None` where nobody keeps them.
    pub lock: Option<Lock>,
}

/// The source row that each row was made from, as far as the history of the source shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PinnedRows {
    origins: BTreeMap<(PageId, LocaleId), Vec<Vec<Option<Origin>>>>,
}

/// A row of the source through all its revisions, however its words changed. Numbers are unique on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(pub u32);

impl PinnedRows {
    /// Adds the origins of all rows of a page's version: for each of its tables, one for each row, `None` where
    /// history does not show it.
    pub fn insert(&mut self, page: PageId, locale: LocaleId, tables: Vec<Vec<Option<Origin>>>) {
        self.origins.insert((page, locale), tables);
    }

    /// The origin of a row. No two rows of one version have one origin.
    pub fn origin(&self, page: &PageId, locale: &LocaleId, table: usize, row: usize) -> Option<Origin> {
        *self.origins.get(&(page.clone(), locale.clone()))?.get(table)?.get(row)?
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }
}
