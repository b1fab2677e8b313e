//! What hosts that read `_headers` should send: a strict policy, and the type of Markdown.

use super::{PageKind, Route, at_root};

pub(super) const KIND: PageKind = PageKind {
    name: "headers",
    pages: |site, kind| at_root(site, kind, Route::at_root("_headers")),
    ..PageKind::PLAIN
};
