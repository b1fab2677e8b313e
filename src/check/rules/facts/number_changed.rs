//! A number that is another one in one of the locales.

use super::source_suspect::RULE as SOURCE_SUSPECT;
use crate::check::compare::{Changed, compare_invariants, is_beside, is_in_han};
use crate::check::{Check, Collector, Context, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;
use crate::facts::contains_term;
use crate::model::InvariantKind;
use crate::parse::is_cjk;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "number-changed",
    group: RuleGroup::Facts,
    severity: Severity::Error,
    page: include_str!("number_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// Whether a text has a number in words. One is the article of many languages, and is never missed.
fn says_in_words(context: &Context<'_>, unit: &Unit<'_>, text: &Text<'_>, number: &str) -> bool {
    let Ok(value) = number.parse::<u32>() else { return false };
    let is_ordinal = |other: &Text<'_>| other.locale != text.locale && has_ordinal(other.text, number);
    if value <= LARGEST_WORD && unit.texts.iter().chain(&unit.original).any(is_ordinal) {
        return true;
    }
    if text.text.contains(is_cjk) && is_in_han(text.text, value) {
        return true;
    }
    let known = context.profile(text.locale).map(|profile| &profile.number_words).filter(|words| !words.is_empty());
    match known {
        _ if value == 1 => true,
        Some(words) => words.get(&value).into_iter().flatten().any(|word| contains_term(text.text, word).is_some()),
        None => value <= LARGEST_WORD,
    }
}

/// Whether a text has a number as an English ordinal, `3rd`, which other languages write as a word: `derde`, `第三`.
fn has_ordinal(text: &str, number: &str) -> bool {
    let is_ending = |rest: &str| {
        let ending: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
        matches!(ending.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th")
    };
    text.match_indices(number).any(|(at, _)| is_ending(&text[at + number.len()..]))
}

/// Up to this number a language of which nothing is known may write a word for it. Chosen: style guides spell out
/// numbers up to nine, ten or twelve.
const LARGEST_WORD: u32 = 12;

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let changed = Changed {
        rule: &RULE,
        of_source: &SOURCE_SUSPECT,
        what: "number",
        kinds: &[InvariantKind::Number],
        // The same digits are read as a status where a word such as `HTTP` is beside them.
        known_as: &[InvariantKind::Number, InvariantKind::Status],
        // A number may need another form in a language, so nobody puts it back unseen.
        fix: false,
        says: says_in_words,
        leaves_out: |_, text, invariant, other| is_beside(text, other, &invariant.text),
        may_be_word: |_| false,
        is_same: |_, _, _| false,
    };
    compare_invariants(context, unit, &changed, collector);
}
