//! How alike two rows are by the words of their cells.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::terms::{TokenKind, tokenize};

/// Cells of the rows of both versions, column by column, in numbers that equal words share.
///
/// A word weighs more the fewer rows have it in the same column, and a column weighs more the more its cells differ:
/// what every row has hardly counts.
#[derive(Clone, Debug, Default)]
pub struct Words {
    rows: Vec<Vec<Bag>>,
    weights: Vec<f64>,
    columns: Vec<f64>,
}

/// The weight of a column in which all cells are equal.
// Above zero, so that rows of such columns alone still have a likeness.
const LEAST_COLUMN: f64 = 0.1;

/// How much more the column counts that names the rows: the first in which nearly all cells differ.
// Nearly all, because a name may be in a table twice. Both values were chosen.
const NAMING: f64 = 1.5;
const NEARLY_ALL: f64 = 0.8;

/// The words of a cell: number and count, sorted by number.
type Bag = Vec<(usize, f64)>;

/// The weight of a number alone in its cell: row numbers shift when a row is inserted.
const NUMBER: f64 = 0.5;

/// The weight of a part of an identifier, which is counted as a whole already.
const PART: f64 = 0.5;

impl Words {
    /// The words of the rows of two versions, numbered one after the other; each row has as many cells.
    pub fn new(old: &[Vec<String>], new: &[Vec<String>]) -> Words {
        let mut numbers: HashMap<(usize, String), usize> = HashMap::new();
        let mut found = Words { columns: columns(old, new), ..Words::default() };
        let mut frequency: Vec<f64> = Vec::new();
        let mut kinds: Vec<f64> = Vec::new();
        for row in old.iter().chain(new) {
            let mut bags = Vec::with_capacity(row.len());
            for (column, cell) in row.iter().enumerate() {
                let mut bag: BTreeMap<usize, f64> = BTreeMap::new();
                for (word, kind) in words_of(cell) {
                    let next = numbers.len();
                    let number = *numbers.entry((column, word)).or_insert(next);
                    if number == kinds.len() {
                        kinds.push(kind * found.columns[column]);
                        frequency.push(0.0);
                    }
                    *bag.entry(number).or_default() += 1.0;
                }
                bag.keys().for_each(|number| frequency[*number] += 1.0);
                bags.push(bag.into_iter().collect());
            }
            found.rows.push(bags);
        }
        let count = found.rows.len() as f64;
        let weigh = |(frequency, kind): (f64, f64)| kind * (1.0 + count / frequency).ln();
        found.weights = frequency.into_iter().zip(kinds).map(weigh).collect();
        found
    }

    /// How alike two rows are, from 0 to 1: half by all their words together, half by the columns, each with its
    /// weight.
    // Words alone would let the longest cell decide; columns alone would let a word count as much as a paragraph.
    pub fn likeness(&self, a: usize, b: usize) -> f64 {
        let (mut shared, mut total, mut columns, mut sum) = (0.0, 0.0, 0.0, 0.0);
        for ((left, right), column) in self.rows[a].iter().zip(&self.rows[b]).zip(&self.columns) {
            let (both, either) = (self.shared(left, right), self.total(left) + self.total(right));
            if either > 0.0 {
                (shared, total) = (shared + both, total + either);
                (sum, columns) = (sum + column * 2.0 * both / either, columns + column);
            }
        }
        if columns == 0.0 { 0.0 } else { shared / total + 0.5 * sum / columns }
    }

    /// For each word the rows that have it.
    pub fn rows_by_word(&self, rows: impl Iterator<Item = usize>) -> BTreeMap<usize, Vec<usize>> {
        let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for row in rows {
            self.words(row).for_each(|word| found.entry(word).or_default().push(row));
        }
        found
    }

    /// The words of a row; one that is in several columns is as many words.
    pub fn words(&self, row: usize) -> impl Iterator<Item = usize> {
        self.rows[row].iter().flatten().map(|(word, _)| *word)
    }

    fn total(&self, bag: &Bag) -> f64 {
        bag.iter().map(|(word, count)| self.weights[*word] * count).sum()
    }

    fn shared(&self, left: &Bag, right: &Bag) -> f64 {
        let (mut i, mut j, mut shared) = (0, 0, 0.0);
        while let (Some((a, some)), Some((b, others))) = (left.get(i), right.get(j)) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += self.weights[*a] * some.min(*others);
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        shared
    }
}

/// The weight of each column: the share of its cells that are no repetition, in the version where it is greater; more
/// where it names the rows.
fn columns(old: &[Vec<String>], new: &[Vec<String>]) -> Vec<f64> {
    let count = old.first().or(new.first()).map_or(0, Vec::len);
    let told = |rows: &[Vec<String>], column: usize| {
        let distinct: BTreeSet<&str> = rows.iter().map(|row| row[column].as_str()).collect();
        match rows.len() {
            0 | 1 => 1.0,
            rows => (distinct.len() - 1) as f64 / (rows - 1) as f64,
        }
    };
    let mut columns: Vec<f64> =
        (0..count).map(|column| told(old, column).max(told(new, column)).max(LEAST_COLUMN)).collect();
    if let Some(name) = columns.iter_mut().find(|told| **told >= NEARLY_ALL) {
        *name *= NAMING;
    }
    columns
}

/// The words of a cell with the weight of each; a cell of signs alone (`✓`) is one word.
fn words_of(cell: &str) -> Vec<(String, f64)> {
    let tokens = tokenize(cell);
    if tokens.is_empty() && !cell.is_empty() {
        return vec![(cell.to_owned(), 1.0)];
    }
    let is_alone = tokens.len() == 1;
    let weigh = |kind| match kind {
        TokenKind::Number if is_alone => NUMBER,
        TokenKind::Part => PART,
        _ => 1.0,
    };
    tokens.into_iter().map(|token| (token.text, weigh(token.kind))).collect()
}
