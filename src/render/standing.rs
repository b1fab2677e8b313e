//! How current the words of a site are: what pages tell readers beside their content.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Finding;
use crate::model::{Date, LocaleId, PageId};

/// How current pages and rows are, as far as anything tells.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// When the original of a page was last changed.
    pub originals: BTreeMap<PageId, Date>,
    /// When one version of a page was last changed.
    pub versions: BTreeMap<(PageId, LocaleId), Date>,
    /// Translations whose original says something else now.
    pub stale: BTreeSet<(PageId, LocaleId)>,
    /// Translations whose original still says what they were made from.
    pub current: BTreeSet<(PageId, LocaleId)>,
    /// Whether rows say what their original says now, by the index of their entry; those are here of which that is known.
    pub rows: BTreeMap<(usize, LocaleId), bool>,
}

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

    /// How many findings a locale has.
    pub fn count(&self, locale: &LocaleId) -> usize {
        self.0.values().filter_map(|locales| locales.get(locale)).map(Vec::len).sum()
    }
}
