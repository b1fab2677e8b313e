//! A page each for the rows of tables that have a message column, in every locale that has the row.

use super::{PageKind, PlannedPage, Site, Subject};

pub(super) const KIND: PageKind = PageKind { name: "entry", listed: true, pages };

fn pages(site: &Site<'_>) -> Vec<PlannedPage> {
    let mut pages = Vec::new();
    for (index, entry) in site.alignment.entries.iter().enumerate() {
        for locale in entry.rows.keys() {
            let Some(route) = site.entry_route(entry, locale) else { continue };
            let subject = Subject::Entry(index);
            pages.push(PlannedPage { route, kind: KIND.name, locale: locale.clone(), subject, prose: None });
        }
    }
    pages
}
