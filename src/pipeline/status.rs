//! How complete and how current each locale is.

use std::collections::BTreeMap;

use super::check::{check, context};
use super::failure::Failure;
use super::site::Site;
use crate::check::{Context, Finding};
use crate::facts::Suspects;
use crate::model::LocaleId;
use crate::read::World;
use crate::report::StatusLine;

/// The status of every locale, in order. Nothing but `findings` is counted from findings, so that a rule that is off
/// changes no other figure.
///
/// # Errors
/// [`Failure`] where the site cannot be checked.
pub fn status(world: &dyn World, site: &Site) -> Result<Vec<StatusLine>, Failure> {
    let findings = check(world, site)?.findings;
    let suspects = Suspects::default();
    // Without the commits: they decide about pages, of which only the missing and the untranslated ones are counted here.
    let context = context(site, &suspects, None, None);
    Ok(site.corpus.locales.iter().map(|locale| of_locale(&context, &findings, locale)).collect())
}

fn of_locale(context: &Context<'_>, findings: &[Finding], locale: &LocaleId) -> StatusLine {
    let mut by_rule: BTreeMap<String, usize> = BTreeMap::new();
    let own = findings.iter().filter(|finding| finding.locale.as_ref() == Some(locale));
    own.for_each(|finding| *by_rule.entry(finding.diagnostic.rule.to_owned()).or_default() += 1);
    let rows = context.freshness.row_counts(locale);
    let kept = context.given.left.kept.iter().filter(|((of, _), _)| of == locale);
    let kept = kept.map(|((_, role), rows)| (role.as_str().to_owned(), *rows)).collect();
    StatusLine {
        locale: locale.to_string(),
        source: context.is_source(locale),
        pages: context.corpus.pages.values().filter(|versions| versions.contains_key(locale)).count(),
        missing_pages: context.freshness.missing_pages(locale),
        untranslated_pages: context.freshness.untranslated_pages(locale),
        rows: rows.rows,
        fresh: rows.fresh,
        stale: rows.stale,
        unknown: rows.unknown,
        missing: rows.missing,
        untranslated: rows.untranslated,
        kept,
        findings: by_rule,
    }
}
