//! The line of a source that is shown for a place.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::text::Source;

/// A line to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'a> {
    /// Its number, from 1.
    pub(super) line: usize,
    /// Its text whole, without a byte-order mark.
    pub(super) text: &'a str,
    /// The bytes of `text` to mark.
    pub(super) mark: Range<usize>,
    /// The last line of the place, where that is another.
    pub(super) last_line: Option<usize>,
}

/// The first line of `range` in `source`, with the range marked as far as it goes on that line and takes at most
/// `width` columns.
pub(super) fn excerpt(source: &Source, range: Range<usize>, width: usize) -> Excerpt<'_> {
    let text = source.text();
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.clamp(start, text.len()));
    let line = source.lines().line(start);
    let last_line = source.lines().line(end.saturating_sub(1).max(start));
    let bounds = line_without_mark(source, line);
    let start = start.clamp(bounds.start, bounds.end);
    let marked = keep_start(&text[start..end.clamp(start, bounds.end)], width);
    let mark = start - bounds.start..start - bounds.start + marked.len();
    Excerpt { line, text: &text[bounds], mark, last_line: (last_line > line).then_some(last_line) }
}

fn line_without_mark(source: &Source, line: usize) -> Range<usize> {
    let bounds = source.lines().range(source.text(), line);
    if bounds.start == 0 { source.bom_len().min(bounds.end)..bounds.end } else { bounds }
}

/// As much of the start of `text` as fits in `room` columns.
fn keep_start(text: &str, room: usize) -> &str {
    let mut taken = 0;
    let end = text.char_indices().find(|(_, char)| {
        taken += if *char == '\t' { 4 } else { char.width().unwrap_or(1) };
        taken > room
    });
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FilePath;

    fn source(text: &str) -> Source {
        Source::new(FilePath::new("a.md"), text.into())
    }

    #[test]
    fn a_byte_order_mark_and_a_carriage_return_are_not_shown() {
        let source = source("\u{feff}# 標題\r\ntekst");
        let expected = Excerpt { line: 1, text: "# 標題", mark: 2..8, last_line: None };
        assert_eq!(excerpt(&source, 5..11, 80), expected);
    }

    #[test]
    fn of_a_mark_that_is_too_long_the_beginning_is_marked() {
        let source = source("|連接器連接器|");
        assert_eq!(excerpt(&source, 0..20, 6).mark, 0.."|連接".len());
    }

    #[test]
    fn of_several_lines_the_first_is_shown() {
        let source = source("---\ntitel: é\n---\ntekst\n");
        let expected = Excerpt { line: 2, text: "titel: é", mark: 0..9, last_line: Some(3) };
        assert_eq!(excerpt(&source, 4..18, 80), expected);
    }
}
