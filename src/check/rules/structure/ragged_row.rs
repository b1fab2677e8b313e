//! A row with more or fewer cells than its table has columns.

use std::collections::BTreeMap;

use crate::align::RowAddress;
use crate::check::{Check, Context, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Severity, rule_ids};
use crate::model::{Page, Ragged, Row};
use crate::text::FilePath;

/// The rule. Its findings are made where content and configuration are read.
pub const RULE: Rule = Rule {
    id: rule_ids::RAGGED_ROW,
    group: RuleGroup::Structure,
    severity: Severity::Error,
    page: include_str!("ragged_row.md"),
    reach: Reach::Page,
    check: Check::Load,
};

/// The load diagnostics without those about rows that were copied as they are: a row with too many cells in the source
/// is one defect, and reported there.
pub fn but_those_of_the_source(context: &Context<'_>, load_diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let pages: BTreeMap<&FilePath, &Page> = context.corpus.all_pages().map(|page| (&page.path, page)).collect();
    let is_copied = |diagnostic: &Diagnostic| {
        let page = pages.get(&diagnostic.span.file).filter(|_| diagnostic.rule == RULE.id);
        page.is_some_and(|page| is_ragged_in_source(context, page, diagnostic))
    };
    let mended = |diagnostic: Diagnostic| {
        let page = pages.get(&diagnostic.span.file).filter(|_| diagnostic.rule == RULE.id);
        match page.and_then(|page| escaped(context, page, &diagnostic)) {
            Some(text) => {
                let span = diagnostic.span.clone();
                diagnostic.fix(Applicability::Suggested, span, text)
            }
            None => diagnostic,
        }
    };
    load_diagnostics.into_iter().filter(|diagnostic| !is_copied(diagnostic)).map(mended).collect()
}

/// A row with a backslash before each pipe that belongs to the text, where the same row of another language has as many
/// of them.
fn escaped(context: &Context<'_>, page: &Page, diagnostic: &Diagnostic) -> Option<String> {
    let (table, row) = place(page, diagnostic)?;
    let own = &page.tables[table].rows[row];
    let Some(Ragged::Surplus { text, .. }) = &own.ragged else { return None };
    let address =
        |page: &Page, table, row| RowAddress { page: page.id.clone(), locale: page.locale.clone(), table, row };
    let mut escaped = String::with_capacity(text.len());
    let mut from = 0;
    for cell in context.alignment.cells(context.corpus, &address(page, table, row)) {
        let (start, end) = (cell.range.start.checked_sub(own.range.start)?, cell.range.end - own.range.start);
        let (between, inside) = (text.get(from..start)?, text.get(start..end)?);
        escaped.push_str(between);
        escaped.push_str(&with_escaped_pipes(inside));
        from = end;
    }
    escaped.push_str(text.get(from..)?);
    let pipes = escaped.matches("\\|").count();
    let entry = context.alignment.entry_of(&page.id, &page.locale, table, row)?;
    let shows = entry.rows.iter().filter(|(locale, _)| **locale != page.locale).any(|(locale, other)| {
        let other_page = context.corpus.page(&page.id, locale);
        let other = other_page.and_then(|page| page.tables.get(other.place.table)?.rows.get(other.place.row));
        let shown = |row: &Row| row.cells.iter().map(|cell| cell.text.matches("\\|").count()).sum::<usize>();
        other.is_some_and(|row| row.ragged.is_none() && shown(row) == pipes)
    });
    (shows && escaped != **text).then_some(escaped)
}

/// A text in which no pipe parts cells.
fn with_escaped_pipes(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut is_escaped = false;
    for char in text.chars() {
        if char == '|' && !is_escaped {
            escaped.push('\\');
        }
        is_escaped = char == '\\' && !is_escaped;
        escaped.push(char);
    }
    escaped
}

fn is_ragged_in_source(context: &Context<'_>, page: &Page, diagnostic: &Diagnostic) -> bool {
    if context.corpus.reference_locale() == Some(&page.locale) {
        return false;
    }
    let Some((table, row)) = place(page, diagnostic) else { return false };
    let own = &page.tables[table].rows[row];
    let original = context.originals.of(&page.id, &page.locale).and_then(|original| original.row((table, row)));
    let entry = context.alignment.entry_of(&page.id, &page.locale, table, row);
    let of_reference = entry.and_then(|entry| {
        let reference = context.corpus.reference_locale()?;
        let place = entry.rows.get(reference)?.place;
        context.corpus.page(&page.id, reference)?.tables.get(place.table)?.rows.get(place.row)
    });
    original.into_iter().chain(of_reference).any(|other| pieces(other) == pieces(own))
}

/// The table and row that a diagnostic is about.
fn place(page: &Page, diagnostic: &Diagnostic) -> Option<(usize, usize)> {
    let (start, end) = (diagnostic.span.start, diagnostic.span.end);
    page.tables.iter().enumerate().find_map(|(table, rows)| {
        // Rows are in the order of the file.
        let row = rows.rows.partition_point(|row| row.range.start <= start).checked_sub(1)?;
        (end <= rows.rows[row].range.end).then_some((table, row))
    })
}

/// How many pieces a row was written with, beside its table's columns.
fn pieces(row: &Row) -> Option<isize> {
    match row.ragged.as_ref()? {
        Ragged::Missing(count) => Some(-(*count as isize)),
        Ragged::Surplus { pieces, .. } => Some(pieces.len() as isize),
    }
}
