//! A table without pipes at its left, directly below text: its header ends the paragraph.
//!
//! That is what GitHub does (cmark-gfm); the parser that is used here wants a pipe at the left of the header for it.

use super::{Construct, Form};
use crate::parse::pipes::{delimiter_columns, split_row};
use crate::parse::source_map::Edit;
use crate::parse::text_lines::text_lines;

pub(super) const CONSTRUCT: Construct = Construct {
    name: "table_after_text",
    form: Form::Edits(edits),
    example: "Tekst\n錯誤 | App\n--- | ---\n",
    becomes: "paragraph\n  Tekst\ntable\n  header\n    cell\n      錯誤\n    cell\n      App\n",
};

/// Blank lines behind the text; sorted.
fn edits(text: &str) -> Vec<Edit> {
    if !text.contains('|') {
        return Vec::new();
    }
    let lines = text_lines(text);
    let mut edits = Vec::new();
    // The column at which the words of the open paragraph begin.
    let mut paragraph: Option<usize> = None;
    for (index, line) in lines.iter().enumerate() {
        if line.is_blank_or_code() {
            paragraph = None;
            continue;
        }
        let indent = line.indent(text);
        let above = index.checked_sub(1).map(|index| &lines[index]).filter(|above| !above.is_blank_or_code());
        let delimiter = lines.get(index + 1).filter(|below| !below.is_blank_or_code() && below.quotes == line.quotes);
        let heads_table = !line.words.starts_with('|')
            && line.words.contains('|')
            && delimiter.and_then(|below| delimiter_columns(below.words)) == Some(split_row(line.words).len());
        match (above, paragraph) {
            // What is further to the left goes on in a list item, and is no table to anybody.
            (Some(above), Some(column)) if heads_table && above.quotes == line.quotes && indent >= column => {
                edits.push(Edit { written: above.end()..above.end(), read: format!("\n{}", above.marks(text)) });
                paragraph = None;
            }
            _ => paragraph = paragraph_column(line.words, indent, paragraph),
        }
    }
    edits
}

/// Where the words of a paragraph begin that a line begins or goes on with; `None` where it is no line of one.
fn paragraph_column(words: &str, indent: usize, open: Option<usize>) -> Option<usize> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match words.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if digits > 0 => digits + 1,
        _ => 0,
    };
    let rest = &words[marker..];
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    let is_item = marker > 0 && gap > 0;
    let is_text = !words.starts_with(['#', '|', '<']) && delimiter_columns(words).is_none();
    match (is_item, is_text) {
        (true, _) => Some(indent + marker + gap),
        (false, true) => Some(open.unwrap_or(indent)),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::edits;

    #[test]
    fn the_header_of_a_table_ends_the_text_above() {
        assert_eq!(edits("één\n錯誤|App\n-|-\n").len(), 1);
        assert_eq!(edits("- één\n  錯誤 | App\n  --- | ---\n").len(), 1);
        let found = edits("> één\n> 錯誤|App\n> -|-\n> a|b\n");
        assert_eq!(found.iter().map(|edit| edit.read.as_str()).collect::<Vec<_>>(), ["\n> "]);
    }

    #[test]
    fn what_is_no_header_below_text_is_left_alone() {
        for text in [
            "錯誤|App\n-|-\n",
            "één\n\n錯誤|App\n-|-\n",
            "- één\n錯誤|App\n-|-\n",
            "één\n|錯誤|App|\n|-|-|\n",
            "één\na|b\ntwee\n",
            "錯誤|App\n-|-\na|b\n-|-\n",
        ] {
            assert!(edits(text).is_empty(), "{text}");
        }
    }
}
