//! Inline code that says something else in one of the locales.

use super::marks::{Changed, compare_marks};
use crate::check::{Check, Context, Notes, Rule, Unit};
use crate::diagnostic::Severity;
use crate::model::MarkKind;

/// The rule.
pub const RULE: Rule = Rule {
    id: "inline-code-changed",
    severity: Severity::Error,
    page: include_str!("inline_code_changed.md"),
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, notes: &mut Notes) {
    let changed = Changed {
        rule: &RULE,
        what: "code",
        kinds: &[MarkKind::InlineCode],
        known_as: &[
            MarkKind::InlineCode,
            MarkKind::Identifier,
            MarkKind::Placeholder,
            MarkKind::Code,
            MarkKind::Exception,
            MarkKind::Name,
        ],
        fix: true,
        says: |_, _, _| false,
    };
    compare_marks(context, unit, &changed, notes);
}
