//! In which state each block of a page is, in each locale, and how many are.

use std::collections::{BTreeMap, BTreeSet};

use super::versions::ProseOfVersions;
use super::{BlockFreshness, PageChange, Scope, is_readable};
use crate::freshness::{Freshness, SiteFreshness, StateCounts, Translation, translations};
use crate::model::{LocaleId, Page, PageId};
use crate::parse::{Document, Passage, PassageKind};
use crate::units::{AlignedCorpus, Passages};

/// One block that readers see, and its state in one locale.
#[derive(Clone, Debug)]
pub struct BlockState<'p> {
    /// The page that has the block: the source as it is now, else what the translation was made from, else the version
    /// that shows what is missing; the translation itself where it alone has the block.
    pub page: &'p Page,
    /// The index of its passage there.
    pub block: usize,
    /// The state, without words.
    pub freshness: Freshness,
}

/// How current each block of one page is, in each locale of the site that has the page or should have it.
///
/// Each block of the source that readers see is one unit of every locale, and so is each that the source has dropped and
/// a translation still has. Without a source, the units of a locale are its own blocks, and those that it lacks. Blocks
/// of one page are in the order of that page.
pub fn block_states<'p>(
    site: &'p AlignedCorpus<'p>,
    freshness: &'p SiteFreshness,
    id: &PageId,
    passages: &'p Passages<'p>,
    prose: &'p [ProseOfVersions<'p>],
) -> BTreeMap<&'p LocaleId, Vec<BlockState<'p>>> {
    let Some(pages) = site.corpus.pages.get(id) else { return BTreeMap::new() };
    let mut states: BTreeMap<&LocaleId, Vec<BlockState<'_>>> = BTreeMap::new();
    for part in prose {
        let stated = StatedVersions::new(site, freshness, passages, part);
        states.extend(part.versions.pages.iter().map(|page| (&page.locale, stated.of_version(page))));
    }
    let lacking = site.corpus.locales.iter().filter(|locale| *freshness.page(id, locale) == Freshness::Missing);
    let lacking: Vec<&LocaleId> = lacking.collect();
    if !lacking.is_empty() {
        let preferred = site.corpus.reference_locale().and_then(|locale| pages.get(locale));
        let wanted = preferred.or_else(|| pages.values().next());
        let missing = wanted.map_or_else(Vec::new, |page| all(&Freshness::Missing, page, readable(passages, page)));
        states.extend(lacking.into_iter().map(|locale| (locale, missing.clone())));
    }
    states
}

/// How many blocks of one page are in which state, in each locale.
pub fn block_counts(
    site: &AlignedCorpus<'_>,
    freshness: &SiteFreshness,
    id: &PageId,
    passages: &Passages<'_>,
    prose: &[ProseOfVersions<'_>],
) -> BTreeMap<LocaleId, StateCounts> {
    let states = block_states(site, freshness, id, passages, prose);
    states.into_iter().map(|(locale, blocks)| (locale.clone(), counted(&blocks))).collect()
}

/// How many blocks are in which state.
pub fn counted(blocks: &[BlockState<'_>]) -> StateCounts {
    let mut counts = StateCounts::default();
    blocks.iter().for_each(|block| counts.add(&block.freshness));
    counts
}

fn all<'p>(freshness: &Freshness, page: &'p Page, blocks: Vec<usize>) -> Vec<BlockState<'p>> {
    blocks.into_iter().map(|block| BlockState { page, block, freshness: freshness.clone() }).collect()
}

/// The indexes of those passages of a page that readers see something of.
fn readable(passages: &Passages<'_>, page: &Page) -> Vec<usize> {
    let Some(document) = passages.document(page) else { return Vec::new() };
    let shown = passages.of_page(page).enumerate().filter(|(_, passage)| is_shown(document, passage));
    shown.map(|(at, _)| at).collect()
}

fn is_shown(document: &Document, passage: &Passage) -> bool {
    is_readable(document.source.slice(passage.range.clone()))
}

/// Versions of a page that were made from one original, to say in which state their blocks are.
struct StatedVersions<'v, 'g> {
    site: &'v AlignedCorpus<'v>,
    freshness: &'v SiteFreshness,
    passages: &'v Passages<'g>,
    part: &'v ProseOfVersions<'g>,
    /// What the versions were made from: the original, else the source as it is.
    reference: Option<&'g Page>,
    /// The blocks that are not fresh in each locale.
    blocks: BTreeMap<&'v LocaleId, Vec<&'v BlockFreshness>>,
    /// Where the passages begin that a locale has in the very words of another version: in the reference, or without one
    /// in its own file.
    left: BTreeMap<&'v LocaleId, Vec<usize>>,
    /// Where the headers of tables begin in the reference that a locale lacks.
    headers: BTreeMap<&'v LocaleId, Vec<usize>>,
}

impl<'v, 'g> StatedVersions<'v, 'g> {
    fn new(
        site: &'v AlignedCorpus<'v>,
        freshness: &'v SiteFreshness,
        passages: &'v Passages<'g>,
        part: &'v ProseOfVersions<'g>,
    ) -> StatedVersions<'v, 'g> {
        let reference = part.versions.reference(site);
        let mut blocks: BTreeMap<_, Vec<&BlockFreshness>> = BTreeMap::new();
        part.blocks.iter().for_each(|block| blocks.entry(&block.locale).or_default().push(block));
        let (mut left, mut headers): (BTreeMap<_, Vec<usize>>, BTreeMap<_, Vec<usize>>) = Default::default();
        for unit in &part.units {
            let there = reference.and_then(|_| unit.unit.reference());
            if let Some(there) = there.filter(|_| unit.is_header()) {
                unit.lacking.iter().for_each(|page| headers.entry(&page.locale).or_default().push(there.start));
            }
            if unit.unit.is_too_long() || (reference.is_some() && there.is_none()) {
                continue;
            }
            for (index, translation) in translations(site, &unit.unit) {
                if matches!(translation, Translation::Untranslated(_)) {
                    let own = &unit.unit.texts[index];
                    left.entry(own.locale).or_default().push(there.map_or(own.start, |there| there.start));
                }
            }
        }
        StatedVersions { site, freshness, passages, part, reference, blocks, left, headers }
    }

    fn of_version(&self, page: &'g Page) -> Vec<BlockState<'g>> {
        if self.site.is_source(&page.locale) {
            return all(&Freshness::Fresh, page, readable(self.passages, page));
        }
        let mut blocks = match (self.reference, &self.part.change) {
            (None, _) => return self.without_reference(page),
            (Some(reference), Some(change)) => self.since(page, &self.states(page, reference), change),
            (Some(reference), None) => {
                let states = self.states(page, reference);
                let shown = readable(self.passages, reference).into_iter();
                shown.map(|at| BlockState { page: reference, block: at, freshness: states[at].clone() }).collect()
            }
        };
        self.with_accepted(page, &mut blocks);
        // Nobody translates a page that the source has dropped, and what is left of it is too much.
        if self.site.originals.is_source_gone(&page.id) {
            blocks.retain(|block| block.freshness != Freshness::Missing);
            blocks.iter_mut().for_each(|block| block.freshness = Freshness::Orphan);
        }
        blocks
    }

    /// A page without a source, of which nothing is known but what is left as it was.
    fn without_reference(&self, page: &'g Page) -> Vec<BlockState<'g>> {
        let own = readable(self.passages, page);
        if self.site.corpus.source_locale.is_some() {
            return all(&Freshness::Orphan, page, own);
        }
        let left: BTreeSet<usize> = self.places(&self.left, page, page).into_iter().collect();
        let is_left = |at: &usize| self.is_left(page) || left.contains(at);
        let state = |at: usize| {
            let freshness = if is_left(&at) { Freshness::Untranslated } else { Freshness::Unknown };
            BlockState { page, block: at, freshness }
        };
        let mut blocks: Vec<BlockState<'g>> = own.into_iter().map(state).collect();
        let mut by_holder: BTreeMap<&LocaleId, Vec<&BlockFreshness>> = BTreeMap::new();
        self.missing(page).for_each(|block| by_holder.entry(&block.reference).or_default().push(block));
        for (holder, missing) in by_holder {
            let Some(holder) = self.part.versions.page(holder) else { continue };
            let missing = self.missing_passages(page, holder, missing.into_iter());
            let shown = readable(self.passages, holder).into_iter().filter(|at| missing.contains(at)).collect();
            blocks.extend(all(&Freshness::Missing, holder, shown));
        }
        blocks
    }

    /// Whether the page as a whole still has the words of another version.
    fn is_left(&self, page: &Page) -> bool {
        *self.freshness.page(&page.id, &page.locale) == Freshness::Untranslated
    }

    fn blocks_of(&self, page: &Page) -> impl Iterator<Item = &'v BlockFreshness> {
        self.blocks.get(&page.locale).into_iter().flatten().copied()
    }

    /// The blocks of what the versions were made from that one lacks: not those that the source added since.
    fn missing(&self, page: &Page) -> impl Iterator<Item = &'v BlockFreshness> {
        let has_original = self.part.versions.original.is_some();
        let is_of_reference = move |block: &&BlockFreshness| block.original.is_some() == has_original;
        self.blocks_of(page).filter(|block| block.freshness == Freshness::Missing).filter(is_of_reference)
    }

    /// The passages of `holder` at some places of a locale.
    fn places(&self, places: &BTreeMap<&LocaleId, Vec<usize>>, page: &Page, holder: &Page) -> Vec<usize> {
        let starts = places.get(&page.locale).into_iter().flatten();
        starts.filter_map(|start| self.passages.position(holder, *start)).collect()
    }

    /// The state of each passage of what a translation was made from, had the source not changed since.
    fn states(&self, page: &Page, reference: &Page) -> Vec<Freshness> {
        let is_known = match self.part.versions.original {
            // Where the source is no page of the site, its words may be others by now.
            Some(_) => self.part.change.is_some() || *self.freshness.page(&page.id, &page.locale) == Freshness::Fresh,
            None => {
                let originals = self.site.originals;
                originals.is_current(&page.id, &page.locale) || originals.of(&page.id, &page.locale).is_some()
            }
        };
        let usual = match is_known {
            _ if self.is_left(page) => Freshness::Untranslated,
            true if !self.site.originals.is_uncertain(&page.id, &page.locale) => Freshness::Fresh,
            _ => Freshness::Unknown,
        };
        let mut states = vec![usual; self.passages.of_page(reference).len()];
        let left = self.places(&self.left, page, reference).into_iter();
        left.for_each(|at| states[at] = Freshness::Untranslated);
        let missing = self.missing_passages(page, reference, self.missing(page)).into_iter();
        missing.chain(self.places(&self.headers, page, reference)).for_each(|at| states[at] = Freshness::Missing);
        states
    }

    /// The states of the blocks of the source as it is now, from those of the passages that a translation was made from,
    /// and behind them the blocks that the source has dropped.
    fn since(&self, page: &'g Page, states: &[Freshness], change: &PageChange<'g>) -> Vec<BlockState<'g>> {
        let stale = self.blocks_of(page).filter(|block| matches!(block.freshness, Freshness::Stale(_)));
        let stale: BTreeSet<usize> = stale.filter_map(|block| Some(block.reference_span.as_ref()?.start)).collect();
        let state = |at: usize| {
            let Some(pair) = change.of_new(at) else { return Freshness::Missing };
            let is_there = |then: &&Freshness| **then != Freshness::Missing;
            let then = states[pair.old.clone()].iter().find(is_there).unwrap_or(&Freshness::Missing);
            match then {
                Freshness::Fresh if pair.is_same => Freshness::Fresh,
                Freshness::Fresh if stale.contains(&change.new[pair.new.start].range.start) => {
                    Freshness::Stale(Vec::new())
                }
                // Other columns are a state of the table.
                Freshness::Fresh if change.new[at].kind == PassageKind::Header => Freshness::Fresh,
                // It is not known what of the translation is this block.
                Freshness::Fresh => Freshness::Unknown,
                then => then.clone(),
            }
        };
        let shown = change.new.iter().enumerate().filter(|(_, passage)| is_shown(change.now, passage));
        let source = &change.now.page;
        let mut blocks: Vec<BlockState<'g>> =
            shown.map(|(at, _)| BlockState { page: source, block: at, freshness: state(at) }).collect();
        let dropped = self.part.dropped.get(&page.locale).into_iter().flatten().copied();
        blocks.extend(all(&Freshness::Orphan, page, dropped.collect()));
        blocks
    }

    /// Gives blocks the states that the lock says: what was accepted is fresh, orphans too, and what the source edited
    /// since is stale or an orphan.
    fn with_accepted(&self, page: &'g Page, blocks: &mut Vec<BlockState<'g>>) {
        let Some(accepted) = self.part.accepted.get(&page.locale) else { return };
        for block in blocks.iter_mut() {
            let is_own = block.page.locale == page.locale;
            let start = || self.passages.of_page(block.page).nth(block.block).map(|passage| passage.range.start);
            match start().filter(|_| !is_own) {
                Some(start) if accepted.stale.contains(&start) => block.freshness = Freshness::Stale(Vec::new()),
                Some(start) if accepted.fresh.contains(&start) => block.freshness = Freshness::Fresh,
                None if accepted.kept.contains(&block.block) => block.freshness = Freshness::Fresh,
                _ => {}
            }
        }
        blocks.extend(all(&Freshness::Orphan, page, accepted.dropped.clone()));
    }

    /// The passages of `holder` that are missing in `page`: blocks, and all that is in sections.
    fn missing_passages<'b>(
        &self,
        page: &Page,
        holder: &Page,
        blocks: impl Iterator<Item = &'b BlockFreshness>,
    ) -> BTreeSet<usize> {
        let is_lacking = |headings: &&crate::align::AlignedHeading| !headings.members.contains_key(&page.locale);
        let lacking = self.part.versions.headings.iter().filter(is_lacking);
        let lacking: BTreeSet<usize> =
            lacking.filter_map(|heading| heading.members.get(&holder.locale).copied()).collect();
        let has_title = holder.headings.first().is_some_and(|heading| heading.level == 1);
        let (mut missing, mut whole, mut bodies) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for block in blocks {
            let start = block.original.as_ref().map(|range| range.start);
            let Some(start) = start.or_else(|| Some(block.reference_span.as_ref()?.start)) else { continue };
            let heading = || holder.headings.binary_search_by_key(&start, |heading| heading.span.start).ok();
            match block.scope {
                Scope::Block(_) => missing.extend(self.passages.position(holder, start)),
                Scope::OpeningText => bodies.extend([0, usize::from(has_title)]),
                Scope::Body => bodies.extend(heading().map(|index| index + 1)),
                Scope::Section => whole.extend(heading().into_iter().flat_map(|index| {
                    let end = end_of_section(holder, index);
                    lacking.range(index..end).map(|index| index + 1)
                })),
            }
        }
        let is_text = |passage: &Passage| {
            !matches!(passage.kind, PassageKind::Heading | PassageKind::Title | PassageKind::Description)
        };
        let is_missing = |passage: &Passage| {
            whole.contains(&passage.section) || (bodies.contains(&passage.section) && is_text(passage))
        };
        let in_sections = self.passages.of_page(holder).enumerate().filter(|(_, passage)| is_missing(passage));
        missing.extend(in_sections.map(|(at, _)| at));
        missing
    }
}

/// Index of the first heading behind a section and those below it.
pub(in crate::freshness) fn end_of_section(page: &Page, heading: usize) -> usize {
    let level = page.headings[heading].level;
    let behind = page.headings.iter().enumerate().skip(heading + 1).find(|(_, behind)| behind.level <= level);
    behind.map_or(page.headings.len(), |(index, _)| index)
}
