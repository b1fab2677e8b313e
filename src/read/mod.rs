//! The only door in.
//!
//! **Comes in:** paths. **Goes out:** bytes, through one trait, [`World`]: a [`Disk`] folder, files in
//! [`Memory`], files [`Embedded`] in the program, one world [`Layered`] over another, or a Git revision. A world
//! leads to the past of its content as well: [`Revisions`]. What Git tracks in a working tree is read here too.
//! **Never happens here:** parsing, writing, deciding which files matter.

mod at_revisions;
mod disk;
mod embedded;
mod git_history;
mod git_revisions;
mod git_tree;
mod memory;
mod objects;
pub(crate) mod repository;
mod revision_error;
mod revisions;
mod tracked_files;

pub use at_revisions::AtRevisions;
pub use disk::Disk;
pub use embedded::{Embedded, Layered};
pub use git_revisions::GitRevisions;
pub use git_tree::GitTree;
pub use memory::Memory;
pub use objects::sha1;
pub use repository::{is_bare, merge_base, resolve_revision};
pub use revision_error::RevisionError;
pub use revisions::{Commit, History, Revision, Revisions};
pub(crate) use tracked_files::{TrackedFiles, work_trees_around};

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

    /// The repository at `location`, which is absolute or as seen from the site's folder. Its paths are counted from
    /// its top; `.` is the one around the site's folder, wherever its top is.
    ///
    /// # Errors
    /// [`RevisionError`] where there is none, or it cannot be read.
    fn repository(&self, location: &str) -> Result<Box<dyn Revisions>, RevisionError> {
        Err(RevisionError::NoRepository { folder: location.into() })
    }

    /// The repository that `folder` lies in. Its paths are counted from that folder.
    ///
    /// # Errors
    /// [`RevisionError`] where there is none, or it cannot be read.
    fn repository_around(&self, folder: &FilePath) -> Result<Box<dyn Revisions>, RevisionError> {
        Err(RevisionError::NoRepository { folder: folder.as_str().into() })
    }
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

    fn repository(&self, location: &str) -> Result<Box<dyn Revisions>, RevisionError> {
        (**self).repository(location)
    }

    fn repository_around(&self, folder: &FilePath) -> Result<Box<dyn Revisions>, RevisionError> {
        (**self).repository_around(folder)
    }
}
