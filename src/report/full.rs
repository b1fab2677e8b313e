//! For people: the source with carets under it, what to do, and the other places that matter.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::excerpt::{Excerpt, excerpt};
use super::{Format, Places, Report};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, Severity};
use crate::text::Span;

pub(super) const FORMAT: Format =
    Format { name: "full", about: "for people: the source with carets under it, and what to do", write };

/// Of a line of more bytes only the address is shown. It is read anew for each of its places, of which it may have as
/// many, so time would grow with its square. Chosen.
const LONGEST_LINE: usize = 20_000;

/// The narrowest report that can be read: less leaves no room for a message beside the line numbers. Chosen.
const NARROWEST: usize = 40;

fn write(report: &Report<'_>) -> String {
    let width = report.style.width.max(NARROWEST);
    let renderer = if report.style.color { Renderer::styled() } else { Renderer::plain() };
    // ASCII frames can be read in any log and any terminal.
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(width);
    let findings = report.findings.iter().map(|finding| {
        let groups = groups(&finding.diagnostic, report.places, width);
        format!("{}\n\n", renderer.render(&groups).trim_end())
    });
    findings.collect()
}

fn groups<'a>(diagnostic: &'a Diagnostic, places: &Places<'_>, width: usize) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.rule);
    let mut main = Group::with_title(title).element(place(&diagnostic.span, places, width));
    if let Some(help) = &diagnostic.help {
        main = main.element(Level::HELP.message(normalize_untrusted_str(help)));
    }
    if let Some(fix) = &diagnostic.fix {
        let said = |edit: &&Edit| !says_already(diagnostic, edit);
        let edits = fix.edits.iter().filter(said);
        main = main.elements(edits.map(|edit| Level::HELP.message(advice(fix, edit, diagnostic, places))));
    }
    let related = diagnostic.related.iter().map(|label| related(label, places, width));
    std::iter::once(main).chain(related).collect()
}

fn related<'a>(label: &Label, places: &Places<'_>, width: usize) -> Group<'a> {
    let title = Level::NOTE.secondary_title(normalize_untrusted_str(&label.message));
    Group::with_title(title).element(place(&label.span, places, width))
}

/// The address of a place and, where its source is to be had, the line with carets under it.
///
/// A line that is wider than the report is cut by the renderer, around the carets: half the width is theirs.
fn place<'a>(span: &Span, places: &Places<'_>, width: usize) -> Element<'a> {
    let path = places.path(span);
    let Some(source) = places.source(span) else { return Origin::path(path).into() };
    let Excerpt { line, text, mark, last_line } = excerpt(&source, span.range(), width / 2);
    if text.len() > LONGEST_LINE {
        return Origin::path(path).line(line).char_column(source.position(span.start).column).into();
    }
    let label = last_line.map(|last| format!("to line {last}"));
    let mark = AnnotationKind::Primary.span(mark).label(label);
    Snippet::source(text.to_owned()).path(path).line_start(line).annotation(mark).into()
}

/// Whether the help names the new text already, so that to repeat it would be noise.
fn says_already(diagnostic: &Diagnostic, edit: &Edit) -> bool {
    let named = format!("write `{}`", edit.text);
    diagnostic.help.as_deref().is_some_and(|help| help.starts_with(&named))
}

fn advice(fix: &Fix, edit: &Edit, diagnostic: &Diagnostic, places: &Places<'_>) -> String {
    let action = match (edit.span.start == edit.span.end, edit.text.is_empty()) {
        (true, _) => format!("insert `{}`", edit.text),
        (false, true) => "remove it".to_owned(),
        (false, false) => format!("replace with `{}`", edit.text),
    };
    let certainty = match fix.applicability {
        Applicability::Safe => "",
        Applicability::Suggested => " (have a look first)",
    };
    let place =
        if edit.span == diagnostic.span { String::new() } else { format!(" at {}", places.address(&edit.span)) };
    normalize_untrusted_str(&format!("{action}{place}{certainty}"))
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::super::Style;
    use super::super::fixture::Fixture;
    use super::*;

    const CHINESE: &str = "content/zh-TW/connectors.md";
    const DUTCH: &str = "content/nl-NL/connectors.md";
    const CHINESE_ROW: &str = "|AuthFatalFailureException: 驗證失敗|方塊|權杖已過期。|請重新連線 Box。|";
    const DUTCH_ROW: &str = "|AuthFatalFailureException: één fout|Box|Het token is verlopen.|Maak opnieuw verbinding.|";

    fn fixture() -> Fixture {
        Fixture::new(&[(CHINESE, &format!("# 標題\n\n{CHINESE_ROW}\n")), (DUTCH, &format!("{DUTCH_ROW}\n"))])
    }

    #[test]
    fn carets_stand_under_the_chinese_word_and_the_dutch_one() {
        let fixture = fixture();
        let mut finding = fixture.finding(CHINESE, "方塊", "the name `Box` reads `方塊`");
        finding.diagnostic = finding
            .diagnostic
            .help("leave names as they are")
            .related(fixture.span(DUTCH, "Box"), "here it is `Box`")
            .fix(Applicability::Safe, fixture.span(CHINESE, "方塊"), "Box");
        let text = fixture.write("full", &[finding]);
        assert_eq!(under_carets(&text), ["方塊", "Box"]);
        insta::assert_snapshot!(text, @r#"
error[name-translated]: the name `Box` reads `方塊`
 --> content/zh-TW/connectors.md:3:34
  |
3 | |AuthFatalFailureException: 驗證失敗|方塊|權杖已過期。|請重新連線 Box。|
  |                                      ^^^^
  |
  = help: leave names as they are
  = help: replace with `Box`
note: here it is `Box`
 --> content/nl-NL/connectors.md:1:38
  |
1 | |AuthFatalFailureException: één fout|Box|Het token is verlopen.|Maak opnieuw verbinding.|
  |                                      ^^^
"#);
    }

    #[test]
    fn a_row_of_thousands_of_characters_is_cut_around_the_carets() {
        let long = format!("|{}|方塊|{}|", "伺服器傳回錯誤。".repeat(300), "請重新連線。".repeat(300));
        let fixture = Fixture::new(&[(CHINESE, &long)]);
        let style = Style { color: false, width: 70 };
        let text = fixture.write_as("full", &[fixture.finding(CHINESE, "方塊", "x")], style);
        assert_eq!(under_carets(&text), ["方塊"]);
        assert!(text.lines().all(|line| line.width() <= 70), "{text}");
        insta::assert_snapshot!(text, @r#"
error[name-translated]: x
 --> content/zh-TW/connectors.md:1:2403
  |
1 | ... 傳回錯誤。伺服器傳回錯誤。|方塊|請重新連線。請重新連線。請...
  |                                ^^^^
"#);
    }

    #[test]
    fn of_a_line_that_nobody_reads_the_address_is_enough() {
        let long = format!("|{}|方塊|", "伺服器".repeat(5_000));
        let fixture = Fixture::new(&[(CHINESE, &long)]);
        insta::assert_snapshot!(fixture.write("full", &[fixture.finding(CHINESE, "方塊", "x")]), @r#"
error[name-translated]: x
--> content/zh-TW/connectors.md:1:15003
"#);
    }

    #[test]
    fn tabs_and_control_characters_do_not_move_the_carets() {
        let fixture = Fixture::new(&[(DUTCH, "een\r\n\t\u{1b}[31m\u{202e}één\tfout\r\n")]);
        let text = fixture.write("full", &[fixture.finding(DUTCH, "fout", "x")]);
        assert_eq!(under_carets(&text), ["fout"]);
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    }

    #[test]
    fn a_place_of_several_lines_an_empty_place_and_a_missing_file_are_shown_for_what_they_are() {
        let fixture = fixture();
        let mut insertion = fixture.finding(DUTCH, "Box", "a");
        insertion.diagnostic.severity = Severity::Info;
        insertion.diagnostic.span.end = insertion.diagnostic.span.start;
        let place = insertion.diagnostic.span.clone();
        insertion.diagnostic = insertion.diagnostic.fix(Applicability::Suggested, place, "Drop");
        let findings = [
            fixture.finding(CHINESE, "標題\n\n|Auth", "a section"),
            insertion,
            fixture.finding("content/zh-TW/weg.md", "", "there is no such page"),
        ];
        insta::assert_snapshot!(fixture.write("full", &findings), @r#"
error[name-translated]: a section
 --> content/zh-TW/connectors.md:1:3
  |
1 | # 標題
  |   ^^^^ to line 3

info[name-translated]: a
 --> content/nl-NL/connectors.md:1:38
  |
1 | |AuthFatalFailureException: één fout|Box|Het token is verlopen.|Maak opnieuw verbinding.|
  |                                      ^
  |
  = help: insert `Drop` (have a look first)

error[name-translated]: there is no such page
--> content/zh-TW/weg.md
"#);
    }

    #[test]
    fn color_is_for_terminals() {
        let fixture = fixture();
        let finding = fixture.finding(DUTCH, "Box", "x");
        let colored = fixture.write_as("full", &[finding], Style { color: true, width: 80 });
        assert!(colored.contains("\u{1b}["));
    }

    proptest::proptest! {
        #[test]
        fn wherever_a_line_is_cut_the_carets_are_under_the_mark(
            before in "[a錯｜é 한]{0,120}", mark in "[b誤é]{1,9}", after in "[a錯｜é 한]{0,120}", width in 40_usize..130,
        ) {
            let fixture = Fixture::new(&[(CHINESE, &format!("{before}<{mark}>{after}"))]);
            let finding = fixture.finding(CHINESE, &format!("<{mark}>"), "x");
            let text = fixture.write_as("full", &[finding], Style { color: false, width });
            proptest::prop_assert_eq!(under_carets(&text), [format!("<{mark}>")], "{}", text);
            proptest::prop_assert!(text.lines().all(|line| line.width() <= width), "{}", text);
        }
    }

    /// What stands above each run of carets, by display columns.
    fn under_carets(text: &str) -> Vec<String> {
        let lines: Vec<&str> = text.lines().collect();
        let pairs = lines.windows(2).filter(|pair| pair[1].contains('^'));
        pairs.map(|pair| columns(pair[0], pair[1].find('^').unwrap(), pair[1].matches('^').count())).collect()
    }

    fn columns(line: &str, start: usize, count: usize) -> String {
        let mut at = 0;
        let starts = line.chars().map(|char| {
            at += char.to_string().width();
            (at - char.to_string().width(), char)
        });
        starts.filter(|(at, _)| (start..start + count).contains(at)).map(|(_, char)| char).collect()
    }
}
