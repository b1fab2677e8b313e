//! HTML that the author wrote.
//!
//! Elements of text, lists, tables and images stay; those that run code, load pages or take input go; what
//! HTML does not know, such as `<TenantId>`, is not HTML but text and is shown as it was written.

use pulldown_cmark::Event;

use super::inlines::Picture;
use super::links::Href;
use super::tags::{Piece, TagPiece, pieces};
use super::{Placed, Writer};
use crate::model::{LinkKind, Page};
use crate::parse::{Document, is_known_element};
use crate::render::escape::{escape, push_escaped};

/// Elements that stay.
const KEPT: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that HTML has given up, and what says the same today.
const RENEWED: &[(&str, &str)] = &[
    ("acronym", "abbr"),
    ("address", "div"),
    ("article", "div"),
    ("aside", "div"),
    ("big", "span"),
    ("center", "div"),
    ("dir", "ul"),
    ("font", "span"),
    ("footer", "div"),
    ("header", "div"),
    ("main", "div"),
    ("menu", "ul"),
    ("nav", "div"),
    ("section", "div"),
    ("strike", "s"),
    ("tt", "code"),
];

/// Elements whose content goes with them.
const SILENCED: &[&str] = &["script", "style", "title", "template", "noscript", "svg"];

/// Attributes that any element keeps, beside `id`.
const ATTRIBUTES: &[&str] = &["class", "lang", "dir", "title"];

impl Writer<'_> {
    /// A block of HTML.
    pub(super) fn html_block(&mut self, document: &Document, inside: &[Placed<'_>]) {
        let mut html = String::new();
        for (event, _) in inside {
            if let Event::Html(text) | Event::InlineHtml(text) | Event::Text(text) = event {
                html.push_str(text);
            }
        }
        if self.renderer.options.trust_html {
            self.html.push_str(&html);
            return;
        }
        self.needs_repair = true;
        if opens_with_text(&html) {
            self.html.push_str("<p>");
        }
        self.raw_html(&document.page, &html);
    }

    /// A piece of HTML: one tag, or a block of them.
    pub(super) fn raw_html(&mut self, page: &Page, html: &str) {
        if self.renderer.options.trust_html {
            self.html.push_str(html);
            return;
        }
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => self.html.push_str(&text.replace('<', "&lt;")),
                Piece::Hidden => {}
                Piece::Tag(tag) => self.tag(page, &tag),
            }
        }
    }

    fn tag(&mut self, page: &Page, tag: &TagPiece<'_>) {
        let renewed = RENEWED.iter().find(|(old, _)| *old == tag.name).map(|(_, new)| *new);
        let kept = renewed.or_else(|| KEPT.iter().find(|kept| **kept == tag.name).copied());
        match (kept, tag.name.as_str()) {
            (_, "br") => self.line_break(tag.closing),
            (_, "a") => self.anchor(page, tag),
            (_, "img") => self.image_tag(page, tag),
            (_, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") => self.heading_tag(tag),
            (Some(name @ ("code" | "pre" | "kbd" | "samp")), _) => self.code_tag(page, name, tag),
            (Some(name), _) => self.element_tag(name, tag),
            (None, name) if SILENCED.contains(&name) => {
                self.element_tag(name, &TagPiece { attributes: Vec::new(), ..copy(tag) })
            }
            (None, name) if is_known_element(name) => {}
            (None, _) => push_escaped(&mut self.html, tag.source),
        }
    }

    /// Browsers read `</br>` as a second line break; its authors mean the end of the first.
    fn line_break(&mut self, closing: bool) {
        if !(closing && self.html.ends_with("<br>")) {
            self.html.push_str("<br>");
        }
    }

    /// `<a name>` is a place, `<a href>` a link.
    fn anchor(&mut self, page: &Page, tag: &TagPiece<'_>) {
        if tag.closing {
            if self.anchors.pop().unwrap_or(false) {
                self.html.push_str("</a>");
            }
            return;
        }
        let name = tag.attribute("id").or_else(|| tag.attribute("name")).map(decoded).unwrap_or_default();
        if self.ids.claim(&name) {
            self.html.push_str(&format!("<span id=\"{}\"></span>", escape(&name)));
        }
        let href = tag.attribute("href").map(|target| self.resolve(page, LinkKind::Link, &decoded(target)));
        let Some(Href::Url(url)) = href else {
            self.anchors.push(false);
            return;
        };
        self.needs_repair = true;
        self.anchors.push(true);
        self.html.push_str(&format!("<a href=\"{}\"", escape(&url)));
        self.attributes(tag, ATTRIBUTES);
        self.html.push('>');
    }

    fn image_tag(&mut self, page: &Page, tag: &TagPiece<'_>) {
        let [target, title, alternative] =
            ["src", "title", "alt"].map(|name| tag.attribute(name).map(decoded).unwrap_or_default());
        let sides = ["width", "height"].map(|name| tag.attribute(name).and_then(pixels));
        self.image(page, &Picture { target: &target, title: &title, alternative: &alternative, sides });
    }

    /// What is inside is no prose, and is read from left to right in any language.
    fn code_tag(&mut self, page: &Page, name: &str, tag: &TagPiece<'_>) {
        self.code_tags = if tag.closing { self.code_tags.saturating_sub(1) } else { self.code_tags + 1 };
        let mut attributes = tag.attributes.clone();
        if self.is_right_to_left(page) && tag.attribute("dir").is_none() {
            attributes.push(("dir".to_owned(), "ltr".to_owned()));
        }
        self.element_tag(name, &TagPiece { attributes, ..copy(tag) });
    }

    fn heading_tag(&mut self, tag: &TagPiece<'_>) {
        let level = tag.name.as_bytes().get(1).map_or(2, |digit| digit.saturating_sub(b'0'));
        let level = if tag.closing { self.outline.depth() + 1 } else { self.outline.level(level) };
        self.has_title |= !tag.closing && level == 1 && self.headings == 0;
        self.headings += usize::from(!tag.closing);
        self.element_tag(&format!("h{}", level.min(6)), tag);
    }

    fn element_tag(&mut self, name: &str, tag: &TagPiece<'_>) {
        self.needs_repair = true;
        if tag.closing {
            self.html.push_str(&format!("</{name}>"));
            return;
        }
        self.html.push_str(&format!("<{name}"));
        let id = tag.attribute("id").map(decoded).unwrap_or_default();
        if self.ids.claim(&id) {
            self.html.push_str(&format!(" id=\"{}\"", escape(&id)));
        }
        self.attributes(tag, ATTRIBUTES);
        self.attributes(tag, own_attributes(name));
        self.html.push('>');
    }

    fn attributes(&mut self, tag: &TagPiece<'_>, names: &[&str]) {
        for name in names {
            if let Some(value) = tag.attribute(name).map(decoded).filter(|value| is_meaningful(name, value)) {
                self.html.push_str(&format!(" {name}=\"{}\"", escape(value.trim())));
            }
        }
    }
}

fn own_attributes(name: &str) -> &'static [&'static str] {
    match name {
        "td" | "th" => &["colspan", "rowspan", "scope"],
        "ol" => &["start"],
        "details" => &["open"],
        "time" => &["datetime"],
        "col" | "colgroup" => &["span"],
        _ => &[],
    }
}

/// Whether the value can stand where it does; an attribute that is there or not has none.
fn is_meaningful(name: &str, value: &str) -> bool {
    match name {
        "open" => true,
        "colspan" | "rowspan" | "span" | "start" => value.trim().parse::<u16>().is_ok(),
        "dir" => matches!(value.trim(), "ltr" | "rtl" | "auto"),
        "scope" => matches!(value.trim(), "row" | "col" | "rowgroup" | "colgroup"),
        _ => !value.trim().is_empty(),
    }
}

/// A length in pixels, as `<img>` has it.
fn pixels(length: &str) -> Option<u32> {
    length.trim().trim_end_matches("px").parse().ok().filter(|length| (1..=u32::from(u16::MAX)).contains(length))
}

/// Whether a block begins with what is no element, so that it is a paragraph in truth.
fn opens_with_text(html: &str) -> bool {
    match pieces(html.trim_start()).first() {
        Some(Piece::Tag(tag)) => !is_known_element(&tag.name),
        Some(Piece::Text(_)) => true,
        _ => false,
    }
}

/// An attribute's value with its entities resolved.
fn decoded(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let mut text = String::new();
    for event in pulldown_cmark::Parser::new(&format!("x{}", value.replace(['\n', '\r'], " "))) {
        if let Event::Text(part) = event {
            text.push_str(&part);
        }
    }
    text.strip_prefix('x').unwrap_or(&text).to_owned()
}

fn copy<'h>(tag: &TagPiece<'h>) -> TagPiece<'h> {
    TagPiece { source: tag.source, name: tag.name.clone(), closing: tag.closing, attributes: Vec::new() }
}
