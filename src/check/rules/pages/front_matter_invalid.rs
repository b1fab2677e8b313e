//! Front matter that is not YAML, or has a key twice.

use crate::check::{Check, Reach, Rule, RuleGroup};
use crate::diagnostic::{Severity, rule_ids};

/// The rule. Its findings are made where content and configuration are read.
pub const RULE: Rule = Rule {
    id: rule_ids::FRONT_MATTER_INVALID,
    group: RuleGroup::Pages,
    severity: Severity::Error,
    page: include_str!("front_matter_invalid.md"),
    reach: Reach::Page,
    check: Check::Load,
};
