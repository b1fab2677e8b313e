//! How complete and how current all translations are, for readers of each locale.

use super::{PageKind, PlannedPage, Route, Site};
use crate::model::LocaleId;

pub(super) const KIND: PageKind = PageKind {
    name: "dashboard",
    shows_findings: true,
    pages,
    site_link: Some(|site, locale| site.dashboard_route(locale)),
    ..PageKind::PLAIN
};

fn pages(site: &Site<'_>, kind: &'static PageKind) -> Vec<PlannedPage> {
    let page = |locale| Some(PlannedPage::new(kind, site.dashboard_route(locale)?, locale));
    site.corpus.locales.iter().filter_map(page).collect()
}

impl Site<'_> {
    /// Where the status of all translations is, for readers of `locale`.
    pub fn dashboard_route(&self, locale: &LocaleId) -> Option<Route> {
        self.options.review.then(|| Route::below(locale, "hexapla"))
    }
}
