//! A translated table with more or fewer rows than the source it was made from.

use crate::check::{Check, Reach, Rule, RuleGroup};
use crate::diagnostic::{Severity, rule_ids};

/// The rule. Its findings are made where content and configuration are read.
pub const RULE: Rule = Rule {
    id: rule_ids::ROW_COUNT_DIFFERS,
    group: RuleGroup::Structure,
    severity: Severity::Info,
    page: include_str!("row_count_differs.md"),
    reach: Reach::Page,
    check: Check::Load,
};
