//! Tables that arrange parts of a page, and hold no data.

use super::grid::Grid;
use super::written::WrittenTable;
use crate::model::Cell;

/// Whether a table arranges and lists nothing: it has one row or one column, or is a wall of pictures.
pub fn is_layout(table: &WrittenTable, grid: &Grid, cells: &[Cell]) -> bool {
    let filled = cells.iter().filter(|cell| !cell.text.is_empty());
    let pictures = filled.clone().filter(|cell| is_picture(&cell.text)).count();
    table.rows.len() < 2 || grid.columns < 2 || 2 * pictures > filled.count()
}

/// Whether a cell shows a picture, with or without words below it.
fn is_picture(text: &str) -> bool {
    text.contains("<img") || text.contains("<IMG") || text.contains("![")
}
