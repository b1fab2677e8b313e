//! A video that stands in place of a line.

use pulldown_cmark::{Event, Tag};

use super::{Placed, Writer, end_of};
use crate::parse::Document;
use crate::parse::dialects::{Embed, read_embed};
use crate::render::escape::escape;

impl Writer<'_> {
    /// Writes a quote that begins with a video, as authors put it there: the video, and what remains as a quote.
    pub(super) fn quoted_video(&mut self, document: &Document, inside: &[Placed<'_>]) -> bool {
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
        let Embed::Video(url) = read_embed(text)?;
        let host = url["https://".len()..].split('/').next().unwrap_or_default();
        let label = self.message("watch-video", &[("host", crate::render::Argument::Text(host))]);
        self.html.push_str(&format!("<p class=\"video\"><a href=\"{}\">{}</a></p>\n", escape(url), escape(&label)));
        Some(rest)
    }
}
