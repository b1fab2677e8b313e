//! The fallback for a page that a locale lacks: another locale's version.

use crate::freshness::Left;
use crate::model::{Corpus, LocaleId, PageId};

/// The locale whose version of `page` a reader of `locale` gets: its own, else the first of its fallbacks that has it
/// in its own words. A page that the source does not have is shown only where it is, as its rows are: one that the
/// source has dropped must not come back into its tree, or into any other.
pub fn page_locale<'c>(corpus: &'c Corpus, left: &Left, page: &PageId, locale: &LocaleId) -> Option<&'c LocaleId> {
    let versions = corpus.pages.get(page)?;
    if let Some((own, _)) = versions.get_key_value(locale) {
        return Some(own);
    }
    if corpus.source_locale.as_ref().is_some_and(|source| !versions.contains_key(source)) {
        return None;
    }
    let order = corpus.fallback_order(locale);
    let is_translated = |found: &&LocaleId| page_left_in(corpus, left, page, found).is_none();
    order.into_iter().filter_map(|wanted| versions.get_key_value(wanted)).map(|(found, _)| found).find(is_translated)
}

/// The locale whose words a locale's version of `page` still has, where it is a version of the site as well.
pub fn page_left_in<'c>(corpus: &'c Corpus, left: &Left, page: &PageId, locale: &LocaleId) -> Option<&'c LocaleId> {
    let words_of = &left.page(page, locale)?.words_of;
    corpus.pages.get(page)?.get_key_value(words_of).map(|(words_of, _)| words_of)
}
