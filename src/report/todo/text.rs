//! What translators do next, for a terminal.

use super::{PageUnits, TodoReport, name, phrase, shown, state, summary};
use crate::check::{ChangeMarks, marked_words};
use crate::freshness::{Freshness, TodoUnit};
use crate::report::concise::one_line;

/// What changed is marked as `git diff --word-diff` marks it.
const MARKS: ChangeMarks = ChangeMarks { old: ("[-", "-]"), new: ("{+", "+}") };

/// What there is to do as text: how much in each locale, then unit by unit.
pub fn todo_text(report: &TodoReport<'_>) -> String {
    let mut text = String::new();
    for locale in report.locales {
        text += &format!("{}: {}\n", locale.locale, summary(locale));
    }
    report.pages().iter().for_each(|page| text += &of_page(report, page));
    let (units, listed) = (report.units(), report.listed());
    if listed < units {
        text += &format!("\n{} more; `--limit {units}` lists all\n", units - listed);
    }
    text
}

fn of_page(report: &TodoReport<'_>, page: &PageUnits<'_>) -> String {
    let Some(first) = page.listed.first() else { return String::new() };
    let counts = phrase(&page.counts);
    let counts = if counts.is_empty() { counts } else { format!(": {counts}") };
    let mut text = format!("\n{} {}{counts}\n", first.locale, one_line(first.page.as_str()));
    page.listed.iter().for_each(|unit| text += &of_unit(report, unit));
    text
}

fn of_unit(report: &TodoReport<'_>, unit: &TodoUnit) -> String {
    let path = one_line(&report.places.file(&unit.path));
    let mut text = format!("\n{path}:{}: {}, {}\n", unit.line, name(unit), state(unit));
    let mut line = |name: &str, words: &str| text += &format!("  {name:<13}{words}\n");
    if let Some((path, at)) = &unit.source.place {
        line("source:", &format!("{}:{at}", one_line(&report.places.file(path))));
    }
    let (old, new) = match &unit.freshness {
        Freshness::Stale(changes) if !changes.is_empty() => {
            let (old, new) = marked_words(changes, MARKS);
            (Some(one_line(&old)), Some(one_line(&new)))
        }
        _ => (unit.source.old.as_deref().map(shown), unit.source.new.as_deref().map(shown)),
    };
    old.iter().for_each(|old| line("source was:", old));
    new.iter().for_each(|new| line("source is:", new));
    unit.text.iter().for_each(|own| line("translation:", &shown(own)));
    text
}
