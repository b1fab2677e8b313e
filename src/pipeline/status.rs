//! How complete and how current each locale is.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{check, context};
use super::failure::Failure;
use super::site::Site;
use crate::align::EntryId;
use crate::check::{Context, Finding};
use crate::facts::Suspects;
use crate::freshness::untranslated_rows;
use crate::model::LocaleId;
use crate::read::World;

/// How complete and how current a locale is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocaleStatus {
    /// The locale.
    pub locale: LocaleId,
    /// Whether the others are translated from it.
    pub is_source: bool,
    /// Pages that it has.
    pub pages: usize,
    /// Pages that it lacks.
    pub missing_pages: usize,
    /// Rows of its tables.
    pub rows: usize,
    /// Rows whose source is as it was when they were translated or accepted.
    pub fresh: usize,
    /// Rows whose source has changed since.
    pub stale: usize,
    /// Rows of which it is not known whether they are current.
    pub unknown: usize,
    /// Rows that it lacks, and that its readers are shown in another language.
    pub missing: usize,
    /// Rows with a text that was left in another language.
    pub untranslated: usize,
    /// How many findings each rule has in it.
    pub findings: BTreeMap<&'static str, usize>,
}

/// The status of every locale, in order. Nothing but `findings` is counted from findings, so that a rule that is off
/// changes no other figure.
///
/// # Errors
/// [`Failure`] where the site cannot be checked.
pub fn status(world: &dyn World, site: &Site) -> Result<Vec<LocaleStatus>, Failure> {
    let findings = check(world, site)?.findings;
    let suspects = Suspects::default();
    // Without the commits: they decide about pages, of which only the missing ones are counted here.
    let context = context(site, &suspects, None, None);
    let untranslated = untranslated_rows(&context, &context.units);
    Ok(site.corpus.locales.iter().map(|locale| of_locale(&context, &untranslated, &findings, locale)).collect())
}

fn of_locale(
    context: &Context<'_>,
    untranslated: &BTreeMap<&LocaleId, BTreeSet<&EntryId>>,
    findings: &[Finding],
    locale: &LocaleId,
) -> LocaleStatus {
    let mut by_rule: BTreeMap<&'static str, usize> = BTreeMap::new();
    let own = findings.iter().filter(|finding| finding.locale.as_ref() == Some(locale));
    own.for_each(|finding| *by_rule.entry(finding.diagnostic.rule).or_default() += 1);
    let rows = context.freshness.row_counts(locale);
    LocaleStatus {
        locale: locale.clone(),
        is_source: context.is_source(locale),
        pages: context.corpus.pages.values().filter(|versions| versions.contains_key(locale)).count(),
        missing_pages: context.freshness.missing_pages(locale),
        rows: rows.rows,
        fresh: rows.fresh,
        stale: rows.stale,
        unknown: rows.unknown,
        missing: rows.missing,
        untranslated: untranslated.get(locale).map_or(0, BTreeSet::len),
        findings: by_rule,
    }
}
