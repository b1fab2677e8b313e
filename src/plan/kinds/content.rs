//! The pages of the corpus, each in every locale's tree: in the locale's own words, else in those of its fallback. What
//! the source does not have is only in the trees of those that have it.

use super::{PageKind, PlannedPage, Route, Site};
use crate::model::{LocaleId, PageId};

pub(super) const KIND: PageKind = PageKind {
    name: "content",
    listed: true,
    authored: true,
    has_markdown: true,
    pages,
    counterpart: |site, page, locale| site.page_route(page.about.as_ref()?, locale),
    words: |site, page, locale| site.page_words(page.about.as_ref()?, locale),
    ..PageKind::PLAIN
};

fn pages(site: &Site<'_>, kind: &'static PageKind) -> Vec<PlannedPage> {
    let mut pages = Vec::new();
    // The index of a locale is shown on its home.
    for id in site.corpus.pages.keys().filter(|id| id.as_str() != "index") {
        pages.extend(site.corpus.locales.iter().filter_map(|locale| page(site, kind, id, locale)));
    }
    pages
}

fn page(site: &Site<'_>, kind: &'static PageKind, id: &PageId, locale: &LocaleId) -> Option<PlannedPage> {
    let shown = site.locale_showing(id, locale)?;
    Some(PlannedPage {
        about: Some(id.clone()),
        prose: Some(id.clone()),
        fallback: Some(shown).filter(|shown| *shown != locale).cloned(),
        untranslated: site.page_left_in(id, shown).cloned(),
        ..PlannedPage::new(kind, Route::content(locale, id), locale)
    })
}

impl Site<'_> {
    /// Where `page` is in `locale`'s tree, if that has it.
    pub fn page_route(&self, page: &PageId, locale: &LocaleId) -> Option<Route> {
        self.locale_showing(page, locale).map(|_| Route::content(locale, page))
    }
}
