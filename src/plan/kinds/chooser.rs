//! The root of the site: a list of its languages.

use super::{PageKind, Route, at_root};

pub(super) const KIND: PageKind = PageKind {
    name: "chooser",
    pages: |site| at_root(site, "chooser", Route::root()),
    indexed: true,
    ..PageKind::PLAIN
};
