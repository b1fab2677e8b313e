//! A message of the interface that a locale lacks.

use crate::check::{Check, Reach, Rule, RuleGroup};
use crate::diagnostic::{Severity, rule_ids};

/// The rule. Its findings are made where content and configuration are read.
pub const RULE: Rule = Rule {
    id: rule_ids::MISSING_MESSAGE,
    group: RuleGroup::Files,
    severity: Severity::Warning,
    page: include_str!("missing_message.md"),
    reach: Reach::Page,
    check: Check::Load,
};
