//! The blocks of a page's prose: what is between the tables, one stretch of text at a time.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::Document;
use super::dialects::is_mark_of_quote;
use super::html_tables::Places;
use super::no_text::is_no_text;

/// A stretch of text of a page: what no row of a table holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// How many headings are above it; a heading is in its own section, the front matter in section 0.
    pub section: usize,
    /// Its bytes in the file: inline Markdown, the lines of code between fences, or the value of a key.
    pub range: Range<usize>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassageKind {
    /// The title in the front matter.
    Title,
    /// The description in the front matter.
    Description,
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A paragraph of a list item.
    Item,
    /// A code block.
    Code,
    /// A block of HTML.
    Html,
    /// The header of a table: one passage, or each of its cells where cells are compared.
    Header,
}

/// The passages of a document, in its order.
pub(super) fn read(document: &Document) -> Vec<Passage> {
    let tables = document.html_tables();
    let mut walk = Walk { passages: front_matter(document), html_tables: tables, ..Walk::default() };
    for (event, range) in document.events() {
        walk.step(&event, &range);
    }
    walk.flush();
    walk.add_html_headers(document);
    // What opens a quote of a dialect is a mark, and no text.
    walk.passages.retain(|passage| {
        passage.kind != PassageKind::Paragraph || !is_mark_of_quote(document.source.slice(passage.range.clone()))
    });
    // The range of a table's header ends behind its line.
    for passage in walk.passages.iter_mut().filter(|passage| passage.kind == PassageKind::Header) {
        passage.range.end = passage.range.start + document.source.slice(passage.range.clone()).trim_end().len();
    }
    walk.passages.retain(|passage| {
        let is_block = matches!(passage.kind, PassageKind::Paragraph | PassageKind::Item | PassageKind::Html);
        let text = document.source.slice(passage.range.clone());
        !(is_block && (text.trim().is_empty() || is_no_text(text)))
    });
    walk.passages
}

/// The values of the front matter that readers see.
fn front_matter(document: &Document) -> Vec<Passage> {
    let keys = [("title", PassageKind::Title), ("description", PassageKind::Description)];
    let passage = |(key, kind): (&str, PassageKind)| {
        let entry = document.page.front_matter.entry(key).filter(|entry| !entry.value.trim().is_empty())?;
        let line = document.source.slice(entry.span.range());
        // A value that is written otherwise than it is read, as one over several lines, is its line.
        let range = line.rfind(entry.value.as_str()).map(|at| at..at + entry.value.len()).unwrap_or(0..line.len());
        Some(Passage { kind, section: 0, range: entry.span.start + range.start..entry.span.start + range.end })
    };
    let mut passages: Vec<Passage> = keys.into_iter().filter_map(passage).collect();
    passages.sort_by_key(|passage| passage.range.start);
    passages
}

#[derive(Default)]
struct Walk {
    passages: Vec<Passage>,
    /// Where the tables of HTML are, whose cells are no passages.
    html_tables: Places,
    open: Option<Range<usize>>,
    heading: Option<HeadingLevel>,
    headings: usize,
    items: usize,
    in_table: bool,
    in_code: bool,
    in_html: bool,
}

impl Walk {
    fn step(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
            Event::Html(_) if self.in_html => self.extend(range),
            Event::Html(_) | Event::Rule => self.flush(),
            _ => self.extend(range),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => {
                self.extend(range);
            }
            Tag::TableHead => {
                self.passages.push(Passage { kind: PassageKind::Header, section: self.headings, range: range.clone() });
            }
            Tag::TableRow | Tag::TableCell => {}
            Tag::Heading { level, .. } => {
                self.flush();
                self.headings += 1;
                self.heading = Some(*level);
            }
            Tag::Item => {
                self.flush();
                self.items += 1;
            }
            Tag::Table(_) => {
                self.flush();
                self.in_table = true;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.in_code = true;
            }
            Tag::HtmlBlock => {
                self.flush();
                self.in_html = true;
            }
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                self.extend(range);
            }
            TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => {}
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::Table => {
                self.open = None;
                self.in_table = false;
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.in_code = false;
            }
            TagEnd::HtmlBlock => {
                self.flush();
                self.in_html = false;
            }
            _ => self.flush(),
        }
    }

    fn extend(&mut self, range: &Range<usize>) {
        if self.in_table {
            return;
        }
        // What is before a table of HTML and what is behind it are two passages.
        let parts = self.html_tables.outside(range);
        for part in &parts {
            if part.start > range.start {
                self.flush();
            }
            self.extend_to(part);
        }
        if parts.last().is_none_or(|part| part.end < range.end) {
            self.flush();
        }
    }

    fn extend_to(&mut self, range: &Range<usize>) {
        match &mut self.open {
            Some(open) => *open = open.start.min(range.start)..open.end.max(range.end),
            None => self.open = Some(range.clone()),
        }
    }

    /// Adds the headers of tables of HTML, which no event shows.
    fn add_html_headers(&mut self, document: &Document) {
        let count = self.passages.len();
        for table in document.page.tables.iter().filter(|table| table.is_html()) {
            let section = table.heading.map_or(0, |heading| heading + 1);
            let header = table.header_range();
            self.passages.extend(header.map(|range| Passage { kind: PassageKind::Header, section, range }));
        }
        if self.passages.len() > count {
            self.passages.sort_by_key(|passage| passage.range.start);
        }
    }

    fn flush(&mut self) {
        let Some(range) = self.open.take() else { return };
        let kind = match (self.heading, self.items) {
            _ if self.in_html => PassageKind::Html,
            _ if self.in_code => PassageKind::Code,
            (Some(_), _) => PassageKind::Heading,
            (_, 0) => PassageKind::Paragraph,
            _ => PassageKind::Item,
        };
        self.passages.push(Passage { kind, section: self.headings, range });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Place, parse};
    use crate::text::{FilePath, Source};

    #[test]
    fn each_stretch_of_prose_is_a_passage_with_its_section() {
        let text = "---\ntitle: 標題\n---\n開頭。\n\n# Kop **een**\n- punt\n- 第二\n  regel\n\n> [!NOTE]\n> Let *op*.\n\n|甲|\n|-|\n|乙|\n\n```\nx = 1\n```\n<div>\n</div>\n";
        let source = Source::new(FilePath::new("a.md"), text.into());
        let place = Place { locale: "nl-NL".parse().unwrap(), relative_path: "a.md".into(), page_key: None };
        let document = parse(source, &place).0;
        let found: Vec<(PassageKind, usize, &str)> = document
            .passages()
            .into_iter()
            .map(|passage| (passage.kind, passage.section, document.source.slice(passage.range)))
            .collect();
        assert_eq!(
            found,
            [
                (PassageKind::Title, 0, "標題"),
                (PassageKind::Paragraph, 0, "開頭。"),
                (PassageKind::Heading, 1, "Kop **een**"),
                (PassageKind::Item, 1, "punt"),
                (PassageKind::Item, 1, "第二\n  regel"),
                (PassageKind::Paragraph, 1, "Let *op*."),
                (PassageKind::Header, 1, "|甲|"),
                (PassageKind::Code, 1, "x = 1\n"),
                (PassageKind::Html, 1, "<div>\n</div>\n"),
            ]
        );
    }
}
