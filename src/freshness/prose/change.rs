//! A page in one language at two moments.

use std::ops::Range;

use crate::history::{BlockChanges, BlockPair, BlockText};
use crate::parse::{Document, Passage, PassageKind};
use crate::text::Span;

/// A page in one language at two moments: before a change and after it, or when a translation was made and now.
#[derive(Debug)]
pub struct PageChange<'d> {
    /// The page then.
    pub then: &'d Document,
    /// The page now.
    pub now: &'d Document,
    /// Its blocks then.
    pub old: Vec<Passage>,
    /// Its blocks now.
    pub new: Vec<Passage>,
    /// What became of the blocks.
    pub changes: BlockChanges,
    old_texts: Vec<BlockText>,
    new_texts: Vec<BlockText>,
    pair_of_old: Vec<Option<usize>>,
    pair_of_new: Vec<Option<usize>>,
}

fn texts(document: &Document, passages: &[Passage]) -> Vec<BlockText> {
    passages.iter().map(|passage| BlockText::new(passage.kind, document.source.slice(passage.range.clone()))).collect()
}

impl<'d> PageChange<'d> {
    /// Compares the page with itself at another moment.
    pub fn between(then: &'d Document, now: &'d Document) -> PageChange<'d> {
        let (old, new) = (then.passages(), now.passages());
        let (old_texts, new_texts) = (texts(then, &old), texts(now, &new));
        // Most translations are as they were.
        let changes = match then.page.hash == now.page.hash {
            true => BlockChanges::none(old.len()),
            false => BlockChanges::between(&old_texts, &new_texts),
        };
        let (pair_of_old, pair_of_new) = (changes.pair_of_old(old.len()), changes.pair_of_new(new.len()));
        PageChange { then, now, old, new, changes, old_texts, new_texts, pair_of_old, pair_of_new }
    }

    /// What a block of then is now.
    pub fn of_old(&self, block: usize) -> Option<&BlockPair> {
        self.pair_of_old[block].map(|at| &self.changes.pairs[at])
    }

    /// What a block of now was then.
    pub fn of_new(&self, block: usize) -> Option<&BlockPair> {
        self.pair_of_new[block].map(|at| &self.changes.pairs[at])
    }

    /// A block of then.
    pub fn old_text(&self, block: usize) -> &BlockText {
        &self.old_texts[block]
    }

    /// A block of now.
    pub fn new_text(&self, block: usize) -> &BlockText {
        &self.new_texts[block]
    }

    /// What some blocks said then, in one line.
    pub fn old_words(&self, blocks: Range<usize>) -> String {
        joined(&self.old_texts[blocks])
    }

    /// What some blocks say now, in one line.
    pub fn new_words(&self, blocks: Range<usize>) -> String {
        joined(&self.new_texts[blocks])
    }

    /// The blocks that were edited or added, as byte ranges of the file now, in order.
    pub fn touched(&self) -> Vec<Range<usize>> {
        let edited = self.changes.pairs.iter().filter(|pair| !pair.is_same).flat_map(|pair| pair.new.clone());
        let mut blocks: Vec<usize> = edited.chain(self.changes.added.iter().copied()).collect();
        blocks.sort_unstable();
        blocks.into_iter().map(|block| self.new[block].range.clone()).collect()
    }

    /// A block of now in its file.
    pub fn span(&self, block: usize) -> Span {
        Span::new(&self.now.page.path, self.new[block].range.clone())
    }

    /// Where readers find the end of a block of now: of a table, whose block is its header, the last row.
    pub fn end_span(&self, block: usize) -> Span {
        let passage = &self.new[block];
        let table = || {
            self.now
                .page
                .tables
                .iter()
                .find(|table| table.span.start <= passage.range.start && passage.range.end <= table.span.end)
        };
        match (passage.kind == PassageKind::Header).then(table).flatten().and_then(|table| table.rows.last()) {
            Some(row) => Span::new(&self.now.page.path, row.range.clone()),
            None => self.span(block),
        }
    }
}

fn joined(texts: &[BlockText]) -> String {
    texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" ")
}
