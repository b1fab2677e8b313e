//! How browsers search a locale from their own search field; its addresses are absolute.

use super::{PageKind, Route, with_base_url};

pub(super) const KIND: PageKind = PageKind {
    name: "opensearch",
    pages: |site| with_base_url(site, "opensearch", |locale| Route::file(locale, "opensearch.xml")),
    ..PageKind::PLAIN
};
