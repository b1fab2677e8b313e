//! JSON payloads, whole or cut off, as error messages carry them.

use std::ops::Range;

use super::Scanner;
use crate::model::InvariantKind;

/// Quotes that a translator's tools put where JSON wants `"`.
const QUOTES: [char; 11] = ['"', '“', '”', '„', '«', '»', '「', '」', '＂', '‟', '″'];

/// Within how many bytes of a brace the first quote of a payload must come.
// What is before it is read again at each brace, which takes long in a text of thousands of them.
const OPENING: usize = 64;

/// Whether a text that starts with `{` is a payload: the next thing is a quote, of whatever kind, or another payload.
pub(super) fn begins(rest: &str) -> bool {
    let mut inside = rest[1..rest.floor_char_boundary(OPENING)].trim_start();
    while let Some(deeper) = inside.strip_prefix(['{', '[', '\\']) {
        inside = deeper.trim_start();
    }
    inside.starts_with(QUOTES)
}

impl Scanner<'_> {
    /// Reads a payload from its first brace to the brace that closes it, or to `end` where none does.
    pub(super) fn payload(&mut self, at: usize, end: usize) -> usize {
        let mut depth = 0usize;
        let mut bare = at;
        let mut position = at;
        while let Some(char) = self.text[position..end].chars().next() {
            let next = position + char.len_utf8();
            if !matches!(char, '{' | '}' | '[' | ']') && !QUOTES.contains(&char) {
                position = next;
                continue;
            }
            self.scan_bare(bare..position);
            self.push(InvariantKind::JsonPunctuation, position..next);
            // Only `"` is sure to begin a string. After another quote, what follows is read as bare text.
            position = if char == '"' { self.json_string(next, end) } else { next };
            bare = position;
            match char {
                '{' | '[' => depth += 1,
                '}' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return position;
            }
        }
        self.scan_bare(bare..end);
        end
    }

    /// Numbers and words between a payload's strings; a lone `:` or `,` holds nothing.
    fn scan_bare(&mut self, range: Range<usize>) {
        if self.text[range.clone()].contains(|char: char| char.is_alphanumeric()) {
            self.scan(range);
        }
    }

    /// Reads a string from after its opening quote. Returns where it ends.
    fn json_string(&mut self, start: usize, end: usize) -> usize {
        let Some(length) = closing_quote(&self.text[start..end]) else {
            self.scan(start..end);
            return end;
        };
        let content = start..start + length;
        let after = content.end + 1;
        self.push(InvariantKind::JsonPunctuation, content.end..after);
        let text = &self.text[content.clone()];
        if self.text[after..end].trim_start().starts_with(':') {
            self.push(InvariantKind::JsonKey, content);
        } else {
            // A string with spaces or other letters is a sentence, which may be translated.
            if !text.is_empty() && text.chars().all(|char| char.is_ascii_graphic()) {
                self.push(InvariantKind::JsonString, content.clone());
            }
            self.scan(content);
        }
        after
    }
}

/// Offset of the quote that ends a JSON string.
fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, char) in text.char_indices() {
        match char {
            '"' if !escaped => return Some(at),
            _ => escaped = char == '\\' && !escaped,
        }
    }
    None
}
