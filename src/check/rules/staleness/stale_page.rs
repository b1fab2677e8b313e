//! A translation of a page that its source has changed since.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Severity, counted};
use crate::freshness::{SourceChanges, source_changes};
use crate::history::History;
use crate::model::{LocaleId, PageId};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "stale-page",
    group: RuleGroup::Staleness,
    severity: Severity::Info,
    page: include_str!("stale_page.md"),
    reach: Reach::Page,
    check: Check::History(check),
};

/// A commit that is all that so many translations of pages are behind by is told once.
const SWEEPING: usize = 20;

fn check(context: &Context<'_>, history: &History, collector: &mut Collector) {
    let mut cosmetic: Vec<(&PageId, &LocaleId, SourceChanges)> = Vec::new();
    let mut by_commits: BTreeMap<Vec<usize>, Vec<(&PageId, &LocaleId, SourceChanges)>> = BTreeMap::new();
    for (page, locale, original) in context.originals.all() {
        let Some(changes) =
            source_changes(context, history, page, original).filter(|changes| !changes.commits.is_empty())
        else {
            continue;
        };
        match changes.changes_words {
            false => cosmetic.push((page, locale, changes)),
            true => by_commits.entry(changes.commits.clone()).or_default().push((page, locale, changes)),
        }
    }
    collector.extend(all_cosmetic(context, &cosmetic, history));
    for (commits, pages) in by_commits {
        if commits.len() == 1 && pages.len() >= SWEEPING {
            collector.extend(sweeping(context, &pages, history));
            continue;
        }
        let mut by_page: BTreeMap<&PageId, Vec<(&LocaleId, &SourceChanges)>> = BTreeMap::new();
        pages.iter().for_each(|(page, locale, changes)| by_page.entry(page).or_default().push((locale, changes)));
        for (page, locales) in by_page {
            collector.extend(one_page(context, page, &locales, history));
        }
    }
}

/// A page in all locales that are behind by the same commits.
fn one_page(
    context: &Context<'_>,
    page: &PageId,
    locales: &[(&LocaleId, &SourceChanges)],
    history: &History,
) -> Option<PendingFinding> {
    let (first, changes) = *locales.first()?;
    let who = match locales {
        [(one, _)] => format!("`{one}` is"),
        several => format!("{} translations are", several.len()),
    };
    let at_least = if history.cut_off { "at least " } else { "" };
    let message = format!(
        "{who} {at_least}{} and {} behind the source{}",
        counted(changes.commits.len(), "commit"),
        counted(changes.days, "day"),
        rows(changes)
    );
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, base_revision_span(context, page, first)?, message)
        .help("translate what changed, and name the new revision in the front matter");
    for (locale, _) in &locales[1..] {
        diagnostic = diagnostic.related(base_revision_span(context, page, locale)?, format!("so is `{locale}`"));
    }
    let evidence = locales.iter().map(|(locale, _)| locale.as_str()).collect::<Vec<_>>().join(" ");
    Some(match locales {
        [_] => PendingFinding::of_page(diagnostic, page, first, evidence),
        _ => PendingFinding::of_pages(diagnostic, page, evidence),
    })
}

fn rows(changes: &SourceChanges) -> String {
    let kinds = [(changes.changed, "changed"), (changes.added, "added"), (changes.removed, "removed")];
    let said: Vec<String> = kinds
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", counted(*count, "row")))
        .collect();
    if changes.is_gone {
        return ", which is no longer there".to_owned();
    }
    if said.is_empty() { String::new() } else { format!(": {}", said.join(", ")) }
}

/// One finding for all pages whose source changed in nothing but its front matter and its spaces.
fn all_cosmetic(
    context: &Context<'_>,
    pages: &[(&PageId, &LocaleId, SourceChanges)],
    history: &History,
) -> Option<PendingFinding> {
    let (page, locale, changes) = pages.first()?;
    let commits: BTreeSet<usize> = pages.iter().flat_map(|(_, _, changes)| changes.commits.iter().copied()).collect();
    let message = format!(
        "{} behind by {} that changed only front matter or spaces, `{}` last",
        translations(pages.len()),
        counted(commits.len(), "commit"),
        short(&history.commits[*changes.commits.first()?].revision.commit)
    );
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, base_revision_span(context, page, locale)?, message)
        .help("there is nothing to translate; name the new revision with the next change");
    Some(PendingFinding::of_site(diagnostic, "cosmetic"))
}

/// One finding for a commit that touched very many pages.
fn sweeping(
    context: &Context<'_>,
    pages: &[(&PageId, &LocaleId, SourceChanges)],
    history: &History,
) -> Option<PendingFinding> {
    let (page, locale, changes) = pages.first()?;
    let commit = &history.commits[*changes.commits.first()?].revision.commit;
    let message = format!("{} behind by commit `{}` of the source alone", translations(pages.len()), short(commit));
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, base_revision_span(context, page, locale)?, message)
        .help("see what that commit changed everywhere, and change it in the translations");
    Some(PendingFinding::of_site(diagnostic, format!("commit {commit}")))
}

fn translations(count: usize) -> String {
    if count == 1 { "1 translation is".to_owned() } else { format!("{count} translations are") }
}

fn short(commit: &str) -> &str {
    commit.get(..8).unwrap_or(commit)
}

/// The front matter that names the revision.
fn base_revision_span(context: &Context<'_>, page: &PageId, locale: &LocaleId) -> Option<Span> {
    let own = context.corpus.page(page, locale)?;
    let name = &context.originals.of(page, locale)?.name;
    let value = own.front_matter.values.iter().find(|value| value.value.trim() == name);
    Some(value.map_or_else(|| Span::new(&own.path, 0..0), |value| value.span.clone()))
}
