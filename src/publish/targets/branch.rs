//! A branch of a Git repository, written without a checkout.
//!
//! Blobs go into the repository as they come; the branch moves once, at the end, and only if it still is
//! where it was at the beginning. A run that dies leaves some objects that nothing points at, which
//! `git gc` removes.

use std::path::PathBuf;

use gix::{ObjectId, Repository};

use super::TargetInfo;
use crate::publish::site_path::MARKER;
use crate::publish::written::{Whole, Written};
use crate::publish::{BranchOutcome, Outcome, PublishError, Sink, Target, manifest};
use crate::read::repository::{self, Handles};
use branch_name::BranchName;
use new_commit::NewCommit;
use old_site::OldSite;

mod branch_name;
mod new_commit;
mod old_site;

pub(super) const INFO: TargetInfo =
    TargetInfo { name: "branch", summary: "a branch of a Git repository, such as `gh-pages`, without a checkout" };

/// The file that makes GitHub Pages serve the files as they are.
const NO_JEKYLL: &str = ".nojekyll";

/// A branch to publish to.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The repository, bare or not, or a folder inside its working tree.
    pub repository: PathBuf,
    /// The name of the branch, with or without `refs/heads/`.
    pub branch: String,
    /// The message of the commit.
    pub message: String,
    /// Who commits; `None` asks the Git configuration, and falls back to Hexapla itself.
    pub author: Option<Author>,
    /// Whether to replace the files of a branch that Hexapla did not write. Its history keeps them.
    pub force: bool,
}

/// A name and address for a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
}

impl Target for Branch {
    /// A branch that is only known from one remote is continued from there, as `git switch` does.
    fn begin(&self) -> Result<Box<dyn Sink>, PublishError> {
        // Everything that can be refused is refused before anything is rendered.
        let name = BranchName::new(&self.branch)?;
        let shared = repository::discover(&self.repository)
            .map_err(|error| PublishError::new(error.to_string()).help(error.help()))?;
        let handles = Handles::new(shared);
        let old = handles.with(|repository| {
            branch_name::check_not_checked_out(repository, &name)?;
            OldSite::read(repository, &name, self.force)
        })?;
        let (message, author) = (self.message.clone(), self.author.clone());
        Ok(Box::new(BranchSink { name, message, author, handles, old, written: Written::new() }))
    }
}

struct BranchSink {
    name: BranchName,
    message: String,
    author: Option<Author>,
    handles: Handles,
    old: OldSite,
    written: Written<ObjectId>,
}

impl Sink for BranchSink {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.written.take(path, bytes, || self.handles.with(|repository| write_blob(repository, bytes)))
    }

    fn finish(self: Box<Self>) -> Result<Outcome, PublishError> {
        let kept: Vec<String> = self.old.foreign.iter().map(|entry| entry.path.to_string()).collect();
        // A file of the content or of others goes before ours.
        if !self.written.has(NO_JEKYLL) && !kept.iter().any(|path| path == NO_JEKYLL) {
            self.write(NO_JEKYLL, b"")?;
        }
        let Whole { manifest, mut files, outcome } = self.written.whole()?;
        let place = format!("the branch `{}`", self.name.short());
        manifest::check_room(&manifest, &place, kept.iter().map(String::as_str))?;
        let branch = self.handles.with(|repository| {
            files.insert(MARKER.to_owned(), write_blob(repository, &manifest.to_bytes())?);
            let tree = new_commit::write_tree(repository, &files, &self.old.foreign)
                .map_err(|error| unwritable(repository, &error))?;
            self.publish(repository, tree)
        })?;
        Ok(Outcome { kept, branch: Some(branch), ..outcome })
    }
}

impl BranchSink {
    fn publish(&self, repository: &Repository, tree: ObjectId) -> Result<BranchOutcome, PublishError> {
        // An equal tree makes no commit, so that a build without changes leaves the history as it is.
        let unchanged = self.old.tree == Some(tree);
        let commit = match self.old.tip {
            Some(tip) if unchanged => {
                if !self.old.local {
                    new_commit::create_branch(repository, &self.name, tip)?;
                }
                tip
            }
            parent => {
                let new = NewCommit { message: &self.message, author: self.author.as_ref(), tree, parent };
                new_commit::commit(repository, &self.name, &new)?
            }
        };
        Ok(BranchOutcome {
            name: self.name.short().to_owned(),
            commit: commit.to_string(),
            tree: tree.to_string(),
            unchanged,
            replaced: self.old.tip.filter(|_| self.old.replaced).map(|tip| tip.to_string()),
        })
    }
}

fn write_blob(repository: &Repository, bytes: &[u8]) -> Result<ObjectId, PublishError> {
    repository.write_blob(bytes).map(gix::Id::detach).map_err(|error| unwritable(repository, &error))
}

fn unreadable(repository: &Repository, error: &gix::Error) -> PublishError {
    let place = repository::place(repository);
    PublishError::new(format!("cannot read the Git repository `{}`: {error:#}", place.display()))
}

fn unwritable(repository: &Repository, error: &gix::Error) -> PublishError {
    let place = repository::place(repository);
    PublishError::new(format!("cannot write to the Git repository `{}`: {error:#}", place.display()))
        .help("the branch is as it was; see that the folder of the repository can be written to")
}
