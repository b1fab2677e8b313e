//! Blocks: paragraphs, headings, lists, quotes and code.

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::{ContentsItem, Placed, Writer, end_of};
use crate::model::{Heading, Page};
use crate::parse::{Document, heading_id, push_plain};
use crate::plan::percent_encode;
use crate::render::escape::{escape, push_escaped};

impl Writer<'_> {
    /// Writes a run of blocks; inline events among them, as in the items of a tight list, are written in place.
    pub(super) fn blocks(&mut self, document: &Document, events: &[Placed<'_>]) {
        let mut at = 0;
        while at < events.len() {
            let end = match &events[at].0 {
                Event::Start(tag) if is_block(tag) => {
                    let end = end_of(events, at);
                    self.block(document, tag, &events[at..=end]);
                    end + 1
                }
                Event::Rule => {
                    self.html.push_str("<hr>\n");
                    at + 1
                }
                Event::Html(_) => self.directive(document, events, at),
                _ => {
                    let run = events[at..].iter().position(|(event, _)| ends_inlines(event));
                    let end = at + run.unwrap_or(events.len() - at).max(1);
                    let rest = self.video(&events[at..end]).unwrap_or(&events[at..end]);
                    self.inlines(&document.page, rest);
                    end
                }
            };
            at = end;
        }
    }

    /// Writes the block that `events` opens and closes.
    fn block(&mut self, document: &Document, tag: &Tag<'_>, events: &[Placed<'_>]) {
        let inside = inside(events);
        match tag {
            Tag::Paragraph => self.paragraph(document, inside),
            Tag::Heading { level, .. } => self.heading(document, *level as u8, events),
            Tag::BlockQuote(kind) => self.quote(document, *kind, inside),
            Tag::CodeBlock(kind) => self.code(document, kind, inside),
            Tag::HtmlBlock => self.html_block(document, inside),
            Tag::List(start) => self.list(document, *start, inside),
            Tag::Item => self.wrapped(document, "<li>", inside, "</li>\n"),
            Tag::Table(alignments) => self.table(document, alignments, events),
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
            _ => self.blocks(document, inside),
        }
    }

    pub(super) fn wrapped(&mut self, document: &Document, open: &str, inside: &[Placed<'_>], close: &str) {
        self.html.push_str(open);
        self.blocks(document, inside);
        self.html.push_str(close);
    }

    fn paragraph(&mut self, document: &Document, inside: &[Placed<'_>]) {
        // A tag of code that nobody closed ends with its paragraph.
        self.code_tags = 0;
        if self.block_include(document, inside) {
            return;
        }
        let inside = match self.video(inside) {
            Some([]) => return,
            Some(rest) => rest,
            None => inside,
        };
        self.html.push_str("<p>");
        self.inlines(&document.page, inside);
        self.html.push_str("</p>\n");
    }

    fn list(&mut self, document: &Document, start: Option<u64>, inside: &[Placed<'_>]) {
        match start {
            None => self.wrapped(document, "<ul>\n", inside, "</ul>\n"),
            Some(1) => self.wrapped(document, "<ol>\n", inside, "</ol>\n"),
            Some(start) => self.wrapped(document, &format!("<ol start=\"{start}\">\n"), inside, "</ol>\n"),
        }
    }

    fn code(&mut self, document: &Document, kind: &CodeBlockKind<'_>, inside: &[Placed<'_>]) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default().to_lowercase(),
            CodeBlockKind::Indented => String::new(),
        };
        let class =
            if language.is_empty() { String::new() } else { format!(" class=\"language-{}\"", escape(&language)) };
        let direction = if self.is_right_to_left(&document.page) { " dir=\"ltr\"" } else { "" };
        self.html.push_str(&format!("<pre tabindex=\"0\"{direction}><code{class}>"));
        let mut code = String::new();
        for (event, _) in inside {
            if let Event::Text(text) = event {
                code.push_str(text);
            }
        }
        match language.is_empty() {
            true => push_escaped(&mut self.html, &code),
            false => self.renderer.highlighter().push(&mut self.html, &language, &code),
        }
        self.html.push_str("</code></pre>\n");
    }

    /// A heading with the anchor that it has in every locale, and its own where that is another.
    fn heading(&mut self, document: &Document, level: u8, events: &[Placed<'_>]) {
        let inside = inside(events);
        let start = events[0].1.start;
        let headings = &document.page.headings;
        let at = headings.partition_point(|heading| heading.span.end <= start);
        let known =
            headings.get(at).filter(|heading| heading.span.range().contains(&start) && self.including.is_on_page());
        let known = known.map(|heading| (at, heading));
        let text = known.map_or_else(|| plain(inside), |(_, heading)| heading.text.clone());
        let first = self.headings == 0;
        self.headings += 1;
        if text.trim().is_empty() && !inside.iter().any(|(event, _)| matches!(event, Event::Start(Tag::Image { .. }))) {
            self.inlines(&document.page, inside);
            return;
        }
        let level = self.outline.level(level);
        self.has_title |= first && level == 1;
        let id = self.heading_id(document, known, &text);
        self.html.push_str(&format!("<h{level} id=\"{}\">", escape(&id)));
        self.own_anchor(known.map(|(_, heading)| heading), &id);
        if let Some((index, _)) = known {
            self.former_anchors(&document.page, index);
        }
        self.heading_text(document, known.map(|(_, heading)| heading), inside);
        self.html.push_str(&format!("</h{level}>\n"));
        if matches!(level, 2 | 3) {
            self.contents.push(ContentsItem { href: format!("#{}", percent_encode(&id)), text, level });
        }
    }

    fn heading_id(&mut self, document: &Document, known: Option<(usize, &Heading)>, text: &str) -> String {
        let Some((index, heading)) = known else { return self.ids.unique(&crate::plan::slug(text)) };
        let page = &document.page;
        let anchor = self.renderer.site.alignment.heading_anchor(&page.id, &page.locale, index);
        self.ids.unique(anchor.unwrap_or(&heading.id))
    }

    /// The anchor under which this language's own links know the heading.
    fn own_anchor(&mut self, heading: Option<&Heading>, id: &str) {
        if let Some(heading) = heading
            && heading.id != id
            && self.ids.claim(&heading.id)
        {
            self.html.push_str(&format!("<span id=\"{}\"></span>", escape(&heading.id)));
        }
    }

    /// The anchors that the heading had before they were made as GitHub makes them, in any language.
    fn former_anchors(&mut self, page: &Page, index: usize) {
        let (corpus, alignment) = (self.renderer.site.corpus, self.renderer.site.alignment);
        let members = alignment.heading_members(&page.id, &page.locale, index).into_iter().flatten();
        let former = members.filter_map(|(locale, index)| {
            corpus.pages.get(&page.id)?.get(locale)?.headings.get(*index)?.former_id.as_deref()
        });
        for former in former {
            if self.ids.claim_former(former) {
                self.html.push_str(&format!("<span id=\"{}\"></span>", escape(former)));
            }
        }
    }

    /// The heading's text without the `{#id}` that gives its anchor.
    fn heading_text(&mut self, document: &Document, heading: Option<&Heading>, inside: &[Placed<'_>]) {
        let texts = inside.iter().rev().take_while(|(event, _)| matches!(event, Event::Text(_))).count();
        let (before, texts) = inside.split_at(inside.len() - texts);
        let last: String = texts
            .iter()
            .filter_map(|(event, _)| if let Event::Text(text) = event { Some(&**text) } else { None })
            .collect();
        let is_explicit = heading.is_some_and(|heading| heading.explicit_id);
        match (heading_id(&last), texts.first()) {
            ((text, Some(_)), Some((_, range))) if is_explicit => {
                self.inlines(&document.page, before);
                self.inlines(&document.page, &[(Event::Text(text.to_owned().into()), range.clone())]);
            }
            _ => self.inlines(&document.page, inside),
        }
    }
}

/// What stands between the first event and the last.
fn inside<'a, 'e>(events: &'a [Placed<'e>]) -> &'a [Placed<'e>] {
    events.get(1..events.len().saturating_sub(1)).unwrap_or_default()
}

/// The readable text of inline events.
pub(super) fn plain(events: &[Placed<'_>]) -> String {
    let mut plain = String::new();
    for (event, _) in events {
        push_plain(&mut plain, event);
    }
    plain.trim().to_owned()
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Whether a run of inline events ends before `event`.
fn ends_inlines(event: &Event<'_>) -> bool {
    matches!(event, Event::Rule | Event::Html(_)) || matches!(event, Event::Start(tag) if is_block(tag))
}
