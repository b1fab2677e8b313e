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
}

impl LineIndex {
    /// The index of `text`.
    pub fn new(text: &str) -> LineIndex {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        LineIndex { starts }
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
        let column = 1 + text[start..offset.max(start)].chars().filter(|char| *char != '\u{feff}').count();
        Position { line, column }
    }
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
    fn an_offset_past_the_end_is_on_the_last_line() {
        let lines = LineIndex::new("één");
        assert_eq!(lines.position("één", 99), Position { line: 1, column: 4 });
        assert_eq!(lines.range("één", 7), 5..5);
    }
}
