//! What a change of the source leaves behind in the prose of a translation.

use std::collections::BTreeSet;
use std::ops::Range;

use super::change::PageChange;
use super::{BlockFreshness, Scope, is_readable};
use crate::freshness::{Freshness, WordChange};
use crate::history::{BlockPair, BlockText};
use crate::parse::{PassageKind, split_row};
use crate::text::Span;

/// Blocks that left one page of a source and came to another, with the same words: a translation of them still fits.
#[derive(Debug, Default)]
pub struct MovedBlocks {
    texts: BTreeSet<(PassageKind, String)>,
}

impl MovedBlocks {
    /// The blocks that went from one of these pages to another. Each page is in the same language.
    pub fn among<'p, 'd: 'p>(pages: impl Iterator<Item = &'p PageChange<'d>> + Clone) -> MovedBlocks {
        let key = |text: &BlockText| (text.kind, text.text.clone());
        let removed = pages.clone().flat_map(|page| page.changes.removed.iter().map(|at| key(page.old_text(*at))));
        let removed: BTreeSet<_> = removed.collect();
        let added = pages.flat_map(|page| page.changes.added.iter().map(|at| key(page.new_text(*at))));
        MovedBlocks { texts: added.filter(|key| removed.contains(key)).collect() }
    }

    fn has(&self, text: &BlockText) -> bool {
        // Cloned once for each block that was added or removed, which are few.
        !self.texts.is_empty() && self.texts.contains(&(text.kind, text.text.clone()))
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
enum Fate {
    /// It says what it said; its first block now.
    Kept(usize),
    /// It was edited or removed.
    Changed,
}

impl Sides<'_, '_> {
    fn fate(&self, own: usize) -> Fate {
        match self.translation.of_old(own) {
            Some(pair) if pair.is_same => Fate::Kept(pair.new.start + (own - pair.old.start).min(pair.new.len() - 1)),
            _ => Fate::Changed,
        }
    }

    fn stale(&self) -> Vec<BlockFreshness> {
        let edited = self.source.changes.pairs.iter().filter(|pair| !pair.is_same && !self.has_more_columns(pair));
        let stale = edited.filter_map(|pair| {
            let mut fates = self.counterparts(&pair.old).into_iter().map(|own| self.fate(own)).peekable();
            fates.peek()?;
            let kept: Option<Vec<usize>> = fates
                .map(|fate| match fate {
                    Fate::Kept(now) => Some(now),
                    Fate::Changed => None,
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
        let before = self.partners[..blocks.start].iter().rev().flatten().next();
        let after = self.partners[blocks.end..].iter().flatten().next();
        let start = before.map_or(0, |at| at + 1);
        let between = start..after.copied().unwrap_or(self.translation.old.len()).max(start);
        let kind = self.source.old[blocks.start].kind;
        let is_free = |own: &usize| {
            let passage = &self.translation.old[*own];
            !self.taken.contains(own) && passage.section == section && is_same_class(passage.kind, kind)
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
                && !self.moved.has(self.source.old_text(*block))
        };
        let kept = |block: usize| match self.partners[block].map(|own| self.fate(own)) {
            Some(Fate::Kept(now)) => Some(now),
            _ => None,
        };
        // What is below a heading that goes as well is part of its section.
        let mut section = None;
        let mut found = Vec::new();
        for (block, passage) in self.source.old.iter().enumerate() {
            let is_heading = passage.kind == PassageKind::Heading;
            let is_orphan = removed.contains(&block) && is_gone(&block);
            if is_heading {
                section = (is_orphan && kept(block).is_some()).then_some(passage.section);
            }
            let Some(at) = kept(block).filter(|_| is_orphan && (is_heading || section != Some(passage.section))) else {
                continue;
            };
            let scope = if is_heading { Scope::Section } else { Scope::Block(passage.kind) };
            let text = said(self.translation.new_text(at));
            let identity = said(self.source.old_text(block));
            found.push(self.found(scope, Freshness::Orphan, self.translation.span(at), None, text, identity));
        }
        found
    }

    fn missing(&self) -> Vec<BlockFreshness> {
        let mut untaken: BTreeSet<usize> = self.translation.changes.added.iter().copied().collect();
        let mut section = None;
        let mut found = Vec::new();
        for (block, passage) in self.source.new.iter().enumerate() {
            let is_heading = passage.kind == PassageKind::Heading;
            let is_missing = self.is_missing(block, &mut untaken);
            if is_heading {
                section = is_missing.then_some(passage.section);
            }
            if !is_missing || (!is_heading && section == Some(passage.section)) {
                continue;
            }
            let scope = if is_heading { Scope::Section } else { Scope::Block(passage.kind) };
            let text = said(self.source.new_text(block));
            let span = Some(self.source.span(block));
            found.push(self.found(scope, Freshness::Missing, self.place(block), span, text.clone(), text));
        }
        found
    }

    /// Whether the source added a block that the translation did not add too, or the translation dropped one that the
    /// source still has.
    fn is_missing(&self, block: usize, untaken: &mut BTreeSet<usize>) -> bool {
        let passage = &self.source.new[block];
        if passage.kind == PassageKind::Header || !is_readable(self.source.now.source.slice(passage.range.clone())) {
            return false;
        }
        let is_lacking = match self.source.of_new(block) {
            None => !self.moved.has(self.source.new_text(block)),
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
    fn take_new_block(&self, block: usize, untaken: &mut BTreeSet<usize>) -> Option<usize> {
        let start = self.before[block].map_or(0, |at| at + 1);
        let end = self.behind[block].unwrap_or(self.translation.new.len()).max(start);
        let kind = self.source.new[block].kind;
        let own =
            untaken.range(start..end).copied().find(|own| is_same_class(self.translation.new[*own].kind, kind))?;
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

/// What a block says: of a heading its title alone.
fn said(block: &BlockText) -> String {
    if block.kind == PassageKind::Heading { untitled(&block.text) } else { block.text.clone() }
}

/// The level of a heading, of which the text of its block begins with as many `#`.
fn level(heading: &str) -> usize {
    heading.bytes().take_while(|byte| *byte == b'#').count()
}

/// A heading without the marks of its level.
fn untitled(heading: &str) -> String {
    heading[level(heading)..].trim_start().to_owned()
}

/// Whether one block may stand for another in another language: a paragraph may be an item there.
fn is_same_class(one: PassageKind, other: PassageKind) -> bool {
    let is_text = |kind| matches!(kind, PassageKind::Paragraph | PassageKind::Item);
    one == other || (is_text(one) && is_text(other))
}
