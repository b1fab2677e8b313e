//! Why a row belongs to its entry: the words that are evidence for it and against it.

use super::likelihood::{Compared, Reason, reasons};
use super::rows::{Languages, learned};
use super::{Alignment, Entry, Evidence, group_tables, locales_reference_first};
use crate::model::{Corpus, Known, LocaleId};

/// Why the row of one locale belongs to an entry.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The locale of the row.
    pub locale: LocaleId,
    /// What was known when it joined.
    pub evidence: Evidence,
    /// The locale whose row it is compared with here; `None` for the row that was there first.
    pub compared_with: Option<LocaleId>,
    /// The evidence of its words beside that row, the strongest first.
    pub words: Vec<WordReason>,
}

/// The evidence of a word for or against two rows being one.
#[derive(Clone, Debug, PartialEq)]
pub struct WordReason {
    /// Index of the aligned column.
    pub column: usize,
    /// The word, folded, where the row that was there first has it.
    pub word: Option<String>,
    /// The word of the joining row.
    pub counterpart: Option<String>,
    /// The natural logarithm of how much likelier it makes the pair; below zero it is evidence against it.
    pub likelihood: f32,
}

/// Explains each row of an entry of `alignment`, which must be the alignment of `corpus` and `known`.
///
/// The lexicon of the two languages is learned again, from the rows as they were aligned in the end, so that the
/// weights of words may differ a little from those that decided.
pub fn explain(corpus: &Corpus, known: &Known, alignment: &Alignment, entry: &Entry) -> Vec<Explanation> {
    let order: Vec<&LocaleId> =
        locales_reference_first(corpus).into_iter().filter(|locale| entry.rows.contains_key(*locale)).collect();
    let Some(first) = order.first() else { return Vec::new() };
    let (_, groups) = group_tables(corpus, known, &mut Alignment::default());
    let of_locale = |locale: &&LocaleId| {
        let evidence = entry.rows[*locale].evidence;
        let compared_with = (locale != first).then(|| (*first).clone());
        let words = match &compared_with {
            Some(first) => words(&learned(&groups, alignment, first, locale), entry, first, locale),
            None => Vec::new(),
        };
        Explanation { locale: (*locale).clone(), evidence, compared_with, words }
    };
    order.iter().map(of_locale).collect()
}

fn words(languages: &Languages, entry: &Entry, first: &LocaleId, locale: &LocaleId) -> Vec<WordReason> {
    let table = &languages.tables[entry.table];
    let row = |places: &[super::RowPlace], locale: &LocaleId| {
        places.iter().position(|place| *place == entry.rows[locale].place).map(|row| row as u32)
    };
    let (Some(left), Some(right)) = (row(&table.left_places, first), row(&table.right_places, locale)) else {
        return Vec::new();
    };
    let compared = Compared {
        vocabulary: &languages.vocabulary,
        lexicon: &languages.lexicon,
        left: &table.left,
        right: &table.right,
        of_left: &table.of_left,
        of_right: &table.of_right,
    };
    let text = |token| languages.vocabulary.shown(token);
    let (forth, back) = reasons(&compared, (left, right));
    let forth = forth.into_iter().map(|Reason { column, token, counterpart, weight }| WordReason {
        column,
        word: Some(text(token)),
        counterpart: counterpart.map(text),
        likelihood: weight,
    });
    let back = back.into_iter().map(|Reason { column, token, counterpart, weight }| WordReason {
        column,
        word: counterpart.map(text),
        counterpart: Some(text(token)),
        likelihood: weight,
    });
    let mut words: Vec<WordReason> = Vec::new();
    for reason in forth.chain(back) {
        let same = |other: &&mut WordReason| {
            (other.column, &other.word, &other.counterpart) == (reason.column, &reason.word, &reason.counterpart)
        };
        match words.iter_mut().find(same) {
            Some(known) => known.likelihood += reason.likelihood,
            None => words.push(reason),
        }
    }
    words.sort_by(|a, b| b.likelihood.abs().total_cmp(&a.likelihood.abs()));
    words
}
