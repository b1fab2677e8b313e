//! What a server shows for an address that is not there.

use super::{PageKind, Route, at_root};

pub(super) const KIND: PageKind = PageKind {
    name: "not_found",
    shown_anywhere: true,
    pages: |site, kind| at_root(site, kind, Route::at_root("404.html")),
    ..PageKind::PLAIN
};
