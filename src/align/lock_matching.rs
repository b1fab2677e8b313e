//! Which locked name belongs to which row: found by what stayed the same, each name given once.
//!
//! In this order, so that weaker evidence cannot take a row for which there is stronger evidence; and within each step
//! the pairs with most in common first, equals by their order on the page:
//!
//! 1. rows of one page that are the same, word for word, in some locale;
//! 2. such rows on any page, where the row is the only one of its kind: rows that moved, and with them pages that were
//!    renamed, for which the first step is taken again;
//! 3. rows of one page that are the same in most of their cells, or in the one that names them, or that would have
//!    the same name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{EntryId, Fingerprint, LocaleId, PageId, RowDigest};

/// Where more pairs than this have a thing in common, they are paired in their order.
// Eight rows and eight locked ones. What so many share tells nothing apart, and the pairs grow with the square.
const MOST_PAIRS: usize = 64;

/// A row that moved to another page is found only if it has at least this many cells that are not empty.
// A single cell, such as `yes`, may be the same on two pages by chance.
const FEWEST_MOVED_CELLS: usize = 2;

/// How well a lock fits the rows. Indexes are those of `Alignment::entries`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LockFit {
    /// Entries that the lock has no name for.
    pub fresh: Vec<usize>,
    /// Names of the lock that no row has.
    pub lost: Vec<EntryId>,
    /// Entries that changed so much, in every locale, that the lock may lose them with the next change.
    pub faded: Vec<usize>,
}

/// Which locked row is which row now.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pairs<'f> {
    /// For each locked row the row that it is now.
    pub now: Vec<Option<usize>>,
    /// Locked rows that are no entry of their own any more, each with the entry that has one of their rows now.
    pub joined: BTreeMap<usize, usize>,
    /// Rows, as they are now, that were recognized by no more than half of their cells in every locale.
    pub faded: BTreeSet<usize>,
    /// Pages that are gone, with the page that most of their rows are on now.
    pub pages: BTreeMap<&'f PageId, &'f PageId>,
}

/// Finds `locked` rows among those that there are `now`. `is_page` is whether a page exists.
pub(super) fn pair<'f>(
    locked: &[&'f Fingerprint],
    now: &'f [Fingerprint],
    is_page: impl Fn(&PageId) -> bool,
) -> Pairs<'f> {
    let mut pairing = Pairing {
        locked,
        now,
        taken: vec![false; now.len()],
        pairs: Pairs { now: vec![None; locked.len()], ..Pairs::default() },
    };
    pairing.same_rows_of_a_page();
    pairing.same_rows_anywhere();
    pairing.find_pages(is_page);
    // Once more: rows of a renamed page that the whole site has several times are found only now.
    pairing.same_rows_of_a_page();
    pairing.similar_rows_of_a_page();
    pairing.pairs
}

struct Pairing<'l, 'f> {
    locked: &'l [&'f Fingerprint],
    now: &'f [Fingerprint],
    /// Which rows have a name.
    taken: Vec<bool>,
    pairs: Pairs<'f>,
}

/// How much a pair has in common, more first; then the order of the rows.
type Rank = (Reverse<usize>, Reverse<usize>, Reverse<bool>, usize, usize);

impl<'f> Pairing<'_, 'f> {
    fn same_rows_of_a_page(&mut self) {
        let mut groups: Groups<(&PageId, &LocaleId, &RowDigest)> = Groups::default();
        for (old, fingerprint) in self.free_locked() {
            let page = self.page_now(fingerprint);
            fingerprint.rows.iter().for_each(|(locale, row)| groups.locked((page, locale, row), old));
        }
        // Rows that have a name already are counted too: where they have the text of a row whose name is lost, that
        // name redirects to them (`joined`).
        for (new, fingerprint) in self.now.iter().enumerate() {
            fingerprint.rows.iter().for_each(|(locale, row)| groups.now((&fingerprint.page, locale, row), new));
        }
        let votes = groups.votes();
        self.add(&votes);
        for (_, _, _, old, new) in self.ranked(&votes) {
            if self.pairs.now[old].is_none() {
                self.pairs.joined.entry(old).or_insert(new);
            }
        }
    }

    fn same_rows_anywhere(&mut self) {
        let mut groups: Groups<(&LocaleId, &RowDigest)> = Groups::default();
        let telling = |row: &RowDigest| row.filled().count() >= FEWEST_MOVED_CELLS;
        for (old, fingerprint) in self.free_locked() {
            fingerprint.rows.iter().filter(|(_, row)| telling(row)).for_each(|key| groups.locked(key, old));
        }
        for (new, fingerprint) in self.free_now() {
            fingerprint.rows.iter().for_each(|key| groups.now(key, new));
        }
        // Without the page there is nothing else to tell equal rows from each other.
        groups.groups.retain(|_, (locked, now)| locked.len() == 1 && now.len() == 1);
        let votes = groups.votes();
        self.add(&votes);
    }

    /// Finds the page to which most rows of each removed page went.
    fn find_pages(&mut self, is_page: impl Fn(&PageId) -> bool) {
        let mut moved: BTreeMap<&PageId, BTreeMap<&PageId, usize>> = BTreeMap::new();
        for (fingerprint, new) in self.locked.iter().zip(&self.pairs.now) {
            if let Some(new) = new.filter(|_| !is_page(&fingerprint.page)) {
                *moved.entry(&fingerprint.page).or_default().entry(&self.now[new].page).or_default() += 1;
            }
        }
        for (page, counts) in moved {
            if let Some((to, _)) = counts.iter().max_by_key(|(page, count)| (**count, Reverse(**page))) {
                self.pairs.pages.insert(page, to);
            }
        }
    }

    fn similar_rows_of_a_page(&mut self) {
        let candidates = self.similar();
        let votes = candidates.pairs.iter().filter(|(old, new)| self.is_same(&candidates, *old, *new));
        let votes: Votes = votes.map(|pair| (*pair, 0)).collect();
        for (old, new) in self.add(&votes) {
            if !self.is_known_by_most_cells(old, new) {
                self.pairs.faded.insert(new);
            }
        }
    }

    /// Pairs of free rows that share a cell or a name, and the cells that only one row of their page has.
    fn similar(&self) -> Candidates<'f> {
        let pages: BTreeSet<&PageId> = self.free_locked().map(|(_, fingerprint)| self.page_now(fingerprint)).collect();
        let mut cells: Groups<(&PageId, &LocaleId, u32)> = Groups::default();
        let mut names: Groups<(&PageId, &str)> = Groups::default();
        for (old, fingerprint) in self.locked.iter().enumerate() {
            let page = self.page_now(fingerprint);
            if pages.contains(page) {
                filled(fingerprint).for_each(|(locale, cell)| cells.locked((page, locale, cell), old));
                names.locked((page, &fingerprint.name), old);
            }
        }
        for (new, fingerprint) in
            self.now.iter().enumerate().filter(|(_, fingerprint)| pages.contains(&fingerprint.page))
        {
            filled(fingerprint).for_each(|(locale, cell)| cells.now((&fingerprint.page, locale, cell), new));
            names.now((&fingerprint.page, &fingerprint.name), new);
        }
        let unique = cells.groups.iter().filter(|(_, (locked, now))| locked.len() == 1 && now.len() == 1);
        let unique = unique.map(|(key, _)| *key).collect();
        let is_free_locked = |old: &usize| self.pairs.now[*old].is_none();
        let is_free_now = |new: &usize| !self.taken[*new];
        cells.keep(is_free_locked, is_free_now);
        names.keep(is_free_locked, is_free_now);
        let pairs = cells.votes().into_keys().chain(names.votes().into_keys()).collect();
        Candidates { pairs, unique }
    }

    /// Whether what two rows of one page have in common is enough.
    fn is_same(&self, candidates: &Candidates<'f>, old: usize, new: usize) -> bool {
        let (was, is) = (self.locked[old], &self.now[new]);
        let same_in = |locale: &LocaleId, before: &RowDigest, after: &RowDigest| {
            let is_unique = |cell: u32| candidates.unique.contains(&(&is.page, locale, cell));
            let same_key = before.key().is_some_and(|key| after.key() == Some(key) && is_unique(key));
            // Of two cells one is only half, which is not most of them; it is enough where no other row has it.
            let same_half = before.filled().count() == 2
                && before.filled().any(|cell| after.filled().any(|now| now == cell) && is_unique(cell));
            same_key || same_half
        };
        let rows = was.rows.iter().filter_map(|(locale, row)| Some((locale, row, is.rows.get(locale)?)));
        was.name == is.name
            || self.is_known_by_most_cells(old, new)
            || rows.into_iter().any(|(locale, before, after)| same_in(locale, before, after))
    }

    /// Whether in some locale more than half of a row's cells are what they were.
    fn is_known_by_most_cells(&self, old: usize, new: usize) -> bool {
        let now = &self.now[new].rows;
        let mut rows = self.locked[old].rows.iter().filter_map(|(locale, row)| Some((row, now.get(locale)?)));
        rows.any(|(before, after)| 2 * common(before, after) > before.filled().count().max(after.filled().count()))
    }

    /// Makes pairs, the best first, of rows that are free on both sides, and returns those that it made.
    fn add(&mut self, votes: &Votes) -> Vec<(usize, usize)> {
        let mut added = Vec::new();
        for (_, _, _, old, new) in self.ranked(votes) {
            if self.pairs.now[old].is_none() && !self.taken[new] {
                self.taken[new] = true;
                self.pairs.now[old] = Some(new);
                self.pairs.joined.remove(&old);
                added.push((old, new));
            }
        }
        added
    }

    fn ranked(&self, votes: &Votes) -> Vec<Rank> {
        let rank = |((old, new), rows): (&(usize, usize), &usize)| {
            let (was, is) = (self.locked[*old], &self.now[*new]);
            let rows_in_common = was.rows.iter().filter_map(|(locale, row)| Some((row, is.rows.get(locale)?)));
            let cells: usize = rows_in_common.map(|(before, after)| common(before, after)).sum();
            (Reverse(*rows), Reverse(cells), Reverse(was.name == is.name), *old, *new)
        };
        let mut ranked: Vec<Rank> = votes.iter().map(rank).collect();
        ranked.sort_unstable();
        ranked
    }

    /// The page that a locked row would be on now.
    fn page_now(&self, fingerprint: &'f Fingerprint) -> &'f PageId {
        self.pairs.pages.get(&fingerprint.page).copied().unwrap_or(&fingerprint.page)
    }

    fn free_locked(&self) -> impl Iterator<Item = (usize, &'f Fingerprint)> {
        let rows = self.locked.iter().copied().zip(&self.pairs.now).enumerate();
        rows.filter(|(_, (_, now))| now.is_none()).map(|(old, (fingerprint, _))| (old, fingerprint))
    }

    fn free_now(&self) -> impl Iterator<Item = (usize, &'f Fingerprint)> {
        self.now
            .iter()
            .zip(&self.taken)
            .enumerate()
            .filter(|(_, (_, taken))| !**taken)
            .map(|(new, (fingerprint, _))| (new, fingerprint))
    }
}

/// Pairs that may be one row.
struct Candidates<'f> {
    pairs: BTreeSet<(usize, usize)>,
    /// Cells that one row of a page had, and one has.
    unique: BTreeSet<(&'f PageId, &'f LocaleId, u32)>,
}

/// How many things two rows have in common, by locked row and row.
type Votes = BTreeMap<(usize, usize), usize>;

/// Rows that have a thing in common: the locked ones, and those that there are now. Each is in a group once.
struct Groups<Key> {
    groups: BTreeMap<Key, (Vec<usize>, Vec<usize>)>,
}

impl<Key> Default for Groups<Key> {
    fn default() -> Groups<Key> {
        Groups { groups: BTreeMap::new() }
    }
}

impl<Key: Ord> Groups<Key> {
    fn locked(&mut self, key: Key, old: usize) {
        push_once(&mut self.groups.entry(key).or_default().0, old);
    }

    fn now(&mut self, key: Key, new: usize) {
        push_once(&mut self.groups.entry(key).or_default().1, new);
    }

    fn keep(&mut self, is_locked: impl Fn(&usize) -> bool, is_now: impl Fn(&usize) -> bool) {
        for (locked, now) in self.groups.values_mut() {
            locked.retain(&is_locked);
            now.retain(&is_now);
        }
    }

    /// A vote of each group for each of its pairs.
    fn votes(&self) -> Votes {
        let mut votes = Votes::new();
        for (locked, now) in self.groups.values() {
            if locked.len() * now.len() > MOST_PAIRS {
                locked.iter().zip(now).for_each(|(old, new)| *votes.entry((*old, *new)).or_default() += 1);
                continue;
            }
            for old in locked {
                now.iter().for_each(|new| *votes.entry((*old, *new)).or_default() += 1);
            }
        }
        votes
    }
}

fn push_once(rows: &mut Vec<usize>, row: usize) {
    if rows.last() != Some(&row) {
        rows.push(row);
    }
}

/// The cells of a row in all its locales that are not empty.
fn filled(fingerprint: &Fingerprint) -> impl Iterator<Item = (&LocaleId, u32)> {
    fingerprint.rows.iter().flat_map(|(locale, row)| row.filled().map(move |cell| (locale, cell)))
}

/// How many cells of two rows are equal, in whatever column.
fn common(before: &RowDigest, after: &RowDigest) -> usize {
    let mut rest: Vec<u32> = after.filled().collect();
    let found = before.filled().filter(|cell| match rest.iter().position(|other| other == cell) {
        Some(at) => {
            rest.swap_remove(at);
            true
        }
        None => false,
    });
    found.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row: its page, the name that its words give it, and for each locale its cells between `|`.
    fn fingerprint(page: &str, name: &str, rows: &[(&str, &str)]) -> Fingerprint {
        let row = |(tag, cells): &(&str, &str)| (tag.parse().unwrap(), RowDigest::of(cells.split('|')));
        Fingerprint { page: PageId::new(page), name: name.to_owned(), rows: rows.iter().map(row).collect() }
    }

    /// For each locked row which one it is now; the second list names those that were barely found.
    fn found(locked: &[Fingerprint], now: &[Fingerprint]) -> (Vec<Option<usize>>, Vec<usize>) {
        let locked: Vec<&Fingerprint> = locked.iter().collect();
        let pairs = pair(&locked, now, |page| now.iter().any(|fingerprint| fingerprint.page == *page));
        (pairs.now, pairs.faded.into_iter().collect())
    }

    fn okta() -> Fingerprint {
        fingerprint(
            "fouten",
            "okta-401",
            &[("nl", "401|Okta|Ingetrokken.|Maak een nieuwe."), ("zh-TW", "401|Okta|已撤銷。|請重建。")],
        )
    }

    fn dropbox() -> Fingerprint {
        fingerprint(
            "fouten",
            "dropbox-503",
            &[("nl", "503|Dropbox|Bezig.|Wacht even."), ("zh-TW", "503|Dropbox|忙碌中。|稍候。")],
        )
    }

    #[test]
    fn one_language_that_stayed_the_same_is_enough() {
        let edited = fingerprint(
            "fouten",
            "okta-403",
            &[("nl", "403|Alles|is|anders"), ("zh-TW", "401|Okta|已撤銷。|請重建。")],
        );
        assert_eq!(found(&[okta(), dropbox()], &[dropbox(), edited]), (vec![Some(1), Some(0)], vec![]));
    }

    #[test]
    fn most_cells_are_enough_where_every_language_changed() {
        let edited = fingerprint(
            "fouten",
            "okta-403",
            &[("nl", "403|Okta|Ingetrokken.|Maak een nieuwe."), ("zh-TW", "403|Okta|已撤銷。|請重建。")],
        );
        assert_eq!(found(&[okta(), dropbox()], &[edited, dropbox()]), (vec![Some(0), Some(1)], vec![]));
    }

    #[test]
    fn a_row_of_the_same_app_is_another_row() {
        let other = fingerprint(
            "fouten",
            "okta-429",
            &[("nl", "429|Okta|Te veel.|Wacht even."), ("zh-TW", "429|Okta|太多。|稍候。")],
        );
        assert_eq!(found(&[okta()], &[other]), (vec![None], vec![]));
    }

    #[test]
    fn what_is_known_by_its_name_alone_is_barely_known() {
        let reworded =
            fingerprint("fouten", "okta-401", &[("nl", "Fout 401|Okta|De|rest"), ("zh-TW", "錯誤 401|Okta|其|餘")]);
        assert_eq!(found(&[okta()], &[reworded]), (vec![Some(0)], vec![0]));
    }

    #[test]
    fn rows_that_move_to_another_page_are_found_and_with_them_the_page() {
        let there = |fingerprint: Fingerprint| Fingerprint { page: PageId::new("hulp/fouten"), ..fingerprint };
        let edited = fingerprint(
            "hulp/fouten",
            "dropbox-504",
            &[("nl", "503|Dropbox|Anders.|Anders."), ("zh-TW", "503|Dropbox|別的。|別的。")],
        );
        assert_eq!(found(&[okta(), dropbox()], &[edited, there(okta())]), (vec![Some(1), Some(0)], vec![0]));
        // A page that is still there did not get another name.
        let other = fingerprint("fouten", "box", &[("nl", "500|Box|Stuk.|Bel.")]);
        let edited = fingerprint("hulp/fouten", "x", &[("nl", "503|Dropbox|Bezig.|Anders.")]);
        assert_eq!(found(&[okta(), dropbox()], &[edited, there(okta()), other]).0, [Some(1), None]);
    }

    #[test]
    fn equal_rows_are_taken_in_their_order() {
        let rows: Vec<Fingerprint> = (0..40).map(|_| okta()).collect();
        let same: Vec<Option<usize>> = (0..40).map(Some).collect();
        assert_eq!(found(&rows, &rows), (same.clone(), vec![]));
        assert_eq!(found(&rows[..3], &rows), (same[..3].to_vec(), vec![]));
        assert_eq!(found(&rows[..3], &rows[..2]), (vec![Some(0), Some(1), None], vec![]));
    }

    #[test]
    fn rows_that_are_equal_in_one_language_are_distinguished_by_another() {
        let row = |number: usize| {
            fingerprint("a", "a", &[("nl", "nog te vertalen|x"), ("zh-TW", &format!("錯誤 {number}|x"))])
        };
        let locked: Vec<Fingerprint> = (0..12).map(row).collect();
        let now: Vec<Fingerprint> = (0..12).rev().map(row).collect();
        assert_eq!(found(&locked, &now).0, (0..12).rev().map(Some).collect::<Vec<_>>());
    }

    #[test]
    fn a_row_whose_words_are_part_of_another_entry_leads_there() {
        let apart = [fingerprint("a", "a", &[("nl", "Fout|Okta")]), fingerprint("a", "a", &[("zh-TW", "錯誤|Okta")])];
        let joined = [fingerprint("a", "a", &[("nl", "Fout|Okta"), ("zh-TW", "錯誤|Okta")])];
        let locked: Vec<&Fingerprint> = apart.iter().collect();
        let pairs = pair(&locked, &joined, |_| true);
        assert_eq!(pairs.now, [Some(0), None]);
        assert_eq!(pairs.joined, BTreeMap::from([(1, 0)]));
    }

    #[test]
    fn in_a_row_of_two_cells_one_that_no_other_has_is_enough() {
        let locked =
            [fingerprint("a", "a-x", &[("nl", "Tijdslimiet|60")]), fingerprint("a", "a-y", &[("nl", "Pogingen|3")])];
        let now = [
            fingerprint("a", "a-z", &[("nl", "Tijdslimiet in seconden|60")]),
            fingerprint("a", "a-y", &[("nl", "Pogingen|3")]),
        ];
        assert_eq!(found(&locked, &now).0, [Some(0), Some(1)]);
        let both_three =
            [fingerprint("a", "a-z", &[("nl", "Iets anders|3")]), fingerprint("a", "a-y", &[("nl", "Pogingen|3")])];
        assert_eq!(found(&locked, &both_three).0, [None, Some(1)]);
    }
}
