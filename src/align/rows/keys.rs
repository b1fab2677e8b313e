//! The column that names the rows of a table, such as the options of a program: the same in all its versions.

use rustc_hash::FxHashMap;

use crate::align::likelihood::Candidate;
use crate::align::tokens::{Class, RowFacts, Token, Vocabulary};

/// What an equal key adds to the likelihood of a pair, as a natural logarithm.
// Chosen: more than the place of a pair counts, and about what one cell that was written anew takes away twice. Rows
// whose other cells all say the opposite are not held together by a key that was exchanged.
const EQUAL: f32 = 5.0;

/// Of so many rows with a key in the version with fewer of them, one at least must not be in the other: a column is a
/// key where most of its values are on both sides.
const SHARED: usize = 2;

/// How many rows must share their key before a column is one. With a single one, a name may be there by chance.
const FEWEST: usize = 2;

/// Adds to the likelihood of those candidates that have the same key.
pub fn add_keys(
    vocabulary: &Vocabulary,
    (left, right): (&[RowFacts], &[RowFacts]),
    candidates: &[Candidate],
    likelihood: &mut [f32],
) {
    let Some((left, right)) = key_column(vocabulary, left, right) else { return };
    for ((l, r), likelihood) in candidates.iter().zip(likelihood) {
        if left[*l as usize].is_some_and(|key| right[*r as usize] == Some(key)) {
            *likelihood += EQUAL;
        }
    }
}

/// The key of each row in two versions of a table, from the first column that is one in both.
fn key_column(vocabulary: &Vocabulary, left: &[RowFacts], right: &[RowFacts]) -> Option<(Keys, Keys)> {
    let columns = left.first()?.cells.len();
    (0..columns).map(|column| (keys(vocabulary, left, column), keys(vocabulary, right, column))).find(
        |(left, right)| {
            let known: FxHashMap<Token, ()> = left.iter().flatten().map(|key| (*key, ())).collect();
            let shared = right.iter().flatten().filter(|key| known.contains_key(key)).count();
            // Most rows have a key, and most keys of the version with fewer of them are in the other.
            let is_most = |keys: &Keys| SHARED * keys.iter().flatten().count() > keys.len();
            let fewer = left.iter().flatten().count().min(right.iter().flatten().count());
            is_most(left) && is_most(right) && shared >= FEWEST && SHARED * shared > fewer
        },
    )
}

/// For each row its key, where no other row has it.
type Keys = Vec<Option<Token>>;

fn keys(vocabulary: &Vocabulary, rows: &[RowFacts], column: usize) -> Keys {
    let key = |row: &RowFacts| {
        let cell = row.cells[column].as_ref()?;
        cell.tokens.iter().copied().find(|token| vocabulary.class(*token) == Class::Whole && vocabulary.is_key(*token))
    };
    let mut keys: Keys = rows.iter().map(key).collect();
    let mut counts: FxHashMap<Token, usize> = FxHashMap::default();
    keys.iter().flatten().for_each(|key| *counts.entry(*key).or_default() += 1);
    keys.iter_mut().for_each(|key| *key = key.filter(|key| counts[key] == 1));
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::likelihood::tests::read;

    /// What the keys add to each pair of a Dutch and a Chinese row.
    fn added(dutch: &[&str], chinese: &[&str]) -> Vec<Vec<bool>> {
        let (vocabulary, left, right) = read(dutch, chinese);
        let all: Vec<Candidate> =
            (0..left.len() as u32).flat_map(|l| (0..right.len() as u32).map(move |r| (l, r))).collect();
        let mut likelihood = vec![0.0; all.len()];
        add_keys(&vocabulary, (&left, &right), &all, &mut likelihood);
        likelihood.chunks(right.len()).map(|row| row.iter().map(|added| *added > 0.0).collect()).collect()
    }

    #[test]
    fn an_equal_key_holds_rows_together() {
        let dutch = ["|`retry_wait`|wachttijd|", "|`retry_wait_max`|wachttijd|", "|`timeout`|duur|"];
        let chinese = ["|`timeout`|時間|", "|`retry_wait`|等待|"];
        assert_eq!(added(&dutch, &chinese), [[false, true], [false, false], [true, false]]);
    }

    #[test]
    fn what_stands_in_several_rows_or_is_a_sentence_is_no_key() {
        let repeated = ["|`yes`|een|", "|`yes`|twee|", "|`no`|drie|", "|`no`|vier|"];
        let chinese = ["|`yes`|一|", "|`yes`|二|", "|`no`|三|", "|`no`|四|"];
        assert!(added(&repeated, &chinese).iter().flatten().all(|added| !added), "values of a list");
        let sentences = ["|Sign in|een|", "|Sign out|twee|"];
        assert!(added(&sentences, &["|Sign in|一|", "|Sign out|二|"]).iter().flatten().all(|added| !added), "words");
    }
}
