//! What crawlers may read: everything.

use super::{PageKind, Route, at_root};

pub(super) const KIND: PageKind = PageKind {
    name: "robots",
    listed: false,
    shows_findings: false,
    pages: |site| at_root(site, "robots", Route::at_root("robots.txt")),
};
