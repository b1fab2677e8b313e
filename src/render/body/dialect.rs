//! What the docfx dialect adds to Markdown: alerts, divisions, columns and videos.

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, Tag};

use super::{Placed, Writer, end_of};
use crate::parse::{Document, Wrapper, read_wrapper};
use crate::render::escape::escape;

/// The kinds of alerts by the word that opens them, which is also the end of their message's id.
const ALERTS: &[&str] = &["note", "tip", "important", "warning", "caution"];

/// What a mark at the start of a quote makes of it.
enum Mark {
    Alert(&'static str),
    Division(String),
}

impl Writer<'_> {
    /// A quote: an alert, a division with classes, or words of another.
    pub(super) fn quote(&mut self, document: &Document, kind: Option<BlockQuoteKind>, inside: &[Placed<'_>]) {
        if let Some(kind) = kind {
            return self.alert(document, name(kind), inside);
        }
        match opening_mark(inside) {
            Some((Mark::Alert(kind), rest)) => self.alert(document, kind, &rest),
            Some((Mark::Division(classes), rest)) => {
                self.wrapped(document, &format!("<div class=\"{}\">\n", escape(&classes)), &rest, "</div>\n");
            }
            None if self.quoted_video(document, inside) => {}
            None => self.wrapped(document, "<blockquote>\n", inside, "</blockquote>\n"),
        }
    }

    /// Writes a quote that begins with a video, as authors put it there: the video, and what remains as a quote.
    fn quoted_video(&mut self, document: &Document, inside: &[Placed<'_>]) -> bool {
        let Some((Event::Start(Tag::Paragraph), _)) = inside.first() else { return false };
        let end = end_of(inside, 0);
        let Some(rest) = self.video(&inside[1..end]) else { return false };
        let mut quote = Vec::new();
        if !rest.is_empty() {
            quote.push(inside[0].clone());
            quote.extend_from_slice(rest);
            quote.push(inside[end].clone());
        }
        quote.extend_from_slice(&inside[end + 1..]);
        if !quote.is_empty() {
            self.wrapped(document, "<blockquote>\n", &quote, "</blockquote>\n");
        }
        true
    }

    fn alert(&mut self, document: &Document, kind: &str, inside: &[Placed<'_>]) {
        let title = escape(&self.message(&format!("alert-{kind}"), &[]));
        let words = self.words_attributes();
        let open =
            format!("<div class=\"alert alert-{kind}\" role=\"note\">\n<p class=\"alert-title\"{words}>{title}</p>\n");
        self.wrapped(document, &open, inside, "</div>\n");
    }

    /// A row, a column or a version of the page, from the line at `at` that opens it to the one that closes it; answers
    /// where it goes on.
    pub(super) fn wrapper(&mut self, document: &Document, events: &[Placed<'_>], at: usize) -> usize {
        let end = closing_line(events, at).unwrap_or(at);
        let inside = events.get(at + 1..end).unwrap_or_default();
        match wrapper_of(&events[at].0) {
            Some(Wrapper::Row) => self.wrapped(document, "<div class=\"row\">\n", inside, "</div>\n"),
            Some(Wrapper::Column(span)) => {
                let span = span.map(|span| format!(" span-{span}")).unwrap_or_default();
                self.wrapped(document, &format!("<div class=\"column{span}\">\n"), inside, "</div>\n");
            }
            _ => self.blocks(document, inside),
        }
        end + 1
    }

    /// Writes the video that inline events begin with, and answers what follows on the next line.
    ///
    /// It is a link: nothing of another site is loaded before the reader asks for it.
    pub(super) fn video<'a, 'e>(&mut self, inside: &'a [Placed<'e>]) -> Option<&'a [Placed<'e>]> {
        let (Event::Text(text), _) = inside.first()? else { return None };
        let rest = match inside.get(1) {
            None => &[][..],
            Some((Event::SoftBreak | Event::HardBreak, _)) => &inside[2..],
            Some(_) => return None,
        };
        let url = marked(text.trim(), "VIDEO").map(str::trim).filter(|url| url.starts_with("https://"))?;
        let host = url["https://".len()..].split('/').next().unwrap_or_default();
        let label = self.message("watch-video", &[("host", crate::render::Argument::Text(host))]);
        self.html.push_str(&format!("<p class=\"video\"><a href=\"{}\">{}</a></p>\n", escape(url), escape(&label)));
        Some(rest)
    }
}

fn wrapper_of(event: &Event<'_>) -> Option<Wrapper> {
    match event {
        Event::Html(line) => read_wrapper(line),
        _ => None,
    }
}

/// Where the line stands that closes the one at `start`; there is one where that opens something.
fn closing_line(events: &[Placed<'_>], start: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = start;
    while let Some((event, _)) = events.get(at) {
        match wrapper_of(event) {
            Some(Wrapper::End) => depth = depth.checked_sub(1)?,
            Some(Wrapper::Row | Wrapper::Column(_) | Wrapper::Version) => depth += 1,
            Some(Wrapper::DescriptionEnd) | None => {}
        }
        if depth == 0 {
            return Some(at);
        }
        at = if matches!(event, Event::Start(_)) { end_of(events, at) + 1 } else { at + 1 };
    }
    None
}

/// The content of `[!WORD content]` where that is all of `text`.
fn marked<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let inside = text.strip_prefix("[!")?.strip_suffix(']')?;
    let (name, content) = inside.split_at_checked(word.len())?;
    (name.eq_ignore_ascii_case(word) && content.starts_with(char::is_whitespace)).then_some(content)
}

fn name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

/// The mark that opens a quote, and the quote without it.
fn opening_mark<'e>(inside: &[Placed<'e>]) -> Option<(Mark, Vec<Placed<'e>>)> {
    let [(Event::Start(Tag::Paragraph), _), (Event::Text(text), place), rest @ ..] = inside else { return None };
    let (mark, after) = read_mark(text)?;
    let after = after.trim_start();
    let mut events = vec![inside[0].clone()];
    match rest.first() {
        _ if !after.is_empty() => {
            events.push((Event::Text(CowStr::from(after.to_owned())), place.clone()));
            events.extend_from_slice(rest);
        }
        Some((Event::SoftBreak | Event::HardBreak, _)) => events.extend_from_slice(&rest[1..]),
        Some((Event::End(_), _)) => return Some((mark, rest[1..].to_vec())),
        _ => events.extend_from_slice(rest),
    }
    Some((mark, events))
}

fn read_mark(text: &str) -> Option<(Mark, &str)> {
    let (inside, after) = text.strip_prefix("[!")?.split_once(']')?;
    if let Some(kind) = ALERTS.iter().find(|kind| kind.eq_ignore_ascii_case(inside.trim())) {
        return Some((Mark::Alert(kind), after));
    }
    let attributes = inside.strip_prefix("div").or_else(|| inside.strip_prefix("DIV"))?;
    Some((Mark::Division(classes(attributes)), after))
}

/// The class names in `class="a b"`, without anything that no class name has.
fn classes(attributes: &str) -> String {
    let value = attributes.split_once("class").map_or("", |(_, value)| value);
    let kept = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
    value.split(|char: char| !kept(char)).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
}
