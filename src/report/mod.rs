//! Findings as text: one file a format.
//!
//! **Comes in:** a [`Report`]: findings in the order in which they are reported, and how to get at the sources
//! they point into. **Goes out:** text. **Never happens here:** printing, reading files, choosing what is reported.

mod concise;
mod excerpt;
mod explanation;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod markdown_parts;
mod markdown_prose;
mod markdown_text;
mod model;
mod places;
mod rdjson;
mod reported_rows;
mod rule_page;
mod sarif;
mod status;
mod summary;
mod todo;

pub use explanation::{explanation_json, explanation_text};
pub use model::model_json;
pub use places::Places;
pub use rule_page::rule_text;
pub use status::{Counted, States, StatusLine, status_json, status_markdown, status_text};
pub use summary::{Summary, summary};
pub use todo::{TodoReport, todo_json, todo_markdown, todo_text};

use crate::align::EntryId;
use crate::check::Finding;
use crate::freshness::{BlockFreshness, RowsByEntry};
use crate::model::LocaleId;

/// What is to be reported.
pub struct Report<'a> {
    /// The findings, sorted.
    pub findings: &'a [Finding],
    /// The change that they are compared over, where there is one.
    pub since: Option<&'a Since>,
    /// How current the rows are that the report is about.
    pub rows: &'a RowsByEntry,
    /// The blocks of prose that the change left behind.
    pub blocks: &'a [BlockFreshness],
    /// The sources that findings point into.
    pub places: &'a Places<'a>,
    /// How text for people looks.
    pub style: Style,
}

/// How text for people looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to color it with ANSI escapes.
    pub color: bool,
    /// How many columns a line may take.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Style {
        Style { color: false, width: 120 }
    }
}

/// The change that findings were brought about by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Since {
    /// The revision before the change, as a full id.
    pub base: String,
    /// The revision after it, as a full id; `None` for the files as they are.
    pub head: Option<String>,
    /// The entries whose rows the change touched.
    pub changed_entries: Vec<ChangedEntry>,
    /// How many findings of the base are gone.
    pub fixed: usize,
}

/// An entry that a change touched.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedEntry {
    /// The entry.
    pub entry: EntryId,
    /// The locales whose rows changed.
    pub locales: Vec<LocaleId>,
}

/// A way to write findings.
pub struct Format {
    /// Its name: the value of `--format`.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub about: &'static str,
    /// Writes a report; every line of the text ends with a line feed.
    pub write: fn(&Report<'_>) -> String,
}

/// All formats, by name.
pub const FORMATS: &[Format] = &[
    concise::FORMAT,
    full::FORMAT,
    github::FORMAT,
    gitlab::FORMAT,
    json::FORMAT,
    junit::FORMAT,
    markdown::FORMAT,
    rdjson::FORMAT,
    sarif::FORMAT,
];

/// The format called `name`.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

#[cfg(test)]
mod fixture;

#[cfg(test)]
mod tests {
    use super::fixture::Fixture;
    use super::*;
    use crate::read::{Disk, World};
    use crate::text::FilePath;

    #[test]
    fn every_file_with_a_format_is_registered_and_the_list_is_sorted() {
        let disk = Disk::new(env!("CARGO_MANIFEST_DIR"));
        let holds_format = |path: &FilePath| {
            let text = String::from_utf8(disk.read(path).unwrap()).unwrap();
            text.lines().any(|line| line.starts_with("pub(super) const FORMAT: Format"))
        };
        let files = disk.files(&FilePath::new("src/report")).unwrap();
        let stems: Vec<&str> =
            files.iter().filter(|path| holds_format(path)).map(|path| path.name().trim_end_matches(".rs")).collect();
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        assert_eq!(stems, names);
    }

    #[test]
    fn a_format_is_found_by_its_name() {
        assert_eq!(format("json").map(|format| format.name), Some("json"));
        assert!(format("xml").is_none());
    }

    #[test]
    fn no_format_fails_on_a_finding_whose_source_is_gone_or_whose_span_does_not_fit() {
        let fixture = Fixture::new(&[("content/nl-NL/a.md", "één\n")]);
        let mut findings = vec![fixture.finding("content/zh-TW/weg.md", "", "there is no such file")];
        for (start, end) in [(0, 999), (1, 2), (2, 1), (999, 1000)] {
            let mut finding = fixture.finding("content/nl-NL/a.md", "één", "a span that does not fit");
            (finding.diagnostic.span.start, finding.diagnostic.span.end) = (start, end);
            findings.push(finding);
        }
        for format in FORMATS {
            let text = fixture.write(format.name, &findings);
            assert!(text.contains("weg.md") && text.ends_with('\n'), "{}", format.name);
        }
    }

    #[test]
    fn no_findings_are_no_lines_in_the_formats_for_people() {
        let fixture = Fixture::new(&[]);
        for name in ["concise", "full", "github"] {
            assert_eq!(fixture.write(name, &[]), "", "{name}");
        }
    }
}
