//! The Hexapla view: for each page with tables, its rows side by side in all languages.

use super::{PageKind, PlannedPage, Route, Site};
use crate::model::{LocaleId, PageId};

pub(super) const KIND: PageKind =
    PageKind { name: "comparison", shows_findings: true, shows_tables: true, pages, ..PageKind::PLAIN };

fn pages(site: &Site<'_>, kind: &'static PageKind) -> Vec<PlannedPage> {
    let mut pages = Vec::new();
    for id in site.corpus.pages.keys() {
        for locale in &site.corpus.locales {
            let Some(route) = site.comparison_route(id, locale) else { continue };
            pages.push(PlannedPage { about: Some(id.clone()), ..PlannedPage::new(kind, route, locale) });
        }
    }
    pages
}

impl Site<'_> {
    /// Where the rows of `page` stand side by side in all languages, for readers of `locale`; `None` where the page has
    /// no tables.
    pub fn comparison_route(&self, page: &PageId, locale: &LocaleId) -> Option<Route> {
        let made = self.options.review && !self.alignment.tables_of(page).is_empty();
        made.then(|| Route::below(locale, &format!("hexapla/{page}")))
    }
}
