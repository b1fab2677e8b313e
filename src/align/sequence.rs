//! Order-preserving alignment of two sequences.

/// The pairs of a best alignment that keeps the order of both sequences.
///
/// `score(i, j)` is how well two items fit together; a pair is made only where it is above zero.
/// Needleman–Wunsch with free gaps: `O(left * right)` time and memory, up to [`MOST_PAIRS`]. Longer sequences are cut into
/// as many pieces each, which are aligned with each other in their order.
pub fn align(left: usize, right: usize, score: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    align_within(MOST_PAIRS, left, right, score)
}

/// The pairs of a best alignment of items that take long to compare: as `align`, but sequences are cut into pieces
/// where they have more than `most` pairs.
pub fn align_within(
    most: usize,
    left: usize,
    right: usize,
    score: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    if left.saturating_mul(right) <= most {
        return align_whole(left, right, score);
    }
    let pieces = left.max(right).div_ceil(PIECE);
    let piece = |of: usize, at: usize| of * at / pieces..of * (at + 1) / pieces;
    let aligned = (0..pieces).flat_map(|at| {
        let (left, right) = (piece(left, at), piece(right, at));
        let pairs = align_whole(left.len(), right.len(), |i, j| score(left.start + i, right.start + j));
        pairs.into_iter().map(|(i, j)| (left.start + i, right.start + j)).collect::<Vec<_>>()
    });
    aligned.collect()
}

/// How many pairs of items are compared at once: sequences of 1,400 items each take 30 MB.
const MOST_PAIRS: usize = 2_000_000;

/// How many items a piece of the longer sequence has.
// Pieces of 100 make the time linear. Items that moved into another piece are not found, so they are not smaller.
const PIECE: usize = 100;

fn align_whole(left: usize, right: usize, score: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let width = right + 1;
    let mut best = vec![0.0f64; (left + 1) * width];
    let scores: Vec<f64> = (0..left * right).map(|at| score(at / right.max(1), at % right.max(1))).collect();
    for i in (0..left).rev() {
        for j in (0..right).rev() {
            let paired = scores[i * right + j].max(0.0) + best[(i + 1) * width + j + 1];
            best[i * width + j] = paired.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let mut pairs = Vec::new();
    // Of equally good alignments the one that pairs as early as possible is taken.
    let (mut i, mut j) = (0, 0);
    while i < left && j < right {
        let here = best[i * width + j];
        let own = scores[i * right + j];
        if own > 0.0 && here == own + best[(i + 1) * width + j + 1] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::align;

    #[test]
    fn an_inserted_item_shifts_those_after_it() {
        let (left, right): (Vec<_>, Vec<_>) = ("標題關於".chars().collect(), "標新題於".chars().collect());
        let same = |i: usize, j: usize| if left[i] == right[j] { 1.0 } else { -1.0 };
        assert_eq!(align(4, 4, same), [(0, 0), (1, 2), (3, 3)]);
        assert_eq!(align(0, 4, |_, _| 1.0), []);
    }

    #[test]
    fn very_long_sequences_are_aligned_piece_by_piece() {
        let pairs = align(3_000, 1_500, |i, j| if i == 2 * j { 1.0 } else { -1.0 });
        assert_eq!(pairs.len(), 1_500);
        assert!(pairs.iter().all(|(i, j)| *i == 2 * j) && pairs.is_sorted());
    }
}
