//! Translations that somebody found right: from a choice of rows and blocks to a lock that records it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::accept_names::{self, Choice, Name, Rows};
use super::acceptable::{self, Found};
use super::failure::Failure;
use super::renewal::add_pages;
use super::site::Site;
use super::{seen_source, since};
use crate::align::{Entry, EntryId, renewed_lock, row_digest};
use crate::config;
use crate::model::{Acceptance, AcceptedPair, CommitId, LocaleId, Lock, PageId};
use crate::read::World;

/// What is to be accepted.
pub enum Wanted<'w> {
    /// What has one of these names.
    Names(Vec<Name>),
    /// What an edit of the source touched, seen from the state before it. `theme` holds `locales/`.
    Since {
        /// The state before the edit.
        base: &'w dyn World,
        /// The user's `locales/` over our own.
        theme: &'w dyn World,
    },
    /// All that there is.
    All,
}

/// A lock with the translations that were accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// The text for [`LOCK_FILE`](crate::model::LOCK_FILE).
    pub text: String,
    /// What was accepted in each locale in which anything was.
    pub locales: BTreeMap<LocaleId, AcceptedCounts>,
}

/// How much was accepted in a locale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AcceptedCounts {
    /// Rows.
    pub rows: usize,
    /// Blocks of prose.
    pub blocks: usize,
    /// How many of both were not accepted as they are before.
    pub new: usize,
}

/// Why nothing can be accepted.
#[derive(Debug)]
pub enum AcceptError {
    /// The site has no source locale, so that there is nothing to accept a translation of.
    NoSource,
    /// The locale is the source itself.
    IsSource(LocaleId),
    /// Nothing that can be accepted has this name in the locales.
    NothingNamed(String),
    /// What there is could not be read again.
    Failed(Failure),
}

impl fmt::Display for AcceptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AcceptError::NoSource => f.write_str("there is no source that a translation could be held against"),
            AcceptError::IsSource(locale) => write!(f, "`{locale}` is the source itself"),
            AcceptError::NothingNamed(name) => write!(f, "nothing that can be accepted is called `{name}`"),
            AcceptError::Failed(failure) => failure.fmt(f),
        }
    }
}

impl std::error::Error for AcceptError {}

impl From<Failure> for AcceptError {
    fn from(failure: Failure) -> AcceptError {
        AcceptError::Failed(failure)
    }
}

/// Accepts translations in these locales, or in all where none is named.
///
/// # Errors
/// [`AcceptError`] where there is nothing to accept, or something that is named cannot be found: then nothing is.
pub fn accept(
    world: &dyn World,
    site: &Site,
    locales: &[LocaleId],
    wanted: &Wanted<'_>,
) -> Result<Accepted, AcceptError> {
    let source = site.corpus.source_locale.as_ref().ok_or(AcceptError::NoSource)?;
    if locales.contains(source) {
        return Err(AcceptError::IsSource(source.clone()));
    }
    let is_wanted = |locale: &&LocaleId| *locale != source && (locales.is_empty() || locales.contains(locale));
    let locales: BTreeSet<&LocaleId> = site.corpus.locales.iter().filter(is_wanted).collect();
    let (rows, found) = match wanted {
        Wanted::Names(names) => named(world, site, source, &locales, names)?,
        Wanted::All => {
            let mut choice = Choice::default();
            accept_names::choose_all(site, source, &locales, &mut choice);
            let (_, found) = acceptable::find(world, site, &choice)?;
            (choice.rows, found)
        }
        Wanted::Since { base, theme } => {
            let edited = since::what_changed(*base, *theme, world, site)?;
            let rows = acceptable::edited_rows(site, source, &locales, &edited.changes);
            (rows, acceptable::left_behind(world, site, &locales, &edited.prose)?)
        }
    };
    Ok(record(world, site, source, &rows, &found))
}

/// What some names are the names of.
fn named(
    world: &dyn World,
    site: &Site,
    source: &LocaleId,
    locales: &BTreeSet<&LocaleId>,
    names: &[Name],
) -> Result<(Rows, Vec<Found>), AcceptError> {
    let mut choice = Choice::default();
    let unknown = |name: &&Name| !accept_names::choose(site, source, locales, name, &mut choice);
    let unknown: Vec<&Name> = names.iter().filter(unknown).collect();
    if let Some(name) = unknown.first() {
        return Err(AcceptError::NothingNamed(name.text.clone()));
    }
    let (lines, found) = acceptable::find(world, site, &choice)?;
    if let Some(place) = choice.places().find(|place| !lines.places.contains(place)) {
        return Err(AcceptError::NothingNamed(format!("{}:{}", place.0, place.1)));
    }
    let mut rows = choice.rows;
    rows.extend(lines.rows);
    Ok((rows, found))
}

/// The lock with these rows and blocks in it.
fn record(world: &dyn World, site: &Site, source: &LocaleId, rows: &Rows, found: &[Found]) -> Accepted {
    let entries = &site.alignment.entries;
    let mut commits = Commits::new(world, site);
    let mut counts: BTreeMap<LocaleId, AcceptedCounts> = BTreeMap::new();
    let mut lock = lock_for(site, rows.iter().map(|(entry, _)| &entries[*entry]));
    let mut places: BTreeMap<EntryId, usize> = BTreeMap::new();
    places.extend(lock.entries.iter().enumerate().map(|(at, locked)| (locked.id.clone(), at)));
    for (entry, locale) in rows {
        let entry = &entries[*entry];
        let digest = |locale| row_digest(&site.corpus, &site.alignment, entry, locale);
        let (Some(own), Some(there), Some(at)) = (digest(locale), digest(source), places.get(&entry.id)) else {
            continue;
        };
        let own_counts = counts.entry(locale.clone()).or_default();
        own_counts.rows += 1;
        let accepted = &mut lock.entries[*at].accepted;
        let is_known = accepted.get(locale).is_some_and(|known| known.own == own && known.source == there);
        own_counts.new += usize::from(!is_known);
        if !is_known || accepted[locale].seen.is_none() {
            let seen = commits.of(&entry.page, source);
            accepted.insert(locale.clone(), Acceptance { own, source: there, seen });
        }
    }
    for Found { page, locale, pairs, outdated } in found.iter().filter(|found| !found.pairs.is_empty()) {
        let seen = commits.of(page, source);
        let blocks = lock.pages.entry(page.clone()).or_default().entry(locale.clone()).or_default();
        let pairs: BTreeSet<AcceptedPair> = pairs.iter().copied().collect();
        let own_counts = counts.entry(locale.clone()).or_default();
        own_counts.blocks += pairs.len();
        own_counts.new += pairs.iter().filter(|pair| !blocks.contains_key(pair)).count();
        blocks.retain(|pair, _| !outdated.contains(pair));
        for pair in pairs {
            let commit = blocks.entry(pair).or_insert_with(|| seen.clone());
            if commit.is_none() {
                commit.clone_from(&seen);
            }
        }
    }
    Accepted { text: config::write_lock(&lock), locales: counts }
}

/// The lock as it is, where it has a name for all of these rows; else the one that fits the site.
// Two people who accept rows of pages beside each other can merge because the lines of all other rows stay.
fn lock_for<'e>(site: &Site, mut rows: impl Iterator<Item = &'e Entry>) -> Lock {
    let known = site.known.lock.as_ref().filter(|lock| {
        let held: BTreeSet<&EntryId> = lock.entries.iter().map(|entry| &entry.id).collect();
        rows.all(|entry| held.contains(&entry.id))
    });
    let mut lock =
        known.cloned().unwrap_or_else(|| renewed_lock(&site.corpus, &site.alignment, site.known.lock.as_ref()));
    add_pages(&mut lock, &site.corpus);
    lock
}

/// The commits at which pages of the source are as they are now, each looked up once.
struct Commits<'s> {
    world: &'s dyn World,
    site: &'s Site,
    repository: Option<super::base_revisions::SourceRepository>,
    known: BTreeMap<PageId, Option<CommitId>>,
}

impl<'s> Commits<'s> {
    fn new(world: &'s dyn World, site: &'s Site) -> Commits<'s> {
        let repository = seen_source::repository((world, &site.repositories), &site.corpus);
        Commits { world, site, repository, known: BTreeMap::new() }
    }

    fn of(&mut self, id: &PageId, source: &LocaleId) -> Option<CommitId> {
        if let Some(known) = self.known.get(id) {
            return known.clone();
        }
        let page = self.site.corpus.page(id, source);
        let commit = page.zip(self.repository.as_ref());
        let commit = commit.and_then(|(page, repository)| seen_source::commit_of(self.world, repository, page));
        self.known.insert(id.clone(), commit.clone());
        commit
    }
}
