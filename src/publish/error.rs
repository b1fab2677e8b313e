//! Why something could not be published, with a way out.

use std::fmt;
use std::path::Path;

/// Something that could not be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishError {
    /// What is wrong.
    pub message: String,
    /// What to do about it, where we know.
    pub help: Option<String>,
}

impl PublishError {
    pub(super) fn new(message: impl Into<String>) -> PublishError {
        PublishError { message: message.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> PublishError {
        self.help = Some(help.into());
        self
    }

    /// That the system refused to do `what` at `path`.
    pub(super) fn refused(what: &str, path: &Path, reason: &std::io::Error) -> PublishError {
        PublishError::new(format!("cannot {what} `{}`: {reason}", path.display()))
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PublishError {}
