//! A locale's entries for programs.

use super::{PageKind, Route, in_every_locale};

pub(super) const KIND: PageKind = PageKind {
    name: "entries",
    pages: |site| in_every_locale(site, "entries", |locale| Route::file(locale, "entries.json")),
    ..PageKind::PLAIN
};
