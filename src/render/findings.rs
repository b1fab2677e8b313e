//! What is wrong in the content, as pages show it.

use std::collections::BTreeMap;

use crate::align::EntryId;
use crate::check::Finding;
use crate::model::{LocaleId, PageId};

/// What is wrong in the content, by page and locale. What concerns no page of one locale is not here.
#[derive(Clone, Debug, Default)]
pub struct Findings(BTreeMap<PageId, BTreeMap<LocaleId, Vec<Finding>>>);

impl Findings {
    /// These findings by page and locale, in their order.
    pub fn new(findings: &[Finding]) -> Findings {
        let mut places: BTreeMap<PageId, BTreeMap<LocaleId, Vec<Finding>>> = BTreeMap::new();
        for finding in findings {
            if let (Some(page), Some(locale)) = (&finding.page, &finding.locale) {
                let of_page = places.entry(page.clone()).or_default();
                of_page.entry(locale.clone()).or_default().push(finding.clone());
            }
        }
        Findings(places)
    }

    /// What is wrong in one version of a page.
    pub fn of(&self, page: &PageId, locale: &LocaleId) -> &[Finding] {
        self.0.get(page).and_then(|locales| locales.get(locale)).map_or(&[], Vec::as_slice)
    }

    /// Whether anything is wrong in any version of a page.
    pub fn is_found_in(&self, page: &PageId) -> bool {
        self.0.contains_key(page)
    }

    /// What is wrong in the rows of one version of a page, by their entries.
    pub fn by_entry(&self, page: &PageId, locale: &LocaleId) -> BTreeMap<&EntryId, Vec<&Finding>> {
        let mut by_entry: BTreeMap<&EntryId, Vec<&Finding>> = BTreeMap::new();
        for finding in self.of(page, locale) {
            if let Some(entry) = &finding.entry {
                by_entry.entry(entry).or_default().push(finding);
            }
        }
        by_entry
    }

    /// How many findings a locale has.
    pub fn count(&self, locale: &LocaleId) -> usize {
        self.0.values().filter_map(|locales| locales.get(locale)).map(Vec::len).sum()
    }
}
