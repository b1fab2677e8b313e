//! The root of the site: a list of its languages.

use super::{PageKind, Route, at_root};

pub(super) const KIND: PageKind = PageKind {
    name: "chooser",
    indexed: true,
    pages: |site, kind| at_root(site, kind, Route::root()),
    site_link: Some(|_, _| Some(Route::root())),
    ..PageKind::PLAIN
};
