//! JUnit XML: a file with findings is a test suite, and a finding is a test case.
//!
//! Errors and warnings are failures. An info passes, and is reported in the output of its test case.

use std::collections::BTreeMap;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::rule_page::rule_page;
use super::{Format, Places, Report};
use crate::check::Finding;
use crate::diagnostic::Severity;

pub(super) const FORMAT: Format = Format { name: "junit", about: "JUnit XML, for test reports of CI servers", write };

fn write(report: &Report<'_>) -> String {
    let mut xml = Xml::new();
    let mut suites: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings {
        suites.entry(report.places.path(&finding.diagnostic.span)).or_default().push(finding);
    }
    let count = report.findings.len().max(1);
    xml.open("testsuites", &suite_attributes("hexapla", count, failures(report.findings.iter())));
    for (path, findings) in &suites {
        let failed = failures(findings.iter().copied());
        xml.open("testsuite", &suite_attributes(path, findings.len(), failed));
        findings.iter().for_each(|finding| test_case(&mut xml, path, finding, report.places));
        xml.close("testsuite");
    }
    if suites.is_empty() {
        xml.open("testsuite", &suite_attributes("hexapla", count, 0));
        xml.open("testcase", &[("name", "no findings".into()), ("classname", "hexapla".into())]);
        xml.close("testcase");
        xml.close("testsuite");
    }
    xml.close("testsuites");
    xml.finish()
}

fn failures<'f>(findings: impl Iterator<Item = &'f Finding>) -> usize {
    findings.filter(|finding| fails(finding)).count()
}

fn fails(finding: &Finding) -> bool {
    finding.diagnostic.severity > Severity::Info
}

fn suite_attributes(name: &str, tests: usize, failures: usize) -> [(&'static str, String); 4] {
    let count = |number: usize| number.to_string();
    [("name", name.into()), ("tests", count(tests)), ("failures", count(failures)), ("errors", count(0))]
}

fn test_case(xml: &mut Xml, path: &str, finding: &Finding, places: &Places<'_>) {
    let diagnostic = &finding.diagnostic;
    let start = places.range(&diagnostic.span).start;
    let place = format!("{}:{}", start.line, start.column);
    let name = match &finding.entry {
        Some(entry) => format!("{} {} {place}", diagnostic.rule, entry.as_str()),
        None => format!("{} {place}", diagnostic.rule),
    };
    xml.open("testcase", &[("name", name), ("classname", path.into())]);
    if fails(finding) {
        let message = diagnostic.message.split_whitespace().collect::<Vec<_>>().join(" ");
        xml.open("failure", &[("type", diagnostic.rule.into()), ("message", message)]);
        xml.text(&details(finding, places));
        xml.close("failure");
    } else {
        xml.open("system-out", &[]);
        xml.text(&details(finding, places));
        xml.close("system-out");
    }
    xml.close("testcase");
}

fn details(finding: &Finding, places: &Places<'_>) -> String {
    let diagnostic = &finding.diagnostic;
    let address = places.address(&diagnostic.span);
    let mut text = format!("{address}: {}: {}\n", diagnostic.severity.as_str(), diagnostic.message);
    for label in &diagnostic.related {
        text += &format!("{}: {}\n", places.address(&label.span), label.message);
    }
    if let Some(help) = &diagnostic.help {
        text += &format!("help: {help}\n");
    }
    text + &rule_page(diagnostic.rule)
}

/// An XML document that is being written.
struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    fn new() -> Xml {
        let mut xml = Xml { writer: Writer::new_with_indent(Vec::new(), b' ', 2) };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    fn open(&mut self, name: &str, attributes: &[(&'static str, String)]) {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, allowed(value).as_str()));
        }
        self.event(Event::Start(start));
    }

    fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(&allowed(text))));
    }

    fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn event(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("writing to memory does not fail");
    }

    fn finish(self) -> String {
        String::from_utf8(self.writer.into_inner()).expect("what was written is UTF-8") + "\n"
    }
}

/// `text` with a replacement character for each one that XML 1.0 has no way to write.
fn allowed(text: &str) -> String {
    let is_allowed = |char: char| match char {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        char => char >= ' ',
    };
    text.chars().map(|char| if is_allowed(char) { char } else { '\u{fffd}' }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;
    use crate::align::EntryId;

    const CHINESE: &str = "content/zh-TW/connectors.md";
    const DUTCH: &str = "content/nl-NL/connectors.md";

    #[test]
    fn each_file_is_a_suite_and_an_info_passes() {
        let fixture = Fixture::new(&[(CHINESE, "# 標題\n\n|錯誤|方塊|\n"), (DUTCH, "één\n")]);
        let mut error = fixture.finding(CHINESE, "方塊", "the name `Box`\nreads `方塊`");
        error.diagnostic = error.diagnostic.help("write <Box> & \"co\"").related(fixture.span(DUTCH, "n"), "here");
        error.entry = Some(EntryId::new("okta-401"));
        let mut info = fixture.finding(DUTCH, "één", "een kleinigheid");
        info.diagnostic.severity = Severity::Info;
        insta::assert_snapshot!(fixture.write("junit", &[error, info]), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="hexapla" tests="2" failures="1" errors="0">
          <testsuite name="content/nl-NL/connectors.md" tests="1" failures="0" errors="0">
            <testcase name="name-translated 1:1" classname="content/nl-NL/connectors.md">
              <system-out>content/nl-NL/connectors.md:1:1: info: een kleinigheid
        https://hexapla.github.io/hexapla/en-us/rules/name-translated/</system-out>
            </testcase>
          </testsuite>
          <testsuite name="content/zh-TW/connectors.md" tests="1" failures="1" errors="0">
            <testcase name="name-translated okta-401 3:5" classname="content/zh-TW/connectors.md">
              <failure type="name-translated" message="the name `Box` reads `方塊`">content/zh-TW/connectors.md:3:5: error: the name `Box`
        reads `方塊`
        content/nl-NL/connectors.md:1:3: here
        help: write &lt;Box&gt; &amp; &quot;co&quot;
        https://hexapla.github.io/hexapla/en-us/rules/name-translated/</failure>
            </testcase>
          </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn no_findings_are_a_test_that_passes() {
        insta::assert_snapshot!(Fixture::new(&[]).write("junit", &[]), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="hexapla" tests="1" failures="0" errors="0">
          <testsuite name="hexapla" tests="1" failures="0" errors="0">
            <testcase name="no findings" classname="hexapla">
            </testcase>
          </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn characters_that_xml_cannot_hold_are_replaced() {
        let fixture = Fixture::new(&[(DUTCH, "één")]);
        let finding = fixture.finding(DUTCH, "één", "\u{0}\u{1b}[31m\u{ffff}]]>錯🦀");
        let text = fixture.write("junit", &[finding]);
        assert!(text.contains("message=\"\u{fffd}\u{fffd}[31m\u{fffd}]]&gt;錯🦀\""), "{text}");
        assert!(!text.contains(['\u{0}', '\u{1b}', '\u{ffff}']) && !text.contains("]]>"), "{text}");
    }
}
