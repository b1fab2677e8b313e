//! A locale's Atom feed of pages by the date of their last change; its addresses are absolute.

use super::{PageKind, PlannedPage, Route, Site};
use crate::model::LocaleId;

pub(super) const KIND: PageKind =
    PageKind { name: "feed", needs_dates: true, pages, site_link: Some(route), ..PageKind::PLAIN };

fn pages(site: &Site<'_>, kind: &'static PageKind) -> Vec<PlannedPage> {
    let page = |locale| Some(PlannedPage::new(kind, route(site, locale)?, locale));
    site.corpus.locales.iter().filter_map(page).collect()
}

/// Where the feed of a locale is: its addresses are absolute, and it needs dates.
fn route(site: &Site<'_>, locale: &LocaleId) -> Option<Route> {
    site.options.base_url.is_some().then(|| Route::file(locale, "feed.xml"))
}
