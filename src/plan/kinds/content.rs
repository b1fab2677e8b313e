//! The pages of the corpus, each in every locale's tree: in the locale's own words, else in those of the
//! locale that stands in for it.

use super::{PageKind, PlannedPage, Route, Site, Subject};
use crate::model::{LocaleId, PageId};

pub(super) const KIND: PageKind = PageKind { name: "content", listed: true, pages, ..PageKind::PLAIN };

fn pages(site: &Site<'_>) -> Vec<PlannedPage> {
    let mut pages = Vec::new();
    for id in site.corpus.pages.keys().filter(|id| id.as_str() != "index") {
        pages.extend(site.corpus.locales.iter().filter_map(|locale| page(site, id, locale)));
    }
    pages
}

fn page(site: &Site<'_>, id: &PageId, locale: &LocaleId) -> Option<PlannedPage> {
    let shown = site.locale_showing(id, locale)?;
    Some(PlannedPage {
        prose: Some(id.clone()),
        fallback: Some(shown).filter(|shown| *shown != locale).cloned(),
        ..PlannedPage::new(KIND.name, Route::content(locale, id), locale, Subject::Content)
    })
}
