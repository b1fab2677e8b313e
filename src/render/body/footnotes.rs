//! Footnotes: gathered where they are written, shown at the end.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Placed, Writer, end_of};
use crate::parse::Document;
use crate::render::escape::escape;

/// The footnotes of a page.
#[derive(Debug, Default)]
pub struct Footnotes {
    notes: Vec<Footnote>,
    /// The index of the first note of each label.
    by_label: HashMap<String, usize>,
    /// Indexes of notes in the order in which the text refers to them.
    order: Vec<usize>,
}

/// One footnote.
#[derive(Debug)]
struct Footnote {
    /// Its content, as a range of the page's events.
    events: Range<usize>,
    /// Where it stands in the order, from 1, once the text has referred to it.
    number: Option<usize>,
    id: Option<String>,
    back: Option<String>,
}

impl Footnotes {
    /// The notes that are defined among `events`.
    pub fn of(events: &[Placed<'_>]) -> Footnotes {
        let mut footnotes = Footnotes::default();
        for (at, (event, _)) in events.iter().enumerate() {
            if let Event::Start(Tag::FootnoteDefinition(label)) = event {
                footnotes.by_label.entry(label.to_string()).or_insert(footnotes.notes.len());
                let events = at + 1..end_of(events, at);
                footnotes.notes.push(Footnote { events, number: None, id: None, back: None });
            }
        }
        footnotes
    }

    /// The note called `label`, and its number from 1.
    fn refer(&mut self, label: &str) -> Option<(usize, usize)> {
        let index = *self.by_label.get(label)?;
        Some((index, self.put_in_order(index)))
    }

    /// The number of a note, the next one where it has none yet.
    fn put_in_order(&mut self, index: usize) -> usize {
        let order = &mut self.order;
        *self.notes[index].number.get_or_insert_with(|| {
            order.push(index);
            order.len()
        })
    }

    /// Puts notes that nothing refers to at the end, so that nothing the author wrote is lost.
    fn complete(&mut self) {
        for index in 0..self.notes.len() {
            self.put_in_order(index);
        }
    }
}

impl Writer<'_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let Some((index, number)) = self.footnotes.refer(label) else {
            self.html.push_str(&escape(&format!("[^{label}]")));
            return;
        };
        let id = self.footnote_id(index, number);
        let back = match self.footnotes.notes[index].back {
            Some(_) => String::new(),
            None => {
                let back = self.ids.unique(&format!("fnref-{number}"));
                self.footnotes.notes[index].back = Some(back.clone());
                format!(" id=\"{back}\"")
            }
        };
        self.html.push_str(&format!("<sup class=\"footnote-reference\"><a href=\"#{id}\"{back}>{number}</a></sup>"));
    }

    pub(super) fn write_footnotes(&mut self, document: &Document, events: &[Placed<'_>]) {
        self.footnotes.complete();
        if self.footnotes.order.is_empty() {
            return;
        }
        let title = escape(&self.message("footnotes", &[]));
        self.html.push_str(&format!("<section class=\"footnotes\" aria-label=\"{title}\">\n<ol>\n"));
        for position in 0..self.footnotes.order.len() {
            let index = self.footnotes.order[position];
            let id = self.footnote_id(index, position + 1);
            self.html.push_str(&format!("<li id=\"{id}\">\n"));
            let range = self.footnotes.notes[index].events.clone();
            self.blocks(document, &events[range]);
            self.back_link(index);
            self.html.push_str("</li>\n");
        }
        self.html.push_str("</ol>\n</section>\n");
    }

    fn back_link(&mut self, index: usize) {
        if let Some(back) = self.footnotes.notes[index].back.clone() {
            let label = escape(&self.message("footnote-back", &[]));
            self.html.push_str(&format!("<a class=\"footnote-back\" href=\"#{back}\" aria-label=\"{label}\">↩</a>\n"));
        }
    }

    fn footnote_id(&mut self, index: usize, number: usize) -> String {
        if let Some(id) = &self.footnotes.notes[index].id {
            return id.clone();
        }
        let id = self.ids.unique(&format!("fn-{number}"));
        self.footnotes.notes[index].id = Some(id.clone());
        id
    }
}
