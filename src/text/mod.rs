//! Sources and places in them.
//!
//! **Comes in:** bytes and the path they were read from. **Goes out:** [`Source`], [`Span`], [`Position`].
//! **Never happens here:** I/O, Markdown, knowledge of locales.

mod edits;
mod lines;
mod path;
mod sentences;
mod unique_names;
mod word_ends;

pub use edits::{TextEdit, difference, edited};
pub use lines::{LineIndex, Position};
pub use path::FilePath;
pub use sentences::sentences;
pub use unique_names::UniqueNames;
pub use word_ends::word_ends;

use std::fmt;
use std::ops::Range;

/// A place in a file: the file's path and a half-open range of byte offsets from its first byte.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file, as the [`World`](crate::read::World) knows it.
    pub file: FilePath,
    /// First byte of the place, counted from the file's first byte (a byte-order mark counts).
    pub start: usize,
    /// First byte after the place.
    pub end: usize,
}

impl Span {
    /// The place `range` in `file`.
    pub fn new(file: &FilePath, range: Range<usize>) -> Span {
        Span { file: file.clone(), start: range.start, end: range.end }
    }

    /// The byte range, for slicing the file's text.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A text file: its path, its text whole (byte-order mark included) and where its lines begin.
#[derive(Clone, Debug)]
pub struct Source {
    path: FilePath,
    text: String,
    lines: LineIndex,
}

/// Bytes that are not UTF-8, with the first byte that breaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidUtf8 {
    /// Offset of the first wrong byte from the start of the file.
    pub offset: usize,
    /// Line of that byte, from 1.
    pub line: usize,
}

impl fmt::Display for InvalidUtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not UTF-8 from line {} on", self.line)
    }
}

impl std::error::Error for InvalidUtf8 {}

impl Source {
    /// A source from text that is already known to be UTF-8.
    pub fn new(path: FilePath, text: String) -> Source {
        let lines = LineIndex::new(&text);
        Source { path, text, lines }
    }

    /// A source from the bytes of a file.
    ///
    /// # Errors
    /// [`InvalidUtf8`] with the first offending byte.
    pub fn from_bytes(path: FilePath, bytes: Vec<u8>) -> Result<Source, InvalidUtf8> {
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Source::new(path, text)),
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let line = 1 + error.as_bytes()[..offset].iter().filter(|byte| **byte == b'\n').count();
                Err(InvalidUtf8 { offset, line })
            }
        }
    }

    /// The path the text was read from.
    pub fn path(&self) -> &FilePath {
        &self.path
    }

    /// The whole text, byte-order mark and carriage returns included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of bytes a byte-order mark takes at the start: 3 or 0.
    pub fn bom_len(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// Where lines begin.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// The text at `range`, or nothing where the range does not fit this text.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// The span of `range` in this file.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(&self.path, range)
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(&self.text, offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_utf8_names_the_line_of_the_first_wrong_byte() {
        let error = Source::from_bytes(FilePath::new("a.md"), b"een\ntwee\n\xff".to_vec()).unwrap_err();
        assert_eq!(error, InvalidUtf8 { offset: 9, line: 3 });
    }

    #[test]
    fn a_byte_order_mark_stays_in_the_text_and_is_counted() {
        let source = Source::new(FilePath::new("a.md"), "\u{feff}# 標題".into());
        assert_eq!((source.bom_len(), source.slice(3..4)), (3, "#"));
    }
}
