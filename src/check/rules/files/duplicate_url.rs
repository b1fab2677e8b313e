//! Two files that claim one address.

use crate::check::{Check, Reach, Rule, RuleGroup};
use crate::diagnostic::{Severity, rule_ids};

/// The rule. Its findings are made where content and configuration are read.
pub const RULE: Rule = Rule {
    id: rule_ids::DUPLICATE_URL,
    group: RuleGroup::Files,
    severity: Severity::Error,
    page: include_str!("duplicate_url.md"),
    reach: Reach::Site,
    check: Check::Load,
};
