//! Which locale the others were translated from, and where its history is.

use std::fmt;

use super::failure::Failure;
use crate::config::{HistoryOptions, Options};
use crate::history::{self, BaseRevisions, Originals, PinKeys, RevisionSource};
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

/// The source of the base revisions: the source locale, else the one locale of `history.locales` that has no pages.
pub fn source(options: &Options, discovered: &Discovered) -> Option<SourceContent> {
    let of_history = || only_history(options.history.as_ref()?, &discovered.locales);
    let locale = options.content.source_locale.clone().or_else(of_history)?;
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
    /// Whether the configuration names the key of its revisions, so that nothing may be wrong in silence.
    pub is_configured: bool,
}

impl fmt::Debug for SourceRepository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceRepository")
            .field("locale", &self.locale)
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

/// The front matter keys that the configuration names.
pub fn keys(options: &Options) -> PinKeys<'_> {
    let history = options.history.as_ref();
    PinKeys {
        revision: history.and_then(|history| history.revision_key.as_deref()),
        hash: history.and_then(|history| history.hash_key.as_deref()),
    }
}

/// Opens the repository of the source, where pages have pins or the configuration names their key and the repository.
///
/// # Errors
/// [`Failure::History`] where the repository of the source cannot be opened and the configuration asks for it. Where
/// pages only have a key that is known, there are no base revisions then.
pub fn open(
    world: &dyn World,
    options: &Options,
    corpus: &Corpus,
    source: &SourceContent,
) -> Result<Option<SourceRepository>, Failure> {
    let keys = keys(options);
    let configured = options.history.as_ref().and_then(|history| history.locales.get(&source.locale));
    let is_configured =
        keys.revision.is_some() && (configured.is_some() || keys.is_revision_used(corpus, &source.locale));
    if !is_configured && !keys.are_used(corpus, &source.locale) {
        return Ok(None);
    }
    let revisions = match open_locale(world, options, &source.locale, &source.folder) {
        Ok(revisions) => revisions,
        Err(_) if !is_configured => return Ok(None),
        Err(failure) => return Err(failure),
    };
    let folder = configured.map_or(FilePath::default(), |repository| repository.path.clone());
    Ok(Some(SourceRepository { locale: source.locale.clone(), revisions, folder, is_configured }))
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
    Some(SourceRepository { locale, revisions, folder, is_configured: false })
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
    let source = RevisionSource {
        locale: &source_history.locale,
        revisions: &*source_history.revisions,
        folder: &source_history.folder,
        keys: keys(options),
        page_key: options.content.page_key.as_deref(),
    };
    let is_in_site = corpus.locales.contains(&source_history.locale);
    let head = if is_in_site { None } else { source_history.revisions.head().ok() };
    history::base_revisions(corpus, source, head.as_ref())
}
