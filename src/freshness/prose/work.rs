//! What there is to do in the prose of a page, in few bytes: for when its documents are closed again.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::versions::ProseOfVersions;
use super::{BlockFreshness, Scope};
use crate::freshness::{Freshness, SiteFreshness, Translation, WordChange, translations};
use crate::model::LocaleId;
use crate::units::{AlignedCorpus, BlockPlaces, BlocksOfFile, UnitKind};

/// A page with more blocks that are not fresh shows no more of them beside each other. Chosen: so many are read better in
/// a list of work.
pub const MOST_BLOCKS: usize = 100;

/// So many bytes of the source's old and new words are kept of a block. Chosen: a longer block is code or a list that
/// nobody reads in a cell.
const LONGEST_WORDS: usize = 4_000;

/// Characters of a text by which it is known again.
const LONGEST_BEGINNING: usize = 80;

/// A block of prose, or a section, that is not fresh in a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockWork {
    /// The locale.
    pub locale: LocaleId,
    /// How much of the page it is.
    pub scope: Scope,
    /// Stale, with what changed; missing, untranslated or an orphan.
    pub state: Freshness,
    /// Where it is in the file of the locale; `None` where it is missing.
    pub own: Option<Range<usize>>,
    /// The block of [`BlockPlaces`] beside which it is shown; `None` beyond [`MOST_BLOCKS`], and for what is in no file.
    pub block: Option<usize>,
    /// What it begins with, as the reference has it; an orphan as the translation does.
    pub text: String,
    /// The locale of these words.
    pub text_locale: LocaleId,
}

/// The blocks that are not fresh, in the order of the page. `places` are those of the units of `prose`. A version that is
/// untranslated as a whole has no block that is.
pub fn block_work(
    site: &AlignedCorpus<'_>,
    freshness: &SiteFreshness,
    prose: &[ProseOfVersions<'_>],
    places: &BlockPlaces,
) -> Vec<BlockWork> {
    let mut lookup = Lookup { places, files: BTreeMap::new() };
    let mut work: Vec<BlockWork> = Vec::new();
    for part in prose {
        work.extend(part.blocks.iter().filter_map(|block| of_block(&mut lookup, part, block)));
        let untranslated = untranslated(site, &mut lookup, part, &work).into_iter();
        let is_left = |locale: &LocaleId| *freshness.page(part.versions.id, locale) == Freshness::Untranslated;
        work.extend(untranslated.filter(|block| !is_left(&block.locale)));
    }
    // A stable sort: what is in no file comes last.
    work.sort_by(|one, other| {
        let key = |work: &BlockWork| work.block.unwrap_or(usize::MAX);
        (key(one), &one.locale).cmp(&(key(other), &other.locale))
    });
    let mut shown = BTreeSet::new();
    for one in &mut work {
        if let Some(block) = one.block {
            if shown.len() < MOST_BLOCKS || shown.contains(&block) {
                shown.insert(block);
            } else {
                one.block = None;
            }
        }
    }
    work
}

/// Finds blocks by their bytes.
struct Lookup<'l> {
    places: &'l BlockPlaces,
    files: BTreeMap<LocaleId, BlocksOfFile>,
}

impl Lookup<'_> {
    fn block_at(&mut self, locale: &LocaleId, range: &Range<usize>) -> Option<usize> {
        let places = self.places;
        self.files.entry(locale.clone()).or_insert_with(|| places.of_file(locale)).block_at(range)
    }
}

/// `None` where the source has dropped what a translation lacks: nobody has to do anything then.
fn of_block(lookup: &mut Lookup<'_>, part: &ProseOfVersions<'_>, block: &BlockFreshness) -> Option<BlockWork> {
    let is_missing = block.freshness == Freshness::Missing;
    let there = match (&block.reference_span, &block.original) {
        (Some(span), _) => Some(span.range()),
        (None, Some(original)) if is_missing => match &part.change {
            Some(_) => Some(now(part, original)?),
            None => None,
        },
        _ => None,
    };
    let own = (!is_missing).then(|| block.span.range());
    let beside = there.and_then(|range| lookup.block_at(&block.reference, &range));
    let beside = beside.or_else(|| lookup.block_at(&block.locale, own.as_ref()?));
    let state = match &block.freshness {
        Freshness::Stale(changes) => Freshness::Stale(changes.iter().map(cut).map(without_fence).collect()),
        other => other.clone(),
    };
    let text_locale = if block.freshness == Freshness::Orphan { &block.locale } else { &block.reference };
    Some(BlockWork {
        locale: block.locale.clone(),
        scope: block.scope,
        state,
        own,
        block: beside,
        text: beginning(split_fence(&block.text).1),
        text_locale: text_locale.clone(),
    })
}

/// Where the source has now what it had at some bytes of the original.
fn now(part: &ProseOfVersions<'_>, original: &Range<usize>) -> Option<Range<usize>> {
    let change = part.change.as_ref()?;
    let old = change.old.partition_point(|passage| passage.range.end <= original.start);
    let pair = change.old.get(old).and_then(|_| change.of_old(old))?;
    Some(change.new[pair.new.start].range.clone())
}

/// The blocks that have the words of another version. `known` are those that have a state already.
fn untranslated(
    site: &AlignedCorpus<'_>,
    lookup: &mut Lookup<'_>,
    part: &ProseOfVersions<'_>,
    known: &[BlockWork],
) -> Vec<BlockWork> {
    let known: BTreeSet<(&LocaleId, usize)> =
        known.iter().filter_map(|work| Some((&work.locale, work.own.as_ref()?.start))).collect();
    let mut found = Vec::new();
    for unit in part.units.iter().filter(|unit| !unit.unit.is_too_long()) {
        let UnitKind::Prose { kind } = unit.unit.kind else { continue };
        for (index, translation) in translations(site, &unit.unit) {
            let own = &unit.unit.texts[index];
            if !matches!(translation, Translation::Untranslated(_)) || known.contains(&(own.locale, own.start)) {
                continue;
            }
            let range = own.span().range();
            found.push(BlockWork {
                locale: own.locale.clone(),
                scope: Scope::Block(kind),
                state: Freshness::Untranslated,
                block: lookup.block_at(own.locale, &range),
                own: Some(range),
                text: beginning(own.text),
                text_locale: own.locale.clone(),
            });
        }
    }
    found
}

/// Enough of a text to know it again, in one line.
fn beginning(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_BEGINNING).collect()
}

/// The line that opens the fence of code, which is empty of any other text, and what is below it.
fn split_fence(text: &str) -> (&str, &str) {
    match text.split_once('\n') {
        Some((fence, code)) if fence.starts_with("```") || fence.starts_with("~~~") => (fence, code),
        _ => ("", text),
    }
}

/// A change of code without the line above it, unless that is what has changed.
fn without_fence(change: WordChange) -> WordChange {
    let ((old_fence, old), (new_fence, new)) = (split_fence(&change.old), split_fence(&change.new));
    if old_fence != new_fence {
        return change;
    }
    WordChange { old: old.to_owned(), new: new.to_owned() }
}

/// A change without what nobody would read of it.
fn cut(change: &WordChange) -> WordChange {
    let cut = |text: &str| text[..text.floor_char_boundary(LONGEST_WORDS)].to_owned();
    WordChange { old: cut(&change.old), new: cut(&change.new) }
}
