//! Which translations are in another language than their page.

use std::collections::{BTreeMap, BTreeSet};

use super::untranslated::is_value;
use crate::model::LocaleProfile;
use crate::parse::is_cjk;
use crate::units::{AlignedCorpus, Text, Unit};

/// So many words show the language of a text; fewer may be a name or a term. Chosen.
const FEW_WORDS: usize = 4;

/// The language of a text, as far as its words show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LanguageOfText {
    /// That of its page.
    Own,
    /// Another one, by the name that its speakers use, or `another script`.
    Other(String),
}

/// The language of one text of a unit; `None` where it has too few words, or is a copy of another text.
pub fn language_of(site: &AlignedCorpus<'_>, unit: &Unit<'_>, index: usize) -> Option<LanguageOfText> {
    if unit.is_code() {
        return None;
    }
    let own = &unit.texts[index];
    let profile = site.profile(own.locale)?;
    // A copy is untranslated, which is another rule.
    let is_copy = unit.counterparts(index).iter().any(|other| other.text == own.text);
    let words = words(own);
    let own_letters = own.text.chars().filter(|char| is_of_script(*char, &profile.script)).count();
    let is_own = !is_latin(&profile.script) && own_letters >= FEW_WORDS;
    if is_copy || is_value(own.text) || (words.len() < FEW_WORDS && !is_own) {
        return None;
    }
    Some(other_language(site, profile, own, &words).map_or(LanguageOfText::Own, LanguageOfText::Other))
}

/// The words of a text outside of what survives translation, in lower case.
fn words(text: &Text<'_>) -> Vec<String> {
    let visible = text.visible();
    let mut words = Vec::new();
    let mut at = 0;
    let ends = text.signature.invariants.iter().map(|invariant| (invariant.start as usize, invariant.end as usize));
    for (start, end) in ends.chain([(text.text.len(), text.text.len())]) {
        let between = visible.get(at..start.max(at)).unwrap_or_default();
        let split = between.split(|char: char| !char.is_alphabetic());
        words.extend(split.filter(|word| !word.is_empty()).map(str::to_lowercase));
        at = at.max(end);
    }
    words
}

/// The language that a text seems to be in, where that is not its own.
fn other_language(
    site: &AlignedCorpus<'_>,
    profile: &LocaleProfile,
    own: &Text<'_>,
    words: &[String],
) -> Option<String> {
    if !is_latin(&profile.script) {
        let own_script = own.text.chars().filter(|char| is_of_script(*char, &profile.script)).count();
        let latin = words.iter().filter(|word| word.is_ascii() && word.len() > 1).count();
        return (own_script == 0 && latin >= FEW_WORDS).then(|| "another script".to_owned());
    }
    let foreign_script = own.text.chars().filter(|char| char.is_alphabetic() && !is_latin_letter(*char)).count();
    let letters = own.text.chars().filter(|char| char.is_alphabetic()).count();
    // Most of the letters: a text may quote a word in another script.
    if 2 * foreign_script > letters {
        return Some("another script".to_owned());
    }
    let usual: BTreeSet<&str> = profile.common_words.iter().map(String::as_str).collect();
    if usual.is_empty() {
        return None;
    }
    let mut others: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for other in site.corpus.profiles.values().filter(|other| other.locale.language() != profile.locale.language()) {
        others.entry(&other.autonym).or_default().extend(other.common_words.iter().map(String::as_str));
    }
    // English is compared even where it is no locale of the site: texts are left in it more often than in any other.
    if profile.locale.language() != "en" {
        others.entry("English").or_default().extend(profile.english_words.iter().map(String::as_str));
    }
    let hits = |of: &BTreeSet<&str>| words.iter().filter(|word| of.contains(word.as_str())).count();
    let own_hits = words.iter().filter(|word| is_usual(&usual, word)).count();
    let best = others.into_iter().map(|(language, common)| (hits(&common), language)).max()?;
    // Two common words at least, since languages share single ones; three for each of its own; and one in six, which is
    // less than any real text has. Chosen.
    let clear = best.0 >= 2 && best.0 >= 3 * own_hits && 6 * best.0 >= words.len();
    clear.then(|| best.1.to_owned())
}

/// Whether a word is one of a language's common ones, with its apostrophe or without it.
fn is_usual(common: &BTreeSet<&str>, word: &str) -> bool {
    common.contains(word) || ["'", "’"].iter().any(|apostrophe| common.contains(format!("{word}{apostrophe}").as_str()))
}

fn is_latin(script: &str) -> bool {
    script == "Latn"
}

fn is_latin_letter(char: char) -> bool {
    char.is_ascii_alphabetic() || matches!(char, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Whether a letter is one of a script, as far as it can be separated from Latin.
fn is_of_script(char: char, script: &str) -> bool {
    match script {
        "Hans" | "Hant" | "Jpan" | "Kore" => is_cjk(char),
        _ => char.is_alphabetic() && !is_latin_letter(char),
    }
}
