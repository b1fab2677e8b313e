//! A locale's home: the content of its `index`, and what there is to find.

use super::{PageKind, PlannedPage, Route, Site};
use crate::model::{LocaleId, PageId};

pub(super) const KIND: PageKind = PageKind {
    name: "home",
    listed: true,
    has_markdown: true,
    pages,
    // A home without an index of its own still lists what there is in the words of its locale.
    words: |site, _, locale| Some(site.page_left_in(&PageId::new("index"), locale).unwrap_or(locale)),
    site_link: Some(|_, locale| Some(Route::home(locale))),
    ..PageKind::PLAIN
};

fn pages(site: &Site<'_>, kind: &'static PageKind) -> Vec<PlannedPage> {
    let index = PageId::new("index");
    let has_index = |locale: &LocaleId| site.corpus.page(&index, locale).is_some();
    let page = |locale: &LocaleId| PlannedPage {
        prose: has_index(locale).then(|| index.clone()),
        untranslated: site.page_left_in(&index, locale).cloned(),
        ..PlannedPage::new(kind, Route::home(locale), locale)
    };
    site.corpus.locales.iter().map(page).collect()
}
