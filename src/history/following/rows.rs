//! Rows of one table in two versions, and rows that went from one table to another.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::choice::{Candidate, choose};
use super::words::Words;
use super::{PageRows, Pairs, columns, one_line};

/// What the likeness of two rows and the evidence of their place must add up to.
// More than any place alone: at the same place one row may have been removed and another one added.
const ENOUGH: f64 = 0.45;

/// What the place adds: where one row is between two neighbours in both versions; where equally many are, at the same
/// place among them; elsewhere between the same neighbours.
// Chosen in the order of how few rows could be meant.
const ONLY_PLACE: f64 = 0.35;
const SAME_PLACE: f64 = 0.25;
const SAME_GAP: f64 = 0.1;

/// What a cell adds that no other row of its column has in either version.
// With the only place it is enough: such a cell mostly names the row.
const KEPT_KEY: f64 = 0.2;

/// The likeness that a row must have to be found in another table.
// Higher, because there is no place to confirm it.
const ENOUGH_ELSEWHERE: f64 = 0.6;

/// How many pairs of rows are compared one by one; where there are more, only rows that share a rare word are.
// 200 rows without a partner in both versions: from there on the square of the rows would decide about the time.
const MOST_PAIRS: usize = 40_000;

/// A word that more rows have is not rare.
const MOST_ROWS: usize = 20;

/// Pairs rows of two tables that are one table in two versions: equal ones in order, equal ones that moved, edited
/// ones.
pub fn pair_within(old: &PageRows<'_>, new: &PageRows<'_>, tables: (usize, usize), pairs: &mut Pairs) {
    let (before, after) = (&old.tables()[tables.0], &new.tables()[tables.1]);
    let columns = columns::pair(before, after);
    if columns.is_empty() {
        return;
    }
    let whole = columns.len() == before.header.len().min(after.header.len());
    let (old_columns, new_columns): (Vec<usize>, Vec<usize>) = columns.into_iter().unzip();
    let old_rows: Vec<usize> = old.of_table(tables.0).collect();
    let new_rows: Vec<usize> = new.of_table(tables.1).collect();
    let cells = |rows: &PageRows<'_>, row: usize, columns: &[usize]| -> Vec<String> {
        columns.iter().map(|column| one_line(&rows.row(row).cells[*column].text)).collect()
    };
    let old_cells: Vec<Vec<String>> = old_rows.iter().map(|row| cells(old, *row, &old_columns)).collect();
    let new_cells: Vec<Vec<String>> = new_rows.iter().map(|row| cells(new, *row, &new_columns)).collect();
    let mut versions = TwoVersions { old_rows, new_rows, old_cells, new_cells, whole, pairs };
    let anchors = versions.pair_equal();
    versions.pair_edited(&anchors);
}

/// One table in two versions: the numbers of its rows on their pages, and their cells by common columns.
struct TwoVersions<'p> {
    old_rows: Vec<usize>,
    new_rows: Vec<usize>,
    old_cells: Vec<Vec<String>>,
    new_cells: Vec<Vec<String>>,
    /// Whether one of the versions has no further columns. Where both have, the cells are only pieces of rows, and
    /// equal ones count only where each version has them once.
    whole: bool,
    pairs: &'p mut Pairs,
}

impl TwoVersions<'_> {
    /// Pairs rows of equal text. Returns the pairs, by place in both tables, that kept their order.
    fn pair_equal(&mut self) -> Vec<(usize, usize)> {
        let (left, right) = (self.old_names(), self.new_names());
        let (left, right) = (self.shared_names(&left, &right), self.shared_names(&right, &left));
        let (left_names, right_names): (Vec<Name<'_>>, Vec<Name<'_>>) =
            (left.iter().map(|row| row.1).collect(), right.iter().map(|row| row.1).collect());
        let mut anchors = Vec::new();
        // Patience starts from rows that are unique, so that doubled rows are paired by their neighbours.
        for op in capture_diff_slices(Algorithm::Patience, &left_names, &right_names) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                anchors.extend((0..len).map(|at| (left[old_index + at].0, right[new_index + at].0)));
            }
        }
        let in_order: BTreeSet<usize> = anchors.iter().map(|anchor| anchor.1).collect();
        let mut moved: HashMap<Name<'_>, Vec<usize>> = HashMap::new();
        for (j, name) in right.iter().rev().filter(|(j, _)| !in_order.contains(j)) {
            moved.entry(*name).or_default().push(*j);
        }
        let in_order: BTreeSet<usize> = anchors.iter().map(|anchor| anchor.0).collect();
        let left = left.iter().filter(|(i, _)| !in_order.contains(i));
        let out_of_order: Vec<(usize, usize)> =
            left.filter_map(|(i, name)| Some((*i, moved.get_mut(name)?.pop()?))).collect();
        for (i, j) in anchors.iter().chain(&out_of_order) {
            self.pairs.add(self.old_rows[*i], self.new_rows[*j]);
        }
        anchors
    }

    /// The rows, by their places, whose names the other version has as well.
    fn shared_names<'c>(&self, names: &[Name<'c>], others: &[Name<'c>]) -> Vec<(usize, Name<'c>)> {
        let count = |names: &[Name<'c>]| {
            let mut counts: HashMap<Name<'c>, usize> = HashMap::new();
            names.iter().for_each(|name| *counts.entry(*name).or_default() += 1);
            counts
        };
        let (here, there) = (count(names), count(others));
        let is_shared = |name: &Name<'c>| match there.get(name) {
            Some(count) => self.whole || (*count == 1 && here[name] == 1),
            None => false,
        };
        names.iter().copied().enumerate().filter(|(_, name)| is_shared(name)).collect()
    }

    fn old_names(&self) -> Vec<Name<'_>> {
        let rows = self.old_rows.iter().zip(&self.old_cells);
        rows.map(|(row, cells)| self.pairs.new_of[*row].map_or(Name::Text(cells), Name::Known)).collect()
    }

    fn new_names(&self) -> Vec<Name<'_>> {
        let rows = self.new_rows.iter().zip(&self.new_cells);
        rows.map(|(row, cells)| if self.pairs.is_free_new(*row) { Name::Text(cells) } else { Name::Known(*row) })
            .collect()
    }

    /// Pairs rows that were edited, by the words they kept and by their places between the anchors.
    fn pair_edited(&mut self, anchors: &[(usize, usize)]) {
        let places = Places::new(self, anchors);
        if places.old.is_empty() || places.new.is_empty() {
            return;
        }
        let words = Words::new(&self.old_cells, &self.new_cells);
        let keys = Keys::new(&self.old_cells, &self.new_cells);
        let score = |i: usize, j: usize| {
            let likeness = words.likeness(i, self.old_rows.len() + j);
            let key = if keys.kept(&self.old_cells[i], &self.new_cells[j]) { KEPT_KEY } else { 0.0 };
            likeness + key + places.evidence(i, j)
        };
        let worth = |(i, j): (usize, usize)| Some((score(i, j), i, j)).filter(|candidate| candidate.0 >= ENOUGH);
        let candidates: Vec<Candidate> = self.comparable(&places, &words).into_iter().filter_map(worth).collect();
        for (i, j) in choose(candidates) {
            self.pairs.add(self.old_rows[i], self.new_rows[j]);
        }
    }

    /// The pairs that are worth comparing.
    fn comparable(&self, places: &Places, words: &Words) -> BTreeSet<(usize, usize)> {
        let all = |i: &usize| places.new.keys().map(|j| (*i, *j)).collect::<Vec<_>>();
        if places.old.len().saturating_mul(places.new.len()) <= MOST_PAIRS {
            return places.old.keys().flat_map(all).collect();
        }
        let with_word = words.rows_by_word(places.new.keys().map(|j| self.old_rows.len() + j));
        let mut pairs = places.same();
        for i in places.old.keys() {
            let rare = words.words(*i).filter_map(|word| with_word.get(&word)).filter(|rows| rows.len() <= MOST_ROWS);
            pairs.extend(rare.flatten().map(|row| (*i, row - self.old_rows.len())));
        }
        pairs
    }
}

/// What rows are compared by: two rows of one name are known to be one row, or their texts are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Name<'c> {
    /// The row of the newer page that it is known to be.
    Known(usize),
    /// Its cells.
    Text(&'c [String]),
}

/// Where the rows without a partner are: the gap between two anchors, and their number in the gap, from 0.
struct Places {
    old: BTreeMap<usize, (usize, usize)>,
    new: BTreeMap<usize, (usize, usize)>,
    /// How many there are in each gap on both sides.
    sizes: BTreeMap<usize, (usize, usize)>,
}

impl Places {
    fn new(versions: &TwoVersions<'_>, anchors: &[(usize, usize)]) -> Places {
        let mut sizes: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let mut old = BTreeMap::new();
        for (i, _) in versions.old_rows.iter().enumerate().filter(|(_, row)| versions.pairs.is_free_old(**row)) {
            let gap = anchors.partition_point(|anchor| anchor.0 < i);
            let size = sizes.entry(gap).or_default();
            old.insert(i, (gap, size.0));
            size.0 += 1;
        }
        let mut new = BTreeMap::new();
        for (j, _) in versions.new_rows.iter().enumerate().filter(|(_, row)| versions.pairs.is_free_new(**row)) {
            let gap = anchors.partition_point(|anchor| anchor.1 < j);
            let size = sizes.entry(gap).or_default();
            new.insert(j, (gap, size.1));
            size.1 += 1;
        }
        Places { old, new, sizes }
    }

    fn evidence(&self, i: usize, j: usize) -> f64 {
        let ((gap, rank), (other_gap, other_rank)) = (self.old[&i], self.new[&j]);
        let (before, after) = self.sizes[&gap];
        match (before, after) {
            _ if gap != other_gap => 0.0,
            (1, 1) => ONLY_PLACE,
            _ if before == after && rank == other_rank => SAME_PLACE,
            _ => SAME_GAP,
        }
    }

    /// Pairs of the same place, of gaps with equally many rows on both sides.
    fn same(&self) -> BTreeSet<(usize, usize)> {
        let by_place: BTreeMap<(usize, usize), usize> = self.new.iter().map(|(j, place)| (*place, *j)).collect();
        let partner = |(i, place): (&usize, &(usize, usize))| Some((*i, *by_place.get(place)?));
        let is_even = |gap: usize| self.sizes[&gap].0 == self.sizes[&gap].1;
        self.old.iter().filter(|(_, (gap, _))| is_even(*gap)).filter_map(partner).collect()
    }
}

/// Cells that only one row has in each version.
struct Keys<'c> {
    /// For each column, the texts with how often they are in the older and the newer version.
    columns: Vec<HashMap<&'c str, (usize, usize)>>,
}

impl<'c> Keys<'c> {
    fn new(old: &'c [Vec<String>], new: &'c [Vec<String>]) -> Keys<'c> {
        let count = old.first().or(new.first()).map_or(0, Vec::len);
        let mut columns: Vec<HashMap<&str, (usize, usize)>> = vec![HashMap::new(); count];
        for row in old {
            row.iter().zip(&mut columns).for_each(|(cell, known)| known.entry(cell).or_default().0 += 1);
        }
        for row in new {
            row.iter().zip(&mut columns).for_each(|(cell, known)| known.entry(cell).or_default().1 += 1);
        }
        Keys { columns }
    }

    /// Whether two rows share a cell with letters that no others have. Numbers shift when rows are inserted.
    fn kept(&self, old: &[String], new: &[String]) -> bool {
        let same = old.iter().zip(new).zip(&self.columns).filter(|((before, after), _)| before == after);
        same.map(|((cell, _), known)| (cell.as_str(), known))
            .any(|(cell, known)| cell.contains(char::is_alphabetic) && known.get(cell) == Some(&(1, 1)))
    }
}

/// Pairs rows that are left, whatever tables they are in.
pub fn pair_anywhere(old: &PageRows<'_>, new: &PageRows<'_>, pairs: &mut Pairs) {
    let old_rows: Vec<usize> = (0..old.len()).filter(|row| pairs.is_free_old(*row)).collect();
    let new_rows: Vec<usize> = (0..new.len()).filter(|row| pairs.is_free_new(*row)).collect();
    if old_rows.is_empty() || new_rows.is_empty() {
        return;
    }
    let text = |rows: &PageRows<'_>, row: usize| {
        rows.row(row).cells.iter().map(|cell| one_line(&cell.text)).collect::<Vec<_>>().join(" | ")
    };
    let before: Vec<Vec<String>> = old_rows.iter().map(|row| vec![text(old, *row)]).collect();
    let after: Vec<Vec<String>> = new_rows.iter().map(|row| vec![text(new, *row)]).collect();
    let words = Words::new(&before, &after);
    let with_word = words.rows_by_word(before.len()..before.len() + after.len());
    let mut candidates: BTreeSet<(usize, usize)> = BTreeSet::new();
    for i in 0..old_rows.len() {
        let rare = words.words(i).filter_map(|word| with_word.get(&word)).filter(|rows| rows.len() <= MOST_ROWS);
        candidates.extend(rare.flatten().map(|j| (i, *j)));
    }
    let worth = |(i, j)| Some((words.likeness(i, j), i, j)).filter(|candidate| candidate.0 >= ENOUGH_ELSEWHERE);
    for (i, j) in choose(candidates.into_iter().filter_map(worth).collect()) {
        pairs.add(old_rows[i], new_rows[j - old_rows.len()]);
    }
}
