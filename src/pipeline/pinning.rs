//! Which locale the others were translated from, and where its past is.

use super::discover::Discovered;
use super::load::Failure;
use crate::config::{HistoryOptions, Options};
use crate::history::{self, PinSource, Pins};
use crate::model::{Corpus, LocaleId};
use crate::read::{RevisionError, Revisions, World};
use crate::text::FilePath;

/// The locale that pins point into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastSource {
    locale: LocaleId,
    /// The folder of its pages in the world, where its past is not configured.
    folder: FilePath,
}

/// The source of the pins, where the configuration says how pages name revisions: the source locale, else the one
/// locale of `history.locales` that has no pages.
pub fn source(options: &Options, discovered: &Discovered) -> Option<PastSource> {
    let history = options.history.as_ref().filter(|history| history.revision_key.is_some())?;
    let locale = options.content.source_locale.clone().or_else(|| only_past(history, &discovered.locales))?;
    let folder = discovered.folder(&locale).unwrap_or_else(|| match options.content.locales.get(&locale) {
        Some(folder) => folder.clone(),
        None => options.content.root.join(locale.as_str()),
    });
    Some(PastSource { locale, folder })
}

fn only_past(history: &HistoryOptions, present: &[LocaleId]) -> Option<LocaleId> {
    let mut absent = history.locales.keys().filter(|locale| !present.contains(locale));
    absent.next().filter(|_| absent.next().is_none()).cloned()
}

/// Follows the pins of all translations. A repository that is not configured is only opened where there are any.
///
/// # Errors
/// [`Failure::History`] where the repository of the source cannot be opened.
pub fn pins(world: &dyn World, options: &Options, corpus: &Corpus, source: &PastSource) -> Result<Pins, Failure> {
    let Some((history, key)) =
        options.history.as_ref().and_then(|history| Some((history, history.revision_key.as_ref()?)))
    else {
        return Ok(Pins::default());
    };
    let configured = history.locales.get(&source.locale);
    if configured.is_none() && !history::has_pins(corpus, &source.locale, key) {
        return Ok(Pins::default());
    }
    let opened: Result<Box<dyn Revisions>, RevisionError> = match configured {
        Some(repository) => world.repository(&repository.location),
        None => world.repository_around(&source.folder),
    };
    let revisions = opened.map_err(|error| Failure::History(source.locale.clone(), error))?;
    let pins = PinSource {
        locale: &source.locale,
        revisions: &*revisions,
        folder: &configured.map_or(FilePath::default(), |repository| repository.path.clone()),
        revision_key: key,
        page_key: options.content.page_key.as_deref(),
    };
    Ok(history::pins(corpus, pins))
}
