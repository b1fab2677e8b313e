//! Fuzzy terms: terms of the index in place of one that it lacks, as `verbinding` for `verbindingen` or for a typing
//! error.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::terms::{Token, TokenKind};

/// The weight of a term that the query has itself.
pub(super) const EXACT: u64 = 16;

/// How many fuzzy terms one term gets at most.
// The bound of `FINE` in `query.rs` is computed with it.
const MAXIMUM: usize = 8;

/// The weight of a fuzzy term, in sixteenths of its likeness.
// Below 16, so that a document with the very term comes first.
const FUZZY: u64 = 13;

/// Pairs of neighbouring characters to the terms that have them; `^` and `$` mark the ends.
pub(super) struct Grams {
    terms: HashMap<[char; 2], Vec<u32>>,
}

impl Grams {
    /// The pairs of `terms`.
    pub(super) fn of(terms: &[String]) -> Grams {
        let mut grams: HashMap<[char; 2], Vec<u32>> = HashMap::new();
        for (number, term) in (0..).zip(terms) {
            for pair in pairs(term) {
                let having = grams.entry(pair).or_default();
                if having.last() != Some(&number) {
                    having.push(number);
                }
            }
        }
        Grams { terms: grams }
    }

    /// The terms that share pairs with `term`, by number, and how many they share.
    fn sharing(&self, term: &str) -> HashMap<u32, usize> {
        let mut counts = HashMap::new();
        let mut pairs = pairs(term);
        pairs.sort_unstable();
        pairs.dedup();
        for number in pairs.iter().filter_map(|pair| self.terms.get(pair)).flatten() {
            *counts.entry(*number).or_default() += 1;
        }
        counts
    }
}

fn pairs(term: &str) -> Vec<[char; 2]> {
    let ends: Vec<char> = std::iter::once('^').chain(term.chars()).chain(['$']).collect();
    ends.windows(2).map(|pair| [pair[0], pair[1]]).collect()
}

/// Whether a term that the index lacks gets fuzzy terms: not numbers and noise, of which a similar one is another
/// thing, and in scripts without spaces only a character that is alone, since the bigrams of a longer text overlap.
pub(super) fn is_replaceable(token: &Token) -> bool {
    let letters = token.text.chars().take_while(|character| character.is_alphabetic()).count();
    match token.kind {
        TokenKind::Number | TokenKind::Noise => false,
        TokenKind::Bigram => token.text.chars().count() == 1,
        // Two letters begin too many words.
        _ => letters >= 3,
    }
}

/// The fuzzy terms for `wanted`, best first, with their weights, which are below [`EXACT`].
pub(super) fn fuzzy_terms(grams: &Grams, terms: &[String], wanted: &str) -> Vec<(u32, u64)> {
    let wanted: Vec<char> = wanted.chars().collect();
    let sharing = grams.sharing(&wanted.iter().collect::<String>());
    let alike = sharing.into_iter().map(|(number, shared)| {
        let term: Vec<char> = terms[number as usize].chars().collect();
        (number, likeness(&wanted, &term, shared))
    });
    let mut alike: Vec<(u32, usize)> = alike.filter(|(_, likeness)| *likeness > 0).collect();
    alike.sort_unstable_by_key(|(number, likeness)| (Reverse(*likeness), *number));
    alike.truncate(MAXIMUM);
    alike.into_iter().map(|(number, likeness)| (number, likeness as u64 * FUZZY / 16)).collect()
}

/// How alike two terms are that share `shared` pairs, from 0 to 16.
fn likeness(wanted: &[char], term: &[char], shared: usize) -> usize {
    let full = EXACT as usize;
    let longer = wanted.len().max(term.len());
    // The query is the beginning of a longer word, as while somebody types: at least half as good as the word itself.
    if term.starts_with(wanted) {
        return full * (longer + wanted.len()) / (2 * longer);
    }
    // Shorter words have too many others that differ in one letter, and codes that differ in one digit are other codes.
    if wanted.len() < 5 || !wanted.iter().chain(term).all(|character| character.is_alphabetic()) {
        return 0;
    }
    let common = wanted.iter().zip(term).take_while(|(a, b)| a == b).count();
    let by_beginning = full * common / longer;
    // Dice's coefficient: a term has one pair more than it has characters, because of its ends.
    let by_pairs = full * 2 * shared / (wanted.len() + term.len() + 2);
    // Inflected forms share their beginning, typing errors most of their pairs. Ten sixteenths were chosen.
    by_beginning.max(by_pairs.min(full)) * usize::from(by_beginning >= 10 || by_pairs >= 10)
}
