//! From the text of a file to a page.
//!
//! **Comes in:** a [`Source`]. **Goes out:** a [`Document`] and diagnostics; parsing never fails.
//! **Never happens here:** I/O, knowledge of other pages or locales, HTML.

mod front_matter;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::Event;

use crate::diagnostic::Diagnostic;
use crate::model::{LocaleId, Page, PageId};
use crate::text::Source;

/// A page with its prose, alive while its page group is worked on.
#[derive(Clone, Debug)]
pub struct Document {
    /// The digest, which outlives the document.
    pub page: Page,
    /// The text the page was read from.
    pub source: Source,
    /// First byte of the Markdown below the front matter.
    pub body: usize,
    /// Link reference definitions: label in lower case to destination and title.
    pub definitions: BTreeMap<String, (String, String)>,
}

/// Reads a Markdown file as page `id` in `locale`.
pub fn parse(source: Source, id: PageId, locale: LocaleId) -> (Document, Vec<Diagnostic>) {
    let _ = (&source, &id, &locale);
    unimplemented!("being written")
}

impl Document {
    /// The Markdown events of the body with their byte ranges in the file.
    ///
    /// A table's events are there too, but its rows and cells are better taken from
    /// `page.tables`: the one whose `span.start` is the start of the `Start(Table)` event.
    pub fn events(&self) -> Vec<(Event<'_>, Range<usize>)> {
        unimplemented!("being written")
    }

    /// The events of one cell's Markdown, without a paragraph around them.
    pub fn cell_events<'a>(&'a self, _cell: &'a str) -> Vec<Event<'a>> {
        unimplemented!("being written")
    }
}
