//! The order of rows as evidence: most translations keep it, and some were sorted anew.

use super::likelihood::Candidate;

// All three are added to the logarithm of a likelihood, so they are natural logarithms as well. They are small, because
// tables get sorted: 3.5 at most, which is less than a code adds that only these two of twenty rows have.
/// Added to a pair that keeps the order of the rows around it.
const KEPT: f32 = 1.5;

/// Added on each side where the pair directly follows or precedes another; less with each row between them.
const NEXT: f32 = 1.0;

/// Subtracted from a pair that breaks the order.
const CROSSED: f32 = 1.0;

/// The heaviest chain of weighted pairs in which left and right rows both only go up.
///
/// `O(n log n)` for `n` pairs; those that weigh zero or less take no part.
pub fn chain(links: &[(Candidate, f32)]) -> Vec<Candidate> {
    let mut order: Vec<usize> = (0..links.len()).filter(|at| links[*at].1 > 0.0).collect();
    // Equal left rows from the last right row to the first, so that none follows another.
    order.sort_by_key(|at| (links[*at].0.0, std::cmp::Reverse(links[*at].0.1)));
    let width = links.iter().map(|((_, right), _)| right + 1).max().unwrap_or(0) as usize;
    // A Fenwick tree of the best chain that ends at or before a right row.
    let mut tree: Vec<(f64, usize)> = vec![(0.0, usize::MAX); width + 1];
    let mut before = vec![usize::MAX; links.len()];
    for at in order {
        let right = links[at].0.1 as usize;
        let (mut best, mut place) = ((0.0, usize::MAX), right);
        while place > 0 {
            if tree[place].0 > best.0 {
                best = tree[place];
            }
            place &= place - 1;
        }
        before[at] = best.1;
        let (here, mut place) = (best.0 + f64::from(links[at].1), right + 1);
        while place <= width {
            if here > tree[place].0 {
                tree[place] = (here, at);
            }
            place += place & place.wrapping_neg();
        }
    }
    let mut best = (0.0, usize::MAX);
    let mut place = width;
    while place > 0 {
        if tree[place].0 > best.0 {
            best = tree[place];
        }
        place &= place - 1;
    }
    let mut chain = Vec::new();
    let mut at = best.1;
    while at != usize::MAX {
        chain.push(links[at].0);
        at = before[at];
    }
    chain.reverse();
    chain
}

/// For each candidate the evidence of its place beside the chain.
pub fn support(candidates: &[Candidate], chain: &[Candidate], rows: (usize, usize)) -> Vec<f32> {
    let ends = [(-1i64, -1i64), (rows.0 as i64, rows.1 as i64)];
    let signed: Vec<(i64, i64)> = std::iter::once(ends[0])
        .chain(chain.iter().map(|(left, right)| (i64::from(*left), i64::from(*right))))
        .chain([ends[1]])
        .collect();
    let of = |(left, right): &Candidate| {
        let (left, right) = (i64::from(*left), i64::from(*right));
        // The nearest links of the chain that share no row with the candidate: a link is no evidence for itself.
        let at = signed.partition_point(|(l, _)| *l < left);
        let before = signed[..at].iter().rev().find(|(_, r)| *r != right).copied().unwrap_or(ends[0]);
        let after = signed[at..].iter().find(|(l, r)| *l != left && *r != right).copied().unwrap_or(ends[1]);
        if before.1 < right && right < after.1 {
            let near = |gap: i64| NEXT / (1.0 + gap.abs() as f32);
            KEPT + near((left - before.0) - (right - before.1)) + near((after.0 - left) - (after.1 - right))
        } else {
            -CROSSED
        }
    };
    candidates.iter().map(of).collect()
}
