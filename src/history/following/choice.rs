//! A choice among candidates in which none is taken twice.

use std::collections::BTreeMap;

/// How well an item on the left and one on the right fit together, above zero, and the two.
pub type Candidate = (f64, usize, usize);

/// How often all candidates are tried for an exchange.
// Every exchange raises the sum, so it ends by itself. The bound limits the time.
const ROUNDS: usize = 8;

/// Pairs of left and right with a great sum: the best candidates first, then exchanges of partners for as long as
/// they gain something.
///
/// Candidates are not given twice. Among equals the first in order is taken, so the answer does not depend on the
/// order in which they come.
pub fn choose(mut candidates: Vec<Candidate>) -> Vec<(usize, usize)> {
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut choice = Choice::new(&candidates);
    for (score, left, right) in &candidates {
        if !choice.right_of.contains_key(left) && !choice.left_of.contains_key(right) {
            choice.pair(*left, *right, *score);
        }
    }
    for _ in 0..ROUNDS {
        if !choice.exchange(&candidates) {
            break;
        }
    }
    choice.right_of.into_iter().map(|(left, (right, _))| (left, right)).collect()
}

struct Choice {
    right_of: BTreeMap<usize, (usize, f64)>,
    left_of: BTreeMap<usize, (usize, f64)>,
    /// The candidates of each item on the left, the best first.
    for_left: BTreeMap<usize, Vec<(usize, f64)>>,
    for_right: BTreeMap<usize, Vec<(usize, f64)>>,
}

impl Choice {
    fn new(candidates: &[Candidate]) -> Choice {
        let mut choice = Choice {
            right_of: BTreeMap::new(),
            left_of: BTreeMap::new(),
            for_left: BTreeMap::new(),
            for_right: BTreeMap::new(),
        };
        for (score, left, right) in candidates {
            choice.for_left.entry(*left).or_default().push((*right, *score));
            choice.for_right.entry(*right).or_default().push((*left, *score));
        }
        choice
    }

    fn pair(&mut self, left: usize, right: usize, score: f64) {
        self.right_of.insert(left, (right, score));
        self.left_of.insert(right, (left, score));
    }

    /// Takes each candidate whose score, with the best that its two former partners then find, is higher than the sum
    /// so far.
    fn exchange(&mut self, candidates: &[Candidate]) -> bool {
        // Sums of equal scores in another order differ by rounding, which must not count as a gain.
        const LEAST_GAIN: f64 = 1e-9;
        let mut changed = false;
        for (score, left, right) in candidates {
            let lost_right = self.right_of.get(left).copied();
            let lost_left = self.left_of.get(right).copied();
            if lost_right.is_some_and(|(partner, _)| partner == *right) {
                continue;
            }
            let lost = lost_right.map_or(0.0, |(_, score)| score) + lost_left.map_or(0.0, |(_, score)| score);
            let instead = self.instead(lost_left.map(|(left, _)| left), lost_right.map(|(right, _)| right));
            let found: f64 = instead.iter().map(|(score, _, _)| score).sum();
            if score + found > lost + LEAST_GAIN {
                if let Some((partner, _)) = lost_right {
                    self.left_of.remove(&partner);
                }
                if let Some((partner, _)) = lost_left {
                    self.right_of.remove(&partner);
                }
                self.pair(*left, *right, *score);
                instead.into_iter().for_each(|(score, left, right)| self.pair(left, right, score));
                changed = true;
            }
        }
        changed
    }

    /// The best pairs for two items that lose their partners: with each other, or with items that are free.
    fn instead(&self, left: Option<usize>, right: Option<usize>) -> Vec<Candidate> {
        let for_left = left.and_then(|left| {
            let free = self.for_left[&left].iter().find(|(right, _)| !self.left_of.contains_key(right));
            free.map(|(right, score)| (*score, left, *right))
        });
        let for_right = right.and_then(|right| {
            let free = self.for_right[&right].iter().find(|(left, _)| !self.right_of.contains_key(left));
            free.map(|(left, score)| (*score, *left, right))
        });
        let apart: Vec<Candidate> = for_left.into_iter().chain(for_right).collect();
        let together = left.zip(right).and_then(|(left, right)| {
            let found = self.for_left[&left].iter().find(|(partner, _)| *partner == right);
            found.map(|(_, score)| (*score, left, right))
        });
        let sum = |pairs: &[Candidate]| pairs.iter().map(|(score, _, _)| score).sum::<f64>();
        match together {
            Some(pair) if pair.0 >= sum(&apart) => vec![pair],
            _ => apart,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::choose;

    #[test]
    fn the_best_candidates_come_first() {
        assert_eq!(choose(vec![(0.4, 0, 0), (0.9, 0, 1), (0.5, 1, 1)]), [(0, 1)]);
        assert_eq!(choose(vec![(0.9, 0, 1), (0.5, 1, 0), (0.8, 1, 1)]), [(0, 1), (1, 0)]);
        assert_eq!(choose(Vec::new()), []);
    }

    #[test]
    fn partners_are_exchanged_where_all_together_gain() {
        assert_eq!(choose(vec![(0.7, 0, 0), (0.65, 0, 1), (0.65, 1, 0), (0.1, 1, 1)]), [(0, 1), (1, 0)]);
        assert_eq!(choose(vec![(0.7, 0, 0), (0.65, 0, 1), (0.65, 1, 0)]), [(0, 1), (1, 0)]);
    }

    #[test]
    fn equals_are_taken_in_order() {
        assert_eq!(choose(vec![(0.5, 1, 1), (0.5, 1, 0), (0.5, 0, 1), (0.5, 0, 0)]), [(0, 0), (1, 1)]);
    }
}
