//! No id twice on a page.

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
pub struct Ids(UniqueNames);

impl Ids {
    /// Keeps the anchors of a page's rows for the rows.
    pub fn claim_entries(&mut self, site: &Site<'_>, page: &Page) {
        for (table, content) in page.tables.iter().enumerate() {
            let entries =
                (0..content.rows.len()).filter_map(|row| site.alignment.entry_of(&page.id, &page.locale, table, row));
            for entry in entries {
                for retired in site.alignment.retired.of(&entry.id) {
                    self.0.claim(retired.as_str());
                }
                self.0.claim(entry.id.as_str());
            }
        }
    }

    /// Takes `id` where it is free and can be an id at all.
    pub fn claim(&mut self, id: &str) -> bool {
        let valid = !id.is_empty() && !id.contains(char::is_whitespace) && !RESERVED.contains(&id);
        valid && self.0.claim(id)
    }

    /// Takes `id`, or where it is taken `id` with the first number from 2 that makes it free.
    pub fn unique(&mut self, id: &str) -> String {
        let joined = id.split_whitespace().collect::<Vec<_>>().join("-");
        let id = if joined.is_empty() { "section".to_owned() } else { joined };
        if RESERVED.contains(&id.as_str()) {
            self.0.claim(&id);
        }
        self.0.give(&id, '-', 2)
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
