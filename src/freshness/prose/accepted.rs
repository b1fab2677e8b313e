//! Blocks that somebody accepted: what the lock says of the prose of a page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::change::PageChange;
use super::left_behind::{level, said, untitled};
use super::page_blocks::PageBlocks;
use super::{BlockFreshness, Scope};
use crate::freshness::{Freshness, WordChange};
use crate::history::BlockText;
use crate::model::{AcceptedBlocks, AcceptedPage, AcceptedPair, BlockDigest, CommitId, LocaleId};
use crate::parse::{Document, PassageKind};
use crate::text::Span;

/// What the lock says of the blocks of one version of a page.
#[derive(Debug, Default)]
pub(super) struct AcceptedStates {
    /// Where the blocks of the source begin which are as they were accepted.
    pub(super) fresh: BTreeSet<usize>,
    /// Where those begin that changed since.
    pub(super) stale: BTreeSet<usize>,
    /// The blocks of the version that the source dropped since they were accepted, beside those that its base shows.
    pub(super) dropped: Vec<usize>,
    /// Its blocks that the source does not have, and that were accepted so.
    pub(super) kept: BTreeSet<usize>,
}

/// A page of the source and its translation, whose blocks are to be accepted, or were.
pub struct Sides<'p, 'd> {
    source: &'p PageBlocks<'d>,
    own: &'p PageBlocks<'d>,
    /// What the source changed since the base of the translation, and the blocks of that base.
    base: Option<(&'p PageChange<'d>, PageBlocks<'d>)>,
}

/// What the source now has for a block of a translation, as far as its base or its words show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counterpart {
    /// The blocks of the source as it is.
    pub(super) now: Range<usize>,
    /// Whether they say what the translation was made from.
    pub(super) is_same: bool,
}

/// The counterparts of the blocks of a translation; those that the source has dropped, or of which nothing is known, have
/// none.
pub(super) type Counterparts = BTreeMap<usize, Counterpart>;

impl<'p, 'd> Sides<'p, 'd> {
    /// A page of the source, its translation, and what the source changed since the base of that.
    pub fn new(source: &'p PageBlocks<'d>, own: &'p PageBlocks<'d>, change: Option<&'p PageChange<'d>>) -> Self {
        Sides { source, own, base: change.map(|change| (change, PageBlocks::read(change.then))) }
    }

    /// The pairs that accept a block which is not fresh. A stale one is accepted as a translation of what the source has
    /// now, a missing one as missing, an orphan as an orphan; of a section each of its blocks.
    pub fn pairs_of(&self, block: &BlockFreshness) -> Vec<AcceptedPair> {
        let Sides { source, own, base } = self;
        match (&block.freshness, &block.reference_span, &block.original) {
            (Freshness::Stale(_), Some(there), _) => {
                let pair = own.at(block.span.start).zip(source.at(there.start));
                let pair = pair.map(|(here, there)| AcceptedPair::both(own.digest(here), source.digest(there)));
                pair.into_iter().collect()
            }
            (Freshness::Missing, _, Some(then)) => {
                let Some((change, old)) = base else { return Vec::new() };
                let now = |block: usize| match change.of_old(block) {
                    Some(pair) => source.digest(pair.new.start),
                    None => old.digest(block),
                };
                let blocks = old.of_scope(block.scope, then.start).into_iter();
                blocks.map(|block| AcceptedPair::missing(now(block))).collect()
            }
            (Freshness::Missing, Some(there), None) => {
                let blocks = source.of_scope(block.scope, there.start).into_iter();
                blocks.map(|block| AcceptedPair::missing(source.digest(block))).collect()
            }
            (Freshness::Orphan, ..) => {
                let blocks = own.of_scope(block.scope, block.span.start).into_iter();
                blocks.map(|block| AcceptedPair::orphan(own.digest(block))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Blocks without those that were accepted as they are.
    pub fn without_accepted(&self, blocks: Vec<BlockFreshness>, accepted: &AcceptedBlocks) -> Vec<BlockFreshness> {
        blocks.into_iter().filter(|block| !is_accepted(accepted, &self.pairs_of(block))).collect()
    }
}

fn is_accepted(accepted: &AcceptedBlocks, pairs: &[AcceptedPair]) -> bool {
    !pairs.is_empty() && pairs.iter().all(|pair| accepted.contains_key(pair))
}

/// What was accepted of a translation.
pub(super) struct Accepted<'p, 'd> {
    pub(super) sides: &'p Sides<'p, 'd>,
    pub(super) blocks: &'p AcceptedBlocks,
    /// The page of the source at commits at which it was seen.
    pub(super) seen: &'p BTreeMap<CommitId, Document>,
}

/// Whether everything that the source of a page changed since its translation was made was accepted.
pub fn is_caught_up(accepted: &AcceptedBlocks, then: &Document, now: &Document) -> bool {
    let change = PageChange::between(then, now);
    let (old, new) = (PageBlocks::read(then), PageBlocks::read(now));
    let sources: BTreeSet<BlockDigest> = accepted.keys().filter_map(AcceptedPair::source).collect();
    let is_accepted = |block: usize| !new.is_shown(block) || sources.contains(&new.digest(block));
    let edited = change.changes.pairs.iter().filter(|pair| !pair.is_same).flat_map(|pair| pair.new.clone());
    let removed = change.changes.removed.iter().filter(|block| old.is_shown(**block)).count();
    let kept = accepted.keys().filter(|pair| pair.source().is_none()).count();
    edited.chain(change.changes.added.iter().copied()).all(is_accepted) && removed <= kept
}

/// The commits whose source shows the old words of accepted blocks: those under which the source has changed, in the
/// order of the lock.
pub fn commits_to_read(accepted: &AcceptedPage, source: &LocaleId, documents: &[Document]) -> Vec<CommitId> {
    let document = |locale: &LocaleId| documents.iter().find(|document| document.page.locale == *locale);
    let Some(source) = document(source) else { return Vec::new() };
    let source = PageBlocks::read(source);
    let mut commits: Vec<CommitId> = Vec::new();
    for (locale, blocks) in accepted {
        let is_outdated =
            |pair: &AcceptedPair| pair.own().is_some() && pair.source().is_some_and(|digest| !source.has(digest));
        let outdated: Vec<(&AcceptedPair, &CommitId)> = blocks
            .iter()
            .filter(|(pair, _)| is_outdated(pair))
            .filter_map(|(pair, commit)| Some((pair, commit.as_ref()?)))
            .collect();
        let Some(own) = document(locale).filter(|_| !outdated.is_empty()).map(PageBlocks::read) else { continue };
        let present = outdated.into_iter().filter(|(pair, _)| pair.own().is_some_and(|digest| own.has(digest)));
        commits.extend(present.map(|(_, commit)| commit.clone()));
    }
    let mut known = BTreeSet::new();
    commits.retain(|commit| known.insert(commit.clone()));
    commits
}

/// Acceptances that may still hold: those whose block of the translation is there, or whose missing block the source
/// still has. Of a block that was accepted again, only what the source has counts.
pub fn living(accepted: &AcceptedBlocks, source: &Document, own: &Document) -> AcceptedBlocks {
    let (source, own) = (PageBlocks::read(source), PageBlocks::read(own));
    let is_now = |pair: &AcceptedPair| pair.source().is_none_or(|digest| source.has(digest));
    let again: BTreeSet<BlockDigest> =
        accepted.keys().filter(|pair| is_now(pair)).filter_map(AcceptedPair::own).collect();
    let lives = |pair: &AcceptedPair| match pair.own() {
        Some(digest) => own.has(digest) && (is_now(pair) || !again.contains(&digest)),
        None => is_now(pair),
    };
    accepted.iter().filter(|(pair, _)| lives(pair)).map(|(pair, commit)| (*pair, commit.clone())).collect()
}

impl Accepted<'_, '_> {
    /// Blocks of the translation that were accepted against words that the source no longer has, with these words and
    /// where they were seen.
    pub(super) fn outdated(&self) -> BTreeMap<usize, (BlockDigest, Option<&CommitId>)> {
        let mut outdated: BTreeMap<BlockDigest, (BlockDigest, Option<&CommitId>)> = BTreeMap::new();
        let mut fresh: BTreeSet<BlockDigest> = BTreeSet::new();
        for (pair, commit) in self.blocks {
            let (Some(own), source) = (pair.own(), pair.source()) else { continue };
            match source.filter(|digest| !self.sides.source.has(*digest)) {
                // Of several, one whose old words can be shown.
                Some(source) if commit.is_some() || !outdated.contains_key(&own) => {
                    outdated.insert(own, (source, commit.as_ref()));
                }
                Some(_) => {}
                None => drop(fresh.insert(own)),
            }
        }
        outdated.retain(|own, _| !fresh.contains(own));
        let places = outdated
            .into_iter()
            .flat_map(|(own, then)| self.sides.own.of_digest(own).iter().map(move |block| (*block, then)));
        places.collect()
    }

    /// Adds what the lock says to what is not fresh in the translation. `counterparts` are those of its blocks that are
    /// known.
    pub(super) fn apply(
        &self,
        blocks: Vec<BlockFreshness>,
        counterparts: &Counterparts,
    ) -> (Vec<BlockFreshness>, AcceptedStates) {
        let mut states = AcceptedStates::default();
        let mut left = Vec::new();
        for block in blocks {
            let pairs = self.sides.pairs_of(&block);
            if !is_accepted(self.blocks, &pairs) {
                left.push(block);
            } else if block.freshness == Freshness::Orphan {
                states.kept.extend(self.sides.own.of_scope(block.scope, block.span.start));
            }
        }
        self.find_stale(&mut left, counterparts, &mut states);
        let missing: BTreeSet<BlockDigest> = left
            .iter()
            .filter(|block| block.freshness == Freshness::Missing)
            .flat_map(|block| self.sides.pairs_of(block))
            .filter_map(|pair| pair.source())
            .collect();
        let holds = |pair: &&AcceptedPair| pair.own().is_none_or(|own| self.sides.own.has(own));
        let fresh = self.blocks.keys().filter(holds).filter_map(AcceptedPair::source);
        let fresh = fresh.filter(|digest| !missing.contains(digest));
        let places = fresh.flat_map(|digest| self.sides.source.of_digest(digest));
        states.fresh = places.map(|block| self.sides.source.start(*block)).collect();
        left.sort_by(|one, other| (&one.span, &one.identity).cmp(&(&other.span, &other.identity)));
        (left, states)
    }

    /// Finds what the source changed since it was accepted.
    fn find_stale(&self, blocks: &mut Vec<BlockFreshness>, counterparts: &Counterparts, states: &mut AcceptedStates) {
        let mut changes: BTreeMap<&CommitId, SeenChange<'_>> = BTreeMap::new();
        let mut reported: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, block) in blocks.iter().enumerate() {
            let own = match block.freshness {
                Freshness::Stale(_) => self.sides.own.at(block.span.start).into_iter().collect(),
                Freshness::Orphan => self.sides.own.of_scope(block.scope, block.span.start),
                _ => Vec::new(),
            };
            reported.extend(own.into_iter().map(|own| (own, at)));
        }
        for (own, (then, commit)) in self.outdated() {
            let counterpart = counterparts.get(&own);
            if counterpart.is_some_and(|counterpart| counterpart.is_same) {
                continue;
            }
            let now = counterpart.map(|counterpart| counterpart.now.start);
            let known = reported.get(&own).copied();
            if known.is_some_and(|at| blocks[at].freshness == Freshness::Orphan) {
                continue;
            }
            let seen = commit.and_then(|commit| self.seen.get_key_value(commit));
            let seen = seen.map(|(commit, then)| {
                &*changes.entry(commit).or_insert_with(|| SeenChange::between(then, self.sides.source.document))
            });
            let Some(found) = self.since_accepted(own, then, seen, now) else { continue };
            if let Some(there) = &found.reference_span {
                states.stale.insert(there.start);
            }
            match known {
                Some(at) => blocks[at].freshness = found.freshness,
                None => {
                    if found.freshness == Freshness::Orphan {
                        let covered = self.sides.own.of_scope(found.scope, found.span.start);
                        states.dropped.extend(&covered);
                        reported.extend(covered.into_iter().map(|own| (own, blocks.len())));
                    }
                    blocks.push(found);
                }
            }
        }
    }

    /// What became of the source of one block of the translation since it was accepted; `None` where its words are the
    /// same after all, or no reader sees it.
    fn since_accepted(
        &self,
        own: usize,
        then: BlockDigest,
        seen: Option<&SeenChange<'_>>,
        now: Option<usize>,
    ) -> Option<BlockFreshness> {
        let place = seen.and_then(|seen| Some((seen, *seen.places.get(&then)?)));
        if let Some((seen, old)) = place
            && let Some(pair) = seen.change.of_old(old)
        {
            let words = (seen.change.old_words(pair.old.clone()), seen.change.new_words(pair.new.clone()));
            return (!pair.is_same).then(|| self.stale(own, pair.new.start, Some(words)));
        }
        let old = place.map(|(seen, old)| seen.change.old_text(old)).or_else(|| self.of_base(then));
        match now {
            Some(now) => {
                let words = old.map(|old| (old.text.clone(), self.sides.source.text(now).text.clone()));
                Some(self.stale(own, now, words))
            }
            None => self.orphan(own, old.map(said)),
        }
    }

    /// A block of the base of the translation.
    fn of_base(&self, digest: BlockDigest) -> Option<&BlockText> {
        let (_, old) = self.sides.base.as_ref()?;
        old.of_digest(digest).first().map(|block| old.text(*block))
    }

    fn stale(&self, own: usize, now: usize, words: Option<(String, String)>) -> BlockFreshness {
        let kind = self.sides.source.text(now).kind;
        let words = words.map(|(old, new)| match kind == PassageKind::Heading && level(&old) == level(&new) {
            true => (untitled(&old), untitled(&new)),
            false => (old, new),
        });
        let text = words.as_ref().map_or_else(|| said(self.sides.source.text(now)), |(_, new)| new.clone());
        let freshness = Freshness::Stale(words.map(|(old, new)| WordChange { old, new }).into_iter().collect());
        let there = Some(self.sides.source.span(now));
        self.found((own, Scope::Block(kind)), freshness, there, (text.clone(), text))
    }

    fn orphan(&self, own: usize, old: Option<String>) -> Option<BlockFreshness> {
        let kind = self.sides.own.text(own).kind;
        if kind == PassageKind::Header || !self.sides.own.is_shown(own) {
            return None;
        }
        let scope = if kind == PassageKind::Heading { Scope::Section } else { Scope::Block(kind) };
        let text = said(self.sides.own.text(own));
        let identity = old.unwrap_or_else(|| text.clone());
        Some(self.found((own, scope), Freshness::Orphan, None, (text, identity)))
    }

    fn found(
        &self,
        (own, scope): (usize, Scope),
        freshness: Freshness,
        reference_span: Option<Span>,
        (text, identity): (String, String),
    ) -> BlockFreshness {
        let page = &self.sides.own.document.page;
        BlockFreshness {
            page: page.id.clone(),
            locale: page.locale.clone(),
            scope,
            freshness,
            span: self.sides.own.span(own),
            reference: self.sides.source.document.page.locale.clone(),
            reference_span,
            original: None,
            text,
            identity,
        }
    }
}

/// What became of the source since it was seen.
struct SeenChange<'d> {
    change: PageChange<'d>,
    /// The first block then of each digest.
    places: BTreeMap<BlockDigest, usize>,
}

impl<'d> SeenChange<'d> {
    fn between(then: &'d Document, now: &'d Document) -> SeenChange<'d> {
        let change = PageChange::between(then, now);
        let digests = (0..change.old.len()).rev().map(|block| (change.old_text(block).accepted_digest(), block));
        SeenChange { places: digests.collect(), change }
    }
}
