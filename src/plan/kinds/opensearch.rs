//! How browsers search a locale from their own search field; its addresses are absolute.

use super::{PageKind, Route, in_every_locale};

pub(super) const KIND: PageKind = PageKind {
    name: "opensearch",
    listed: false,
    shows_findings: false,
    pages: |site| match site.options.base_url {
        Some(_) => in_every_locale(site, "opensearch", |locale| Route::file(locale, "opensearch.xml")),
        None => Vec::new(),
    },
};
