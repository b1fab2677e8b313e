//! Text inside blocks: emphasis, links, images, code and single tags.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag};

use super::image_sizes::Size;
use super::isolation::runs;
use super::links::Href;
use super::{Placed, Writer, blocks, end_of};
use crate::model::{LinkKind, Page};
use crate::parse::html::{Element, Tokenizer};
use crate::render::escape::{escape, push_escaped};

impl Writer<'_> {
    /// Writes inline events. Links in them are those of `page`.
    pub(super) fn inlines(&mut self, page: &Page, events: &[Placed<'_>]) {
        let mut at = 0;
        // What is left of the text at `at`, where an include took what was before it.
        let mut rest: Option<String> = None;
        while at < events.len() {
            match &events[at].0 {
                Event::Start(tag) => {
                    let end = end_of(events, at);
                    self.span(page, tag, &events[at + 1..end.max(at + 1)]);
                    at = end;
                }
                Event::Text(text) => {
                    let text = rest.take().map_or(Cow::Borrowed(&**text), Cow::Owned);
                    if let Some((further, behind)) = self.text(page, &text, &events[at..]) {
                        at += further;
                        rest = Some(behind);
                        continue;
                    }
                }
                event => self.inline(page, event, &events[at + 1..]),
            }
            at += 1;
        }
    }

    /// Writes what `tag` opens.
    fn span(&mut self, page: &Page, tag: &Tag<'_>, inside: &[Placed<'_>]) {
        match tag {
            Tag::Emphasis => self.element(page, "em", inside),
            Tag::Strong => self.element(page, "strong", inside),
            Tag::Strikethrough => self.element(page, "del", inside),
            Tag::Superscript => self.element(page, "sup", inside),
            Tag::Subscript => self.element(page, "sub", inside),
            Tag::Link { dest_url, title, .. } => self.link(page, dest_url, title, inside),
            Tag::Image { dest_url, title, .. } => {
                let alternative = &blocks::plain(inside);
                self.image(page, &Picture { target: dest_url, title, alternative, sides: [None; 2], id: None });
            }
            _ => self.inlines(page, inside),
        }
    }

    fn element(&mut self, page: &Page, name: &str, inside: &[Placed<'_>]) {
        self.html.push_str(&format!("<{name}>"));
        self.inlines(page, inside);
        self.html.push_str(&format!("</{name}>"));
    }

    fn inline(&mut self, page: &Page, event: &Event<'_>, behind: &[Placed<'_>]) {
        match event {
            Event::Code(code) => {
                let direction = if self.is_right_to_left(page) { " dir=\"ltr\"" } else { "" };
                self.html.push_str(&format!("<code{direction}>"));
                push_escaped(&mut self.html, code);
                self.html.push_str("</code>");
            }
            Event::InlineHtml(tag) | Event::Html(tag) => self.raw_html(page, tag),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            // A line end is a space in HTML, which Chinese and Japanese do not have between characters.
            Event::SoftBreak if self.between_cjk(behind) => {}
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::TaskListMarker(done) => self.task(*done),
            Event::InlineMath(text) | Event::DisplayMath(text) => push_escaped(&mut self.html, text),
            _ => {}
        }
    }

    /// Whether a line end stands between two characters of scripts that put no space between words, whatever markup is
    /// around either.
    fn between_cjk(&self, behind: &[Placed<'_>]) -> bool {
        let first = |event: &Event<'_>| match event {
            Event::Text(text) | Event::Code(text) => Some(text.chars().next()),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => None,
            _ => Some(None),
        };
        let after = behind.iter().find_map(|(event, _)| first(event)).flatten();
        last_visible(&self.html).is_some_and(is_unspaced) && after.is_some_and(is_unspaced)
    }

    fn task(&mut self, done: bool) {
        let (mark, id) = if done { ("☑", "task-done") } else { ("☐", "task-open") };
        let label = escape(&self.message(id, &[]));
        self.html.push_str(&format!("<span class=\"task\" role=\"img\" aria-label=\"{label}\">{mark}</span> "));
    }

    fn link(&mut self, page: &Page, target: &str, title: &str, inside: &[Placed<'_>]) {
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
        match self.resolve(page, LinkKind::Link, target) {
            Href::Url(url) => {
                self.html.push_str(&format!("<a href=\"{}\"{title}>", escape(&url)));
                self.inlines(page, inside);
                self.html.push_str("</a>");
            }
            Href::Broken => {
                self.open_broken(target);
                self.inlines(page, inside);
                self.html.push_str("</span>");
            }
        }
    }

    pub(super) fn open_broken(&mut self, target: &str) {
        let reason = escape(&self.message("broken-link", &[("target", crate::render::Argument::Text(target))]));
        self.html.push_str(&format!("<span class=\"broken-link\" title=\"{reason}\">"));
    }

    /// Writes text as it is. `is_last` where nothing follows in its block.
    ///
    /// Among text from right to left, Latin text is kept from what is around it.
    pub(super) fn plain_text(&mut self, page: &Page, text: &str, is_last: bool) {
        if self.code_tags > 0 || !self.is_right_to_left(page) {
            return push_escaped(&mut self.html, text);
        }
        let is_whole = is_last && opens_block(&self.html);
        for run in runs(text, is_whole) {
            let (open, close) = if run.isolated { ("<bdi>", "</bdi>") } else { ("", "") };
            self.html.push_str(open);
            push_escaped(&mut self.html, run.text);
            self.html.push_str(close);
        }
    }

    /// An image, or where there is none its alternative text, marked.
    pub(super) fn image(&mut self, page: &Page, picture: &Picture<'_>) {
        let Picture { target, title, alternative, sides, id } = picture;
        let id = id.map(|id| format!(" id=\"{}\"", escape(id))).unwrap_or_default();
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
        match self.resolve(page, LinkKind::Image, target) {
            Href::Url(url) => {
                let size = size_attributes(self.image_size(page, target), *sides);
                // The first image is likely to be in view; to load it late would delay the page.
                let loading = if self.has_image { " loading=\"lazy\"" } else { "" };
                self.has_image = true;
                self.html.push_str(&format!(
                    "<img{id} src=\"{}\" alt=\"{}\"{title}{size}{loading} decoding=\"async\">",
                    escape(&url),
                    escape(alternative)
                ));
            }
            Href::Broken => {
                let reason =
                    escape(&self.message("missing-image", &[("target", crate::render::Argument::Text(target))]));
                let shown =
                    if alternative.is_empty() { target.rsplit('/').next().unwrap_or(target) } else { alternative };
                self.html.push_str(&format!(
                    "<span{id} class=\"missing-image\" title=\"{reason}\">{}</span>",
                    escape(shown)
                ));
            }
        }
    }
}

/// An image as its author gave it.
pub(super) struct Picture<'t> {
    pub target: &'t str,
    pub title: &'t str,
    pub alternative: &'t str,
    /// Width and height in CSS pixels.
    pub sides: [Option<u32>; 2],
    /// The name under which links find it.
    pub id: Option<&'t str>,
}

/// The attributes for a size, each with the space before it.
fn size_attributes(size: Option<Size>, sides: [Option<u32>; 2]) -> String {
    let [width, height] = match size {
        Some(size) => {
            // The name of the file is better than an empty place where the author gave no alternative text.
            let shown = size.shown(sides[0], sides[1]);
            [Some(shown.width), Some(shown.height)]
        }
        None => sides,
    };
    let attribute = |name: &str, side: Option<u32>| side.map(|side| format!(" {name}=\"{side}\"")).unwrap_or_default();
    attribute("width", width) + &attribute("height", height)
}

/// Whether the HTML ends with the tag that opens a block of text.
fn opens_block(html: &str) -> bool {
    let last = html.rfind('<').and_then(|start| Tokenizer::new(html).tag_at(start));
    let opened = last.filter(|tag| tag.end() == html.len() && !tag.is_closing).and_then(|tag| tag.element());
    let is_text =
        |element: &Element| element.heading_level().is_some() || matches!(element.name, "p" | "li" | "td" | "th");
    html.is_empty() || opened.is_some_and(is_text)
}

/// Han, kana and their punctuation; Hangul puts spaces between words.
fn is_unspaced(char: char) -> bool {
    matches!(char, '\u{2e80}'..='\u{312f}' | '\u{31a0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
/// The last character that readers see of HTML which ends in inline elements.
fn last_visible(html: &str) -> Option<char> {
    let mut rest = html;
    // Of text, `>` is escaped.
    while let Some(inside) = rest.strip_suffix('>') {
        let tag = &inside[inside.rfind('<')?..];
        if !["</strong", "</em", "</del", "</code", "</a", "</bdi"].contains(&tag) {
            return None;
        }
        rest = &rest[..rest.len() - tag.len() - 1];
    }
    rest.chars().next_back()
}
