//! A locale's Atom feed of pages by the date of their last change; its addresses are absolute.

use super::{PageKind, in_every_locale};

pub(super) const KIND: PageKind = PageKind {
    name: "feed",
    listed: false,
    shows_findings: false,
    pages: |site| match site.has_feed() {
        true => in_every_locale(site, "feed", crate::plan::Route::feed),
        false => Vec::new(),
    },
};
