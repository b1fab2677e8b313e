//! What is bounded before Markdown is read.
//!
//! Reading is linear in the text but for two things: how many containers a line opens, since each line below is
//! compared with all of them, and how many columns a table has, since each short row is filled up. Nobody means a
//! hundred quotes in one another or ten thousand columns, so from there on their markers are text, as if a letter were
//! before them.
//!
//! What HTML has too much of is counted here as well, to be reported; what makes pages of it leaves it out.

use super::html::Tag;
use super::source_map::{Edit, LETTER};
use crate::diagnostic::Message;

/// How many quotes and lists a line may open.
// More than people write. The time for a text grows with this number times its lines.
const MOST_CONTAINERS: usize = 100;

/// What a line has too many of that opens more.
pub const CONTAINERS: Excess =
    Excess { what: "more than {limit:,} quotes and lists inside one another", limit: Some(MOST_CONTAINERS) };

/// What there is too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excess {
    /// For people, as the template of a message that may quote the limit.
    pub what: &'static str,
    /// How many there may be, where that is a fixed number.
    pub limit: Option<usize>,
}

impl Excess {
    /// What there is too much of, for a message.
    pub fn message(self) -> Message {
        let message = Message::new(self.what);
        match self.limit {
            Some(limit) => message.count("limit", limit),
            None => message,
        }
    }
}

/// How many columns a table may have.
const MOST_COLUMNS: usize = 10_000;

const COLUMNS: Excess = Excess { what: "more than {limit:,} columns", limit: Some(MOST_COLUMNS) };

/// A place where there is too much of something, so that what follows is text or is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exceeded {
    /// Where it is, in bytes.
    pub at: usize,
    /// What there is too much of.
    pub what: Excess,
}

/// How many elements of the author's HTML may be inside one another.
// Chosen: more than pages have, few enough for functions that call themselves for each level.
pub const MOST_ELEMENTS: usize = 200;

/// What a page has too many of inside one another.
pub const ELEMENTS: Excess =
    Excess { what: "more than {limit:,} elements inside one another", limit: Some(MOST_ELEMENTS) };

/// How many of the author's elements are open.
#[derive(Debug, Default)]
pub struct ElementDepth {
    depth: usize,
    exceeded: bool,
}

impl ElementDepth {
    /// Reads a tag. Returns whether it is the first one of the page that is one too many: one report is enough.
    pub fn is_exceeded_by(&mut self, tag: &Tag<'_>) -> bool {
        let Some(element) = tag.element() else { return false };
        // What ends by itself, where the next such element begins at the latest, does not nest.
        if element.is_void || !element.ended_by.is_empty() {
            return false;
        }
        if tag.is_closing {
            self.depth = self.depth.saturating_sub(1);
            return false;
        }
        self.depth += 1;
        let is_first = self.depth > MOST_ELEMENTS && !self.exceeded;
        self.exceeded |= is_first;
        is_first
    }
}

/// The markers in a text that are over a limit, in order.
pub fn exceeded(text: &str) -> Vec<Exceeded> {
    let mut exceeded = Vec::new();
    let mut start = 0;
    let mut table = OpenTable::default();
    for line in text.split_inclusive('\n') {
        let container = container_over_limit(line).map(|at| (at, CONTAINERS));
        let columns = || columns_over_limit(line).map(|at| (at, COLUMNS));
        exceeded.extend(container.or_else(columns).map(|(at, what)| Exceeded { at: start + at, what }));
        exceeded.extend(table.read(line, start));
        start += line.len();
    }
    exceeded.sort_by_key(|mark| mark.at);
    exceeded
}

/// A table while its rows are read.
#[derive(Default)]
struct OpenTable {
    /// Where the first pipe of its delimiter row stands; `None` where no table is open.
    delimiter: Option<usize>,
    columns: usize,
    bytes: usize,
    missing: usize,
}

/// How many cells may be missing in a table, however short it is.
// Each missing cell is made, so that short rows below a wide header would take far more memory than their text.
const FREE_CELLS: usize = 500;

/// For how many bytes of a table one more cell may be missing: memory then grows with the text.
const BYTES_FOR_A_CELL: usize = 2;

const MISSING_CELLS: Excess = Excess { what: "more missing cells in a table than it has text", limit: None };

/// What cells of HTML span too much of.
pub const SPANNED_CELLS: Excess =
    Excess { what: "cells that span more rows and columns than the table has text", limit: None };

impl OpenTable {
    /// Reads a line. Returns the place of the delimiter row where too many cells are missing below it.
    fn read(&mut self, line: &str, start: usize) -> Option<Exceeded> {
        let content = line.trim_start_matches([' ', '\t', '>']);
        if content.trim_end().is_empty() {
            *self = OpenTable::default();
            return None;
        }
        let pipes = content.bytes().filter(|byte| *byte == b'|').count();
        if self.delimiter.is_none() {
            let is_delimiter =
                pipes > 0 && content.trim_end().bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '));
            if is_delimiter && content.contains('-') {
                let delimiter = line.find('|').map(|at| start + at);
                // The header above is not kept; it is about as long as the delimiter row.
                *self = OpenTable { delimiter, columns: pipes, bytes: 2 * line.len(), missing: 0 };
            }
            return None;
        }
        self.bytes += line.len();
        self.missing += self.columns.saturating_sub(pipes + 1);
        let is_over = self.missing > FREE_CELLS + self.bytes / BYTES_FOR_A_CELL;
        let at = self.delimiter.filter(|_| is_over)?;
        // What follows is text, whatever it has.
        *self = OpenTable { delimiter: Some(at), ..OpenTable::default() };
        Some(Exceeded { at, what: MISSING_CELLS })
    }
}

/// The edits that make text of these markers.
pub fn edits(exceeded: &[Exceeded]) -> Vec<Edit> {
    exceeded.iter().map(|mark| Edit { written: mark.at..mark.at, read: LETTER.to_string() }).collect()
}

/// Where the first quote or list of a line is that is one too many.
fn container_over_limit(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    if is_rule(line) {
        return None;
    }
    let mut count = 0;
    let mut at = 0;
    loop {
        at += bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let length = marker_length(&bytes[at..])?;
        count += 1;
        if count > MOST_CONTAINERS {
            return Some(at);
        }
        at += length;
    }
}

/// Whether a line repeats one character, which is a rule across the page.
fn is_rule(line: &str) -> bool {
    let mut marks = line.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let first = marks.next();
    matches!(first, Some(b'-' | b'*' | b'_')) && marks.all(|mark| Some(mark) == first)
}

/// The length of the marker of a quote or a list item at the start of `bytes`.
fn marker_length(bytes: &[u8]) -> Option<usize> {
    let is_space = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    match bytes.first()? {
        b'>' => Some(1),
        b'-' | b'*' | b'+' if is_space(1) => Some(1),
        digit if digit.is_ascii_digit() => {
            // CommonMark allows nine digits; the tenth is read to see that there are more.
            let digits = bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
            let ends = digits <= 9 && matches!(bytes.get(digits), Some(b'.' | b')')) && is_space(digits + 1);
            ends.then_some(digits + 1)
        }
        _ => None,
    }
}

/// Where the first pipe is in a delimiter row of too many columns.
fn columns_over_limit(line: &str) -> Option<usize> {
    let is_delimiter = |byte: u8| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t' | b'>' | b'\r' | b'\n');
    if line.len() <= MOST_COLUMNS || !line.bytes().all(is_delimiter) {
        return None;
    }
    let pipes = line.bytes().filter(|byte| *byte == b'|').count();
    line.find('|').filter(|_| pipes > MOST_COLUMNS + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::html::tags;

    fn places(text: &str) -> Vec<usize> {
        exceeded(text).into_iter().map(|mark| mark.at).collect()
    }

    #[test]
    fn the_first_marker_that_is_too_much_is_text() {
        assert_eq!(places(&format!("één\n{} a\n", ">".repeat(150))), [6 + 100]);
        assert_eq!(places(&format!("{}方\n", "> - 1. ".repeat(40))), [33 * 7 + 2]);
        assert_eq!(places(&format!("|a\n{}|\n", "|-".repeat(MOST_COLUMNS + 100))), [3]);
    }

    #[test]
    fn elements_that_nobody_closes_are_counted_and_those_that_end_by_themselves_are_not() {
        let mut depth = ElementDepth::default();
        let mut read = |html: &str| tags(html).find(|tag| depth.is_exceeded_by(tag)).map(|tag| tag.start);
        assert_eq!(read(&"<li>方<p><br><td><TenantId>".repeat(500)), None);
        assert_eq!(read(&"<div title=\"<div>\"><b></b>".repeat(150)), None);
        assert_eq!(read(&"</div><div><div>".repeat(150)), Some(50 * 16 + 11));
        assert_eq!(read("<div>"), None);
    }

    #[test]
    fn a_wide_table_of_nothing_but_short_rows_is_text() {
        let table = |rows: usize| format!("{}\n{}\n{}\n\n", "|方".repeat(300), "|-".repeat(300), "|a|\n".repeat(rows));
        assert_eq!(places(&table(3)), [0; 0]);
        assert_eq!(places(&format!("één\n\n{}", table(20))), [7 + 300 * 4 + 1]);
        let usual = format!("|a|b|c|d|\n|-|-|-|-|\n{}", "|groep|\n|één|twee|drie|vier|\n".repeat(500));
        assert_eq!(places(&usual), [0; 0]);
    }

    #[test]
    fn what_people_write_is_left_alone() {
        let dashes = "-".repeat(2_000);
        let columns = format!("|a\n{}|\n", "|-".repeat(MOST_COLUMNS));
        for text in ["", "> > 方", "- [ ] a\n  - b", "1999. jaar", &dashes, &columns, &"12345678901. ".repeat(200)] {
            assert_eq!(places(text), [0; 0], "{text}");
        }
    }
}
