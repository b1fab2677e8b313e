//! Which rows of a table name its columns.

use super::grid::{Grid, Slot};
use super::written::{WrittenRow, WrittenTable};
use crate::model::Cell;

/// How many rows at the top of a table are its header; the last of them names the columns.
pub fn rows(table: &WrittenTable, grid: &Grid, cells: &[Cell]) -> usize {
    let heads = table.rows.iter().take_while(|row| row.is_head).count();
    if heads > 0 {
        return heads.min(table.rows.len() - 1);
    }
    let headers = table.rows.iter().take_while(|row| is_header(row)).count();
    if headers == 0 {
        return usize::from(is_bold_above_plain(grid, cells));
    }
    // A row of names may have others above it that stand for several columns; below it, one is a title of rows.
    let names = (0..headers).find(|row| has_each_column_for_itself(&grid.rows[*row]));
    names.map_or(1, |row| row + 1).min(table.rows.len() - 1)
}

fn is_header(row: &WrittenRow) -> bool {
    !row.cells.is_empty() && row.cells.iter().all(|cell| cell.is_header)
}

fn has_each_column_for_itself(slots: &[Slot]) -> bool {
    slots.windows(2).all(|pair| pair[0].cell() != pair[1].cell())
}

/// Whether authors who know no `<th>` have made the first row bold, and the second one not.
fn is_bold_above_plain(grid: &Grid, cells: &[Cell]) -> bool {
    let mut rows =
        grid.rows.iter().map(|row| row.iter().filter_map(|slot| slot.cell()).all(|cell| is_bold(&cells[cell])));
    rows.next() == Some(true) && rows.next() == Some(false)
}

fn is_bold(cell: &Cell) -> bool {
    [("<b>", "</b>"), ("<strong>", "</strong>"), ("**", "**")].iter().any(|(open, close)| {
        let inside = cell.text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
        inside.is_some_and(|inside| !inside.is_empty() && !inside.contains(close))
    })
}
