//! What in a row or table can be recognized in another language.

use std::collections::BTreeMap;

use crate::model::{Cell, InvariantKind};

/// Tokens with how often they occur. Ordered, so that sums do not depend on hash order.
pub type Bag = BTreeMap<String, f64>;

/// The tokens of a cell that may occur in its translation too, each prefixed with `scope`.
// The weights were chosen: a code is worth two names, and a Latin word half of one, because it may be any word of the
// language. An empty cell is common, so it is worth as little.
pub fn cell_tokens(scope: &str, cell: &Cell, bag: &mut Bag) {
    let mut add = |token: String, weight: f64| *bag.entry(token).or_default() += weight;
    for invariant in &cell.signature.invariants {
        let weight = match invariant.kind {
            InvariantKind::JsonPunctuation => continue,
            InvariantKind::Exception | InvariantKind::Code | InvariantKind::Status => 2.0,
            _ => 1.0,
        };
        let text = match invariant.kind {
            InvariantKind::LinkTarget | InvariantKind::Url => link_name(&invariant.text).to_owned(),
            _ => invariant.text.to_lowercase(),
        };
        add(format!("{scope}={text}"), weight);
    }
    for word in latin_words(&cell.text) {
        add(format!("{scope}:{}", word.to_lowercase()), 0.5);
    }
    if !cell.text.is_empty() {
        add(format!("{scope}!{}", cell.text), 1.0);
    } else {
        add(format!("{scope}~"), 0.5);
    }
}

/// Words of two letters or more in ASCII, which names, codes and loan words keep across languages.
fn latin_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_ascii_alphanumeric()).filter(|word| word.len() > 1)
}

/// The last part of a link's path: what localized links share.
fn link_name(target: &str) -> &str {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// A bag with its tokens numbered and weighted, sorted by number.
#[derive(Clone, Debug, Default)]
pub struct Weighted {
    /// Token numbers with weights.
    pub tokens: Vec<(usize, f64)>,
    /// Sum of the weights.
    pub total: f64,
}

/// Numbers and weighs the tokens that two lists of bags share.
///
/// A token weighs `ln(1 + items / (1 + items that have it))`. One that only one side knows is left out: a Dutch word
/// cannot be expected in Chinese.
pub fn weigh(left: &[Bag], right: &[Bag]) -> (Vec<Weighted>, Vec<Weighted>) {
    let (in_left, in_right) = (document_frequency(left), document_frequency(right));
    let items = (left.len() + right.len()) as f64;
    let shared: BTreeMap<&str, (usize, f64)> = in_left
        .iter()
        .filter_map(|(token, here)| Some((*token, here + in_right.get(token)?)))
        .enumerate()
        .map(|(number, (token, both))| (token, (number, (1.0 + items / (1.0 + both)).ln())))
        .collect();
    let weigh_all = |bags: &[Bag]| bags.iter().map(|bag| weigh_bag(bag, &shared)).collect();
    (weigh_all(left), weigh_all(right))
}

fn document_frequency(bags: &[Bag]) -> BTreeMap<&str, f64> {
    let mut counts = BTreeMap::new();
    for token in bags.iter().flat_map(BTreeMap::keys) {
        *counts.entry(token.as_str()).or_default() += 1.0;
    }
    counts
}

fn weigh_bag(bag: &Bag, shared: &BTreeMap<&str, (usize, f64)>) -> Weighted {
    let known = bag.iter().filter_map(|(token, count)| {
        let (number, weight) = shared.get(token.as_str())?;
        Some((*number, weight * count))
    });
    let mut tokens: Vec<(usize, f64)> = known.collect();
    tokens.sort_by_key(|(number, _)| *number);
    let total = tokens.iter().map(|(_, weight)| weight).sum();
    Weighted { tokens, total }
}

/// How much two weighted bags share, from 0 to 1 (Dice's coefficient on weights); 0 where both are empty.
pub fn overlap(left: &Weighted, right: &Weighted) -> f64 {
    let (mut i, mut j, mut shared) = (0, 0, 0.0);
    while let (Some(a), Some(b)) = (left.tokens.get(i), right.tokens.get(j)) {
        match a.0.cmp(&b.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += a.1.min(b.1);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    // Half of a table that was split scores two thirds against the whole.
    let total = left.total + right.total;
    if total > 0.0 { 2.0 * shared / total } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::read_signature;

    fn bag(text: &str) -> Bag {
        let mut bag = Bag::new();
        cell_tokens("0", &Cell { range: 0..0, text: text.into(), signature: read_signature(text) }, &mut bag);
        bag
    }

    #[test]
    fn rows_share_what_survives_translation() {
        let dutch = [bag("IOException: Kan Box niet lezen"), bag("HttpRequestFailure: 401 - Niet gemachtigd bij Okta")];
        let chinese = [bag("HttpRequestFailure: 401 Okta 未經授權"), bag("IOException: 無法讀取 Box")];
        let (left, right) = weigh(&dutch, &chinese);
        assert!(overlap(&left[0], &right[1]) > 0.9);
        assert!(overlap(&left[1], &right[0]) > 0.9);
        assert_eq!(overlap(&left[0], &right[0]), 0.0);
    }
}
