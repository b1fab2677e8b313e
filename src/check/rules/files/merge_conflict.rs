//! A merge conflict that nobody resolved.

use crate::check::{Check, Reach, Rule, RuleGroup};
use crate::diagnostic::{Severity, rule_ids};

/// The rule. Its findings are made where content and configuration are read.
pub const RULE: Rule = Rule {
    id: rule_ids::MERGE_CONFLICT,
    group: RuleGroup::Files,
    severity: Severity::Error,
    page: include_str!("merge_conflict.md"),
    reach: Reach::Page,
    check: Check::Load,
};
