//! A locale's entries for programs.

use super::{PageKind, Route, in_every_locale};
use crate::model::LocaleId;

pub(super) const KIND: PageKind =
    PageKind { name: "entries", pages: |site, kind| in_every_locale(site, kind, Route::entries), ..PageKind::PLAIN };

impl Route {
    /// The entries of a locale for programs.
    pub fn entries(locale: &LocaleId) -> Route {
        Route::file(locale, "entries.json")
    }
}
