//! What the rules about letters and punctuation share: the text of a page that readers see as language.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::parse::Document;

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
    ranges
}
