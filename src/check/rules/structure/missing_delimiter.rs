//! Lines that look like a table and are none.

use crate::check::{Check, Reach, Rule, RuleGroup};
use crate::diagnostic::{Severity, rule_ids};

/// The rule. Its findings are made where content and configuration are read.
pub const RULE: Rule = Rule {
    id: rule_ids::MISSING_DELIMITER,
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("missing_delimiter.md"),
    reach: Reach::Page,
    check: Check::Load,
};
