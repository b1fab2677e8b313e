//! Rows with too many cells, folded back to their columns as the other locales show.

use std::collections::BTreeMap;

use super::evidence::{Bag, cell_tokens, overlap, weigh};
use super::tables::Version;
use super::{AlignedColumn, RowPlace};
use crate::model::{Cell, Ragged, Row};
use crate::parse::read_signature;

/// A row that could be folded in more ways than this stays as it was parsed.
// The number of ways grows with the binomial coefficient of its pieces and columns.
const MOST_WAYS: usize = 2_000;

/// How many ways are tried for a row however short it is: two stray pipes among five columns can be meant in fifteen.
const FEWEST_WAYS: usize = 20;

/// How many rows of a table are folded; further rows with too many cells stay as they were parsed.
// Each is compared with every near row of the other languages, and a table with more of them is broken as a whole.
const MOST_FOLDED: usize = 200;

/// The folded cells of rows that were written with too many, by version of the group and place of the row.
pub type Folded = BTreeMap<(usize, RowPlace), Vec<Cell>>;

/// Chooses for each row with surplus pieces the fold whose cells are most like the other locales' columns.
pub fn fold(group: &[Version<'_>], columns: &[AlignedColumn]) -> Folded {
    let mut folded = Folded::new();
    for (index, version) in group.iter().enumerate() {
        let ragged = version.rows().into_iter().filter(|(_, row)| matches!(row.ragged, Some(Ragged::Surplus { .. })));
        for (place, row) in ragged.take(MOST_FOLDED) {
            if let Some(cells) = best_fold(group, columns, index, place, row) {
                folded.insert((index, place), cells);
            }
        }
    }
    folded
}

fn best_fold(
    group: &[Version<'_>],
    columns: &[AlignedColumn],
    index: usize,
    place: RowPlace,
    row: &Row,
) -> Option<Vec<Cell>> {
    let Some(Ragged::Surplus { pieces, text }) = &row.ragged else { return None };
    let count = group[index].table().header.len();
    let ways = all_widths(pieces.len(), count, most_ways(text.len(), count));
    let models = likely_partners(group, index, place, row);
    if ways.is_empty() || models.is_empty() {
        return None;
    }
    let scored = ways.into_iter().map(|widths| {
        let cells = join_pieces(row, pieces, text, &widths);
        let score: f64 = models.iter().map(|model| likeness(group, columns, index, &cells, model)).fold(0.0, f64::max);
        (score, cells)
    });
    let parsed = likeness_of_row(group, columns, index, row, &models);
    // Rounding must not decide: equal folds leave the row as it was parsed.
    let best = scored.fold(
        (parsed, None),
        |best, (score, cells)| {
            if score > best.0 + 1e-9 { (score, Some(cells)) } else { best }
        },
    );
    best.1
}

fn likeness_of_row(
    group: &[Version<'_>],
    columns: &[AlignedColumn],
    index: usize,
    row: &Row,
    models: &[(usize, &Row)],
) -> f64 {
    models.iter().map(|model| likeness(group, columns, index, &row.cells, model)).fold(0.0, f64::max)
}

/// Rows of the other versions that may be the same row, whole ones only: those that share most with it.
fn likely_partners<'p>(group: &[Version<'p>], index: usize, place: RowPlace, row: &Row) -> Vec<(usize, &'p Row)> {
    let bag = |cells: &[Cell]| {
        let mut bag = Bag::new();
        cells.iter().for_each(|cell| cell_tokens("", cell, &mut bag));
        bag
    };
    let mut partners = Vec::new();
    let own = group[index].page.tables[place.table].rows.len();
    let at = place.row as f64 / own.max(1) as f64;
    for (other, version) in group.iter().enumerate().filter(|(other, _)| *other != index) {
        let rows = version.parts.iter().flat_map(|part| nearby(&version.page.tables[*part].rows, at));
        let whole: Vec<&Row> = rows.filter(|row| row.ragged.is_none()).collect();
        let bags: Vec<Bag> = whole.iter().map(|row| bag(&row.cells)).collect();
        let (left, right) = weigh(&[bag(&row.cells)], &bags);
        let best =
            (0..whole.len()).max_by(|a, b| overlap(&left[0], &right[*a]).total_cmp(&overlap(&left[0], &right[*b])));
        partners.extend(best.map(|best| (other, whole[best])));
    }
    partners
}

/// The rows of another version near the same place of the table, from 0 to 1: all of them in a table of common size.
fn nearby(rows: &[Row], place: f64) -> impl Iterator<Item = &Row> {
    // Rows on either side. Rows are not aligned yet, so this must cover what one language added or dropped before them.
    const WINDOW: usize = 100;
    let middle = (place * rows.len() as f64) as usize;
    rows.iter().skip(middle.saturating_sub(WINDOW)).take(2 * WINDOW)
}

/// How alike cells are, column by column, to a row of another version: shared tokens and length.
fn likeness(
    group: &[Version<'_>],
    columns: &[AlignedColumn],
    index: usize,
    cells: &[Cell],
    model: &(usize, &Row),
) -> f64 {
    let (own, other) = (group[index].locale(), group[model.0].locale());
    let scores = columns.iter().filter_map(|column| {
        let cell = cells.get(*column.members.get(own)?)?;
        let partner = model.1.cells.get(*column.members.get(other)?)?;
        Some(cell_likeness(cell, partner))
    });
    scores.sum()
}

fn cell_likeness(left: &Cell, right: &Cell) -> f64 {
    let bag = |cell: &Cell| {
        let mut bag = Bag::new();
        cell_tokens("", cell, &mut bag);
        bag
    };
    let (a, b) = weigh(&[bag(left)], &[bag(right)]);
    let (fewer, more) = (left.text.len().min(right.text.len()), left.text.len().max(right.text.len()));
    overlap(&a[0], &b[0]) + (fewer + 1) as f64 / (more + 1) as f64
}

/// How many ways are tried for a row of so many bytes. Each of them takes time with the number of columns, so that a row
/// takes time with its length.
fn most_ways(bytes: usize, columns: usize) -> usize {
    (4 * bytes / columns.max(1)).clamp(FEWEST_WAYS, MOST_WAYS)
}

/// All ways to cut `pieces` neighbours into `columns` cells of at least one; empty where there are more than `most`.
fn all_widths(pieces: usize, columns: usize, most: usize) -> Vec<Vec<usize>> {
    let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
    for column in 0..columns {
        let mut longer = Vec::new();
        for way in &ways {
            let left = pieces - way.iter().sum::<usize>();
            let after = columns - column - 1;
            let widths = if after == 0 { left..=left } else { 1..=left.saturating_sub(after) };
            longer.extend(widths.map(|width| way.iter().copied().chain([width]).collect::<Vec<_>>()));
            if longer.len() > most {
                return Vec::new();
            }
        }
        ways = longer;
    }
    ways
}

/// The pieces as cells, each with what was written between its pieces.
fn join_pieces(row: &Row, pieces: &[Cell], text: &str, widths: &[usize]) -> Vec<Cell> {
    let mut rest = pieces;
    let join = |width: &usize| {
        let (taken, left) = rest.split_at(*width);
        rest = left;
        match taken {
            [only] => only.clone(),
            [first, .., last] => {
                let range = first.range.start..last.range.end;
                let text = text.get(range.start - row.range.start..range.end - row.range.start).unwrap_or_default();
                Cell { range, text: text.into(), signature: read_signature(text) }
            }
            [] => unreachable!("every width is at least one"),
        }
    };
    widths.iter().map(join).collect()
}
