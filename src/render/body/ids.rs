//! No id twice on a page.

use std::collections::BTreeSet;

use crate::model::Page;
use crate::plan::Site;

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
pub struct Ids(BTreeSet<String>);

impl Ids {
    /// Keeps the anchors of a page's rows for the rows.
    pub fn claim_entries(&mut self, site: &Site<'_>, page: &Page) {
        for (table, content) in page.tables.iter().enumerate() {
            let entries =
                (0..content.rows.len()).filter_map(|row| site.alignment.entry_of(&page.id, &page.locale, table, row));
            for entry in entries {
                self.0.extend(site.alignment.former.of(&entry.id).iter().map(ToString::to_string));
                self.0.insert(entry.id.to_string());
            }
        }
    }

    /// Takes `id` where it is free and can be an id at all.
    pub fn claim(&mut self, id: &str) -> bool {
        let valid = !id.is_empty() && !id.contains(char::is_whitespace) && !RESERVED.contains(&id);
        valid && self.0.insert(id.to_owned())
    }

    /// Takes `id`, or where it is taken `id` with the first number from 2 that makes it free.
    pub fn unique(&mut self, id: &str) -> String {
        let id = if id.is_empty() { "section".to_owned() } else { id.split_whitespace().collect::<Vec<_>>().join("-") };
        if self.claim(&id) {
            return id;
        }
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        let free = numbered.into_iter().find(|id| !self.0.contains(id)).expect("numbers do not run out");
        self.claim(&free);
        free
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
