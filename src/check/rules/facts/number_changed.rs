//! A number that is another one in one of the locales.

use super::source_suspect::RULE as SOURCE_SUSPECT;
use crate::check::compare::{Changed, compare_invariants, is_beside, is_in_han};
use crate::check::{Check, Collector, Context, Reach, Rule, RuleGroup};
use crate::diagnostic::Severity;
use crate::facts::contains_term;
use crate::model::{Invariant, InvariantKind};
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

/// Whether a text may do without a number of another one, or has it in another form.
fn leaves_out(context: &Context<'_>, text: &Text<'_>, number: &Invariant, other: &Text<'_>) -> bool {
    is_of_list(text, number)
        || is_beside(text, other, &number.text)
        || is_said_beside(context, text, number, other)
        || is_two(text, number, other)
        || has_with_unit(other, &number.text)
}

/// Whether a number counts the items of a list by hand: `2、` or `2）` at the start of a text.
fn is_of_list(text: &Text<'_>, number: &Invariant) -> bool {
    let (start, end) = (number.start as usize, number.end as usize);
    let is_first = text.text.get(..start).is_some_and(|before| before.trim_matches(['(', '（', ' ', '*']).is_empty());
    let rest = text.text.get(end..).unwrap_or_default();
    is_first && number.text.len() < 3 && rest.starts_with(['、', '）', ')', '．', '.', '：'])
}

/// Whether a number is in words in a paragraph next to the other text, and not next to this one.
fn is_said_beside(context: &Context<'_>, text: &Text<'_>, number: &Invariant, other: &Text<'_>) -> bool {
    let Ok(value) = number.text.parse::<u32>() else { return false };
    let is_said = |text: &Text<'_>| {
        let words = context.profile(text.locale).and_then(|profile| profile.number_words.get(&value));
        let is_there = |word: &String| text.around.both().iter().any(|around| contains_term(around, word).is_some());
        words.into_iter().flatten().any(is_there)
    };
    is_said(other) && !is_said(text)
}

/// Whether a number with a comma is a list of two, which the other text writes with a space: `[1,60000]`.
fn is_two(text: &Text<'_>, number: &Invariant, other: &Text<'_>) -> bool {
    let written = text.text.get(number.start as usize..number.end as usize).unwrap_or_default();
    let has = |part: &str| other.signature.of(InvariantKind::Number).any(|own| own == part);
    written.split_once(',').is_some_and(|(first, second)| has(first) && has(second))
}

/// Whether a text has a number with a unit glued to it, such as `60secs`.
fn has_with_unit(other: &Text<'_>, number: &str) -> bool {
    let is_digit = |char: char| char.is_ascii_digit() || char == '.';
    let is_unit = |rest: &str| rest.starts_with(|char: char| char.is_ascii_alphabetic());
    other
        .text
        .match_indices(number)
        .any(|(at, _)| !other.text[..at].ends_with(is_digit) && is_unit(&other.text[at + number.len()..]))
}

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
        leaves_out,
        may_be_word: |_| false,
        is_same: |_, _, _| false,
    };
    compare_invariants(context, unit, &changed, collector);
}
