//! From byte offsets to lines and columns.

use std::ops::Range;

/// A place as people count it: line and column from 1, columns in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
}

/// Where each line of a text begins. Lines end with `\n`; a `\r` before it belongs to the line end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// How many characters come before each [`STEP`] of bytes, so that the columns of a long line need not be counted from
    /// its start for each of its places.
    characters: Vec<usize>,
}

/// At every how many bytes of a text the number of characters before is stored.
// This takes less than one percent of the text's memory, and a column is counted over fewer bytes than that.
const STEP: usize = 1_024;

impl LineIndex {
    /// The index of `text`.
    pub fn new(text: &str) -> LineIndex {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        let mut characters = vec![0];
        for at in (STEP..text.len()).step_by(STEP) {
            characters.push(characters[at / STEP - 1] + count(text, at - STEP..at));
        }
        LineIndex { starts, characters }
    }

    /// The number of lines; a text that ends in a line feed has an empty last line.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line of a byte offset, from 1; offsets past the end are on the last line.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    /// The bytes of line `line` (from 1) in `text`, without its line end; empty past the last line.
    pub fn range(&self, text: &str, line: usize) -> Range<usize> {
        let Some(&start) = line.checked_sub(1).and_then(|at| self.starts.get(at)) else {
            return text.len()..text.len();
        };
        let end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
        start..end
    }

    /// Line and column of a byte offset of `text`, which must be the indexed text.
    ///
    /// An offset inside a character counts as that character's; a byte-order mark takes no column.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.starts[line - 1];
        let offset = text.floor_char_boundary(offset.min(text.len()));
        Position { line, column: 1 + self.characters(text, start..offset.max(start)) }
    }

    /// How many characters begin in a range of bytes.
    fn characters(&self, text: &str, range: Range<usize>) -> usize {
        let (first, last) = (range.start.div_ceil(STEP), range.end / STEP);
        match (self.characters.get(first), self.characters.get(last)) {
            (Some(before), Some(after)) if first < last => {
                count(text, range.start..first * STEP) + after - before + count(text, last * STEP..range.end)
            }
            _ => count(text, range),
        }
    }
}

/// How many characters begin in a range of bytes, whatever characters it cuts; byte-order marks are none.
fn count(text: &str, range: Range<usize>) -> usize {
    let bytes = text.as_bytes();
    let begins =
        |at: &usize| bytes[*at] & 0b1100_0000 != 0b1000_0000 && !bytes[*at..].starts_with("\u{feff}".as_bytes());
    range.filter(begins).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_of_chinese_lines() {
        let text = "a\r\n|錯誤|方塊|\n";
        let lines = LineIndex::new(text);
        let at = text.find("方塊").unwrap();
        assert_eq!(lines.position(text, at), Position { line: 2, column: 5 });
        assert_eq!(&text[lines.range(text, 1)], "a");
    }

    #[test]
    fn columns_of_a_long_line_are_those_of_its_characters_wherever_they_are_counted_from() {
        let text = format!("\u{feff}één\n{}|方塊|{}", "錯a誤🦀".repeat(700), "z".repeat(3_000));
        let lines = LineIndex::new(&text);
        for (at, _) in text.char_indices().filter(|(at, _)| at % 7 == 0) {
            let Position { line, column } = lines.position(&text, at);
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let expected = 1 + text[start..at].chars().filter(|char| *char != '\u{feff}').count();
            assert_eq!((line, column), (if start == 0 { 1 } else { 2 }, expected), "{at}");
        }
    }

    #[test]
    fn an_offset_past_the_end_is_on_the_last_line() {
        let lines = LineIndex::new("één");
        assert_eq!(lines.position("één", 99), Position { line: 1, column: 4 });
        assert_eq!(lines.range("één", 7), 5..5);
    }
}
