//! The text that is read in place of what the author wrote, with a map of its places to the author's.
//!
//! Some things that authors write mean nothing to CommonMark, or something else than they meant. Where a small change of
//! the text gives it the meaning that was meant, the changed text is read, and every place is mapped to the author's
//! text.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use super::Placed;

/// Put beside a delimiter of emphasis, it is read as a letter. Nobody writes it: to Unicode it is no character at all.
pub const LETTER: char = '\u{fdd0}';

/// Put beside a delimiter of emphasis, it is read as punctuation. It is that of Old South Arabian, which nobody writes;
/// code points without a character are not punctuation.
pub const PUNCTUATION: char = '\u{10a7f}';

/// A change of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that the author wrote.
    pub written: Range<usize>,
    /// What is read instead.
    pub read: String,
}

/// A text with edits.
#[derive(Debug)]
pub struct SourceMap<'t> {
    written: &'t str,
    text: String,
    /// The pieces of both texts in order, without gaps.
    pieces: Vec<Piece>,
}

/// A stretch of the text: one that was kept, or one that replaces another.
#[derive(Debug)]
struct Piece {
    read: Range<usize>,
    written: Range<usize>,
    kept: bool,
}

impl<'t> SourceMap<'t> {
    /// `written` with `edits`, which are sorted and do not overlap; those that do are left out.
    pub fn new(written: &'t str, edits: &[Edit]) -> SourceMap<'t> {
        let mut source_map = SourceMap { written, text: String::with_capacity(written.len() + 64), pieces: Vec::new() };
        let mut at = 0;
        for edit in edits.iter().filter(|edit| !edit.written.is_empty() || !edit.read.is_empty()) {
            if edit.written.start < at {
                continue;
            }
            source_map.push(at..edit.written.start, None);
            source_map.push(edit.written.clone(), Some(&edit.read));
            at = edit.written.end;
        }
        source_map.push(at..written.len(), None);
        source_map
    }

    fn push(&mut self, written: Range<usize>, instead: Option<&str>) {
        let start = self.text.len();
        self.text.push_str(instead.unwrap_or(&self.written[written.clone()]));
        if start < self.text.len() || !written.is_empty() {
            self.pieces.push(Piece { read: start..self.text.len(), written, kept: instead.is_none() });
        }
    }

    /// What is read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// An event of the text that is read, as an event of the text that was written.
    pub fn restored(&self, event: Event<'_>, read: Range<usize>) -> Placed<'t> {
        let range = self.written(&read);
        let own = |text: CowStr<'_>| self.own(&text, &read);
        let event = match event {
            Event::Text(text) => Event::Text(own(text)),
            Event::Code(text) => Event::Code(own(text)),
            Event::Html(text) => Event::Html(own(text)),
            Event::InlineHtml(text) => Event::InlineHtml(own(text)),
            Event::Start(tag) => Event::Start(without_signs_in(tag)),
            Event::FootnoteReference(label) => Event::FootnoteReference(without_signs(&label)),
            event => event.into_static(),
        };
        (event, range)
    }

    /// A string of an event: a slice of the author's text where it is there as it is, else a copy.
    fn own(&self, text: &str, read: &Range<usize>) -> CowStr<'t> {
        let at = self.pieces.partition_point(|piece| piece.read.end < read.end);
        let piece = self.pieces.get(at).filter(|piece| piece.kept && piece.read.start <= read.start);
        let same = piece.and_then(|piece| {
            let start = piece.written.start + (read.start - piece.read.start);
            self.written.get(start..start + read.len()).filter(|written| *written == text)
        });
        same.map_or_else(|| without_signs(text), CowStr::Borrowed)
    }

    /// The place in the author's text of what is at `read`.
    fn written(&self, read: &Range<usize>) -> Range<usize> {
        let start = self.written_start(read.start);
        start..self.written_end(read.end).max(start)
    }

    fn written_start(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|piece| piece.read.end <= at);
        match self.pieces.get(next) {
            Some(piece) if piece.kept => piece.written.start + at.saturating_sub(piece.read.start),
            Some(piece) => piece.written.start,
            None => self.written.len(),
        }
    }

    fn written_end(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|piece| piece.read.start < at).checked_sub(1);
        match piece.map(|piece| &self.pieces[piece]) {
            Some(piece) if piece.kept => piece.written.start + (at - piece.read.start),
            Some(piece) => piece.written.end,
            None => 0,
        }
    }
}

/// The text without [`LETTER`] and [`PUNCTUATION`].
pub fn without_signs(text: &str) -> CowStr<'static> {
    CowStr::from(text.replace([LETTER, PUNCTUATION], ""))
}

/// The strings of a tag without them: edits for emphasis are made in code and addresses too, and are undone here.
fn without_signs_in(tag: Tag<'_>) -> Tag<'static> {
    match tag.into_static() {
        Tag::Link { link_type, dest_url, title, id } => Tag::Link {
            link_type,
            dest_url: without_signs(&dest_url),
            title: without_signs(&title),
            id: without_signs(&id),
        },
        Tag::Image { link_type, dest_url, title, id } => Tag::Image {
            link_type,
            dest_url: without_signs(&dest_url),
            title: without_signs(&title),
            id: without_signs(&id),
        },
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Tag::CodeBlock(CodeBlockKind::Fenced(without_signs(&info))),
        Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(without_signs(&label)),
        tag => tag,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_author() {
        let written = "按**「x」**連 ::: y";
        let insert = |at: usize| Edit { written: at..at, read: LETTER.to_string() };
        let edits = [
            insert(5),
            insert(12),
            Edit { written: 18..21, read: "<-->".into() },
            Edit { written: 21..22, read: String::new() },
        ];
        let source_map = SourceMap::new(written, &edits);
        assert_eq!(source_map.text(), "按**\u{fdd0}「x」\u{fdd0}**連 <-->y");
        let place = |part: &str| {
            let start = source_map.text().find(part).unwrap();
            written[source_map.written(&(start..start + part.len()))].to_owned()
        };
        for (part, expected) in [
            ("「x」", "「x」"),
            ("\u{fdd0}「x」\u{fdd0}", "「x」"),
            ("**連", "**連"),
            ("<-->", ":::"),
            ("y", "y"),
            ("<-->y", "::: y"),
        ] {
            assert_eq!(place(part), expected, "{part}");
        }
    }

    #[test]
    fn text_is_borrowed_from_the_author_and_signs_are_gone() {
        let source_map = SourceMap::new("方「x」", &[Edit { written: 3..3, read: LETTER.to_string() }]);
        let (event, range) = source_map.restored(Event::Text("「x」".into()), 6..13);
        assert!(matches!(event, Event::Text(CowStr::Borrowed("「x」"))));
        assert_eq!(range, 3..10);
        let (event, range) = source_map.restored(Event::Text("方\u{fdd0}「x」".into()), 0..13);
        assert_eq!((event, range), (Event::Text("方「x」".into()), 0..10));
    }

    #[test]
    fn edits_that_overlap_are_left_out() {
        let edit = |written: Range<usize>| Edit { written, read: "!".into() };
        assert_eq!(SourceMap::new("twee", &[edit(0..2), edit(1..2), edit(2..3)]).text(), "!!e");
    }
}
