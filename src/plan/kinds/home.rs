//! A locale's home: what its `index` says, and what there is to find.

use super::{PageKind, PlannedPage, Route, Site, Subject};
use crate::model::{LocaleId, PageId};

pub(super) const KIND: PageKind = PageKind { name: "home", listed: true, pages, ..PageKind::PLAIN };

fn pages(site: &Site<'_>) -> Vec<PlannedPage> {
    let index = PageId::new("index");
    let has_index = |locale: &LocaleId| site.corpus.page(&index, locale).is_some();
    let page = |locale: &LocaleId| PlannedPage {
        prose: has_index(locale).then(|| index.clone()),
        ..PlannedPage::new(KIND.name, Route::home(locale), locale, Subject::Site)
    };
    site.corpus.locales.iter().map(page).collect()
}
