//! `hexapla check --format json`: versioned, and it only ever grows.

use serde::{Serialize, Serializer};

use super::places::PositionRange;
use super::{Format, Places, Report, Since, Summary, summary};
use crate::check::Finding;
use crate::diagnostic::{Data, Edit, Fix, Label, Value};
use crate::text::{Position, Span};

pub(super) const FORMAT: Format = Format { name: "json", about: "everything, for programs; versioned", write };

const VERSION: u32 = 1;

#[derive(Serialize)]
struct ReportView<'a> {
    version: u32,
    findings: Vec<FindingView<'a>>,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<SinceView<'a>>,
}

#[derive(Serialize)]
struct FindingView<'a> {
    rule: &'a str,
    severity: &'a str,
    fingerprint: &'a str,
    locale: Option<&'a str>,
    path: &'a str,
    range: RangeView,
    page: Option<&'a str>,
    entry: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Data::is_empty", serialize_with = "write_data")]
    data: &'a Data,
    help: Option<&'a str>,
    related: Vec<LabelView<'a>>,
    fix: Option<FixView<'a>>,
}

#[derive(Serialize)]
struct LabelView<'a> {
    locale: Option<String>,
    path: &'a str,
    range: RangeView,
    message: &'a str,
}

#[derive(Serialize)]
struct FixView<'a> {
    applicability: &'a str,
    edits: Vec<EditView<'a>>,
}

#[derive(Serialize)]
struct EditView<'a> {
    path: &'a str,
    range: RangeView,
    text: &'a str,
}

#[derive(Serialize)]
struct RangeView {
    start: PositionView,
    end: PositionView,
}

#[derive(Serialize)]
struct PositionView {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct SinceView<'a> {
    base: &'a str,
    head: Option<&'a str>,
    changed_entries: Vec<ChangedEntryView<'a>>,
    fixed: usize,
}

#[derive(Serialize)]
struct ChangedEntryView<'a> {
    entry: &'a str,
    locales: Vec<&'a str>,
}

fn write(report: &Report<'_>) -> String {
    let view = ReportView {
        version: VERSION,
        findings: report.findings.iter().map(|finding| finding_view(finding, report.places)).collect(),
        summary: summary(report.findings),
        since: report.since.map(since_view),
    };
    let text = serde_json::to_string(&view).expect("a view of strings and numbers can be written");
    text + "\n"
}

fn finding_view<'a>(finding: &'a Finding, places: &Places<'_>) -> FindingView<'a> {
    let diagnostic = &finding.diagnostic;
    FindingView {
        rule: diagnostic.rule,
        severity: diagnostic.severity.as_str(),
        fingerprint: &finding.fingerprint,
        locale: finding.locale.as_ref().map(|locale| locale.as_str()),
        path: diagnostic.span.file.as_str(),
        range: range_view(&diagnostic.span, places),
        page: finding.page.as_ref().map(|page| page.as_str()),
        entry: finding.entry.as_ref().map(|entry| entry.as_str()),
        message: &diagnostic.message,
        data: &diagnostic.data,
        help: diagnostic.help.as_deref(),
        related: diagnostic.related.iter().map(|label| label_view(label, places)).collect(),
        fix: diagnostic.fix.as_ref().map(|fix| fix_view(fix, places)),
    }
}

/// What a message quotes as an object: texts are strings, numbers are numbers, lists are arrays.
fn write_data<S: Serializer>(data: &Data, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(data.iter().map(|(name, value)| (name, data_value(value))))
}

/// One thing that a message quotes.
pub(super) fn data_value(value: &Value) -> serde_json::Value {
    match value {
        Value::Text(text) => text.as_str().into(),
        Value::Count(count) => (*count).into(),
        Value::Texts(texts) => texts.as_slice().into(),
    }
}

fn label_view<'a>(label: &'a Label, places: &Places<'_>) -> LabelView<'a> {
    LabelView {
        locale: places.locale(&label.span).map(|locale| locale.to_string()),
        path: label.span.file.as_str(),
        range: range_view(&label.span, places),
        message: &label.message,
    }
}

fn fix_view<'a>(fix: &'a Fix, places: &Places<'_>) -> FixView<'a> {
    let edit = |edit: &'a Edit| EditView {
        path: edit.span.file.as_str(),
        range: range_view(&edit.span, places),
        text: &edit.text,
    };
    FixView { applicability: fix.applicability.as_str(), edits: fix.edits.iter().map(edit).collect() }
}

fn range_view(span: &Span, places: &Places<'_>) -> RangeView {
    let PositionRange { start, end } = places.range(span);
    RangeView { start: position_view(start), end: position_view(end) }
}

fn position_view(position: Position) -> PositionView {
    PositionView { line: position.line, column: position.column }
}

fn since_view(since: &Since) -> SinceView<'_> {
    let changed = since.changed_entries.iter().map(|changed| ChangedEntryView {
        entry: changed.entry.as_str(),
        locales: changed.locales.iter().map(|locale| locale.as_str()).collect(),
    });
    SinceView { base: &since.base, head: since.head.as_deref(), changed_entries: changed.collect(), fixed: since.fixed }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::super::fixture::{Fixture, locale_of};
    use super::super::{ChangedEntry, Style};
    use super::*;
    use crate::align::EntryId;
    use crate::diagnostic::{Applicability, Message};
    use crate::model::PageId;
    use crate::text::{FilePath, Source};

    const DUTCH: &str = "content/nl-NL/connectors.md";
    const CHINESE: &str = "content/zh-TW/connectors.md";

    #[test]
    fn a_finding_has_all_its_places_in_characters_with_an_exclusive_end() {
        let fixture = Fixture::new(&[(DUTCH, "|één fout|Box|\n"), (CHINESE, "\n|驗證錯誤|方塊|\n")]);
        let message =
            Message::new("the name `{expected}` reads `{found}`").with("expected", "Box").with("found", "方塊");
        let message = message.count("times", 2).texts("locales", ["nl-NL", "en-US"]);
        let mut finding = fixture.finding(CHINESE, "方塊", message);
        finding.diagnostic = finding
            .diagnostic
            .help("write `Box`")
            .related(fixture.span(DUTCH, "Box"), "here it is `Box`")
            .fix(Applicability::Safe, fixture.span(CHINESE, "方塊"), "Box");
        finding.page = Some(PageId::new("connectors"));
        finding.entry = Some(EntryId::new("box-invalid-grant"));
        let value: serde_json::Value = serde_json::from_str(&fixture.write("json", &[finding])).unwrap();
        let range = json!({"start": {"line": 2, "column": 7}, "end": {"line": 2, "column": 9}});
        let expected = json!({
            "version": 1,
            "findings": [{
                "rule": "name-translated",
                "severity": "error",
                "fingerprint": "0123456789abcdef0123456789abcdef",
                "locale": "zh-TW",
                "path": CHINESE,
                "range": range,
                "page": "connectors",
                "entry": "box-invalid-grant",
                "message": "the name `Box` reads `方塊`",
                "data": {"expected": "Box", "found": "方塊", "times": 2, "locales": ["nl-NL", "en-US"]},
                "help": "write `Box`",
                "related": [{
                    "locale": "nl-NL",
                    "path": DUTCH,
                    "range": {"start": {"line": 1, "column": 11}, "end": {"line": 1, "column": 14}},
                    "message": "here it is `Box`",
                }],
                "fix": {"applicability": "safe", "edits": [{"path": CHINESE, "range": range, "text": "Box"}]},
            }],
            "summary": {"error": 1, "warning": 0, "info": 0},
        });
        assert_eq!(value, expected);
    }

    #[test]
    fn what_a_finding_lacks_is_null_data_that_it_lacks_are_not_there_and_the_text_is_one_line() {
        let fixture = Fixture::new(&[(DUTCH, "a")]);
        let text = fixture.write("json", &[fixture.finding(DUTCH, "a", "een\ntwee")]);
        assert!(text.contains(r#""page":null,"entry":null,"message":"een\ntwee","help":null,"related":[],"fix":null"#));
        assert_eq!(text.lines().count(), 1);
    }

    #[test]
    fn a_change_is_reported_where_there_is_one() {
        let source = |path: &FilePath| Some(Arc::new(Source::new(path.clone(), String::new())));
        let places = Places::new(&source, &locale_of, "");
        let changed = ChangedEntry { entry: EntryId::new("okta-401"), locales: vec!["nl-NL".parse().unwrap()] };
        let since = Since { base: "ed4ea71b".into(), head: None, changed_entries: vec![changed], fixed: 3 };
        let report = Report {
            findings: &[],
            rows: &crate::freshness::RowsByEntry::new(),
            blocks: &[],
            since: Some(&since),
            places: &places,
            style: Style::default(),
        };
        let value: serde_json::Value = serde_json::from_str(&write(&report)).unwrap();
        let expected = json!({"base": "ed4ea71b", "head": null,
            "changed_entries": [{"entry": "okta-401", "locales": ["nl-NL"]}], "fixed": 3});
        assert_eq!(value["since"], expected);
    }
}
