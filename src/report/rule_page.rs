//! The page of a rule: its address on the web, and its text.

use crate::check::Rule;

/// Where the page of the rule called `id` is on the web.
pub(super) fn rule_page(id: &str) -> String {
    format!("{}en-us/rules/{id}/", env!("CARGO_PKG_HOMEPAGE"))
}

/// What a rule finds, in a sentence: the paragraph below the title of its page.
pub(super) fn rule_summary(rule: &Rule) -> &'static str {
    rule.page.split("\n\n").nth(1).unwrap_or(rule.id).trim()
}

/// What a rule finds, in a paragraph or two: the first section of its page.
pub(super) fn rule_description(rule: &Rule) -> &'static str {
    let section = rule.page.split("\n## ").nth(1).and_then(|section| section.split_once("\n\n"));
    section.map_or_else(|| rule_summary(rule), |(_, text)| text.split("\n```").next().unwrap_or(text).trim())
}

/// The page of a rule without the anchors of its headings, which only a site needs.
pub fn rule_text(rule: &Rule) -> String {
    without_anchors(rule.page)
}

fn without_anchors(page: &str) -> String {
    let line = |line: &str| match line.split_once("<a name=\"") {
        Some((marks, rest)) if marks.trim_end().bytes().all(|byte| byte == b'#') => {
            format!("{marks}{}\n", rest.split_once("</a>").map_or(rest, |(_, heading)| heading))
        }
        _ => format!("{line}\n"),
    };
    page.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{RULES, rule};

    #[test]
    fn a_heading_is_shown_without_its_anchor_and_all_else_as_it_is() {
        assert_eq!(
            without_anchors("## <a name=\"kop\"></a>標題\n\nde <a name=\"x\"></a> tag\n"),
            "## 標題\n\nde <a name=\"x\"></a> tag\n"
        );
    }

    #[test]
    fn a_rule_is_summed_up_by_the_beginning_of_its_page() {
        let rule = rule("missing-row").unwrap();
        assert_eq!(rule_summary(rule), "A row of a table that one of the languages lacks.");
        assert!(rule_description(rule).starts_with("A row of the source language that has no counterpart"));
        assert_eq!(rule_page(rule.id), "https://hexapla.github.io/hexapla/en-us/rules/missing-row/");
    }

    #[test]
    fn every_rule_has_a_summary_and_a_description_of_some_length() {
        for rule in RULES {
            for text in [rule_summary(rule), rule_description(rule)] {
                assert!((20..1024).contains(&text.chars().count()), "{}: {text}", rule.id);
                assert!(!text.starts_with(['#', '`']), "{}: {text}", rule.id);
            }
        }
    }
}
