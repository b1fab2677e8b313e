//! Rows of tables that are to be translated, or removed.

use std::collections::BTreeSet;

use super::blocks::Found;
use super::{OpenPage, SourceText, TodoKind, TodoReason, TodoUnit, pages, take_whole};
use crate::align::{Entry, row_locale};
use crate::freshness::{Freshness, StateCounts};
use crate::history::Place;
use crate::model::{LocaleId, Page, Row};
use crate::parse::is_cjk;

/// Adds the rows of a page that are not as they should be: to the whole page, to the section or the table that is missing
/// with them, else as units. The answer is how many rows are in which state.
pub(super) fn find(
    open: OpenPage<'_>,
    locale: &LocaleId,
    whole: &mut Option<TodoUnit>,
    found: &mut Found,
) -> StateCounts {
    let corpus = open.site.corpus;
    let original = open.site.originals.of(open.id, locale);
    let added: BTreeSet<Place> = original.into_iter().flat_map(|original| original.added.iter().copied()).collect();
    let mut counts = StateCounts::default();
    for table in open.site.alignment.tables_of(open.id) {
        // Behind the last row that is there, else the header, a missing one should come.
        let mut line = open.site.table(table, locale).map_or(1, |table| table.line);
        for index in table.entries.clone() {
            let entry = &open.site.alignment.entries[index];
            let own = row(open, entry, locale);
            line = own.map_or(line, |(_, row)| row.line);
            let freshness = match own {
                None if row_locale(corpus, entry, locale).is_none() => continue,
                None => &Freshness::Missing,
                Some(_) => open.freshness.row(index, locale),
            };
            counts.add(freshness);
            if matches!(freshness, Freshness::Fresh | Freshness::Unknown)
                || take_whole(whole, freshness, |unit| &mut unit.rows)
            {
                continue;
            }
            let there = locale_shown(open, entry, locale);
            let is_missing = *freshness == Freshness::Missing;
            if is_missing && there.is_some_and(|there| found.take_row(entry, there)) {
                continue;
            }
            let reason = match freshness {
                Freshness::Missing if is_added(entry, there, &added) => TodoReason::SourceAdded,
                _ => reason(open, (entry, there), locale, freshness),
            };
            found.units.push(unit(open, (entry, there), locale, (freshness, reason), line));
        }
    }
    counts
}

/// The locale whose row shows what should be there.
fn locale_shown<'p>(open: OpenPage<'p>, entry: &'p Entry, locale: &LocaleId) -> Option<&'p LocaleId> {
    let corpus = open.site.corpus;
    match &corpus.source_locale {
        Some(source) => Some(source).filter(|source| entry.rows.contains_key(*source)),
        None if !entry.rows.contains_key(locale) => row_locale(corpus, entry, locale),
        None => corpus.reference_locale().filter(|other| *other != locale && entry.rows.contains_key(*other)),
    }
}

fn row<'p>(open: OpenPage<'p>, entry: &Entry, locale: &LocaleId) -> Option<(&'p Page, &'p Row)> {
    let page = open.site.corpus.page(&entry.page, locale)?;
    let place = entry.rows.get(locale)?.place;
    Some((page, page.tables.get(place.table)?.rows.get(place.row)?))
}

/// The cells of a row, as a line of a table has them.
fn words(open: OpenPage<'_>, entry: &Entry, locale: &LocaleId) -> Option<String> {
    let address = open.site.alignment.address(entry, locale)?;
    let cells = open.site.alignment.cells(open.site.corpus, &address);
    Some(joined(cells.iter().map(|cell| &*cell.text)))
}

fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.collect::<Vec<_>>().join(" | ")
}

fn unit(
    open: OpenPage<'_>,
    (entry, there): (&Entry, Option<&LocaleId>),
    locale: &LocaleId,
    (freshness, reason): (&Freshness, TodoReason),
    line: usize,
) -> TodoUnit {
    let place = there.and_then(|there| row(open, entry, there)).map(|(page, row)| (page.path.clone(), row.line));
    let now = || there.and_then(|there| words(open, entry, there));
    let (old, new) = match freshness {
        Freshness::Stale(changes) if !changes.is_empty() => (
            Some(joined(changes.iter().map(|change| change.old.as_str()))),
            Some(joined(changes.iter().map(|change| change.new.as_str()))),
        ),
        Freshness::Orphan => (None, None),
        _ => (None, now()),
    };
    TodoUnit {
        locale: locale.clone(),
        page: open.id.clone(),
        path: pages::path(open, locale),
        line,
        kind: TodoKind::Row,
        entry: Some(entry.id.clone()),
        freshness: freshness.clone(),
        reason,
        source: SourceText { place, old, new },
        text: words(open, entry, locale),
        blocks: 0,
        rows: 1,
    }
}

fn reason(
    open: OpenPage<'_>,
    (entry, there): (&Entry, Option<&LocaleId>),
    locale: &LocaleId,
    freshness: &Freshness,
) -> TodoReason {
    match freshness {
        Freshness::Missing => TodoReason::Absent,
        Freshness::Untranslated if has_same_cell(open, (entry, there), locale) => TodoReason::SourceWords,
        Freshness::Untranslated => TodoReason::OtherLanguage,
        Freshness::Orphan if is_removed(open, entry, locale) => TodoReason::SourceRemoved,
        Freshness::Orphan => TodoReason::NotInSource,
        _ => TodoReason::SourceChanged,
    }
}

/// Whether the row that shows what is missing came to the source since the translation was made.
fn is_added(entry: &Entry, there: Option<&LocaleId>, added: &BTreeSet<Place>) -> bool {
    let row = there.and_then(|there| entry.rows.get(there));
    row.is_some_and(|row| added.contains(&(row.place.table, row.place.row)))
}

/// So many words are more than a name, which may well be the same in two languages; in a script without spaces twice as
/// many characters. Chosen.
const SENTENCE: usize = 3;

/// Whether a row has a sentence of the row that it is compared with.
fn has_same_cell(open: OpenPage<'_>, (entry, there): (&Entry, Option<&LocaleId>), locale: &LocaleId) -> bool {
    let Some((own, other)) = row(open, entry, locale).zip(there.and_then(|there| row(open, entry, there))) else {
        return false;
    };
    let characters = |text: &str| text.chars().filter(|char| is_cjk(*char)).count();
    let is_sentence = |text: &str| text.split_whitespace().count() >= SENTENCE || characters(text) >= 2 * SENTENCE;
    let known: BTreeSet<&str> = other.1.cells.iter().map(|cell| &*cell.text).collect();
    own.1.cells.iter().any(|cell| is_sentence(&cell.text) && known.contains(&*cell.text))
}

/// Whether a row was made from one that the source had, and has no longer.
fn is_removed(open: OpenPage<'_>, entry: &Entry, locale: &LocaleId) -> bool {
    let Some(place) = entry.rows.get(locale).map(|row| (row.place.table, row.place.row)) else { return false };
    let then = open.site.originals.of(open.id, locale).map(|original| (original, original.place(place)));
    then.is_some_and(|(original, then)| then.is_some_and(|then| original.row_now(then).is_none()))
}
