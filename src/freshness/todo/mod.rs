//! What a translator has to do on a page: every unit that is not as it should be, with the source's words and its own.
//!
//! The states are those that are counted elsewhere: each row and each block is in exactly one unit here, or in none where
//! it is fresh or nothing is known of it, so that the sums of `rows` and `blocks` are the figures of the site.

mod blocks;
mod pages;
mod rows;

use std::collections::BTreeMap;

use super::{Freshness, Left, ProseOfVersions, SiteFreshness, StateCounts, block_states, counted};
use crate::align::EntryId;
use crate::model::{LocaleId, PageId};
use crate::parse::{PassageKind, read_signature};
use crate::text::FilePath;
use crate::units::{AlignedCorpus, Passages};

/// One thing to do.
#[derive(Clone, Debug)]
pub struct TodoUnit {
    /// The locale that has it to do.
    pub locale: LocaleId,
    /// The page.
    pub page: PageId,
    /// The file of the translation; where it is missing, the file that it should be.
    pub path: FilePath,
    /// The line of the unit, from 1; of a missing one the last line before its place.
    pub line: usize,
    /// What it is.
    pub kind: TodoKind,
    /// The entry, of a row.
    pub entry: Option<EntryId>,
    /// Stale, missing, untranslated or an orphan.
    pub freshness: Freshness,
    /// Why.
    pub reason: TodoReason,
    /// What the source says.
    pub source: SourceText,
    /// What the translation says now; `None` where it is missing, and of a whole page.
    pub text: Option<String>,
    /// How many blocks of prose in this state it stands for.
    pub blocks: usize,
    /// How many rows in this state it stands for.
    pub rows: usize,
}

/// What the source of a unit says, or another version where there is no source.
#[derive(Clone, Debug, Default)]
pub struct SourceText {
    /// Its file and line, from 1; `None` where it is in no file of the site.
    pub place: Option<(FilePath, usize)>,
    /// The words that were translated, where they are known and others than now.
    pub old: Option<String>,
    /// The words that are there now. Of a stale row only the cells that changed, and the title of a page.
    pub new: Option<String>,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TodoKind {
    /// A whole page.
    Page,
    /// A heading with what is below it.
    Section,
    /// A row of a table.
    Row,
    /// A block of prose.
    Block(PassageKind),
}

impl TodoKind {
    /// Its name for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            TodoKind::Page => "page",
            TodoKind::Section => "section",
            TodoKind::Row => "row",
            TodoKind::Block(PassageKind::Title) => "title",
            TodoKind::Block(PassageKind::Description) => "description",
            TodoKind::Block(PassageKind::Heading) => "heading",
            TodoKind::Block(PassageKind::Header) => "header",
            TodoKind::Block(PassageKind::Paragraph) => "paragraph",
            TodoKind::Block(PassageKind::Item) => "item",
            TodoKind::Block(PassageKind::Code) => "code",
            TodoKind::Block(PassageKind::Html) => "html",
        }
    }
}

/// Why a unit is in its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TodoReason {
    /// The source has other words than those that were translated.
    SourceChanged,
    /// The source has it since the translation was made.
    SourceAdded,
    /// The translation has never had it.
    Absent,
    /// It has the very words of the source.
    SourceWords,
    /// It is in another language.
    OtherLanguage,
    /// The source had it, and has it no longer.
    SourceRemoved,
    /// The source does not have it, as far as is known it never had.
    NotInSource,
}

impl TodoReason {
    /// Its name for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            TodoReason::SourceChanged => "source-changed",
            TodoReason::SourceAdded => "source-added",
            TodoReason::Absent => "absent",
            TodoReason::SourceWords => "source-words",
            TodoReason::OtherLanguage => "other-language",
            TodoReason::SourceRemoved => "source-removed",
            TodoReason::NotInSource => "not-in-source",
        }
    }
}

impl TodoUnit {
    /// The state's name for programs.
    pub fn state(&self) -> &'static str {
        match self.freshness {
            Freshness::Fresh => "fresh",
            Freshness::Stale(_) => "stale",
            Freshness::Missing => "missing",
            Freshness::Untranslated => "untranslated",
            Freshness::Orphan => "orphan",
            Freshness::Unknown => "unknown",
        }
    }

    /// Whether the source changed what no translation may change: numbers, codes, identifiers, placeholders, links. What
    /// is out of date then is wrong for readers.
    pub fn has_stale_facts(&self) -> bool {
        match &self.freshness {
            Freshness::Stale(changes) => changes.iter().any(|change| facts(&change.old) != facts(&change.new)),
            _ => false,
        }
    }
}

/// What in a text no translation changes, in an order that says nothing of the text's.
fn facts(text: &str) -> Vec<Box<str>> {
    let mut facts: Vec<Box<str>> = read_signature(text).into_facts().collect();
    facts.sort();
    facts
}

/// A page while its documents are open, with everything that is asked about it.
#[derive(Clone, Copy)]
pub struct OpenPage<'p> {
    /// The digests, and what corresponds to what.
    pub site: &'p AlignedCorpus<'p>,
    /// The answers.
    pub freshness: &'p SiteFreshness,
    /// What was left in another language.
    pub left: &'p Left,
    /// The page.
    pub id: &'p PageId,
    /// Its prose.
    pub passages: &'p Passages<'p>,
    /// The prose of its versions, by what they were made from.
    pub prose: &'p [ProseOfVersions<'p>],
    /// The folder of each locale.
    pub folders: &'p BTreeMap<&'p LocaleId, FilePath>,
}

/// What one locale has to do on a page.
#[derive(Clone, Debug, Default)]
pub struct PageTodo {
    /// How many rows and blocks of the page are in which state.
    pub counts: StateCounts,
    /// What is to be done, in the order of the file; what the source does not have is last.
    pub units: Vec<TodoUnit>,
}

/// What one locale has to do.
#[derive(Clone, Debug)]
pub struct LocaleTodo {
    /// The locale.
    pub locale: LocaleId,
    /// How many rows and blocks are in which state.
    pub counts: StateCounts,
    /// What is to be done, in the order in which it is to be done.
    pub units: Vec<TodoUnit>,
}

/// What the locales that `is_wanted` names have to do on a page. A page that is missing or was not translated is one unit,
/// and so is a section that is missing or that the source has dropped. The source has nothing to do.
pub fn units_to_do(open: OpenPage<'_>, is_wanted: impl Fn(&LocaleId) -> bool) -> BTreeMap<LocaleId, PageTodo> {
    let states = block_states(open.site, open.freshness, open.id, open.passages, open.prose);
    let locales = open.site.corpus.locales.iter().filter(|locale| !open.site.is_source(locale) && is_wanted(locale));
    let todo = locales.map(|locale| {
        let states = states.get(locale).map(Vec::as_slice).unwrap_or_default();
        let mut whole = pages::whole_page(open, locale);
        let mut found = blocks::Found::default();
        blocks::find(open, locale, states, &mut whole, &mut found);
        let rows = rows::find(open, locale, &mut whole, &mut found);
        let mut units = found.units;
        units.sort_by_key(|unit| (unit.freshness == Freshness::Orphan, unit.line));
        units.splice(0..0, whole);
        (locale.clone(), PageTodo { counts: counted(states).plus(rows), units })
    });
    todo.collect()
}

/// Counts a block or a row to the unit of the whole page, where that is in the same state.
fn take_whole(
    whole: &mut Option<TodoUnit>,
    freshness: &Freshness,
    count: impl Fn(&mut TodoUnit) -> &mut usize,
) -> bool {
    match whole {
        Some(unit) if unit.freshness == *freshness => {
            *count(unit) += 1;
            true
        }
        _ => false,
    }
}
