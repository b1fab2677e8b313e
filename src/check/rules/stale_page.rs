//! A translation of a page that its source has changed since.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::staleness::{Behind, behind};
use crate::check::{Check, Context, Draft, Notes, Rule};
use crate::diagnostic::{Diagnostic, Severity, counted};
use crate::history::History;
use crate::model::{LocaleId, PageId};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "stale-page",
    severity: Severity::Info,
    page: include_str!("stale_page.md"),
    check: Check::History(check),
};

/// A commit that is all that so many translations of pages are behind by is told once.
const SWEEPING: usize = 20;

fn check(context: &Context<'_>, history: &History, notes: &mut Notes) {
    let mut cosmetic: Vec<(&PageId, &LocaleId, Behind)> = Vec::new();
    let mut by_commits: BTreeMap<Vec<usize>, Vec<(&PageId, &LocaleId, Behind)>> = BTreeMap::new();
    for (page, locale, original) in context.originals.all() {
        let Some(behind) = behind(context, history, page, original).filter(|behind| !behind.commits.is_empty()) else {
            continue;
        };
        match behind.changes_words {
            false => cosmetic.push((page, locale, behind)),
            true => by_commits.entry(behind.commits.clone()).or_default().push((page, locale, behind)),
        }
    }
    notes.extend(all_cosmetic(context, &cosmetic, history));
    for (commits, pages) in by_commits {
        if commits.len() == 1 && pages.len() >= SWEEPING {
            notes.extend(sweeping(context, &pages, history));
            continue;
        }
        let mut by_page: BTreeMap<&PageId, Vec<(&LocaleId, &Behind)>> = BTreeMap::new();
        pages.iter().for_each(|(page, locale, behind)| by_page.entry(page).or_default().push((locale, behind)));
        for (page, locales) in by_page {
            notes.extend(one_page(context, page, &locales, history));
        }
    }
}

/// A page in all locales that are behind by the same commits.
fn one_page(
    context: &Context<'_>,
    page: &PageId,
    locales: &[(&LocaleId, &Behind)],
    history: &History,
) -> Option<Draft> {
    let (first, behind) = *locales.first()?;
    let who = match locales {
        [(one, _)] => format!("`{one}` is"),
        several => format!("{} translations are", several.len()),
    };
    let at_least = if history.cut_off { "at least " } else { "" };
    let message = format!(
        "{who} {at_least}{} and {} behind the source{}",
        counted(behind.commits.len(), "commit"),
        counted(behind.days, "day"),
        rows(behind)
    );
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, pin_span(context, page, first)?, message)
        .help("translate what changed, and name the new revision in the front matter");
    for (locale, _) in &locales[1..] {
        diagnostic = diagnostic.related(pin_span(context, page, locale)?, format!("so is `{locale}`"));
    }
    let evidence = locales.iter().map(|(locale, _)| locale.as_str()).collect::<Vec<_>>().join(" ");
    Some(match locales {
        [_] => Draft::of_page(diagnostic, page, first, evidence),
        _ => Draft::of_pages(diagnostic, page, evidence),
    })
}

fn rows(behind: &Behind) -> String {
    let kinds = [(behind.changed, "changed"), (behind.added, "added"), (behind.removed, "removed")];
    let said: Vec<String> = kinds
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", counted(*count, "row")))
        .collect();
    if behind.is_gone {
        return ", which is no longer there".to_owned();
    }
    if said.is_empty() { String::new() } else { format!(": {}", said.join(", ")) }
}

/// One finding for all pages whose source changed in nothing but its front matter and its spaces.
fn all_cosmetic(context: &Context<'_>, pages: &[(&PageId, &LocaleId, Behind)], history: &History) -> Option<Draft> {
    let (page, locale, behind) = pages.first()?;
    let commits: BTreeSet<usize> = pages.iter().flat_map(|(_, _, behind)| behind.commits.iter().copied()).collect();
    let message = format!(
        "{} behind by {} that changed only front matter or spaces, `{}` last",
        translations(pages.len()),
        counted(commits.len(), "commit"),
        short(&history.commits[*behind.commits.first()?].revision.commit)
    );
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, pin_span(context, page, locale)?, message)
        .help("there is nothing to translate; name the new revision with the next change");
    Some(Draft::of_site(diagnostic, "cosmetic"))
}

/// One finding for a commit that touched very many pages.
fn sweeping(context: &Context<'_>, pages: &[(&PageId, &LocaleId, Behind)], history: &History) -> Option<Draft> {
    let (page, locale, behind) = pages.first()?;
    let commit = &history.commits[*behind.commits.first()?].revision.commit;
    let message = format!("{} behind by commit `{}` of the source alone", translations(pages.len()), short(commit));
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, pin_span(context, page, locale)?, message)
        .help("see what that commit changed everywhere, and change it in the translations");
    Some(Draft::of_site(diagnostic, format!("commit {commit}")))
}

fn translations(count: usize) -> String {
    if count == 1 { "1 translation is".to_owned() } else { format!("{count} translations are") }
}

fn short(commit: &str) -> &str {
    commit.get(..8).unwrap_or(commit)
}

/// The front matter that names the revision.
fn pin_span(context: &Context<'_>, page: &PageId, locale: &LocaleId) -> Option<Span> {
    let own = context.corpus.page(page, locale)?;
    let name = &context.originals.of(page, locale)?.name;
    let value = own.front_matter.values.iter().find(|value| value.value.trim() == name);
    Some(value.map_or_else(|| Span::new(&own.path, 0..0), |value| value.span.clone()))
}
