//! Why a site cannot be read.

use crate::diagnostic::Diagnostic;
use crate::model::LocaleId;
use crate::read::{ReadError, RevisionError};
use crate::text::{FilePath, Source};

/// Why a site could not be read.
#[derive(Debug)]
pub enum Failure {
    /// Something outside could not be read.
    Read(ReadError),
    /// The configuration or a locale's data is wrong; the sources are those the diagnostics point into.
    Configuration(Vec<Diagnostic>, Vec<Source>),
    /// No folder of a locale was found where content should be.
    NoContent(FilePath),
    /// Locales that were asked for and have no folder; those that have one.
    UnknownLocales(Vec<LocaleId>, Vec<LocaleId>),
    /// The repository with the history of this locale cannot be read.
    History(LocaleId, RevisionError),
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Failure {
        Failure::Read(error)
    }
}
