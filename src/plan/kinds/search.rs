//! Where a locale's search form leads.

use super::{PageKind, Route, in_every_locale};
use crate::model::LocaleId;

pub(super) const KIND: PageKind = PageKind {
    name: "search",
    pages: |site, kind| in_every_locale(site, kind, Route::search),
    site_link: Some(|_, locale| Some(Route::search(locale))),
    ..PageKind::PLAIN
};

impl Route {
    /// The page that a locale's search form leads to.
    pub fn search(locale: &LocaleId) -> Route {
        Route::below(locale, "search")
    }
}
