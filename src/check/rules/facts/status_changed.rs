//! An HTTP status that is another one in one of the locales.

use super::source_suspect::RULE as SOURCE_SUSPECT;
use crate::check::compare::{Changed, compare_invariants, is_beside};
use crate::check::{Check, Collector, Context, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;
use crate::model::InvariantKind;
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
        of_source: &SOURCE_SUSPECT,
        what: "HTTP status",
        kinds: &[InvariantKind::Status],
        known_as: &[InvariantKind::Status, InvariantKind::Number],
        fix: false,
        // Nobody spells a status out.
        says: |_, _, _, _| false,
        leaves_out: |_, text, invariant, other| is_beside(text, other, &invariant.text),
        may_be_word: |_| false,
        is_same: |_, _, _| false,
    };
    compare_invariants(context, unit, &changed, collector);
}
