//! `[!INCLUDE [title](path)]`: the text of another file in this one.

use pulldown_cmark::{Event, Tag};

use super::{Placed, Writer, blocks, end_of, merged};
use crate::model::{Link, LinkKind, Page, percent_decode};
use crate::parse::{Document, Place, parse};
use crate::render::Renderer;
use crate::render::escape::{escape, push_escaped};
use crate::text::{FilePath, Source, Span};

/// So deep may files include files; what is deeper is a mistake, and marked as one.
const DEEPEST: usize = 8;

/// How an include begins and ends: the text before its link and the text behind it.
const OPENING: &str = "[!include";

impl Writer<'_> {
    /// Writes a paragraph that is nothing but an include, without a paragraph around it.
    pub(super) fn block_include(&mut self, document: &Document, inside: &[Placed<'_>]) -> bool {
        let [(Event::Text(before), _), (Event::Start(Tag::Link { dest_url, .. }), _), .., (Event::Text(after), _)] =
            inside
        else {
            return false;
        };
        let alone =
            opening(before).is_some_and(str::is_empty) && after.trim() == "]" && end_of(inside, 1) + 2 == inside.len();
        if alone {
            let title = blocks::plain(&inside[2..inside.len() - 2]);
            self.include(&document.page, dest_url, &title, Writer::blocks);
        }
        alone
    }

    /// Writes a text, and where an include begins at its end that and all that follows; answers how many events
    /// that took.
    pub(super) fn text(&mut self, page: &Page, text: &str, events: &[Placed<'_>]) -> usize {
        let (Some(before), Some((Event::Start(Tag::Link { dest_url, .. }), _))) = (opening(text), events.get(1)) else {
            self.plain_text(page, text, events.len() == 1);
            return 1;
        };
        let end = end_of(events, 1);
        let after = match events.get(end + 1) {
            Some((Event::Text(after), _)) => after.trim_start().strip_prefix(']').map(str::to_owned),
            _ => None,
        };
        let Some(after) = after else {
            self.plain_text(page, text, false);
            return 1;
        };
        self.plain_text(page, before, false);
        self.include(page, dest_url, &blocks::plain(&events[2..end]), Writer::inline_content);
        let mut rest: Vec<Placed<'_>> = vec![(Event::Text(after.into()), 0..0)];
        rest.extend_from_slice(&events[end + 2..]);
        self.inlines(page, &rest);
        events.len()
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
        self.including.push(document.page.path.clone());
        let events = merged(document.events());
        write(self, &document, &events);
        self.including.pop();
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
    /// The file that an include on `page` names: one that the corpus knows, and that is not among those whose text is
    /// being included already, outermost first.
    pub(in crate::render) fn included(&self, page: &Page, target: &str, including: &[FilePath]) -> Option<Document> {
        let span = Span::new(&page.path, 0..0);
        let link = Link { kind: LinkKind::Include, target: target.to_owned(), text: String::new(), span };
        let file = page.included_file(&link);
        let open = file == page.path || including.contains(&file) || including.len() >= DEEPEST;
        if open || !self.site.corpus.includes.contains_key(&file) {
            return None;
        }
        let bytes = self.content.read(&file).ok()?;
        let source = Source::from_bytes(file, bytes).ok()?;
        let below = FilePath::new(&page.below).parent().join(&percent_decode(target.trim()));
        let place = Place { locale: page.locale.clone(), below: below.to_string(), page_key: None };
        Some(parse(source, &place).0)
    }
}

/// The text before the mark that opens an include at the end of `text`.
fn opening(text: &str) -> Option<&str> {
    let start = text.trim_end().len().checked_sub(OPENING.len())?;
    let (before, mark) = text.trim_end().split_at_checked(start)?;
    mark.eq_ignore_ascii_case(OPENING).then_some(before)
}
