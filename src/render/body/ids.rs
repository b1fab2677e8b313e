//! No id twice on a page.

use std::collections::BTreeSet;

use crate::model::Page;
use crate::plan::Site;
use crate::text::UniqueNames;

/// Ids that templates use.
const RESERVED: &[&str] = &[
    "page-apps",
    "page-content",
    "page-exceptions",
    "page-list",
    "page-navigation",
    "page-related",
    "page-status",
    "page-translations",
    "search-results",
];

/// The ids that a page has so far.
#[derive(Debug, Default)]
pub struct Ids {
    given: UniqueNames,
    /// The anchors of the page's headings, given or not: no former anchor of another heading takes one of them.
    kept: BTreeSet<String>,
}

impl Ids {
    /// Keeps the anchors of a page's rows for the rows.
    pub fn claim_entries(&mut self, site: &Site<'_>, page: &Page) {
        for (table, content) in page.tables.iter().enumerate() {
            let entries =
                (0..content.rows.len()).filter_map(|row| site.alignment.entry_of(&page.id, &page.locale, table, row));
            for entry in entries {
                for retired in site.alignment.retired.of(&entry.id) {
                    self.given.claim(retired.as_str());
                }
                self.given.claim(entry.id.as_str());
            }
        }
    }

    /// Keeps the anchors of a page's headings from those that others had before.
    pub fn keep_headings(&mut self, site: &Site<'_>, page: &Page) {
        let shared = (0..page.headings.len())
            .filter_map(|index| site.alignment.heading_anchor(&page.id, &page.locale, index).map(str::to_owned));
        let own = page.headings.iter().map(|heading| heading.id.clone());
        self.kept = shared.chain(own).chain(page.anchors.iter().cloned()).collect();
    }

    /// Takes a former anchor where no heading of the page has it now.
    pub fn claim_former(&mut self, id: &str) -> bool {
        !self.kept.contains(id) && self.claim(id)
    }

    /// Takes `id` where it is free and can be an id at all.
    pub fn claim(&mut self, id: &str) -> bool {
        let valid = !id.is_empty() && !id.contains(char::is_whitespace) && !RESERVED.contains(&id);
        valid && self.given.claim(id)
    }

    /// Takes `id`, or where it is taken `id` with the first number from 2 that makes it free.
    pub fn unique(&mut self, id: &str) -> String {
        let joined = id.split_whitespace().collect::<Vec<_>>().join("-");
        let id = if joined.is_empty() { "section".to_owned() } else { joined };
        if RESERVED.contains(&id.as_str()) {
            self.given.claim(&id);
        }
        self.given.give(&id, '-', 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_given_once() {
        let mut ids = Ids::default();
        assert_eq!(
            [ids.unique("另請參閱"), ids.unique("另請參閱"), ids.unique("zie ook")],
            ["另請參閱", "另請參閱-2", "zie-ook"]
        );
        assert!(!ids.claim("zie-ook") && !ids.claim("met spatie") && !ids.claim("page-content"));
    }
}
