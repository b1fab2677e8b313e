//! From spans to what people count: paths, lines and columns.

use std::sync::Arc;

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
        match self.prefix.strip_prefix('/') {
            Some(prefix) => format!("/{}", FilePath::new(prefix).join(span.file.as_str())),
            None => FilePath::new(self.prefix).join(span.file.as_str()).to_string(),
        }
    }

    /// Where a span begins and ends; the file's first character where its source is not to be had.
    pub(super) fn range(&self, span: &Span) -> PositionRange {
        let first = Position { line: 1, column: 1 };
        let Some(source) = self.source(span) else { return PositionRange { start: first, end: first } };
        let start = source.position(span.start);
        PositionRange { start, end: source.position(span.end.max(span.start)) }
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
}
