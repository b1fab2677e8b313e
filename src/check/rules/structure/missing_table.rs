//! A table that one of the locales lacks.

use crate::align::AlignedTable;
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::Page;
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-table",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("missing_table.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    for table in &context.alignment.tables {
        let versions = &context.corpus.pages[&table.page];
        for page in versions.values().filter(|page| !table.members.contains_key(&page.locale)) {
            collector.extend(missing_table(context, table, page));
        }
    }
}

/// A table that one of the locales lacks altogether is one finding.
fn missing_table(context: &Context<'_>, table: &AlignedTable, page: &Page) -> Option<PendingFinding> {
    let source =
        context.corpus.source_locale.as_ref().filter(|source| context.corpus.page(&table.page, source).is_some());
    let by_source = source.is_none_or(|source| table.members.contains_key(source));
    let versions = context.corpus.pages[&table.page].len();
    // Half of the versions are enough, as with rows: more likely it was forgotten than invented.
    let by_majority = source.is_some() || 2 * table.members.len() >= versions;
    if !by_source || !by_majority {
        return None;
    }
    let shown = table.members.keys().find(|locale| Some(*locale) == source).or_else(|| table.members.keys().next())?;
    let there = context.table(table, shown)?;
    // A section that is missing with all that is in it is one finding of another rule.
    let headings = context.alignment.headings.get(&table.page).map(Vec::as_slice).unwrap_or_default();
    let section = there.heading.and_then(|index| headings.iter().find(|own| own.members.get(shown) == Some(&index)));
    if section.is_some_and(|section| !section.members.contains_key(&page.locale)) {
        return None;
    }

    let span = page.headings.first().map_or_else(|| Span::new(&page.path, 0..0), |heading| heading.span.clone());
    let message = if is_new(context, table, page) {
        "`{reference}` has a new table with {rows:row} since this was translated"
    } else {
        "a table of `{reference}` with {rows:row} is missing"
    };
    let message = Message::new(message).with("reference", shown).count("rows", there.rows.len());
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message)
        .help("translate the table, or remove it everywhere if it is obsolete")
        .related(there.span.clone(), format!("the table in `{shown}`"));
    let first = context.alignment.entries_of(table).first();
    let evidence = format!("table {}", first.map_or("", |entry| entry.id.as_str()));
    Some(PendingFinding::of_page(diagnostic, &table.page, &page.locale, evidence))
}

/// Whether no row of the table was in the source when the translation was made.
fn is_new(context: &Context<'_>, table: &AlignedTable, page: &Page) -> bool {
    let Some(original) = context.originals.of(&table.page, &page.locale) else { return false };
    let parts = context.corpus.source_locale.as_ref().and_then(|source| table.members.get(source));
    let is_new = |part: &usize| original.row_mapping.iter().flatten().flatten().all(|(now, _)| now != part);
    parts.is_some_and(|parts| parts.iter().all(is_new))
}
