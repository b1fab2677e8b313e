//! Two states of a page in one language, block by block or row by row.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lines::{lines_of, whole_lines};
use crate::freshness::PageChange;
use crate::history::{BlockChanges, BlockPair, BlockText, origins};
use crate::model::{Origin, Page, Row};
use crate::parse::{Document, PassageKind};

/// What became of the blocks of a page, or of its rows.
pub(super) struct Compared {
    pub(super) old: Vec<Part>,
    pub(super) new: Vec<Part>,
    pub(super) changes: BlockChanges,
    pair_of_old: Vec<Option<usize>>,
    pair_of_new: Vec<Option<usize>>,
}

/// Whether anything but the order differs between two states of a page: a block or a row was edited, added or removed.
pub fn has_changes(then: &Document, now: &Document) -> bool {
    let differ = |compared: &Compared| {
        let BlockChanges { pairs, removed, added } = &compared.changes;
        !removed.is_empty() || !added.is_empty() || pairs.iter().any(|pair| !pair.is_same)
    };
    differ(&Compared::prose(then, now)) || differ(&Compared::rows(then, now))
}

/// A block or a row in its file.
pub(super) struct Part {
    pub(super) text: BlockText,
    /// Its text, in bytes.
    pub(super) range: Range<usize>,
    /// The whole lines that it takes up.
    pub(super) lines: Range<usize>,
    /// The table of a row, by its place on the page.
    pub(super) table: Option<usize>,
}

impl Compared {
    fn new(old: Vec<Part>, new: Vec<Part>, changes: BlockChanges) -> Compared {
        let (pair_of_old, pair_of_new) = (changes.pair_of_old(old.len()), changes.pair_of_new(new.len()));
        Compared { old, new, changes, pair_of_old, pair_of_new }
    }

    /// The blocks of prose.
    pub(super) fn prose(then: &Document, now: &Document) -> Compared {
        let change = PageChange::between(then, now);
        let old = change.old.iter().enumerate().map(|(at, passage)| Part {
            text: change.old_text(at).clone(),
            range: passage.range.clone(),
            lines: lines_of(then, passage),
            table: None,
        });
        let new = change.new.iter().enumerate().map(|(at, passage)| Part {
            text: change.new_text(at).clone(),
            range: passage.range.clone(),
            lines: lines_of(now, passage),
            table: None,
        });
        Compared::new(old.collect(), new.collect(), change.changes)
    }

    /// The rows of all tables.
    pub(super) fn rows(then: &Document, now: &Document) -> Compared {
        let (old, new) = (rows(then), rows(now));
        let lines = origins(&[&then.page, &now.page]);
        let flat = |at: usize| -> Vec<Origin> { lines[at].iter().flatten().copied().collect() };
        let (before, after) = (flat(0), flat(1));
        let places: BTreeMap<Origin, usize> = before.iter().enumerate().map(|(at, origin)| (*origin, at)).collect();
        let mut changes = BlockChanges::default();
        let mut is_kept = vec![false; old.len()];
        for (at, origin) in after.iter().enumerate() {
            let Some(was) = places.get(origin).copied() else {
                changes.added.push(at);
                continue;
            };
            is_kept[was] = true;
            let is_same = old[was].text.words() == new[at].text.words();
            changes.pairs.push(BlockPair { old: was..was + 1, new: at..at + 1, is_same });
        }
        changes.removed = (0..old.len()).filter(|at| !is_kept[*at]).collect();
        Compared::new(old, new, changes)
    }

    /// What a block of then is now.
    pub(super) fn of_old(&self, block: usize) -> Option<&BlockPair> {
        self.pair_of_old.get(block).copied().flatten().map(|at| &self.changes.pairs[at])
    }

    /// What a block of now was then.
    pub(super) fn of_new(&self, block: usize) -> Option<&BlockPair> {
        self.pair_of_new.get(block).copied().flatten().map(|at| &self.changes.pairs[at])
    }
}

fn rows(document: &Document) -> Vec<Part> {
    let tables = document.page.tables.iter().enumerate();
    let rows = tables.flat_map(|(table, rows)| rows.rows.iter().map(move |row| (table, row)));
    let part = |(table, row): (usize, &Row)| Part {
        text: BlockText::new(PassageKind::Header, document.source.slice(row.range.clone())),
        range: row.range.clone(),
        lines: whole_lines(document, &row.range),
        table: Some(table),
    };
    rows.map(part).collect()
}

/// The place of a row among all rows of its page.
pub(super) fn flat_place(page: &Page, (table, row): (usize, usize)) -> usize {
    page.tables[..table.min(page.tables.len())].iter().map(|table| table.rows.len()).sum::<usize>() + row
}
