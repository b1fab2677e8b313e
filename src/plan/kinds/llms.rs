//! What language models read first: the pages of the site, and of each locale, with links to their Markdown.

use super::{PageKind, PlannedPage, Route, Site, at_root, in_every_locale};

pub(super) const KIND: PageKind = PageKind { name: "llms", pages, ..PageKind::PLAIN };

fn pages(site: &Site<'_>) -> Vec<PlannedPage> {
    let mut pages = at_root(site, KIND.name, Route::at_root("llms.txt"));
    pages.extend(in_every_locale(site, KIND.name, |locale| Route::file(locale, "llms.txt")));
    pages
}
