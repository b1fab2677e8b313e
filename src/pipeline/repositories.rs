//! The repositories that a run reads, each opened once, and walked once where anything asks what its commits did.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::Options;
use crate::model::LocaleId;
use crate::read::{FileHistory, RevisionError, Revisions, World};
use crate::text::FilePath;

/// Where a repository is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Location {
    /// The configuration names it.
    Named(String),
    /// It is the one that this folder of the world lies in. Paths are counted from the folder.
    Around(FilePath),
}

type Walked = Result<Arc<FileHistory>, RevisionError>;

type Opened = Result<Arc<dyn Revisions>, RevisionError>;

/// The repositories that were asked for until now, and why some could not be opened.
///
/// All states of a site have the same ones: what a world says of its repositories does not depend on the revision that
/// its files are from.
#[derive(Default)]
pub(super) struct Repositories {
    opened: Mutex<BTreeMap<Location, Opened>>,
    /// What the commits of those that were walked did to pages, by their identity.
    walked: Mutex<BTreeMap<String, Walked>>,
}

impl fmt::Debug for Repositories {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Repositories").finish_non_exhaustive()
    }
}

/// The repository of a locale.
pub(super) struct LocaleRepository {
    /// The repository.
    pub(super) revisions: Arc<dyn Revisions>,
    /// The folder of the locale's pages, as the repository counts paths.
    pub(super) folder: FilePath,
}

impl Repositories {
    /// The repository of a locale whose pages are in `folder`: the one that the configuration names, else the one around
    /// that folder.
    ///
    /// # Errors
    /// [`RevisionError`] where it cannot be opened.
    pub(super) fn of_locale(
        &self,
        world: &dyn World,
        options: &Options,
        locale: &LocaleId,
        folder: &FilePath,
    ) -> Result<LocaleRepository, RevisionError> {
        let configured = options.history.as_ref().and_then(|history| history.locales.get(locale));
        let Some(repository) = configured else {
            return Ok(LocaleRepository { revisions: self.around(world, folder)?, folder: FilePath::default() });
        };
        let revisions = self.open(world, Location::Named(repository.location.clone()))?;
        Ok(LocaleRepository { revisions, folder: repository.path.clone() })
    }

    /// The repository that a folder lies in. Paths are counted from the folder.
    ///
    /// # Errors
    /// [`RevisionError`] where it lies in none, or that cannot be opened.
    pub(super) fn around(&self, world: &dyn World, folder: &FilePath) -> Opened {
        self.open(world, Location::Around(folder.clone()))
    }

    /// What the commits of a repository did to its pages, from the first to its head.
    ///
    /// # Errors
    /// [`RevisionError`] where there is no commit, or the history cannot be read.
    pub(super) fn file_history(&self, revisions: &dyn Revisions) -> Walked {
        let identity = revisions.identity();
        // Nothing is locked while many threads walk: one of them may ask for a history itself.
        let known = self.walked.lock().unwrap_or_else(PoisonError::into_inner).get(&identity).cloned();
        known.unwrap_or_else(|| {
            let walk = || revisions.file_history(&revisions.head()?, &is_page).map(Arc::new);
            let walked = walk();
            self.walked.lock().unwrap_or_else(PoisonError::into_inner).insert(identity, walked.clone());
            walked
        })
    }

    fn open(&self, world: &dyn World, location: Location) -> Opened {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = opened.get(&location) {
            return known.clone();
        }
        let found = match &location {
            Location::Named(name) => world.repository(name),
            Location::Around(folder) => world.repository_around(folder),
        };
        let found: Opened = found.map(Arc::from);
        opened.insert(location, found.clone());
        found
    }
}

/// Whether a file of this name may be a page.
fn is_page(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| matches!(extension.as_str(), "md" | "mdx" | "markdown"))
}
