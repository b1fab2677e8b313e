//! How complete and how current each locale is, as text, Markdown or JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthStr;

/// A locale's line of the table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StatusLine {
    /// The locale's tag.
    pub locale: String,
    /// Whether the others are translated from it.
    pub source: bool,
    /// Pages that it has.
    pub pages: usize,
    /// Pages that it lacks.
    pub missing_pages: usize,
    /// Pages that it has in the words of another version.
    pub untranslated_pages: usize,
    /// Rows that it has.
    pub rows: usize,
    /// Rows whose source has not changed since.
    pub fresh: usize,
    /// Rows whose source has changed since.
    pub stale: usize,
    /// Rows of which nothing is known.
    pub unknown: usize,
    /// Rows that it lacks.
    pub missing: usize,
    /// Rows that it has in the words of the source or of another language.
    pub untranslated: usize,
    /// How many units, rows and pages are in which state.
    pub states: States,
    /// How many rows keep a column as the source has it, by what the column holds. Only columns that are kept on purpose.
    pub kept: BTreeMap<String, usize>,
    /// Findings by rule.
    pub findings: BTreeMap<String, usize>,
}

/// How many things of each kind are in which state.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct States {
    /// Rows of tables and blocks of prose.
    pub units: Counted,
    /// Rows of tables.
    pub rows: Counted,
    /// Pages.
    pub pages: Counted,
}

/// How many things of one kind are in which state.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Counted {
    /// Those whose source has not changed since.
    pub fresh: usize,
    /// Those whose source has changed since.
    pub stale: usize,
    /// Those that the locale lacks.
    pub missing: usize,
    /// Those that it has in the words of the source or of another language.
    pub untranslated: usize,
    /// Those that the source does not have.
    pub orphan: usize,
    /// Those of which nothing is known.
    pub unknown: usize,
}

#[derive(Serialize)]
struct StatusJson<'s> {
    version: u32,
    locales: &'s [StatusLine],
}

/// A column of a table: its name, and what it shows of a line.
type Column = (&'static str, fn(&StatusLine) -> String);

/// The table of pages and rows.
const ROWS: &[Column] = &[
    ("locale", locale),
    ("pages", |line| line.pages.to_string()),
    ("untranslated pages", |line| line.untranslated_pages.to_string()),
    ("rows", |line| line.rows.to_string()),
    ("fresh", |line| line.fresh.to_string()),
    ("stale", |line| line.stale.to_string()),
    ("unknown", |line| line.unknown.to_string()),
    ("missing", |line| line.missing.to_string()),
    ("untranslated", |line| line.untranslated.to_string()),
    ("findings", |line| line.findings.values().sum::<usize>().to_string()),
];

/// The table of units. All of them but those that the source does not have are what a locale should have.
const UNITS: &[Column] = &[
    ("rows and blocks", locale),
    ("fresh", |line| line.states.units.fresh.to_string()),
    ("stale", |line| line.states.units.stale.to_string()),
    ("unknown", |line| line.states.units.unknown.to_string()),
    ("missing", |line| line.states.units.missing.to_string()),
    ("untranslated", |line| line.states.units.untranslated.to_string()),
    ("orphan", |line| line.states.units.orphan.to_string()),
];

fn locale(line: &StatusLine) -> String {
    if line.source { format!("{} (source)", line.locale) } else { line.locale.clone() }
}

/// The status as JSON.
pub fn status_json(lines: &[StatusLine]) -> String {
    let json = serde_json::to_string_pretty(&StatusJson { version: 1, locales: lines });
    json.expect("a status holds only text and numbers") + "\n"
}

/// The status as two tables for a terminal, followed by the findings by rule.
pub fn status_text(lines: &[StatusLine]) -> String {
    let mut text = text_table(ROWS, lines) + "\n" + &text_table(UNITS, lines);
    text.push_str(&by_rule(lines, |locale, rules| format!("\n{locale}: {rules}\n")));
    text.push_str(&kept(lines, |locale, columns| format!("\n{locale} keeps as in the source: {columns}\n")));
    text
}

fn text_table(columns: &[Column], lines: &[StatusLine]) -> String {
    let mut table: Vec<Vec<String>> = vec![columns.iter().map(|(name, _)| (*name).to_owned()).collect()];
    table.extend(lines.iter().map(|line| columns.iter().map(|(_, cell)| cell(line)).collect()));
    // The columns that a terminal takes, since a Chinese character takes two.
    let width = |column: usize| table.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    let mut text = String::new();
    for row in &table {
        let first = format!("{}{}", row[0], " ".repeat(widths[0] - row[0].width()));
        let rest = row.iter().zip(&widths).skip(1).map(|(cell, width)| format!("{cell:>width$}"));
        let all: Vec<String> = std::iter::once(first).chain(rest).collect();
        text.push_str(all.join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// The status as two Markdown tables, followed by the findings by rule.
pub fn status_markdown(lines: &[StatusLine]) -> String {
    let mut text = markdown_table(ROWS, lines) + "\n" + &markdown_table(UNITS, lines);
    text.push_str(&by_rule(lines, |locale, rules| format!("\n**{locale}**: {rules}\n")));
    text.push_str(&kept(lines, |locale, columns| format!("\n**{locale}** keeps as in the source: {columns}\n")));
    text
}

fn markdown_table(columns: &[Column], lines: &[StatusLine]) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let rule = |at: usize| if at == 0 { "---" } else { "---:" }.to_owned();
    let mut text = row(columns.iter().map(|(name, _)| (*name).to_owned()).collect());
    text += &row((0..columns.len()).map(rule).collect());
    lines.iter().for_each(|line| text += &row(columns.iter().map(|(_, cell)| cell(line)).collect()));
    text
}

/// The columns that each locale keeps in the words of the source on purpose, with their rows.
fn kept(lines: &[StatusLine], write: impl Fn(&str, &str) -> String) -> String {
    let line = |line: &StatusLine| {
        let columns: Vec<String> = line.kept.iter().map(|(column, rows)| format!("{column} {rows}")).collect();
        write(&line.locale, &columns.join(", "))
    };
    lines.iter().filter(|line| !line.kept.is_empty()).map(line).collect()
}

/// The findings of each locale that has any, the most frequent rule first.
fn by_rule(lines: &[StatusLine], write: impl Fn(&str, &str) -> String) -> String {
    let with_findings = lines.iter().filter(|line| !line.findings.is_empty());
    let line = |line: &StatusLine| {
        let mut rules: Vec<(&String, &usize)> = line.findings.iter().collect();
        // The name decides among equals, so that a report changes only with the findings.
        rules.sort_by_key(|(rule, count)| (std::cmp::Reverse(**count), *rule));
        let rules: Vec<String> = rules.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
        write(&line.locale, &rules.join(", "))
    };
    with_findings.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> Vec<StatusLine> {
        let line = |locale: &str, source, stale, findings: &[(&str, usize)]| StatusLine {
            locale: locale.into(),
            source,
            pages: 2,
            missing_pages: 0,
            untranslated_pages: 0,
            rows: 27,
            fresh: 27 - stale,
            stale,
            unknown: 0,
            missing: 1,
            untranslated: 0,
            states: States {
                units: Counted { fresh: 40 - stale, stale, missing: 1, ..Counted::default() },
                ..States::default()
            },
            kept: if source { BTreeMap::new() } else { BTreeMap::from([("message".to_owned(), 20)]) },
            findings: findings.iter().map(|(rule, count)| ((*rule).to_owned(), *count)).collect(),
        };
        vec![line("en-US", true, 0, &[]), line("zh-TW", false, 3, &[("stale-row", 3), ("name-translated", 5)])]
    }

    #[test]
    fn columns_of_the_table_stand_under_their_names() {
        insta::assert_snapshot!(status_text(&lines()), @r"
        locale          pages  untranslated pages  rows  fresh  stale  unknown  missing  untranslated  findings
        en-US (source)      2                   0    27     27      0        0        1             0         0
        zh-TW               2                   0    27     24      3        0        1             0         8

        rows and blocks  fresh  stale  unknown  missing  untranslated  orphan
        en-US (source)      40      0        0        1             0       0
        zh-TW               37      3        0        1             0       0

        zh-TW: name-translated 5, stale-row 3

        zh-TW keeps as in the source: message 20
        ");
    }

    #[test]
    fn markdown_has_a_row_for_each_locale() {
        let text = status_markdown(&lines());
        assert!(text.contains("| zh-TW | 2 | 0 | 27 | 24 | 3 | 0 | 1 | 0 | 8 |"), "{text}");
        assert!(text.contains("| zh-TW | 37 | 3 | 0 | 1 | 0 | 0 |"), "{text}");
    }
}
