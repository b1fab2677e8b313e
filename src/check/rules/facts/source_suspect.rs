//! A fact in which the source differs from all of its translations, though it never changed.

use crate::check::{Check, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;

/// The rule. Its findings are made where the rules about facts compare a text with its translations.
pub const RULE: Rule = Rule {
    id: "source-suspect",
    group: RuleGroup::Facts,
    severity: Severity::Warning,
    page: include_str!("source_suspect.md"),
    reach: Reach::Page,
    check: Check::Load,
};
