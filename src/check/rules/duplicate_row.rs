//! A row that stands twice in one of the locales only.

use crate::align::{AlignedTable, Entry};
use crate::check::{Check, Context, Draft, Notes, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{LocaleId, Row};

/// The rule.
pub const RULE: Rule = Rule {
    id: "duplicate-row",
    severity: Severity::Warning,
    page: include_str!("duplicate_row.md"),
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, notes: &mut Notes) {
    for table in context.alignment.tables.iter().filter(|table| table.members.len() > 1) {
        for entry in context.alignment.entries_of(table) {
            for locale in entry.rows.keys().filter(|locale| is_duplicate(context, entry, locale)) {
                notes.extend(report(context, table, entry, locale));
            }
        }
    }
}

fn report(context: &Context<'_>, table: &AlignedTable, entry: &Entry, locale: &LocaleId) -> Option<Draft> {
    let span = context.row_span(entry, locale)?;
    let other = twin(context, table, entry, locale)?;
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, "this row stands twice")
        .help("remove one of the two")
        .related(context.row_span(other, locale)?, "the same row");
    Some(Draft::of_entry(diagnostic, entry, locale, ""))
}

/// Whether a row is the copy of another of its table, which no other locale has.
pub(super) fn is_duplicate(context: &Context<'_>, entry: &Entry, locale: &LocaleId) -> bool {
    let table = context.table_of(entry);
    let others = table.members.len() - 1;
    let lacking = table.members.keys().filter(|other| *other != locale && !entry.rows.contains_key(*other)).count();
    others > 0 && 2 * lacking > others && twin(context, table, entry, locale).is_some()
}

/// Another entry of the table with the very same row, that other locales have as well.
fn twin<'c>(context: &Context<'c>, table: &'c AlignedTable, entry: &Entry, locale: &LocaleId) -> Option<&'c Entry> {
    let row = row(context, entry, locale)?;
    let is_twin = |other: &&Entry| {
        let same = self::row(context, other, locale).is_some_and(|other| texts(other) == texts(row));
        other.id != entry.id && other.rows.len() > entry.rows.len() && same
    };
    context.alignment.entries_of(table).iter().find(is_twin)
}

fn row<'c>(context: &Context<'c>, entry: &Entry, locale: &LocaleId) -> Option<&'c Row> {
    let place = entry.rows.get(locale)?.place;
    context.corpus.page(&entry.page, locale)?.tables.get(place.table)?.rows.get(place.row)
}

fn texts(row: &Row) -> Vec<&str> {
    row.cells.iter().map(|cell| &*cell.text).collect()
}
