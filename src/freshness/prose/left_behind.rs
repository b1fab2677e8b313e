//! What a change of the source leaves behind in the prose of a translation.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::change::PageChange;
use super::{BlockFreshness, Scope, is_readable};
use crate::freshness::{Freshness, WordChange};
use crate::history::{BlockPair, BlockText};
use crate::model::PageId;
use crate::parse::{PassageKind, split_row};
use crate::text::Span;

/// Blocks that left one page of a source and came to another, with the same words: a translation of them still fits.
#[derive(Debug, Default)]
pub struct MovedBlocks {
    removed: BTreeSet<(PageId, usize)>,
    added: BTreeSet<(PageId, usize)>,
}

impl MovedBlocks {
    /// The blocks that went from one of these pages to another, each of them once. The pages are in the same language.
    pub fn among<'p, 'd: 'p>(pages: impl Iterator<Item = &'p PageChange<'d>> + Clone) -> MovedBlocks {
        let mut left: BTreeMap<(PassageKind, &str), Vec<(PageId, usize)>> = BTreeMap::new();
        for page in pages.clone() {
            for at in &page.changes.removed {
                let text = page.old_text(*at);
                left.entry((text.kind, text.text.as_str())).or_default().push((page.then.page.id.clone(), *at));
            }
        }
        let mut moved = MovedBlocks::default();
        for page in pages {
            for at in &page.changes.added {
                let text = page.new_text(*at);
                let from = left.get_mut(&(text.kind, text.text.as_str())).and_then(Vec::pop);
                if let Some(from) = from {
                    moved.removed.insert(from);
                    moved.added.insert((page.now.page.id.clone(), *at));
                }
            }
        }
        moved
    }

    fn has_removed(&self, page: &PageId, block: usize) -> bool {
        !self.removed.is_empty() && self.removed.contains(&(page.clone(), block))
    }

    fn has_added(&self, page: &PageId, block: usize) -> bool {
        !self.added.is_empty() && self.added.contains(&(page.clone(), block))
    }
}

/// The blocks that a change of `source` leaves behind in `translation`: stale ones, missing ones and orphans, each once.
///
/// `pairs` are the blocks that were one before the change, as indexes into the old blocks of either. What the translation
/// changed as well is translated.
pub fn left_behind(
    source: &PageChange<'_>,
    translation: &PageChange<'_>,
    pairs: &[(usize, usize)],
    moved: &MovedBlocks,
) -> Vec<BlockFreshness> {
    let mut partners = vec![None; source.old.len()];
    pairs.iter().for_each(|(of_source, own)| partners[*of_source] = Some(*own));
    let own_now = own_now(source, translation, &partners);
    let taken = partners.iter().flatten().copied().collect();
    let sides =
        Sides { source, translation, partners, taken, moved, before: before(&own_now), behind: behind(&own_now) };
    let mut found = sides.stale();
    found.extend(sides.orphans());
    found.extend(sides.missing());
    found.sort_by(|one, other| (&one.span, &one.identity).cmp(&(&other.span, &other.identity)));
    found
}

/// A page of the source and its translation, before a change and after it.
struct Sides<'p, 'd> {
    source: &'p PageChange<'d>,
    translation: &'p PageChange<'d>,
    /// For each old block of the source that of the translation.
    partners: Vec<Option<usize>>,
    /// The old blocks of the translation that are some block's of the source.
    taken: BTreeSet<usize>,
    moved: &'p MovedBlocks,
    /// For each new block of the source the last block of the translation that is surely before it.
    before: Vec<Option<usize>>,
    /// The first one that is surely behind it.
    behind: Vec<Option<usize>>,
}

/// For each new block of the source the new blocks of the translation that it is.
fn own_now(
    source: &PageChange<'_>,
    translation: &PageChange<'_>,
    partners: &[Option<usize>],
) -> Vec<Option<Range<usize>>> {
    // Nothing is placed beside the front matter.
    let is_text = |kind| !matches!(kind, PassageKind::Title | PassageKind::Description);
    let own = |block: usize| {
        let own = source
            .of_new(block)
            .filter(|_| is_text(source.new[block].kind))?
            .old
            .clone()
            .find_map(|old| translation.of_old(partners[old]?))?;
        Some(own.new.clone())
    };
    (0..source.new.len()).map(own).collect()
}

fn before(own_now: &[Option<Range<usize>>]) -> Vec<Option<usize>> {
    let mut last = None;
    let before = own_now.iter().map(|own| {
        let before = last;
        last = own.as_ref().map(|own| own.end - 1).or(last);
        before
    });
    before.collect()
}

fn behind(own_now: &[Option<Range<usize>>]) -> Vec<Option<usize>> {
    let mut next = None;
    let own_now = own_now.iter().rev();
    let mut behind: Vec<Option<usize>> = own_now
        .map(|own| {
            let behind = next;
            next = own.as_ref().map(|own| own.start).or(next);
            behind
        })
        .collect();
    behind.reverse();
    behind
}

/// What the change did to the block of a translation.
enum OwnBlock {
    /// It says what it said; its first block now.
    Kept(usize),
    /// It was edited or removed.
    Changed,
}

impl Sides<'_, '_> {
    fn own_block(&self, own: usize) -> OwnBlock {
        match self.translation.of_old(own) {
            Some(pair) if pair.is_same => {
                OwnBlock::Kept(pair.new.start + (own - pair.old.start).min(pair.new.len() - 1))
            }
            _ => OwnBlock::Changed,
        }
    }

    fn stale(&self) -> Vec<BlockFreshness> {
        let edited = self.source.changes.pairs.iter().filter(|pair| !pair.is_same && !self.has_more_columns(pair));
        let stale = edited.filter_map(|pair| {
            let mut own_blocks = self.counterparts(&pair.old).into_iter().map(|own| self.own_block(own)).peekable();
            own_blocks.peek()?;
            let kept: Option<Vec<usize>> = own_blocks
                .map(|own| match own {
                    OwnBlock::Kept(now) => Some(now),
                    OwnBlock::Changed => None,
                })
                .collect();
            let at = *kept?.first()?;
            let (old, new) = (self.source.old_words(pair.old.clone()), self.source.new_words(pair.new.clone()));
            let is_heading = self.source.new[pair.new.start].kind == PassageKind::Heading;
            let is_title_alone = is_heading && level(&old) == level(&new);
            let (old, new) = if is_title_alone { (untitled(&old), untitled(&new)) } else { (old, new) };
            let identity = new.clone();
            let freshness = Freshness::Stale(vec![WordChange { old, new: new.clone() }]);
            let kind = self.source.new[pair.new.start].kind;
            let span = self.source.span(pair.new.start);
            let sides = (&self.source.old[pair.old.start], &self.source.new[pair.new.start]);
            let own = self.translation.changed_lines(at, sides, self.source);
            Some(self.found(Scope::Block(kind), freshness, own, Some(span), new, identity))
        });
        stale.collect()
    }

    /// Whether a pair is the header of a table that has more columns now: which of them are missing in the translation is
    /// a state of the table.
    fn has_more_columns(&self, pair: &BlockPair) -> bool {
        let columns = |text: &str| split_row(text).len();
        let (old, new) = (self.source.old_text(pair.old.start), self.source.new_text(pair.new.start));
        new.kind == PassageKind::Header && columns(&old.text) < columns(&new.text)
    }

    /// The old blocks of the translation that some old blocks of the source are. Where none is known, a block of the same
    /// section that is paired with nothing at the same place: the translation is divided in another way there.
    fn counterparts(&self, blocks: &Range<usize>) -> Vec<usize> {
        let known: Vec<usize> = blocks.clone().filter_map(|block| self.partners[block]).collect();
        let Some(section) = self.own_section(blocks.start).filter(|_| known.is_empty()) else { return known };
        // Only within the section: a search beyond it would take time with the square of the page.
        let is_here = |block: &usize| self.source.old[*block].section == self.source.old[blocks.start].section;
        let before = (0..blocks.start).rev().take_while(is_here).find_map(|block| self.partners[block]);
        let after = (blocks.end..self.source.old.len()).take_while(is_here).find_map(|block| self.partners[block]);
        let start =
            before.map_or_else(|| self.translation.old.partition_point(|own| own.section < section), |at| at + 1);
        let end = after.unwrap_or_else(|| self.translation.old.partition_point(|own| own.section <= section));
        let between = start..end.max(start);
        let kind = self.source.old[blocks.start].kind;
        let is_free = |own: &usize| {
            let passage = &self.translation.old[*own];
            !self.taken.contains(own) && passage.section == section && class(passage.kind) == class(kind)
        };
        between.filter(is_free).take(1).collect()
    }

    /// The section of the translation that an old block of the source is in; `None` where the translation lacks it, or has
    /// it elsewhere as far as anybody knows.
    fn own_section(&self, block: usize) -> Option<usize> {
        let section = self.source.old[block].section;
        if section == 0 {
            return Some(0);
        }
        let first = self.source.old.partition_point(|passage| passage.section < section);
        Some(self.translation.old[self.partners[first]?].section)
    }

    fn orphans(&self) -> Vec<BlockFreshness> {
        let removed: BTreeSet<usize> = self.source.changes.removed.iter().copied().collect();
        let is_gone = |block: &usize| {
            let text = self.source.then.source.slice(self.source.old[*block].range.clone());
            // A table as a whole is missed by itself.
            self.source.old[*block].kind != PassageKind::Header
                && is_readable(text)
                && !self.moved.has_removed(&self.source.then.page.id, *block)
        };
        let kept = |block: usize| match self.partners[block].map(|own| self.own_block(own)) {
            Some(OwnBlock::Kept(now)) => Some(now),
            _ => None,
        };
        let mut sections = OpenSection::default();
        let mut found = Vec::new();
        for (block, passage) in self.source.old.iter().enumerate() {
            let is_orphan = removed.contains(&block) && is_gone(&block);
            let at = kept(block).filter(|_| is_orphan);
            let heading = heading_level(self.source.old_text(block));
            let Some(at) = at else {
                sections.pass(heading);
                continue;
            };
            if !sections.take(heading) {
                continue;
            }
            let scope = if heading.is_some() { Scope::Section } else { Scope::Block(passage.kind) };
            let text = said(self.translation.new_text(at));
            let identity = said(self.source.old_text(block));
            found.push(self.found(scope, Freshness::Orphan, self.translation.span(at), None, text, identity));
        }
        found
    }

    fn missing(&self) -> Vec<BlockFreshness> {
        // By what they may stand for, so that no search meets those of other kinds.
        let mut untaken: BTreeMap<PassageKind, BTreeSet<usize>> = BTreeMap::new();
        for own in &self.translation.changes.added {
            untaken.entry(class(self.translation.new[*own].kind)).or_default().insert(*own);
        }
        let mut sections = OpenSection::default();
        let mut found = Vec::new();
        for (block, passage) in self.source.new.iter().enumerate() {
            let heading = heading_level(self.source.new_text(block));
            if !self.is_missing(block, &mut untaken) {
                sections.pass(heading);
                continue;
            }
            if !sections.take(heading) {
                continue;
            }
            let scope = if heading.is_some() { Scope::Section } else { Scope::Block(passage.kind) };
            let text = said(self.source.new_text(block));
            let span = Some(self.source.span(block));
            found.push(self.found(scope, Freshness::Missing, self.place(block), span, text.clone(), text));
        }
        found
    }

    /// Whether the source added a block that the translation did not add too, or the translation dropped one that the
    /// source still has.
    fn is_missing(&self, block: usize, untaken: &mut BTreeMap<PassageKind, BTreeSet<usize>>) -> bool {
        let passage = &self.source.new[block];
        if passage.kind == PassageKind::Header || !is_readable(self.source.now.source.slice(passage.range.clone())) {
            return false;
        }
        let is_lacking = match self.source.of_new(block) {
            None => !self.moved.has_added(&self.source.now.page.id, block),
            Some(pair) => pair.new.start == block && self.is_dropped(pair),
        };
        // A new block of the translation at the same place is what it has for it.
        is_lacking && self.take_new_block(block, untaken).is_none()
    }

    /// Whether the translation dropped all blocks that an old block of the source was in it.
    fn is_dropped(&self, pair: &BlockPair) -> bool {
        let own = pair.old.clone().filter_map(|old| self.partners[old]);
        let mut dropped = own.map(|own| self.translation.of_old(own).is_none()).peekable();
        dropped.peek().is_some() && dropped.all(|is_dropped| is_dropped)
    }

    /// A new block of the translation that is at the place of a block of the source, and of none before it.
    fn take_new_block(&self, block: usize, untaken: &mut BTreeMap<PassageKind, BTreeSet<usize>>) -> Option<usize> {
        let start = self.before[block].map_or(0, |at| at + 1);
        let end = self.behind[block].unwrap_or(self.translation.new.len()).max(start);
        let untaken = untaken.get_mut(&class(self.source.new[block].kind))?;
        let own = untaken.range(start..end).next().copied()?;
        untaken.remove(&own);
        Some(own)
    }

    /// The block before the place of a missing one, else the one behind it, else the beginning of the file. What belongs
    /// into the front matter is missing there.
    fn place(&self, block: usize) -> Span {
        if matches!(self.source.new[block].kind, PassageKind::Title | PassageKind::Description) {
            let page = &self.translation.now.page;
            let first = page.front_matter.values.first().map(|entry| entry.span.clone());
            return first.unwrap_or_else(|| Span::new(&page.path, 0..0));
        }
        let before = self.before[block].map(|at| self.translation.last_line(at));
        let place = before.or_else(|| self.behind[block].map(|at| self.translation.span(at)));
        place.unwrap_or_else(|| Span::new(&self.translation.now.page.path, 0..0))
    }

    fn found(
        &self,
        scope: Scope,
        freshness: Freshness,
        span: Span,
        reference_span: Option<Span>,
        text: String,
        identity: String,
    ) -> BlockFreshness {
        let (page, source) = (&self.translation.now.page, &self.source.now.page);
        BlockFreshness {
            page: page.id.clone(),
            locale: page.locale.clone(),
            scope,
            freshness,
            span,
            reference: source.locale.clone(),
            reference_span,
            original: None,
            text,
            identity,
        }
    }
}

/// The section that is missing, or is an orphan, as long as what follows is part of it.
#[derive(Default)]
struct OpenSection {
    level: Option<usize>,
}

impl OpenSection {
    /// Goes past a block that is there; a heading, whose level is given, ends the section.
    fn pass(&mut self, heading: Option<usize>) {
        if heading.is_some() {
            self.level = None;
        }
    }

    /// Goes past a block that is not: whether it is to be reported, and not part of the section that was. A heading that
    /// is begins one.
    fn take(&mut self, heading: Option<usize>) -> bool {
        let is_part = self.level.is_some_and(|open| heading.is_none_or(|level| level > open));
        if !is_part && heading.is_some() {
            self.level = heading;
        }
        !is_part
    }
}

/// The level of a block that is a heading.
fn heading_level(block: &BlockText) -> Option<usize> {
    (block.kind == PassageKind::Heading).then(|| level(&block.text))
}

/// What a block says: of a heading its title alone.
pub(super) fn said(block: &BlockText) -> String {
    if block.kind == PassageKind::Heading { untitled(&block.text) } else { block.text.clone() }
}

/// The level of a heading, of which the text of its block begins with as many `#`.
pub(super) fn level(heading: &str) -> usize {
    heading.bytes().take_while(|byte| *byte == b'#').count()
}

/// A heading without the marks of its level.
pub(super) fn untitled(heading: &str) -> String {
    heading[level(heading)..].trim_start().to_owned()
}

/// The kind of all blocks that may stand for one of this kind in another language: a paragraph may be an item there.
fn class(kind: PassageKind) -> PassageKind {
    if kind == PassageKind::Item { PassageKind::Paragraph } else { kind }
}
