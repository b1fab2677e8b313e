//! Which table of an older page is which of a newer one.

use std::collections::BTreeMap;

use super::choice::choose;
use super::one_line;
use crate::model::{Page, Table};

/// What a pair of tables must score, where equal cells add up to 1.
// Equal headers are enough by themselves, and so is the same heading near the same place: the cells of a table may all
// have been edited. The place alone is not.
const ENOUGH: f64 = 0.3;

/// What equal headers, an equal heading above and the same place on the page add to the score of the cells.
const HEADER: f64 = 0.4;
const HEADING: f64 = 0.25;
const PLACE: f64 = 0.1;

/// A text that is in more tables of both versions than this is not counted.
// It would weigh next to nothing, and add a pair for each two of its tables.
const TOO_COMMON: usize = 50;

/// Pairs of tables, by the older ones. A table may have moved; one that was split is paired with its larger part.
pub fn pair(old: &Page, new: &Page) -> Vec<(usize, usize)> {
    let (before, after) = (Features::of(old), Features::of(new));
    let weights = weights(&before, &after);
    let mut shared: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (text, weight) in &weights {
        let (Some(left), Some(right)) = (before.tables_with.get(*text), after.tables_with.get(*text)) else { continue };
        if left.len() * right.len() > TOO_COMMON * TOO_COMMON {
            continue;
        }
        for (i, some) in left {
            right.iter().for_each(|(j, others)| *shared.entry((*i, *j)).or_default() += weight * some.min(*others));
        }
    }
    for pair in equal_places(old, new) {
        shared.entry(pair).or_default();
    }
    let (left, right) = (before.totals(&weights), after.totals(&weights));
    let score = |((i, j), shared): ((usize, usize), f64)| {
        let total = left[i] + right[j];
        let cells = if total > 0.0 { 2.0 * shared / total } else { 0.0 };
        let score = cells + surroundings(old, i, new, j);
        (score >= ENOUGH).then_some((score, i, j))
    };
    choose(shared.into_iter().filter_map(score).collect())
}

/// The cells of a page's tables: text to the tables that have it, with how often.
struct Features {
    tables_with: BTreeMap<String, BTreeMap<usize, f64>>,
    tables: usize,
}

impl Features {
    fn of(page: &Page) -> Features {
        let mut tables_with: BTreeMap<String, BTreeMap<usize, f64>> = BTreeMap::new();
        for (number, table) in page.tables.iter().enumerate() {
            for cell in table.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.text.is_empty()) {
                *tables_with.entry(one_line(&cell.text)).or_default().entry(number).or_default() += 1.0;
            }
        }
        Features { tables_with, tables: page.tables.len() }
    }

    fn totals(&self, weights: &BTreeMap<&str, f64>) -> Vec<f64> {
        let mut totals = vec![0.0; self.tables];
        for (text, tables) in &self.tables_with {
            tables.iter().for_each(|(table, count)| totals[*table] += weights[text.as_str()] * count);
        }
        totals
    }
}

/// A text weighs more the fewer tables have it.
fn weights<'f>(before: &'f Features, after: &'f Features) -> BTreeMap<&'f str, f64> {
    let count = |features: &Features, text: &str| features.tables_with.get(text).map_or(0, BTreeMap::len);
    let all = (before.tables + after.tables) as f64;
    let texts = before.tables_with.keys().chain(after.tables_with.keys());
    texts.map(|text| (text.as_str(), (1.0 + all / (count(before, text) + count(after, text)) as f64).ln())).collect()
}

/// Tables at the same place, counted from the start or from the end.
fn equal_places(old: &Page, new: &Page) -> Vec<(usize, usize)> {
    let (before, after) = (old.tables.len(), new.tables.len());
    let least = before.min(after);
    let mut pairs: Vec<(usize, usize)> = (0..least).map(|at| (at, at)).collect();
    pairs.extend((1..=least).map(|at| (before - at, after - at)));
    pairs
}

fn surroundings(old: &Page, i: usize, new: &Page, j: usize) -> f64 {
    let (before, after) = (&old.tables[i], &new.tables[j]);
    let heading = |page: &Page, table: &Table| {
        table.heading.and_then(|heading| page.headings.get(heading)).map(|heading| heading.text.to_lowercase())
    };
    let same_heading = heading(old, before) == heading(new, after);
    let place = |at: usize, count: usize| (at + 1) as f64 / (count + 1) as f64;
    let near = 1.0 - (place(i, old.tables.len()) - place(j, new.tables.len())).abs();
    HEADER * kept_headers(before, after) + if same_heading { HEADING } else { 0.0 } + PLACE * near
}

fn kept_headers(before: &Table, after: &Table) -> f64 {
    let texts = |table: &Table| table.header.iter().map(|cell| one_line(&cell.text).to_lowercase()).collect();
    let (left, mut right): (Vec<String>, Vec<String>) = (texts(before), texts(after));
    let most = left.len().max(right.len());
    let kept = left
        .iter()
        .filter(|text| right.iter().position(|other| other == *text).map(|at| right.swap_remove(at)).is_some());
    kept.count() as f64 / most.max(1) as f64
}
