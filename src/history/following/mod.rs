//! Which row of an older version of a page is which row of a newer one, in one language.
//!
//! Equal texts come first: those that kept their order, then those that moved. Rows that were edited are then found by
//! the words that they kept and by the place between their neighbours. Tables are paired before rows, so that a row is
//! searched for in its own table before it is searched for elsewhere.

mod choice;
mod columns;
mod rows;
mod tables;
mod words;

pub use choice::choose;

use crate::model::{Page, Row, Table};

/// The rows of a page, numbered through all its tables.
#[derive(Clone, Debug)]
pub struct PageRows<'p> {
    page: &'p Page,
    /// The number of each table's first row, and at the end the number of all rows.
    firsts: Vec<usize>,
}

/// Which row of one page is which of another; each row is in one pair at most.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs {
    new_of: Vec<Option<usize>>,
    old_of: Vec<Option<usize>>,
}

impl<'p> PageRows<'p> {
    /// The rows of `page`.
    pub fn new(page: &'p Page) -> PageRows<'p> {
        let mut firsts = vec![0];
        firsts.extend(page.tables.iter().scan(0, |count, table| {
            *count += table.rows.len();
            Some(*count)
        }));
        PageRows { page, firsts }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.firsts[self.page.tables.len()]
    }

    /// How many tables there are.
    pub fn table_count(&self) -> usize {
        self.page.tables.len()
    }

    /// The numbers of a table's rows.
    pub fn of_table(&self, table: usize) -> std::ops::Range<usize> {
        self.firsts[table]..self.firsts[table + 1]
    }

    fn tables(&self) -> &'p [Table] {
        &self.page.tables
    }

    fn table_of(&self, row: usize) -> usize {
        self.firsts.partition_point(|first| *first <= row) - 1
    }

    fn row(&self, row: usize) -> &'p Row {
        let table = self.table_of(row);
        &self.page.tables[table].rows[row - self.firsts[table]]
    }
}

impl Pairs {
    /// No pairs among so many rows.
    pub fn none(old: usize, new: usize) -> Pairs {
        Pairs { new_of: vec![None; old], old_of: vec![None; new] }
    }

    /// Makes a pair of two rows that have none.
    pub fn add(&mut self, old: usize, new: usize) {
        if self.new_of[old].is_none() && self.old_of[new].is_none() {
            self.new_of[old] = Some(new);
            self.old_of[new] = Some(old);
        }
    }

    /// The pairs, by their older rows.
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize)> {
        self.new_of.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?)))
    }

    fn is_free_old(&self, old: usize) -> bool {
        self.new_of[old].is_none()
    }

    fn is_free_new(&self, new: usize) -> bool {
        self.old_of[new].is_none()
    }
}

/// Finds the rows of `old` again in `new`, beside the pairs that are known.
pub fn follow(old: &PageRows<'_>, new: &PageRows<'_>, known: Pairs) -> Pairs {
    let mut pairs = known;
    for (before, after) in tables::pair(old.page, new.page) {
        rows::pair_within(old, new, (before, after), &mut pairs);
    }
    rows::pair_anywhere(old, new, &mut pairs);
    pairs
}

/// A text whose spaces do not count.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
