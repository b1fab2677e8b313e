//! How complete and how current each locale is.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{check, context};
use super::load::{Failure, Site};
use super::standing;
use crate::align::EntryId;
use crate::check::{Finding, Suspects};
use crate::model::LocaleId;
use crate::read::World;
use crate::render::RowCounts;

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
    /// Rows whose source says what it said when they were translated or accepted.
    pub fresh: usize,
    /// Rows whose source says something else now.
    pub stale: usize,
    /// Rows of which nothing tells whether they are current.
    pub unknown: usize,
    /// Rows that it lacks, and that its readers are shown in another language.
    pub missing: usize,
    /// Rows with a text that was left in another language.
    pub untranslated: usize,
    /// How many findings each rule has in it.
    pub findings: BTreeMap<&'static str, usize>,
}

/// The status of every locale, in order.
///
/// # Errors
/// [`Failure`] where the site cannot be checked.
pub fn status(world: &dyn World, site: &Site) -> Result<Vec<LocaleStatus>, Failure> {
    let findings = check(world, site)?.findings;
    let suspects = Suspects::default();
    let context = context(site, &suspects);
    let standing = standing::of(site, &context, None);
    let plan = site.plan.site(&site.corpus, &site.alignment);
    let counts = |locale| standing.count(&plan, locale);
    Ok(site.corpus.locales.iter().map(|locale| of_locale(site, counts(locale), &findings, locale)).collect())
}

fn of_locale(site: &Site, rows: RowCounts, findings: &[Finding], locale: &LocaleId) -> LocaleStatus {
    let own: Vec<&Finding> = findings.iter().filter(|finding| finding.locale.as_ref() == Some(locale)).collect();
    let mut by_rule: BTreeMap<&'static str, usize> = BTreeMap::new();
    own.iter().for_each(|finding| *by_rule.entry(finding.diagnostic.rule).or_default() += 1);
    let is_of = |finding: &&&Finding, rules: &[&str]| rules.contains(&finding.diagnostic.rule);
    let untranslated: BTreeSet<&EntryId> = own
        .iter()
        .filter(|finding| is_of(finding, &["untranslated-cell", "wrong-language"]))
        .filter_map(|finding| finding.entry.as_ref())
        .collect();
    LocaleStatus {
        locale: locale.clone(),
        is_source: site.corpus.source_locale.as_ref() == Some(locale),
        pages: site.corpus.pages.values().filter(|versions| versions.contains_key(locale)).count(),
        missing_pages: by_rule.get("missing-page").copied().unwrap_or(0),
        rows: rows.rows,
        fresh: rows.fresh,
        stale: rows.stale,
        unknown: rows.unknown,
        missing: rows.missing,
        untranslated: untranslated.len(),
        findings: by_rule,
    }
}
