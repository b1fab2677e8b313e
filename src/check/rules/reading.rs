//! Rules whose findings come from reading, discovering and planning: here they are only named and explained.

use std::collections::BTreeMap;

use crate::check::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Page, Ragged, Row};
use crate::text::FilePath;

const fn reading(id: &'static str, severity: Severity, page: &'static str) -> Rule {
    Rule { id, severity, page, check: Check::Reading }
}

/// A configuration file that cannot be used.
pub const CONFIG_INVALID: Rule = reading("config-invalid", Severity::Error, include_str!("config_invalid.md"));

/// Two files that claim one address.
pub const DUPLICATE_URL: Rule = reading("duplicate-url", Severity::Error, include_str!("duplicate_url.md"));

/// A file beside the pages that is left where it is.
pub const FILE_NOT_COPIED: Rule = reading("file-not-copied", Severity::Warning, include_str!("file_not_copied.md"));

/// Front matter that is not YAML, or says a thing twice.
pub const FRONT_MATTER_INVALID: Rule =
    reading("front-matter-invalid", Severity::Error, include_str!("front_matter_invalid.md"));

/// Lines that look like a table and are none.
pub const MISSING_DELIMITER: Rule = reading("missing-delimiter", Severity::Error, include_str!("missing_delimiter.md"));

/// A message of the interface that a locale lacks.
pub const MISSING_MESSAGE: Rule = reading("missing-message", Severity::Warning, include_str!("missing_message.md"));

/// A row with more or fewer cells than its table has columns.
pub const RAGGED_ROW: Rule = reading("ragged-row", Severity::Error, include_str!("ragged_row.md"));

/// A row that was right in an earlier state of its translation.
pub const REGRESSED_ROW: Rule = reading("regressed-row", Severity::Error, include_str!("regressed_row.md"));

/// A translated table with more or fewer rows than the source it was made from.
pub const ROW_COUNT_DIFFERS: Rule = reading("row-count-differs", Severity::Info, include_str!("row_count_differs.md"));

/// A folder or tag that no language data answers to.
pub const UNKNOWN_LOCALE: Rule = reading("unknown-locale", Severity::Warning, include_str!("unknown_locale.md"));

/// A file that cannot be read, or is not UTF-8.
pub const UNREADABLE_FILE: Rule = reading("unreadable-file", Severity::Error, include_str!("unreadable_file.md"));

/// A comment that says not to report what is not there.
pub const UNUSED_SUPPRESSION: Rule =
    reading("unused-suppression", Severity::Warning, include_str!("unused_suppression.md"));

/// The diagnostics of reading without those about rows that were copied as they are: a row with too many cells in the
/// source is one defect, and told there.
pub fn but_those_of_the_source(context: &Context<'_>, reading: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let pages: BTreeMap<&FilePath, &Page> = context.corpus.all_pages().map(|page| (&page.path, page)).collect();
    let is_copied = |diagnostic: &Diagnostic| {
        let page = pages.get(&diagnostic.span.file).filter(|_| diagnostic.rule == RAGGED_ROW.id);
        page.is_some_and(|page| is_ragged_in_source(context, page, diagnostic))
    };
    reading.into_iter().filter(|diagnostic| !is_copied(diagnostic)).collect()
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
        // Rows stand in the order of the file.
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
