//! What earlier runs found of translations, by a digest of all that it follows from.
//!
//! What a translation knows follows from contents that Git names by their bytes, from their order, and from how pages are
//! read. So what was found once is true for good: a new commit changes only what it touches.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::Content;
use super::file::FileOfPage;
use crate::cache::{Cache, digest};
use crate::config::Options;
use crate::freshness::{KnownSource, Step};
use crate::history::Original;
use crate::read::ContentId;
use crate::text::TextEdit;

/// The name in the cache.
const NAME: &str = "known-sources";

/// What the history says of a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing.
    Unknown,
    /// It knows the source as it is.
    Current,
    /// It knows an older state of it.
    Older(KnownSource<Content>),
}

/// A verdict as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Kept {
    Unknown,
    Current,
    Older {
        /// The content and the last one that was known as a whole; `None` for that of the work tree.
        content: Option<String>,
        complete: Option<String>,
        /// The edits: first byte, the byte behind, and what is there instead.
        edits: Vec<(usize, usize, String)>,
    },
}

impl From<&Verdict> for Kept {
    fn from(verdict: &Verdict) -> Kept {
        let name = |content: Content| match content {
            Content::InGit(content) => Some(content.name()),
            Content::InWorkTree => None,
        };
        match verdict {
            Verdict::Unknown => Kept::Unknown,
            Verdict::Current => Kept::Current,
            Verdict::Older(known) => Kept::Older {
                content: name(known.content),
                complete: name(known.complete),
                edits: known.edits.iter().map(|edit| (edit.start, edit.end, edit.text.clone())).collect(),
            },
        }
    }
}

impl Kept {
    /// The verdict; `None` where it is none that we keep.
    fn verdict(&self) -> Option<Verdict> {
        let content = |name: &Option<String>| match name {
            Some(name) => ContentId::named(name).map(Content::InGit),
            None => Some(Content::InWorkTree),
        };
        Some(match self {
            Kept::Unknown => Verdict::Unknown,
            Kept::Current => Verdict::Current,
            Kept::Older { content: known, complete, edits } => Verdict::Older(KnownSource {
                content: content(known)?,
                complete: content(complete)?,
                edits: edits
                    .iter()
                    .map(|(start, end, text)| TextEdit { start: *start, end: *end, text: text.clone() })
                    .collect(),
            }),
        })
    }
}

/// What was found before, and what is found now.
pub struct Memo<'c> {
    cache: &'c dyn Cache,
    /// A digest of the settings by which pages are read.
    settings: String,
    before: BTreeMap<String, Kept>,
    now: Mutex<BTreeMap<String, Kept>>,
}

impl<'c> Memo<'c> {
    /// What the cache holds of a site with these settings.
    pub fn read(cache: &'c dyn Cache, options: &Options) -> Memo<'c> {
        let kept = cache.get(NAME).and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let settings = digest(format!("{options:?}").as_bytes());
        Memo { cache, settings, before: kept.unwrap_or_default(), now: Mutex::default() }
    }

    /// What everything follows from that is said of a translation; `None` where the work tree has contents without names.
    pub(super) fn key(
        &self,
        (source, own): (&FileOfPage<'_>, &FileOfPage<'_>),
        steps: &[Step<Content>],
        pinned: Option<&Original>,
    ) -> Option<String> {
        let of_file = |file: &FileOfPage<'_>| {
            Some((file.page.path.to_string(), file.page.locale.clone(), file.now, file.in_work_tree?))
        };
        let pinned = pinned.map(|pinned| (&pinned.name, &pinned.revision));
        let all = (&self.settings, of_file(source)?, of_file(own)?, steps, pinned);
        Some(digest(format!("{all:?}").as_bytes()))
    }

    /// What was found under a key.
    pub(super) fn found(&self, key: &str) -> Option<Verdict> {
        let kept = self.before.get(key)?;
        let verdict = kept.verdict()?;
        self.now().insert(key.to_owned(), kept.clone());
        Some(verdict)
    }

    /// Adds what is found under a key.
    pub(super) fn note(&self, key: String, verdict: &Verdict) {
        self.now().insert(key, verdict.into());
    }

    fn now(&self) -> MutexGuard<'_, BTreeMap<String, Kept>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what was found for the next run. Of a run over all of the site nothing older is kept, so that the cache does
    /// not grow.
    pub fn keep(self, is_whole: bool) {
        let mut all = self.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        if !is_whole {
            self.before.iter().for_each(|(key, kept)| {
                all.entry(key.clone()).or_insert_with(|| kept.clone());
            });
        }
        if all != self.before {
            self.cache.put(NAME, &serde_json::to_vec(&all).unwrap_or_default());
        }
    }
}
