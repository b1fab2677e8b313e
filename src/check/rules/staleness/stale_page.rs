//! A translation of a page that its source has changed since.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::freshness::{Freshness, SourceChanges, source_changes};
use crate::history::{History, OriginalText};
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

/// A commit that alone makes so many translations stale is reported once: it is a change of a header or a licence in
/// all files. Chosen.
const SWEEPING: usize = 20;

fn check(context: &Context<'_>, history: &History, collector: &mut Collector) {
    let mut cosmetic: Vec<(&PageId, &LocaleId, SourceChanges)> = Vec::new();
    let mut by_commits: BTreeMap<Vec<usize>, Vec<(&PageId, &LocaleId, SourceChanges)>> = BTreeMap::new();
    for (page, locale, original) in context.originals.all() {
        let Some(changes) = source_changes(context, history, page, original)
            .filter(|changes| !changes.commits.is_empty() && !is_caught_up(context, page, locale, changes))
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
        // Several commits that touch the very same pages are work on these pages and no sweep.
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

/// A page in all locales whose source has the same new commits.
fn one_page(
    context: &Context<'_>,
    page: &PageId,
    locales: &[(&LocaleId, &SourceChanges)],
    history: &History,
) -> Option<PendingFinding> {
    let (first, changes) = *locales.first()?;
    // One finding for all locales of a page: their source changed once.
    let who = match locales {
        [(one, _)] => Message::new("`{locale}` is ").with("locale", one),
        several => Message::new("{translations} translations are ")
            .count("translations", several.len())
            .texts("locales", several.iter().map(|(locale, _)| locale)),
    };
    let behind = Message::new("{commits:commit} and {days:day} behind the source")
        .count("commits", changes.commits.len())
        .count("days", changes.days);
    let message = who.then(if history.cut_off { "at least " } else { "" }).then(behind).then(rows(changes));
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, base_revision_span(context, page, first)?, message)
        .help(way_out(context, page, first));
    for (locale, _) in &locales[1..] {
        diagnostic = diagnostic.related(base_revision_span(context, page, locale)?, format!("so is `{locale}`"));
    }
    let evidence = locales.iter().map(|(locale, _)| locale.as_str()).collect::<Vec<_>>().join(" ");
    Some(match locales {
        [_] => PendingFinding::of_page(diagnostic, page, first, evidence),
        _ => PendingFinding::of_pages(diagnostic, page, evidence),
    })
}

/// Whether the words of the source changed, and all that changed was accepted.
fn is_caught_up(context: &Context<'_>, page: &PageId, locale: &LocaleId, changes: &SourceChanges) -> bool {
    changes.changes_words && *context.freshness.page(page, locale) == Freshness::Fresh
}

/// What to do: a page that names a revision has to name another one afterwards.
fn way_out(context: &Context<'_>, page: &PageId, locale: &LocaleId) -> &'static str {
    let original = context.originals.of(page, locale);
    match original.is_some_and(|original| original.text == OriginalText::AtRevision) {
        true => "translate what changed, and name the new revision in the front matter",
        false => "translate what changed; `hexapla todo` lists it",
    }
}

fn rows(changes: &SourceChanges) -> Message {
    if changes.is_gone {
        return Message::from(", which is no longer there");
    }
    let kinds = [
        (changes.changed, "{changed:row} changed", "changed"),
        (changes.added, "{added:row} added", "added"),
        (changes.removed, "{removed:row} removed", "removed"),
    ];
    let said = kinds.into_iter().filter(|(count, ..)| *count > 0);
    let said = said.map(|(count, template, name)| Message::new(template).count(name, count));
    match said.reduce(|said, more| said.then(", ").then(more)) {
        Some(said) => Message::from(": ").then(said),
        None => Message::from(""),
    }
}

/// One finding for all pages whose source changed in nothing but its front matter and its spaces.
fn all_cosmetic(
    context: &Context<'_>,
    pages: &[(&PageId, &LocaleId, SourceChanges)],
    history: &History,
) -> Option<PendingFinding> {
    let (page, locale, changes) = pages.first()?;
    let commits: BTreeSet<usize> = pages.iter().flat_map(|(_, _, changes)| changes.commits.iter().copied()).collect();
    let why = Message::new(" behind by {commits:commit} that changed only front matter or spaces, `{revision}` last")
        .count("commits", commits.len())
        .with("revision", short(&history.revision(*changes.commits.first()?).commit));
    let message = translations(pages.len()).then(why);
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
    let commit = &history.revision(*changes.commits.first()?).commit;
    let why = Message::new(" behind by commit `{revision}` of the source alone").with("revision", short(commit));
    let message = translations(pages.len()).then(why);
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, base_revision_span(context, page, locale)?, message)
        .help("see what that commit changed everywhere, and change it in the translations");
    Some(PendingFinding::of_site(diagnostic, format!("commit {commit}")))
}

fn translations(count: usize) -> Message {
    Message::new(if count == 1 { "{translations} translation is" } else { "{translations} translations are" })
        .count("translations", count)
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
