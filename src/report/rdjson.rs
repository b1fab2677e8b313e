//! The Diagnostic Format of reviewdog, which brings findings to many code hosts.
//!
//! Columns are bytes of UTF-8 from 1, and the end of a range is exclusive.

use serde::Serialize;

use super::places::UnitRange;
use super::rule_page::rule_page;
use super::{Format, Places, Report};
use crate::check::Finding;
use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::text::Span;

pub(super) const FORMAT: Format =
    Format { name: "rdjson", about: "the format of reviewdog, which comments at many code hosts", write };

#[derive(Serialize)]
struct ReportView<'a> {
    source: SourceView,
    diagnostics: Vec<DiagnosticView<'a>>,
}

#[derive(Serialize)]
struct SourceView {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct DiagnosticView<'a> {
    message: String,
    location: LocationView,
    severity: &'static str,
    code: CodeView<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<SuggestionView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedView<'a>>,
}

#[derive(Serialize)]
struct LocationView {
    path: String,
    range: UnitRange,
}

#[derive(Serialize)]
struct CodeView<'a> {
    value: &'a str,
    url: String,
}

#[derive(Serialize)]
struct SuggestionView<'a> {
    range: UnitRange,
    text: &'a str,
}

#[derive(Serialize)]
struct RelatedView<'a> {
    message: &'a str,
    location: LocationView,
}

fn write(report: &Report<'_>) -> String {
    let view = ReportView {
        source: SourceView { name: "hexapla", url: env!("CARGO_PKG_HOMEPAGE") },
        diagnostics: report.findings.iter().map(|finding| diagnostic_view(finding, report.places)).collect(),
    };
    let text = serde_json::to_string(&view).expect("a view of strings and numbers can be written");
    text + "\n"
}

fn diagnostic_view<'a>(finding: &'a Finding, places: &Places<'_>) -> DiagnosticView<'a> {
    let diagnostic = &finding.diagnostic;
    let help = diagnostic.help.iter().map(|help| format!("\nhelp: {help}"));
    let related = diagnostic.related.iter();
    DiagnosticView {
        message: std::iter::once(diagnostic.message.clone()).chain(help).collect(),
        location: location_view(&diagnostic.span, places),
        severity: severity(diagnostic.severity),
        code: CodeView { value: diagnostic.rule, url: rule_page(diagnostic.rule) },
        suggestions: suggestions(diagnostic, places),
        related_locations: related
            .map(|label| RelatedView { message: &label.message, location: location_view(&label.span, places) })
            .collect(),
    }
}

fn location_view(span: &Span, places: &Places<'_>) -> LocationView {
    LocationView { path: places.path(span), range: places.utf8_range(span) }
}

/// The edits of a fix. A suggestion names no file, so a fix that touches others than the finding's gives none.
fn suggestions<'a>(diagnostic: &'a Diagnostic, places: &Places<'_>) -> Vec<SuggestionView<'a>> {
    let edits: &[Edit] = diagnostic.fix.as_ref().map_or(&[], |fix| &fix.edits);
    let fits = |edit: &Edit| edit.span.file == diagnostic.span.file && places.is_exact(&edit.span);
    if !edits.iter().all(fits) {
        return Vec::new();
    }
    let view = |edit: &'a Edit| SuggestionView { range: places.utf8_range(&edit.span), text: &edit.text };
    edits.iter().map(view).collect()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::fixture::Fixture;
    use super::*;
    use crate::diagnostic::Applicability;

    const DUTCH: &str = "content/nl-NL/connectors.md";
    const CHINESE: &str = "content/zh-TW/connectors.md";

    fn diagnostics(fixture: &Fixture, finding: Finding) -> Value {
        let value: Value = serde_json::from_str(&fixture.write("rdjson", &[finding])).unwrap();
        value["diagnostics"].clone()
    }

    #[test]
    fn columns_of_a_chinese_line_are_bytes_and_the_end_is_exclusive() {
        let fixture = Fixture::new(&[(DUTCH, "|één fout|Box|\n"), (CHINESE, "\n|驗證錯誤|方塊|\n")]);
        let mut finding = fixture.finding(CHINESE, "方塊", "the name `Box` reads `方塊`");
        finding.diagnostic = finding
            .diagnostic
            .help("write `Box`")
            .related(fixture.span(DUTCH, "Box"), "here it is `Box`")
            .fix(Applicability::Safe, fixture.span(CHINESE, "方塊"), "Box");
        let range = json!({"start": {"line": 2, "column": 15}, "end": {"line": 2, "column": 21}});
        let expected = json!([{
            "message": "the name `Box` reads `方塊`\nhelp: write `Box`",
            "location": {"path": CHINESE, "range": range},
            "severity": "ERROR",
            "code": {
                "value": "name-translated",
                "url": "https://hexapla.github.io/hexapla/en-us/rules/name-translated/",
            },
            "suggestions": [{"range": range, "text": "Box"}],
            "related_locations": [{
                "message": "here it is `Box`",
                "location": {
                    "path": DUTCH,
                    "range": {"start": {"line": 1, "column": 13}, "end": {"line": 1, "column": 16}},
                },
            }],
        }]);
        assert_eq!(diagnostics(&fixture, finding), expected);
    }

    #[test]
    fn a_character_beyond_the_first_plane_takes_four_bytes() {
        let fixture = Fixture::new(&[(CHINESE, "|🦀方塊|\n")]);
        let value = diagnostics(&fixture, fixture.finding(CHINESE, "方塊", "x"));
        let range = json!({"start": {"line": 1, "column": 6}, "end": {"line": 1, "column": 12}});
        assert_eq!(value[0]["location"]["range"], range);
    }

    #[test]
    fn a_fix_of_another_file_is_no_suggestion() {
        let fixture = Fixture::new(&[(DUTCH, "|Doos|\n"), (CHINESE, "|Box|\n")]);
        let mut finding = fixture.finding(CHINESE, "Box", "x");
        finding.diagnostic = finding.diagnostic.fix(Applicability::Safe, fixture.span(DUTCH, "Doos"), "Box");
        assert_eq!(diagnostics(&fixture, finding)[0].get("suggestions"), None);
    }
}
