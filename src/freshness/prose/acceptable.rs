//! What of a translation can be accepted.

use super::accepted::Sides;
use super::versions::ProseOfVersions;
use super::{BlockFreshness, PageBlocks};
use crate::freshness::Freshness;
use crate::model::{AcceptedPair, Page};
use crate::text::Span;
use crate::units::{AlignedCorpus, PageGroup, Passages, WordEvidence};

/// Something of a translation that can be accepted: a block with what the source has for it, or one that is not fresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptable {
    /// What goes into the lock.
    pub pairs: Vec<AcceptedPair>,
    /// The block of the translation; where it is missing, the one beside its place.
    pub own: Span,
    /// Whether it has the block, or only lacks it there.
    pub is_there: bool,
    /// The blocks of the source, where it has any.
    pub source: Vec<Span>,
    /// Where `check` reports it, where it is not fresh.
    pub reported: Option<Span>,
}

impl ProseOfVersions<'_> {
    /// All that can be accepted of the translation `page`: its blocks in the order of the file, then those that are not
    /// fresh. None where the page or its source is not open. The group knows of nothing that was accepted before.
    pub fn acceptable(
        &self,
        site: &AlignedCorpus<'_>,
        evidence: &impl WordEvidence,
        (group, passages): (&PageGroup, &Passages<'_>),
        page: &Page,
    ) -> Vec<Acceptable> {
        let document = |locale| group.document(locale);
        let source = site.corpus.source_locale.as_ref().and_then(document);
        let (Some(source), Some(own)) = (source, document(&page.locale)) else { return Vec::new() };
        let (source, own) = (PageBlocks::read(source), PageBlocks::read(own));
        let counterparts = self.counterparts(site, evidence, passages, (&source.document.page, page));
        let of_block = |(here, counterpart): (usize, super::accepted::Counterpart)| Acceptable {
            pairs: counterpart
                .now
                .clone()
                .map(|there| AcceptedPair::both(own.digest(here), source.digest(there)))
                .collect(),
            own: own.span(here),
            is_there: true,
            source: counterpart.now.map(|there| source.span(there)).collect(),
            reported: None,
        };
        let mut all: Vec<Acceptable> = counterparts.into_iter().map(of_block).collect();
        let sides = Sides::new(&source, &own, self.change.as_ref());
        let open = self.blocks.iter().filter(|block| block.locale == page.locale);
        all.extend(open.map(|block| of_open(&sides, &own, block)));
        all
    }
}

fn of_open(sides: &Sides<'_, '_>, own: &PageBlocks<'_>, block: &BlockFreshness) -> Acceptable {
    let is_missing = block.freshness == Freshness::Missing;
    let here = own.at(block.span.start).filter(|_| !is_missing).map(|at| own.span(at));
    Acceptable {
        pairs: sides.pairs_of(block),
        is_there: !is_missing,
        own: here.unwrap_or_else(|| block.span.clone()),
        source: block.reference_span.iter().cloned().collect(),
        reported: Some(block.span.clone()),
    }
}
