//! A cell that is empty in one of the locales only.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::Ragged;
use crate::units::Unit;

/// The rule.
pub const RULE: Rule = Rule {
    id: "empty-cell",
    group: RuleGroup::Language,
    severity: Severity::Error,
    page: include_str!("empty_cell.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

fn check(_context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let empty = unit.translations().filter(|(_, text)| text.text.is_empty()).count();
    let translations = unit.translations().count();
    for (index, own) in unit.translations().filter(|(_, text)| text.text.is_empty()) {
        let was_written_short = own.row.is_some_and(|row| matches!(row.ragged, Some(Ragged::Missing(_))));
        let counterparts = unit.counterparts(index);
        let filled: Vec<_> = counterparts.iter().filter(|text| !text.text.is_empty()).collect();
        // What most peers leave empty is empty on purpose; nobody votes against a source.
        let usual = unit.reference().is_none() && translations > 2 && 2 * empty > translations;
        // A row with too few cells is reported as one; and among peers two thirds must have text, as everywhere.
        if was_written_short || usual || filled.is_empty() || 3 * filled.len() < 2 * counterparts.len() {
            continue;
        }
        let reference = filled[0];
        // A row of the source with other cells than columns is reported there: which cell holds what is not known of it.
        if unit.reference().is_some() && reference.row.is_some_and(|row| row.ragged.is_some()) {
            continue;
        }
        let message = Message::new("this cell is empty, and not in `{reference}`").with("reference", reference.locale);
        let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
            .help("translate the cell, or empty it everywhere");
        if let Some(there) = unit.shown(reference) {
            diagnostic = diagnostic.related(there, format!("the cell in `{}`", reference.locale));
        }
        let column = match unit.kind {
            crate::units::UnitKind::Cell { column, .. } => column.to_string(),
            crate::units::UnitKind::Prose { .. } => String::new(),
        };
        collector.push(PendingFinding::of_unit(diagnostic, unit, own, column));
    }
}
