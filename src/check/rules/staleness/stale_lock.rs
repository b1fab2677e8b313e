//! A lock that no longer fits the rows whose names it keeps.

use crate::align::EntryId;
use crate::check::compare::shown_in;
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::LOCK_FILE;
use crate::text::{FilePath, Span};

/// The rule.
pub const RULE: Rule = Rule {
    id: "stale-lock",
    group: RuleGroup::Staleness,
    severity: Severity::Warning,
    page: include_str!("stale_lock.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

/// So many names of a kind are given; the others are counted.
const MOST_NAMES: usize = 3;

fn check(context: &Context<'_>, collector: &mut Collector) {
    let Some(fit) = &context.alignment.lock else { return };
    let entries = &context.alignment.entries;
    let names = |indexes: &[usize]| indexes.iter().map(|index| &entries[*index].id).collect::<Vec<_>>();
    let kinds = [
        ("new", names(&fit.fresh)),
        ("gone", fit.lost.iter().collect()),
        ("changed almost beyond recognition", names(&fit.faded)),
    ];
    let said: Vec<String> = kinds.iter().filter(|(_, names)| !names.is_empty()).map(counted).collect();
    if said.is_empty() {
        return;
    }
    let message = format!("the lock no longer fits the rows: {}", said.join("; "));
    let file = FilePath::new(LOCK_FILE);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, Span::new(&file, 0..0), message)
        .help("run `hexapla lock`, and commit the file with your change");
    for index in fit.fresh.iter().chain(&fit.faded).take(MOST_NAMES) {
        let entry = &entries[*index];
        if let Some(span) = shown_in(context, entry).and_then(|locale| context.row_span(entry, locale)) {
            diagnostic = diagnostic.related(span, format!("`{}`", entry.id));
        }
    }
    let all: Vec<&str> = kinds.iter().flat_map(|(_, names)| names).map(|id| id.as_str()).collect();
    collector.push(PendingFinding::of_site(diagnostic, all.join("\n")));
}

/// `2 new (`a`, `b`)`.
fn counted((kind, names): &(&str, Vec<&EntryId>)) -> String {
    let first: Vec<String> = names.iter().take(MOST_NAMES).map(|id| format!("`{id}`")).collect();
    let more = if names.len() > MOST_NAMES { ", …" } else { "" };
    format!("{} {kind} ({}{more})", names.len(), first.join(", "))
}
