//! The Hexapla view: for each page with tables, its rows side by side in all languages.

use super::{PageKind, PlannedPage, Site, Subject};

pub(super) const KIND: PageKind = PageKind { name: "comparison", shows_findings: true, pages, ..PageKind::PLAIN };

fn pages(site: &Site<'_>) -> Vec<PlannedPage> {
    let mut pages = Vec::new();
    for id in site.corpus.pages.keys() {
        for locale in &site.corpus.locales {
            let route = site.comparison_route(id, locale);
            pages
                .extend(route.map(|route| PlannedPage::new(KIND.name, route, locale, Subject::Comparison(id.clone()))));
        }
    }
    pages
}
