//! The files of a Git revision, read from its objects.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use gix::objs::tree::EntryKind;
use gix::{ObjectId, Repository};

use super::repository::{self, Handles};
use super::{GitRevisions, ReadError, RevisionError, Revisions, World, objects};
use crate::text::FilePath;

/// The files of a site as a Git revision has them, read without a checkout.
///
/// Paths are relative to the site's folder, and those that begin with `..` reach other folders of the
/// same repository. Links and submodules are not there, nor are names that are not UTF-8. Contents are
/// the bytes that Git keeps: line endings are not converted, and a file kept by LFS is its pointer.
pub struct GitTree {
    /// The site's folder on disk; of a bare repository the repository.
    place: PathBuf,
    handles: Handles,
    commit: ObjectId,
    tree: ObjectId,
    site: FilePath,
    /// Where the contents of listed files are, so that reading them need not walk the trees again.
    listed: Mutex<HashMap<FilePath, ObjectId>>,
}

impl GitTree {
    /// The site in the folder `root`, as it was at `revision` in the repository around that folder.
    ///
    /// Where the revision has no such folder the world is empty. In a bare repository the site's folder is the top.
    ///
    /// # Errors
    /// [`RevisionError`] where there is no repository or the revision does not lead to a commit.
    pub fn open(root: &Path, revision: &str) -> Result<GitTree, RevisionError> {
        let shared = repository::discover(root)?;
        let site = match shared.work_dir() {
            Some(_) => repository::path_inside(&shared, root)?,
            // A bare repository is a site whose folder is its top.
            None => FilePath::default(),
        };
        GitTree::at(root, Handles::new(shared), site, revision)
    }

    /// The folder `inside` of the repository at `repository`, bare or not, as it was at `revision`.
    ///
    /// # Errors
    /// [`RevisionError`] where there is no repository or the revision does not lead to a commit.
    pub fn open_inside(repository: &Path, inside: &FilePath, revision: &str) -> Result<GitTree, RevisionError> {
        GitTree::at(repository, Handles::new(repository::open(repository)?), inside.clone(), revision)
    }

    fn at(place: &Path, handles: Handles, site: FilePath, revision: &str) -> Result<GitTree, RevisionError> {
        let (commit, tree) = handles.with(|repository| {
            let commit = repository::resolve(repository, revision)?;
            let tree = repository.find_commit(commit).and_then(|commit| Ok(commit.tree_id()?.detach()));
            let tree = tree.map_err(|error| RevisionError::Unreadable {
                repository: repository::place(repository),
                reason: format!("{error:#}"),
            })?;
            Ok((commit, tree))
        })?;
        Ok(GitTree { place: place.into(), handles, commit, tree, site, listed: Mutex::default() })
    }

    /// The commit that is read, in hexadecimal.
    pub fn commit(&self) -> String {
        self.commit.to_string()
    }

    /// The submodules below a folder, or the one that it lies in, with the commits that this revision has of them.
    ///
    /// # Errors
    /// [`ReadError`] where a tree cannot be read.
    pub fn submodules(&self, folder: &FilePath) -> Result<Vec<(FilePath, String)>, ReadError> {
        self.handles.with(|repository| {
            // Nothing can be looked up below a submodule: from the top on, the first one ends the way.
            let mut above = FilePath::default();
            for part in folder.as_str().split('/').filter(|part| !part.is_empty()) {
                above = above.join(part);
                match self.entry(repository, &above)? {
                    Some((EntryKind::Commit, id)) => return Ok(vec![(above, id.to_string())]),
                    Some((EntryKind::Tree, _)) => {}
                    _ => return Ok(Vec::new()),
                }
            }
            match self.entry(repository, folder)? {
                Some((EntryKind::Tree, id)) => submodules_below(repository, id, folder),
                _ => Ok(Vec::new()),
            }
        })
    }

    /// Where `path` is in the repository.
    fn locate(&self, path: &FilePath) -> Result<FilePath, ReadError> {
        let inside = self.site.join(path.as_str());
        if inside.leaves_root() {
            return Err(objects::failed(path, "it is outside the Git repository"));
        }
        Ok(inside)
    }

    /// What the trees have at `path`, where they have anything.
    fn entry(&self, repository: &Repository, path: &FilePath) -> Result<Option<(EntryKind, ObjectId)>, ReadError> {
        objects::entry(repository, self.tree, &self.locate(path)?, path)
    }

    fn listed(&self, path: &FilePath) -> Option<ObjectId> {
        self.listed.lock().unwrap_or_else(PoisonError::into_inner).get(path).copied()
    }

    fn find(&self, repository: &Repository, path: &FilePath) -> Result<ObjectId, ReadError> {
        if let Some(id) = self.listed(path) {
            return Ok(id);
        }
        let missing =
            || ReadError { path: path.clone(), reason: "no such file in this revision".into(), missing: true };
        objects::plain_file(self.entry(repository, path)?, path)?.ok_or_else(missing)
    }
}

impl World for GitTree {
    fn files(&self, folder: &FilePath) -> Result<Vec<FilePath>, ReadError> {
        let found = self.handles.with(|repository| match self.entry(repository, folder)? {
            Some((EntryKind::Tree, id)) => files_below(repository, id, folder),
            _ => Ok(Vec::new()),
        })?;
        let mut files: Vec<FilePath> = found.iter().map(|(path, _)| path.clone()).collect();
        self.listed.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        files.sort();
        Ok(files)
    }

    fn read_at_most(&self, most: u64, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        self.handles.with(|repository| objects::blob(repository, self.find(repository, path)?, most, path))
    }

    fn has_file(&self, path: &FilePath) -> bool {
        self.handles.with(|repository| self.find(repository, path).is_ok())
    }

    fn repository(&self, location: &str) -> Result<Box<dyn Revisions>, RevisionError> {
        Ok(Box::new(GitRevisions::open(&self.place, location)?))
    }

    fn repository_around(&self, folder: &FilePath) -> Result<Box<dyn Revisions>, RevisionError> {
        Ok(Box::new(GitRevisions::around(&self.place, folder)?))
    }
}

/// More entries than these are not listed. One tree may stand in another any number of times, so a few objects can name
/// more files than any disk holds; a checkout of a real repository has fewer.
const MOST_ENTRIES: usize = 500_000;

/// Longer paths are not listed, in bytes: no file system of today opens them.
const LONGEST_PATH: usize = 4_096;

/// Folders inside so many others are not listed; nor could most programs remove them from a checkout.
const DEEPEST: usize = 200;

/// Every submodule below the tree `id`, which is at `folder`, sorted.
fn submodules_below(
    repository: &Repository,
    id: ObjectId,
    folder: &FilePath,
) -> Result<Vec<(FilePath, String)>, ReadError> {
    let entries = entries_below(repository, id, folder)?.into_iter();
    let submodules = entries.filter(|(_, kind, _)| *kind == EntryKind::Commit);
    let mut found: Vec<(FilePath, String)> = submodules.map(|(path, _, id)| (path, id.to_string())).collect();
    found.sort();
    Ok(found)
}

/// Every plain file below the tree `id`, which is at `folder`, in the order of the trees.
fn files_below(
    repository: &Repository,
    id: ObjectId,
    folder: &FilePath,
) -> Result<Vec<(FilePath, ObjectId)>, ReadError> {
    let entries = entries_below(repository, id, folder)?.into_iter();
    let files = entries.filter(|(_, kind, _)| matches!(kind, EntryKind::Blob | EntryKind::BlobExecutable));
    Ok(files.map(|(path, _, id)| (path, id)).collect())
}

/// Everything but folders below the tree `id`, which is at `folder`, in the order of the trees.
fn entries_below(
    repository: &Repository,
    id: ObjectId,
    folder: &FilePath,
) -> Result<Vec<(FilePath, EntryKind, ObjectId)>, ReadError> {
    let mut found = Vec::new();
    let mut entries = 0usize;
    let mut folders = vec![(folder.clone(), id, 0usize)];
    while let Some((folder, id, depth)) = folders.pop() {
        if depth > DEEPEST || folder.as_str().len() > LONGEST_PATH {
            return Err(objects::failed(&folder, "its folders are nested too deep to be meant"));
        }
        for entry in objects::tree(repository, id, &folder)?.iter() {
            let entry = entry.map_err(|error| objects::failed(&folder, &format!("{error:#}")))?;
            entries += 1;
            if entries > MOST_ENTRIES {
                return Err(objects::failed(&folder, "the revision has too many files to be meant"));
            }
            let Ok(name) = std::str::from_utf8(entry.filename()) else { continue };
            // Git makes no such entry, but a tree may have been written by another program.
            if matches!(name, "" | "." | "..") || name.contains(['/', '\\', '\0']) {
                continue;
            }
            match entry.kind() {
                EntryKind::Tree if !name.starts_with('.') => {
                    folders.push((folder.join(name), entry.object_id(), depth + 1));
                }
                EntryKind::Tree => {}
                kind => found.push((folder.join(name), kind, entry.object_id())),
            }
        }
    }
    Ok(found)
}
