//! Which words of one locale stand for which of another, for asking which of two texts a translation is one of.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::model::LocaleId;
use crate::terms::{TokenKind, tokenize};
use crate::units::{Text, Unit, WordEvidence};

/// So many cells teach two languages what they can learn. A bound for memory and time, since each pair of words is
/// counted.
const ENOUGH: usize = 6_000;

/// A text teaches and is judged by so many of its tokens at most: pairs of words grow with the square of a text.
const MOST_OF_TEXT: usize = 40;

/// Lexicons between the languages of references and those of translations.
#[derive(Clone, Debug, Default)]
pub struct Lexicons {
    tokens: FxHashMap<String, u32>,
    pairs: BTreeMap<(LocaleId, LocaleId), Lexicon>,
}

/// How often tokens occur, and how often together. All counts are of cells.
#[derive(Clone, Debug, Default)]
struct Lexicon {
    left: FxHashMap<u32, u32>,
    right: FxHashMap<u32, u32>,
    together: FxHashMap<(u32, u32), u32>,
}

/// The tokens of a text, without doubles.
pub type Bag = Vec<u32>;

impl Lexicons {
    /// Learns from cells that stand for each other: those of the reference, else of the first locale, and all others.
    pub fn learn(cells: &[Unit<'_>]) -> Lexicons {
        let mut lexicons = Lexicons::default();
        let mut samples: BTreeMap<(&LocaleId, &LocaleId), Vec<(Bag, Bag)>> = BTreeMap::new();
        for unit in cells {
            // Only pairs with the reference: between all locales there would be too many, and rules compare with the
            // reference.
            let Some(reference) = unit.reference().or(unit.texts.first()) else { continue };
            let mut left: Option<Bag> = None;
            for own in unit.texts.iter().filter(|text| text.locale != reference.locale) {
                let known = samples.entry((reference.locale, own.locale)).or_default();
                if known.len() < ENOUGH {
                    let left = left.get_or_insert_with(|| lexicons.learn_tokens(reference.text)).clone();
                    known.push((left, lexicons.learn_tokens(own.text)));
                }
            }
        }
        let learned: Vec<((LocaleId, LocaleId), Lexicon)> = samples
            .into_par_iter()
            .map(|((left, right), pairs)| ((left.clone(), right.clone()), Lexicon::learn(&pairs)))
            .collect();
        lexicons.pairs = learned.into_iter().collect();
        lexicons
    }

    fn learn_tokens(&mut self, text: &str) -> Bag {
        let mut bag: Bag = Vec::new();
        for token in telling(text) {
            let next = self.tokens.len() as u32;
            bag.push(*self.tokens.entry(token).or_insert(next));
        }
        finish(bag)
    }

    /// The tokens of a text that are known.
    pub fn bag(&self, text: &str) -> Bag {
        finish(telling(text).filter_map(|token| self.tokens.get(&token).copied()).collect())
    }

    /// From 0 to 1: how well a translation's words are explained by those of another text. `taught` is whether the two
    /// taught the lexicon as a pair, which does not count: a pair must not be evidence for itself.
    pub fn fit(&self, given: &Text<'_>, own: &Text<'_>, bags: (&Bag, &Bag), taught: bool) -> Option<f64> {
        let lexicon = self.pairs.get(&(given.locale.clone(), own.locale.clone()))?;
        Some(lexicon.fit(bags, taught))
    }
}

impl WordEvidence for Lexicons {
    type Bag = Bag;

    fn bag(&self, text: &str) -> Bag {
        Lexicons::bag(self, text)
    }

    fn fit(&self, given: &Text<'_>, own: &Text<'_>, bags: (&Bag, &Bag)) -> Option<f64> {
        Lexicons::fit(self, given, own, bags, false)
    }
}

/// The words of a text, the parts of identifiers left out.
fn telling(text: &str) -> impl Iterator<Item = String> {
    // The parts of an identifier are counted with the whole already.
    tokenize(text).into_iter().filter(|token| token.kind != TokenKind::Part).map(|token| token.text)
}

fn finish(mut bag: Bag) -> Bag {
    bag.sort_unstable();
    bag.dedup();
    bag.truncate(MOST_OF_TEXT);
    bag
}

impl Lexicon {
    fn learn(pairs: &[(Bag, Bag)]) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for (left, right) in pairs {
            left.iter().for_each(|token| *lexicon.left.entry(*token).or_default() += 1);
            right.iter().for_each(|token| *lexicon.right.entry(*token).or_default() += 1);
        }
        // What is seen once teaches nothing about other cells.
        for (left, right) in pairs {
            for token in left.iter().filter(|token| lexicon.left[*token] > 1) {
                for other in right.iter().filter(|other| lexicon.right[*other] > 1) {
                    *lexicon.together.entry((*token, *other)).or_default() += 1;
                }
            }
        }
        lexicon
    }

    /// The Dice coefficient of each token with the one that explains it best, in the mean of both directions.
    fn fit(&self, (given, own): (&Bag, &Bag), taught: bool) -> f64 {
        let less = f64::from(u8::from(taught));
        let dice = |left: u32, right: u32| {
            // A word that is the same in both languages needs no lexicon.
            if left == right {
                return 1.0;
            }
            let together = f64::from(self.together.get(&(left, right)).copied().unwrap_or(0)) - less;
            let count =
                |counts: &FxHashMap<u32, u32>, token: u32| f64::from(counts.get(&token).copied().unwrap_or(0)) - less;
            let all = count(&self.left, left) + count(&self.right, right);
            if together > 0.0 && all > 0.0 { 2.0 * together / all } else { 0.0 }
        };
        let best_of_own = own.iter().map(|right| given.iter().map(|left| dice(*left, *right)).fold(0.0, f64::max));
        let best_of_given = given.iter().map(|left| own.iter().map(|right| dice(*left, *right)).fold(0.0, f64::max));
        let mean = |sum: f64, count: usize| if count == 0 { 0.0 } else { sum / count as f64 };
        (mean(best_of_own.sum(), own.len()) + mean(best_of_given.sum(), given.len())) / 2.0
    }
}
