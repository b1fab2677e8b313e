//! Pins: what the front matter of translations says of the state of the source that they were made from.
//!
//! A pin is a commit of the source, Git's id of its content, or a digest of its bytes. Which of these a value is, is
//! found by trying. Keys that people use are known without being configured (`keys.rs`); a key that is only known and
//! explains nothing is left alone.

mod digests;
mod keys;
mod resolve;
mod search;
mod source;

pub use digests::{Algorithm, Form, HashKind, digits, hash_kind};
pub use keys::{Holds, KNOWN_KEYS, hash_beside};
pub(super) use resolve::{Found, PinnedRevisions};
pub use source::RevisionSource;
pub(super) use source::paths;

use crate::model::{Corpus, LocaleId, Page};

/// The front matter keys that the configuration names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PinKeys<'k> {
    /// The key of a translation that holds the revision.
    pub revision: Option<&'k str>,
    /// The key of a translation that holds a hash of the source's file.
    pub hash: Option<&'k str>,
}

/// A value of a translation's front matter that tells what it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinValue<'p> {
    /// Its key.
    pub key: &'p str,
    /// The value, as the front matter has it.
    pub value: &'p str,
    /// What the key holds as a rule.
    pub holds: Holds,
    /// Whether the configuration names the key.
    pub is_configured: bool,
}

impl<'k> PinKeys<'k> {
    /// What a page says of its source, in the order in which it is tried: the configured keys, then those that are
    /// known. Beside a configured revision other commits do not count, only hashes, by which it is found again.
    pub fn values<'p>(self, page: &'p Page) -> Vec<PinValue<'p>>
    where
        'k: 'p,
    {
        let of_configured = |key: Option<&'k str>, holds: Holds| {
            let key = key?;
            let value = page.front_matter.get(key)?.trim();
            Some(PinValue { key, value, holds, is_configured: true })
        };
        let revision = of_configured(self.revision, Holds::Commit);
        let mut values: Vec<PinValue<'p>> =
            revision.into_iter().chain(of_configured(self.hash, Holds::Digest)).collect();
        for known in KNOWN_KEYS.iter().filter(|known| revision.is_none() || known.holds != Holds::Commit) {
            if values.iter().any(|value| value.key == known.name) {
                continue;
            }
            let Some(value) = page.front_matter.get(known.name) else { continue };
            // Other values are something else than a pin: the keys are not ours.
            if digits(value).is_some() {
                let value = value.trim();
                values.push(PinValue { key: known.name, value, holds: known.holds, is_configured: false });
            }
        }
        values
    }

    /// The revision that a page names before all others.
    pub fn revision_of<'p>(self, page: &'p Page) -> Option<&'p str>
    where
        'k: 'p,
    {
        self.values(page).into_iter().map(|value| value.value).next()
    }

    /// Whether any translation says what it was made from.
    pub fn are_used(self, corpus: &Corpus, source: &LocaleId) -> bool {
        corpus.all_pages().any(|page| page.locale != *source && !self.values(page).is_empty())
    }

    /// Whether any translation has the revision that the configuration asks for.
    pub fn is_revision_used(self, corpus: &Corpus, source: &LocaleId) -> bool {
        let has = |page: &Page| self.revision.is_some_and(|key| page.front_matter.get(key).is_some());
        corpus.all_pages().any(|page| page.locale != *source && has(page))
    }
}
