//! `[!INCLUDE [title](path)]`: the text of another file in this one.

use pulldown_cmark::{Event, Tag};

use super::{Placed, Writer, blocks, end_of, merged};
use crate::model::{Page, percent_decode};
use crate::parse::dialects::{after_include, before_include};
use crate::parse::{Document, Place, parse};
use crate::read::LARGEST_TEXT;
use crate::render::Renderer;
use crate::render::escape::{escape, push_escaped};
use crate::text::{FilePath, Source};

/// The includes of a page while its text is written.
#[derive(Debug)]
pub(in crate::render) struct Including {
    /// Files whose text is being included, outermost first.
    open: Vec<FilePath>,
    /// How many more includes of the page itself are shown.
    left: usize,
}

impl Including {
    /// The includes of `page`, where all of it is written.
    pub(in crate::render) fn on(renderer: &Renderer<'_>, page: &Page) -> Including {
        Including { open: Vec::new(), left: renderer.site.corpus.includes.shown_on(page) }
    }

    /// The includes of `page` where a part of it is written somewhere else: none where not all of them are shown,
    /// because which of them those are is known only where they are counted from the first one on.
    pub(in crate::render) fn of_part(renderer: &Renderer<'_>, page: &Page) -> Including {
        let left = renderer.site.corpus.includes.shown_on(page);
        Including { open: Vec::new(), left: if left == usize::MAX { left } else { 0 } }
    }

    /// Records that the text of `file` begins.
    pub(in crate::render) fn open(&mut self, file: FilePath) {
        if self.open.is_empty() {
            self.left = self.left.saturating_sub(1);
        }
        self.open.push(file);
    }

    /// Records that the text of the file that was opened last ends.
    pub(in crate::render) fn close(&mut self) {
        self.open.pop();
    }

    /// Whether the text that is written is the page's own.
    pub(super) fn is_on_page(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether no more includes of the page itself are shown.
    fn is_spent(&self) -> bool {
        self.open.is_empty() && self.left == 0
    }
}

impl Writer<'_> {
    /// Writes a paragraph that is nothing but an include, without a paragraph around it.
    pub(super) fn block_include(&mut self, document: &Document, inside: &[Placed<'_>]) -> bool {
        let [(Event::Text(before), _), (Event::Start(Tag::Link { dest_url, .. }), _), .., (Event::Text(after), _)] =
            inside
        else {
            return false;
        };
        let alone = before_include(before).is_some_and(str::is_empty)
            && after.trim() == "]"
            && end_of(inside, 1) + 2 == inside.len();
        if alone {
            let title = blocks::plain(&inside[2..inside.len() - 2]);
            self.include(&document.page, dest_url, &title, Writer::blocks);
        }
        alone
    }

    /// Writes a text. Where an include begins at its end, that is written too, and the answer is where the text goes on
    /// behind it: the index among `events`, of which the text is the first, and what is left of it.
    pub(super) fn text(&mut self, page: &Page, text: &str, events: &[Placed<'_>]) -> Option<(usize, String)> {
        let (Some(before), Some((Event::Start(Tag::Link { dest_url, .. }), _))) = (before_include(text), events.get(1))
        else {
            self.plain_text(page, text, events.len() == 1);
            return None;
        };
        let end = end_of(events, 1);
        let after = match events.get(end + 1) {
            Some((Event::Text(after), _)) => after_include(after).map(str::to_owned),
            _ => None,
        };
        let Some(after) = after else {
            self.plain_text(page, text, false);
            return None;
        };
        self.plain_text(page, before, false);
        self.include(page, dest_url, &blocks::plain(&events[2..end]), Writer::inline_content);
        Some((end + 1, after))
    }

    /// The blocks of an included file inside a paragraph: the content of its only paragraph.
    fn inline_content(&mut self, document: &Document, events: &[Placed<'_>]) {
        match events {
            [(Event::Start(Tag::Paragraph), _), inside @ .., (Event::End(_), _)]
                if end_of(events, 0) + 1 == events.len() =>
            {
                self.inlines(&document.page, inside);
            }
            _ => {
                self.needs_repair = true;
                self.blocks(document, events);
            }
        }
    }

    fn include(&mut self, page: &Page, target: &str, title: &str, write: fn(&mut Self, &Document, &[Placed<'_>])) {
        let Some(document) = self.included(page, target) else {
            self.open_broken_include(target);
            push_escaped(&mut self.html, if title.is_empty() { target } else { title });
            self.html.push_str("</span>");
            return;
        };
        self.including.open(document.page.path.clone());
        let events = merged(document.events());
        write(self, &document, &events);
        self.including.close();
    }

    fn open_broken_include(&mut self, target: &str) {
        let reason = escape(&self.message("broken-include", &[("target", crate::render::Argument::Text(target))]));
        self.html.push_str(&format!("<span class=\"broken-link\" title=\"{reason}\">"));
    }

    fn included(&self, page: &Page, target: &str) -> Option<Document> {
        self.renderer.included(page, target, &self.including)
    }
}

impl Renderer<'_> {
    /// The file that an include on `page` names, where it is one that the page may show.
    pub(in crate::render) fn included(&self, page: &Page, target: &str, including: &Including) -> Option<Document> {
        let (file, problem) = self.site.corpus.includes.resolve(&page.path, target);
        if problem.is_some() || including.is_spent() || including.open.contains(&file) {
            return None;
        }
        let bytes = self.content.read_at_most(LARGEST_TEXT, &file).ok()?;
        let source = Source::from_bytes(file, bytes).ok()?;
        let relative_path = FilePath::new(&page.relative_path).parent().join(&percent_decode(target.trim()));
        let place = Place { locale: page.locale.clone(), relative_path: relative_path.to_string(), page_key: None };
        Some(parse(source, &place).0)
    }
}
