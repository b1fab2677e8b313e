//! An identifier or exception class that is another one in one of the locales.

use super::source_suspect::RULE as SOURCE_SUSPECT;
use crate::check::compare::{Changed, compare_invariants, is_key_of_row, is_sample};
use crate::check::{Check, Collector, Context, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;
use crate::model::InvariantKind;
use crate::units::Unit;

/// The rule.
pub const RULE: Rule = Rule {
    id: "identifier-changed",
    group: RuleGroup::Facts,
    severity: Severity::Error,
    page: include_str!("identifier_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let changed = Changed {
        rule: &RULE,
        of_source: &SOURCE_SUSPECT,
        what: "identifier",
        kinds: &[InvariantKind::Identifier, InvariantKind::Exception, InvariantKind::JsonString],
        // An identifier may be in backticks, or at the start of a sentence, in one language only, where it has another
        // kind.
        known_as: &[
            InvariantKind::Identifier,
            InvariantKind::Exception,
            InvariantKind::JsonString,
            InvariantKind::Code,
            InvariantKind::Name,
            InvariantKind::InlineCode,
        ],
        // Identifiers may be examples, so a person has to look.
        fix: false,
        says: |_, unit, other, name| is_sample(unit, other, name) || is_key_of_row(other, name),
    };
    compare_invariants(context, unit, &changed, collector);
}
