//! A row that only one of the locales has.

use super::duplicate_row::is_duplicate;
use super::row_presence::{Since, Wanted, removed_since, wanted};
use crate::align::Entry;
use crate::check::{Check, Context, Draft, Notes, Rule};
use crate::diagnostic::{Diagnostic, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "extra-row",
    severity: Severity::Error,
    page: include_str!("extra_row.md"),
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, notes: &mut Notes) {
    for table in context.alignment.tables.iter().filter(|table| table.members.len() > 1) {
        let extra = |entry: &&Entry| wanted(context, table, entry) == Wanted::Nowhere;
        for entry in context.alignment.entries_of(table).iter().filter(extra) {
            let others: Vec<String> = table
                .members
                .keys()
                .filter(|locale| !entry.rows.contains_key(*locale))
                .map(|locale| format!("`{locale}`"))
                .collect();
            for locale in entry.rows.keys().filter(|locale| !is_duplicate(context, entry, locale)) {
                let Some(span) = context.row_span(entry, locale) else { continue };
                let (severity, message) = match removed_since(context, entry, locale) {
                    Since::Removed => {
                        (Severity::Warning, "the source removed this row since it was translated".to_owned())
                    }
                    _ => (RULE.severity, format!("this row has no counterpart in {}", others.join(", "))),
                };
                let diagnostic = Diagnostic::new(RULE.id, severity, span, message)
                    .help("remove the row, or add it to the other languages");
                notes.push(Draft::of_entry(diagnostic, entry, locale, ""));
            }
        }
    }
}
