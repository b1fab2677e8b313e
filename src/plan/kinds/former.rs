//! A page each for the names that rows had before, so that links to them still lead somewhere.

use super::{PageKind, PlannedPage, Site, Subject};

pub(super) const KIND: PageKind = PageKind { name: "former", pages, gives_way: true, ..PageKind::PLAIN };

fn pages(site: &Site<'_>) -> Vec<PlannedPage> {
    let mut pages = Vec::new();
    for (index, former) in site.alignment.retired.all().iter().enumerate() {
        for locale in &site.corpus.locales {
            let Some(route) = site.retired_route(former, locale) else { continue };
            pages.push(PlannedPage::new(KIND.name, route, locale, Subject::Former(index)));
        }
    }
    pages
}
