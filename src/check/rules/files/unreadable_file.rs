//! A file that cannot be read, or is not UTF-8.

use crate::check::{Check, Reach, Rule, RuleGroup};
use crate::diagnostic::{Severity, rule_ids};

/// The rule. Its findings are made where content and configuration are read.
pub const RULE: Rule = Rule {
    id: rule_ids::UNREADABLE_FILE,
    group: RuleGroup::Files,
    severity: Severity::Error,
    page: include_str!("unreadable_file.md"),
    reach: Reach::Page,
    check: Check::Load,
};
