//! Where a locale's search form leads.

use super::{PageKind, PlannedPage, Route, Site, Subject};

pub(super) const KIND: PageKind = PageKind { name: "search", listed: false, pages };

fn pages(site: &Site<'_>) -> Vec<PlannedPage> {
    let page = |locale: &crate::model::LocaleId| PlannedPage {
        route: Route::below(locale, "search"),
        kind: KIND.name,
        locale: locale.clone(),
        subject: Subject::Site,
        prose: None,
    };
    site.corpus.locales.iter().map(page).collect()
}
