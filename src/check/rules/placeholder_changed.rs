//! A placeholder that is another one in one of the locales.

use super::marks::{Changed, compare_marks};
use crate::check::{Check, Context, Notes, Rule, Unit};
use crate::diagnostic::Severity;
use crate::model::MarkKind;

/// The rule.
pub const RULE: Rule = Rule {
    id: "placeholder-changed",
    severity: Severity::Error,
    page: include_str!("placeholder_changed.md"),
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, notes: &mut Notes) {
    let changed = Changed {
        rule: &RULE,
        what: "placeholder",
        kinds: &[MarkKind::Placeholder],
        known_as: &[MarkKind::Placeholder, MarkKind::InlineCode],
        fix: true,
        says: |_, _, _| false,
    };
    compare_marks(context, unit, &changed, notes);
}
