//! Where the lines of a block are.

use std::ops::Range;

use crate::parse::{Document, Passage, PassageKind};

/// The lines of a page that a block takes up: with the marks of a heading or an item and the fences of code.
pub(super) fn lines_of(document: &Document, passage: &Passage) -> Range<usize> {
    let whole = whole_lines(document, &passage.range);
    if passage.kind != PassageKind::Code {
        return whole;
    }
    let text = document.source.text();
    let before = whole_lines(document, &(whole.start.saturating_sub(1)..whole.start.saturating_sub(1)));
    let behind = whole_lines(document, &(whole.end.min(text.len())..whole.end.min(text.len())));
    let is_fence = |range: &Range<usize>| {
        let line = text[range.clone()].trim_start_matches(['>', ' ', '\t']);
        line.starts_with("```") || line.starts_with("~~~")
    };
    if is_fence(&before) && is_fence(&behind) { before.start..behind.end } else { whole }
}

/// The range widened to whole lines, the last line break included.
pub(super) fn whole_lines(document: &Document, range: &Range<usize>) -> Range<usize> {
    let text = document.source.text();
    let start = text[..range.start.min(text.len())].rfind('\n').map_or(0, |at| at + 1);
    let last = range.end.clamp(range.start.min(text.len()), text.len());
    let is_closed = last > start && text[..last].ends_with('\n');
    let end = if is_closed { last } else { text[last..].find('\n').map_or(text.len(), |at| last + at + 1) };
    start..end.max(start)
}
