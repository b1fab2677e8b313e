//! What a server shows for an address that is not there.

use super::{PageKind, Route, at_root};

pub(super) const KIND: PageKind = PageKind {
    name: "not_found",
    listed: false,
    shows_findings: false,
    pages: |site| at_root(site, "not_found", Route::at_root("404.html")),
};
