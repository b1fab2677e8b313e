//! What is not fresh in the prose of versions of a page that were made from one original.

use std::collections::{BTreeMap, BTreeSet};

use super::change::PageChange;
use super::left_behind::{MovedBlocks, left_behind};
use super::present::missing_now;
use super::{BlockFreshness, is_readable};
use crate::model::LocaleId;
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
                let pairs = passages.pairs(evidence, &source.then.page, page);
                blocks.extend(left_behind(source, &PageChange::between(own, own), &pairs, &MovedBlocks::default()));
                dropped.insert(&page.locale, dropped_blocks(source, &pairs));
            }
        }
        ProseOfVersions { versions, units, blocks, change, dropped }
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
