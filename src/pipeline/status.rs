//! How complete and how current each locale is.

use std::collections::BTreeMap;

use super::check::{check_and_count, context};
use super::failure::Failure;
use super::site::Site;
use super::source_history;
use crate::check::{Context, Finding};
use crate::facts::Suspects;
use crate::freshness::StateCounts;
use crate::model::LocaleId;
use crate::read::World;
use crate::report::{Counted, States, StatusLine};

/// The status of every locale, in order. Nothing but `findings` is counted from findings, so that a rule that is off
/// changes no other figure.
///
/// # Errors
/// [`Failure`] where the site cannot be checked.
pub fn status(world: &dyn World, site: &Site) -> Result<Vec<StatusLine>, Failure> {
    let suspects = Suspects::default();
    let history = source_history::history(site)?;
    let context = context(site, &suspects, history.as_ref(), None);
    let (found, blocks) = check_and_count(world, site, &context)?;
    let of_locale = |locale| {
        let blocks = blocks.get(locale).copied().unwrap_or_default();
        of_locale(&context, &found.findings, blocks, locale)
    };
    Ok(site.corpus.locales.iter().map(of_locale).collect())
}

fn of_locale(context: &Context<'_>, findings: &[Finding], blocks: StateCounts, locale: &LocaleId) -> StatusLine {
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
        states: States {
            units: counted(rows.states().plus(blocks)),
            rows: counted(rows.states()),
            pages: counted(context.freshness.page_counts(context.corpus, context.alignment, locale)),
        },
        kept,
        findings: by_rule,
    }
}

fn counted(counts: StateCounts) -> Counted {
    let StateCounts { fresh, stale, missing, untranslated, orphan, unknown } = counts;
    Counted { fresh, stale, missing, untranslated, orphan, unknown }
}
