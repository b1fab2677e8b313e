//! A file beside the pages that is left where it is.

use crate::check::{Check, Reach, Rule, RuleGroup};
use crate::diagnostic::{Severity, rule_ids};

/// The rule. Its findings are made where content and configuration are read.
pub const RULE: Rule = Rule {
    id: rule_ids::FILE_NOT_COPIED,
    group: RuleGroup::Files,
    severity: Severity::Warning,
    page: include_str!("file_not_copied.md"),
    reach: Reach::Site,
    check: Check::Load,
};
