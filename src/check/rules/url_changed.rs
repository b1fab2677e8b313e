//! A URL in the text that is another one in one of the locales.

use super::marks::{Changed, compare_marks};
use crate::check::{Check, Context, Notes, Rule, Unit};
use crate::diagnostic::Severity;
use crate::model::MarkKind;

/// The rule.
pub const RULE: Rule = Rule {
    id: "url-changed",
    severity: Severity::Warning,
    page: include_str!("url_changed.md"),
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, notes: &mut Notes) {
    let changed = Changed {
        rule: &RULE,
        what: "URL",
        kinds: &[MarkKind::Url],
        known_as: &[MarkKind::Url, MarkKind::LinkTarget],
        fix: false,
        says: |_, _, _| false,
    };
    compare_marks(context, unit, &changed, notes);
}
