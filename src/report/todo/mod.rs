//! What translators do next, as text, Markdown or JSON.

mod json;
mod markdown;
mod text;

pub use json::todo_json;
pub use markdown::todo_markdown;
pub use text::todo_text;

use super::Places;
use super::concise::one_line;
use super::markdown_text::clip;
use crate::check::noun;
use crate::diagnostic::counted;
use crate::freshness::{Freshness, LocaleTodo, StateCounts, TodoKind, TodoReason, TodoUnit};

/// What there is to do, and how much of it is listed.
pub struct TodoReport<'a> {
    /// The locales, each with its units in the order in which they are to be done.
    pub locales: &'a [LocaleTodo],
    /// How many units are listed at most.
    pub limit: Option<usize>,
    /// How paths are shown.
    pub places: &'a Places<'a>,
}

/// The units of one page in one locale.
struct PageUnits<'a> {
    /// Those that are listed.
    listed: &'a [TodoUnit],
    /// Rows and blocks of all of them.
    counts: StateCounts,
}

impl<'a> TodoReport<'a> {
    /// How many units there are.
    fn units(&self) -> usize {
        self.locales.iter().map(|locale| locale.units.len()).sum()
    }

    /// How many of them are listed.
    fn listed(&self) -> usize {
        self.limit.map_or(self.units(), |limit| limit.min(self.units()))
    }

    /// The pages of which something is listed, in order.
    fn pages(&self) -> Vec<PageUnits<'a>> {
        let mut left = self.listed();
        let mut pages = Vec::new();
        for units in self.locales.iter().flat_map(of_pages) {
            let listed = &units[..left.min(units.len())];
            left -= listed.len();
            if !listed.is_empty() {
                pages.push(PageUnits { listed, counts: counts(units) });
            }
        }
        pages
    }
}

/// The units of a locale, page by page.
fn of_pages(locale: &LocaleTodo) -> impl Iterator<Item = &[TodoUnit]> {
    locale.units.chunk_by(|one, other| one.page == other.page)
}

/// How many rows and blocks some units stand for.
fn counts(units: &[TodoUnit]) -> StateCounts {
    let mut counts = StateCounts::default();
    for unit in units {
        let count = unit.rows + unit.blocks;
        match unit.freshness {
            Freshness::Stale(_) => counts.stale += count,
            Freshness::Missing => counts.missing += count,
            Freshness::Untranslated => counts.untranslated += count,
            Freshness::Orphan => counts.orphan += count,
            Freshness::Fresh | Freshness::Unknown => {}
        }
    }
    counts
}

/// How much there is to do, in words: `3 stale, 1 missing`; nothing where there is nothing.
fn phrase(counts: &StateCounts) -> String {
    let StateCounts { stale, missing, untranslated, orphan, .. } = *counts;
    let orphans = if orphan == 1 { "orphan" } else { "orphans" };
    let states = [(stale, "stale"), (missing, "missing"), (untranslated, "untranslated"), (orphan, orphans)];
    let states = states.into_iter().filter(|(count, _)| *count > 0).map(|(count, state)| format!("{count} {state}"));
    states.collect::<Vec<_>>().join(", ")
}

/// What there is to do in a locale, in one line without its name.
fn summary(locale: &LocaleTodo) -> String {
    let pages = of_pages(locale).count();
    let todo = match (pages, phrase(&locale.counts)) {
        (0, _) => "nothing to do".to_owned(),
        (_, phrase) if phrase.is_empty() => format!("{} to translate", counted(pages, "empty page")),
        (_, phrase) => format!("{phrase} in {}", counted(pages, "page")),
    };
    match locale.counts.unknown {
        0 => todo,
        unknown => format!("{todo}; of {unknown} it is not known how current they are"),
    }
}

/// What a unit is, and what it stands for, where that is more than itself.
fn name(unit: &TodoUnit) -> String {
    let noun = match unit.kind {
        TodoKind::Page => "page",
        TodoKind::Section => "section",
        TodoKind::Row => "row",
        TodoKind::Block(kind) => noun(kind),
    };
    let counts = [(unit.blocks, "block"), (unit.rows, "row")];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun));
    match unit.rows + unit.blocks {
        0 | 1 if unit.kind != TodoKind::Page => noun.to_owned(),
        0 => format!("{noun} without text"),
        _ => format!("{noun} of {}", counts.collect::<Vec<_>>().join(" and ")),
    }
}

/// The state of a unit, and why it is in it.
fn state(unit: &TodoUnit) -> String {
    let why = match unit.reason {
        TodoReason::SourceChanged if unit.has_stale_facts() => "the source changed facts",
        TodoReason::SourceChanged => "the source changed",
        TodoReason::SourceAdded => "the source added it",
        TodoReason::Absent => "it was never translated",
        TodoReason::SourceWords => "it has the words of the source",
        TodoReason::OtherLanguage => "it is in another language",
        TodoReason::SourceRemoved => "the source removed it",
        TodoReason::NotInSource => "the source does not have it",
    };
    format!("{}: {why}", unit.state())
}

/// How much of a text is shown, in characters. A unit takes a few lines of a screen; all of its words are in the files.
const LONGEST: usize = 200;

/// The beginning of a text, in one line in which nothing steers a terminal.
fn shown(text: &str) -> String {
    // Cut first, with room for spaces that are joined: a block may have millions of characters.
    one_line(&clip(&one_line(&clip(text, 4 * LONGEST)), LONGEST))
}
