//! A number that is another one in one of the locales.

use super::marks::{Changed, compare_marks};
use crate::check::{Check, Context, Notes, Rule, Unit};
use crate::diagnostic::Severity;
use crate::model::MarkKind;

/// The rule.
pub const RULE: Rule = Rule {
    id: "number-changed",
    severity: Severity::Error,
    page: include_str!("number_changed.md"),
    check: Check::Unit(check),
};

/// Up to this number a language may write a word for it.
const LARGEST_WORD: u32 = 12;

fn check(context: &Context<'_>, unit: &Unit<'_>, notes: &mut Notes) {
    let changed = Changed {
        rule: &RULE,
        what: "number",
        kinds: &[MarkKind::Number],
        known_as: &[MarkKind::Number, MarkKind::Status],
        fix: false,
        forgive: |number| number.parse::<u32>().is_ok_and(|number| number <= LARGEST_WORD),
    };
    compare_marks(context, unit, &changed, notes);
}
