//! Pipe tables: rows cut into cells, and rows that do not fit put back together.

use std::ops::Range;

use super::pipes::split_row;
use super::signature::read_signature;
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::model::{Cell, Ragged, Row, Table};
use crate::text::Source;

/// One way to fold `pieces` back to `columns` cells: `widths` of how many neighbours each cell takes.
///
/// `source` is the text that the pieces' ranges point into; the pieces are joined with what stood between.
pub fn fold_pieces(source: &Source, pieces: &[Cell], widths: &[usize]) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(widths.len());
    let mut rest = pieces;
    for &width in widths {
        let (taken, left) = rest.split_at(width.min(rest.len()));
        rest = left;
        cells.push(match (taken.first(), taken.last()) {
            (Some(first), Some(last)) => cell(source, first.range.start..last.range.end),
            _ => empty_cell(pieces.last().map_or(0, |piece| piece.range.end)),
        });
    }
    cells
}

/// The table whose header and body rows are at these byte ranges.
pub fn read_table(source: &Source, heading: Option<usize>, header: Range<usize>, rows: &[Range<usize>]) -> Table {
    let mut header_cells = cells_of(source, header.clone());
    if header_cells.is_empty() {
        // Markdown takes only spaces and tabs for padding, so white space of another kind is a header of one column.
        header_cells.push(empty_cell(header.end));
    }
    let columns = header_cells.len();
    let end = rows.last().map_or(header.end, |row| row.end);
    Table {
        line: source.lines().line(header.start),
        span: source.span(header.start..end),
        heading,
        rows: rows.iter().map(|row| read_row(source, row.clone(), columns)).filter(|row| !is_blank(row)).collect(),
        header: header_cells,
    }
}

/// Whether a row says nothing: it parts others, and is none itself.
fn is_blank(row: &Row) -> bool {
    row.cells.iter().all(|cell| cell.text.is_empty())
}

fn read_row(source: &Source, range: Range<usize>, columns: usize) -> Row {
    let range = trim_line_end(source, range);
    let pieces = cells_of(source, range.clone());
    let line = source.lines().line(range.start);
    let (cells, ragged) = match pieces.len() {
        found if found == columns => (pieces, None),
        found if found < columns => {
            let mut cells = pieces;
            cells.resize(columns, empty_cell(range.end));
            (cells, Some(Ragged::Missing(columns - found)))
        }
        _ => {
            let widths = likely_widths(source, &pieces, columns);
            (
                fold_pieces(source, &pieces, &widths),
                Some(Ragged::Surplus { pieces, text: source.slice(range.clone()).into() }),
            )
        }
    };
    Row { line, range, cells, is_html: false, ragged }
}

/// How a row with too many pieces was most likely meant, from the row alone: a pipe inside code, quotes or
/// braces belongs to its cell; what is then still too much belongs to the last cell.
fn likely_widths(source: &Source, pieces: &[Cell], columns: usize) -> Vec<usize> {
    // As many pieces are joined as there are too many, and no more: the rest of the row keeps its columns.
    let mut surplus = pieces.len() - columns;
    let mut widths = vec![1];
    let mut open = Open::default();
    open.read(&pieces[0].text);
    for piece in &pieces[1..] {
        let joins = surplus > 0 && (open.is_open() || widths.len() == columns);
        if joins {
            *widths.last_mut().expect("there is a first cell") += 1;
            surplus -= 1;
        } else {
            widths.push(1);
            open = Open::default();
        }
        open.read(source.slice(piece.range.clone()));
    }
    while widths.len() > columns {
        let last = widths.pop().expect("there are more cells than columns");
        *widths.last_mut().expect("a table has a column") += last;
    }
    widths
}

/// What is open at the end of a text that is read piece by piece.
#[derive(Default)]
struct Open {
    ticks: usize,
    /// For each kind of brackets how many more were opened than closed.
    brackets: [isize; 3],
}

impl Open {
    fn read(&mut self, piece: &str) {
        for byte in piece.bytes() {
            match byte {
                b'`' => self.ticks += 1,
                b'{' => self.brackets[0] += 1,
                b'}' => self.brackets[0] -= 1,
                b'(' => self.brackets[1] += 1,
                b')' => self.brackets[1] -= 1,
                b'[' => self.brackets[2] += 1,
                b']' => self.brackets[2] -= 1,
                _ => {}
            }
        }
    }

    /// Whether the text ends inside a code span or inside brackets.
    fn is_open(&self) -> bool {
        self.ticks % 2 == 1 || self.brackets.iter().any(|depth| *depth > 0)
    }
}

fn cells_of(source: &Source, row: Range<usize>) -> Vec<Cell> {
    let row = trim_line_end(source, row);
    let text = source.slice(row.clone());
    split_row(text).into_iter().map(|piece| cell(source, row.start + piece.start..row.start + piece.end)).collect()
}

/// The cell in a stretch of a file, without the white space around it.
pub fn cell(source: &Source, padded: Range<usize>) -> Cell {
    let text = source.slice(padded.clone());
    let start = padded.start + (text.len() - text.trim_start().len());
    let text = text.trim();
    let range = if text.is_empty() { padded.start..padded.start } else { start..start + text.len() };
    Cell { range, text: text.into(), signature: read_signature(text) }
}

/// A cell of which nothing is written.
pub fn empty_cell(at: usize) -> Cell {
    Cell { range: at..at, text: "".into(), signature: Default::default() }
}

fn trim_line_end(source: &Source, range: Range<usize>) -> Range<usize> {
    let text = source.slice(range.clone());
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    range.start..range.start + line.len()
}

/// The report of a row with too many or too few cells; `None` for a row that has as many as the header.
pub fn ragged_row(source: &Source, table: &Table, row: &Row) -> Option<Diagnostic> {
    let columns = table.header.len();
    let (message, help) = match row.ragged.as_ref()? {
        Ragged::Missing(count) => {
            let message = Message::new("this row has {found} of {expected} cells: ")
                .count("found", columns - count)
                .then(listed("{missing}", "missing", &table.header[columns - count..]))
                .then(" missing");
            let is_wide = source.slice(row.range.clone()).contains('｜');
            let every = "write every cell, and leave it empty on purpose with `| |`";
            (message, if is_wide { "write `|` where `｜` stands, which parts no cells" } else { every })
        }
        Ragged::Surplus { pieces, .. } => {
            let message = Message::new("this row has {found} cells for {expected} columns: others would lose ")
                .count("found", pieces.len())
                .then(listed("{surplus}", "surplus", &pieces[columns..]));
            (message, "write `\\|` for a pipe that belongs to the text; until then Hexapla folds the pieces back")
        }
    };
    let message = message.count("expected", columns);
    Some(Diagnostic::new(rule_ids::RAGGED_ROW, Severity::Error, source.span(row.range.clone()), message).help(help))
}

/// How many cells of a row are named in a message, which people have to read.
const MOST_NAMED: usize = 20;

/// The names of cells as people list them, the first ones of many.
fn listed(template: &'static str, name: &'static str, cells: &[Cell]) -> Message {
    let first = cells.iter().take(MOST_NAMED).map(|cell| &cell.text);
    let message = Message::new(template).texts(name, first);
    match cells.len().saturating_sub(MOST_NAMED) {
        0 => message,
        more => message.then(Message::new(" and {more} more").count("more", more)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FilePath;

    fn cells(row: &str, columns: usize) -> Vec<String> {
        let source = Source::new(FilePath::new("a.md"), row.into());
        read_row(&source, 0..row.len(), columns).cells.into_iter().map(|cell| cell.text.into()).collect()
    }

    #[test]
    fn a_short_row_gets_empty_cells() {
        assert_eq!(cells("|IOException:|Okta|", 4), ["IOException:", "Okta", "", ""]);
    }

    #[test]
    fn a_stray_pipe_inside_code_or_braces_stays_in_its_cell() {
        assert_eq!(cells("|`a | b`|Box|內部錯誤|", 3), ["`a | b`", "Box", "內部錯誤"]);
        assert_eq!(cells("|{\"a\" | \"b\"}|Box|", 2), ["{\"a\" | \"b\"}", "Box"]);
    }

    #[test]
    fn what_cannot_be_decided_is_folded_into_the_last_cell() {
        assert_eq!(cells("|a|b|c|d|", 3), ["a", "b", "c|d"]);
    }
}
