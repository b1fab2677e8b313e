//! How current the words of a site are: what pages tell readers beside their content.

use std::collections::BTreeMap;

use crate::align::EntryId;
use crate::check::Finding;
use crate::model::{Date, LocaleId, PageId};
use crate::plan::Site;

/// How current pages and rows are, as far as anything tells.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// When the original of a page was last changed.
    pub originals: BTreeMap<PageId, Date>,
    /// When one version of a page was last changed.
    pub versions: BTreeMap<(PageId, LocaleId), Date>,
    /// Whether translations of pages say what their original says now; those are here of which that is known.
    pub pages: BTreeMap<(PageId, LocaleId), bool>,
    /// Whether rows say what their original says now, by the index of their entry; those are here of which that is known.
    pub rows: BTreeMap<(usize, LocaleId), bool>,
}

/// How many rows of a locale are what. Those that it has are fresh, stale or unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Rows that it has.
    pub rows: usize,
    /// Rows whose original says what it said when they were translated or accepted; all of the original itself.
    pub fresh: usize,
    /// Rows whose original says something else now.
    pub stale: usize,
    /// Rows of which nothing tells whether they are current.
    pub unknown: usize,
    /// Rows that its readers are shown in another language.
    pub missing: usize,
}

impl Standing {
    /// How many rows of `locale` are what.
    pub fn count(&self, site: &Site<'_>, locale: &LocaleId) -> RowCounts {
        let is_source = site.corpus.source_locale.as_ref() == Some(locale);
        let mut counts = RowCounts::default();
        for (index, entry) in site.alignment.entries.iter().enumerate() {
            if !entry.rows.contains_key(locale) {
                counts.missing += usize::from(site.row_locale(entry, locale).is_some());
                continue;
            }
            counts.rows += 1;
            match self.rows.get(&(index, locale.clone())) {
                _ if is_source => counts.fresh += 1,
                Some(true) => counts.fresh += 1,
                Some(false) => counts.stale += 1,
                None => counts.unknown += 1,
            }
        }
        counts
    }
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
