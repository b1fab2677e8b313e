//! What the rules about letters and punctuation share: the text of a page that readers see as language.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::{Cell, Table};
use crate::parse::Document;
use crate::parse::html::{Token, tokens};

/// The stretches of text of a page, title in the front matter included, without code and HTML, as byte ranges of
/// the file.
pub fn prose_ranges(document: &Document) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    // The other values are for programs: names of topics, authors, dates.
    for key in ["title", "description"] {
        let entry = document.page.front_matter.entry(key);
        ranges.extend(entry.map(|entry| entry.span.range()));
    }
    let mut in_code = false;
    for (event, range) in document.events() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            // A text that the parser has changed, as by an entity or an escape, does not lie in the file as it is read.
            Event::Text(text) if !in_code && document.source.slice(range.clone()) == &*text => ranges.push(range),
            _ => {}
        }
    }
    let html = document.page.tables.iter().filter(|table| table.is_html());
    ranges.extend(html.flat_map(words_of_cells));
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// The stretches of text in the cells of a table of HTML, which are no text to Markdown.
fn words_of_cells(table: &Table) -> Vec<Range<usize>> {
    let rows = table.rows.iter().flat_map(|row| {
        let own = row.cells.iter().enumerate().filter(|(column, _)| !row.is_repeated(*column));
        own.map(|(_, cell)| cell)
    });
    let mut ranges = Vec::new();
    // Markdown in a cell, behind a blank line, was read with the page.
    for cell in table.header.iter().chain(rows).filter(|cell| !cell.text.contains("\n\n")) {
        push_words(cell, &mut ranges);
    }
    ranges.sort_by_key(|range| range.start);
    ranges.dedup();
    ranges
}

fn push_words(cell: &Cell, ranges: &mut Vec<Range<usize>>) {
    let (mut at, mut code) = (cell.range.start, 0_usize);
    for token in tokens(&cell.text) {
        let length = match token {
            Token::Text(text) => {
                // An entity does not lie in the file as it is read, nor does code by the marks of Markdown.
                let is_plain = code == 0 && !text.trim().is_empty() && !text.contains(['&', '`', '\\']);
                ranges.extend(is_plain.then(|| at..at + text.len()));
                text.len()
            }
            Token::Tag(tag) if matches!(&*tag.name, "code" | "pre" | "kbd" | "samp") => {
                code = if tag.is_closing { code.saturating_sub(1) } else { code + 1 };
                tag.source.len()
            }
            Token::Tag(tag) => tag.source.len(),
            Token::Hidden(hidden) => hidden.len(),
        };
        at += length;
    }
}
