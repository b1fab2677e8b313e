//! An HTTP status that is another one in one of the locales.

use super::marks::{Changed, compare_marks};
use crate::check::{Check, Context, Notes, Rule, Unit};
use crate::diagnostic::Severity;
use crate::model::MarkKind;

/// The rule.
pub const RULE: Rule = Rule {
    id: "status-changed",
    severity: Severity::Error,
    page: include_str!("status_changed.md"),
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, notes: &mut Notes) {
    let changed = Changed {
        rule: &RULE,
        what: "HTTP status",
        kinds: &[MarkKind::Status],
        known_as: &[MarkKind::Status, MarkKind::Number],
        fix: false,
        says: |_, _, _, _| false,
    };
    compare_marks(context, unit, &changed, notes);
}
