//! A row that one of the locales lacks.

use super::row_presence::{Wanted, shown_in, wanted};
use crate::align::{AlignedTable, Entry};
use crate::check::{Check, Context, Draft, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{LocaleId, Page};
use crate::parse::plain_text;
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-row",
    severity: Severity::Error,
    page: include_str!("missing_row.md"),
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    for table in &context.alignment.tables {
        let versions = &context.corpus.pages[&table.page];
        for (locale, page) in versions {
            if !table.members.contains_key(locale) {
                drafts.extend(missing_table(context, table, page));
                continue;
            }
            let entries = context.alignment.entries_of(table);
            let missing = |entry: &&Entry| {
                !entry.rows.contains_key(locale) && wanted(context, table, entry) == Wanted::Everywhere
            };
            drafts.extend(entries.iter().filter(missing).filter_map(|entry| missing_row(context, table, entry, page)));
        }
    }
}

fn missing_row(context: &Context<'_>, table: &AlignedTable, entry: &Entry, page: &Page) -> Option<Draft> {
    let shown = shown_in(context, entry)?;
    let there = context.row_span(entry, shown)?;
    let cells = context.alignment.cells(context.corpus, &context.alignment.address(entry, shown)?);
    let start = cells.iter().map(|cell| plain_text(&cell.text)).find(|text| !text.is_empty()).unwrap_or_default();
    let message = format!("the row `{}` of `{shown}` is missing", shorten(&start));
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, place(context, table, entry, page)?, message)
        .help("translate the row and put it after this one, or remove it everywhere if it is obsolete")
        .related(there, format!("the row in `{shown}`"));
    Some(Draft::of_entry(diagnostic, entry, &page.locale, ""))
}

/// A table that one of the locales lacks altogether is one finding.
fn missing_table(context: &Context<'_>, table: &AlignedTable, page: &Page) -> Option<Draft> {
    let source =
        context.corpus.source_locale.as_ref().filter(|source| context.corpus.page(&table.page, source).is_some());
    let by_source = source.is_none_or(|source| table.members.contains_key(source));
    let versions = context.corpus.pages[&table.page].len();
    let by_majority = source.is_some() || 2 * table.members.len() >= versions;
    if !by_source || !by_majority {
        return None;
    }
    let shown = table.members.keys().find(|locale| Some(*locale) == source).or_else(|| table.members.keys().next())?;
    let there = context.table(table, shown)?;
    let rows = there.rows.len();
    let span = page.headings.first().map_or_else(|| Span::new(&page.path, 0..0), |heading| heading.span.clone());
    let message = format!("a table of `{shown}` with {rows} rows is missing");
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message)
        .help("translate the table, or remove it everywhere if it is obsolete")
        .related(there.span.clone(), format!("the table in `{shown}`"));
    let first = context.alignment.entries_of(table).first();
    let evidence = format!("table {}", first.map_or("", |entry| entry.id.as_str()));
    Some(Draft::of_page(diagnostic, &table.page, &page.locale, evidence))
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

/// The first 60 characters.
fn shorten(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
