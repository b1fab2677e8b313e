//! What language models read first: the pages of the site, and of each locale, with links to their Markdown.

use super::{PageKind, PlannedPage, Route, Site, at_root, in_every_locale};
use crate::model::LocaleId;

pub(super) const KIND: PageKind = PageKind { name: "llms", pages, ..PageKind::PLAIN };

fn pages(site: &Site<'_>, kind: &'static PageKind) -> Vec<PlannedPage> {
    let mut pages = at_root(site, kind, Route::at_root("llms.txt"));
    pages.extend(in_every_locale(site, kind, Route::llms));
    pages
}

impl Route {
    /// What language models read first of a locale.
    pub fn llms(locale: &LocaleId) -> Route {
        Route::file(locale, "llms.txt")
    }
}
