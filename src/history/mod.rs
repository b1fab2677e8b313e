//! What the content said before, and what changed since.
//!
//! **Comes in:** the corpus and alignment of two states of one site. **Goes out:** [`Changes`]: which entry was
//! which, and the rows that differ. **Never happens here:** reading Git (a revision is a
//! [`World`](crate::read::World) like any other), judging whether a change is right.

mod matching;

use std::collections::{BTreeMap, BTreeSet};

use crate::align::{Alignment, Entry, EntryId};
use crate::model::{Cell, Corpus, LocaleId};

/// A state of a site.
#[derive(Clone, Copy, Debug)]
pub struct State<'s> {
    /// Its pages.
    pub corpus: &'s Corpus,
    /// What corresponds to what.
    pub alignment: &'s Alignment,
}

/// What changed from one state to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The entry of the new state for each entry of the old one that is still there.
    pub renamed: BTreeMap<EntryId, EntryId>,
    /// Entries of the new state with the rows that were added, edited or removed. Empty entries are not here.
    pub entries: BTreeMap<EntryId, BTreeSet<LocaleId>>,
}

/// What changed from `base` to `head`, row by row. Moving rows or tables about is no change.
pub fn changes(base: State<'_>, head: State<'_>) -> Changes {
    let pairs = matching::match_entries(base, head);
    let mut changes = Changes::default();
    let mut matched: BTreeMap<usize, usize> = BTreeMap::new();
    for (old, new) in pairs {
        matched.insert(new, old);
        changes.renamed.insert(base.alignment.entries[old].id.clone(), head.alignment.entries[new].id.clone());
    }
    for (index, entry) in head.alignment.entries.iter().enumerate() {
        let before = matched.get(&index).map(|old| &base.alignment.entries[*old]);
        let locales = changed_locales(base, before, head, entry);
        if !locales.is_empty() {
            changes.entries.insert(entry.id.clone(), locales);
        }
    }
    changes
}

fn changed_locales(base: State<'_>, before: Option<&Entry>, head: State<'_>, after: &Entry) -> BTreeSet<LocaleId> {
    let old = before.map(|entry| entry.rows.keys().cloned().collect()).unwrap_or_else(BTreeSet::new);
    let all = old.into_iter().chain(after.rows.keys().cloned());
    all.filter(|locale| before.and_then(|entry| text(base, entry, locale)) != text(head, after, locale)).collect()
}

/// The cells of a row, `None` where the locale lacks it.
fn text(state: State<'_>, entry: &Entry, locale: &LocaleId) -> Option<String> {
    let address = state.alignment.address(entry, locale)?;
    Some(row_text(state.alignment.cells(state.corpus, &address)))
}

fn row_text(cells: &[Cell]) -> String {
    cells.iter().map(|cell| &*cell.text).collect::<Vec<_>>().join("\u{1f}")
}
