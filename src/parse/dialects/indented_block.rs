//! `!!! note`, `??? tip` and `=== "Tab"`: what is indented below is inside, and no code because of that.
//!
//! So Python-Markdown reads admonitions and tabs (<https://squidfunk.github.io/mkdocs-material/reference/admonitions/>).

use super::{Construct, Form};
use crate::parse::source_map::Edit;
use crate::parse::text_lines::{columns_of_space, text_lines};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "indented_block",
    form: Form::Edits(edits),
    example: "=== \"方\"\n\n    |錯誤|\n    |---|\n    |方塊|\n",
    becomes: "paragraph\n  === \"方\"\ntable\n  header\n    cell\n      錯誤\n  cells\n    cell\n      方塊\n",
};

/// How far the content of a block is indented, in columns.
const INDENT: usize = 4;

/// The indentation that means nothing to Markdown; sorted.
fn edits(text: &str) -> Vec<Edit> {
    if !["!!! ", "??? ", "???+ ", "=== "].iter().any(|mark| text.contains(mark)) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    // How far the openers are indented that the line is inside of.
    let mut open: Vec<usize> = Vec::new();
    for line in text_lines(text) {
        if line.words.is_empty() || line.quotes > 0 {
            continue;
        }
        let indent = line.indent(text);
        open.retain(|opener| indent >= opener + INDENT);
        if !open.is_empty() {
            let written = columns_of_space(text, line.start, open.len() * INDENT);
            edits.push(Edit { written, read: String::new() });
        }
        if !line.is_code && opens(line.words) {
            open.push(indent);
        }
    }
    edits
}

/// Whether a line opens a block: a mark, and then the kind of an admonition or a title in quotes.
fn opens(words: &str) -> bool {
    let is_titled = |rest: &str| rest.starts_with('"') && rest.len() > 1 && rest.ends_with('"');
    if let Some(rest) = words.strip_prefix("===") {
        let rest = rest.strip_prefix(['!', '+']).unwrap_or(rest);
        return rest.strip_prefix(' ').is_some_and(|rest| is_titled(rest.trim()));
    }
    let rest = ["!!!", "???+", "???"].iter().find_map(|mark| words.strip_prefix(mark)?.strip_prefix(' '));
    rest.is_some_and(|rest| {
        let kind = rest.split('"').next().unwrap_or_default();
        let title = &rest[kind.len()..];
        let is_part = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | ' ');
        !kind.trim().is_empty() && kind.chars().all(is_part) && (title.is_empty() || is_titled(title.trim()))
    })
}

#[cfg(test)]
mod tests {
    use super::edits;

    fn taken(text: &str) -> Vec<usize> {
        edits(text).iter().map(|edit| edit.written.len()).collect()
    }

    #[test]
    fn what_is_inside_of_blocks_loses_their_indentation() {
        assert_eq!(taken("!!! note \"Let op\"\n\n    方塊\n\n        code\n\ntekst\n"), [4, 4]);
        assert_eq!(taken("=== \"甲\"\n\n    ??? tip inline\n\n        één\n"), [4, 8]);
        assert_eq!(taken("1. één\n\n    !!! note\n\n        方塊\n"), [4]);
        assert_eq!(taken("???+ note\n\t方塊\n"), [1]);
    }

    #[test]
    fn other_text_keeps_it() {
        for text in
            ["===\n    x\n", "!!! let op: nu!\n\n    方塊\n", "```\n!!! note\n\n    x\n```\n", "=== één\n\n    x\n"]
        {
            assert_eq!(taken(text), [0; 0], "{text}");
        }
    }
}
