//! A row that is there twice in one of the locales only.

use crate::align::Entry;
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::LocaleId;

/// The rule.
pub const RULE: Rule = Rule {
    id: "duplicate-row",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("duplicate_row.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    for table in context.alignment.tables.iter().filter(|table| table.members.len() > 1) {
        for entry in context.alignment.entries_of(table) {
            for locale in entry.rows.keys().filter(|locale| is_duplicate(context, entry, locale)) {
                collector.extend(report(context, entry, locale));
            }
        }
    }
}

fn report(context: &Context<'_>, entry: &Entry, locale: &LocaleId) -> Option<PendingFinding> {
    let span = context.row_span(entry, locale)?;
    let other = context.facts.duplicate_rows.of(context.alignment, entry, locale)?;
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, "this row stands twice")
        .help("remove one of the two")
        .related(context.row_span(other, locale)?, "the same row");
    Some(PendingFinding::of_entry(diagnostic, entry, locale, ""))
}

/// Whether a row is the copy of another of its table, which most other locales do not have twice.
pub(super) fn is_duplicate(context: &Context<'_>, entry: &Entry, locale: &LocaleId) -> bool {
    context.facts.duplicate_rows.of(context.alignment, entry, locale).is_some()
}
