//! The list of the locales' sitemaps; its addresses are absolute, so it is made only for a site with a base URL.

use super::{PageKind, PlannedPage, Route, Site, at_root};

pub(super) const KIND: PageKind = PageKind { name: "sitemap_index", pages, ..PageKind::PLAIN };

fn pages(site: &Site<'_>, kind: &'static PageKind) -> Vec<PlannedPage> {
    match site.options.base_url {
        Some(_) => at_root(site, kind, Route::sitemap_index()),
        None => Vec::new(),
    }
}

impl Route {
    /// The list of the locales' sitemaps.
    pub fn sitemap_index() -> Route {
        Route::at_root("sitemap.xml")
    }
}
