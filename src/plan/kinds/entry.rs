//! A page each for the rows of tables that have a message column, in every locale that shows the row.

use super::{PageKind, PlannedPage, Route, Site};
use crate::align::Entry;
use crate::model::LocaleId;

pub(super) const KIND: PageKind =
    PageKind { name: "entry", listed: true, has_markdown: true, pages, counterpart, words, ..PageKind::PLAIN };

fn pages(site: &Site<'_>, kind: &'static PageKind) -> Vec<PlannedPage> {
    let mut pages = Vec::new();
    for (index, entry) in site.alignment.entries.iter().enumerate() {
        for locale in &site.corpus.locales {
            let Some(route) = site.entry_route(entry, locale) else { continue };
            let Some(shown) = site.row_locale(entry, locale) else { continue };
            pages.push(PlannedPage {
                about: Some(entry.page.clone()),
                item: Some(index),
                fallback: Some(shown).filter(|shown| *shown != locale).cloned(),
                untranslated: site.row_left_in(index, shown).cloned(),
                ..PlannedPage::new(kind, route, locale)
            });
        }
    }
    pages
}

fn counterpart(site: &Site<'_>, page: &PlannedPage, locale: &LocaleId) -> Option<Route> {
    site.entry_route(site.entry_of(page)?, locale)
}

fn words<'s>(site: &Site<'s>, page: &PlannedPage, locale: &LocaleId) -> Option<&'s LocaleId> {
    site.row_words(page.item?, locale)
}

impl<'a> Site<'a> {
    /// The entry that a page of this kind is about.
    pub fn entry_of(&self, page: &PlannedPage) -> Option<&'a Entry> {
        self.alignment.entries.get(page.item?)
    }

    /// Where an entry's page is in `locale`; `None` where the row is not shown there or the table has no messages.
    pub fn entry_route(&self, entry: &Entry, locale: &LocaleId) -> Option<Route> {
        let made = self.alignment.has_page(entry) && self.row_locale(entry, locale).is_some();
        made.then(|| Route::below(locale, &format!("entries/{}", entry.id)))
    }
}
