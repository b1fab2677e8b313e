//! A page in one language at two moments.

use std::borrow::Cow;
use std::collections::BTreeSet;
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

/// What the blocks say: a heading with its level and code with the language of its fence, which readers see too; a value
/// of the front matter as it is read, over several lines or not.
pub(super) fn texts(document: &Document, passages: &[Passage]) -> Vec<BlockText> {
    passages.iter().map(|passage| BlockText::new(passage.kind, &text(document, passage))).collect()
}

fn text<'d>(document: &'d Document, passage: &Passage) -> Cow<'d, str> {
    let text = document.source.slice(passage.range.clone());
    let value = |key| document.page.front_matter.get(key).unwrap_or(text);
    let page = &document.page;
    match passage.kind {
        PassageKind::Title => value("title").into(),
        PassageKind::Description => value("description").into(),
        PassageKind::Heading => match passage.section.checked_sub(1).and_then(|index| page.headings.get(index)) {
            Some(heading) => format!("{} {text}", "#".repeat(usize::from(heading.level))).into(),
            None => text.into(),
        },
        PassageKind::Code => match fence(document, passage) {
            Some(fence) => format!("{fence}\n{text}").into(),
            None => text.into(),
        },
        _ => text.into(),
    }
}

/// The line above code that opens its fence.
fn fence<'d>(document: &'d Document, passage: &Passage) -> Option<&'d str> {
    let line = document.source.text()[..passage.range.start].lines().next_back()?;
    let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
    (line.starts_with("```") || line.starts_with("~~~")).then_some(line)
}

/// An include says nothing itself, so that another path of the included file is no edit.
fn without_moved_includes(mut changes: BlockChanges, old: &[BlockText], new: &[BlockText]) -> BlockChanges {
    let is_include = |block: &BlockText| {
        let text = block.text.trim();
        let is_one = text.starts_with("[!INCLUDE") || text.starts_with("[!include");
        is_one && text.ends_with(")]") && text.matches("[!").count() == 1
    };
    for pair in changes.pairs.iter_mut().filter(|pair| !pair.is_same) {
        let mut blocks = old[pair.old.clone()].iter().chain(&new[pair.new.clone()]);
        pair.is_same = blocks.all(is_include);
    }
    changes
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
        let changes = without_moved_includes(changes, &old_texts, &new_texts);
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

    /// The lines that the file had not then, as byte ranges of the file now, in order. Every part of a page is in them:
    /// rows, front matter and comments too.
    pub fn touched_lines(&self) -> Vec<Range<usize>> {
        if self.then.page.hash == self.now.page.hash {
            return Vec::new();
        }
        let known: BTreeSet<&str> = self.then.source.text().lines().map(str::trim_end).collect();
        let mut at = 0;
        let lines = self.now.source.text().split_inclusive('\n').map(|line| {
            at += line.len();
            (line.trim_end(), at - line.len()..at)
        });
        let mut touched: Vec<Range<usize>> =
            lines.filter(|(line, _)| !known.contains(line)).map(|(_, range)| range).collect();
        if touched.is_empty() {
            // Lines were only removed, or put in another order: the file is another one all the same.
            touched.push(0..0);
        }
        touched
    }

    /// A block of now in its file.
    pub fn span(&self, block: usize) -> Span {
        Span::new(&self.now.page.path, self.new[block].range.clone())
    }

    /// The last line of a block of now; of a table, whose block is its header, the last row.
    pub fn last_line(&self, block: usize) -> Span {
        let passage = &self.new[block];
        let table = || {
            let tables = &self.now.page.tables;
            tables[..tables.partition_point(|table| table.span.start <= passage.range.start)].last()
        };
        if let Some(row) =
            (passage.kind == PassageKind::Header).then(table).flatten().and_then(|table| table.rows.last())
        {
            return Span::new(&self.now.page.path, row.range.clone());
        }
        let lines = lines(self.now, passage);
        lines.last().map_or_else(|| self.span(block), |line| Span::new(&self.now.page.path, line.clone()))
    }

    /// The lines of a block of now that are at the places of those lines that another block changed from `old` to `new`;
    /// the whole block where the blocks have other numbers of lines.
    pub fn changed_lines(&self, block: usize, (old, new): (&Passage, &Passage), other: &PageChange<'_>) -> Span {
        let own = lines(self.now, &self.new[block]);
        let (before, after) = (lines(other.then, old), lines(other.now, new));
        if own.len() < 2 || own.len() != before.len() {
            return self.span(block);
        }
        let (then, now) = (other.then.source.text(), other.now.source.text());
        let is_same =
            |one: &Range<usize>, another: &Range<usize>| then[one.clone()].trim() == now[another.clone()].trim();
        let start = before.iter().zip(&after).take_while(|(one, another)| is_same(one, another)).count();
        let start = start.min(own.len() - 1);
        let rest = before.len().min(after.len()) - start.min(after.len());
        let end =
            before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(one, another)| is_same(one, another));
        let end = (own.len() - end.count()).max(start + 1);
        Span::new(&self.now.page.path, own[start].start..own[end - 1].end)
    }
}

/// The lines of a block that are not empty, as byte ranges of the file.
fn lines(document: &Document, passage: &Passage) -> Vec<Range<usize>> {
    let mut at = passage.range.start;
    let lines = document.source.slice(passage.range.clone()).split_inclusive('\n').map(|line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        start..(start + line.trim().len())
    });
    lines.filter(|line| !line.is_empty()).collect()
}

fn joined(texts: &[BlockText]) -> String {
    texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" ")
}
