//! The places where a site can be published.
//!
//! **Comes in:** files through a [`Sink`](super::Sink). **Goes out:** a site in its place, swapped in whole.
//! **Never happens here:** a change to what is public before the site is whole, or the loss of a file that
//! is not ours.
//!
//! A target is one file here and one line in [`TARGETS`].

mod branch;
mod folder;

pub use branch::{Author, Branch};
pub use folder::Folder;

/// A kind of target, as the command line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetInfo {
    /// Its name, which is that of its file.
    pub name: &'static str,
    /// What it does, for the help.
    pub summary: &'static str,
}

/// Every target, in the order of their names.
pub const TARGETS: &[TargetInfo] = &[branch::INFO, folder::INFO];
