//! The only door out.
//!
//! **Comes in:** the files of a finished site, as paths and bytes, from many threads at once.
//! **Goes out:** a folder or a Git branch that holds exactly these files, and an [`Outcome`] that lists what
//! happened. **Never happens here:** rendering, deciding what a site holds, printing.
//!
//! A [`Target`] is a place; [`Target::begin`] opens a [`Sink`] there, and [`Sink::finish`] makes the site
//! public in one step. Until then, and for good when the sink is dropped unfinished, the place is as it was.
//!
//! What we wrote is listed in a file of its own, [`MARKER`]. A place that has files and no such list is not
//! ours and is refused. Files that are not on the list are not ours either: they are carried over to the
//! new site, and where that needs their path it is refused. So nothing that others made is ever deleted.
//!
//! Content comes from pull requests of strangers, and the place often lies among it. What they can have brought
//! (`contributed`) proves nothing: no link there is followed, and no folder or list that Git tracks is taken for ours.
//! Folders are held open while something is done in them (`opened_folder`), and what is written beside a place has a
//! name that nobody can guess (`unguessable`).
//!
//! [`replace_file`] writes one file of the site's folder itself, such as its lock, or a report. [`CacheFolder`] keeps what a
//! run found for the next one.

mod cache_folder;
mod contributed;
mod error;
mod manifest;
mod opened_folder;
mod outcome;
mod single_file;
mod site_path;
mod targets;
mod unguessable;
mod written;

pub use cache_folder::CacheFolder;
pub use error::PublishError;
pub use outcome::{BranchOutcome, Outcome};
pub use single_file::replace_file;
pub use site_path::MARKER;
pub use targets::{Author, Branch, Folder, TARGETS, TargetInfo};

/// A place where a site can be published.
pub trait Target {
    /// Makes ready to take a site, without changing what is public.
    ///
    /// # Errors
    /// [`PublishError`] where the place cannot be written to or holds what is not ours.
    fn begin(&self) -> Result<Box<dyn Sink>, PublishError>;
}

/// An opened target that takes files, in any order and from any thread.
pub trait Sink: Send + Sync {
    /// Takes one file. `path` is relative to the site, with `/` between its parts.
    ///
    /// # Errors
    /// [`PublishError`] where the path leaves the site, was taken before, or cannot be written.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError>;

    /// Puts the site in the place of the old one.
    ///
    /// # Errors
    /// [`PublishError`] where a write failed before, or the place cannot take the site; it is then as it was.
    fn finish(self: Box<Self>) -> Result<Outcome, PublishError>;
}
