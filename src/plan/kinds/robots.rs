//! What crawlers may read: everything.

use super::{PageKind, Route, at_root};

pub(super) const KIND: PageKind = PageKind {
    name: "robots",
    pages: |site, kind| at_root(site, kind, Route::at_root("robots.txt")),
    ..PageKind::PLAIN
};
