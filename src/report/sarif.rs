//! SARIF 2.1.0, for code scanning.
//!
//! Columns are code units of UTF-16 from 1, and the end of a region is exclusive. GitHub takes 5,000 results and ten
//! tags of each, so no more are written, the worst first.

use serde_json::{Map, Value, json};

use super::json::data_value;
use super::places::UnitRange;
use super::rule_page::{rule_description, rule_page, rule_summary, rule_text};
use super::{Format, Places, Report, summary};
use crate::check::{Finding, is_on_by_default, rule};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
use crate::plan::percent_encode;
use crate::text::{FilePath, Span};

pub(super) const FORMAT: Format = Format { name: "sarif", about: "SARIF 2.1.0, for code scanning", write };

/// How many results GitHub's code scanning takes.
const SHOWN: usize = 5000;

/// How many tags of a result GitHub's code scanning takes.
const TAGS: usize = 10;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

fn write(report: &Report<'_>) -> String {
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    // A stable sort: findings of one severity stay in the order of the files.
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.diagnostic.severity));
    let (shown, dropped) = findings.split_at(findings.len().min(SHOWN));
    let mut rules: Vec<&str> = shown.iter().map(|finding| finding.diagnostic.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let results: Vec<Value> = shown.iter().map(|finding| result(finding, &rules, report.places)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "hexapla",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_HOMEPAGE"),
                "rules": rules.iter().map(|id| descriptor(id)).collect::<Vec<Value>>(),
            }},
            "invocations": [invocation(dropped)],
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    log.to_string() + "\n"
}

fn invocation(dropped: &[&Finding]) -> Value {
    let mut invocation = json!({"executionSuccessful": true});
    if !dropped.is_empty() {
        let counts = summary(dropped.iter().copied());
        let message = format!("{counts} more are left out; `hexapla check` shows them all");
        invocation["toolExecutionNotifications"] = json!([{"level": "warning", "message": {"text": message}}]);
    }
    invocation
}

fn descriptor(id: &str) -> Value {
    let mut descriptor = json!({"id": id, "helpUri": rule_page(id)});
    if let Some(rule) = rule(id) {
        let page = rule_text(rule);
        descriptor["shortDescription"] = json!({"text": rule_summary(rule)});
        descriptor["fullDescription"] = json!({"text": rule_description(rule)});
        descriptor["help"] = json!({"text": page, "markdown": page});
        descriptor["defaultConfiguration"] =
            json!({"level": level(rule.severity), "enabled": is_on_by_default(rule.id)});
    }
    descriptor
}

fn result(finding: &Finding, rules: &[&str], places: &Places<'_>) -> Value {
    let diagnostic = &finding.diagnostic;
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "ruleIndex": rules.iter().position(|rule| *rule == diagnostic.rule),
        "level": level(diagnostic.severity),
        "message": {"text": message(diagnostic)},
        "locations": [{"physicalLocation": physical_location(&diagnostic.span, places)}],
        "partialFingerprints": {"hexapla/v1": finding.fingerprint},
        "properties": properties(finding),
    });
    if !diagnostic.related.is_empty() {
        result["relatedLocations"] = related_locations(diagnostic, places);
    }
    if let Some(fix) = diagnostic.fix.as_ref().and_then(|fix| fix_object(fix, places)) {
        result["fixes"] = json!([fix]);
    }
    result
}

fn message(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => literal(&format!("{}\nhelp: {help}", diagnostic.message)),
        None => literal(&diagnostic.message),
    }
}

/// Words of a page in a message of SARIF, where `[words](target)` would be a link and `{0}` the first argument.
fn literal(text: &str) -> String {
    let braced = text.replace('{', "{{").replace('}', "}}");
    if braced.contains("](") { braced.replace('\\', "\\\\").replace("](", "\\](") } else { braced }
}

fn related_locations(diagnostic: &Diagnostic, places: &Places<'_>) -> Value {
    let labels = diagnostic.related.iter().enumerate();
    let locations = labels.map(|(at, label)| {
        json!({
            "id": at + 1,
            "physicalLocation": physical_location(&label.span, places),
            "message": {"text": literal(&label.message)},
        })
    });
    locations.collect()
}

fn properties(finding: &Finding) -> Value {
    let parts = [
        ("locale", finding.locale.as_ref().map(|locale| locale.as_str())),
        ("page", finding.page.as_ref().map(|page| page.as_str())),
        ("entry", finding.entry.as_ref().map(|entry| entry.as_str())),
    ];
    let known = || parts.iter().filter_map(|(name, value)| Some((*name, (*value)?)));
    let mut properties: Map<String, Value> = known().map(|(name, value)| (name.to_owned(), value.into())).collect();
    let tags = known().take(TAGS).map(|(name, value)| format!("{name}/{value}"));
    properties.insert("tags".to_owned(), tags.collect());
    let data = &finding.diagnostic.data;
    if !data.is_empty() {
        let data = data.iter().map(|(name, value)| (name.to_owned(), data_value(value)));
        properties.insert("data".to_owned(), Value::Object(data.collect()));
    }
    properties.into()
}

fn physical_location(span: &Span, places: &Places<'_>) -> Value {
    json!({"artifactLocation": artifact_location(span, places), "region": region(places.utf16_range(span))})
}

/// A relative reference is resolved against the top of the repository where no base is named.
fn artifact_location(span: &Span, places: &Places<'_>) -> Value {
    let path = percent_encode(&places.path(span));
    json!({"uri": if path.starts_with('/') { format!("file://{path}") } else { path }})
}

fn region(range: UnitRange) -> Value {
    json!({
        "startLine": range.start.line,
        "startColumn": range.start.column,
        "endLine": range.end.line,
        "endColumn": range.end.column,
    })
}

/// A fix as changes of files; nothing where an edit does not fit its source.
fn fix_object(fix: &Fix, places: &Places<'_>) -> Option<Value> {
    if !fix.edits.iter().all(|edit| places.is_exact(&edit.span)) {
        return None;
    }
    let mut files: Vec<&FilePath> = fix.edits.iter().map(|edit| &edit.span.file).collect();
    files.sort_unstable();
    files.dedup();
    let changes = files.into_iter().map(|file| {
        let edits: Vec<&Edit> = fix.edits.iter().filter(|edit| edit.span.file == *file).collect();
        let replacements = edits.iter().map(|edit| replacement(edit, places));
        json!({
            "artifactLocation": artifact_location(&edits[0].span, places),
            "replacements": replacements.collect::<Vec<Value>>(),
        })
    });
    let certainty = match fix.applicability {
        Applicability::Safe => "safe: the meaning cannot change",
        Applicability::Suggested => "suggested: have a look first",
    };
    Some(json!({"description": {"text": certainty}, "artifactChanges": changes.collect::<Vec<Value>>()}))
}

fn replacement(edit: &Edit, places: &Places<'_>) -> Value {
    json!({"deletedRegion": region(places.utf16_range(&edit.span)), "insertedContent": {"text": edit.text}})
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;
    use crate::align::EntryId;
    use crate::diagnostic::Message;

    const DUTCH: &str = "content/nl-NL/connectors.md";
    const CHINESE: &str = "content/zh-TW/連接器 1.md";

    fn run(fixture: &Fixture, findings: &[Finding]) -> Value {
        let log: Value = serde_json::from_str(&fixture.write("sarif", findings)).unwrap();
        log["runs"][0].clone()
    }

    #[test]
    fn a_finding_of_a_chinese_line_has_all_its_places_in_utf16() {
        let fixture = Fixture::new(&[(DUTCH, "|één fout|Box|\n"), (CHINESE, "\n|驗證錯誤|方塊|\n")]);
        let message = Message::new("the name `Box` reads {found}").with("found", "[方塊](1)").count("times", 2);
        let mut finding = fixture.finding(CHINESE, "方塊", message);
        finding.diagnostic = finding
            .diagnostic
            .help("write `Box`")
            .related(fixture.span(DUTCH, "Box"), "here it is `Box`")
            .fix(Applicability::Safe, fixture.span(CHINESE, "方塊"), "Box");
        finding.entry = Some(EntryId::new("box-invalid-grant"));
        let region = json!({"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 9});
        let artifact = json!({"uri": "content/zh-TW/%E9%80%A3%E6%8E%A5%E5%99%A8%201.md"});
        let expected = json!({
            "ruleId": "name-translated",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": "the name `Box` reads [方塊\\](1)\nhelp: write `Box`"},
            "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
            "partialFingerprints": {"hexapla/v1": "0123456789abcdef0123456789abcdef"},
            "properties": {
                "locale": "zh-TW",
                "entry": "box-invalid-grant",
                "tags": ["locale/zh-TW", "entry/box-invalid-grant"],
                "data": {"found": "[方塊](1)", "times": 2},
            },
            "relatedLocations": [{
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": {"uri": DUTCH},
                    "region": {"startLine": 1, "startColumn": 11, "endLine": 1, "endColumn": 14},
                },
                "message": {"text": "here it is `Box`"},
            }],
            "fixes": [{
                "description": {"text": "safe: the meaning cannot change"},
                "artifactChanges": [{
                    "artifactLocation": artifact,
                    "replacements": [{"deletedRegion": region, "insertedContent": {"text": "Box"}}],
                }],
            }],
        });
        assert_eq!(run(&fixture, &[finding])["results"][0], expected);
    }

    #[test]
    fn words_of_a_page_are_neither_links_nor_arguments() {
        assert_eq!(literal("`{0}` is not in `nl-NL`"), "`{{0}}` is not in `nl-NL`");
        assert_eq!(literal(r"[a\](b)"), r"[a\\\](b)");
        assert_eq!(literal(r"C:\temp"), r"C:\temp");
    }

    #[test]
    fn a_character_beyond_the_first_plane_takes_two_units() {
        let fixture = Fixture::new(&[(CHINESE, "|🦀方塊|\n")]);
        let run = run(&fixture, &[fixture.finding(CHINESE, "方塊", "x")]);
        let region = &run["results"][0]["locations"][0]["physicalLocation"]["region"];
        assert_eq!(*region, json!({"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 6}));
        assert_eq!(run["columnKind"], "utf16CodeUnits");
    }

    #[test]
    fn the_rules_that_occur_are_explained() {
        let fixture = Fixture::new(&[(DUTCH, "een")]);
        let mut other = fixture.finding(DUTCH, "een", "x");
        other.diagnostic.rule = "missing-row";
        let run = run(&fixture, &[fixture.finding(DUTCH, "een", "x"), other]);
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let ids: Vec<&Value> = rules.iter().map(|rule| &rule["id"]).collect();
        assert_eq!(ids, ["missing-row", "name-translated"]);
        assert_eq!(rules[0]["shortDescription"]["text"], "A row of a table that one of the languages lacks.");
        assert!(rules[0]["help"]["markdown"].as_str().unwrap().contains("\n## What it finds\n"));
        assert_eq!(rules[0]["defaultConfiguration"]["level"], "warning");
        assert_eq!(run["results"][1]["ruleIndex"], 0);
    }

    #[test]
    fn a_fix_that_does_not_fit_its_source_is_left_out() {
        let fixture = Fixture::new(&[(DUTCH, "één")]);
        let mut finding = fixture.finding(DUTCH, "één", "x");
        let place = Span::new(&FilePath::new(DUTCH), 1..2);
        finding.diagnostic = finding.diagnostic.fix(Applicability::Safe, place, "een");
        assert_eq!(run(&fixture, &[finding])["results"][0].get("fixes"), None);
    }

    #[test]
    fn of_more_results_than_are_taken_the_worst_are_written_and_the_rest_is_counted() {
        let fixture = Fixture::new(&[(DUTCH, "een")]);
        let mut findings = vec![fixture.finding(DUTCH, "een", "x"); SHOWN + 2];
        findings[0].diagnostic.severity = Severity::Info;
        findings[1].diagnostic.severity = Severity::Warning;
        let run = run(&fixture, &findings);
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), SHOWN);
        assert!(results.iter().all(|result| result["level"] == "error"));
        let notification = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
        assert_eq!(notification, "1 warning, 1 info more are left out; `hexapla check` shows them all");
    }
}
