//! The blocks of a page's prose that are not fresh, or in which something was found, in all languages.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::findings::Findings;
use super::work::PageWork;
use crate::check::{Finding, reports_absence};
use crate::freshness::{BlockWork, MOST_BLOCKS};
use crate::model::{LocaleId, PageId};
use crate::parse::PassageKind;
use crate::text::{FilePath, Source};
use crate::units::BlocksOfFile;

/// The prose of a page in all languages.
pub struct ComparedProse<'m> {
    /// What is not fresh in it, and where its blocks are.
    pub work: &'m PageWork,
    /// Its files.
    pub sources: BTreeMap<&'m LocaleId, Source>,
}

/// A block that is not fresh, or in which something was found.
pub(super) struct ComparedBlock<'m> {
    /// Its id on the page.
    pub(super) anchor: String,
    /// What it is.
    pub(super) kind: PassageKind,
    /// Its bytes in each language that has it.
    pub(super) ranges: BTreeMap<&'m LocaleId, Range<usize>>,
    /// The languages in which it is not fresh.
    pub(super) work: BTreeMap<&'m LocaleId, &'m BlockWork>,
    /// The languages that lack it, or are reported to.
    pub(super) lacking: BTreeSet<&'m LocaleId>,
    /// What was found in each language.
    pub(super) findings: BTreeMap<&'m LocaleId, Vec<&'m Finding>>,
}

/// The blocks of each file, with its language.
type Files<'f> = BTreeMap<&'f FilePath, (&'f LocaleId, BlocksOfFile)>;

/// What a finding is about.
#[derive(Clone, Copy)]
struct About {
    /// The block beside which it is shown.
    block: usize,
    /// The block that it is in; `None` where its language lacks it.
    own: Option<usize>,
}

/// What was found in the prose of a page.
#[derive(Default)]
pub(super) struct FoundInProse<'m> {
    /// By block, in the order of the page.
    pub(super) blocks: Vec<ComparedBlock<'m>>,
    /// What was found in no block.
    pub(super) elsewhere: Vec<(&'m LocaleId, &'m Finding)>,
}

impl<'m> ComparedProse<'m> {
    /// What stands in a file.
    pub(super) fn text(&self, locale: &LocaleId, range: &Range<usize>) -> &str {
        self.sources.get(locale).and_then(|source| source.text().get(range.clone())).unwrap_or_default()
    }

    /// Sorts what was found in no row of a page by the blocks that it is about.
    pub(super) fn found(&'m self, page: &PageId, findings: &'m Findings) -> FoundInProse<'m> {
        let files: Files<'_> = self
            .sources
            .iter()
            .map(|(locale, source)| (source.path(), (*locale, self.work.places.of_file(locale))))
            .collect();
        let of_locale = |locale: &'m LocaleId| {
            let own = findings.of(page, locale).iter().filter(|finding| finding.entry.is_none());
            own.map(move |finding| (locale, finding))
        };
        let all: Vec<(&LocaleId, &Finding)> = self.sources.keys().flat_map(|locale| of_locale(locale)).collect();
        let about: Vec<Option<About>> =
            all.iter().map(|(locale, finding)| self.about(finding, locale, &files)).collect();
        // A translation of an earlier state of the source is not lined up with the source as it is. Where one finding
        // shows which blocks are one, the others of the block are beside it.
        let work = || self.work.blocks.iter().filter(|work| self.sources.contains_key(&work.locale));
        let own_block = |work: &BlockWork| {
            let (_, blocks) = files.values().find(|(locale, _)| **locale == work.locale)?;
            blocks.block_at(work.own.as_ref()?)
        };
        let joined: BTreeMap<usize, usize> = about
            .iter()
            .flatten()
            .filter_map(|about| Some((about.own?, about.block)))
            .chain(work().filter_map(|work| Some((own_block(work)?, work.block?))))
            .filter(|(own, block)| own != block)
            .collect();
        let mut found = FoundInProse::default();
        let mut blocks: BTreeMap<usize, ComparedBlock<'m>> = BTreeMap::new();
        for work in work() {
            let Some(at) = work.block else { continue };
            let block = blocks.entry(at).or_insert_with(|| self.block(at));
            match &work.own {
                Some(own) => drop(block.ranges.entry(&work.locale).or_insert_with(|| own.clone())),
                None => drop(block.lacking.insert(&work.locale)),
            }
            block.work.entry(&work.locale).or_insert(work);
        }
        for ((locale, finding), about) in all.into_iter().zip(about) {
            let at = about.as_ref().map(|about| joined.get(&about.block).copied().unwrap_or(about.block));
            let at = at.filter(|at| blocks.len() < MOST_BLOCKS || blocks.contains_key(at));
            let Some((at, about)) = at.zip(about) else {
                found.elsewhere.push((locale, finding));
                continue;
            };
            let block = blocks.entry(at).or_insert_with(|| self.block(at));
            match about.own.and_then(|own| self.range(own, locale)) {
                Some(range) => drop(block.ranges.entry(locale).or_insert(range)),
                None => drop(block.lacking.insert(locale)),
            }
            block.findings.entry(locale).or_default().push(finding);
        }
        found.blocks = blocks.into_values().collect();
        found
    }

    /// The block that a finding in a language is about; `None` where it is about none.
    fn about(&self, finding: &Finding, locale: &LocaleId, files: &Files<'_>) -> Option<About> {
        let diagnostic = &finding.diagnostic;
        let related = diagnostic.related.iter().find_map(|label| {
            let (of, blocks) = files.get(&label.span.file)?;
            blocks.block_at(&label.span.range()).filter(|_| *of != locale)
        });
        if reports_absence(diagnostic.rule) {
            return Some(About { block: related?, own: None });
        }
        let own = files.get(&diagnostic.span.file)?.1.block_at(&diagnostic.span.range())?;
        let is_apart = |block: &usize| self.range(*block, locale).is_none();
        Some(About { block: related.filter(is_apart).unwrap_or(own), own: Some(own) })
    }

    fn range(&self, block: usize, locale: &LocaleId) -> Option<Range<usize>> {
        self.work.places.of_block(block).find(|(of, _)| *of == locale).map(|(_, range)| range)
    }

    fn block(&'m self, block: usize) -> ComparedBlock<'m> {
        ComparedBlock {
            anchor: self.work.places.anchor(block),
            work: BTreeMap::new(),
            kind: self.work.places.kind(block),
            ranges: self.work.places.of_block(block).collect(),
            lacking: BTreeSet::new(),
            findings: BTreeMap::new(),
        }
    }
}
