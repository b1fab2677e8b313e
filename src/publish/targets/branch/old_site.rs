//! What a branch holds when publishing begins.

use gix::bstr::{BStr, BString, ByteSlice};
use gix::objs::tree::EntryKind;
use gix::{ObjectId, Repository};

use super::branch_name::BranchName;
use super::unreadable;
use crate::publish::PublishError;
use crate::publish::manifest::Manifest;
use crate::publish::site_path::MARKER;

/// What was on the branch when publishing began.
#[derive(Default)]
pub(super) struct OldSite {
    /// Its last commit.
    pub(super) tip: Option<ObjectId>,
    /// Whether the branch is in the repository itself, and not only known from a remote.
    pub(super) local: bool,
    /// The tree of the last commit.
    pub(super) tree: Option<ObjectId>,
    /// What in the tree is not ours and stays.
    pub(super) foreign: Vec<Foreign>,
    /// Whether nothing in the tree is ours, and it was asked to go.
    pub(super) replaced: bool,
}

/// A file or folder on the branch that we did not write.
pub(super) struct Foreign {
    pub(super) path: BString,
    pub(super) kind: EntryKind,
    pub(super) id: ObjectId,
}

impl OldSite {
    /// # Errors
    /// [`PublishError`] where the branch holds files and no list of ours, unless it is to be replaced by `force`.
    pub(super) fn read(repository: &Repository, name: &BranchName, force: bool) -> Result<OldSite, PublishError> {
        let failed = |error: gix::Error| unreadable(repository, &error);
        let here = tip(repository, name)?;
        // A fresh clone in CI has only the branch of the remote; without it, each run would begin a new history.
        let Some(tip) = here.or_else(|| tip_on_remote(repository, name)) else { return Ok(OldSite::default()) };
        let tree = repository.find_commit(tip).and_then(|commit| commit.tree()).map_err(failed)?;
        let old = OldSite { tip: Some(tip), local: here.is_some(), tree: Some(tree.id), ..OldSite::default() };
        let marker = tree.find_entry(MARKER).map(|entry| entry.object()).transpose().map_err(failed)?;
        match marker.and_then(|marker| Manifest::parse(&marker.data)) {
            Some(manifest) => Ok(OldSite { foreign: foreign(repository, tree.id, &manifest).map_err(failed)?, ..old }),
            None if tree.data.is_empty() => Ok(old),
            None if force => Ok(OldSite { replaced: true, ..old }),
            None => Err(not_ours(name)),
        }
    }
}

fn not_ours(name: &BranchName) -> PublishError {
    PublishError::new(format!("the branch `{}` holds files that Hexapla did not write", name.short()))
        .help("publish to another branch, or replace them with `--force`; the history of the branch keeps them")
}

/// The commit that the branch points at.
fn tip(repository: &Repository, name: &BranchName) -> Result<Option<ObjectId>, PublishError> {
    let found = repository.try_find_reference(name.full()).map_err(|error| unreadable(repository, &error))?;
    let Some(reference) = found else { return Ok(None) };
    match reference.try_id() {
        Some(id) => Ok(Some(id.detach())),
        None => Err(PublishError::new(format!("the branch `{}` is only another name for a branch", name.short()))
            .help("publish to the branch that it stands for")),
    }
}

/// The commit that the branch points at in the one remote that has it, as of the last `git fetch`.
fn tip_on_remote(repository: &Repository, name: &BranchName) -> Option<ObjectId> {
    let remotes = repository.remote_names();
    let mut tips = remotes.iter().filter_map(|remote| {
        let tracking = format!("refs/remotes/{remote}/{}", name.short());
        let reference = repository.try_find_reference(tracking.as_str()).ok()??;
        reference.try_id().map(gix::Id::detach)
    });
    let tip = tips.next()?;
    // With two remotes nothing shows which of them is meant.
    tips.next().is_none().then_some(tip)
}

/// What below the tree we did not write. A folder in which we wrote nothing is one such thing.
fn foreign(repository: &Repository, tree: ObjectId, manifest: &Manifest) -> Result<Vec<Foreign>, gix::Error> {
    let mut foreign = Vec::new();
    let mut folders = vec![(BString::default(), tree)];
    while let Some((folder, id)) = folders.pop() {
        for entry in repository.find_tree(id)?.iter() {
            let entry = entry?;
            let path = joined(&folder, entry.filename());
            let listed = path.to_str().unwrap_or_default();
            match entry.kind() {
                EntryKind::Tree if manifest.has_folder(listed) => folders.push((path, entry.object_id())),
                // A folder in the place of a file of ours was put there by others.
                kind if kind != EntryKind::Tree && manifest.has_file(listed) => {}
                kind => foreign.push(Foreign { path, kind, id: entry.object_id() }),
            }
        }
    }
    foreign.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(foreign)
}

fn joined(folder: &BString, name: &BStr) -> BString {
    let mut path = folder.clone();
    if !path.is_empty() {
        path.push(b'/');
    }
    path.extend_from_slice(name);
    path
}
