//! Which translations still have the words of their source.

use std::collections::BTreeSet;

use crate::facts::Limit;
use crate::model::InvariantKind;
use crate::units::{AlignedCorpus, Text, Unit};

/// What a locale leaves as it is more often than this in a column is its policy, and no oversight: one cell for each
/// two that are translated, the first not counted. High, since a column of messages is kept in English as a whole or
/// not at all. Chosen.
pub const UNTRANSLATED_POLICY: Limit = Limit { least: 1, share: 0.5, first: 1 };

/// Of so many words at least, this share stays where a text was not translated but for a word or two. Chosen.
const FEW_WORDS: usize = 5;
const SAME: f64 = 0.85;

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
    if unit.is_code() || most_are_left(unit) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, own) in unit.translations().filter(|(_, text)| !text.text.is_empty()) {
        // A heading or a label of two words may be a term that the language has taken over.
        let least = if unit.entry().is_some() { 2 } else { 3 };
        let has_words = |text: &Text<'_>| {
            words(text).len() >= least || (unit.entry().is_some() && all_others_translate(unit, index, text, least))
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

/// What most translations leave as it is stays so on purpose.
fn most_are_left(unit: &Unit<'_>) -> bool {
    let is_left = |reference: &Text<'_>| unit.translations().filter(|(_, text)| text.text == reference.text).count();
    // At least two of them, so that one translation that was forgotten is no majority.
    2 * unit.reference().map_or(0, is_left) > unit.translations().count().max(2)
}

/// A text with the very same words, that this one should have translated. The reference locale's own text is taken for
/// the original.
fn same_text<'u, 'c>(site: &AlignedCorpus<'_>, unit: &'u Unit<'c>, own: usize) -> Option<&'u Text<'c>> {
    let text = &unit.texts[own];
    if unit.reference().is_none() && Some(text.locale) == site.corpus.reference_locale() {
        return None;
    }
    unit.counterparts(own).into_iter().find(|other| other.text == text.text || is_nearly_same(text, other))
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
/// where no word begins in lower case: then it may be a name.
fn words(text: &Text<'_>) -> Vec<String> {
    let visible = text.visible();
    let mut words: Vec<String> = Vec::new();
    let mut at = 0;
    let ends = text.signature.invariants.iter().map(|invariant| (invariant.start as usize, invariant.end as usize));
    for (start, end) in ends.chain([(text.text.len(), text.text.len())]) {
        words.extend(alphabetic(visible.get(at..start.max(at)).unwrap_or_default()).map(str::to_owned));
        at = at.max(end);
    }
    if words.iter().any(|word| word.starts_with(char::is_lowercase)) { words } else { Vec::new() }
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
