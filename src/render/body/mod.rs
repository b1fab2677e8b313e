//! Prose as HTML.
//!
//! **Comes in:** a [`Document`]'s Markdown events, the corpus and the alignment. **Goes out:** valid HTML in
//! which every character that the author wrote can be read. **Never happens here:** templates, judging links
//! (rules report them; here they are only marked).

mod blocks;
mod containers;
mod depth;
mod footnotes;
mod grammar;
mod highlight;
mod html_rows;
mod ids;
mod image_sizes;
mod include;
mod inlines;
mod isolation;
mod links;
mod nesting;
mod outline;
mod raw;
mod sanitize;
mod table;
mod video;

pub use isolation::is_right_to_left;

use std::ops::Range;

use pulldown_cmark::Event;
use serde::Serialize;

use super::Renderer;
use crate::model::{Direction, LocaleId, Page};
use crate::parse::{Document, cell_events};
use crate::plan::PlannedPage;
use footnotes::Footnotes;
pub(super) use highlight::Highlighter;
use html_rows::OpenRow;
use ids::Ids;
pub(super) use image_sizes::ImageSizes;
pub(super) use include::Including;
use outline::Outline;

/// A Markdown event with its bytes in the file; cells have no place.
type Placed<'e> = (Event<'e>, Range<usize>);

/// The prose of a page.
#[derive(Debug, Default)]
pub struct Body {
    /// The HTML, for inside `<main>`.
    pub html: String,
    /// Whether the prose begins with a heading of the first level, so that the page needs no other.
    pub has_title: bool,
    /// The headings of the second and third level.
    pub contents: Vec<ContentsItem>,
    /// Whether there is a table whose rows are entries.
    pub has_rows: bool,
}

/// A line of a page's table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentsItem {
    /// The percent-encoded fragment with its `#`.
    pub href: String,
    /// The heading as plain text.
    pub text: String,
    /// 2 or 3.
    pub level: u8,
}

/// What is needed to write the prose of one page.
struct Writer<'a> {
    renderer: &'a Renderer<'a>,
    /// The page of the site that is written; links are relative to it.
    planned: &'a PlannedPage,
    html: String,
    ids: Ids,
    outline: Outline,
    contents: Vec<ContentsItem>,
    has_title: bool,
    footnotes: Footnotes,
    including: Including,
    /// For each `<a>` that the author opened, whether it became one.
    anchors: Vec<bool>,
    /// The row of HTML of which the first cell is not written yet.
    html_row: Option<OpenRow<'a>>,
    /// Whether the author's own tags may have broken the nesting.
    needs_repair: bool,
    /// How many headings of the document were written.
    headings: usize,
    /// How many tables were written.
    tables: usize,
    /// Whether a row was written that is an entry.
    has_rows: bool,
    /// Whether an image was written. The first of a page is likely to be seen at once, the others may wait.
    has_image: bool,
    /// How many elements are open in which the author put code.
    code_tags: usize,
}

impl<'a> Renderer<'a> {
    /// The prose of `document` as it stands on `planned`.
    pub(super) fn body(&'a self, planned: &'a PlannedPage, document: &Document) -> Body {
        let mut writer = Writer::new(self, planned, Including::on(self, &document.page));
        // Rows claim their ids before headings do: links from outside lead to rows by them, while the anchor of a
        // heading may get another number.
        writer.ids.claim_entries(&self.site, &document.page);
        writer.ids.keep_headings(&self.site, &document.page);
        let events = merged(document.events());
        writer.footnotes = Footnotes::of(&events);
        writer.blocks(document, &events);
        writer.write_footnotes(document, &events);
        let html = writer.finished();
        Body { html, has_title: writer.has_title, contents: writer.contents, has_rows: writer.has_rows }
    }

    /// A cell's Markdown as HTML on a page other than its own.
    pub(super) fn cell(&'a self, planned: &'a PlannedPage, page: &Page, markdown: &str) -> String {
        let mut writer = Writer::new(self, planned, Including::of_part(self, page));
        // A cell beside others is never what a reader sees first, so its images may load late.
        writer.has_image = true;
        let events = unplaced(cell_events(markdown, &Default::default()));
        writer.inlines(page, &events);
        writer.finished()
    }
}

impl<'a> Writer<'a> {
    fn new(renderer: &'a Renderer<'a>, planned: &'a PlannedPage, including: Including) -> Writer<'a> {
        Writer {
            renderer,
            planned,
            html: String::new(),
            ids: Ids::default(),
            outline: Outline::default(),
            contents: Vec::new(),
            has_title: false,
            footnotes: Footnotes::default(),
            including,
            anchors: Vec::new(),
            html_row: None,
            needs_repair: false,
            headings: 0,
            tables: 0,
            has_rows: false,
            has_image: false,
            code_tags: 0,
        }
    }

    /// The HTML, with the author's tags made safe and well nested.
    fn finished(&mut self) -> String {
        let html = std::mem::take(&mut self.html);
        // What we write ourselves is well formed, and most pages have no HTML, so most are not parsed a second time.
        match self.needs_repair && !self.renderer.options.trust_html {
            true => sanitize::clean(&html),
            false => html,
        }
    }

    /// The language of the words around the content.
    fn locale(&self) -> &'a LocaleId {
        &self.planned.locale
    }

    /// Whether the text of `page` is written from right to left.
    fn is_right_to_left(&self, page: &Page) -> bool {
        self.renderer.profile(&page.locale).direction == Direction::Rtl
    }

    /// The language and direction of words of the interface, for where they are in content of another language.
    fn words_attributes(&self) -> String {
        let profile = self.renderer.profile(self.locale());
        let attributes = || format!(" lang=\"{}\" dir=\"{}\"", profile.locale, profile.direction.as_str());
        if self.planned.is_fallback() { attributes() } else { String::new() }
    }

    fn message(&self, id: &str, arguments: &[(&str, super::Argument<'_>)]) -> String {
        self.renderer.message(self.locale(), id, arguments)
    }
}

/// The events with neighbouring texts joined, so that the signs of dialects can be seen in one piece.
fn merged<'e>(events: Vec<Placed<'e>>) -> Vec<Placed<'e>> {
    let mut merged: Vec<Placed<'e>> = Vec::with_capacity(events.len());
    // Texts that follow the last event are gathered first: joining them two by two would copy each again and again.
    let mut texts: Option<(String, Range<usize>)> = None;
    for (event, range) in events {
        match event {
            Event::Text(more) => match (&mut texts, merged.last_mut()) {
                (Some((text, place)), _) => {
                    text.push_str(&more);
                    place.end = range.end;
                }
                (None, Some((Event::Text(text), place))) => {
                    let both = format!("{text}{more}");
                    texts = Some((both, place.start..range.end));
                    merged.pop();
                }
                (None, _) => merged.push((Event::Text(more), range)),
            },
            event => {
                merged.extend(texts.take().map(|(text, place)| (Event::Text(text.into()), place)));
                merged.push((event, range));
            }
        }
    }
    merged.extend(texts.map(|(text, place)| (Event::Text(text.into()), place)));
    merged
}

fn unplaced(events: Vec<Event<'_>>) -> Vec<Placed<'_>> {
    merged(events.into_iter().map(|event| (event, 0..0)).collect())
}

/// The index of the event that closes the one at `start`; the last index where nothing does.
fn end_of(events: &[Placed<'_>], start: usize) -> usize {
    let mut depth = 0usize;
    for (at, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    events.len() - 1
}
