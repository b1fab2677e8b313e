//! Which entry of an old state is which entry of a new one.

use std::collections::{BTreeMap, BTreeSet};

use super::{State, texts};
use crate::align::{AlignedTable, RowAddress};
use crate::model::{LocaleId, PageId};

/// Pairs of indexes into the entries of `base` and `head`, each entry in one pair at most.
///
/// Rows of equal text first; then equal ids; then the place: entries that are left between the same neighbours, equally
/// many on both sides. Text comes before ids, because an id is made from words and may be that of another row now.
/// Pages of `base` that were moved are taken under their new names, which `moved` holds.
pub fn match_entries(base: State<'_>, head: State<'_>, moved: &BTreeMap<PageId, PageId>) -> Vec<(usize, usize)> {
    let mut pairs = Pairs::default();
    pairs.by_votes(votes(base, head, moved));
    let names: BTreeMap<_, usize> =
        head.alignment.entries.iter().enumerate().map(|(at, entry)| (&entry.id, at)).collect();
    for (old, entry) in base.alignment.entries.iter().enumerate() {
        if let Some(new) = names.get(&entry.id) {
            pairs.add(old, *new);
        }
    }
    pairs.by_place(base, head, moved);
    pairs.old_to_new.into_iter().collect()
}

#[derive(Default)]
struct Pairs {
    old_to_new: BTreeMap<usize, usize>,
    taken: BTreeSet<usize>,
}

impl Pairs {
    /// Makes a pair of two entries that are both free.
    fn add(&mut self, old: usize, new: usize) {
        if !self.old_to_new.contains_key(&old) && self.taken.insert(new) {
            self.old_to_new.insert(old, new);
        }
    }

    /// Pairs with the most votes first; among equals those nearest to the top.
    fn by_votes(&mut self, votes: BTreeMap<(usize, usize), usize>) {
        let mut ranked: Vec<((usize, usize), usize)> = votes.into_iter().collect();
        ranked.sort_by_key(|(pair, count)| (std::cmp::Reverse(*count), *pair));
        for ((old, new), _) in ranked {
            self.add(old, new);
        }
    }

    /// Pairs what is left between two pairs of one table, in order.
    fn by_place(&mut self, base: State<'_>, head: State<'_>, moved: &BTreeMap<PageId, PageId>) {
        for (table, partner) in tables(base, head, moved) {
            let mut new = partner.entries.start;
            let mut gap: Vec<usize> = Vec::new();
            for old in table.entries.clone().map(Some).chain([None]) {
                let anchor = match old {
                    Some(old) => self.old_to_new.get(&old).copied().filter(|at| partner.entries.contains(at)),
                    None => Some(partner.entries.end),
                };
                let Some(anchor) = anchor else {
                    gap.extend(old);
                    continue;
                };
                let free: Vec<usize> = (new..anchor).filter(|at| !self.taken.contains(at)).collect();
                // With another number of rows it is unknown which were added and which removed.
                if free.len() == gap.len() {
                    gap.iter().zip(free).for_each(|(old, new)| self.add(*old, new));
                }
                gap.clear();
                new = new.max(anchor + 1);
            }
        }
    }
}

/// Tables of both states that are at the same place among their page's.
fn tables<'s>(
    base: State<'s>,
    head: State<'s>,
    moved: &BTreeMap<PageId, PageId>,
) -> Vec<(&'s AlignedTable, &'s AlignedTable)> {
    let pages: BTreeSet<&PageId> = base.alignment.tables.iter().map(|table| &table.page).collect();
    let of_page = |page: &PageId| {
        let there = moved.get(page).unwrap_or(page);
        base.alignment.tables_of(page).iter().zip(head.alignment.tables_of(there)).collect::<Vec<_>>()
    };
    pages.into_iter().flat_map(of_page).collect()
}

/// How many locales have the very same row in two entries.
fn votes(base: State<'_>, head: State<'_>, moved: &BTreeMap<PageId, PageId>) -> BTreeMap<(usize, usize), usize> {
    let mut old_rows: BTreeMap<(PageId, LocaleId, String), Vec<usize>> = BTreeMap::new();
    each_row(base, |page, locale, text, entry| {
        let page = moved.get(&page).cloned().unwrap_or(page);
        old_rows.entry((page, locale, text)).or_default().push(entry);
    });
    let mut votes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut next: BTreeMap<(PageId, LocaleId, String), usize> = BTreeMap::new();
    each_row(head, |page, locale, text, entry| {
        let key = (page, locale, text);
        // Equal rows of one page are paired in their order.
        let at = next.entry(key.clone()).or_default();
        if let Some(old) = old_rows.get(&key).and_then(|entries| entries.get(*at)) {
            *votes.entry((*old, entry)).or_default() += 1;
        }
        *at += 1;
    });
    votes
}

fn each_row(state: State<'_>, mut visit: impl FnMut(PageId, LocaleId, String, usize)) {
    for (index, entry) in state.alignment.entries.iter().enumerate() {
        for locale in entry.rows.keys() {
            let address: Option<RowAddress> = state.alignment.address(entry, locale);
            let Some(address) = address else { continue };
            let text = texts(state.alignment.cells(state.corpus, &address)).join("\u{1f}");
            visit(entry.page.clone(), locale.clone(), text, index);
        }
    }
}
