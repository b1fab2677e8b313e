//! A locale's home: what its `index` says, and what there is to find.

use super::{PageKind, PlannedPage, ProseOf, Route, Site, Subject};
use crate::model::LocaleId;
use crate::model::PageId;

pub(super) const KIND: PageKind = PageKind { name: "home", listed: true, pages };

fn pages(site: &Site<'_>) -> Vec<PlannedPage> {
    let index = PageId::new("index");
    let own_index = |locale: &LocaleId| site.corpus.page(&index, locale).map(|page| page.id.clone());
    let page = |locale: &LocaleId| PlannedPage {
        route: Route::home(locale),
        kind: KIND.name,
        locale: locale.clone(),
        subject: Subject::Site,
        prose: own_index(locale).map(|page| ProseOf { page, locale: locale.clone() }),
    };
    site.corpus.locales.iter().map(page).collect()
}
