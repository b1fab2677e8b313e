//! A translation of a row that its source has changed under.

use std::collections::BTreeMap;

use crate::align::Entry;
use crate::check::compare::{changed_words, is_same_text};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::freshness::WordChange;
use crate::model::LocaleId;
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "stale-row",
    group: RuleGroup::Staleness,
    severity: Severity::Warning,
    page: include_str!("stale_row.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

/// The id of the rule.
pub const STALE_ROW: &str = RULE.id;

fn check(context: &Context<'_>, collector: &mut Collector) {
    let mut last: BTreeMap<&LocaleId, &[WordChange]> = BTreeMap::new();
    for (entry, locale, changes) in context.freshness.stale_rows() {
        let entry = &context.alignment.entries[entry];
        // One cell of several rows was changed once.
        let is_same = last.insert(locale, changes) == Some(changes) && !changes.is_empty();
        if !(is_same && begins_above(context, entry)) {
            collector.extend(report(context, entry, locale, changes));
        }
    }
}

/// Whether the source has a cell in this row that spans it from a row above.
fn begins_above(context: &Context<'_>, entry: &Entry) -> bool {
    let source = context.corpus.source_locale.as_ref();
    let row = source.and_then(|source| context.row(entry, source)).filter(|row| row.is_html);
    row.is_some_and(|row| row.cells.iter().any(|cell| cell.range.start < row.range.start))
}

fn report(context: &Context<'_>, entry: &Entry, locale: &LocaleId, changes: &[WordChange]) -> Option<PendingFinding> {
    let source = source_locale(context, entry, locale)?;
    let contractions = context.profile(source).map_or(&[][..], |profile| &profile.contractions);
    let is_real = |change: &&WordChange| !is_same_text(contractions, &change.old, &change.new);
    let real: Vec<WordChange> = changes.iter().filter(is_real).cloned().collect();
    let severity = if changes.is_empty() || !real.is_empty() { RULE.severity } else { Severity::Info };
    let shown = if real.is_empty() { changes } else { &real[..] };
    let message = match shown {
        [_, ..] => {
            let (old, new) = changed_words(shown);
            Message::new("`{source}` changed this row, and `{locale}` did not: `{old}` became `{new}`")
                .with("source", source)
                .with("locale", locale)
                .with("old", old)
                .with("new", new)
        }
        [] => Message::new("`{source}` changed this row since the translation in `{locale}` was accepted")
            .with("source", source)
            .with("locale", locale),
    };
    let help = if severity == Severity::Info {
        "only spaces, capitals, punctuation or contractions changed; `hexapla accept` says that the translation still fits"
    } else {
        "translate the change; where the translation still fits, `hexapla accept` says so"
    };
    let mut diagnostic = Diagnostic::new(RULE.id, severity, context.row_span(entry, locale)?, message).help(help);
    if let Some(span) = source_span(context, entry) {
        diagnostic = diagnostic.related(span, format!("the row in `{source}` now"));
    }
    let evidence = evidence(context, entry, changes);
    Some(PendingFinding::of_entry(diagnostic, entry, locale, evidence.join("\u{1f}")))
}

/// The new words of the source, so that a row which the source edits again is another finding.
fn evidence<'e>(context: &Context<'e>, entry: &Entry, changes: &'e [WordChange]) -> Vec<&'e str> {
    if !changes.is_empty() {
        return changes.iter().map(|change| change.new.as_str()).collect();
    }
    let source = context.corpus.source_locale.as_ref();
    let address = source.and_then(|source| context.alignment.address(entry, source));
    let cells = address.map(|address| context.alignment.cells(context.corpus, &address));
    cells.into_iter().flatten().map(|cell| &*cell.text).collect()
}

fn source_locale<'c>(context: &Context<'c>, entry: &Entry, locale: &LocaleId) -> Option<&'c LocaleId> {
    let of_original = || context.originals.of(&entry.page, locale).map(|original| &original.page.locale);
    context.corpus.source_locale.as_ref().or_else(of_original)
}

fn source_span(context: &Context<'_>, entry: &Entry) -> Option<Span> {
    context.row_span(entry, context.corpus.source_locale.as_ref()?)
}
