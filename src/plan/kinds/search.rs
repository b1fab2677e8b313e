//! Where a locale's search form leads.

use super::{PageKind, Route, in_every_locale};

pub(super) const KIND: PageKind = PageKind {
    name: "search",
    pages: |site| in_every_locale(site, "search", |locale| Route::relative_path(locale, "search")),
    ..PageKind::PLAIN
};
