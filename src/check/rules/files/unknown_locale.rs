//! A folder or tag that no language data answers to.

use crate::check::{Check, Reach, Rule, RuleGroup};
use crate::diagnostic::{Severity, rule_ids};

/// The rule. Its findings are made where content and configuration are read.
pub const RULE: Rule = Rule {
    id: rule_ids::UNKNOWN_LOCALE,
    group: RuleGroup::Files,
    severity: Severity::Info,
    page: include_str!("unknown_locale.md"),
    reach: Reach::Page,
    check: Check::Load,
};
