//! What stands around a stretch of the page: rows and columns, callouts, divisions, quotes. Which constructs become a
//! container, `parse::dialects` decides.

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, Tag};

use super::{Placed, Writer, end_of};
use crate::parse::dialects::{Callout, Container, read_quote};
use crate::parse::{DirectiveLine, Document, read_directive_line};
use crate::render::escape::escape;

impl Writer<'_> {
    /// A quote: a container that its first words name, or words of another.
    pub(super) fn quote(&mut self, document: &Document, kind: Option<BlockQuoteKind>, inside: &[Placed<'_>]) {
        if let Some(kind) = kind {
            return self.callout(document, kind.into(), inside);
        }
        match opening_mark(inside) {
            Some((container, rest)) => self.container(document, &container, &rest),
            None if self.quoted_video(document, inside) => {}
            None => self.wrapped(document, "<blockquote>\n", inside, "</blockquote>\n"),
        }
    }

    /// What the line of a directive at `at` opens, up to the one that closes it; answers where it goes on.
    pub(super) fn directive(&mut self, document: &Document, events: &[Placed<'_>], at: usize) -> usize {
        let end = closing_line(events, at).unwrap_or(at);
        let inside = events.get(at + 1..end).unwrap_or_default();
        match directive_line(&events[at].0) {
            Some(DirectiveLine::Opens(container)) => self.container(document, &container, inside),
            _ => self.blocks(document, inside),
        }
        end + 1
    }

    fn container(&mut self, document: &Document, container: &Container, inside: &[Placed<'_>]) {
        match container {
            Container::Row => self.wrapped(document, "<div class=\"row\">\n", inside, "</div>\n"),
            Container::Column(span) => {
                let span = span.map(|span| format!(" span-{span}")).unwrap_or_default();
                self.wrapped(document, &format!("<div class=\"column{span}\">\n"), inside, "</div>\n");
            }
            Container::Transparent => self.blocks(document, inside),
            Container::Callout(callout) => self.callout(document, *callout, inside),
            Container::Division(classes) => {
                self.wrapped(document, &format!("<div class=\"{}\">\n", escape(classes)), inside, "</div>\n");
            }
        }
    }

    fn callout(&mut self, document: &Document, callout: Callout, inside: &[Placed<'_>]) {
        let kind = callout.name();
        let title = escape(&self.message(&format!("alert-{kind}"), &[]));
        let words = self.words_attributes();
        let open =
            format!("<div class=\"alert alert-{kind}\" role=\"note\">\n<p class=\"alert-title\"{words}>{title}</p>\n");
        self.wrapped(document, &open, inside, "</div>\n");
    }
}

fn directive_line(event: &Event<'_>) -> Option<DirectiveLine> {
    match event {
        Event::Html(line) => read_directive_line(line),
        _ => None,
    }
}

/// Where the line stands that closes the one at `start`; there is one where that opens something.
fn closing_line(events: &[Placed<'_>], start: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = start;
    while let Some((event, _)) = events.get(at) {
        match directive_line(event) {
            Some(DirectiveLine::Closes) => depth = depth.checked_sub(1)?,
            Some(DirectiveLine::Opens(_)) => depth += 1,
            Some(DirectiveLine::EndsDescription) | None => {}
        }
        if depth == 0 {
            return Some(at);
        }
        at = if matches!(event, Event::Start(_)) { end_of(events, at) + 1 } else { at + 1 };
    }
    None
}

/// What the `[!NOTE]` or the like that opens a quote makes of it, and the quote without it.
fn opening_mark<'e>(inside: &[Placed<'e>]) -> Option<(Container, Vec<Placed<'e>>)> {
    let [(Event::Start(Tag::Paragraph), _), (Event::Text(text), place), rest @ ..] = inside else { return None };
    let (container, after) = read_quote(text)?;
    let after = after.trim_start();
    let mut events = vec![inside[0].clone()];
    match rest.first() {
        _ if !after.is_empty() => {
            events.push((Event::Text(CowStr::from(after.to_owned())), place.clone()));
            events.extend_from_slice(rest);
        }
        Some((Event::SoftBreak | Event::HardBreak, _)) => events.extend_from_slice(&rest[1..]),
        Some((Event::End(_), _)) => return Some((container, rest[1..].to_vec())),
        _ => events.extend_from_slice(rest),
    }
    Some((container, events))
}
