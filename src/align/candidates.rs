//! Which rows are worth comparing.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::lexicon::Lexicon;
use super::likelihood::Candidate;
use super::order;
use super::tokens::{RowFacts, Token, Vocabulary};
use crate::model::Origin;

/// What is certain about the rows of a joining version.
pub struct Pinned {
    /// Pairs that are certain, sorted.
    pub pairs: Vec<Candidate>,
    entries: Vec<bool>,
    rows: Vec<bool>,
    paired_entries: Vec<bool>,
    paired_rows: Vec<bool>,
}

impl Pinned {
    /// Pairs the entries and rows that come from one source row, and those that were decided in an earlier round.
    pub fn new(entries: &[Option<Origin>], rows: &[Option<Origin>], decided: &[Candidate]) -> Pinned {
        let by_origin: BTreeMap<Origin, u32> =
            entries.iter().enumerate().filter_map(|(entry, origin)| Some(((*origin)?, entry as u32))).collect();
        let pair = |(row, origin): (usize, &Option<Origin>)| Some((*by_origin.get(&(*origin)?)?, row as u32));
        let mut pairs: Vec<Candidate> =
            rows.iter().enumerate().filter_map(pair).chain(decided.iter().copied()).collect();
        pairs.sort_unstable();
        pairs.dedup();
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

    /// Whether an entry and a row may still be one: not where a pair of either is certain.
    fn allows(&self, entry: u32, row: u32) -> bool {
        !self.paired_entries[entry as usize] && !self.paired_rows[row as usize]
    }

    /// Whether history knows the source rows of both. As they are not paired, these are different ones.
    pub fn doubts(&self, (entry, row): Candidate) -> bool {
        self.entries[entry as usize] && self.rows[row as usize]
    }
}

/// Up to this many pairs of rows are all compared.
// Tables of 200 rows in both versions. Above that the square of the rows would decide about time and memory.
pub const FEW_PAIRS: usize = 40_000;

/// A token in more rows of a column than this proposes none of them.
// It says too little about which row it is, and would cost as many votes as it has rows.
const MOST_ROWS: usize = 24;

/// How many rows of one version are proposed for a row by the tokens that they share.
// The best one and a few rivals: a pair is decided only where it is clearly better than others.
const MOST_PROPOSED: usize = 4;

/// How many rows are proposed on either side of the expected place.
// Rows without a rare token are found by their place alone, also where a few rows were added or dropped nearby.
const NEAR: u32 = 3;

/// How many rows are proposed on either side while nothing is paired yet.
// The expected place is then only the proportion of the two tables, so it is less exact.
const NEAR_AT_FIRST: u32 = 5;

/// A version with which a joining one is compared: its rows by the tokens in them.
pub struct Index {
    /// Where the postings of each token start.
    starts: Vec<u32>,
    /// Rows and columns in which a token is, token by token.
    postings: Vec<(u32, u8)>,
    rows: usize,
}

impl Index {
    /// Indexes the rows of a version.
    pub fn new(vocabulary: &Vocabulary, rows: &[RowFacts]) -> Index {
        let mut starts = vec![0u32; vocabulary.len() + 1];
        for (_, _, token) in occurrences(rows) {
            starts[token as usize + 1] += 1;
        }
        for token in 0..vocabulary.len() {
            starts[token + 1] += starts[token];
        }
        let mut next = starts.clone();
        let mut postings = vec![(0, 0); starts[vocabulary.len()] as usize];
        for (row, column, token) in occurrences(rows) {
            postings[next[token as usize] as usize] = (row, column);
            next[token as usize] += 1;
        }
        Index { starts, postings, rows: rows.len() }
    }

    /// The rows that have a token in a column, where they are few.
    fn rows_with(&self, column: usize, token: Token) -> impl Iterator<Item = u32> + Clone {
        let (start, end) = (self.starts[token as usize] as usize, self.starts[token as usize + 1] as usize);
        // The list holds all columns. A very common token is given up before it is counted in this column.
        let postings = if end - start > 8 * MOST_ROWS { &[] } else { &self.postings[start..end] };
        let in_column = move |(_, of): &&(u32, u8)| usize::from(*of) == column;
        let few = if postings.iter().filter(in_column).count() > MOST_ROWS { &[] } else { postings };
        few.iter().filter(in_column).map(|(row, _)| *row)
    }

    /// The rows that share most with `facts`, by rare tokens and their translations, each with the weight of what it shares.
    fn alike(&self, facts: &RowFacts, lexicon: &Lexicon) -> Vec<(u32, f32)> {
        let mut votes: Vec<(u32, f32)> = Vec::new();
        for (column, cell) in facts.cells.iter().enumerate() {
            for token in cell.iter().flat_map(|cell| cell.tokens.iter()) {
                // The two likeliest translations, since the lists are sorted; the number was chosen.
                let translations = lexicon.of_right(*token).iter().take(2).map(|(token, _)| *token);
                for token in std::iter::once(*token).chain(translations) {
                    let rows = self.rows_with(column, token);
                    let weight = (1.0 + self.rows as f32 / (1.0 + rows.clone().count() as f32)).ln();
                    votes.extend(rows.map(|row| (row, weight)));
                }
            }
        }
        votes.sort_by_key(|(row, _)| *row);
        let sums = votes.chunk_by(|a, b| a.0 == b.0);
        let mut sums: Vec<(u32, f32)> =
            sums.map(|votes| (votes[0].0, votes.iter().map(|(_, weight)| weight).sum())).collect();
        sums.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        sums.truncate(MOST_PROPOSED);
        sums
    }
}

/// Each row, column and token of a version; columns beyond 255 are left out.
fn occurrences(rows: &[RowFacts]) -> impl Iterator<Item = (u32, u8, Token)> {
    rows.iter().enumerate().flat_map(|(row, facts)| {
        let cells = facts.cells.iter().zip(0..=u8::MAX);
        cells.flat_map(move |(cell, column)| {
            let tokens = cell.iter().flat_map(|cell| cell.tokens.iter());
            tokens.map(move |token| (row as u32, column, *token))
        })
    })
}

/// All pairs of rows, less those that are certain.
pub fn all(rows: (usize, usize), pinned: &Pinned) -> Vec<Candidate> {
    let all = (0..rows.0 as u32).flat_map(|left| (0..rows.1 as u32).map(move |right| (left, right)));
    all.filter(|(left, right)| pinned.allows(*left, *right)).collect()
}

/// One version to compare with: its index, the lexicon of its language, and the entry of each of its rows.
pub struct Compared<'t> {
    pub index: &'t Index,
    pub lexicon: &'t Lexicon,
    pub entry_of_row: Vec<u32>,
}

/// The pairs of rows that are worth comparing in a large table: those that share rare tokens, and those near the place
/// that the pairs found so far make likely.
pub fn propose(
    entries: usize,
    rows: &[RowFacts],
    partners: &[Option<u32>],
    versions: &[Compared<'_>],
    pinned: &Pinned,
) -> Vec<Candidate> {
    let expected = expected_places(entries, partners);
    // The weight of two tokens that one row alone has. A row that shares so much is found by it, and its place needs to
    // propose no more than the direct neighbours.
    let telling = 2.0 * (entries as f32).ln();
    let near = if partners.iter().all(Option::is_none) { NEAR_AT_FIRST } else { NEAR };
    let of_row = |(row, facts): (usize, &RowFacts)| {
        let mut found: Vec<u32> = Vec::new();
        if pinned.paired_rows[row] {
            return Vec::new();
        }
        let mut most = 0.0f32;
        for version in versions {
            let alike = version.index.alike(facts, version.lexicon);
            most = alike.first().map_or(most, |(_, weight)| most.max(*weight));
            found.extend(alike.into_iter().map(|(row, _)| version.entry_of_row[row as usize]));
        }
        found.extend(partners[row]);
        let middle = expected[row];
        let near = if most > telling { 1 } else { near };
        found.extend(middle.saturating_sub(near)..(middle + near + 1).min(entries as u32));
        found.sort_unstable();
        found.dedup();
        let row = row as u32;
        found.into_iter().filter(|entry| pinned.allows(*entry, row)).map(|entry| (entry, row)).collect::<Vec<_>>()
    };
    let mut candidates: Vec<Candidate> = rows.par_iter().enumerate().flat_map_iter(of_row).collect();
    candidates.par_sort_unstable();
    candidates
}

/// For each row the entry at the corresponding place: between the partners of the nearest paired rows, in proportion.
fn expected_places(entries: usize, partners: &[Option<u32>]) -> Vec<u32> {
    let mut links: Vec<(Candidate, f32)> = Vec::new();
    links.extend(partners.iter().enumerate().filter_map(|(row, entry)| Some((((*entry)?, row as u32), 1.0))));
    let mut chain = vec![(-1i64, -1i64)];
    chain.extend(order::chain(&links).into_iter().map(|(entry, row)| (i64::from(entry), i64::from(row))));
    chain.push((entries as i64, partners.len() as i64));
    let mut places = Vec::with_capacity(partners.len());
    for link in chain.windows(2) {
        let ((entry, row), (next_entry, next_row)) = (link[0], link[1]);
        for at in row + 1..next_row + i64::from(next_row < partners.len() as i64) {
            let place = entry + (at - row) * (next_entry - entry) / (next_row - row);
            places.push(place.clamp(0, entries as i64 - 1) as u32);
        }
    }
    places
}
