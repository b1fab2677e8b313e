//! Which rows are worth comparing.

use super::likelihood::Candidate;

/// The pairs of rows that are worth comparing.
pub fn propose(rows: (usize, usize)) -> Vec<Candidate> {
    (0..rows.0 as u32).flat_map(|left| (0..rows.1 as u32).map(move |right| (left, right))).collect()
}
