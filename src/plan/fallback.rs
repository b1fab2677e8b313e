//! The fallback for a page that a locale lacks: another locale's version.

use crate::model::{Corpus, LocaleId, PageId};

/// The locale whose version of `page` a reader of `locale` gets: its own, else the first of its fallbacks that has it.
pub fn page_locale<'c>(corpus: &'c Corpus, page: &PageId, locale: &LocaleId) -> Option<&'c LocaleId> {
    let versions = corpus.pages.get(page)?;
    if let Some((own, _)) = versions.get_key_value(locale) {
        return Some(own);
    }
    let order = corpus.fallback_order(locale);
    order.into_iter().find_map(|wanted| versions.get_key_value(wanted)).map(|(found, _)| found)
}
