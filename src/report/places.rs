//! From spans to what people count: paths, lines and columns.

use std::sync::Arc;

use serde::Serialize;

use crate::model::LocaleId;
use crate::text::{FilePath, Position, Source, Span};

/// How a report gets at the sources that findings point into.
pub struct Places<'a> {
    source: &'a dyn Fn(&FilePath) -> Option<Arc<Source>>,
    locale: &'a dyn Fn(&FilePath) -> Option<LocaleId>,
    prefix: &'a str,
}

/// From a first character to one past the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PositionRange {
    pub(super) start: Position,
    pub(super) end: Position,
}

impl PositionRange {
    pub(super) fn is_on_one_line(self) -> bool {
        self.start.line == self.end.line
    }
}

/// A line from 1, and a column from 1 in the unit that a format counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct UnitPosition {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// From a first unit to one past the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct UnitRange {
    pub(super) start: UnitPosition,
    pub(super) end: UnitPosition,
}

impl<'a> Places<'a> {
    /// Sources by path (a report may ask for one many times), the locale that a path belongs to, and what to put
    /// before paths so that people find them from where they are: `""`, `"docs/"` or `"/srv/site/"`.
    pub fn new(
        source: &'a dyn Fn(&FilePath) -> Option<Arc<Source>>,
        locale: &'a dyn Fn(&FilePath) -> Option<LocaleId>,
        prefix: &'a str,
    ) -> Places<'a> {
        Places { source, locale, prefix }
    }

    pub(super) fn source(&self, span: &Span) -> Option<Arc<Source>> {
        (self.source)(&span.file)
    }

    pub(super) fn locale(&self, span: &Span) -> Option<LocaleId> {
        (self.locale)(&span.file)
    }

    /// The path of a span's file for people to find it.
    pub(super) fn path(&self, span: &Span) -> String {
        self.file(&span.file)
    }

    /// The path of a file for people to find it.
    pub(super) fn file(&self, path: &FilePath) -> String {
        match self.prefix.strip_prefix('/') {
            Some(prefix) => format!("/{}", FilePath::new(prefix).join(path.as_str())),
            None => FilePath::new(self.prefix).join(path.as_str()).to_string(),
        }
    }

    /// Where a span begins and ends; the file's first character where its source is not to be had.
    pub(super) fn range(&self, span: &Span) -> PositionRange {
        let first = Position { line: 1, column: 1 };
        let Some(source) = self.source(span) else { return PositionRange { start: first, end: first } };
        let start = source.position(span.start);
        PositionRange { start, end: source.position(span.end.max(span.start)) }
    }

    /// The range of a span with columns in bytes of UTF-8. A byte-order mark counts, since it is in the file.
    pub(super) fn utf8_range(&self, span: &Span) -> UnitRange {
        self.range_in(span, str::len)
    }

    /// The range of a span with columns in code units of UTF-16. A byte-order mark takes none.
    pub(super) fn utf16_range(&self, span: &Span) -> UnitRange {
        self.range_in(span, |text| text.trim_start_matches('\u{feff}').encode_utf16().count())
    }

    /// `count` gives how many units the beginning of a line takes.
    fn range_in(&self, span: &Span, count: fn(&str) -> usize) -> UnitRange {
        let first = UnitPosition { line: 1, column: 1 };
        let Some(source) = self.source(span) else { return UnitRange { start: first, end: first } };
        let text = source.text();
        let position = |offset: usize| {
            let offset = text.floor_char_boundary(offset.min(text.len()));
            let line = source.lines().line(offset);
            let start = source.lines().range(text, line).start.min(offset);
            UnitPosition { line, column: 1 + count(&text[start..offset]) }
        };
        UnitRange { start: position(span.start), end: position(span.end.max(span.start)) }
    }

    /// The first and the last line that a span is on.
    pub(super) fn lines(&self, span: &Span) -> (usize, usize) {
        let PositionRange { start, end } = self.range(span);
        let ends_before = end.column == 1 && end.line > start.line;
        (start.line, if ends_before { end.line - 1 } else { end.line })
    }

    /// Whether a span is a piece of its source, so that it can be overwritten.
    pub(super) fn is_exact(&self, span: &Span) -> bool {
        self.source(span).is_some_and(|source| source.text().get(span.range()).is_some())
    }

    /// `path:line:column` of a span's begin.
    pub(super) fn address(&self, span: &Span) -> String {
        let start = self.range(span).start;
        format!("{}:{}:{}", self.path(span), start.line, start.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(prefix: &str, path: &str) -> String {
        let source = |path: &FilePath| Some(Arc::new(Source::new(path.clone(), "een\n錯誤︰\n".into())));
        Places::new(&source, &|_| None, prefix).address(&Span::new(&FilePath::new(path), 10..13))
    }

    #[test]
    fn an_address_leads_to_the_file_from_where_the_reader_is() {
        assert_eq!(address("", "content/zh-TW/a.md"), "content/zh-TW/a.md:2:3");
        assert_eq!(address("docs/site/", "../tw/a.md"), "docs/tw/a.md:2:3");
        assert_eq!(address("/srv/site", "a.md"), "/srv/site/a.md:2:3");
    }

    #[test]
    fn columns_are_counted_in_the_unit_that_a_format_wants() {
        let text = "\u{feff}錯\n|錯🦀誤|\n";
        let source = |path: &FilePath| Some(Arc::new(Source::new(path.clone(), text.into())));
        let places = Places::new(&source, &|_| None, "");
        let columns = |piece: &str| {
            let start = text.find(piece).unwrap();
            let span = Span::new(&FilePath::new("a.md"), start..start + piece.len());
            let (utf8, utf16) = (places.utf8_range(&span), places.utf16_range(&span));
            (utf8.start.column, utf8.end.column, utf16.start.column, utf16.end.column)
        };
        assert_eq!(columns("錯\n"), (4, 1, 1, 1));
        assert_eq!(columns("🦀"), (5, 9, 3, 5));
        assert_eq!(columns("誤"), (9, 12, 5, 6));
    }

    #[test]
    fn a_span_that_ends_with_a_line_feed_is_not_on_the_next_line() {
        let source = |path: &FilePath| Some(Arc::new(Source::new(path.clone(), "een\n錯誤\ndrie".into())));
        let places = Places::new(&source, &|_| None, "");
        let lines = |range| places.lines(&Span::new(&FilePath::new("a.md"), range));
        assert_eq!((lines(0..11), lines(0..12), lines(4..4)), ((1, 2), (1, 3), (2, 2)));
    }
}
