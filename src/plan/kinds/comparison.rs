//! The Hexapla view: for each page its rows side by side in all languages, and the prose in which something was found.

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
    /// Where `page` stands side by side in all languages, for readers of `locale`; `None` where it has no tables and is
    /// in one language alone. Without tables it has something to show only where something was found in it.
    pub fn comparison_route(&self, page: &PageId, locale: &LocaleId) -> Option<Route> {
        let has_tables = !self.alignment.tables_of(page).is_empty();
        let is_translated = || self.corpus.pages.get(page).is_some_and(|versions| versions.len() > 1);
        let made = self.options.review && (has_tables || is_translated());
        made.then(|| Route::below(locale, &format!("hexapla/{page}")))
    }
    /// Whether the view of a page shows anything: rows, or what was found in prose.
    pub fn has_comparison(&self, page: &PageId, is_found_in: impl FnOnce() -> bool) -> bool {
        !self.alignment.tables_of(page).is_empty() || is_found_in()
    }
}
