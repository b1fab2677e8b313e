//! Optimal assignment.

use super::likelihood::Candidate;

/// The pairs of candidates, each row in one at most, whose scores have the greatest sum; pairs at or below zero are
/// left out. Rows that share no candidates are assigned apart, so the time grows with the largest group of rows.
pub fn assign_candidates(rows: (usize, usize), candidates: &[Candidate], scores: &[f32]) -> Vec<Candidate> {
    let mut groups = DisjointSet::new(rows.0 + rows.1);
    let good = worth_trying(rows, candidates, scores);
    for at in &good {
        groups.tie(candidates[*at].0 as usize, rows.0 + candidates[*at].1 as usize);
    }
    let mut by_group: Vec<(usize, usize)> =
        good.iter().map(|at| (groups.find(candidates[*at].0 as usize), *at)).collect();
    by_group.sort_unstable();
    let mut pairs = Vec::new();
    for group in by_group.chunk_by(|a, b| a.0 == b.0) {
        assign_group(group, candidates, scores, &mut pairs);
    }
    pairs.sort_unstable();
    pairs
}

/// A candidate that scores so much less than the best of either of its rows is left out.
// Scores are natural logarithms: it is three million times less likely. Left in, it could join two groups into a large
// one, and the time grows with the largest group.
const HOPELESS: f32 = 15.0;

/// The places of the candidates that score above zero and not far below the best of their rows.
fn worth_trying(rows: (usize, usize), candidates: &[Candidate], scores: &[f32]) -> Vec<usize> {
    let mut best = (vec![0.0f32; rows.0], vec![0.0f32; rows.1]);
    for ((left, right), score) in candidates.iter().zip(scores) {
        let (of_left, of_right) = (&mut best.0[*left as usize], &mut best.1[*right as usize]);
        (*of_left, *of_right) = (of_left.max(*score), of_right.max(*score));
    }
    let is_worth = |at: &usize| {
        let (left, right) = candidates[*at];
        let most = best.0[left as usize].max(best.1[right as usize]);
        scores[*at] > 0.0 && scores[*at] > most - HOPELESS
    };
    (0..candidates.len()).filter(is_worth).collect()
}

/// A group whose matrix has more cells than this is assigned greedily.
// A matrix of 1,000 by 1,000 takes 8 MB, and the exact assignment up to 10^9 steps.
const MOST_CELLS: usize = 1_000_000;

fn assign_group(group: &[(usize, usize)], candidates: &[Candidate], scores: &[f32], pairs: &mut Vec<Candidate>) {
    let distinct = |row: fn(&Candidate) -> u32| {
        let mut rows: Vec<u32> = group.iter().map(|(_, at)| row(&candidates[*at])).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    };
    let (left, right) = (distinct(|candidate| candidate.0), distinct(|candidate| candidate.1));
    if left.len() * right.len() > MOST_CELLS {
        return assign_greedily(group, candidates, scores, pairs);
    }
    let mut matrix = vec![0.0f64; left.len() * right.len()];
    for (_, at) in group {
        let (l, r) = candidates[*at];
        let row = left.binary_search(&l).expect("every left row of the knot is listed");
        let column = right.binary_search(&r).expect("every right row of the knot is listed");
        matrix[row * right.len() + column] = f64::from(scores[*at]);
    }
    let assigned = assign(left.len(), right.len(), &matrix);
    let assigned = assigned.into_iter().enumerate().filter_map(|(row, column)| Some((left[row], right[column?])));
    pairs.extend(assigned);
}

fn assign_greedily(group: &[(usize, usize)], candidates: &[Candidate], scores: &[f32], pairs: &mut Vec<Candidate>) {
    let mut best: Vec<usize> = group.iter().map(|(_, at)| *at).collect();
    best.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
    let (mut left, mut right) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    for at in best {
        let (l, r) = candidates[at];
        if !left.contains(&l) && !right.contains(&r) {
            left.insert(l);
            right.insert(r);
            pairs.push((l, r));
        }
    }
}

/// Which rows are connected by candidates, directly or through others.
struct DisjointSet(Vec<usize>);

impl DisjointSet {
    fn new(rows: usize) -> DisjointSet {
        DisjointSet((0..rows).collect())
    }

    fn find(&mut self, row: usize) -> usize {
        let mut root = row;
        while self.0[root] != root {
            self.0[root] = self.0[self.0[root]];
            root = self.0[root];
        }
        root
    }

    fn tie(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// For each row of a `rows` x `columns` matrix of scores, the column it is given, or nothing.
///
/// The sum of the scores of all pairs is as great as it can be; pairs at or below zero are left out.
/// Shortest augmenting paths (Jonker and Volgenant 1987): `O(n^2 m)` time for `n <= m`.
pub fn assign(rows: usize, columns: usize, score: &[f64]) -> Vec<Option<usize>> {
    if rows > columns {
        let flipped: Vec<f64> = (0..rows * columns).map(|at| score[(at % rows) * columns + at / rows]).collect();
        let mut answer = vec![None; rows];
        for (column, row) in assign(columns, rows, &flipped).into_iter().enumerate() {
            if let Some(row) = row {
                answer[row] = Some(column);
            }
        }
        return answer;
    }
    // Scores below zero count as zero: a pair that is left out costs as little as one that is not worth making.
    let cost = |row: usize, column: usize| -score[row * columns + column].max(0.0);
    // Index 0 means "none" on both sides, as in the textbook form of the algorithm.
    let mut row_potential = vec![0.0; rows + 1];
    let mut column_potential = vec![0.0; columns + 1];
    let mut row_of = vec![0usize; columns + 1];
    let mut came_from = vec![0usize; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut column = 0;
        let mut least = vec![f64::INFINITY; columns + 1];
        let mut used = vec![false; columns + 1];
        while row_of[column] != 0 {
            used[column] = true;
            let from = row_of[column];
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for candidate in 1..=columns {
                if used[candidate] {
                    continue;
                }
                let reduced = cost(from - 1, candidate - 1) - row_potential[from] - column_potential[candidate];
                if reduced < least[candidate] {
                    least[candidate] = reduced;
                    came_from[candidate] = column;
                }
                if least[candidate] < delta {
                    (delta, next) = (least[candidate], candidate);
                }
            }
            for candidate in 0..=columns {
                if used[candidate] {
                    row_potential[row_of[candidate]] += delta;
                    column_potential[candidate] -= delta;
                } else {
                    least[candidate] -= delta;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[came_from[column]];
            column = came_from[column];
        }
    }
    let mut answer = vec![None; rows];
    for column in 1..=columns {
        let row = row_of[column];
        if row != 0 && score[(row - 1) * columns + column - 1] > 0.0 {
            answer[row - 1] = Some(column - 1);
        }
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::assign;

    #[test]
    fn the_best_sum_wins_over_the_best_pair() {
        assert_eq!(assign(2, 2, &[10.0, 9.0, 9.0, 1.0]), [Some(1), Some(0)]);
    }

    #[test]
    fn rows_that_fit_nowhere_stay_alone() {
        assert_eq!(assign(3, 2, &[0.0, 0.0, 2.0, 1.0, 1.0, 2.0]), [None, Some(0), Some(1)]);
        assert_eq!(assign(1, 3, &[0.0, -1.0, 3.0]), [Some(2)]);
        assert_eq!(assign(2, 0, &[]), [None, None]);
    }
}
