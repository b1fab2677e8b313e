//! What opens and closes front matter, and what was meant to.

use std::ops::Range;

use super::front_matter_lines::{lines_from, top_level_key};
use super::toml_front_matter;
use crate::diagnostic::rule_ids::FRONT_MATTER_INVALID as RULE;
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::text::Source;

/// In what language front matter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Yaml,
    Toml,
}

/// A block of front matter, in bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub language: Language,
    /// What is between the fences.
    pub inside: Range<usize>,
    /// The block with its fences.
    pub whole: Range<usize>,
}

/// The front matter of a file; `None` where it has none that is read. What was meant as front matter and is none, or only
/// to us, is reported.
///
/// The block begins on the first line (after a byte-order mark): with `---`, and ends with `---` or `...`; or with `+++`,
/// and ends with `+++`.
pub fn find(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<Block> {
    let text = source.text();
    let mut lines = lines_from(text, source.bom_len());
    let open = lines.next()?;
    let fence = text[open.clone()].trim_end();
    let language = match fence {
        "---" => Language::Yaml,
        "+++" => Language::Toml,
        _ => {
            let block = misspelled(text, open.clone());
            diagnostics.extend(block.as_ref().map(|_| odd_fence(source, open.clone(), fence.trim())));
            diagnostics.extend(late(source).filter(|_| block.is_none()));
            return block;
        }
    };
    let closes = |line: &str| line == fence || language == Language::Yaml && line == "...";
    let Some(close) = lines.find(|line| closes(text[line.clone()].trim_end())) else {
        let first = lines_from(text, open.end).next().map_or("", |line| &text[line]);
        let is_meant = match language {
            Language::Yaml => top_level_key(first).is_some(),
            Language::Toml => toml_front_matter::is_key(first),
        };
        diagnostics.extend(is_meant.then(|| unclosed(source, open, fence)));
        return None;
    };
    Some(Block { language, inside: open.end..close.start, whole: open.start..close.end })
}

/// Front matter has fewer lines than this where its fences are not those that mark it beyond doubt.
const LONGEST: usize = 200;

/// Front matter between lines that only look like fences: translation tools make `- - -` and `———` of them.
fn misspelled(text: &str, open: Range<usize>) -> Option<Block> {
    if !is_odd_fence(text[open.clone()].trim()) {
        return None;
    }
    let close = lines_from(text, open.end).take(LONGEST).find(|line| {
        let line = text[line.clone()].trim();
        line == "---" || is_odd_fence(line)
    })?;
    let inside = open.end..close.start;
    is_yaml(&text[inside.clone()]).then_some(Block { language: Language::Yaml, inside, whole: open.start..close.end })
}

/// Whether a line has nothing but dashes of any kind, stars or underscores, and is no fence.
fn is_odd_fence(line: &str) -> bool {
    let is_dash = |char: char| matches!(char, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}');
    let line = line.strip_prefix('\\').unwrap_or(line);
    let marks = line.chars().filter(|char| !char.is_whitespace()).count();
    let all = |is: &dyn Fn(char) -> bool| line.chars().all(|char| char.is_whitespace() || is(char));
    let is_long = marks > 1 || line.chars().any(|char| char != '-' && is_dash(char));
    is_long && (all(&is_dash) || marks > 2 && (all(&|char| char == '*') || all(&|char| char == '_')))
}

/// Whether a text is made of keys, their values and comments, and names one of those that pages have.
fn is_yaml(text: &str) -> bool {
    let mut keys = Vec::new();
    let is_part = text.lines().all(|line| match top_level_key(line) {
        Some((key, _)) => {
            keys.push(key);
            !key.contains(' ')
        }
        None => line.trim().is_empty() || line.starts_with([' ', '\t', '#', '-']) && !keys.is_empty(),
    });
    let is_known = |key: &&str| ["title", "description", "id", "sidebar_label", "slug"].contains(key);
    is_part && (keys.len() > 1 || keys.iter().any(is_known))
}

fn odd_fence(source: &Source, open: Range<usize>, fence: &str) -> Diagnostic {
    let message = Message::new("front matter that begins with `{fence}`, which others show to readers as text")
        .with("fence", fence);
    let span = source.span(open.start..open.start + source.slice(open.clone()).trim_end().len());
    Diagnostic::new(RULE, Severity::Error, span, message).help("write `---` above and below the block, without blanks")
}

/// Front matter that is not read, since blank lines or comments are above it.
fn late(source: &Source) -> Option<Diagnostic> {
    let text = source.text();
    let mut start = source.bom_len();
    loop {
        let rest = &text[start..];
        let trimmed = rest.trim_start();
        start += rest.len() - trimmed.len();
        let Some(comment) = trimmed.strip_prefix("<!--") else { break };
        start += "<!--".len() + comment.find("-->")? + "-->".len();
    }
    let open = lines_from(text, start).next().filter(|line| text[line.clone()].trim_end() == "---")?;
    let mut below = lines_from(text, open.end).take(LONGEST);
    let close = below.find(|line| text[line.clone()].trim_end() == "---")?;
    is_yaml(&text[open.end..close.start]).then(|| {
        let message = "front matter below the first line, which is not read: readers see it as text";
        Diagnostic::new(RULE, Severity::Error, source.span(open.start..open.start + 3), message)
            .help("put the block at the top of the file, before blank lines and comments")
    })
}

fn unclosed(source: &Source, open: Range<usize>, fence: &str) -> Diagnostic {
    let help =
        format!("close the block with a line `{fence}`, or put a blank line above the first one if it is a rule");
    Diagnostic::new(RULE, Severity::Error, source.span(open.start..open.start + 3), "front matter that never ends")
        .help(help)
}
