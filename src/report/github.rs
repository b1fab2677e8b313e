//! Workflow commands: GitHub shows them beside the lines of a pull request.
//!
//! GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word, so the rest
//! is counted in the last notice.

use std::fmt::Write;

use super::{Format, Report, summary};
use crate::check::Finding;
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const FORMAT: Format =
    Format { name: "github", about: "annotations on a pull request, for GitHub Actions", write };

/// How many annotations of one kind GitHub shows for a step; it drops the others without a notice.
const SHOWN: usize = 10;

fn write(report: &Report<'_>) -> String {
    let (shown, dropped) = choose(report.findings);
    let mut text: String = shown.iter().map(|finding| command(&finding.diagnostic, report)).collect();
    if !dropped.is_empty() {
        let counts = summary(dropped);
        let message = format!("{counts} more; `hexapla check` shows them all");
        writeln!(text, "::notice title=hexapla::{}", escape_data(&message)).expect("writing to a string does not fail");
    }
    text
}

/// The worst first, as many of each kind as are shown, and the others. One notice is kept for the line that counts
/// them.
fn choose(findings: &[Finding]) -> (Vec<&Finding>, Vec<&Finding>) {
    let of = |severity: Severity| findings.iter().filter(move |finding| finding.diagnostic.severity == severity);
    let count = |severity: Severity| of(severity).count();
    let all_fit = [Severity::Error, Severity::Warning, Severity::Info].into_iter().all(|kind| count(kind) <= SHOWN);
    let (mut shown, mut dropped) = (Vec::new(), Vec::new());
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        // The notice that counts the rest takes one of the places of infos.
        let limit = if severity == Severity::Info && !all_fit { SHOWN - 1 } else { SHOWN };
        shown.extend(of(severity).take(limit));
        dropped.extend(of(severity).skip(limit));
    }
    (shown, dropped)
}

fn command(diagnostic: &Diagnostic, report: &Report<'_>) -> String {
    let range = report.places.range(&diagnostic.span);
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    // GitHub refuses columns on an annotation of several lines.
    let place = if range.is_on_one_line() {
        format!("line={},col={},endColumn={}", range.start.line, range.start.column, range.end.column)
    } else {
        format!("line={},endLine={}", range.start.line, range.end.line)
    };
    let file = escape_property(&report.places.path(&diagnostic.span));
    let title = escape_property(diagnostic.rule);
    format!("::{kind} file={file},{place},title={title}::{}\n", escape_data(&message(diagnostic, report)))
}

fn message(diagnostic: &Diagnostic, report: &Report<'_>) -> String {
    let mut message = diagnostic.message.clone();
    for label in &diagnostic.related {
        message += &format!("\n{}: {}", report.places.address(&label.span), label.message);
    }
    if let Some(help) = &diagnostic.help {
        message += &format!("\nhelp: {help}");
    }
    message
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;
    use crate::diagnostic::Message;

    const CHINESE: &str = "content/zh-TW/a,b:c.md";
    const DUTCH: &str = "content/nl-NL/a.md";

    #[test]
    fn columns_are_characters_and_what_means_something_to_github_is_escaped() {
        let fixture = Fixture::new(&[(CHINESE, "錯誤\n|錯誤|方塊|\n"), (DUTCH, "één\n")]);
        let mut finding = fixture.finding(CHINESE, "方塊", "100% `方塊`,\r\nnot: Box");
        finding.diagnostic = finding.diagnostic.related(fixture.span(DUTCH, "n"), "here").help("write `Box`");
        assert_eq!(
            fixture.write("github", &[finding]),
            "::error file=content/zh-TW/a%2Cb%3Ac.md,line=2,col=5,endColumn=7,title=name-translated::\
             100%25 `方塊`,%0D%0Anot: Box%0Acontent/nl-NL/a.md:1:3: here%0Ahelp: write `Box`\n"
        );
    }

    #[test]
    fn several_lines_have_no_columns() {
        let fixture = Fixture::new(&[(DUTCH, "een\ntwee\ndrie\n")]);
        let text = fixture.write("github", &[fixture.finding(DUTCH, "wee\ndr", "x")]);
        assert_eq!(text, "::error file=content/nl-NL/a.md,line=2,endLine=3,title=name-translated::x\n");
    }

    #[test]
    fn ten_of_a_kind_are_shown_the_worst_first_and_the_rest_is_counted() {
        let fixture = Fixture::new(&[(DUTCH, "een")]);
        let findings: Vec<Finding> = (0..36)
            .map(|at| {
                let mut finding = fixture.finding(DUTCH, "een", Message::new("nr {number}").count("number", at));
                finding.diagnostic.severity = [Severity::Info, Severity::Warning, Severity::Error][at % 3];
                finding
            })
            .collect();
        let text = fixture.write("github", &findings);
        let kinds: Vec<&str> = text.lines().filter_map(|line| line.split([' ', ':']).nth(2)).collect();
        assert_eq!(kinds, [vec!["error"; 10], vec!["warning"; 10], vec!["notice"; 10]].concat());
        assert!(
            text.starts_with("::error file=content/nl-NL/a.md,line=1,col=1,endColumn=4,title=name-translated::nr 2\n")
        );
        let last = "::notice title=hexapla::2 errors, 2 warnings, 3 infos more; `hexapla check` shows them all\n";
        assert!(text.ends_with(last), "{text}");
    }
}
