//! A row that only one of the locales has.

use super::duplicate_row::is_duplicate;
use crate::align::{AlignedTable, Entry};
use crate::check::compare::{Since, Wanted, removed_since, wanted};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::LocaleId;

/// The rule.
pub const RULE: Rule = Rule {
    id: "extra-row",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("extra_row.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    for table in &context.alignment.tables {
        if let Some(source) = lacking_source(context, table) {
            collector.extend(table.members.keys().filter_map(|locale| extra_table(context, table, locale, source)));
        }
    }
    for table in context.alignment.tables.iter().filter(|table| table.members.len() > 1) {
        let extra = |entry: &&Entry| wanted(context, table, entry) == Wanted::Nowhere;
        for entry in context.alignment.entries_of(table).iter().filter(extra) {
            let others: Vec<&LocaleId> =
                table.members.keys().filter(|locale| !entry.rows.contains_key(*locale)).collect();
            // A copy is reported as a duplicate.
            for locale in entry.rows.keys().filter(|locale| !is_duplicate(context, entry, locale)) {
                let Some(span) = context.row_span(entry, locale) else { continue };
                let message = match removed_since(context, entry, locale) {
                    Since::Removed => Message::from("the source removed this row since it was translated"),
                    _ => Message::new("this row has no counterpart in {references}").texts("references", &others),
                };
                let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message)
                    .help("remove the row, or add it to the other languages");
                collector.push(PendingFinding::of_entry(diagnostic, entry, locale, ""));
            }
        }
    }
}

/// The source, where it has the page of a table and not the table.
fn lacking_source<'c>(context: &Context<'c>, table: &AlignedTable) -> Option<&'c LocaleId> {
    let source = context.corpus.source_locale.as_ref()?;
    let has_page = context.corpus.page(&table.page, source).is_some();
    (has_page && !table.members.contains_key(source)).then_some(source)
}

/// A table that the source lacks altogether is one finding in each language.
fn extra_table(
    context: &Context<'_>,
    table: &AlignedTable,
    locale: &LocaleId,
    source: &LocaleId,
) -> Option<PendingFinding> {
    let own = context.table(table, locale)?;
    let entries = context.alignment.entries_of(table);
    let was_removed =
        |entry: &Entry| !entry.rows.contains_key(locale) || removed_since(context, entry, locale) == Since::Removed;
    let message = if !entries.is_empty() && entries.iter().all(was_removed) {
        "the source removed this table with {rows:row} since it was translated"
    } else {
        "this table with {rows:row} has no counterpart in `{reference}`"
    };
    let message = Message::new(message).count("rows", own.rows.len()).with("reference", source);
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span.clone(), message)
        .help("remove the table, or add it to the source");
    let evidence = format!("table {}", entries.first().map_or("", |entry| entry.id.as_str()));
    Some(PendingFinding::of_page(diagnostic, &table.page, locale, evidence))
}
