//! One line a finding, for editors and `grep`.

use annotate_snippets::normalize_untrusted_str;

use super::{Format, Report};

pub(super) const FORMAT: Format =
    Format { name: "concise", about: "one line a finding: path:line:column: severity[rule] message", write };

fn write(report: &Report<'_>) -> String {
    let lines = report.findings.iter().map(|finding| {
        let diagnostic = &finding.diagnostic;
        let address = one_line(&report.places.address(&diagnostic.span));
        let message = one_line(&diagnostic.message);
        format!("{address}: {}[{}] {message}\n", diagnostic.severity.as_str(), diagnostic.rule)
    });
    lines.collect()
}

/// Without line ends, and with a picture in place of each character that could steer a terminal.
pub(super) fn one_line(text: &str) -> String {
    normalize_untrusted_str(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;

    #[test]
    fn nothing_in_a_message_steers_the_terminal() {
        let fixture = Fixture::new(&[("content/nl-NL/a.md", "één")]);
        let text = fixture.write("concise", &[fixture.finding("content/nl-NL/a.md", "n", "\u{1b}[31mrood\u{202e}")]);
        assert_eq!(text, "content/nl-NL/a.md:1:3: error[name-translated] ␛[31mrood�\n");
    }

    #[test]
    fn columns_count_characters() {
        let fixture = Fixture::new(&[("content/zh-TW/連接器.md", "# 標題\n\n|錯誤|方塊|\n")]);
        let finding = fixture.finding("content/zh-TW/連接器.md", "方塊", "the name `Box` reads `方塊`\nhere");
        let text = fixture.write("concise", &[finding]);
        assert_eq!(text, "content/zh-TW/連接器.md:3:5: error[name-translated] the name `Box` reads `方塊` here\n");
    }
}
