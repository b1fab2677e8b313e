//! The root of the site: a list of its languages.

use super::{PageKind, Route, at_root};

pub(super) const KIND: PageKind = PageKind {
    name: "chooser",
    listed: false,
    shows_findings: false,
    pages: |site| at_root(site, "chooser", Route::root()),
};
