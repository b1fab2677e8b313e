//! An HTTP status that is another one in one of the locales.

use crate::check::compare::{Changed, compare_marks};
use crate::check::{Check, Collector, Context, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;
use crate::model::MarkKind;
use crate::units::Unit;

/// The rule.
pub const RULE: Rule = Rule {
    id: "status-changed",
    group: RuleGroup::Facts,
    severity: Severity::Error,
    page: include_str!("status_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let changed = Changed {
        rule: &RULE,
        what: "HTTP status",
        kinds: &[MarkKind::Status],
        known_as: &[MarkKind::Status, MarkKind::Number],
        fix: false,
        says: |_, _, _, _| false,
    };
    compare_marks(context, unit, &changed, collector);
}
