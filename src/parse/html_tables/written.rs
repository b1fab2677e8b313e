//! From tags to tables, as they are written.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag as Block, TagEnd};

use crate::parse::Placed;
use crate::parse::html::{Tag, Token, Treatment, tokens};
use crate::parse::html_lines::HtmlLines;

/// A `<table>` that is closed where it was opened.
#[derive(Debug, Default)]
pub struct WrittenTable {
    /// From its first tag to its last.
    pub span: Range<usize>,
    /// Its rows, in the order of the file.
    pub rows: Vec<WrittenRow>,
    /// Whether its tags show that it holds no data, or are in no order that a reader could see.
    pub is_layout: bool,
    /// Whether it is in a quote.
    pub is_in_quote: bool,
}

/// A `<tr>`.
#[derive(Debug)]
pub struct WrittenRow {
    /// From its tag to the one that ends it.
    pub range: Range<usize>,
    /// Which group of rows it is in: cells that span rows end with their group.
    pub group: usize,
    /// Whether that is a `<thead>`.
    pub is_head: bool,
    /// Its cells.
    pub cells: Vec<WrittenCell>,
}

/// A `<td>` or `<th>`.
#[derive(Debug)]
pub struct WrittenCell {
    /// Its bytes between the tags.
    pub content: Range<usize>,
    /// Whether it is a `<th>`.
    pub is_header: bool,
    /// How many columns it spans.
    pub columns: usize,
    /// How many rows it spans; more than there are where it spans all of its group.
    pub rows: usize,
}

/// So many columns a cell may span, and so many rows, in browsers.
const MOST_COLUMNS: usize = 1_000;
const MOST_ROWS: usize = 65_534;

/// The tables of HTML that are closed, in the order of the file. A table that is never closed is none: nobody sees where
/// it ends.
pub fn tables(events: &[Placed<'_>]) -> Vec<WrittenTable> {
    let mut walk = Walk::default();
    let mut block: Option<HtmlLines> = None;
    for (event, range) in events {
        match event {
            Event::Start(Block::HtmlBlock) => block = Some(HtmlLines::default()),
            Event::End(TagEnd::HtmlBlock) => {
                let lines = block.take().unwrap_or_default();
                walk.html(lines.text(), |at| lines.place(at));
            }
            Event::Html(html) | Event::InlineHtml(html) => match &mut block {
                Some(lines) => lines.push(html, range.start),
                None => walk.html(html, |at| range.start + at),
            },
            Event::Start(tag) => walk.start(tag),
            Event::End(tag) => walk.end(*tag),
            Event::Text(text) => walk.text(text),
            _ => {}
        }
    }
    walk.found.sort_by_key(|table| table.span.start);
    walk.found
}

/// A table that is open.
#[derive(Debug, Default)]
struct Open {
    table: WrittenTable,
    /// How many containers of Markdown are around it.
    depth: usize,
    group: usize,
    is_head: bool,
    is_in_row: bool,
    is_in_cell: bool,
}

#[derive(Debug, Default)]
struct Walk {
    found: Vec<WrittenTable>,
    /// The tables that are open, outermost first.
    open: Vec<Open>,
    /// The element whose content nobody sees, until it is closed.
    dropped: Option<&'static str>,
    /// How many quotes and lists are open.
    depth: usize,
    quotes: usize,
    /// Whether the text that follows is code by its indentation.
    is_indented_code: bool,
}

impl Walk {
    /// Reads what Markdown opens.
    fn start(&mut self, block: &Block<'_>) {
        match block {
            Block::BlockQuote(_) => {
                self.depth += 1;
                self.quotes += 1;
            }
            Block::List(_) | Block::Item | Block::FootnoteDefinition(_) => self.depth += 1,
            Block::CodeBlock(CodeBlockKind::Indented) => self.is_indented_code = true,
            // A heading, a table or a listing in a cell: the cell is a part of the page, which a table arranges.
            Block::Heading { .. } | Block::Table(_) | Block::CodeBlock(_) => self.is_layout(),
            _ => {}
        }
    }

    fn end(&mut self, block: TagEnd) {
        match block {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.depth = self.depth.saturating_sub(1);
                self.quotes -= usize::from(matches!(block, TagEnd::BlockQuote(_)) && self.quotes > 0);
                // What is open ends with what it is in, and was never closed.
                while self.open.last().is_some_and(|open| open.depth > self.depth) {
                    self.open.pop();
                }
            }
            TagEnd::CodeBlock => self.is_indented_code = false,
            _ => {}
        }
    }

    /// A tag that Markdown takes for code is shown as it is, so that its table falls apart.
    fn text(&mut self, text: &str) {
        if self.is_indented_code && text.trim_start().starts_with('<') {
            self.is_layout();
        }
    }

    fn is_layout(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.table.is_layout = true;
        }
    }

    /// Reads the tags of a stretch of HTML. `place` maps a byte of it to its place in the file.
    fn html(&mut self, html: &str, place: impl Fn(usize) -> usize) {
        for token in tokens(html) {
            let Token::Tag(tag) = token else { continue };
            let Some(element) = tag.element() else { continue };
            if let Some(name) = self.dropped {
                self.dropped = Some(name).filter(|name| !(tag.is_closing && element.name == *name));
                continue;
            }
            if element.treatment == Treatment::Dropped && !tag.is_closing {
                self.dropped = Some(element.name);
                continue;
            }
            self.tag(&tag, place(tag.start)..place(tag.end() - 1) + 1);
        }
    }

    fn tag(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match (&*tag.name, tag.is_closing) {
            ("table", false) => self.open_table(tag, range.start),
            ("table", true) => {
                let Some(mut open) = self.open.pop() else { return };
                open.end_row(range.start);
                open.table.span.end = range.end;
                self.found.push(open.table);
            }
            _ => {
                if let Some(open) = self.open.last_mut() {
                    open.tag(tag, range);
                }
            }
        }
    }

    fn open_table(&mut self, tag: &Tag<'_>, start: usize) {
        // What is around a table is no table of data itself.
        self.is_layout();
        let is_layout = matches!(tag.attribute("role"), Some("presentation" | "none"));
        let table = WrittenTable { span: start..start, is_layout, is_in_quote: self.quotes > 0, ..Default::default() };
        self.open.push(Open { table, depth: self.depth, ..Open::default() });
    }
}

impl Open {
    /// Reads a tag that is in this table and in none that is in it.
    fn tag(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match (&*tag.name, tag.is_closing) {
            ("tr", false) => self.open_row(range.start),
            ("tr", true) => self.end_row(range.end),
            ("td" | "th", false) => self.open_cell(tag, range),
            ("td" | "th", true) => self.end_cell(range.start),
            ("thead" | "tbody" | "tfoot", _) => {
                self.end_row(range.start);
                self.group += 1;
                self.is_head = tag.name == "thead" && !tag.is_closing;
            }
            ("caption" | "colgroup" | "col", false) => self.end_row(range.start),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => self.table.is_layout = true,
            _ => {}
        }
    }

    fn open_row(&mut self, start: usize) {
        self.end_row(start);
        self.is_in_row = true;
        let (group, is_head) = (self.group, self.is_head);
        self.table.rows.push(WrittenRow { range: start..start, group, is_head, cells: Vec::new() });
    }

    fn end_row(&mut self, end: usize) {
        self.end_cell(end);
        if let Some(row) = self.table.rows.last_mut().filter(|_| self.is_in_row) {
            row.range.end = end;
        }
        self.is_in_row = false;
    }

    fn open_cell(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        self.end_cell(range.start);
        let Some(row) = self.table.rows.last_mut().filter(|_| self.is_in_row) else {
            // Browsers make a row of cells that are in none; nobody could say where it begins.
            self.table.is_layout = true;
            return;
        };
        self.is_in_cell = true;
        row.cells.push(WrittenCell {
            content: range.end..range.end,
            is_header: tag.name == "th",
            columns: number(tag, "colspan").unwrap_or(1).clamp(1, MOST_COLUMNS),
            rows: match number(tag, "rowspan") {
                None => 1,
                Some(0) => MOST_ROWS,
                Some(rows) => rows.min(MOST_ROWS),
            },
        });
    }

    fn end_cell(&mut self, end: usize) {
        let row = self.table.rows.last_mut().filter(|_| self.is_in_cell);
        if let Some(cell) = row.and_then(|row| row.cells.last_mut()) {
            cell.content.end = end;
        }
        self.is_in_cell = false;
    }
}

/// The number in an attribute, also as JSX has it: `{2}`. One that is too large for a number is the largest.
fn number(tag: &Tag<'_>, attribute: &str) -> Option<usize> {
    let value = tag.attribute(attribute)?.trim_matches(|char: char| char.is_whitespace() || "{}\"'".contains(char));
    let digits = &value[..value.find(|char: char| !char.is_ascii_digit()).unwrap_or(value.len())];
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(usize::MAX))
}
