//! The lines of front matter, and what a key looks like in them.

use std::ops::Range;

/// More brackets than this are not given to the YAML reader, whose time grows with the square of their depth.
pub const MOST_BRACKETS: usize = 1_000;

/// The lines from byte `start` on, each with its line end.
pub fn lines_from(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |line| {
        let range = at..at + line.len();
        at = range.end;
        range
    })
}

/// A key at the left margin and the rest of its line, or nothing for comments, lists and continuations.
pub fn top_level_key(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end();
    if line.is_empty() || line.starts_with([' ', '\t', '#', '-', '{', '[', '|', '>', '&', '*', '!', '%', '@', '`']) {
        return None;
    }
    let (key, value) = match line.split_once(": ") {
        Some(split) => split,
        None => (line.strip_suffix(':').or_else(|| line.split_once(":\t").map(|(key, _)| key))?, ""),
    };
    let key = key.trim().trim_matches(['"', '\'']);
    (!key.is_empty()).then_some((key, value.trim()))
}
