//! Which rows are worth comparing.

use std::collections::BTreeMap;

use super::likelihood::Candidate;
use crate::model::Origin;

/// What history says about the rows of a joining version.
pub struct Pinned {
    /// Pairs of one source row, sorted.
    pub pairs: Vec<Candidate>,
    entries: Vec<bool>,
    rows: Vec<bool>,
    paired_entries: Vec<bool>,
    paired_rows: Vec<bool>,
}

impl Pinned {
    /// Pairs the entries and rows that come from one source row.
    pub fn new(entries: &[Option<Origin>], rows: &[Option<Origin>]) -> Pinned {
        let by_origin: BTreeMap<Origin, u32> =
            entries.iter().enumerate().filter_map(|(entry, origin)| Some(((*origin)?, entry as u32))).collect();
        let pair = |(row, origin): (usize, &Option<Origin>)| Some((*by_origin.get(&(*origin)?)?, row as u32));
        let mut pairs: Vec<Candidate> = rows.iter().enumerate().filter_map(pair).collect();
        pairs.sort_unstable();
        let mut pinned = Pinned {
            entries: entries.iter().map(Option::is_some).collect(),
            rows: rows.iter().map(Option::is_some).collect(),
            paired_entries: vec![false; entries.len()],
            paired_rows: vec![false; rows.len()],
            pairs,
        };
        for (entry, row) in &pinned.pairs {
            pinned.paired_entries[*entry as usize] = true;
            pinned.paired_rows[*row as usize] = true;
        }
        pinned
    }

    /// Whether an entry and a row may be one: not where history knows the source rows of both, or a pair of either.
    fn allows(&self, entry: u32, row: u32) -> bool {
        let both = self.entries[entry as usize] && self.rows[row as usize];
        let taken = self.paired_entries[entry as usize] || self.paired_rows[row as usize];
        !both && !taken
    }
}

/// The pairs of rows that are worth comparing, less those that history decides.
pub fn propose(rows: (usize, usize), pinned: &Pinned) -> Vec<Candidate> {
    let all = (0..rows.0 as u32).flat_map(|left| (0..rows.1 as u32).map(move |right| (left, right)));
    all.filter(|(left, right)| pinned.allows(*left, *right)).collect()
}
