//! Tables as they were written.

use std::ops::Range;

use super::Signature;
use crate::text::Span;

/// A pipe table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Line of the header row, from 1.
    pub line: usize,
    /// From the header row to the last row.
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
    /// Its bytes in the file, without the line end and without a quote's `>`.
    pub range: Range<usize>,
    /// One for each column.
    pub cells: Vec<Cell>,
    /// Where the row was written with more or fewer cells than the table has columns.
    pub ragged: Option<Ragged>,
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

/// A cell: the trimmed Markdown between two pipes.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The cell's bytes in the file, without the padding around them.
    pub range: Range<usize>,
    /// The trimmed raw Markdown, escapes included.
    pub text: Box<str>,
    /// What of it survives translation.
    pub signature: Signature,
}
