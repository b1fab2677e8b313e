//! The only door in.
//!
//! **Comes in:** paths. **Goes out:** bytes, through one trait, [`World`]: a [`Disk`] folder, files in
//! [`Memory`], files [`Embedded`] in the program, one world [`Layered`] over another, or a Git revision. A world
//! leads to the revisions of its content as well: [`Revisions`]. What Git tracks in a working tree is read here too.
//! **Never happens here:** parsing, writing, deciding which files matter.

mod at_revisions;
mod disk;
mod embedded;
mod file_history;
mod git_file_history;
mod git_history;
mod git_renames;
mod git_revisions;
mod git_state;
mod git_tree;
mod memory;
mod objects;
pub(crate) mod repository;
mod revision;
mod revision_error;
mod revisions;
mod tracked_files;

pub use at_revisions::AtRevisions;
pub use disk::Disk;
pub use embedded::{Embedded, Layered};
pub use file_history::{ContentId, FileHistory, HistoryCommit, IsFollowed, Touch};
pub use git_revisions::GitRevisions;
pub use git_tree::GitTree;
pub use memory::Memory;
pub use objects::{blob_ids, sha1, sha256};
pub use repository::{is_bare, merge_base, resolve_revision};
pub use revision::Revision;
pub use revision_error::RevisionError;
pub use revisions::{Commit, History, Revisions};
pub(crate) use tracked_files::{TrackedFiles, work_trees_around};

use std::fmt;

use crate::text::FilePath;

/// A larger file is not read, in bytes. What a site copies is read whole before it is written, one file for each thread,
/// and hosts of Git repositories take no larger ones.
pub const LARGEST_FILE: u64 = 128 << 20;

/// A larger text is not read, in bytes: a table of 100,000 rows has less. What is known of a text takes some thirty times
/// its size in memory.
pub const LARGEST_TEXT: u64 = 16 << 20;

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

    /// The bytes of a file of at most [`LARGEST_FILE`] bytes.
    ///
    /// # Errors
    /// [`ReadError`] where it does not exist, cannot be read, or is larger.
    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        self.read_at_most(LARGEST_FILE, path)
    }

    /// The bytes of a file of at most `most` bytes. A larger one costs no memory; nor is anything but a plain file read,
    /// so that a pipe or a device does not keep the program waiting.
    ///
    /// # Errors
    /// [`ReadError`] where it does not exist, cannot be read, or is larger.
    fn read_at_most(&self, most: u64, path: &FilePath) -> Result<Vec<u8>, ReadError>;

    /// Whether there is a plain file that may be read, of whatever size.
    fn has_file(&self, path: &FilePath) -> bool {
        self.read(path).is_ok()
    }

    /// How the top of the Git working tree around the site's folder is seen from that folder: empty where it is the
    /// folder itself, `..` where it is the one above. `None` where there is no working tree around it.
    fn top_of_work_tree(&self) -> Option<FilePath> {
        None
    }

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

impl ReadError {
    /// A file of more than `most` bytes.
    pub(crate) fn too_large(path: &FilePath, most: u64) -> ReadError {
        ReadError { path: path.clone(), reason: format!("it is larger than {}", in_units(most)), missing: false }
    }
}

/// A number of bytes as people write it.
fn in_units(bytes: u64) -> String {
    match (bytes >> 20, bytes >> 10) {
        (0, 0) => format!("{bytes} bytes"),
        (0, kibibytes) => format!("{kibibytes} KiB"),
        (mebibytes, _) => format!("{mebibytes} MiB"),
    }
}

impl<W: World + ?Sized> World for &W {
    fn files(&self, folder: &FilePath) -> Result<Vec<FilePath>, ReadError> {
        (**self).files(folder)
    }

    fn read_at_most(&self, most: u64, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        (**self).read_at_most(most, path)
    }

    fn has_file(&self, path: &FilePath) -> bool {
        (**self).has_file(path)
    }

    fn top_of_work_tree(&self) -> Option<FilePath> {
        (**self).top_of_work_tree()
    }

    fn repository(&self, location: &str) -> Result<Box<dyn Revisions>, RevisionError> {
        (**self).repository(location)
    }

    fn repository_around(&self, folder: &FilePath) -> Result<Box<dyn Revisions>, RevisionError> {
        (**self).repository_around(folder)
    }
}
