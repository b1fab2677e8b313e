//! How the rows are that a report is about, by entry and locale.

use std::collections::{BTreeMap, BTreeSet};

use super::{Places, Report};
use crate::align::EntryId;
use crate::check::{Finding, STALE_ROW};
use crate::diagnostic::Severity;
use crate::freshness::Freshness;
use crate::model::LocaleId;

/// How a row is. Ordered: the last that fits is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ReportedRow {
    /// Nothing was found.
    #[default]
    Fresh,
    /// Its source changed since.
    Stale,
    /// Something else is wrong with it.
    Broken,
    /// It is not there.
    Missing,
}

/// The entries that a report is about, with the state of each row in the locales that it is about.
#[derive(Debug, Default)]
pub(super) struct ReportedRows {
    /// The locales.
    pub(super) locales: BTreeSet<LocaleId>,
    /// The states by entry; a locale without one is fresh.
    pub(super) entries: BTreeMap<EntryId, BTreeMap<LocaleId, ReportedRow>>,
    /// The rows that the change touched.
    pub(super) changed: BTreeSet<(EntryId, LocaleId)>,
}

/// Collects the entries that a change touched, and those that something was found in.
pub(super) fn reported_rows(report: &Report<'_>) -> ReportedRows {
    let mut states = ReportedRows::default();
    for changed in report.since.iter().flat_map(|since| &since.changed_entries) {
        states.entries.entry(changed.entry.clone()).or_default();
        states.locales.extend(changed.locales.iter().cloned());
        states.changed.extend(changed.locales.iter().map(|locale| (changed.entry.clone(), locale.clone())));
    }
    for finding in report.findings {
        let (Some(entry), Some(locale)) = (&finding.entry, &finding.locale) else { continue };
        states.locales.extend(locales(finding, report.places));
        let rows = states.entries.entry(entry.clone()).or_default();
        let is_broken = finding.diagnostic.rule != STALE_ROW && finding.diagnostic.severity > Severity::Info;
        if is_broken {
            rows.insert(locale.clone(), ReportedRow::Broken);
        }
    }
    for (entry, rows) in &mut states.entries {
        for locale in &states.locales {
            let state = match report.rows.get(&(entry.clone(), locale.clone())) {
                Some(Freshness::Missing) => ReportedRow::Missing,
                Some(Freshness::Stale(_)) => ReportedRow::Stale,
                _ => continue,
            };
            let known = rows.entry(locale.clone()).or_default();
            *known = (*known).max(state);
        }
    }
    states
}

fn locales(finding: &Finding, places: &Places<'_>) -> Vec<LocaleId> {
    let related = finding.diagnostic.related.iter().filter_map(|label| places.locale(&label.span));
    finding.locale.iter().cloned().chain(related).collect()
}
