//! An error code that is another one in one of the locales.

use super::source_suspect::RULE as SOURCE_SUSPECT;
use crate::check::compare::{Changed, compare_invariants, is_beside, is_sample};
use crate::check::{Check, Collector, Context, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;
use crate::model::InvariantKind;
use crate::units::Unit;

/// The rule.
pub const RULE: Rule = Rule {
    id: "code-changed",
    group: RuleGroup::Facts,
    severity: Severity::Error,
    page: include_str!("code_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let changed = Changed {
        rule: &RULE,
        of_source: &SOURCE_SUSPECT,
        what: "code",
        kinds: &[InvariantKind::Code],
        // In a payload or in quotes the same code is read as a string, and beside letters as an identifier.
        known_as: &[InvariantKind::Code, InvariantKind::JsonString, InvariantKind::Identifier],
        fix: true,
        // A code may be an example in running text, and then be translated as one.
        says: |_, unit, other, name| is_sample(unit, other, name),
        leaves_out: |_, text, invariant, other| is_beside(text, other, &invariant.text),
        may_be_word: |_| false,
        is_same: |_, _, _| false,
    };
    compare_invariants(context, unit, &changed, collector);
}
