//! A page each for the rows of tables that have a message column, in every locale that shows the row.

use super::{PageKind, PlannedPage, Site, Subject};

pub(super) const KIND: PageKind = PageKind { name: "entry", listed: true, pages, ..PageKind::PLAIN };

fn pages(site: &Site<'_>) -> Vec<PlannedPage> {
    let mut pages = Vec::new();
    for (index, entry) in site.alignment.entries.iter().enumerate() {
        for locale in &site.corpus.locales {
            let Some(route) = site.entry_route(entry, locale) else { continue };
            let words = site.row_locale(entry, locale).filter(|words| *words != locale);
            let page = PlannedPage::new(KIND.name, route, locale, Subject::Entry(index));
            pages.push(PlannedPage { fallback: words.cloned(), ..page });
        }
    }
    pages
}
