//! Why a site cannot be read.

use std::error::Error;
use std::fmt;

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

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Read(error) => error.fmt(f),
            Failure::Configuration(diagnostics, _) => {
                let noun = if diagnostics.len() == 1 { "problem" } else { "problems" };
                write!(f, "the configuration has {} {noun}", diagnostics.len())
            }
            Failure::NoContent(folder) => write!(f, "no locale has content in `{folder}`"),
            Failure::UnknownLocales(unknown, present) => {
                write!(f, "no content in {}; there is {}", listed(unknown), listed(present))
            }
            Failure::History(locale, _) => write!(f, "the history of `{locale}` cannot be read"),
        }
    }
}

fn listed(locales: &[LocaleId]) -> String {
    locales.iter().map(|locale| format!("`{locale}`")).collect::<Vec<_>>().join(", ")
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // Its message is the failure's own.
            Failure::Read(error) => error.source(),
            Failure::History(_, error) => Some(error),
            Failure::Configuration(..) | Failure::NoContent(_) | Failure::UnknownLocales(..) => None,
        }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Failure {
        Failure::Read(error)
    }
}
