//! Findings for the tests of the formats.

use std::sync::Arc;

use super::{Places, Report, Since, Style, format};
use crate::check::Finding;
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::freshness::{BlockFreshness, RowsByEntry};
use crate::model::LocaleId;
use crate::text::{FilePath, Source, Span};

/// A few sources and findings in them.
pub(super) struct Fixture {
    sources: Vec<Arc<Source>>,
}

impl Fixture {
    pub(super) fn new(files: &[(&str, &str)]) -> Fixture {
        let source = |(path, text): &(&str, &str)| Arc::new(Source::new(FilePath::new(path), (*text).into()));
        Fixture { sources: files.iter().map(source).collect() }
    }

    /// The first place of `text` in the file at `path`.
    pub(super) fn span(&self, path: &str, text: &str) -> Span {
        let path = FilePath::new(path);
        let source = self.sources.iter().find(|source| *source.path() == path);
        let start = source.map_or(0, |source| source.text().find(text).unwrap());
        Span::new(&path, start..start + text.len())
    }

    /// An error at the first place of `text` in the file at `path`.
    pub(super) fn finding(&self, path: &str, text: &str, message: impl Into<Message>) -> Finding {
        Finding {
            diagnostic: Diagnostic::new("name-translated", Severity::Error, self.span(path, text), message),
            locale: locale_of(&FilePath::new(path)),
            page: None,
            entry: None,
            fingerprint: "0123456789abcdef0123456789abcdef".into(),
        }
    }

    pub(super) fn write(&self, name: &str, findings: &[Finding]) -> String {
        self.write_as(name, findings, Style::default())
    }

    pub(super) fn write_as(&self, name: &str, findings: &[Finding], style: Style) -> String {
        self.write_report(name, findings, (&RowsByEntry::new(), &[]), None, style)
    }

    pub(super) fn write_since(&self, name: &str, findings: &[Finding], since: &Since) -> String {
        self.write_rows(name, findings, &RowsByEntry::new(), since)
    }

    pub(super) fn write_rows(&self, name: &str, findings: &[Finding], rows: &RowsByEntry, since: &Since) -> String {
        self.write_report(name, findings, (rows, &[]), Some(since), Style::default())
    }

    pub(super) fn write_blocks(
        &self,
        name: &str,
        findings: &[Finding],
        blocks: &[BlockFreshness],
        since: &Since,
    ) -> String {
        self.write_report(name, findings, (&RowsByEntry::new(), blocks), Some(since), Style::default())
    }

    fn write_report(
        &self,
        name: &str,
        findings: &[Finding],
        (rows, blocks): (&RowsByEntry, &[BlockFreshness]),
        since: Option<&Since>,
        style: Style,
    ) -> String {
        let source = |path: &FilePath| self.sources.iter().find(|source| source.path() == path).cloned();
        let places = Places::new(&source, &locale_of, "");
        (format(name).unwrap().write)(&Report { findings, rows, blocks, since, places: &places, style })
    }
}

pub(super) fn locale_of(path: &FilePath) -> Option<LocaleId> {
    path.as_str().split('/').nth(1)?.parse().ok()
}
