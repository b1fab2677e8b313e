//! Which column of an older table is which of a newer one.

use std::collections::BTreeMap;

use super::choice::choose;
use super::one_line;
use crate::model::Table;

/// The share of its cells that a column must keep to be recognized under another header and at another place.
// Chosen: below a half, because cells are edited too.
const ENOUGH: f64 = 0.3;

/// Pairs of columns, by the older ones: equal headers first, then columns between the same neighbours, then those
/// with equal cells.
pub fn pair(old: &Table, new: &Table) -> Vec<(usize, usize)> {
    let mut pairs = equal_headers(old, new);
    between_neighbours(old.header.len(), new.header.len(), &mut pairs);
    let mut candidates = Vec::new();
    for before in free(old.header.len(), pairs.iter().map(|pair| pair.0)) {
        for after in free(new.header.len(), pairs.iter().map(|pair| pair.1)) {
            let kept = kept_cells(old, before, new, after);
            candidates.extend((kept >= ENOUGH).then_some((kept, before, after)));
        }
    }
    pairs.extend(choose(candidates));
    pairs.sort_unstable();
    pairs
}

/// Columns with equal headers, doubled ones in order.
fn equal_headers(old: &Table, new: &Table) -> Vec<(usize, usize)> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (column, cell) in new.header.iter().enumerate().rev() {
        places.entry(folded(&cell.text)).or_default().push(column);
    }
    let partner = |cell: &crate::model::Cell| places.get_mut(&folded(&cell.text)).and_then(Vec::pop);
    let partners = old.header.iter().map(partner).enumerate();
    partners.filter_map(|(column, partner)| Some((column, partner?))).collect()
}

fn folded(header: &str) -> String {
    one_line(header).trim_matches(['*', '_', ' ']).to_lowercase()
}

/// Adds columns that stand, equally many, between two pairs or between a pair and the edge of the tables.
fn between_neighbours(old: usize, new: usize, pairs: &mut Vec<(usize, usize)>) {
    let known: Vec<(usize, usize)> = pairs.clone();
    let (mut from_old, mut from_new) = (0, 0);
    for (to_old, to_new) in known.into_iter().chain([(old, new)]) {
        if to_new < from_new {
            // Columns that changed places are no neighbours to anybody.
            continue;
        }
        let gap = |from: usize, to: usize, taken: &[usize]| (from..to).filter(|at| !taken.contains(at)).collect();
        let before: Vec<usize> = gap(from_old, to_old, &pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
        let after: Vec<usize> = gap(from_new, to_new, &pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
        if before.len() == after.len() {
            pairs.extend(before.into_iter().zip(after));
        }
        (from_old, from_new) = (to_old + 1, to_new + 1);
    }
}

fn free(count: usize, taken: impl Iterator<Item = usize>) -> Vec<usize> {
    let taken: Vec<usize> = taken.collect();
    (0..count).filter(|column| !taken.contains(column)).collect()
}

/// The share of the fuller column's cells that the other has as well.
fn kept_cells(old: &Table, before: usize, new: &Table, after: usize) -> f64 {
    let cells = |table: &Table, column: usize| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let texts = table.rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !cell.text.is_empty());
        texts.for_each(|cell| *counts.entry(one_line(&cell.text)).or_default() += 1);
        counts
    };
    let (left, right) = (cells(old, before), cells(new, after));
    let kept: usize = left.iter().map(|(text, count)| (*count).min(right.get(text).copied().unwrap_or(0))).sum();
    let most = left.values().sum::<usize>().max(right.values().sum());
    if most == 0 { 0.0 } else { kept as f64 / most as f64 }
}
