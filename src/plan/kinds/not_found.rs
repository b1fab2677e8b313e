//! What a server shows for an address that is not there.

use super::{PageKind, Route, at_root};

pub(super) const KIND: PageKind = PageKind {
    name: "not_found",
    pages: |site| at_root(site, "not_found", Route::at_root("404.html")),
    shown_anywhere: true,
    ..PageKind::PLAIN
};
