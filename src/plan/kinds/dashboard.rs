//! How complete and how current all translations are, for readers of each locale.

use super::{PageKind, PlannedPage, Site, Subject};

pub(super) const KIND: PageKind = PageKind { name: "dashboard", shows_findings: true, pages, ..PageKind::PLAIN };

fn pages(site: &Site<'_>) -> Vec<PlannedPage> {
    let page = |locale| Some(PlannedPage::new(KIND.name, site.dashboard_route(locale)?, locale, Subject::Site));
    site.corpus.locales.iter().filter_map(page).collect()
}
