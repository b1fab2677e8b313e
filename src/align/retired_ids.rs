//! Retired ids: names that rows had before, and where they redirect to.

use std::collections::BTreeMap;

use super::lock_matching::Pairs;
use super::{Entry, EntryId};
use crate::model::{Corpus, Lock, LockedEntry, PageId};

/// A name that no row has any more, with its redirect.
#[derive(Clone, Debug, PartialEq)]
pub struct RetiredId {
    /// The name.
    pub id: EntryId,
    /// Where it redirects to.
    pub redirect: Redirect,
}

/// Where a retired id redirects to.
#[derive(Clone, Debug, PartialEq)]
pub enum Redirect {
    /// An entry, as an index into `Alignment::entries`.
    Entry(usize),
    /// The page that the row was on; it exists.
    Page(PageId),
}

/// The retired ids that have a redirect.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RetiredIds {
    names: Vec<RetiredId>,
    by_entry: BTreeMap<EntryId, Vec<EntryId>>,
}

impl RetiredIds {
    /// All of them, in the order of the names.
    pub fn all(&self) -> &[RetiredId] {
        &self.names
    }

    /// The names that an entry had before, in order.
    pub fn of(&self, entry: &EntryId) -> &[EntryId] {
        self.by_entry.get(entry).map_or(&[], Vec::as_slice)
    }

    /// Where `id` redirects to; `None` for an id that is not retired or has no redirect.
    pub fn redirect(&self, id: &EntryId) -> Option<&Redirect> {
        let at = self.names.binary_search_by(|name| name.id.cmp(id)).ok()?;
        Some(&self.names[at].redirect)
    }

    /// The names of `lock` that `entries` have no more; `pairs` holds which locked row is which entry.
    pub(super) fn new(corpus: &Corpus, entries: &[Entry], lock: &Lock, pairs: &Pairs<'_>) -> RetiredIds {
        let locked: BTreeMap<&EntryId, usize> =
            lock.entries.iter().enumerate().map(|(at, entry)| (&entry.id, at)).collect();
        let page = |page: &PageId| {
            let there = pairs.pages.get(page).copied().unwrap_or(page);
            corpus.pages.contains_key(there).then(|| Redirect::Page(there.clone()))
        };
        let redirect = |id: &EntryId| match locked.get(id) {
            Some(at) => {
                let entry = pairs.now[*at].or_else(|| pairs.joined.get(at).copied());
                entry.map(Redirect::Entry).or_else(|| page(&lock.entries[*at].fingerprint.page))
            }
            None => page(lock.removed.get(id)?),
        };
        let is_retired = |id: &&EntryId| match locked.get(*id) {
            Some(at) => pairs.now[*at].is_none() && is_in_view(corpus, &lock.entries[*at]),
            None => true,
        };
        let mut retired = RetiredIds::default();
        for id in lock.names().filter(is_retired) {
            let Some(redirect) = redirect(lock.current(id)) else { continue };
            if let Redirect::Entry(entry) = redirect {
                retired.by_entry.entry(entries[entry].id.clone()).or_default().push(id.clone());
            }
            retired.names.push(RetiredId { id: id.clone(), redirect });
        }
        retired.names.sort_by(|a, b| a.id.cmp(&b.id));
        retired.by_entry.values_mut().for_each(|names| names.sort());
        retired
    }
}

/// Whether a row would be found if it were there: not where the corpus holds only other locales.
pub(super) fn is_in_view(corpus: &Corpus, entry: &LockedEntry) -> bool {
    let rows = &entry.fingerprint.rows;
    rows.is_empty() || rows.keys().any(|locale| corpus.locales.contains(locale))
}
