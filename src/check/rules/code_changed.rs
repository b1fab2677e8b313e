//! An error code that is another one in one of the locales.

use super::marks::{Changed, compare_marks, is_sample};
use crate::check::{Check, Context, Notes, Rule, Unit};
use crate::diagnostic::Severity;
use crate::model::MarkKind;

/// The rule.
pub const RULE: Rule = Rule {
    id: "code-changed",
    severity: Severity::Error,
    page: include_str!("code_changed.md"),
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, notes: &mut Notes) {
    let changed = Changed {
        rule: &RULE,
        what: "code",
        kinds: &[MarkKind::Code],
        known_as: &[MarkKind::Code, MarkKind::JsonString, MarkKind::Identifier],
        fix: true,
        says: |_, unit, other, name| is_sample(unit, other, name),
    };
    compare_marks(context, unit, &changed, notes);
}
