//! The rows that a report is about, by entry and locale.

use std::collections::{BTreeMap, BTreeSet};

use super::{Places, Report};
use crate::align::EntryId;
use crate::check::{Finding, STALE_ROW};
use crate::diagnostic::Severity;
use crate::model::LocaleId;

/// The rows that a report is about.
#[derive(Debug, Default)]
pub(super) struct ReportedRows {
    /// The locales.
    pub(super) locales: BTreeSet<LocaleId>,
    /// The entries, each with the locales in which something is wrong with its row beside its freshness.
    pub(super) entries: BTreeMap<EntryId, BTreeSet<LocaleId>>,
    /// The rows that the change touched.
    pub(super) changed: BTreeSet<(EntryId, LocaleId)>,
}

/// Collects the entries that a change touched, and those that something was found in.
pub(super) fn reported_rows(report: &Report<'_>) -> ReportedRows {
    let mut rows = ReportedRows::default();
    for changed in report.since.iter().flat_map(|since| &since.changed_entries) {
        rows.entries.entry(changed.entry.clone()).or_default();
        rows.locales.extend(changed.locales.iter().cloned());
        rows.changed.extend(changed.locales.iter().map(|locale| (changed.entry.clone(), locale.clone())));
    }
    for finding in report.findings {
        let (Some(entry), Some(locale)) = (&finding.entry, &finding.locale) else { continue };
        rows.locales.extend(locales(finding, report.places));
        let broken = rows.entries.entry(entry.clone()).or_default();
        // That a row is stale is its freshness, and an info is nothing wrong.
        if finding.diagnostic.rule != STALE_ROW && finding.diagnostic.severity > Severity::Info {
            broken.insert(locale.clone());
        }
    }
    rows
}

fn locales(finding: &Finding, places: &Places<'_>) -> Vec<LocaleId> {
    let related = finding.diagnostic.related.iter().filter_map(|label| places.locale(&label.span));
    finding.locale.iter().cloned().chain(related).collect()
}
