//! The tree of a site, and the commit that makes it public.

use std::collections::BTreeMap;

use gix::actor::SignatureRef;
use gix::objs::tree::EntryKind;
use gix::refs::transaction::PreviousValue;
use gix::{ObjectId, Repository};

use super::Author;
use super::branch_name::BranchName;
use super::old_site::Foreign;
use crate::publish::PublishError;

/// Writes the tree of all files; equal files give an equal id.
pub(super) fn write_tree(
    repository: &Repository,
    files: &BTreeMap<String, ObjectId>,
    foreign: &[Foreign],
) -> Result<ObjectId, gix::Error> {
    let mut tree = repository.empty_tree().edit()?;
    // What others put there first: `check_room` has shown that no file of ours has their place.
    for entry in foreign {
        tree.upsert(&entry.path, entry.kind, entry.id)?;
    }
    for (path, blob) in files {
        tree.upsert(path, EntryKind::Blob, *blob)?;
    }
    Ok(tree.write()?.detach())
}

/// A commit to make.
pub(super) struct NewCommit<'site> {
    pub(super) message: &'site str,
    /// Who makes it; `None` asks the Git configuration.
    pub(super) author: Option<&'site Author>,
    pub(super) tree: ObjectId,
    pub(super) parent: Option<ObjectId>,
}

/// Makes the commit on the branch, which must still be at its parent.
pub(super) fn commit(
    repository: &Repository,
    name: &BranchName,
    new: &NewCommit<'_>,
) -> Result<ObjectId, PublishError> {
    let mut repository = repository.clone();
    // Installs the fallback in this handle alone, and answers with the configured name where there is one.
    repository.committer_or_set_fallback("Hexapla", "hexapla@localhost").map_err(|error| not_moved(name, &error))?;
    let committer = repository.committer().expect("a fallback was set").map_err(|error| not_moved(name, &error))?;
    let (author, committer) = match new.author {
        Some(author) => (signature(author, committer.time), signature(author, committer.time)),
        None => {
            let author = repository.author().and_then(Result::ok);
            (author.unwrap_or(committer), committer)
        }
    };
    let message = format!("{}\n", new.message.trim_end());
    repository
        .commit_as(committer, author, name.full().clone(), message, new.tree, new.parent)
        .map(gix::Id::detach)
        .map_err(|error| not_moved(name, &error))
}

fn signature<'site>(author: &'site Author, time: &'site str) -> SignatureRef<'site> {
    SignatureRef { name: author.name.as_str().into(), email: author.email.as_str().into(), time }
}

/// Makes a branch that is not there yet, at a commit that is.
pub(super) fn create_branch(repository: &Repository, name: &BranchName, tip: ObjectId) -> Result<(), PublishError> {
    repository
        .reference(name.full().clone(), tip, PreviousValue::MustNotExist, "branch: created by hexapla publish")
        .map_err(|error| not_moved(name, &error))?;
    Ok(())
}

fn not_moved(name: &BranchName, error: &gix::Error) -> PublishError {
    PublishError::new(format!("cannot move the branch `{}`: {error:#}", name.short()))
        .help("it is as it was, or someone else moved it meanwhile; publish again")
}
