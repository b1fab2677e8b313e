//! Query to hits.

use std::collections::{BTreeMap, HashSet};

use super::fuzzy_term::{EXACT, Grams, fuzzy_terms, is_replaceable};
use super::index::{Index, Indexed, References};
use crate::terms::tokenize_with;

/// A document that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit<'a> {
    /// The document.
    pub document: &'a Indexed,
    /// How well it fits; only good for comparing the hits of one query.
    pub score: f64,
}

/// Scores are counted in this part of a term's worth, so that what is common everywhere still counts something.
///
/// The largest product, [`FINE`] times the square of what 1,512 of the rarest terms are worth, is below 2⁵³:
/// JavaScript computes it as exactly as we do. A query has no more: 1,000 terms, and eight fuzzy terms for 64 of them.
const FINE: u64 = 128;

/// The weight of a term in a row's own message, in its message in another locale, and in its signature; `FIELDS` in
/// `build.rs` has the weights of other fields.
// A message of another locale counts less, so that of two rows with one word the one in the reader's language comes
// first. The signature repeats words of the message, so it only adds to them.
const MESSAGE: u64 = 60;
const FOREIGN: u64 = 40;
const SIGNATURE: u64 = 10;

/// What a score is divided by when it is shown, a power of two so that nothing is rounded.
const WHOLE: f64 = 8_388_608.0;

/// How many terms of a query are searched for; a pasted stack trace has more.
const MAXIMUM_TERMS: usize = 1000;

/// How many terms of a query get fuzzy terms.
// Each one is compared with all terms that share a pair of characters. A long paste has enough other terms.
const MOST_FUZZY_TERMS: usize = 64;

impl Index {
    /// The documents that fit `query`, best first, at most `limit`; equals in the order of the index.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit<'_>> {
        let scores = self.scores(&self.query_terms(query));
        let mut found: Vec<usize> = (0..scores.len()).filter(|document| scores[*document] > 0).collect();
        found.sort_by_key(|document| (std::cmp::Reverse(scores[*document]), *document));
        found.truncate(limit);
        found.into_iter().map(|at| Hit { document: &self.documents[at], score: scores[at] as f64 / WHOLE }).collect()
    }

    /// The index's terms that a query has, or fuzzy terms of those that the index lacks, with the weight of each.
    fn query_terms(&self, query: &str) -> BTreeMap<u32, u64> {
        let mut seen = HashSet::new();
        let mut tokens = tokenize_with(query, &self.variants);
        tokens.retain(|token| seen.insert(token.text.clone()));
        // The first ones: a pasted trace begins with its message.
        tokens.truncate(MAXIMUM_TERMS);
        let (known, unknown): (Vec<_>, Vec<_>) =
            tokens.iter().partition(|token| self.numbers.contains_key(&token.text));
        let mut terms: BTreeMap<u32, u64> = known.iter().map(|token| (self.numbers[&token.text], EXACT)).collect();
        for token in unknown.into_iter().filter(|token| is_replaceable(token)).take(MOST_FUZZY_TERMS) {
            let grams = self.grams.get_or_init(|| Grams::of(&self.terms));
            for (term, weight) in fuzzy_terms(grams, &self.terms, &token.text) {
                let highest = terms.entry(term).or_default();
                *highest = weight.max(*highest);
            }
        }
        terms
    }

    fn scores(&self, query: &BTreeMap<u32, u64>) -> Vec<u64> {
        let mut matched = vec![0; self.texts.len()];
        let mut scores = vec![0; self.documents.len()];
        for (term, weight) in query {
            let posting = &self.postings[*term as usize];
            let worth = posting.rarity * weight;
            posting.texts.iter().for_each(|text| matched[*text as usize] += worth);
            posting.documents.iter().for_each(|(document, weight)| scores[*document as usize] += FINE * worth * weight);
        }
        let asked = query.iter().map(|(term, weight)| self.postings[*term as usize].rarity * weight).sum();
        let value = |(matched, total): (&u64, &u64)| text_value(*matched, total * EXACT, asked);
        let texts: Vec<u64> = matched.iter().zip(&self.texts).map(value).collect();
        for (score, references) in scores.iter_mut().zip(&self.references) {
            *score += text_score(references, &texts);
        }
        scores
    }
}

/// What a text adds to a score: the worth of what it shares with the query, times the share of the text that this is;
/// and, at an eighth, times the share of the query that this is.
///
/// So a message that the query has whole comes before a longer one that shares as much with it, and the
/// words around a message in a log add little to rows that happen to have one of them. The eighth puts a
/// word of a long message before that word in a description.
fn text_value(matched: u64, total: u64, asked: u64) -> u64 {
    let matched = matched.min(total).min(asked);
    let square = FINE * matched * matched;
    square / total.max(1) + square / (8 * asked.max(1))
}

fn text_score(references: &References, texts: &[u64]) -> u64 {
    let of = |text: Option<u32>| text.map_or(0, |text| texts[text as usize]);
    let foreign = references.foreign.iter().map(|text| texts[*text as usize]).max().unwrap_or(0);
    // The better of the two messages: a name that both languages have must not count twice.
    (MESSAGE * of(references.message)).max(FOREIGN * foreign) + SIGNATURE * of(references.signature)
}
