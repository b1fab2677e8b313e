//! Which locale the others were translated from, and where its history is.

use std::fmt;

use super::failure::Failure;
use crate::config::{HistoryOptions, Options};
use crate::history::{self, BaseRevisions, Originals, RevisionSource};
use crate::layout::Discovered;
use crate::model::{Corpus, LocaleId};
use crate::read::{RevisionError, Revisions, World};
use crate::text::FilePath;

/// The locale whose revisions pages name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceContent {
    locale: LocaleId,
    /// The folder of its pages in the world, where its repository is not configured.
    folder: FilePath,
}

/// The source of the base revisions, where the configuration says how pages name them: the source locale, else the one
/// locale of `history.locales` that has no pages.
pub fn source(options: &Options, discovered: &Discovered) -> Option<SourceContent> {
    let history = options.history.as_ref().filter(|history| history.revision_key.is_some())?;
    let locale = options.content.source_locale.clone().or_else(|| only_history(history, &discovered.locales))?;
    let folder = discovered.folder(&locale).unwrap_or_else(|| match options.content.locales.get(&locale) {
        Some(folder) => folder.clone(),
        None => options.content.root.join(locale.as_str()),
    });
    Some(SourceContent { locale, folder })
}

fn only_history(history: &HistoryOptions, present: &[LocaleId]) -> Option<LocaleId> {
    let mut absent = history.locales.keys().filter(|locale| !present.contains(locale));
    absent.next().filter(|_| absent.next().is_none()).cloned()
}

/// The repository of the source, opened.
pub struct SourceRepository {
    /// The locale whose revisions pages name.
    pub locale: LocaleId,
    /// Its repository.
    pub revisions: Box<dyn Revisions>,
    /// The folder of its pages, as the repository counts paths.
    pub folder: FilePath,
}

impl fmt::Debug for SourceRepository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceRepository")
            .field("locale", &self.locale)
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

/// Opens the repository of the source. One that is not configured is only opened where pages name revisions.
///
/// # Errors
/// [`Failure::History`] where the repository of the source cannot be opened.
pub fn open(
    world: &dyn World,
    options: &Options,
    corpus: &Corpus,
    source: &SourceContent,
) -> Result<Option<SourceRepository>, Failure> {
    let Some((history, key)) =
        options.history.as_ref().and_then(|history| Some((history, history.revision_key.as_ref()?)))
    else {
        return Ok(None);
    };
    let configured = history.locales.get(&source.locale);
    if configured.is_none() && !history::has_base_revisions(corpus, &source.locale, key) {
        return Ok(None);
    }
    let revisions = open_locale(world, options, &source.locale, &source.folder)?;
    let folder = configured.map_or(FilePath::default(), |repository| repository.path.clone());
    Ok(Some(SourceRepository { locale: source.locale.clone(), revisions, folder }))
}

/// Opens the repository of the source, whose pages are in `folder`, for translations that name no revision, where the
/// history of Git shows what they were made from.
pub fn open_source(
    world: &dyn World,
    options: &Options,
    folder: Option<FilePath>,
    originals: &Originals,
) -> Option<SourceRepository> {
    originals.all().next()?;
    let locale = options.content.source_locale.clone()?;
    let revisions = open_locale(world, options, &locale, &folder?).ok()?;
    let configured = options.history.as_ref().and_then(|history| history.locales.get(&locale));
    let folder = configured.map_or(FilePath::default(), |repository| repository.path.clone());
    Some(SourceRepository { locale, revisions, folder })
}

/// Opens the repository of a locale whose pages are in `folder`.
///
/// # Errors
/// [`Failure::History`] where its repository cannot be opened.
pub fn open_locale(
    world: &dyn World,
    options: &Options,
    locale: &LocaleId,
    folder: &FilePath,
) -> Result<Box<dyn Revisions>, Failure> {
    let configured = options.history.as_ref().and_then(|history| history.locales.get(locale));
    let opened: Result<Box<dyn Revisions>, RevisionError> = match configured {
        Some(repository) => world.repository(&repository.location),
        None => world.repository_around(folder),
    };
    opened.map_err(|error| Failure::History(locale.clone(), error))
}

/// Resolves the base revisions of all translations.
pub fn base_revisions(options: &Options, corpus: &Corpus, source_history: &SourceRepository) -> BaseRevisions {
    let Some((history, revision_key)) =
        options.history.as_ref().and_then(|history| Some((history, history.revision_key.as_ref()?)))
    else {
        return BaseRevisions::default();
    };
    let source = RevisionSource {
        locale: &source_history.locale,
        revisions: &*source_history.revisions,
        folder: &source_history.folder,
        revision_key,
        hash_key: history.hash_key.as_deref(),
        page_key: options.content.page_key.as_deref(),
    };
    let is_in_site = corpus.locales.contains(&source_history.locale);
    let head = if is_in_site { None } else { source_history.revisions.head().ok() };
    history::base_revisions(corpus, source, head.as_ref())
}
