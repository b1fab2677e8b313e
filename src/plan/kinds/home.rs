//! A locale's home: what its `index` says, and what there is to find.

use super::{PageKind, PlannedPage, ProseOf, Route, Site, Subject};
use crate::model::{LocaleId, PageId};

pub(super) const KIND: PageKind = PageKind { name: "home", listed: true, shows_findings: false, pages };

fn pages(site: &Site<'_>) -> Vec<PlannedPage> {
    let index = PageId::new("index");
    let own_index = |locale: &LocaleId| site.corpus.page(&index, locale).map(|page| page.id.clone());
    let page = |locale: &LocaleId| PlannedPage {
        prose: own_index(locale).map(|page| ProseOf { page, locale: locale.clone() }),
        ..PlannedPage::new(KIND.name, Route::home(locale), locale, Subject::Site)
    };
    site.corpus.locales.iter().map(page).collect()
}
