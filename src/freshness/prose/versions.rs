//! What is not fresh in the prose of versions of a page that were made from one original.

use std::collections::{BTreeMap, BTreeSet};

use super::accepted::{Accepted, AcceptedStates, Counterpart, Counterparts, Sides};
use super::change::PageChange;
use super::left_behind::{MovedBlocks, left_behind};
use super::present::missing_now;
use super::{BlockFreshness, PageBlocks, is_readable};
use crate::model::{LocaleId, Page};
use crate::parse::PassageKind;
use crate::units::{AlignedCorpus, PageGroup, Passages, ProseUnit, Versions, WordEvidence};

/// The prose of versions of a page that were made from one original, while the documents of the page are open.
pub struct ProseOfVersions<'g> {
    /// The versions.
    pub versions: &'g Versions<'g>,
    /// Their prose, lined up.
    pub units: Vec<ProseUnit<'g>>,
    /// The blocks that are not fresh: those that are missing, and what the source changed since the original.
    pub blocks: Vec<BlockFreshness>,
    /// What the source changed since the original, where it has.
    pub(in crate::freshness) change: Option<PageChange<'g>>,
    /// The blocks of each translation that the source has dropped since, in the order that the source had.
    pub(in crate::freshness) dropped: BTreeMap<&'g LocaleId, Vec<usize>>,
    /// What the lock says of the blocks of each translation, where it says anything.
    pub(super) accepted: BTreeMap<&'g LocaleId, AcceptedStates>,
}

impl<'g> ProseOfVersions<'g> {
    /// Lines up the prose, and finds what is not fresh in it. `passages` are those of `group`.
    pub fn read(
        site: &AlignedCorpus<'g>,
        evidence: &impl WordEvidence,
        (group, passages): (&'g PageGroup, &'g Passages<'g>),
        versions: &'g Versions<'g>,
    ) -> ProseOfVersions<'g> {
        let units = passages.units(site, evidence, versions);
        let mut blocks = missing_now(site, versions, &units);
        let mut dropped = BTreeMap::new();
        let change = since_original(site, group, passages, versions);
        if let Some(source) = &change {
            for page in &versions.pages {
                let Some(own) = group.document(&page.locale) else { continue };
                let pairs = passages.pairs((evidence, &site.alignment.heading_phrases), &source.then.page, page);
                blocks.extend(left_behind(source, &PageChange::between(own, own), &pairs, &MovedBlocks::default()));
                dropped.insert(&page.locale, dropped_blocks(source, &pairs));
            }
        }
        let mut prose = ProseOfVersions { versions, units, blocks, change, dropped, accepted: BTreeMap::new() };
        prose.apply_accepted(site, evidence, (group, passages));
        prose
    }

    /// Adds what the lock says of the blocks.
    fn apply_accepted(
        &mut self,
        site: &AlignedCorpus<'g>,
        evidence: &impl WordEvidence,
        (group, passages): (&'g PageGroup, &'g Passages<'g>),
    ) {
        let source = site.corpus.source_locale.as_ref().and_then(|source| group.document(source));
        let has_any = |page: &&&Page| group.accepted.blocks.get(&page.locale).is_some_and(|blocks| !blocks.is_empty());
        let pages: Vec<&'g Page> = self.versions.pages.iter().filter(has_any).copied().collect();
        let Some(source) = source.filter(|_| !pages.is_empty()) else { return };
        let source = PageBlocks::read(source);
        let mut by_locale: BTreeMap<&LocaleId, Vec<BlockFreshness>> = BTreeMap::new();
        let mut others = Vec::new();
        for block in std::mem::take(&mut self.blocks) {
            match pages.iter().find(|page| page.locale == block.locale) {
                Some(page) => by_locale.entry(&page.locale).or_default().push(block),
                None => others.push(block),
            }
        }
        for page in pages {
            let Some(own) = group.document(&page.locale).filter(|_| !site.is_source(&page.locale)) else { continue };
            let own = PageBlocks::read(own);
            let sides = Sides::new(&source, &own, self.change.as_ref());
            let (blocks, seen) = (&group.accepted.blocks[&page.locale], &group.accepted.seen);
            let accepted = Accepted { sides: &sides, blocks, seen };
            let counterparts = match accepted.outdated().is_empty() {
                true => Counterparts::new(),
                false => self.counterparts(site, evidence, passages, (&source.document.page, page)),
            };
            let open = by_locale.remove(&page.locale).unwrap_or_default();
            let (open, states) = accepted.apply(open, &counterparts);
            others.extend(open);
            self.accepted.insert(&page.locale, states);
        }
        self.blocks = others;
    }

    /// What the source now has for each block of a translation.
    pub(super) fn counterparts(
        &self,
        site: &AlignedCorpus<'_>,
        evidence: &impl WordEvidence,
        passages: &Passages<'_>,
        (source, page): (&Page, &Page),
    ) -> Counterparts {
        let Some(change) = &self.change else {
            let is_same = site.originals.of(&page.id, &page.locale).is_some();
            let pairs = passages.pairs((evidence, &site.alignment.heading_phrases), source, page).into_iter();
            return pairs.map(|(now, own)| (own, Counterpart { now: now..now + 1, is_same })).collect();
        };
        let pairs = passages.pairs((evidence, &site.alignment.heading_phrases), &change.then.page, page).into_iter();
        let counterpart = |(then, own): (usize, usize)| {
            let pair = change.of_old(then)?;
            Some((own, Counterpart { now: pair.new.clone(), is_same: pair.is_same }))
        };
        pairs.filter_map(counterpart).collect()
    }
}

/// What the source changed since the original; `None` where it has not, or is not in the site.
fn since_original<'g>(
    site: &AlignedCorpus<'g>,
    group: &'g PageGroup,
    passages: &Passages<'g>,
    versions: &Versions<'g>,
) -> Option<PageChange<'g>> {
    let then = passages.document(versions.original?)?;
    let now = group.document(site.corpus.source_locale.as_ref()?)?;
    Some(PageChange::between(then, now))
}

/// The blocks of a translation that the source has removed; `pairs` are the blocks of the two that are one.
fn dropped_blocks(source: &PageChange<'_>, pairs: &[(usize, usize)]) -> Vec<usize> {
    let mut own = vec![None; source.old.len()];
    pairs.iter().for_each(|(of_source, of_translation)| own[*of_source] = Some(*of_translation));
    let is_shown = |block: &&usize| {
        let passage = &source.old[**block];
        passage.kind != PassageKind::Header && is_readable(source.then.source.slice(passage.range.clone()))
    };
    let removed: BTreeSet<usize> = source.changes.removed.iter().copied().collect();
    removed.iter().filter(is_shown).filter_map(|block| own[*block]).collect()
}
