//! The past of a repository: its files at any of its revisions.

use super::{ReadError, RevisionError};
use crate::text::FilePath;

/// A commit that a name leads to. The order is that of time as far as the committers' clocks were right;
/// [`Revisions::oldest_first`] knows better where they stood still.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision {
    /// When it was committed, in seconds since 1970.
    pub seconds: i64,
    /// Its id, in hexadecimal.
    pub commit: String,
}

/// The files of a repository at any of its revisions, opened once and read by many threads.
pub trait Revisions: Send + Sync {
    /// The commit that `name` leads to. Only plain names are looked up (an id, whole or its beginning, a tag or a
    /// branch): an expression such as `HEAD~3` leads nowhere, because names come from content.
    ///
    /// # Errors
    /// [`RevisionError`] where there is no such commit, or a shallow or partial clone lacks it.
    fn resolve(&self, name: &str) -> Result<Revision, RevisionError>;

    /// These revisions without doubles, each after those that it descends from.
    fn oldest_first(&self, revisions: Vec<Revision>) -> Vec<Revision>;

    /// The bytes of a file at a revision, `None` where there was no such file.
    ///
    /// # Errors
    /// [`ReadError`] where the path is no file's, or a partial clone lacks its content.
    fn read(&self, revision: &Revision, path: &FilePath) -> Result<Option<Vec<u8>>, ReadError>;
}
