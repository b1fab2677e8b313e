//! A URL in the text that is another one in one of the locales.

use super::link_changed::compare_targets;
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
    compare_targets(context, unit, &RULE, MarkKind::Url, "URL", notes);
}
