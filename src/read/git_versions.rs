//! The versions of some files along the first parents of a head.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

use gix::objs::tree::EntryKind;
use gix::objs::{TreeRefIter, tree::EntryRef};
use gix::{ObjectId, Repository};

use super::{FileVersion, ReadError, Revision, RevisionError, objects, repository};
use crate::text::FilePath;

/// In how many commits back a version is searched for. Chosen: more than most repositories have, and a few seconds for
/// one that has more and a hash that none of its versions has.
const MOST_COMMITS: usize = 50_000;

/// How many entries of trees are compared in all commits: one tree may be in another any number of times, so a few
/// objects can name more files than a person could have changed.
const MOST_ENTRIES: usize = 50_000_000;

/// Shows `visit` the versions of some files of a folder, youngest first, until it breaks off. A version is a plain file
/// that its commit has and the first parent of that has not, or with another content; what was merged counts as the
/// change of its merge, and what a shallow clone begins with as that of its first commit.
pub(super) fn visit_versions(
    repository: &Repository,
    head: &Revision,
    folder: &FilePath,
    files: &BTreeSet<FilePath>,
    visit: &mut dyn FnMut(FileVersion) -> ControlFlow<()>,
) -> Result<(), RevisionError> {
    let failed = |reason: &dyn std::fmt::Display| RevisionError::Unreadable {
        repository: repository::place(repository),
        reason: reason.to_string(),
    };
    let head = ObjectId::from_hex(head.commit.as_bytes()).map_err(|error| failed(&error))?;
    let mut trees = Trees { repository, files, folders: folders_around(files), left: MOST_ENTRIES };
    let mut next = commit(repository, head, folder).map_err(|error| failed(&error))?;
    for _ in 0..MOST_COMMITS {
        let Some(Commit { id, seconds, parent, tree }) = next else { break };
        next = match parent {
            Some(parent) => commit(repository, parent, folder).map_err(|error| failed(&error))?,
            None => None,
        };
        let before = next.as_ref().and_then(|parent| parent.tree);
        let mut changed = Vec::new();
        trees.compare(before, tree, &FilePath::default(), &mut changed).map_err(|error| failed(&error))?;
        for (file, blob) in changed {
            let revision = Revision { seconds, commit: id.to_string() };
            if visit(FileVersion { file, revision, blob: blob.to_string() }).is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// All folders that the files are in, the empty one among them.
fn folders_around(files: &BTreeSet<FilePath>) -> BTreeSet<FilePath> {
    let mut folders = BTreeSet::from([FilePath::default()]);
    for file in files {
        let mut folder = file.parent();
        while folders.insert(folder.clone()) {
            folder = folder.parent();
        }
    }
    folders
}

struct Commit {
    id: ObjectId,
    seconds: i64,
    parent: Option<ObjectId>,
    /// The tree of the folder, where the commit has it.
    tree: Option<ObjectId>,
}

/// A commit by its id; `None` where a shallow clone ends before it.
fn commit(repository: &Repository, id: ObjectId, folder: &FilePath) -> Result<Option<Commit>, ReadError> {
    let failed = |error: &dyn std::fmt::Display| objects::failed(folder, &error.to_string());
    let Some(object) = repository.try_find_object(id).map_err(|error| failed(&error))? else { return Ok(None) };
    let commit = object.try_into_commit().map_err(|error| failed(&error))?;
    let seconds = commit.time().map_err(|error| failed(&error))?.seconds;
    let root = commit.tree_id().map_err(|error| failed(&error))?.detach();
    let parent = commit.parent_ids().next().map(gix::Id::detach);
    let tree = match objects::entry(repository, root, folder, folder)? {
        Some((EntryKind::Tree, tree)) => Some(tree),
        _ => None,
    };
    Ok(Some(Commit { id, seconds, parent, tree }))
}

struct Trees<'r> {
    repository: &'r Repository,
    files: &'r BTreeSet<FilePath>,
    folders: BTreeSet<FilePath>,
    /// How many entries may still be compared.
    left: usize,
}

impl Trees<'_> {
    /// Adds the files that a tree has, and the one before it has not or with another content. Trees of one id are equal
    /// and are not read, nor are those without any of the files.
    fn compare(
        &mut self,
        before: Option<ObjectId>,
        after: Option<ObjectId>,
        at: &FilePath,
        changed: &mut Vec<(FilePath, ObjectId)>,
    ) -> Result<(), ReadError> {
        let Some(after) = after.filter(|_| before != after) else { return Ok(()) };
        let failed = |error: &dyn std::fmt::Display| objects::failed(at, &error.to_string());
        let old = before.map(|id| objects::tree(self.repository, id, at)).transpose()?;
        let new = objects::tree(self.repository, after, at)?;
        let kind = self.repository.object_hash();
        let old_bytes = old.as_ref().map_or(&[][..], |tree| &tree.data);
        let mut old = TreeRefIter::from_bytes(old_bytes, kind).peekable();
        for entry in TreeRefIter::from_bytes(&new.data, kind) {
            let entry = entry.map_err(|error| failed(&error))?;
            self.left =
                self.left.checked_sub(1).ok_or_else(|| failed(&"its history has too many files to be meant"))?;
            // Both are in Git's order.
            let mut same = None;
            while let Some(Ok(candidate)) = old.peek() {
                match EntryRef::cmp(candidate, &entry) {
                    Ordering::Less => drop(old.next()),
                    Ordering::Equal => {
                        same = Some((candidate.oid.to_owned(), candidate.mode.kind()));
                        break;
                    }
                    Ordering::Greater => break,
                }
            }
            let oid = entry.oid.to_owned();
            if same.is_some_and(|(before, mode)| before == oid && mode == entry.mode.kind()) {
                continue;
            }
            let Ok(name) = std::str::from_utf8(entry.filename) else { continue };
            let path = at.join(name);
            match entry.mode.kind() {
                EntryKind::Tree if self.folders.contains(&path) => {
                    let before = same.filter(|(_, mode)| *mode == EntryKind::Tree).map(|(before, _)| before);
                    self.compare(before, Some(oid), &path, changed)?;
                }
                EntryKind::Blob | EntryKind::BlobExecutable if self.files.contains(&path) => changed.push((path, oid)),
                _ => {}
            }
        }
        Ok(())
    }
}
