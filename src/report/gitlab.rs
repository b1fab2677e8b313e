//! Code Quality: GitLab shows the findings in a merge request and beside its lines.
//!
//! GitLab identifies findings by their fingerprints, and knows lines but no columns.

use serde::Serialize;

use super::{Format, Places, Report};
use crate::check::Finding;
use crate::diagnostic::Severity;

pub(super) const FORMAT: Format = Format { name: "gitlab", about: "a Code Quality report, for GitLab", write };

#[derive(Serialize)]
struct FindingView<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'a str,
    location: LocationView,
}

#[derive(Serialize)]
struct LocationView {
    path: String,
    lines: LinesView,
}

#[derive(Serialize)]
struct LinesView {
    begin: usize,
    end: usize,
}

fn write(report: &Report<'_>) -> String {
    let views: Vec<FindingView<'_>> =
        report.findings.iter().map(|finding| finding_view(finding, report.places)).collect();
    let text = serde_json::to_string(&views).expect("a view of strings and numbers can be written");
    text + "\n"
}

fn finding_view<'a>(finding: &'a Finding, places: &Places<'_>) -> FindingView<'a> {
    let diagnostic = &finding.diagnostic;
    let (begin, end) = places.lines(&diagnostic.span);
    let description = match &diagnostic.help {
        Some(help) => format!("{} ({help})", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    FindingView {
        description,
        check_name: diagnostic.rule,
        fingerprint: &finding.fingerprint,
        severity: severity(diagnostic.severity),
        location: LocationView { path: places.path(&diagnostic.span), lines: LinesView { begin, end } },
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::fixture::Fixture;

    const CHINESE: &str = "content/zh-TW/connectors.md";

    #[test]
    fn a_finding_has_its_lines_and_its_fingerprint() {
        let fixture = Fixture::new(&[(CHINESE, "# 標題\n\n|錯誤|方塊|\n")]);
        let mut finding = fixture.finding(CHINESE, "方塊|\n", "the name `Box` reads `方塊`");
        finding.diagnostic = finding.diagnostic.help("write `Box`");
        let value: Value = serde_json::from_str(&fixture.write("gitlab", &[finding])).unwrap();
        let expected = json!([{
            "description": "the name `Box` reads `方塊` (write `Box`)",
            "check_name": "name-translated",
            "fingerprint": "0123456789abcdef0123456789abcdef",
            "severity": "major",
            "location": {"path": CHINESE, "lines": {"begin": 3, "end": 3}},
        }]);
        assert_eq!(value, expected);
    }

    #[test]
    fn no_findings_are_an_empty_list() {
        assert_eq!(Fixture::new(&[]).write("gitlab", &[]), "[]\n");
    }
}
