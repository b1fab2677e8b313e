//! For hosts that read `_redirects`: where the earlier addresses of pages and rows lead.

use super::{PageKind, Route, at_root};

pub(super) const KIND: PageKind = PageKind {
    name: "redirects",
    pages: |site, kind| at_root(site, kind, Route::at_root("_redirects")),
    ..PageKind::PLAIN
};
