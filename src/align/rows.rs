//! Which rows of a table are one row in several locales.

use std::collections::BTreeMap;

use super::AlignedColumn;
use super::assignment::assign;
use super::evidence::{Bag, Weighted, cell_tokens, overlap, weigh};
use super::folding::Folded;
use super::tables::Member;
use crate::model::{Cell, LocaleId};

/// Up to this many pairs an assignment over all of them is affordable.
const MOST_PAIRS: usize = 250_000;

/// A token in more rows than this says too little to propose a pair.
const MOST_ROWS: usize = 30;

/// What a pair must score to stand on its own evidence; a pair whose neighbours are pairs too needs less.
const ENOUGH: f64 = 0.45;

/// The rows of a table: for each, its index in every version that has it. In the order of the first version;
/// rows that it lacks stand behind those that precede them in their own.
pub fn align(group: &[Member<'_>], columns: &[AlignedColumn], folded: &Folded) -> Vec<BTreeMap<LocaleId, usize>> {
    let mut joined = Joined::default();
    for (index, member) in group.iter().enumerate() {
        let facts = facts(group, columns, folded, index);
        let partners = if index == 0 { vec![None; facts.len()] } else { pair(&joined.facts, &facts) };
        joined.add(member.locale(), facts, &partners);
    }
    joined.entries
}

/// The rows found so far, with the facts of the version that each was first seen in.
#[derive(Default)]
struct Joined {
    entries: Vec<BTreeMap<LocaleId, usize>>,
    facts: Vec<Facts>,
}

/// What is known of a row in one version.
#[derive(Clone, Debug)]
struct Facts {
    tokens: Bag,
    /// Characters in each aligned column, `None` where the version lacks the column.
    lengths: Vec<Option<usize>>,
}

impl Joined {
    /// Adds the rows of one version; `partners[row]` is the entry it joins.
    fn add(&mut self, locale: &LocaleId, facts: Vec<Facts>, partners: &[Option<usize>]) {
        let mut inserted: Vec<(usize, usize)> = Vec::new();
        let mut after = 0;
        for (row, partner) in partners.iter().enumerate() {
            match partner {
                Some(entry) => {
                    self.entries[*entry].insert(locale.clone(), row);
                    after = entry + 1;
                }
                None => inserted.push((after, row)),
            }
        }
        let mut new_facts: Vec<Option<Facts>> = facts.into_iter().map(Some).collect();
        let mut entries = Vec::with_capacity(self.entries.len() + inserted.len());
        let mut kept = Vec::with_capacity(entries.capacity());
        inserted.sort_by_key(|(after, _)| *after);
        let mut inserted = inserted.into_iter().peekable();
        let old = std::mem::take(&mut self.entries).into_iter().zip(std::mem::take(&mut self.facts));
        let mut insert_before = |position: usize, entries: &mut Vec<_>, kept: &mut Vec<Facts>| {
            while let Some((_, row)) = inserted.next_if(|(after, _)| *after <= position) {
                entries.push(BTreeMap::from([(locale.clone(), row)]));
                kept.push(new_facts[row].take().expect("each row is inserted once"));
            }
        };
        for (position, (entry, facts)) in old.enumerate() {
            insert_before(position, &mut entries, &mut kept);
            entries.push(entry);
            kept.push(facts);
        }
        insert_before(usize::MAX, &mut entries, &mut kept);
        (self.entries, self.facts) = (entries, kept);
    }
}

fn facts(group: &[Member<'_>], columns: &[AlignedColumn], folded: &Folded, index: usize) -> Vec<Facts> {
    let member = &group[index];
    let of_row = |(row, written): (usize, &crate::model::Row)| {
        let cells: &[Cell] = folded.get(&(index, row)).unwrap_or(&written.cells);
        let mut tokens = Bag::new();
        let mut lengths = Vec::with_capacity(columns.len());
        for (number, column) in columns.iter().enumerate() {
            let cell = column.members.get(member.locale()).and_then(|own| cells.get(*own));
            lengths.push(cell.map(|cell| cell.text.chars().count()));
            if let Some(cell) = cell {
                cell_tokens(&number.to_string(), cell, &mut tokens);
            }
        }
        Facts { tokens, lengths }
    };
    member.table.rows.iter().enumerate().map(of_row).collect()
}

/// For each row of `right`, the row of `left` it is paired with.
fn pair(left: &[Facts], right: &[Facts]) -> Vec<Option<usize>> {
    let bags = |facts: &[Facts]| facts.iter().map(|facts| facts.tokens.clone()).collect::<Vec<_>>();
    let (left_weights, right_weights) = weigh(&bags(left), &bags(right));
    let ratios = length_ratios(left, right);
    let scorer = Scorer { left, right, left_weights: &left_weights, right_weights: &right_weights, ratios: &ratios };
    let proposed =
        if left.len() * right.len() <= MOST_PAIRS { scorer.assign_all() } else { scorer.assign_candidates() };
    fill_gaps(&scorer, drop_weak(&scorer, proposed))
}

/// How long each column's text is on the right for one character on the left.
fn length_ratios(left: &[Facts], right: &[Facts]) -> Vec<f64> {
    let columns = left.first().or(right.first()).map_or(0, |facts| facts.lengths.len());
    let mean = |facts: &[Facts], column: usize| {
        let lengths = facts.iter().filter_map(|facts| facts.lengths[column]);
        (lengths.sum::<usize>() + 1) as f64 / (facts.len() + 1) as f64
    };
    (0..columns).map(|column| mean(right, column) / mean(left, column)).collect()
}

struct Scorer<'f> {
    left: &'f [Facts],
    right: &'f [Facts],
    left_weights: &'f [Weighted],
    right_weights: &'f [Weighted],
    ratios: &'f [f64],
}

impl Scorer<'_> {
    /// How well two rows go together, from 0 to about 1.5: shared tokens, lengths of the cells, place in the table.
    fn score(&self, i: usize, j: usize) -> f64 {
        let place = |at: usize, count: usize| (at + 1) as f64 / (count + 1) as f64;
        let near = 1.0 - (place(i, self.left.len()) - place(j, self.right.len())).abs();
        self.content(i, j) + 0.15 * near * near
    }

    /// The same without the place.
    fn content(&self, i: usize, j: usize) -> f64 {
        overlap(&self.left_weights[i], &self.right_weights[j]) + 0.35 * self.length_likeness(i, j)
    }

    fn length_likeness(&self, i: usize, j: usize) -> f64 {
        let mut sum = 0.0;
        let mut count = 0.0;
        for (column, ratio) in self.ratios.iter().enumerate() {
            let (Some(left), Some(right)) = (self.left[i].lengths[column], self.right[j].lengths[column]) else {
                continue;
            };
            let (expected, found) = (left as f64 * ratio + 2.0, right as f64 + 2.0);
            sum += expected.min(found) / expected.max(found);
            count += 1.0;
        }
        if count > 0.0 { sum / count } else { 0.0 }
    }

    fn assign_all(&self) -> Vec<Option<usize>> {
        let (rows, columns) = (self.right.len(), self.left.len());
        let scores: Vec<f64> =
            (0..rows * columns).map(|at| self.score(at % columns.max(1), at / columns.max(1))).collect();
        assign(rows, columns, &scores)
    }

    /// For large tables: the best pairs first, among rows that share a rare token or stand at the same place.
    fn assign_candidates(&self) -> Vec<Option<usize>> {
        let mut scored: Vec<(f64, usize, usize)> = Vec::new();
        for (j, candidates) in self.candidates().into_iter().enumerate() {
            scored.extend(candidates.into_iter().map(|i| (self.score(i, j), i, j)));
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut taken = vec![false; self.left.len()];
        let mut partners = vec![None; self.right.len()];
        for (_, i, j) in scored {
            if partners[j].is_none() && !taken[i] {
                taken[i] = true;
                partners[j] = Some(i);
            }
        }
        partners
    }

    /// For each row on the right, the rows on the left that it may be.
    fn candidates(&self) -> Vec<Vec<usize>> {
        let mut rows_with: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (i, weighted) in self.left_weights.iter().enumerate() {
            for (token, _) in &weighted.tokens {
                rows_with.entry(*token).or_default().push(i);
            }
        }
        let propose = |(j, weighted): (usize, &Weighted)| {
            let rare = weighted.tokens.iter().filter_map(|(token, _)| rows_with.get(token));
            let mut rows: Vec<usize> = rare.filter(|rows| rows.len() <= MOST_ROWS).flatten().copied().collect();
            let middle = j * self.left.len() / self.right.len().max(1);
            rows.extend(middle.saturating_sub(2)..(middle + 3).min(self.left.len()));
            rows.sort_unstable();
            rows.dedup();
            rows
        };
        self.right_weights.iter().enumerate().map(propose).collect()
    }
}

/// Takes back pairs that neither their own evidence nor their neighbours support.
fn drop_weak(scorer: &Scorer<'_>, proposed: Vec<Option<usize>>) -> Vec<Option<usize>> {
    let equal = scorer.left.len() == scorer.right.len();
    let supported = |j: usize, i: usize| {
        let before = j.checked_sub(1).map(|j| proposed[j]);
        let after = proposed.get(j + 1).copied();
        let follows =
            before.is_none_or(|before| before.is_none_or(|before| before + 1 == i)) && (before.is_some() || i == 0);
        let precedes = after.is_none_or(|after| after == Some(i + 1));
        follows || precedes || (equal && i == j)
    };
    let keep = |(j, partner): (usize, &Option<usize>)| {
        partner.filter(|i| {
            let content = scorer.content(*i, j);
            content >= ENOUGH || (content >= ENOUGH / 2.0 && supported(j, *i))
        })
    };
    proposed.iter().enumerate().map(keep).collect()
}

/// Pairs rows that are left between two pairs in order, where both sides have equally many.
fn fill_gaps(scorer: &Scorer<'_>, mut partners: Vec<Option<usize>>) -> Vec<Option<usize>> {
    let taken: Vec<bool> = {
        let mut taken = vec![false; scorer.left.len()];
        partners.iter().flatten().for_each(|i| taken[*i] = true);
        taken
    };
    let mut j = 0;
    while j < partners.len() {
        if partners[j].is_some() {
            j += 1;
            continue;
        }
        let end = (j..partners.len()).find(|at| partners[*at].is_some()).unwrap_or(partners.len());
        let from = if j == 0 { 0 } else { partners[j - 1].expect("the row before a gap is paired") + 1 };
        let until = partners.get(end).copied().flatten().unwrap_or(scorer.left.len());
        if until >= from && until - from == end - j && !taken[from..until].contains(&true) {
            for (offset, partner) in partners[j..end].iter_mut().enumerate() {
                *partner = Some(from + offset);
            }
        }
        j = end;
    }
    partners
}
