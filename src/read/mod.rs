//! The only door in.
//!
//! **Comes in:** paths. **Goes out:** bytes, through one trait, [`World`]: a [`Disk`] folder, files in
//! [`Memory`], files [`Embedded`] in the program, one world [`Layered`] over another, or a Git revision.
//! **Never happens here:** parsing, writing, deciding which files matter.

mod disk;
mod embedded;
mod git_tree;
mod memory;
pub(crate) mod repository;
mod revision_error;

pub use disk::Disk;
pub use embedded::{Embedded, Layered};
pub use git_tree::GitTree;
pub use memory::Memory;
pub use repository::{merge_base, resolve_revision};
pub use revision_error::RevisionError;

use std::fmt;

use crate::text::FilePath;

/// Where files come from. Paths are relative to the site's folder.
pub trait World: Sync {
    /// Every file below `folder`, sorted; empty where there is no such folder.
    ///
    /// Symbolic links are not followed and not listed; `.git` and other folders whose names begin
    /// with a dot are left out.
    ///
    /// # Errors
    /// [`ReadError`] where a folder cannot be listed.
    fn files(&self, folder: &FilePath) -> Result<Vec<FilePath>, ReadError>;

    /// The bytes of a file.
    ///
    /// # Errors
    /// [`ReadError`] where it does not exist or cannot be read.
    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError>;
}

/// A file or folder that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// What could not be read.
    pub path: FilePath,
    /// Why, in the words of the system.
    pub reason: String,
    /// Whether the reason is that there is no such file.
    pub missing: bool,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read `{}`: {}", self.path, self.reason)
    }
}

impl std::error::Error for ReadError {}

impl<W: World + ?Sized> World for &W {
    fn files(&self, folder: &FilePath) -> Result<Vec<FilePath>, ReadError> {
        (**self).files(folder)
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        (**self).read(path)
    }
}
