//! A column that one of the locales lacks.

use crate::align::{AlignedColumn, AlignedTable};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::LocaleId;
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-column",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("missing_column.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    for table in context.alignment.tables.iter().filter(|table| table.members.len() > 1) {
        for (index, column) in table.columns.iter().enumerate().filter(|(_, column)| is_wanted(context, table, column))
        {
            let lacking = table.members.keys().filter(|locale| !column.members.contains_key(*locale));
            collector.extend(lacking.filter_map(|locale| report(context, table, index, column, locale)));
        }
    }
}

/// Whether the source has the column, or most of the locales do.
fn is_wanted(context: &Context<'_>, table: &AlignedTable, column: &AlignedColumn) -> bool {
    match context.corpus.source_locale.as_ref().filter(|source| table.members.contains_key(*source)) {
        // However many lack it: all of them do where it was just added.
        Some(source) => column.members.contains_key(source),
        None => 2 * column.members.len() >= table.members.len(),
    }
}

fn report(
    context: &Context<'_>,
    table: &AlignedTable,
    index: usize,
    column: &AlignedColumn,
    locale: &LocaleId,
) -> Option<PendingFinding> {
    let own = context.table(table, locale)?;
    let page = context.corpus.page(&table.page, locale)?;
    let shown = context.locales_reference_first().find(|other| column.members.contains_key(*other))?;
    let there = context.table(table, shown)?.header.get(column.members[shown])?;
    let (first, last) = (own.header.first()?, own.header.last()?);
    let message = Message::new("the column `{expected}` of `{reference}` is missing")
        .with("expected", &there.text)
        .with("reference", shown);
    let span = Span::new(&page.path, first.range.start..last.range.end);
    let file = &context.corpus.page(&table.page, shown)?.path;
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message)
        .help("add the column, or remove it everywhere")
        .related(Span::new(file, there.range.clone()), format!("the column in `{shown}`"));
    Some(PendingFinding::of_page(diagnostic, &table.page, locale, format!("{index} {}", there.text)))
}
