//! A page each for the retired ids of rows, so that links to them still work.

use super::{PageKind, PlannedPage, Route, Site};
use crate::align::{EntryId, Redirect, RetiredId};
use crate::model::LocaleId;

pub(super) const KIND: PageKind = PageKind {
    name: "retired_id",
    gives_way: true,
    pages,
    counterpart: |site, page, locale| site.retired_route(site.retired_id_of(page)?, locale),
    words,
    leads_to: Some(|site, page, locale| site.redirect_route(site.retired_id_of(page)?, locale)),
    ..PageKind::PLAIN
};

fn pages(site: &Site<'_>, kind: &'static PageKind) -> Vec<PlannedPage> {
    let mut pages = Vec::new();
    for (index, retired) in site.alignment.retired.all().iter().enumerate() {
        for locale in &site.corpus.locales {
            let Some(route) = site.retired_route(retired, locale) else { continue };
            pages.push(PlannedPage { item: Some(index), ..PlannedPage::new(kind, route, locale) });
        }
    }
    pages
}

/// The locale in whose words the target of a redirect is.
fn words<'s>(site: &Site<'s>, page: &PlannedPage, locale: &LocaleId) -> Option<&'s LocaleId> {
    match &site.retired_id_of(page)?.redirect {
        Redirect::Page(page) => site.page_words(page, locale),
        Redirect::Entry(index) => site.row_words(*index, locale),
    }
}

impl<'a> Site<'a> {
    /// The retired id that a page of this kind redirects from.
    pub fn retired_id_of(&self, page: &PlannedPage) -> Option<&'a RetiredId> {
        self.alignment.retired.all().get(page.item?)
    }

    /// Where the page of a retired id is; `None` where its redirect leads nowhere in `locale`.
    fn retired_route(&self, retired: &RetiredId, locale: &LocaleId) -> Option<Route> {
        self.redirect_route(retired, locale).map(|_| Route::below(locale, &format!("entries/{}", retired.id)))
    }

    /// The target of a redirect: the entry's page, else the page that the row is on, with the row's anchor where there
    /// is one.
    fn redirect_route(&self, retired: &RetiredId, locale: &LocaleId) -> Option<(Route, Option<&'a EntryId>)> {
        match &retired.redirect {
            Redirect::Page(page) => self.page_route(page, locale).map(|route| (route, None)),
            Redirect::Entry(index) => {
                let entry = self.alignment.entries.get(*index)?;
                self.row_locale(entry, locale)?;
                match self.entry_route(entry, locale) {
                    Some(route) => Some((route, None)),
                    None => self.page_route(&entry.page, locale).map(|route| (route, Some(&entry.id))),
                }
            }
        }
    }
}
