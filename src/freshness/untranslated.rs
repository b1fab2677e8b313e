//! Which translations still have the words of their source.

use std::collections::BTreeSet;

use crate::model::{InvariantKind, LocaleId};
use crate::parse::{PassageKind, is_cjk, is_code_word};
use crate::units::{AlignedCorpus, Text, Unit, UnitKind};

/// Of so many words at least, this share stays where a text was not translated but for a word or two. Chosen.
const FEW_WORDS: usize = 5;
const SAME: f64 = 0.85;

/// So many letters of a script without spaces are no term that two languages share. Chosen: three words.
const FEW_LETTERS: usize = 6;

/// Whether one text of a unit is translated.
#[derive(Clone, Copy, Debug)]
pub enum Translation<'u, 'c> {
    /// It has words of its own.
    Translated,
    /// It has the very words of another text.
    Untranslated(&'u Text<'c>),
}

/// Whether the translations of a unit are translated, by their index. Those without words to translate are not here.
pub fn translations<'u, 'c>(site: &AlignedCorpus<'_>, unit: &'u Unit<'c>) -> Vec<(usize, Translation<'u, 'c>)> {
    // A block of HTML is mostly made of tags, the same in every language.
    if unit.is_code() || matches!(unit.kind, UnitKind::Prose { kind: PassageKind::Html }) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, own) in unit.translations().filter(|(_, text)| !text.text.is_empty()) {
        // A heading or a label of two words may be a term that the language has taken over.
        let least = if unit.entry().is_some() { 2 } else { 3 };
        let has_words = |text: &Text<'_>| {
            let words = words(text);
            words.len() >= least
                || caseless(words.iter().flat_map(|word| word.chars())) >= FEW_LETTERS
                || (unit.entry().is_some() && all_others_translate(unit, index, text, least))
        };
        match same_text(site, unit, index).filter(|_| has_words(own)) {
            Some(other) => found.push((index, Translation::Untranslated(other))),
            None if unit.counterparts(index).iter().any(|text| has_words(text)) => {
                found.push((index, Translation::Translated));
            }
            None => {}
        }
    }
    found
}

/// How long what a translator would translate of a text is, in letters of an alphabet.
pub(super) fn letters(text: &Text<'_>) -> usize {
    let mut letters = 0;
    let mut at = 0;
    let ends = text.signature.invariants.iter().map(|invariant| (invariant.start as usize, invariant.end as usize));
    for (start, end) in ends.chain([(text.text.len(), text.text.len())]) {
        let between = text.text.get(at..start.max(at)).unwrap_or_default();
        // Five halves for a letter of a script without spaces, as where passages are compared.
        let half = |char: char| if is_cjk(char) { 5 } else { 2 };
        letters += between.chars().filter(|char| char.is_alphabetic()).map(half).sum::<usize>();
        at = at.max(end);
    }
    letters / 2
}

/// How many letters of a text are of scripts without spaces.
fn caseless(chars: impl Iterator<Item = char>) -> usize {
    chars.filter(|char| is_cjk(*char)).count()
}

/// Whether two locales are of one language, as `en-US` and `en-GB` are: then a text may well be the same in both.
pub(super) fn is_same_language(one: &LocaleId, other: &LocaleId) -> bool {
    one.language() == other.language()
}

/// A text with the very same words, that this one should have translated. The reference locale's own text is taken for
/// the original.
fn same_text<'u, 'c>(site: &AlignedCorpus<'_>, unit: &'u Unit<'c>, own: usize) -> Option<&'u Text<'c>> {
    let text = &unit.texts[own];
    if unit.reference().is_none() && Some(text.locale) == site.corpus.reference_locale() {
        return None;
    }
    let others = unit.counterparts(own).into_iter().filter(|other| !is_same_language(text.locale, other.locale));
    others.into_iter().find(|other| other.text == text.text || is_nearly_same(text, other))
}

/// Whether nearly all words of a text that a translator would translate are there as they were.
fn is_nearly_same(own: &Text<'_>, other: &Text<'_>) -> bool {
    let (there, here) = (words(other), words(own));
    // A gloss keeps the words of the original and adds its own: more than a sixth of its letters are new.
    let letters = |words: &[String]| words.iter().map(|word| word.chars().count()).sum::<usize>();
    let kept: BTreeSet<String> = there.iter().cloned().collect();
    let own: Vec<String> = here.iter().filter(|word| !kept.contains(*word)).cloned().collect();
    if 6 * letters(&own) > letters(&here) {
        return false;
    }
    let here: BTreeSet<String> = here.into_iter().collect();
    let same = there.iter().filter(|word| here.contains(*word)).count();
    there.len() >= FEW_WORDS && same as f64 >= SAME * there.len() as f64
}

/// The words of a text that a translator would translate: those outside of names, codes, payloads and links. None
/// where no word begins in lower case, since it may be a name then, and none in a list of values: `exact, semantic`.
fn words(text: &Text<'_>) -> Vec<String> {
    let visible = text.visible();
    let mut words: Vec<String> = Vec::new();
    let mut at = 0;
    let ends = text.signature.invariants.iter().map(|invariant| (invariant.start as usize, invariant.end as usize));
    for (start, end) in ends.chain([(text.text.len(), text.text.len())]) {
        let between = visible.get(at..start.max(at)).unwrap_or_default();
        let plain = between.split_whitespace().filter(|token| !is_code_word(token));
        words.extend(plain.flat_map(alphabetic).map(str::to_owned));
        at = at.max(end);
    }
    if is_value(&visible) {
        return Vec::new();
    }
    let is_text = |word: &String| word.starts_with(|char: char| char.is_lowercase() || is_cjk(char));
    if words.iter().any(is_text) { words } else { Vec::new() }
}

/// Whether a text is written as a value: in quotes, brackets or braces as a whole, a command with its options, an
/// expression, or nothing but words with commas, slashes or bars between them.
pub(super) fn is_value(text: &str) -> bool {
    let text = text.trim();
    let is_inside = |open: char, close: char| text.len() > 1 && text.starts_with(open) && text.ends_with(close);
    let is_link = text.contains("][");
    let is_option = |token: &str| {
        let option = token.trim_start_matches(['[', '(']);
        option.starts_with('-') && option.trim_start_matches('-').starts_with(|char: char| char.is_ascii_alphabetic())
    };
    let is_command = text.starts_with(|char: char| char.is_ascii_lowercase()) && text.split_whitespace().any(is_option);
    let mut values = text.split([',', '/', '|']);
    is_command
        || is_expression(text)
        || is_inside('"', '"')
        || is_inside('{', '}')
        || (is_inside('[', ']') && !is_link)
        || (text.is_ascii() && values.all(|value| value.split_whitespace().count() <= 1))
}

/// Whether a text is a line of code: it has a mark that only code has for every eight letters. Chosen: prose about code
/// has hardly one in forty.
fn is_expression(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_mark = |(at, byte): (usize, &u8)| match byte {
        b'=' | b';' | b'{' | b'}' | b'_' => true,
        b'(' => at > 0 && bytes[at - 1].is_ascii_alphanumeric(),
        b'[' => matches!(bytes.get(at + 1), Some(b'"' | b'\'')),
        _ => false,
    };
    let marks = bytes.iter().enumerate().filter(|mark| is_mark(*mark)).count();
    marks > 2 && 8 * marks >= text.chars().filter(|char| char.is_alphabetic()).count()
}

/// Whether three or more other translations have at most half of a text's words, so that it is no name though all words
/// begin with a capital: `Yes<br>No`.
fn all_others_translate(unit: &Unit<'_>, own: usize, text: &Text<'_>, least: usize) -> bool {
    let visible = text.visible();
    let words: Vec<&str> = alphabetic(&visible).collect();
    let different: BTreeSet<&str> = words.iter().copied().collect();
    let said = |other: &str| {
        let words: BTreeSet<&str> = alphabetic(other).collect();
        different.intersection(&words).count()
    };
    let mut others = unit.translations().filter(|(index, _)| *index != own).map(|(_, other)| other.visible());
    words.len() >= least
        && text.signature.invariants.iter().all(|invariant| invariant.kind == InvariantKind::Name)
        && unit.translations().count() > 3
        && others.all(|other| 2 * said(&other) <= different.len())
}

fn alphabetic(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_alphabetic()).filter(|word| word.chars().count() > 1)
}
