//! What the docfx dialect adds to Markdown: alerts, divisions and videos.

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, Tag};

use super::{Placed, Writer};
use crate::parse::Document;
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
            None => self.wrapped(document, "<blockquote>\n", inside, "</blockquote>\n"),
        }
    }

    fn alert(&mut self, document: &Document, kind: &str, inside: &[Placed<'_>]) {
        let title = escape(&self.message(&format!("alert-{kind}"), &[]));
        let open = format!("<div class=\"alert alert-{kind}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n");
        self.wrapped(document, &open, inside, "</div>\n");
    }

    /// A video as a link: nothing of another site is loaded before the reader asks for it.
    pub(super) fn video(&mut self, inside: &[Placed<'_>]) -> bool {
        let [(Event::Text(text), _)] = inside else { return false };
        let Some(url) = marked(text.trim(), "VIDEO").map(str::trim).filter(|url| url.starts_with("https://")) else {
            return false;
        };
        let host = url["https://".len()..].split('/').next().unwrap_or_default();
        let label = self.message("watch-video", &[("host", crate::render::Argument::Text(host))]);
        self.html.push_str(&format!("<p class=\"video\"><a href=\"{}\">{}</a></p>\n", escape(url), escape(&label)));
        true
    }
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
