//! What every rule may ask.

use std::collections::BTreeMap;
use std::ops::Deref;

use crate::align::EntryId;
use crate::facts::{Facts, Suspects};
use crate::freshness::{self, Left, SeenRows, SiteFreshness};
use crate::history::{ChangeDates, Changes, History, UnresolvedRevision};
use crate::model::{Glossary, Lock, LockedEntry};
use crate::units::{AlignedCorpus, Units};

/// What is known before anything is learned.
#[derive(Clone, Copy)]
pub struct Given<'c> {
    /// The digests, and what corresponds to what.
    pub site: AlignedCorpus<'c>,
    /// Pages that name a revision of their source which cannot be read.
    pub unresolved: &'c [UnresolvedRevision],
    /// Whom to suspect first where two locales contradict each other and nothing shows who is right.
    pub suspects: &'c Suspects,
    /// The terms and names of the user's glossary.
    pub glossary: &'c Glossary,
    /// The names of rows, with the rows of the source that translations were accepted against.
    pub lock: Option<&'c Lock>,
    /// The rows of the source that translations were accepted against, where it has edited them since.
    pub seen: &'c SeenRows,
    /// What was left in another language.
    pub left: &'c Left,
    /// The commits of the source, where translations name revisions.
    pub history: Option<&'c History>,
    /// When the file of each page was last changed, by its commits.
    pub dates: &'c ChangeDates,
    /// What a change touched, where a change is judged.
    pub changes: Option<&'c Changes>,
}

/// What was given, and what was learned from the whole of it. A rule asks for corpus and alignment directly:
/// `context.corpus` is the corpus of the site.
pub struct Context<'c> {
    /// What was given.
    pub given: Given<'c>,
    /// What is compared.
    pub units: Units<'c>,
    /// What the content itself shows about names, lengths and words.
    pub facts: Facts,
    /// How current each row and page is.
    pub freshness: SiteFreshness,
}

impl<'c> Deref for Context<'c> {
    type Target = AlignedCorpus<'c>;

    fn deref(&self) -> &AlignedCorpus<'c> {
        &self.given.site
    }
}

impl<'c> Context<'c> {
    /// The context of a site.
    pub fn new(given: Given<'c>) -> Context<'c> {
        let units = Units::new(&given.site);
        let locked: BTreeMap<&EntryId, &LockedEntry> =
            given.lock.iter().flat_map(|lock| &lock.entries).map(|entry| (&entry.id, entry)).collect();
        let Given { site, seen, left, history, dates, changes, .. } = given;
        let inputs = freshness::Inputs { site, locked: &locked, seen, left, history, dates, changes };
        Context {
            // Freshness needs nothing that is learned, so no rule that is off can change it.
            freshness: SiteFreshness::new(&inputs),
            facts: Facts::learn(&given.site, &units),
            units,
            given,
        }
    }
}
