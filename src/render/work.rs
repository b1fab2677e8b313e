//! What there is to do on a site, page by page: rows, and blocks of prose.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::align::Alignment;
use crate::freshness::{BlockWork, Freshness, SiteFreshness, StateCounts};
use crate::model::{Corpus, LocaleId, PageId};
use crate::units::BlockPlaces;

/// So many pages are listed for each language. Chosen: a page with more links than anybody follows is slow, and the list
/// of a large site is asked for with `hexapla todo`.
const MOST_PAGES: usize = 200;

/// What there is to do in the prose of one page.
#[derive(Clone, Debug, Default)]
pub struct PageWork {
    /// How many blocks are in which state, in those locales in which not all are fresh.
    pub counts: BTreeMap<LocaleId, StateCounts>,
    /// The blocks that are not fresh.
    pub blocks: Vec<BlockWork>,
    /// Where they are.
    pub places: BlockPlaces,
}

impl PageWork {
    /// Whether a page that compares the languages has any of it to show.
    pub fn is_shown(&self) -> bool {
        self.blocks.iter().any(|block| block.block.is_some())
    }
}

/// What there is to do on a site, by language.
#[derive(Debug)]
pub struct SiteWork<'w> {
    /// The prose of each page.
    pub prose: &'w BTreeMap<&'w PageId, PageWork>,
    /// How many blocks of prose each language has in which state.
    pub blocks: &'w BTreeMap<LocaleId, StateCounts>,
    /// The pages of each language, those with most work first.
    pub(super) languages: BTreeMap<&'w LocaleId, LanguageWork<'w>>,
}

/// The pages of a language on which there is something to do.
#[derive(Debug, Default)]
pub(super) struct LanguageWork<'w> {
    /// With how many rows and blocks are in which state.
    pub(super) pages: Vec<(&'w PageId, StateCounts)>,
    /// How many more there are.
    pub(super) left_out: usize,
}

impl<'w> SiteWork<'w> {
    /// The work on a site.
    pub fn new(
        corpus: &'w Corpus,
        alignment: &Alignment,
        freshness: &SiteFreshness,
        prose: &'w BTreeMap<&'w PageId, PageWork>,
        blocks: &'w BTreeMap<LocaleId, StateCounts>,
    ) -> SiteWork<'w> {
        let translations = corpus.locales.iter().filter(|locale| corpus.source_locale.as_ref() != Some(*locale));
        let of_language = |locale: &'w LocaleId| {
            let counted = corpus.pages.keys().map(|page| {
                let mut counts = prose.get(page).and_then(|work| work.counts.get(locale)).copied().unwrap_or_default();
                freshness.rows_of_page(alignment, page, locale).for_each(|(_, state)| counts.add(state));
                (page, counts)
            });
            let is_open = |page: &PageId, counts: &StateCounts| {
                counts.to_do() > 0
                    || matches!(freshness.page(page, locale), Freshness::Missing | Freshness::Untranslated)
            };
            let mut pages: Vec<(&PageId, StateCounts)> =
                counted.filter(|(page, counts)| is_open(page, counts)).collect();
            // A stable sort: pages with as much work stay in their order.
            pages.sort_by_key(|(_, counts)| Reverse(counts.to_do()));
            let left_out = pages.len().saturating_sub(MOST_PAGES);
            pages.truncate(MOST_PAGES);
            (locale, LanguageWork { pages, left_out })
        };
        SiteWork { prose, blocks, languages: translations.map(of_language).collect() }
    }

    /// Whether a page that compares the languages has any of the work on its prose to show.
    pub fn is_shown(&self, page: &PageId) -> bool {
        self.prose.get(page).is_some_and(PageWork::is_shown)
    }
}
