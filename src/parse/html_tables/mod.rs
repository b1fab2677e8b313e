//! Tables that are written in HTML.
//!
//! **Comes in:** the events of a page. **Goes out:** the tables of its HTML, with cells at their places in the file; what
//! an author only arranges by a `<table>` is none. **Never happens here:** changing what is shown, or a report of a row
//! that is short: browsers fill it up.
//!
//! `written.rs` follows the tags, `grid.rs` says which cell is in which column of which row, `header.rs` which rows are
//! above the others, and `layout.rs` which tables hold no data.

mod grid;
mod header;
mod layout;
mod written;

use std::ops::Range;

use super::limits::{Exceeded, SPANNED_CELLS};
use super::{Placed, tables};
use crate::model::{Cell, Row, Table};
use crate::text::Source;
use grid::{Grid, Slot};
use written::{WrittenCell, WrittenTable};

/// The tables of HTML on a page.
#[derive(Debug, Default)]
pub struct Found {
    /// In the order of the file. Under which heading each is, nobody knows here.
    pub tables: Vec<Table>,
    /// The first table whose cells span more than there is text.
    pub exceeded: Option<Exceeded>,
}

/// Where tables of HTML are in a file, in its order.
#[derive(Clone, Debug, Default)]
pub struct Places(Vec<Range<usize>>);

impl Places {
    /// The places of those of `tables` that are written in HTML.
    pub fn of(tables: &[Table]) -> Places {
        Places(tables.iter().filter(|table| table.is_html()).map(|table| table.span.range()).collect())
    }

    /// Whether a byte of the file is in one of them.
    pub fn contain(&self, at: usize) -> bool {
        self.0.get(self.0.partition_point(|table| table.end <= at)).is_some_and(|table| table.contains(&at))
    }

    /// What of a stretch of the file is in none of them.
    pub fn outside(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut outside = Vec::new();
        let mut from = range.start;
        let first = self.0.partition_point(|table| table.end <= range.start);
        for table in self.0[first..].iter().take_while(|table| table.start < range.end) {
            outside.push(from..table.start.max(from));
            from = table.end;
        }
        outside.push(from..range.end.max(from));
        outside.retain(|part| !part.is_empty());
        outside
    }
}

/// The tables of HTML among the events of a file.
pub fn find(source: &Source, events: &[Placed<'_>]) -> Found {
    let mut found = Found::default();
    for written in written::tables(events) {
        let is_whole = |cell: &WrittenCell| source.text().get(cell.content.clone()).is_some();
        if written.is_layout || !written.rows.iter().flat_map(|row| &row.cells).all(is_whole) {
            continue;
        }
        match Grid::of(&written) {
            Some(grid) => found.tables.extend(read(source, &written, &grid)),
            None => {
                let mark = Exceeded { at: written.span.start, what: SPANNED_CELLS };
                found.exceeded.get_or_insert(mark);
            }
        }
    }
    found
}

/// The table, where it holds data.
fn read(source: &Source, written: &WrittenTable, grid: &Grid) -> Option<Table> {
    let cells: Vec<Cell> = written.rows.iter().flat_map(|row| &row.cells).map(|cell| read_cell(source, cell)).collect();
    let is_quoted = written.is_in_quote && cells.iter().any(|cell| is_over_lines_of_a_quote(&cell.text));
    if is_quoted || layout::is_layout(written, grid, &cells) {
        return None;
    }
    let headers = header::rows(written, grid, &cells);
    let rows: Vec<Row> = (headers..written.rows.len())
        .filter(|at| grid.has_own(*at, |cell| !cells[cell].text.is_empty()))
        .map(|at| read_row(source, written, grid, &cells, at))
        .collect();
    let first = written.rows.get(headers.saturating_sub(1))?.range.start;
    Some(Table {
        line: source.lines().line(first),
        span: source.span(written.span.clone()),
        heading: None,
        header: match headers.checked_sub(1) {
            Some(last) => in_columns(grid, &cells, last, first),
            None => vec![tables::empty_cell(first); grid.columns],
        },
        rows,
    })
    .filter(|table| !table.rows.is_empty())
}

fn read_row(source: &Source, written: &WrittenTable, grid: &Grid, cells: &[Cell], at: usize) -> Row {
    let range = written.rows[at].range.clone();
    Row {
        line: source.lines().line(range.start),
        cells: in_columns(grid, cells, at, range.end),
        range,
        is_html: true,
        ragged: None,
    }
}

/// The cells of a row of the grid, one for each column; those at its end that nobody wrote are empty, at `end`. A row of
/// one cell over all columns is a title of the rows below, which authors of pipes write into the first column.
fn in_columns(grid: &Grid, cells: &[Cell], row: usize, end: usize) -> Vec<Cell> {
    let slots = &grid.rows[row];
    let is_title = slots.len() == grid.columns && slots.iter().all(|slot| slot.cell() == slots[0].cell());
    let slots = if is_title { &slots[..1] } else { &slots[..] };
    let cell = |slot: Option<&Slot>| match slot {
        Some(Slot::Cell { cell, .. }) => cells[*cell].clone(),
        Some(Slot::Free) | None => tables::empty_cell(end),
    };
    (0..grid.columns).map(|column| cell(slots.get(column))).collect()
}

fn read_cell(source: &Source, written: &WrittenCell) -> Cell {
    let text = source.slice(written.content.clone());
    tables::cell(source, without_paragraph(text, written.content.start))
}

/// The bytes of a cell's content without the tags of a paragraph that is all of it, at `start` in the file.
fn without_paragraph(text: &str, start: usize) -> Range<usize> {
    let whole = start..start + text.len();
    let Some(inner) = text.trim().strip_prefix("<p>") else { return whole };
    let inner = inner.strip_suffix("</p>").unwrap_or(inner);
    if inner.contains("<p") || inner.contains("</p") {
        return whole;
    }
    let from = start + (inner.as_ptr() as usize - text.as_ptr() as usize);
    from..from + inner.len()
}

/// Whether the marks of a quote are between the lines of a text.
fn is_over_lines_of_a_quote(text: &str) -> bool {
    text.lines().skip(1).any(|line| line.trim_start().starts_with('>'))
}

#[cfg(test)]
mod tests;
