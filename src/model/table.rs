//! Tables as they were written.

use std::ops::Range;

use super::Signature;
use crate::text::Span;

/// A table: of pipes, or one of HTML.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Line of the header row, from 1.
    pub line: usize,
    /// From the header row to the last row; a table of HTML from its first tag to its last.
    pub span: Span,
    /// Index into the page's headings of the one it is under; `None` above the first.
    pub heading: Option<usize>,
    /// The cells of the header row: one for each column.
    pub header: Vec<Cell>,
    /// The rows below it, in file order.
    pub rows: Vec<Row>,
}

/// A row of a table: as many cells as the table has columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its line, from 1.
    pub line: usize,
    /// Its bytes in the file, without the line end and without a quote's `>`; a row of HTML may be on several lines.
    pub range: Range<usize>,
    /// One for each column. A cell of HTML that spans rows or columns is in each of them, with the same range.
    pub cells: Vec<Cell>,
    /// Whether it is a row of HTML.
    pub is_html: bool,
    /// Where the row was written with more or fewer cells than the table has columns.
    pub ragged: Option<Ragged>,
}

impl Table {
    /// Whether it is written in HTML.
    pub fn is_html(&self) -> bool {
        self.rows.first().is_some_and(|row| row.is_html)
    }

    /// From the first word of the header to the last one; `None` where its cells are empty.
    pub fn header_range(&self) -> Option<Range<usize>> {
        // A cell of HTML that spans two rows of a header may begin before those of the columns on its left.
        let filled = self.header.iter().filter(|cell| !cell.text.is_empty());
        let start = filled.clone().map(|cell| cell.range.start).min()?;
        Some(start..filled.map(|cell| cell.range.end).max()?)
    }
}

impl Row {
    /// Whether the cell of a column was read before, in a row above or a column before, since it spans both.
    pub fn is_repeated(&self, column: usize) -> bool {
        let Some(cell) = self.cells.get(column).filter(|cell| self.is_html && !cell.text.is_empty()) else {
            return false;
        };
        let before = column.checked_sub(1).map(|before| &self.cells[before].range);
        cell.range.start < self.range.start || before == Some(&cell.range)
    }
}

/// How a row differs from its table's columns.
#[derive(Clone, Debug, PartialEq)]
pub enum Ragged {
    /// This many cells are missing at the end; they are empty in `cells`.
    Missing(usize),
    /// The row as it was written, with more pieces between unescaped pipes than there are columns.
    /// `cells` is one way to fold them; alignment may choose another.
    Surplus {
        /// Every piece.
        pieces: Vec<Cell>,
        /// The text at the row's `range`.
        text: Box<str>,
    },
}

/// A cell: the trimmed Markdown between two pipes, or the HTML between its tags.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The cell's bytes in the file, without the padding around them.
    pub range: Range<usize>,
    /// The trimmed raw Markdown, escapes included.
    pub text: Box<str>,
    /// What of it survives translation.
    pub signature: Signature,
}
