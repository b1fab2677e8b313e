//! A URL in the text that is another one in one of the locales.

use super::link_changed::compare_targets;
use crate::check::{Check, Collector, Context, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;
use crate::model::InvariantKind;
use crate::units::Unit;

/// The rule.
pub const RULE: Rule = Rule {
    id: "url-changed",
    group: RuleGroup::Facts,
    severity: Severity::Warning,
    page: include_str!("url_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    compare_targets(context, unit, &RULE, InvariantKind::Url, "URL", collector);
}
