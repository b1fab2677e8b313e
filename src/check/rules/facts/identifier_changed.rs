//! An identifier or exception class that is another one in one of the locales.

use std::ops::Range;

use super::source_suspect::RULE as SOURCE_SUSPECT;
use crate::check::compare::{Changed, compare_invariants, is_beside, is_key_of_row, is_sample, parted_code};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::facts::contains_name;
use crate::model::{Invariant, InvariantKind};
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "identifier-changed",
    group: RuleGroup::Facts,
    severity: Severity::Error,
    page: include_str!("identifier_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

fn says(context: &Context<'_>, unit: &Unit<'_>, other: &Text<'_>, name: &str) -> bool {
    is_sample(unit, other, name)
        || is_key_of_row(other, name)
        || is_parted(unit, other, name)
        || is_in_words(other, name)
        || is_in_other_case(other, name)
        || has_its_number(context, other, name)
}

/// Whether a text has an identifier as words, with spaces for underscores.
fn is_in_words(other: &Text<'_>, name: &str) -> bool {
    let is_word = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_';
    let name = name.trim_matches('_');
    name.contains('_') && name.chars().all(is_word) && contains_name(other.text, &name.replace('_', " "))
}

/// Whether a text has a word with a capital where the other one has none, or the reverse, and in no third spelling.
fn is_in_other_case(other: &Text<'_>, name: &str) -> bool {
    let words = || other.text.split(|char: char| !char.is_ascii_alphanumeric());
    let mut spellings = words().filter(|word| word.eq_ignore_ascii_case(name)).peekable();
    is_word(name) && spellings.peek().is_some() && spellings.all(|word| is_same(word, name))
}

/// Whether a text has the number of a word that it translates: `範例 1` for `example1`, `四層` for `L4`, `60 秒` for
/// `60secs`.
fn has_its_number(context: &Context<'_>, other: &Text<'_>, name: &str) -> bool {
    if !is_word(name) || other.text.is_ascii() {
        return false;
    }
    let letters = name.trim_matches(|char: char| char.is_ascii_digit());
    let digits = name.strip_prefix(letters).or_else(|| name.strip_suffix(letters)).unwrap_or_default();
    let is_part = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric() || "-_.".contains(char));
    let is_number = |(at, _): (usize, &str)| {
        !is_part(other.text[..at].chars().next_back()) && !is_part(other.text[at + digits.len()..].chars().next())
    };
    let words = context.profile(other.locale).map(|profile| &profile.number_words);
    let in_words = || {
        let words = digits.parse().ok().and_then(|value: u32| words?.get(&value)).into_iter().flatten();
        // A letter and a number are little, so the number is most of it.
        letters.len() == 1 && words.into_iter().any(|word| other.text.contains(word.as_str()))
    };
    !digits.is_empty()
        && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (other.text.match_indices(digits).any(is_number) || in_words())
}

/// Whether an identifier has letters and digits alone, as words have: `primaryKey`, `mTLS`, `L4`.
fn is_word(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a text may leave out an identifier of another one.
fn leaves_out(_: &Context<'_>, text: &Text<'_>, name: &Invariant, other: &Text<'_>) -> bool {
    is_of_version(text, name) || is_beside(text, other, &name.text)
}

/// Whether an identifier is the beginning of a version, `v3` of `v3.8`: its number is the business of other rules.
fn is_of_version(text: &Text<'_>, name: &Invariant) -> bool {
    let rest = text.text.get(name.end as usize..).and_then(|rest| rest.strip_prefix('.'));
    is_word(&name.text)
        && name.text.ends_with(|char: char| char.is_ascii_digit())
        && rest.is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit() || char == 'x'))
}

/// Whether two spellings are one word, written with a capital or without one, or with the underscores of emphasis.
fn is_same(left: &str, right: &str) -> bool {
    let (left, right) = (left.trim_matches('_'), right.trim_matches('_'));
    let is_small = |name: &str| !name.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_rest_same = left.get(1..).is_some_and(|rest| right.get(1..) == Some(rest));
    left == right
        || (is_word(left) && left.eq_ignore_ascii_case(right) && (is_rest_same || is_small(left) || is_small(right)))
}

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
        says,
        leaves_out,
        may_be_word: |invariant| invariant.kind == InvariantKind::Identifier && is_word(&invariant.text),
        is_same: |_, left, right| is_same(left, right),
    };
    compare_invariants(context, unit, &changed, collector);
    if !unit.is_code() {
        unit.translations().for_each(|(index, _)| collector.extend(parted(unit, index)));
    }
}

/// Code of the source, or of the reference locale, that a text has with a space put in.
fn parted_of<'u>(unit: &'u Unit<'_>, own: &Text<'_>) -> Option<(&'u Text<'u>, Range<usize>, &'u str)> {
    let reference = unit.reference().or(unit.texts.first()).filter(|reference| reference.locale != own.locale)?;
    let (range, code) = parted_code(own, reference)?;
    Some((reference, range, code))
}

/// Whether a text has an identifier with a space put in, which is a finding of its own.
fn is_parted(unit: &Unit<'_>, text: &Text<'_>, name: &str) -> bool {
    parted_of(unit, text).is_some_and(|(_, _, code)| code == name)
}

/// The finding about code with a space put in.
fn parted(unit: &Unit<'_>, index: usize) -> Option<PendingFinding> {
    let own = &unit.texts[index];
    let (reference, range, code) = parted_of(unit, own)?;
    let span = own.part(range.start, range.end);
    let found = &own.text[range];
    let message = Message::new("`{found}` is `{expected}` in `{reference}`: a space was put in")
        .with("found", found)
        .with("expected", code)
        .with("reference", reference.locale);
    // In prose it is a warning at most, as where identifiers are compared.
    let severity = if unit.entry().is_none() { Severity::Warning } else { RULE.severity };
    let mut diagnostic = Diagnostic::new(RULE.id, severity, span.clone(), message)
        .help("write it without the space, as the code does")
        .fix(Applicability::Suggested, span, code);
    if let Some(there) = unit.shown(reference) {
        diagnostic = diagnostic.related(there, format!("the text in `{}`", reference.locale));
    }
    Some(PendingFinding::of_unit(diagnostic, unit, own, found))
}
