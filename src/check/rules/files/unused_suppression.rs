//! A comment that asks not to report what is not there.

use crate::check::{Check, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;

/// The rule. Its findings are made where content and configuration are read.
pub const RULE: Rule = Rule {
    id: "unused-suppression",
    group: RuleGroup::Files,
    severity: Severity::Warning,
    page: include_str!("unused_suppression.md"),
    reach: Reach::Page,
    check: Check::Load,
};
