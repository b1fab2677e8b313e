//! The block at the top of a file, with its values as they were written.

use std::collections::BTreeSet;
use std::ops::Range;

use super::front_matter_fences::{self, Block, Language};
use super::front_matter_lines::{MOST_BRACKETS, lines_from, top_level_key};
use super::toml_front_matter;
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{Date, FrontMatter, FrontMatterValue};
use crate::text::Source;

use crate::diagnostic::rule_ids::FRONT_MATTER_INVALID as RULE;

/// The front matter of a file and the first byte below it.
pub fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> (FrontMatter, usize) {
    let Some(Block { language, inside, whole }) = front_matter_fences::find(source, diagnostics) else {
        return (FrontMatter::default(), source.bom_len());
    };
    let (values, nested) = match language {
        Language::Toml => toml_front_matter::read(source, inside, diagnostics),
        Language::Yaml => {
            let values = read_values(source, inside.clone(), diagnostics);
            validate(source, inside.clone(), diagnostics);
            (values, nested_values(source, inside))
        }
    };
    let body = whole.end;
    let front_matter = FrontMatter { span: Some(source.span(whole)), values, nested };
    diagnostics.extend(dates_that_are_none(&front_matter));
    (front_matter, body)
}

/// The keys for the day at which a page was last changed, as generators call them; the first one that is there counts.
const DATES: &[&str] = &["lastmod", "updated", "last_updated", "date", "ms.date"];

/// The day at which a page was last changed, according to its front matter.
pub fn front_matter_date(front_matter: &FrontMatter) -> Option<Date> {
    DATES.iter().find_map(|key| front_matter.get(key)?.parse().ok())
}

/// The texts of a value that is a list or a single text.
pub fn front_matter_list(value: &str) -> Vec<String> {
    let is_list = value.trim_start().starts_with(['[', '-']) && value.matches(['[', '{']).count() <= MOST_BRACKETS;
    let list = is_list.then(|| serde_yaml::from_str::<Vec<String>>(value).ok());
    let list = list.flatten().unwrap_or_else(|| vec![value.to_owned()]);
    list.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// The reports of dates that name no day, so that nothing is known of when their pages were changed.
fn dates_that_are_none(front_matter: &FrontMatter) -> impl Iterator<Item = Diagnostic> {
    let dates = DATES.iter().filter_map(|key| front_matter.entry(key));
    let is_none = |value: &str| {
        // What a generator fills in, and what switches it off, is no date that somebody wrote.
        let is_meant = !value.is_empty() && !value.starts_with([':', '{', '$', '%', '<', '[', '-']);
        is_meant && !["true", "false", "null", "~", "none", "auto", "now"].contains(&value.to_lowercase().as_str())
    };
    dates.filter(move |entry| is_none(entry.value.trim()) && entry.value.parse::<Date>().is_err()).map(|entry| {
        let message = Message::new("`{key}` is `{value}`, which is no day of the calendar, so it is not read")
            .with("key", &entry.key)
            .with("value", &entry.value);
        Diagnostic::new(RULE, Severity::Warning, entry.span.clone(), message)
            .help("write the year, the month and the day: `2026-03-02`")
    })
}

fn read_values(source: &Source, inside: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Vec<FrontMatterValue> {
    let text = source.text();
    let mut values: Vec<FrontMatterValue> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut raw: Vec<(String, Range<usize>, Range<usize>)> = Vec::new();
    for line in lines_from(text, inside.start).take_while(|line| line.start < inside.end) {
        let content = &text[line.clone()];
        match top_level_key(content) {
            Some((key, _)) => {
                let trimmed = line.start..line.start + content.trim_end().len();
                raw.push((key.to_owned(), trimmed, line));
            }
            None => {
                if let Some((_, _, block)) = raw.last_mut() {
                    block.end = line.end;
                }
            }
        }
    }
    for (key, line, block) in raw {
        if !seen.insert(key.clone()) {
            diagnostics.push(duplicate_key(source, &key, line, &values));
            continue;
        }
        let value = value_of(&key, &text[block]);
        values.push(FrontMatterValue { key, value, span: source.span(line) });
    }
    values
}

/// Keys below so many others are not read. Chosen: nobody writes more.
const DEEPEST_KEY: usize = 4;

/// The scalars below a key, as they were written: YAML would make `1e10`, a commit, a number. Lists and texts of several
/// lines have none.
fn nested_values(source: &Source, inside: Range<usize>) -> Vec<FrontMatterValue> {
    let text = source.text();
    let mut nested: Vec<FrontMatterValue> = Vec::new();
    let mut above: Vec<(usize, &str)> = Vec::new();
    // What is further in than this is of a list or a text.
    let mut opaque: Option<usize> = None;
    for line in lines_from(text, inside.start).take_while(|line| line.start < inside.end) {
        let content = &text[line.clone()];
        let key_line = content.trim_start_matches(' ');
        let indent = content.len() - key_line.len();
        if key_line.trim().is_empty() || key_line.starts_with('#') || opaque.is_some_and(|around| indent > around) {
            continue;
        }
        above.retain(|(around, _)| *around < indent);
        let Some((key, value)) = top_level_key(key_line) else {
            opaque = Some(indent);
            continue;
        };
        let is_parent = without_comment(value).is_empty();
        let is_scalar = !is_parent && !value.starts_with(['|', '>', '[', '{', '&', '*', '!']);
        opaque = (!is_parent && !is_scalar || above.len() >= DEEPEST_KEY).then_some(indent);
        if is_scalar && !above.is_empty() {
            let keys: Vec<&str> = above.iter().map(|(_, key)| *key).chain([key]).collect();
            let value = without_quotes(without_comment(value)).to_owned();
            nested.push(FrontMatterValue { key: keys.join("."), value, span: source.span(line) });
        } else if is_parent {
            above.push((indent, key));
        }
    }
    nested
}

fn without_quotes(value: &str) -> &str {
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

fn duplicate_key(source: &Source, key: &str, line: Range<usize>, values: &[FrontMatterValue]) -> Diagnostic {
    let message = Message::new("the key `{key}` is given twice").with("key", key);
    let diagnostic = Diagnostic::new(RULE, Severity::Error, source.span(line), message)
        .help("remove one of the two; the first one is used");
    match values.iter().find(|value| value.key == key) {
        Some(first) => diagnostic.related(first.span.clone(), "first given here"),
        None => diagnostic,
    }
}

/// The value of one key from its lines, as written where it is a plain scalar.
fn value_of(key: &str, block: &str) -> String {
    let (_, first) = top_level_key(block.lines().next().unwrap_or_default()).unwrap_or((key, ""));
    let continues = block.lines().skip(1).any(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let is_deep = block.matches(['[', '{']).count() > MOST_BRACKETS;
    if is_deep || !continues && !first.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!']) {
        return without_comment(first).to_owned();
    }
    let parsed: Result<serde_yaml::Mapping, _> = serde_yaml::from_str(block);
    match parsed.ok().and_then(|mapping| mapping.into_iter().next()) {
        Some((_, serde_yaml::Value::String(text))) => text.trim_end().to_owned(),
        Some((_, value)) => serde_yaml::to_string(&value).map(|text| text.trim_end().to_owned()).unwrap_or_default(),
        None => without_comment(first).trim_matches(['"', '\'']).to_owned(),
    }
}

fn without_comment(value: &str) -> &str {
    if value.starts_with('#') {
        return "";
    }
    value.split(" #").next().unwrap_or_default().trim_end()
}

fn validate(source: &Source, inside: Range<usize>, diagnostics: &mut Vec<Diagnostic>) {
    let block = source.slice(inside.clone());
    if block.matches(['[', '{']).count() > MOST_BRACKETS {
        let message = "front matter with too many brackets to be meant";
        let span = source.span(first_line(source, inside));
        diagnostics
            .push(Diagnostic::new(RULE, Severity::Error, span, message).help("write one `key: value` on each line"));
        return;
    }
    let error = match serde_yaml::from_str::<serde_yaml::Value>(block) {
        Ok(serde_yaml::Value::Null | serde_yaml::Value::Mapping(_)) => return,
        Ok(_) => {
            let message = "front matter that is not a list of keys and values";
            diagnostics.push(
                Diagnostic::new(RULE, Severity::Error, source.span(first_line(source, inside)), message)
                    .help("write one `key: value` on each line"),
            );
            return;
        }
        Err(error) => error,
    };
    if error.to_string().contains("duplicate entry") && !diagnostics.is_empty() {
        return;
    }
    let at = error.location().map_or(inside.start, |location| inside.start + location.index().min(block.len()));
    let at = source.text().floor_char_boundary(at);
    let line = source.lines().range(source.text(), source.lines().line(at));
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default();
    let message = Message::new("front matter that is not YAML: {reason}").with("reason", reason);
    diagnostics.push(
        Diagnostic::new(RULE, Severity::Error, source.span(line), message)
            .help("put quotes around a value that holds `: ` or begins with a special character"),
    );
}

fn first_line(source: &Source, inside: Range<usize>) -> Range<usize> {
    source.lines().range(source.text(), source.lines().line(inside.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FilePath;

    fn read_text(text: &str) -> (Vec<(String, String)>, usize, Vec<String>) {
        let source = Source::new(FilePath::new("a.md"), text.into());
        let mut diagnostics = Vec::new();
        let (front_matter, body) = read(&source, &mut diagnostics);
        let values = front_matter.values.into_iter().map(|value| (value.key, value.value)).collect();
        let found = diagnostics
            .into_iter()
            .map(|diagnostic| format!("{}: {}", source.position(diagnostic.span.start).line, diagnostic.message))
            .collect();
        (values, body, found)
    }

    fn values(text: &str) -> Vec<(String, String)> {
        let (values, _, found) = read_text(text);
        assert_eq!(found, Vec::<String>::new(), "{text}");
        values
    }

    fn pair(key: &str, value: &str) -> (String, String) {
        (key.to_owned(), value.to_owned())
    }

    #[test]
    fn values_stay_as_they_were_written() {
        let text = "---\ntitle: Foutberichten | Docs\nms.nummer: 012\ndraft: no\nkeywords: \n# comment\n#x:\nquoted: \"錯誤: 訊息\" # why\n---\nrest";
        let expected = [
            pair("title", "Foutberichten | Docs"),
            pair("ms.nummer", "012"),
            pair("draft", "no"),
            pair("keywords", ""),
            pair("quoted", "錯誤: 訊息"),
        ];
        assert_eq!(values(text), expected);
    }

    #[test]
    fn a_byte_order_mark_and_carriage_returns_do_not_hide_the_block() {
        let (values, body, found) = read_text("\u{feff}---\r\ntitle: 標題\r\n---\r\n# 標題\r\n");
        assert_eq!(values, [pair("title", "標題")]);
        assert_eq!((body, found.len()), (3 + 5 + 15 + 5, 0));
    }

    #[test]
    fn nested_values_are_kept_as_yaml() {
        assert_eq!(values("---\ntags:\n  - één\n  - 二\n---\n"), [pair("tags", "- één\n- 二")]);
    }

    #[test]
    fn a_value_below_a_key_is_found_by_both_names() {
        let text = "---\nl10n:\n  sourceCommit: 1e10000 # 原文\n  diep:\n    er: 'x'\n  lijst:\n    - a: b\n      c: d\n  \
                    tekst: |\n    e: f\ng: h\n---\n";
        let source = Source::new(FilePath::new("a.md"), text.into());
        let (front_matter, _) = read(&source, &mut Vec::new());
        let nested: Vec<&str> = front_matter.nested.iter().map(|value| value.key.as_str()).collect();
        assert_eq!(nested, ["l10n.sourceCommit", "l10n.diep.er"]);
        assert_eq!(front_matter.get("l10n.sourceCommit"), Some("1e10000"));
        assert_eq!(front_matter.get("l10n.diep.er"), Some("x"));
        assert_eq!(source.position(front_matter.entry("l10n.sourceCommit").unwrap().span.start).line, 3);
        assert_eq!(front_matter.get("g"), Some("h"));
    }

    #[test]
    fn a_key_given_twice_is_reported_at_the_second() {
        let (values, _, found) = read_text("---\ntitle: a\ntitle: b\n---\n");
        assert_eq!(values, [pair("title", "a")]);
        assert_eq!(found, ["3: the key `title` is given twice"]);
    }

    #[test]
    fn broken_yaml_is_reported_and_its_values_are_still_read() {
        let (values, _, found) = read_text("---\nauthor: x\ntitle: a: b\n---\n");
        assert_eq!(values, [pair("author", "x"), pair("title", "a: b")]);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("3: front matter that is not YAML: "), "{found:?}");
    }

    #[test]
    fn toml_between_plus_signs_is_read() {
        let text = "+++\r\ntitle = \"標題\"\r\ndate = 2026-03-02 # dag\r\nweight = 12\r\n+++\r\n# Eén\r\n";
        let (values, body, found) = read_text(text);
        assert_eq!(values, [pair("title", "標題"), pair("date", "2026-03-02"), pair("weight", "12")]);
        assert_eq!((&text[body..], found), ("# Eén\r\n", Vec::<String>::new()));
        let text = "+++\naliases = [\"één\", \"二\"]\n[l10n]\ncommit = \"1e10\"\n[l10n.diep]\ner = true\n+++\n";
        let source = Source::new(FilePath::new("a.md"), text.into());
        let (front_matter, _) = read(&source, &mut Vec::new());
        assert_eq!(front_matter.get("aliases"), Some("- één\n- 二"));
        assert_eq!((front_matter.get("l10n.commit"), front_matter.get("l10n.diep.er")), (Some("1e10"), Some("true")));
        assert_eq!(source.position(front_matter.entry("l10n.commit").unwrap().span.start).line, 4);
        assert_eq!(read_text("+++\nonderwerp = App\n+++\n").2.len(), 1);
        assert_eq!(read_text("+++\ntitle = \"x\"\n").2, ["1: front matter that never ends"]);
        assert_eq!(read_text("+++ één\n").2, Vec::<String>::new());
    }

    #[test]
    fn fences_that_a_tool_spoiled_are_reported_and_what_is_between_them_is_read() {
        for fence in ["- - -", "———", "－－－", "----", "\\---", "* * *"] {
            let (values, body, found) = read_text(&format!("{fence}\ntitle: 標題\nid: één\n{fence}\n# A\n"));
            assert_eq!((values.len(), found.len()), (2, 1), "{fence}");
            assert!(body > 0 && found[0].starts_with("1: front matter that begins with `"), "{found:?}");
        }
        for text in ["- - -\n\nTekst: twee\n\n- - -\n", "* * *\nLet op: nu!\n* * *\n", "- - -\ntitle: x\n"] {
            let (values, body, found) = read_text(text);
            assert_eq!((values.len(), body, found.len()), (0, 0, 0), "{text}");
        }
    }

    #[test]
    fn front_matter_that_is_not_at_the_top_is_reported() {
        let late = ["3: front matter below the first line, which is not read: readers see it as text"];
        assert_eq!(read_text("\n\n---\ntitle: 標題\n---\n").2, late);
        assert_eq!(read_text("<!-- één\n-->\n---\ntitle: 標題\n---\n").2, late);
        assert_eq!(read_text("\n---\n\nTekst\n\n---\n").2, Vec::<String>::new());
        assert_eq!(read_text("\n---\nLet op: nu!\n---\n").2, Vec::<String>::new());
    }

    #[test]
    fn a_date_that_names_no_day_is_reported() {
        for date in ["2026-13-40", "14.03.2026", "31/12/2025", "gisteren", "二〇二六年"] {
            let found = read_text(&format!("---\ntitle: x\nms.date: {date}\n---\n")).2;
            assert_eq!(
                found,
                [format!("3: `ms.date` is `{date}`, which is no day of the calendar, so it is not read")]
            );
        }
        for date in ["2026-03-02", "2026/3/2", "10/27/2016", "\"2026-03-02T10:00:00+08:00\"", "", ":git", "false"] {
            assert_eq!(read_text(&format!("---\ntitle: x\nlastmod: {date}\n---\n")).2, Vec::<String>::new(), "{date}");
        }
    }

    #[test]
    fn a_block_that_never_ends_is_reported_but_a_rule_is_not() {
        assert_eq!(read_text("---\ntitle: a\n").2, ["1: front matter that never ends"]);
        assert_eq!(read_text("---\n\nTekst\n").2, Vec::<String>::new());
    }
}
