//! The histories of the files of all locales, each repository walked once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use super::failure::Failure;
use super::repositories::{LocaleRepository, Repositories};
use crate::config::Options;
use crate::freshness::is_bulk;
use crate::history::{ChangeDates, History};
use crate::layout::Discovered;
use crate::model::{Corpus, Date, LocaleId, Page};
use crate::read::{ContentId, FileHistory, Revision, RevisionError, Revisions, Touch, World};
use crate::text::FilePath;

/// The history of a locale's files.
#[derive(Clone)]
pub(super) struct LocaleHistory {
    /// The repository.
    pub(super) revisions: Arc<dyn Revisions>,
    /// What its commits did.
    pub(super) files: Arc<FileHistory>,
    /// The folder of the locale's pages, from the top of the repository.
    pub(super) folder: FilePath,
    /// The commits that renew no translation, as indexes.
    pub(super) ignored: Arc<BTreeSet<usize>>,
}

impl LocaleHistory {
    pub(super) fn is_ignored(&self, commit: usize) -> bool {
        self.ignored.contains(&commit)
    }
}

/// The file in which Git is told which commits to leave out when it says who wrote a line.
const IGNORED_BY_BLAME: &str = ".git-blame-ignore-revs";

/// The commits that the configuration and the repository itself say to ignore, as indexes.
fn ignored(options: &Options, revisions: &dyn Revisions, head: &Revision, files: &FileHistory) -> BTreeSet<usize> {
    let path = FilePath::new(IGNORED_BY_BLAME);
    let content = revisions.content_at(head, &path).ok().flatten();
    let listed = content.and_then(|content| revisions.read_content(content, &path).ok()).unwrap_or_default();
    let listed = String::from_utf8_lossy(&listed);
    let of_file = listed.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let configured = options.history.iter().flat_map(|history| &history.ignore).map(String::as_str);
    files.places_of(&of_file.chain(configured).collect::<Vec<_>>())
}

/// The histories of the locales that have one.
#[derive(Default)]
pub(super) struct Histories {
    pub(super) of_locales: BTreeMap<LocaleId, LocaleHistory>,
}

/// A commit that edited fewer files of a locale is no bulk edit: the figure is half of the units that one has.
const LARGE: usize = 25;

/// So many files of a large commit are looked at.
const SAMPLE: usize = 40;

/// So many bytes of them are kept at once.
const LARGEST_SAMPLE: usize = 16 << 20;

/// The commits that replaced the same words everywhere in a locale, as indexes.
fn bulk_commits(history: &LocaleHistory) -> BTreeSet<usize> {
    let large = history.files.large_edits(&history.folder, LARGE);
    let large: Vec<(usize, Vec<(&FilePath, &Touch)>)> = large.into_iter().collect();
    let bulk = large.par_iter().filter(|(_, edits)| is_bulk(&sample(history, edits), edits.len()));
    bulk.map(|(commit, _)| *commit).collect()
}

/// Some of the files that a commit edited, before and after.
fn sample(history: &LocaleHistory, edits: &[(&FilePath, &Touch)]) -> Vec<(String, String)> {
    let text = |content: ContentId, path: &FilePath| {
        let bytes = history.revisions.read_content(content, path).ok()?;
        String::from_utf8(bytes).ok()
    };
    let mut sample = Vec::new();
    let mut left = LARGEST_SAMPLE;
    for (path, touch) in edits.iter().step_by(edits.len().div_ceil(SAMPLE)) {
        let (Some(before), Some(now)) = (touch.before.first(), touch.now) else { continue };
        let Some(texts) = text(*before, path).zip(text(now, path)) else { continue };
        let Some(rest) = left.checked_sub(texts.0.len() + texts.1.len()) else { break };
        left = rest;
        sample.push(texts);
    }
    sample
}

impl fmt::Debug for Histories {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Histories").field("locales", &self.of_locales.keys()).finish_non_exhaustive()
    }
}

impl Histories {
    /// What Git shows in the stead of contents, as text.
    pub(super) fn replaced(&self) -> String {
        self.of_locales.values().map(|history| history.revisions.replaced()).collect()
    }

    /// The commits of a locale's repository.
    pub(super) fn commits(&self, locale: &LocaleId) -> Option<History> {
        let of_locale = self.of_locales.get(locale)?;
        Some(History::of_files(Arc::clone(&of_locale.files), of_locale.folder.clone()))
    }

    /// When the file of each page was last changed, by its commits. A commit that renews no translation is no
    /// change, unless there is no other.
    pub(super) fn dates(&self, corpus: &Corpus) -> ChangeDates {
        let date = |page: &Page| {
            let history = self.of_locales.get(&page.locale)?;
            let touches = history.files.of_file(&history.folder.join(&page.relative_path));
            let mut there = touches.iter().rev().filter(|touch| touch.now.is_some());
            let last = there.clone().find(|touch| !history.is_ignored(touch.commit)).or_else(|| there.next())?;
            Date::of_seconds(history.files.commits[last.commit].authored)
        };
        corpus.all_pages().filter_map(|page| Some(((page.id.clone(), page.locale.clone()), date(page)?))).collect()
    }

    /// Opens the repository of each locale and walks each repository once. A locale without one, or whose history cannot
    /// be read, has none: nothing has to be in Git.
    ///
    /// # Errors
    /// [`Failure::History`] where the configuration names the repository of a locale and it cannot be read.
    pub(super) fn open(
        (world, repositories): (&dyn World, &Repositories),
        options: &Options,
        discovered: &Discovered,
    ) -> Result<Histories, Failure> {
        let mut walked: BTreeMap<String, LocaleHistory> = BTreeMap::new();
        let mut histories = Histories::default();
        for locale in &discovered.locales {
            let is_configured = options.history.as_ref().is_some_and(|history| history.locales.contains_key(locale));
            let folder = discovered.folder(locale);
            if folder.is_none() && !is_configured {
                continue;
            }
            let opened = repositories.of_locale(world, options, locale, &folder.unwrap_or_default());
            let read = opened.and_then(|repository| of_repository((options, repositories), repository, &mut walked));
            match read {
                Ok(Some(history)) => {
                    histories.of_locales.insert(locale.clone(), history);
                }
                Err(error) if is_configured => return Err(Failure::History(locale.clone(), error)),
                Ok(None) | Err(_) => {}
            }
        }
        Ok(histories)
    }
}

/// The history of a locale; `None` where there is no commit. `walked` are the repositories that were walked before, by
/// their identity.
fn of_repository(
    (options, repositories): (&Options, &Repositories),
    LocaleRepository { revisions, folder: inside }: LocaleRepository,
    walked: &mut BTreeMap<String, LocaleHistory>,
) -> Result<Option<LocaleHistory>, RevisionError> {
    let folder = revisions.folder().join(inside.as_str());
    let identity = revisions.identity();
    if !walked.contains_key(&identity) {
        let head = revisions.head()?;
        let files = repositories.file_history(&*revisions)?;
        if files.commits.is_empty() {
            return Ok(None);
        }
        let ignored = Arc::new(ignored(options, &*revisions, &head, &files));
        let folder = folder.clone();
        walked.insert(identity.clone(), LocaleHistory { revisions, files, folder, ignored });
    }
    let mut history = LocaleHistory { folder, ..walked[&identity].clone() };
    history.ignored = Arc::new(history.ignored.union(&bulk_commits(&history)).copied().collect());
    Ok(Some(history))
}
