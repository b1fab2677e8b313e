//! A locale's pages with their alternates, for crawlers; only for a site with a base URL.

use super::{PageKind, PlannedPage, Route, Site, Subject};
use crate::model::LocaleId;

pub(super) const KIND: PageKind = PageKind { name: "sitemap", listed: false, pages };

fn pages(site: &Site<'_>) -> Vec<PlannedPage> {
    if site.options.base_url.is_none() {
        return Vec::new();
    }
    let page = |locale: &LocaleId| PlannedPage {
        route: Route::file(locale, "sitemap.xml"),
        kind: KIND.name,
        locale: locale.clone(),
        subject: Subject::Site,
        prose: None,
    };
    site.corpus.locales.iter().map(page).collect()
}
