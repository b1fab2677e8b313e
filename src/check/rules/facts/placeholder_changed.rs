//! A placeholder that is another one in one of the locales.

use crate::check::compare::{Changed, compare_invariants};
use crate::check::{Check, Collector, Context, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;
use crate::facts::contains_term;
use crate::model::InvariantKind;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "placeholder-changed",
    group: RuleGroup::Facts,
    severity: Severity::Error,
    page: include_str!("placeholder_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// Whether a text has without brackets what stands in them: the `Enter` of `<Enter>` is a key.
fn says_in_words(_: &Context<'_>, _: &Unit<'_>, text: &Text<'_>, placeholder: &str) -> bool {
    let inner = placeholder.trim_matches(|char: char| !char.is_alphanumeric());
    inner.starts_with(char::is_uppercase) && contains_term(text.text, inner).is_some()
}

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let changed = Changed {
        rule: &RULE,
        what: "placeholder",
        kinds: &[InvariantKind::Placeholder],
        known_as: &[InvariantKind::Placeholder, InvariantKind::InlineCode],
        fix: true,
        says: says_in_words,
    };
    compare_invariants(context, unit, &changed, collector);
}
