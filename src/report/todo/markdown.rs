//! What translators do next, as a checklist for an issue.

use super::{PageUnits, TodoReport, name, phrase, shown, state, summary};
use crate::check::{ChangeMarks, marked_words};
use crate::freshness::{Freshness, TodoUnit};
use crate::report::concise::one_line;
use crate::report::markdown_parts::NAME_LENGTH;
use crate::report::markdown_text::{clip, plain};
use crate::text::FilePath;

/// What there is to do as Markdown: how much in each locale, then a checklist for each page.
pub fn todo_markdown(report: &TodoReport<'_>) -> String {
    let lines = report.locales.iter().map(|todo| format!("**{}**: {}\n", plain(todo.locale.as_str()), summary(todo)));
    let mut text = lines.collect::<Vec<_>>().join("\n") + "\n";
    report.pages().iter().for_each(|page| text += &of_page(report, page));
    let (units, listed) = (report.units(), report.listed());
    if listed < units {
        text += &format!("{} more.\n", units - listed);
    }
    format!("{}\n", text.trim_end())
}

fn of_page(report: &TodoReport<'_>, page: &PageUnits<'_>) -> String {
    let Some(first) = page.listed.first() else { return String::new() };
    let counts = phrase(&page.counts);
    let counts = if counts.is_empty() { counts } else { format!(": {counts}") };
    let (locale, id) = (plain(first.locale.as_str()), plain(&clip(first.page.as_str(), NAME_LENGTH)));
    let mut text = format!("### {locale} {id}{counts}\n\n");
    page.listed.iter().for_each(|unit| text += &of_unit(report, unit));
    text
}

fn of_unit(report: &TodoReport<'_>, unit: &TodoUnit) -> String {
    let place =
        |path: &FilePath, line: usize| format!("{}:{line}", plain(&clip(&report.places.file(path), NAME_LENGTH)));
    let mut text = format!("- [ ] {}: {}, {}\n", place(&unit.path, unit.line), name(unit), state(unit));
    if let Some((path, line)) = &unit.source.place {
        text += &format!("  Source: {}\n", place(path, *line));
    }
    let (old, new) = match &unit.freshness {
        Freshness::Stale(changes) if !changes.is_empty() => {
            let (old, new) = marked_words(changes, ChangeMarks::default());
            (one_line(&old), one_line(&new))
        }
        _ => {
            let words = |text: &Option<String>| text.as_deref().map(shown).unwrap_or_default();
            (words(&unit.source.old), words(&unit.source.new))
        }
    };
    // In a fence nothing means anything, since none of these lines can close it.
    let lines = [('-', &old), ('+', &new)].into_iter().filter(|(_, words)| !words.is_empty());
    let lines: String = lines.map(|(sign, words)| format!("  {sign} {words}\n")).collect();
    if !lines.is_empty() {
        text += &format!("\n  ```diff\n{lines}  ```\n");
    }
    if let Some(own) = &unit.text {
        text += &format!("\n  Translation: {}\n", plain(&shown(own)));
    }
    text + "\n"
}
