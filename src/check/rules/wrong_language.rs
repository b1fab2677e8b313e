//! A text in another language than its page.

use std::collections::{BTreeMap, BTreeSet};

use super::untranslated_cell::column_key;
use crate::check::notes::{Habit, Limit};
use crate::check::unit::Text;
use crate::check::{Check, Context, Draft, Notes, Rule, Unit};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::LocaleProfile;
use crate::parse::is_cjk;

/// The rule.
pub const RULE: Rule = Rule {
    id: "wrong-language",
    severity: Severity::Warning,
    page: include_str!("wrong_language.md"),
    check: Check::Unit(check),
};

/// What a locale leaves in another language more often than this in a column is its policy.
const POLICY: Limit = Limit { least: 3, share: 0.25, first: 1 };

/// So many words tell the language of a text.
const FEW_WORDS: usize = 4;

fn check(context: &Context<'_>, unit: &Unit<'_>, notes: &mut Notes) {
    if unit.is_code() {
        return;
    }
    for (index, own) in unit.texts.iter().enumerate() {
        let Some(profile) = context.profile(own.locale) else { continue };
        let is_copy = unit.counterparts(index).iter().any(|other| other.text == own.text);
        let words = words(own);
        let own_letters = own.text.chars().filter(|char| is_of_script(*char, &profile.script)).count();
        let is_own = !is_latin(&profile.script) && own_letters >= FEW_WORDS;
        if is_copy || (words.len() < FEW_WORDS && !is_own) {
            continue;
        }
        let habit = Habit { rule: RULE.id, locale: own.locale.clone(), about: column_key(unit) };
        match other_language(context, profile, own, &words) {
            Some(language) => notes.departs(habit, POLICY, Some(report(unit, own, profile, &language))),
            None => notes.keeps(habit),
        }
    }
}

/// The words of a text outside of what survives translation, in lower case.
fn words(text: &Text<'_>) -> Vec<String> {
    let visible = text.visible();
    let mut words = Vec::new();
    let mut at = 0;
    let ends = text.signature.marks.iter().map(|mark| (mark.start as usize, mark.end as usize));
    for (start, end) in ends.chain([(text.text.len(), text.text.len())]) {
        let between = visible.get(at..start.max(at)).unwrap_or_default();
        let split = between.split(|char: char| !char.is_alphabetic());
        words.extend(split.filter(|word| !word.is_empty()).map(str::to_lowercase));
        at = at.max(end);
    }
    words
}

/// The language that a text seems to be in, where that is not its own.
fn other_language(context: &Context<'_>, profile: &LocaleProfile, own: &Text<'_>, words: &[String]) -> Option<String> {
    if !is_latin(&profile.script) {
        let own_script = own.text.chars().filter(|char| is_of_script(*char, &profile.script)).count();
        let latin = words.iter().filter(|word| word.is_ascii() && word.len() > 1).count();
        return (own_script == 0 && latin >= FEW_WORDS).then(|| "another script".to_owned());
    }
    let foreign_script = own.text.chars().filter(|char| char.is_alphabetic() && !is_latin_letter(*char)).count();
    let letters = own.text.chars().filter(|char| char.is_alphabetic()).count();
    if 2 * foreign_script > letters {
        return Some("another script".to_owned());
    }
    let usual: BTreeSet<&str> = profile.common_words.iter().map(String::as_str).collect();
    if usual.is_empty() {
        return None;
    }
    let mut others: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for other in context.corpus.profiles.values().filter(|other| other.locale.language() != profile.locale.language()) {
        others.entry(&other.autonym).or_default().extend(other.common_words.iter().map(String::as_str));
    }
    if profile.locale.language() != "en" {
        others.entry("English").or_default().extend(profile.english_words.iter().map(String::as_str));
    }
    let hits = |of: &BTreeSet<&str>| words.iter().filter(|word| of.contains(word.as_str())).count();
    let own_hits = words.iter().filter(|word| is_usual(&usual, word)).count();
    let best = others.into_iter().map(|(language, common)| (hits(&common), language)).max()?;
    let clear = best.0 >= 2 && best.0 >= 3 * own_hits && 6 * best.0 >= words.len();
    clear.then(|| best.1.to_owned())
}

/// Whether a word is one of a language's common ones, with its apostrophe or without it.
fn is_usual(common: &BTreeSet<&str>, word: &str) -> bool {
    common.contains(word) || ["'", "’"].iter().any(|mark| common.contains(format!("{word}{mark}").as_str()))
}

fn is_latin(script: &str) -> bool {
    script == "Latn"
}

fn is_latin_letter(char: char) -> bool {
    char.is_ascii_alphabetic() || matches!(char, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Whether a letter is one of a script, as far as that can be told from Latin.
fn is_of_script(char: char, script: &str) -> bool {
    match script {
        "Hans" | "Hant" | "Jpan" | "Kore" => is_cjk(char),
        _ => char.is_alphabetic() && !is_latin_letter(char),
    }
}

fn report(unit: &Unit<'_>, own: &Text<'_>, profile: &LocaleProfile, language: &str) -> Draft {
    let message = match language {
        "another script" => format!("this text is in another script than {}", profile.autonym),
        language => format!("this text seems to be in {language}, not in {}", profile.autonym),
    };
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
        .help("translate it, or mark it as code if it is to stay as it is");
    Draft::of_unit(diagnostic, unit, own, own.text)
}
