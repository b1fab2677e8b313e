//! A row that one of the locales lacks.

use super::duplicate_row::is_duplicate;
use crate::align::{AlignedTable, Entry};
use crate::check::compare::{Since, Wanted, added_since, shown_in, wanted};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{LocaleId, Page};
use crate::parse::plain_text;
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-row",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("missing_row.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    for table in &context.alignment.tables {
        let versions = &context.corpus.pages[&table.page];
        for (locale, page) in versions.iter().filter(|(locale, _)| table.members.contains_key(*locale)) {
            let entries = context.alignment.entries_of(table);
            let is_copy = |entry: &Entry| entry.rows.keys().all(|other| is_duplicate(context, entry, other));
            let missing = |entry: &&Entry| {
                let is_wanted = wanted(context, table, entry) == Wanted::Everywhere;
                is_wanted && !entry.rows.contains_key(locale) && !is_copy(entry)
            };
            collector
                .extend(entries.iter().filter(missing).filter_map(|entry| missing_row(context, table, entry, page)));
        }
    }
}

fn missing_row(context: &Context<'_>, table: &AlignedTable, entry: &Entry, page: &Page) -> Option<PendingFinding> {
    let shown = shown_in(context, entry)?;
    let there = context.row_span(entry, shown)?;
    let cells = context.alignment.cells(context.corpus, &context.alignment.address(entry, shown)?);
    let start = cells.iter().map(|cell| plain_text(&cell.text)).find(|text| !text.is_empty()).unwrap_or_default();
    let start = shorten(&start);
    let message = match added_since(context, entry, &page.locale) {
        Since::Added => "`{reference}` has a new row `{expected}` since this was translated",
        _ => "the row `{expected}` of `{reference}` is missing",
    };
    let message = Message::new(message).with("expected", start).with("reference", shown);
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, place(context, table, entry, page)?, message)
        .help("translate the row and put it after this one, or remove it everywhere if it is obsolete")
        .related(there, format!("the row in `{shown}`"));
    Some(PendingFinding::of_entry(diagnostic, entry, &page.locale, ""))
}

/// Where the row should stand: the row that comes before it, else the table's header.
fn place(context: &Context<'_>, table: &AlignedTable, entry: &Entry, page: &Page) -> Option<Span> {
    let entries = context.alignment.entries_of(table);
    let at = entries.iter().position(|other| other.id == entry.id)?;
    let before = entries[..at].iter().rev().find_map(|other| context.row_span(other, &page.locale));
    before.or_else(|| header_span(context, table, &page.locale, page))
}

fn header_span(context: &Context<'_>, table: &AlignedTable, locale: &LocaleId, page: &Page) -> Option<Span> {
    let table = context.table(table, locale)?;
    let (first, last) = (table.header.first()?, table.header.last()?);
    Some(Span::new(&page.path, first.range.start..last.range.end))
}

/// The first 60 characters: enough to find a row, few enough for one line of a report.
fn shorten(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
