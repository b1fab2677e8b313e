//! A configuration file that cannot be used.

use crate::check::{Check, Reach, Rule, RuleGroup};
use crate::diagnostic::{Severity, rule_ids};

/// The rule. Its findings are made where content and configuration are read.
pub const RULE: Rule = Rule {
    id: rule_ids::CONFIG_INVALID,
    group: RuleGroup::Files,
    severity: Severity::Error,
    page: include_str!("config_invalid.md"),
    reach: Reach::Page,
    check: Check::Load,
};
