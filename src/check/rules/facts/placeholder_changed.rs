//! A placeholder that is another one in one of the locales.

use super::source_suspect::RULE as SOURCE_SUSPECT;
use crate::check::compare::{Changed, compare_invariants, is_beside};
use crate::check::{Check, Collector, Context, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;
use crate::facts::contains_term;
use crate::model::{Invariant, InvariantKind};
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
///
/// In running text the names of placeholders are translated as the words around them are: `<getal>` for `<number>`.
fn says_in_words(_: &Context<'_>, unit: &Unit<'_>, text: &Text<'_>, placeholder: &str) -> bool {
    // A component with attributes is filled in by nobody: `<Badge text="…" />`.
    if placeholder.ends_with("/>") && placeholder.contains('=') {
        return true;
    }
    let inner = placeholder.trim_matches(|char: char| !char.is_alphanumeric());
    let is_word = placeholder.starts_with('<') && inner.chars().all(|char| char.is_alphabetic() || char == ' ');
    let is_translated = unit.is_running_text() && is_word && unit.texts.iter().all(|other| count(other) == count(text));
    is_translated || (inner.starts_with(char::is_uppercase) && contains_term(text.text, inner).is_some())
}

fn count(text: &Text<'_>) -> usize {
    text.signature.invariants.iter().filter(|invariant| invariant.kind == InvariantKind::Placeholder).count()
}

/// Whether what is in pointed brackets is the parameter of a type: `array<tinyint>`.
fn is_type(text: &Text<'_>, placeholder: &Invariant) -> bool {
    let before = text.text.get(..placeholder.start as usize).unwrap_or_default();
    let letters = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    // One or two letters are the beginning of what is filled in, such as `v<version>`.
    placeholder.text.starts_with('<') && letters > 2
}

/// Whether a placeholder says in words what to put there, as `<your name>` does, and another one says it in words of
/// another script.
fn is_described(placeholder: &str, translated: &str) -> bool {
    let is_sign = |char: &char| !char.is_alphanumeric() && !" -_'".contains(*char);
    let signs = |placeholder: &str| placeholder.chars().filter(is_sign).collect::<String>();
    let inner = placeholder.trim_matches(|char: char| !char.is_alphanumeric());
    let starts_with_your = inner.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("your"));
    placeholder.is_ascii()
        && (inner.contains(' ') || starts_with_your)
        && translated.chars().any(|char| !char.is_ascii() && char.is_alphabetic())
        && signs(placeholder) == signs(translated)
}

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let changed = Changed {
        rule: &RULE,
        of_source: &SOURCE_SUSPECT,
        what: "placeholder",
        kinds: &[InvariantKind::Placeholder],
        known_as: &[InvariantKind::Placeholder, InvariantKind::InlineCode],
        fix: true,
        says: says_in_words,
        leaves_out: |_, text, invariant, other| is_type(text, invariant) || is_beside(text, other, &invariant.text),
        may_be_word: |_| false,
        is_same: |_, left, right| is_described(left, right) || is_described(right, left),
    };
    compare_invariants(context, unit, &changed, collector);
}
