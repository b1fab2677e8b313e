//! How browsers search a locale from their own search field; its addresses are absolute.

use super::{PageKind, Route, with_base_url};
use crate::model::LocaleId;

pub(super) const KIND: PageKind = PageKind {
    name: "opensearch",
    pages: |site, kind| with_base_url(site, kind, route),
    site_link: Some(|site, locale| site.options.base_url.as_ref().map(|_| route(locale))),
    ..PageKind::PLAIN
};

fn route(locale: &LocaleId) -> Route {
    Route::file(locale, "opensearch.xml")
}
