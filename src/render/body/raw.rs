//! HTML that the author wrote.
//!
//! Elements of text, lists, tables and images stay; those that run code, load pages or take input go; what
//! HTML does not know, such as `<TenantId>`, is not HTML but text and is shown as it was written.

use pulldown_cmark::Event;

use super::html_rows::{RowPlace, row_at};
use super::inlines::Picture;
use super::links::Href;
use super::{Placed, Writer};
use crate::model::{LinkKind, Page};
use crate::parse::html::{COMMON_ATTRIBUTES, Element, Tag, Token, Treatment, tokens};
use crate::parse::{Document, HtmlLines};
use crate::render::escape::{escape, push_escaped};

impl Writer<'_> {
    /// A block of HTML.
    pub(super) fn html_block(&mut self, document: &Document, inside: &[Placed<'_>]) {
        let mut lines = HtmlLines::default();
        for (event, range) in inside {
            if let Event::Html(text) | Event::InlineHtml(text) | Event::Text(text) = event {
                lines.push(text, range.start);
            }
        }
        if !self.renderer.options.trust_html {
            self.needs_repair = true;
            if opens_with_text(lines.text()) {
                self.html.push_str("<p>");
            }
        }
        self.tokens(&document.page, lines.text(), |at| row_at(document, lines.place(at)));
    }

    /// A piece of HTML: one tag, or a block of them.
    pub(super) fn raw_html(&mut self, page: &Page, html: &str) {
        self.tokens(page, html, |_| None);
    }

    /// Writes a stretch of HTML. `row_at` says of which row of a table the tag is that begins at a byte of it.
    fn tokens(&mut self, page: &Page, html: &str, row_at: impl Fn(usize) -> Option<RowPlace>) {
        let is_trusted = self.renderer.options.trust_html;
        for token in tokens(html) {
            match token {
                Token::Text(text) if is_trusted => self.html.push_str(text),
                Token::Hidden(text) if is_trusted => self.html.push_str(text),
                Token::Text(text) => self.html.push_str(&text.replace('<', "&lt;")),
                Token::Hidden(_) => {}
                Token::Tag(tag) => {
                    self.before_tag_of_row(&tag);
                    let row = if tag.name == "tr" { row_at(tag.start) } else { None };
                    match row.filter(|_| !tag.is_closing) {
                        Some(row) => self.html_row(page, &tag, row),
                        None if is_trusted => self.html.push_str(tag.source),
                        None => self.tag(page, &tag),
                    }
                    self.after_tag_of_row(&tag);
                }
            }
        }
    }

    fn tag(&mut self, page: &Page, tag: &Tag<'_>) {
        // What HTML does not know is text that the author wrote, such as a placeholder.
        let Some(element) = tag.element() else { return push_escaped(&mut self.html, tag.source) };
        let Some(name) = element.kept_name() else {
            if element.treatment == Treatment::Dropped {
                self.dropped_tag(tag);
            }
            return;
        };
        match name {
            "br" => self.line_break(tag.is_closing),
            "a" => self.anchor(page, tag),
            "img" => self.image_tag(page, tag),
            "code" | "pre" | "kbd" | "samp" => self.code_tag(page, name, tag),
            _ if element.heading_level().is_some() => self.heading_tag(element, tag),
            _ => self.element_tag(name, tag, None),
        }
    }

    /// What the tag holds goes with it when the whole page is made safe; until then the tag shows where that is.
    fn dropped_tag(&mut self, tag: &Tag<'_>) {
        self.needs_repair = true;
        let slash = if tag.is_closing { "/" } else { "" };
        self.html.push_str(&format!("<{slash}{}>", tag.name));
    }

    /// Browsers read `</br>` as a second line break; its authors mean the end of the first.
    fn line_break(&mut self, closing: bool) {
        if !(closing && self.html.ends_with("<br>")) {
            self.html.push_str("<br>");
        }
    }

    /// `<a name>` is a place, `<a href>` a link.
    fn anchor(&mut self, page: &Page, tag: &Tag<'_>) {
        if tag.is_closing {
            if self.anchors.pop().unwrap_or(false) {
                self.html.push_str("</a>");
            }
            return;
        }
        for name in tag.anchors() {
            if self.ids.claim(name) {
                self.html.push_str(&format!("<span id=\"{}\"></span>", escape(name)));
            }
        }
        let href = tag.attribute("href").map(|target| self.resolve(page, LinkKind::Link, target));
        let Some(Href::Url(url)) = href else {
            self.anchors.push(false);
            return;
        };
        self.needs_repair = true;
        self.anchors.push(true);
        self.html.push_str(&format!("<a href=\"{}\"", escape(&url)));
        self.attributes(tag, COMMON_ATTRIBUTES, None);
        self.html.push('>');
    }

    fn image_tag(&mut self, page: &Page, tag: &Tag<'_>) {
        let [target, title, alternative] = ["src", "title", "alt"].map(|name| tag.attribute(name).unwrap_or_default());
        let sides = ["width", "height"].map(|name| tag.attribute(name).and_then(pixels));
        let id = tag.attribute("id").filter(|id| self.ids.claim(id));
        self.image(page, &Picture { target, title, alternative, sides, id });
    }

    /// What is inside is no prose, and is read from left to right in any language.
    fn code_tag(&mut self, page: &Page, name: &str, tag: &Tag<'_>) {
        self.code_tags = if tag.is_closing { self.code_tags.saturating_sub(1) } else { self.code_tags + 1 };
        self.element_tag(name, tag, self.is_right_to_left(page).then_some("ltr"));
    }

    fn heading_tag(&mut self, element: &Element, tag: &Tag<'_>) {
        let level = match tag.is_closing {
            true => self.outline.depth() + 1,
            false => self.outline.level(element.heading_level().unwrap_or(2)),
        };
        self.has_title |= !tag.is_closing && level == 1 && self.headings == 0;
        self.headings += usize::from(!tag.is_closing);
        self.element_tag(&format!("h{}", level.min(6)), tag, None);
    }

    /// Writes a tag as one of the element called `name`. `direction` is that of its text where the author gives none.
    fn element_tag(&mut self, name: &str, tag: &Tag<'_>, direction: Option<&str>) {
        self.needs_repair = true;
        if tag.is_closing {
            self.html.push_str(&format!("</{name}>"));
            return;
        }
        let id = tag.attribute("id").filter(|id| self.ids.claim(id));
        self.opening_tag(name, tag, id, direction);
    }

    /// Writes a tag that opens an element, with what is kept of its attributes.
    pub(super) fn opening_tag(&mut self, name: &str, tag: &Tag<'_>, id: Option<&str>, direction: Option<&str>) {
        self.html.push_str(&format!("<{name}"));
        if let Some(id) = id {
            self.html.push_str(&format!(" id=\"{}\"", escape(id)));
        }
        self.attributes(tag, COMMON_ATTRIBUTES, direction);
        self.attributes(tag, Element::named(name).map_or(&[], |element| element.attributes), None);
        self.html.push('>');
    }

    fn attributes(&mut self, tag: &Tag<'_>, names: &[&str], direction: Option<&str>) {
        for name in names {
            let given = tag.attribute(name).or(direction.filter(|_| *name == "dir"));
            if let Some(value) = given.filter(|value| is_meaningful(name, value)) {
                self.html.push_str(&format!(" {name}=\"{}\"", escape(value.trim())));
            }
        }
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
    match tokens(html.trim_start()).next() {
        Some(Token::Tag(tag)) => tag.element().is_none(),
        Some(Token::Text(_)) => true,
        _ => false,
    }
}
