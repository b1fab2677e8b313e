//! Which locale the others were translated from, and where its history is.

use std::fmt;
use std::sync::Arc;

use super::failure::Failure;
use super::repositories::{LocaleRepository, Repositories};
use crate::config::{HistoryOptions, Options};
use crate::history::{self, BaseRevisions, Originals, PinKeys, RevisionSource};
use crate::layout::Discovered;
use crate::model::{Corpus, LocaleId};
use crate::read::{Revisions, World};
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
    pub revisions: Arc<dyn Revisions>,
    /// The folder of its pages, as the repository counts paths.
    pub folder: FilePath,
    /// Whether the configuration names the key of its revisions, so that nothing may be wrong in silence.
    pub is_configured: bool,
}

impl SourceRepository {
    pub(super) fn new(locale: &LocaleId, repository: LocaleRepository, is_configured: bool) -> SourceRepository {
        let LocaleRepository { revisions, folder } = repository;
        SourceRepository { locale: locale.clone(), revisions, folder, is_configured }
    }
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
pub(super) fn open(
    (world, repositories): (&dyn World, &Repositories),
    options: &Options,
    corpus: &Corpus,
    source: &SourceContent,
) -> Result<Option<SourceRepository>, Failure> {
    let keys = keys(options);
    let is_named = options.history.as_ref().is_some_and(|history| history.locales.contains_key(&source.locale));
    let is_configured = keys.revision.is_some() && (is_named || keys.is_revision_used(corpus, &source.locale));
    if !is_configured && !keys.are_used(corpus, &source.locale) {
        return Ok(None);
    }
    match repositories.of_locale(world, options, &source.locale, &source.folder) {
        Ok(repository) => Ok(Some(SourceRepository::new(&source.locale, repository, is_configured))),
        Err(_) if !is_configured => Ok(None),
        Err(error) => Err(Failure::History(source.locale.clone(), error)),
    }
}

/// The repository of the source, whose pages are in `folder`, for translations that name no revision, where the history
/// of Git shows what they were made from.
pub(super) fn open_source(
    (world, repositories): (&dyn World, &Repositories),
    options: &Options,
    folder: Option<FilePath>,
    originals: &Originals,
) -> Option<SourceRepository> {
    originals.all().next()?;
    let locale = options.content.source_locale.as_ref()?;
    let repository = repositories.of_locale(world, options, locale, &folder?).ok()?;
    Some(SourceRepository::new(locale, repository, false))
}

/// Resolves the base revisions of all translations.
pub(super) fn base_revisions(
    (options, repositories): (&Options, &Repositories),
    corpus: &Corpus,
    source_history: &SourceRepository,
) -> BaseRevisions {
    let files = || repositories.file_history(&*source_history.revisions).ok();
    let source = RevisionSource {
        locale: &source_history.locale,
        revisions: &*source_history.revisions,
        files: &files,
        folder: &source_history.folder,
        keys: keys(options),
        page_key: options.content.page_key.as_deref(),
    };
    let is_in_site = corpus.locales.contains(&source_history.locale);
    let head = if is_in_site { None } else { source_history.revisions.head().ok() };
    history::base_revisions(corpus, source, head.as_ref())
}
