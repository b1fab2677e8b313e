//! Which page of an old state is which page of a new one, where its file was moved.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Corpus, LocaleId, Page, PageId};

/// The share of their rows and headings that two pages must have in common to be one that was moved and edited.
// Half is also what Git takes for a rename by default.
const ALIKE: f64 = 0.5;

/// Where more pages than this are only in one of the states, they are not compared one by one.
// Every removed page is compared with every added one: 250,000 pairs.
const MOST_COMPARED: usize = 500;

/// The page of `head` for each page of `base` that is not there under its name: first those with equal words in a
/// language, then those that share most of their rows and headings.
pub fn moved_pages(base: &Corpus, head: &Corpus) -> BTreeMap<PageId, PageId> {
    let gone: BTreeSet<&PageId> = base.pages.keys().filter(|id| !head.pages.contains_key(*id)).collect();
    let new: BTreeSet<&PageId> = head.pages.keys().filter(|id| !base.pages.contains_key(*id)).collect();
    let mut moves = Moves::default();
    let mut by_words: BTreeMap<(&LocaleId, [u8; 32]), &PageId> = BTreeMap::new();
    for page in new.iter().flat_map(|id| head.pages[*id].values()) {
        by_words.insert((&page.locale, page.words), &page.id);
    }
    for page in gone.iter().flat_map(|id| base.pages[*id].values()) {
        if let Some(there) = by_words.get(&(&page.locale, page.words)) {
            moves.add(&page.id, there);
        }
    }
    // A page that was only moved is certain and cheap to find; what is left was edited as well.
    if gone.len().max(new.len()) <= MOST_COMPARED {
        moves.add_alike(base, head, &gone, &new);
    }
    moves.old_to_new
}

#[derive(Default)]
struct Moves {
    old_to_new: BTreeMap<PageId, PageId>,
    taken: BTreeSet<PageId>,
}

impl Moves {
    fn add(&mut self, old: &PageId, new: &PageId) {
        if !self.old_to_new.contains_key(old) && self.taken.insert(new.clone()) {
            self.old_to_new.insert(old.clone(), new.clone());
        }
    }

    /// Pairs those that are left and alike, the most alike first.
    fn add_alike(&mut self, base: &Corpus, head: &Corpus, gone: &BTreeSet<&PageId>, new: &BTreeSet<&PageId>) {
        let contents = |corpus: &Corpus, ids: &BTreeSet<&PageId>| -> Vec<(PageId, BTreeSet<String>)> {
            ids.iter().map(|id| ((*id).clone(), corpus.pages[*id].values().flat_map(content).collect())).collect()
        };
        let (gone, new) = (contents(base, gone), contents(head, new));
        let mut ranked: Vec<(f64, &PageId, &PageId)> = Vec::new();
        for (old, before) in gone.iter().filter(|(old, _)| !self.old_to_new.contains_key(old)) {
            for (id, after) in new.iter().filter(|(id, _)| !self.taken.contains(id)) {
                let common = before.intersection(after).count() as f64;
                let all = (before.len() + after.len()) as f64 - common;
                if common >= ALIKE * all && common > 0.0 {
                    ranked.push((common / all, old, id));
                }
            }
        }
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| (one.1, one.2).cmp(&(other.1, other.2))));
        ranked.into_iter().for_each(|(_, old, id)| self.add(old, id));
    }
}

/// The rows and headings of a page, each with its locale.
fn content(page: &Page) -> Vec<String> {
    let rows = page.tables.iter().flat_map(|table| &table.rows).map(|row| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| &*cell.text).collect();
        cells.join("|")
    });
    let headings = page.headings.iter().map(|heading| heading.text.to_string());
    rows.chain(headings).map(|text| format!("{} {text}", page.locale)).collect()
}
