//! Markdown: a comment of a review, or the summary of a step.
//!
//! First how the rows are that the report is about, then the words that changed in them, then the prose that was left
//! behind, then the findings by file. A comment at GitHub takes 65,536 characters, so of many findings the worst are shown
//! and the others counted.

use std::collections::{BTreeMap, BTreeSet};

use super::concise::one_line;
use super::markdown_parts::{NAME_LENGTH, UNFOLDED, around_change, fitting, folded, length};
use super::markdown_prose::prose_left_behind;
use super::markdown_text::{clip, plain};
use super::reported_rows::{ReportedRows, reported_rows};
use super::rule_page::rule_page;
use super::{Format, Places, Report, Since, summary};
use crate::align::EntryId;
use crate::check::Finding;
use crate::diagnostic::{Severity, counted};
use crate::freshness::Freshness;
use crate::model::LocaleId;

pub(super) const FORMAT: Format =
    Format { name: "markdown", about: "a comment of a review, or the summary of a step", write };

/// How many characters the text takes at most. Chosen some thousands below GitHub's limit, for what a workflow writes
/// around it.
const LIMIT: usize = 60_000;

/// How many are kept for the line that counts what is left out, and for the heading of each file.
const TAIL: usize = 300;

/// How much is shown of a message, in characters. Chosen: one cell of a thousand words must not take the room of all
/// other findings.
const MESSAGE_LENGTH: usize = 1000;

fn write(report: &Report<'_>) -> String {
    // What a change leaves behind is shown whatever rules are on.
    let is_stale_row = report.rows.values().any(|state| matches!(state, Freshness::Stale(_)));
    if report.findings.is_empty() && report.blocks.is_empty() && !is_stale_row {
        return nothing_found(report.since);
    }
    let mut text = match report.findings.is_empty() {
        true => "## Hexapla: no findings\n\n".to_owned(),
        false => format!("## Hexapla: {}\n\n", summary(report.findings)),
    };
    if let Some(since) = report.since {
        text += &format!("{}.\n\n", change(since));
    }
    text += &rows(report, &reported_rows(report));
    text += &changed_words(report.findings);
    text += &prose_left_behind(report.blocks, report.places);
    let room = (LIMIT - TAIL).saturating_sub(length(&text));
    text + &findings_by_file(report, room)
}

fn nothing_found(since: Option<&Since>) -> String {
    match since {
        Some(since) => format!("✅ Hexapla found nothing: {}.\n", change(since)),
        None => "✅ Hexapla found nothing: the languages agree.\n".to_owned(),
    }
}

fn change(since: &Since) -> String {
    format!("{} changed, {} fixed", counted(since.changed_entries.len(), "row"), counted(since.fixed, "finding"))
}

/// A table of entries and locales; nothing where the report is about no rows.
fn rows(report: &Report<'_>, reported: &ReportedRows) -> String {
    if reported.entries.is_empty() {
        return String::new();
    }
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let named = |first: String, locales: Vec<String>| row(std::iter::once(first).chain(locales).collect());
    let head = named("row".into(), reported.locales.iter().map(|locale| plain(locale.as_str())).collect())
        + &row(vec!["---".to_owned(); reported.locales.len() + 1]);
    let lines = reported.entries.iter().map(|(entry, broken)| {
        let cell = |locale: &LocaleId| {
            let place = (entry.clone(), locale.clone());
            let word = row_word(report.rows.get(&place), broken.contains(locale));
            if reported.changed.contains(&place) { format!("{word} (changed)") } else { word.to_owned() }
        };
        named(name(entry), reported.locales.iter().map(cell).collect())
    });
    let table = head + &fitting(lines.collect(), "row");
    let is_folded = reported.entries.len() > UNFOLDED;
    if is_folded { folded(&counted(reported.entries.len(), "row"), &table) } else { table + "\n" }
}

/// The worst of what is known of a row: that it is not there or not translated, then that something is wrong with it, then
/// that its source changed. A row of which nothing is known is as good as a fresh one to the author of a change.
fn row_word(freshness: Option<&Freshness>, is_broken: bool) -> &'static str {
    match freshness {
        Some(Freshness::Missing) => "❌ missing",
        Some(Freshness::Untranslated) => "❌ untranslated",
        _ if is_broken => "❌ broken",
        Some(Freshness::Stale(_)) => "🕓 stale",
        _ => "✅ fresh",
    }
}

/// The old and the new words of the source for stale rows; nothing where they are not known.
fn changed_words(findings: &[Finding]) -> String {
    let mut stale: BTreeMap<(&EntryId, (&str, &str)), BTreeSet<&LocaleId>> = BTreeMap::new();
    for finding in findings {
        let data = &finding.diagnostic.data;
        if let (Some(old), Some(new), Some(entry)) = (data.text("old"), data.text("new"), &finding.entry) {
            let words = (old, new);
            stale.entry((entry, words)).or_default().extend(&finding.locale);
        }
    }
    if stale.is_empty() {
        return String::new();
    }
    let parts = stale.iter().map(|((entry, (old, new)), locales)| {
        let locales: Vec<String> = locales.iter().map(|locale| plain(locale.as_str())).collect();
        let (old, new) = around_change(&one_line(old), &one_line(new));
        format!("{} is stale in {}:\n\n```diff\n- {old}\n+ {new}\n```\n\n", name(entry), locales.join(", "))
    });
    let text = fitting(parts.collect(), "row");
    let title = "The words that changed";
    if stale.len() > UNFOLDED { folded(title, &text) } else { format!("### {title}\n\n{text}") }
}

/// The worst findings that fit in `room` characters, file by file, and how many are left out.
fn findings_by_file(report: &Report<'_>, room: usize) -> String {
    let items: Vec<String> = report.findings.iter().map(|finding| item(finding, report.places)).collect();
    let shown = choose(report, &items, room);
    let mut files: Vec<(String, Vec<usize>)> = Vec::new();
    for &at in &shown {
        let path = report.places.path(&report.findings[at].diagnostic.span);
        match files.last_mut().filter(|(last, _)| *last == path) {
            Some((_, findings)) => findings.push(at),
            None => files.push((path, vec![at])),
        }
    }
    let mut text = String::new();
    for (path, findings) in &files {
        let counts = summary(findings.iter().map(|at| &report.findings[*at]));
        let list: String = findings.iter().map(|at| items[*at].as_str()).collect();
        let title = format!("{}: {counts}", plain(&clip(path, NAME_LENGTH)));
        text += &if shown.len() > UNFOLDED { folded(&title, &list) } else { format!("### {title}\n\n{list}\n") };
    }
    let left_out = report.findings.iter().enumerate().filter(|(at, _)| shown.binary_search(at).is_err());
    let left_out = summary(left_out.map(|(_, finding)| finding));
    if shown.len() < report.findings.len() {
        text += &format!("{left_out} more are left out here; `hexapla check` shows them all.\n");
    }
    text
}

/// The places of the findings to show, in order: the worst first, as long as there is room.
fn choose(report: &Report<'_>, items: &[String], room: usize) -> Vec<usize> {
    let mut by_severity: Vec<usize> = (0..items.len()).collect();
    // A stable sort: findings of one severity stay in the order of the files, so that a file is one part of the text.
    by_severity.sort_by_key(|at| std::cmp::Reverse(report.findings[*at].diagnostic.severity));
    let mut paths = BTreeSet::new();
    let mut taken = 0;
    let fits = |at: &usize| {
        let path = report.places.path(&report.findings[*at].diagnostic.span);
        let title = plain(&clip(&path, NAME_LENGTH));
        let heading = if paths.insert(path) { length(&folded(&title, "")) + TAIL } else { 0 };
        taken += length(&items[*at]) + heading;
        taken <= room
    };
    let mut shown: Vec<usize> = by_severity.into_iter().take_while(fits).collect();
    shown.sort_unstable();
    shown
}

fn item(finding: &Finding, places: &Places<'_>) -> String {
    let diagnostic = &finding.diagnostic;
    let mark = match diagnostic.severity {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Info => "ℹ️",
    };
    let address = plain(&clip(&places.address(&diagnostic.span), NAME_LENGTH));
    let (rule, page) = (diagnostic.rule, rule_page(diagnostic.rule));
    let message = plain(&clip(&diagnostic.message, MESSAGE_LENGTH));
    let severity = diagnostic.severity.as_str();
    let mut text = format!("- {mark} {severity} [{rule}]({page}) {address}: {message}");
    for label in &diagnostic.related {
        let address = plain(&clip(&places.address(&label.span), NAME_LENGTH));
        text += &format!("<br>{address}: {}", plain(&clip(&label.message, MESSAGE_LENGTH)));
    }
    if let Some(help) = &diagnostic.help {
        text += &format!("<br>help: {}", plain(&clip(help, MESSAGE_LENGTH)));
    }
    text + "\n"
}

fn name(entry: &EntryId) -> String {
    plain(&clip(entry.as_str(), NAME_LENGTH))
}

#[cfg(test)]
mod tests {
    use super::super::ChangedEntry;
    use super::super::fixture::Fixture;
    use super::*;
    use crate::diagnostic::{Diagnostic, Message};
    use crate::freshness::RowsByEntry;

    const CHINESE: &str = "content/zh-TW/connectors.md";
    const DUTCH: &str = "content/nl-NL/connectors.md";

    fn fixture() -> Fixture {
        Fixture::new(&[(CHINESE, "# 標題\n\n|錯誤|方塊|\n"), (DUTCH, "|fout|Box|\n")])
    }

    fn since() -> Since {
        let changed =
            |entry, locale: &str| ChangedEntry { entry: EntryId::new(entry), locales: vec![locale.parse().unwrap()] };
        let changed_entries = vec![changed("box-401", "en-US"), changed("okta-403", "nl-NL")];
        Since { base: "ed4ea71b".into(), head: None, changed_entries, fixed: 1 }
    }

    /// A finding that the source changed a row from the first of two texts to the second.
    fn stale(fixture: &Fixture, path: &str, text: &str, (old, new): (&str, &str)) -> Finding {
        let mut finding = fixture.finding(path, text, "");
        let message = Message::new("`en-US` changed this row, and `{locale}` did not: `{old}` became `{new}`")
            .with("locale", finding.locale.as_ref().expect("the path names a locale"))
            .with("old", old)
            .with("new", new);
        finding.diagnostic = Diagnostic::new("stale-row", Severity::Error, finding.diagnostic.span, message);
        finding
    }

    fn stale_rows(rows: &[(&str, &str)]) -> RowsByEntry {
        let row = |(entry, locale): &(&str, &str)| (EntryId::new(entry), locale.parse().unwrap());
        rows.iter().map(|named| (row(named), Freshness::Stale(Vec::new()))).collect()
    }

    #[test]
    fn words_of_the_source_are_not_read_out_of_the_message() {
        let fixture = fixture();
        let (old, new) = ("Typ `a` did not: `b` became `c`", "輸入 `a` became `d`");
        let mut finding = stale(&fixture, CHINESE, "方塊", (old, new));
        finding.entry = Some(EntryId::new("box-401"));
        let text = fixture.write("markdown", &[finding]);
        assert!(text.contains(&format!("```diff\n- {old}\n+ {new}\n```")), "{text}");
    }

    #[test]
    fn a_row_is_stale_or_missing_whether_or_not_a_rule_reports_it() {
        let fixture = fixture();
        let mut rows = stale_rows(&[("box-401", "nl-NL"), ("okta-403", "nl-NL")]);
        rows.insert((EntryId::new("okta-403"), "nl-NL".parse().unwrap()), Freshness::Missing);
        let mut finding = fixture.finding(CHINESE, "方塊", "x");
        finding.entry = Some(EntryId::new("box-401"));
        let text = fixture.write_rows("markdown", &[finding], &rows, &since());
        assert!(text.contains("| box-401 | ✅ fresh (changed) | 🕓 stale | ❌ broken |"), "{text}");
        assert!(text.contains("| okta-403 | ✅ fresh | ❌ missing (changed) | ✅ fresh |"), "{text}");
    }

    #[test]
    fn a_change_is_shown_by_its_rows_its_words_and_its_findings() {
        let fixture = fixture();
        let mut broken = fixture.finding(CHINESE, "方塊", "the name `Box` reads `方塊`");
        broken.diagnostic =
            broken.diagnostic.help("write `Box`").related(fixture.span(DUTCH, "Box"), "here it is `Box`");
        let mut stale = stale(&fixture, DUTCH, "fout", ("Try it again.", "Try it later."));
        stale.diagnostic.severity = Severity::Warning;
        (broken.entry, stale.entry) = (Some(EntryId::new("okta-403")), Some(EntryId::new("box-401")));
        let rows = stale_rows(&[("box-401", "nl-NL")]);
        insta::assert_snapshot!(fixture.write_rows("markdown", &[stale, broken], &rows, &since()), @r#"
        ## Hexapla: 1 error, 1 warning

        2 rows changed, 1 finding fixed.

        | row | en-US | nl-NL | zh-TW |
        | --- | --- | --- | --- |
        | box-401 | ✅ fresh (changed) | 🕓 stale | ✅ fresh |
        | okta-403 | ✅ fresh | ✅ fresh (changed) | ❌ broken |

        ### The words that changed

        box-401 is stale in nl-NL:

        ```diff
        - Try it again.
        + Try it later.
        ```

        ### content/nl-NL/connectors.md: 1 warning

        - ⚠️ warning [stale-row](https://hexapla.github.io/hexapla/en-us/rules/stale-row/) content/nl-NL/connectors.md:1:2: &#96;en-US&#96; changed this row, and &#96;nl-NL&#96; did not: &#96;Try it again.&#96; became &#96;Try it later.&#96;

        ### content/zh-TW/connectors.md: 1 error

        - ❌ error [name-translated](https://hexapla.github.io/hexapla/en-us/rules/name-translated/) content/zh-TW/connectors.md:3:5: the name &#96;Box&#96; reads &#96;方塊&#96;<br>content/nl-NL/connectors.md:1:7: here it is &#96;Box&#96;<br>help: write &#96;Box&#96;
        "#);
    }

    #[test]
    fn nothing_found_is_one_line() {
        let fixture = fixture();
        assert_eq!(fixture.write("markdown", &[]), "✅ Hexapla found nothing: the languages agree.\n");
        let text = fixture.write_since("markdown", &[], &since());
        assert_eq!(text, "✅ Hexapla found nothing: 2 rows changed, 1 finding fixed.\n");
    }

    #[test]
    fn many_findings_are_folded_by_file() {
        let fixture = fixture();
        let mut findings = vec![fixture.finding(CHINESE, "方塊", "x"); 10];
        assert!(!fixture.write("markdown", &findings).contains("<details>"));
        findings.push(fixture.finding(DUTCH, "Box", "x"));
        let text = fixture.write("markdown", &findings);
        assert!(
            text.contains("<details>\n<summary>content/zh-TW/connectors.md: 10 errors</summary>\n\n- ❌"),
            "{text}"
        );
        assert_eq!(text.matches("</details>").count(), 2);
    }

    #[test]
    fn hostile_words_are_only_words() {
        let fixture = fixture();
        let hostile = "@jan `a`|b <img src=x onerror=y>\n\n# kop\n</details> [x](javascript:y)";
        let words = (hostile, "\n```\n@piet");
        let mut findings = vec![fixture.finding(CHINESE, "方塊", hostile), stale(&fixture, CHINESE, "方塊", words)];
        for finding in &mut findings {
            finding.entry = Some(EntryId::new("a|<b>@jan"));
        }
        insta::assert_snapshot!(fixture.write("markdown", &findings), @r#"
        ## Hexapla: 2 errors

        | row | zh-TW |
        | --- | --- |
        | a&#124;&#60;b&#62;@&#8203;jan | ❌ broken |

        ### The words that changed

        a&#124;&#60;b&#62;@&#8203;jan is stale in zh-TW:

        ```diff
        - @jan `a`|b <img src=x onerror=y> # kop </details> [x](javascript:y)
        + ``` @piet
        ```

        ### content/zh-TW/connectors.md: 2 errors

        - ❌ error [name-translated](https://hexapla.github.io/hexapla/en-us/rules/name-translated/) content/zh-TW/connectors.md:3:5: @&#8203;jan &#96;a&#96;&#124;b &#60;img src=x onerror=y&#62; # kop &#60;/details&#62; &#91;x&#93;(javascript:y)
        - ❌ error [stale-row](https://hexapla.github.io/hexapla/en-us/rules/stale-row/) content/zh-TW/connectors.md:3:5: &#96;en-US&#96; changed this row, and &#96;zh-TW&#96; did not: &#96;@&#8203;jan &#96;a&#96;&#124;b &#60;img src=x onerror=y&#62; # kop &#60;/details&#62; &#91;x&#93;(javascript:y)&#96; became &#96; &#96;&#96;&#96; @&#8203;piet&#96;
        "#);
    }

    #[test]
    fn a_comment_has_room_for_it_and_the_worst_are_kept() {
        let fixture = fixture();
        let mut findings =
            vec![fixture.finding(CHINESE, "方塊", Message::new("{text}").with("text", "錯|".repeat(900))); 200];
        for (at, finding) in findings.iter_mut().enumerate() {
            finding.entry = Some(EntryId::new(&format!("{at}-{}", "_".repeat(300))));
            finding.diagnostic.severity = if at < 199 { Severity::Warning } else { Severity::Error };
        }
        let text = fixture.write("markdown", &findings);
        assert!((45_000..=LIMIT).contains(&length(&text)), "{}", length(&text));
        assert!(text.contains("❌ error"), "{text}");
        assert!(
            text.trim_end().ends_with("warnings more are left out here; `hexapla check` shows them all."),
            "{text}"
        );
    }
}
