//! Rows that are there twice in one locale, and once in most others.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::align::{AlignedTable, Alignment, Entry, EntryId, RowPlace};
use crate::model::{Corpus, LocaleId};

/// For each row that is the copy of another the entry of that other one.
#[derive(Clone, Debug, Default)]
pub struct DuplicateRows {
    /// By entry and locale, as an index into the entries.
    of: BTreeMap<(EntryId, LocaleId), usize>,
}

impl DuplicateRows {
    /// Looks through all tables.
    pub fn learn(corpus: &Corpus, alignment: &Alignment) -> DuplicateRows {
        let mut duplicate_rows = DuplicateRows::default();
        for table in alignment.tables.iter().filter(|table| table.members.len() > 1) {
            for locale in table.members.keys() {
                duplicate_rows.add(corpus, alignment, table, locale);
            }
        }
        duplicate_rows
    }

    fn add(&mut self, corpus: &Corpus, alignment: &Alignment, table: &AlignedTable, locale: &LocaleId) {
        let Some(page) = corpus.page(&table.page, locale) else { return };
        let texts = |place: RowPlace| -> Vec<&str> {
            page.tables[place.table].rows[place.row].cells.iter().map(|cell| &*cell.text).collect()
        };
        let mut by_text: FxHashMap<Vec<&str>, Vec<usize>> = FxHashMap::default();
        for at in table.entries.clone() {
            if let Some(row) = alignment.entries[at].rows.get(locale) {
                by_text.entry(texts(row.place)).or_default().push(at);
            }
        }
        for same in by_text.into_values().filter(|same| same.len() > 1) {
            let rows = |at: &usize| alignment.entries[*at].rows.len();
            // The entry that most locales have is the row; of equal ones the first, so that the copy is the later one.
            let Some(first) = same.iter().copied().max_by_key(|at| (rows(at), std::cmp::Reverse(*at))) else {
                continue;
            };
            let is_copy = |at: &usize| rows(at) < rows(&first) && lacks_most(table, &alignment.entries[*at], locale);
            for copy in same.iter().filter(|at| is_copy(at)) {
                self.of.insert((alignment.entries[*copy].id.clone(), locale.clone()), first);
            }
        }
    }

    /// The entry of which the row of `entry` in a locale is a copy, where it is one.
    pub fn of<'a>(&self, alignment: &'a Alignment, entry: &Entry, locale: &LocaleId) -> Option<&'a Entry> {
        Some(&alignment.entries[*self.of.get(&(entry.id.clone(), locale.clone()))?])
    }
}

/// Whether most of the other locales lack an entry.
fn lacks_most(table: &AlignedTable, entry: &Entry, locale: &LocaleId) -> bool {
    let lacking = table.members.keys().filter(|other| *other != locale && !entry.rows.contains_key(*other)).count();
    2 * lacking > table.members.len() - 1
}
