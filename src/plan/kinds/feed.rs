//! A locale's Atom feed of pages by the date of their last change; its addresses are absolute.

use super::{PageKind, Route, in_every_locale};

pub(super) const KIND: PageKind = PageKind {
    name: "feed",
    pages: |site| match site.has_feed() {
        true => in_every_locale(site, "feed", Route::feed),
        false => Vec::new(),
    },
    ..PageKind::PLAIN
};
