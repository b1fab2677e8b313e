//! A text that was left in another language.

use std::collections::BTreeSet;

use crate::check::notes::{Habit, Limit};
use crate::check::unit::{Text, UnitKind};
use crate::check::{Check, Context, Draft, Notes, Rule, Unit};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::MarkKind;

/// The rule.
pub const RULE: Rule = Rule {
    id: "untranslated-cell",
    severity: Severity::Warning,
    page: include_str!("untranslated_cell.md"),
    check: Check::Unit(check),
};

/// What a locale leaves as it is more often than this in a column is its policy, not a slip.
const POLICY: Limit = Limit { least: 1, share: 0.5, first: 1 };

/// Of so many words at least, this share stays the same where a text was not translated but for a word or two.
const FEW_WORDS: usize = 5;
const SAME: f64 = 0.85;

fn check(context: &Context<'_>, unit: &Unit<'_>, notes: &mut Notes) {
    if unit.is_code() {
        return;
    }
    // What most leave as it is stays so on purpose.
    let left = unit
        .reference()
        .map_or(0, |reference| unit.translations().filter(|(_, text)| text.text == reference.text).count());
    if 2 * left > unit.translations().count().max(2) {
        return;
    }
    for (index, own) in unit.translations().filter(|(_, text)| !text.text.is_empty()) {
        let habit = Habit { rule: RULE.id, locale: own.locale.clone(), about: column_key(unit) };
        // A heading or a label of two words may be a term that the language has borrowed.
        let least = if unit.entry().is_some() { 2 } else { 3 };
        let has_words = |text: &Text<'_>| {
            words(text).len() >= least || (unit.entry().is_some() && all_others_translate(unit, index, text, least))
        };
        match same_text(context, unit, index).filter(|_| has_words(own)) {
            Some(other) => notes.departs(habit, POLICY, Some(report(unit, own, other))),
            None if unit.counterparts(index).iter().any(|text| has_words(text)) => notes.keeps(habit),
            None => {}
        }
    }
}

/// What tells a column from others: its role across all tables, else its own table.
pub(super) fn column_key(unit: &Unit<'_>) -> String {
    match unit.kind {
        UnitKind::Cell { role: Some(role), .. } => role.as_str().to_owned(),
        UnitKind::Cell { entry, column, .. } => format!("{} {} {column}", entry.page, entry.table),
        UnitKind::Prose { kind } => format!("{kind:?}"),
    }
}

/// A text with the very same words, that this one should have translated. The reference locale's own text is taken for
/// the original.
fn same_text<'u, 'c>(context: &Context<'_>, unit: &'u Unit<'c>, own: usize) -> Option<&'u Text<'c>> {
    let text = &unit.texts[own];
    if unit.reference().is_none() && Some(text.locale) == context.corpus.reference_locale() {
        return None;
    }
    unit.counterparts(own).into_iter().find(|other| other.text == text.text || is_nearly_same(text, other))
}

/// Whether nearly all words of a text that a translator would translate are there as they were.
fn is_nearly_same(own: &Text<'_>, other: &Text<'_>) -> bool {
    let (there, here) = (words(other), words(own));
    // A gloss keeps the words of the original and adds its own.
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
    let ends = text.signature.marks.iter().map(|mark| (mark.start as usize, mark.end as usize));
    for (start, end) in ends.chain([(text.text.len(), text.text.len())]) {
        words.extend(alphabetic(visible.get(at..start.max(at)).unwrap_or_default()).map(str::to_owned));
        at = at.max(end);
    }
    if words.iter().any(|word| word.starts_with(char::is_lowercase)) { words } else { Vec::new() }
}

/// Whether three or more other translations say at most half of a text's words, so that it is no name though all words
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
        && text.signature.marks.iter().all(|mark| mark.kind == MarkKind::Name)
        && unit.translations().count() > 3
        && others.all(|other| 2 * said(&other) <= different.len())
}

fn alphabetic(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_alphabetic()).filter(|word| word.chars().count() > 1)
}

fn report(unit: &Unit<'_>, own: &Text<'_>, other: &Text<'_>) -> Draft {
    let message = format!("this text has the same words as `{}`: it is not translated", other.locale);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
        .help("translate it; code, names and payloads stay as they are");
    if let Some(there) = unit.shown(other) {
        diagnostic = diagnostic.related(there, format!("the same text in `{}`", other.locale));
    }
    Draft::of_unit(diagnostic, unit, own, own.text)
}
