//! Lines that were meant as a table and are none, with the reason.
//!
//! Each report says what keeps Markdown from reading a table, as it is: people mend what they are shown.

use std::ops::Range;

use super::pipes::{delimiter_columns, split_row};
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::model::Table;
use crate::text::Source;

/// The report of lines of a paragraph that were meant as a table; `None` where there are no such lines. `above` is where
/// the table before it ends, with its columns.
pub fn in_paragraph(source: &Source, paragraph: Range<usize>, above: Option<&(usize, usize)>) -> Option<Diagnostic> {
    let lines = Lines::of(source, paragraph);
    if !lines.words.iter().any(|words| words.contains(PIPES)) {
        return None;
    }
    if let Some((_, columns)) = above.filter(|(end, _)| source.text().get(*end..lines.start).is_some_and(is_between)) {
        let is_row = |words: &&str| words.starts_with('|') && split_row(words).len() == *columns;
        if lines.words.iter().all(|words| is_row(&words.trim())) {
            let message = "a blank line parts these rows from the table above, so they are none of it";
            let help = "take the blank line out, or give the rows a header and a delimiter row of their own";
            return Some(report(source, lines.start, message, help));
        }
    }
    let (first, reason) = with_delimiter(&lines).or_else(|| without_delimiter(&lines))?;
    let (message, help) = match reason {
        Reason::NoDelimiter => (
            Message::from("lines that look like a table, without a delimiter row"),
            format!("put `|{}` below the header row", "---|".repeat(split_row(lines.words[first]).len())),
        ),
        Reason::NoHeader => (
            Message::from("a delimiter row without a header row above it, so this is no table"),
            "put a row with a name for each column above the row of dashes".to_owned(),
        ),
        Reason::Count { header, delimiter } => (
            Message::new("the delimiter row has {found} columns where the header has {expected}, so this is no table")
                .count("found", delimiter)
                .count("expected", header),
            "give the header and the delimiter row below it the same number of cells".to_owned(),
        ),
        Reason::Character(char) => (
            Message::new("`{found}` ({code}) stands where a table has pipes, dashes and colons, so this is no table")
                .with("found", char)
                .with("code", format!("U+{:04X}", u32::from(char))),
            "write `|`, `-`, `:` and blanks as a keyboard for English has them".to_owned(),
        ),
        Reason::Quote => (
            Message::new("these rows have no `{mark}`, so they are words of the quote above and no table")
                .with("mark", '>'),
            "put `>` before each of them, or a blank line above the first one".to_owned(),
        ),
        Reason::Item => (
            Message::from("these rows are words of the list item above and no table"),
            "put a blank line above the first one, and indent all of them alike".to_owned(),
        ),
        Reason::Indent => (
            Message::from(
                "these rows are indented by four blanks or more, so they are words of the paragraph and no table",
            ),
            "indent the header and the delimiter row as the text above them".to_owned(),
        ),
        Reason::Unknown => (
            Message::from("these rows are read as text and as no table"),
            "put a blank line above the first one".to_owned(),
        ),
    };
    Some(report(source, lines.starts[first], message, help))
}

/// The report of rows in a block of HTML, which nothing reads as Markdown. `place` maps a byte of it to its place in
/// the file.
pub fn in_html(source: &Source, html: &str, place: impl Fn(usize) -> usize) -> Option<Diagnostic> {
    let opener = html.trim_start().get(..9).unwrap_or(html.trim_start()).to_ascii_lowercase();
    let is_raw =
        ["<!", "<?", "<pre", "<script", "<style", "<textarea", "<svg"].iter().any(|raw| opener.starts_with(raw));
    if is_raw || !html.contains('|') {
        return None;
    }
    let at = table_start(html)?;
    let message = "these rows are inside of HTML, where nothing is read as Markdown, so they are no table";
    Some(report(source, place(at), message, "put a blank line above the first row and one below the last"))
}

/// The report of a table that is indented so far that it is code.
pub fn in_indented_code(source: &Source, code: Range<usize>) -> Option<Diagnostic> {
    let text = source.slice(code.clone());
    // Somebody who shows how a table is written shows it alone; somebody who meant one has begun with it.
    let at = table_start(text).filter(|at| text[..*at].trim().is_empty())?;
    let message = "these rows are indented by four blanks or more, so they are code and no table";
    Some(report(source, code.start + at, message, "indent the rows as the text above them, or put them between fences"))
}

/// The report of a delimiter row that others take for text: with blanks between its dashes.
pub fn odd_delimiter(source: &Source, table: &Table) -> Option<Diagnostic> {
    let lines = source.lines();
    let line = lines.range(source.text(), table.line + 1);
    let words = words_of(source.text().get(line.clone())?);
    let is_odd = words.contains('-') && delimiter_columns(words).is_none() && words.chars().all(is_dash_or_pipe);
    is_odd.then(|| {
        let message = "blanks between the dashes of a delimiter row: most others read no table here";
        let at = line.start;
        report(source, at, message, "write dashes without blanks between them: `| --- | --- |`")
    })
}

/// Why a table is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    NoDelimiter,
    NoHeader,
    Count { header: usize, delimiter: usize },
    Character(char),
    Quote,
    Item,
    Indent,
    Unknown,
}

/// What is a pipe to a reader.
const PIPES: [char; 3] = ['|', '｜', '￨'];

/// The lines of a paragraph.
struct Lines<'t> {
    /// Where the paragraph begins, in bytes of the file.
    start: usize,
    /// Where each line begins, in bytes of the file; the first one at the paragraph's first word.
    starts: Vec<usize>,
    /// Each line from its beginning in the file.
    raw: Vec<&'t str>,
    /// Each without the marks of quotes and the white space around it.
    words: Vec<&'t str>,
    /// What is before the first word on its line: marks of quotes and of a list item.
    before: &'t str,
}

impl<'t> Lines<'t> {
    fn of(source: &'t Source, paragraph: Range<usize>) -> Lines<'t> {
        let text = source.text();
        let line_start = text[..paragraph.start].rfind('\n').map_or(0, |at| at + 1);
        let mut lines = Lines {
            start: paragraph.start,
            starts: Vec::new(),
            raw: Vec::new(),
            words: Vec::new(),
            before: &text[line_start..paragraph.start],
        };
        let mut at = paragraph.start;
        for line in text[paragraph].split_inclusive('\n') {
            let is_first = lines.raw.is_empty();
            lines.starts.push(at);
            lines.raw.push(if is_first { &text[line_start..at + line.len()] } else { line });
            lines.words.push(words_of(line));
            at += line.len();
        }
        lines
    }
}

/// A line without the marks of quotes and the white space around it.
fn words_of(line: &str) -> &str {
    // White space of other kinds is none to Markdown, and one reason why a table is none.
    line.trim_start_matches(['>', ' ', '\t']).trim_ascii_end()
}

/// Where a header with its delimiter row begins in a text, in bytes.
fn table_start(text: &str) -> Option<usize> {
    let mut header: Option<(usize, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = words_of(line);
        let columns = delimiter_columns(words);
        if let Some((start, _)) = header.filter(|(_, cells)| columns == Some(*cells)) {
            return Some(start);
        }
        header = words.contains('|').then(|| (at, split_row(words).len()));
        at += line.len();
    }
    None
}

/// The row above a line that was meant as a delimiter row, and why the two make no table.
fn with_delimiter(lines: &Lines<'_>) -> Option<(usize, Reason)> {
    let is_delimiter =
        |words: &str| words.contains(PIPES) && words.chars().any(is_dash) && words.chars().all(is_dash_or_pipe);
    let at = lines.words.iter().position(|words| is_delimiter(words))?;
    let Some(first) = at.checked_sub(1) else {
        // A line of dashes alone may be a drawing; with a row below it, it is not.
        let has_row = lines.words.get(1).is_some_and(|words| words.starts_with(PIPES));
        return has_row.then_some((at, Reason::NoHeader));
    };
    let (header, delimiter) = (lines.words[first], lines.words[at]);
    let odd = |words: &str, is_odd: fn(char) -> bool| words.chars().find(|char| is_odd(*char));
    // Full-width pipes are punctuation of a sentence, unless a line of dashes is below them.
    if let Some(char) = odd(delimiter, |char| !char.is_ascii()) {
        return header.contains(PIPES).then_some((first, Reason::Character(char)));
    }
    if let Some(char) = odd(header, |char| PIPES[1..].contains(&char)).filter(|_| !header.contains('|')) {
        return Some((first, Reason::Character(char)));
    }
    if !header.contains('|') {
        return None;
    }
    let header = split_row(header).len();
    let reason = match delimiter_columns(delimiter) {
        Some(found) if found == header => not_inside(lines, first, at),
        Some(found) => Reason::Count { header, delimiter: found },
        None => Reason::Count { header, delimiter: split_row(delimiter).len() },
    };
    Some((first, reason))
}

/// Why a header and a delimiter row that fit are no table: they are no lines of their own.
fn not_inside(lines: &Lines<'_>, first: usize, at: usize) -> Reason {
    let indent = |line: &str| line.len() - line.trim_start_matches(['>', ' ', '\t']).len();
    let quotes = |line: &str| line[..indent(line)].matches('>').count();
    let (own, before) = (&lines.raw[first..=at], lines.before);
    if own.iter().any(|line| quotes(line) < before.matches('>').count()) {
        return Reason::Quote;
    }
    let is_item = before.contains(|char: char| matches!(char, '-' | '*' | '+') || char.is_ascii_digit());
    if is_item && own.iter().any(|line| indent(line) < before.trim_end().len()) {
        return Reason::Item;
    }
    if own.iter().any(|line| indent(line) >= before.trim_end().len() + 4) {
        return Reason::Indent;
    }
    Reason::Unknown
}

/// The first of two or more rows without a line of dashes.
fn without_delimiter(lines: &Lines<'_>) -> Option<(usize, Reason)> {
    let is_row = |words: &str, pipe: char| words.starts_with(pipe) && words.matches(pipe).count() > 2;
    let is_plain = |words: &str| words.starts_with('|') && split_row(words).len() > 1;
    if let Some(first) = lines.words.iter().position(|words| is_plain(words)) {
        let rows = lines.words[first..].iter().take_while(|words| is_plain(words)).count();
        return (rows > 1).then_some((first, Reason::NoDelimiter));
    }
    let wide = PIPES[1];
    let first = lines.words.iter().position(|words| is_row(words, wide))?;
    let rows = lines.words[first..].iter().take_while(|words| is_row(words, wide)).count();
    (rows > 1).then_some((first, Reason::Character(wide)))
}

/// Dashes of every kind that machines and input methods write.
fn is_dash(char: char) -> bool {
    matches!(
        char,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{30fc}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// Whether a line of nothing else was meant as a delimiter row.
fn is_dash_or_pipe(char: char) -> bool {
    is_dash(char)
        || PIPES.contains(&char)
        || char.is_whitespace()
        || matches!(char, ':' | '：' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Whether nothing but blank lines is between a table and what follows.
fn is_between(text: &str) -> bool {
    text.chars().all(|char| char.is_whitespace() || char == '>')
}

fn report(source: &Source, at: usize, message: impl Into<Message>, help: impl Into<String>) -> Diagnostic {
    let span = source.span(source.lines().range(source.text(), source.lines().line(at)));
    Diagnostic::new(rule_ids::MISSING_DELIMITER, Severity::Warning, span, message).help(help)
}

#[cfg(test)]
mod tests {
    use crate::parse::{Place, parse};
    use crate::text::{FilePath, Source};

    /// The lines of the reports of a page, and how each message begins.
    fn reports(text: &str) -> Vec<(usize, String)> {
        let source = Source::new(FilePath::new("content/zh-TW/a.md"), text.to_owned());
        let place = Place { locale: "zh-TW".parse().unwrap(), relative_path: "a.md".into(), page_key: None };
        let (document, diagnostics) = parse(source, &place);
        let line = |at: usize| document.source.position(at).line;
        diagnostics.iter().map(|found| (line(found.span.start), found.message.to_string())).collect()
    }

    #[test]
    fn each_table_that_is_none_is_reported_with_the_reason() {
        for (text, line, reason) in [
            ("> één\n| 錯誤 | App |\n| --- | --- |\n", 2, "these rows have no `>`"),
            ("- één\n| 錯誤 | App |\n| --- | --- |\n", 2, "these rows are words of the list item above"),
            ("1. één\n\n   方\n錯誤 | App\n--- | ---\n", 4, "these rows are read as text"),
            ("één\n    | 錯誤 | App |\n    | --- | --- |\n", 2, "these rows are indented by four blanks or more"),
            ("één\n\n\t| 錯誤 | App |\n\t| --- | --- |\n", 3, "these rows are indented by four blanks or more"),
            ("<div>\n| 錯誤 | App |\n| --- | --- |\n</div>\n", 2, "these rows are inside of HTML"),
            ("| 錯誤 | App |\n| — | — |\n", 1, "`—` (U+2014)"),
            ("| 錯誤 | App |\n| --- |\u{3000}--- |\n", 1, "`\u{3000}` (U+3000)"),
            ("｜ 錯誤 ｜ App ｜\n| --- | --- |\n", 1, "`｜` (U+FF5C)"),
            ("| --- | --- |\n| a | b |\n", 1, "a delimiter row without a header row"),
            ("| 錯誤 | App |\n| - - - | - - - |\n| a | b |\n", 2, "blanks between the dashes"),
            ("| 錯誤 | App |\n| --- | --- |\n\n| a | b |\n", 4, "a blank line parts these rows"),
            ("| 錯誤 | App |\n| --- | --- | --- |\n", 1, "the delimiter row has 3 columns where the header has 2"),
        ] {
            let found = reports(text);
            let is_it = found.len() == 1 && found[0].0 == line && found[0].1.starts_with(reason);
            assert!(is_it, "{text}{found:?}");
        }
    }

    #[test]
    fn what_shows_how_tables_are_written_or_has_pipes_for_another_reason_is_not_reported() {
        for text in [
            "    $ cat a.md\n    | 錯誤 | App |\n    | --- | --- |\n",
            "<pre>\n| 錯誤 | App |\n| --- | --- |\n</pre>\n",
            "<!--\n| 錯誤 | App |\n| --- | --- |\n-->\n",
            "甲｜乙｜丙\n",
            "| één regel |\n",
            "|---|\n",
        ] {
            assert_eq!(reports(text), [], "{text}");
        }
    }
}
