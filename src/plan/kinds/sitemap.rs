//! A locale's pages with their alternates, for crawlers; only for a site with a base URL.

use super::{PageKind, Route, in_every_locale};

pub(super) const KIND: PageKind = PageKind {
    name: "sitemap",
    listed: false,
    shows_findings: false,
    pages: |site| match site.options.base_url {
        Some(_) => in_every_locale(site, "sitemap", |locale| Route::file(locale, "sitemap.xml")),
        None => Vec::new(),
    },
};
