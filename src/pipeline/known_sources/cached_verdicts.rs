//! What earlier runs found of translations, by a digest of all that it follows from.
//!
//! What a translation knows follows from contents that Git names by their bytes, from their order, and from how pages are
//! read. So what was found once stays true: a new commit changes only what it touches. `git replace` gives a content other
//! bytes; what is replaced is part of the settings.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::Content;
use super::file::FileOfPage;
use crate::cache::{Cache, digest};
use crate::config::Options;
use crate::freshness::{KnownSource, Step};
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
enum KeptVerdict {
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

impl From<&Verdict> for KeptVerdict {
    fn from(verdict: &Verdict) -> KeptVerdict {
        let name = |content: Content| match content {
            Content::InGit(content) => Some(content.name()),
            Content::InWorkTree => None,
        };
        match verdict {
            Verdict::Unknown => KeptVerdict::Unknown,
            Verdict::Current => KeptVerdict::Current,
            Verdict::Older(known) => KeptVerdict::Older {
                content: name(known.content),
                complete: name(known.complete),
                edits: known.edits.iter().map(|edit| (edit.start, edit.end, edit.text.clone())).collect(),
            },
        }
    }
}

impl KeptVerdict {
    /// The verdict; `None` where it is none that we keep.
    fn verdict(&self) -> Option<Verdict> {
        let content = |name: &Option<String>| match name {
            Some(name) => ContentId::named(name).map(Content::InGit),
            None => Some(Content::InWorkTree),
        };
        Some(match self {
            KeptVerdict::Unknown => Verdict::Unknown,
            KeptVerdict::Current => Verdict::Current,
            KeptVerdict::Older { content: known, complete, edits } => Verdict::Older(KnownSource {
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
pub struct CachedVerdicts<'c> {
    cache: &'c dyn Cache,
    /// A digest of the settings by which pages are read.
    settings: String,
    before: BTreeMap<String, KeptVerdict>,
    now: Mutex<BTreeMap<String, KeptVerdict>>,
}

/// A file of the site with its content, as text; `None` where that has no name.
fn key_of(file: &FileOfPage<'_>) -> Option<String> {
    let FileOfPage { page, now, in_work_tree, .. } = file;
    Some(format!("{:?}", (&page.path, &page.relative_path, &page.locale, now, (*in_work_tree)?)))
}

impl<'c> CachedVerdicts<'c> {
    /// What the cache holds of a site with these settings, in whose repositories these contents are replaced by others.
    pub fn read(cache: &'c dyn Cache, options: &Options, replaced: &str) -> CachedVerdicts<'c> {
        let kept = cache.get(NAME).and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let settings = digest(format!("{options:?}{replaced}").as_bytes());
        CachedVerdicts { cache, settings, before: kept.unwrap_or_default(), now: Mutex::default() }
    }

    /// What everything follows from that is said of a translation; `None` where the work tree has contents without names.
    pub(super) fn key(
        &self,
        (source, own): (&FileOfPage<'_>, &FileOfPage<'_>),
        steps: &[Step<Content>],
        pinned: Option<(&str, Content)>,
    ) -> Option<String> {
        let all = (&self.settings, key_of(source)?, key_of(own)?, steps, pinned);
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

    fn now(&self) -> MutexGuard<'_, BTreeMap<String, KeptVerdict>> {
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
