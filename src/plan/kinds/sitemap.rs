//! A locale's pages with their alternates, for crawlers; only for a site with a base URL.

use super::{PageKind, Route, with_base_url};

pub(super) const KIND: PageKind = PageKind {
    name: "sitemap",
    pages: |site, kind| with_base_url(site, kind, |locale| Route::file(locale, "sitemap.xml")),
    ..PageKind::PLAIN
};
