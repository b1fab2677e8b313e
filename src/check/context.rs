//! What every rule may ask.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use super::cells::cell_units;
use super::learned::Learned;
use super::unit::Unit;
use super::versions::{Versions, versions};
use crate::align::{AlignedTable, Alignment, Entry, EntryId};
use crate::history::{Originals, UnresolvedPin};
use crate::model::{Corpus, Glossary, LocaleId, LocaleProfile, Lock, LockedEntry, PageId, Role, Table};
use crate::text::Span;

/// What is known before the rules are run.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'c> {
    /// The digests of all pages.
    pub corpus: &'c Corpus,
    /// What corresponds to what.
    pub alignment: &'c Alignment,
    /// What translations were made from.
    pub originals: &'c Originals,
    /// Pages that name a revision of their source which cannot be read.
    pub unresolved: &'c [UnresolvedPin],
    /// Whom to suspect first where two locales contradict each other and nothing tells who is right.
    pub suspects: &'c Suspects,
    /// What the user says about terms and names.
    pub glossary: &'c Glossary,
    /// The names of rows, with the rows of the source that translations were accepted against.
    pub lock: Option<&'c Lock>,
}

/// The facts, and what was learned from the whole of them. A rule asks both in the same way: `context.corpus` is the
/// corpus of the facts.
pub struct Context<'c> {
    facts: Facts<'c>,
    /// What the lock says of each row that has a name.
    pub locked: BTreeMap<&'c EntryId, &'c LockedEntry>,
    /// The cells of all tables, by what they were made from.
    pub cells: Vec<Unit<'c>>,
    /// The versions of all pages, by what they were made from.
    pub versions: Vec<Versions<'c>>,
    /// What the content itself shows about names, lengths and habits.
    pub learned: Learned,
}

impl<'c> Deref for Context<'c> {
    type Target = Facts<'c>;

    fn deref(&self) -> &Facts<'c> {
        &self.facts
    }
}

/// Rows that a change touched, by locale and entry. Empty where a state is checked and not a change.
#[derive(Clone, Debug, Default)]
pub struct Suspects {
    /// The rows.
    pub rows: BTreeSet<(LocaleId, EntryId)>,
}

impl<'c> Context<'c> {
    /// The context of these facts.
    pub fn new(facts: Facts<'c>) -> Context<'c> {
        let mut context = Context {
            facts,
            locked: facts.lock.iter().flat_map(|lock| &lock.entries).map(|entry| (&entry.id, entry)).collect(),
            cells: Vec::new(),
            versions: Vec::new(),
            learned: Learned::default(),
        };
        context.cells = cell_units(&context);
        context.versions = versions(&context);
        context.learned = Learned::learn(&context);
        context
    }

    /// The versions of one page.
    pub fn versions_of(&self, id: &PageId) -> impl Iterator<Item = &Versions<'c>> {
        let start = self.versions.partition_point(|versions| versions.id < id);
        self.versions[start..].iter().take_while(move |versions| versions.id == id)
    }

    /// Whether a locale is the one that the others are translated from.
    pub fn is_source(&self, locale: &LocaleId) -> bool {
        self.corpus.source_locale.as_ref() == Some(locale)
    }

    /// All locales, the reference locale first.
    pub fn locales_reference_first(&self) -> impl Iterator<Item = &'c LocaleId> + use<'c> {
        let corpus = self.corpus;
        let reference = corpus.reference_locale();
        reference.into_iter().chain(corpus.locales.iter().filter(move |locale| Some(*locale) != reference))
    }

    /// What is known about a locale's language; `None` for one that is not of the site.
    pub fn profile(&self, locale: &LocaleId) -> Option<&'c LocaleProfile> {
        self.corpus.profiles.get(locale)
    }

    /// The table of an aligned table in one locale, or its first part.
    pub fn table(&self, table: &AlignedTable, locale: &LocaleId) -> Option<&'c Table> {
        self.corpus.page(&table.page, locale)?.tables.get(*table.members.get(locale)?.first()?)
    }

    /// The aligned table that an entry is a row of.
    pub fn table_of(&self, entry: &Entry) -> &'c AlignedTable {
        &self.alignment.tables[entry.table]
    }

    /// The column of an entry's table that holds `role`.
    pub fn column(&self, entry: &Entry, role: Role) -> Option<usize> {
        self.table_of(entry).columns.iter().position(|column| column.role == Some(role))
    }

    /// The row of an entry in one locale.
    pub fn row_span(&self, entry: &Entry, locale: &LocaleId) -> Option<Span> {
        let page = self.corpus.page(&entry.page, locale)?;
        let address = self.alignment.address(entry, locale)?;
        let row = page.tables.get(address.table)?.rows.get(address.row)?;
        Some(Span::new(&page.path, row.range.clone()))
    }
}
