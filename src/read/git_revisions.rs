//! The revisions of a Git repository, read from its objects.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use gix::objs::tree::EntryKind;
use gix::{ObjectId, Repository};

use super::repository::{self, Handles, SHORTEST_ID};
use super::{
    ContentId, FileHistory, History, IsFollowed, LARGEST_TEXT, ReadError, Revision, RevisionError, Revisions,
    git_file_history, git_history, git_state, objects,
};
use crate::text::FilePath;

/// A Git repository, bare or not, whose files are read at any revision without a checkout.
///
/// A clone may be shallow or partial: what it lacks is an error of the call that needs it, and of no other.
pub struct GitRevisions {
    handles: Handles,
    inside: FilePath,
    /// The trees of folders by commit and path, so that files beside each other need not walk down to them again.
    folders: Mutex<HashMap<(ObjectId, FilePath), Option<ObjectId>>>,
}

impl GitRevisions {
    /// The repository at `location`, absolute or as seen from the folder `site`; `.` is the one around that folder.
    /// Paths are counted from its top.
    ///
    /// # Errors
    /// [`RevisionError`] where there is none, or it cannot be read.
    pub fn open(site: &Path, location: &str) -> Result<GitRevisions, RevisionError> {
        let is_around = !location.starts_with('/') && FilePath::new(location).as_str().is_empty();
        let shared = if is_around { repository::discover(site)? } else { repository::open(&site.join(location))? };
        Ok(GitRevisions { handles: Handles::new(shared), inside: FilePath::new(""), folders: Mutex::default() })
    }

    /// The repository that `folder`, as seen from the folder `site`, lies in. Paths are counted from `folder`, which
    /// need not be there any more where it is inside `site`.
    ///
    /// # Errors
    /// [`RevisionError`] where there is none, or it cannot be read.
    pub fn around(site: &Path, folder: &FilePath) -> Result<GitRevisions, RevisionError> {
        // A folder inside the site may be a submodule, whose history is its own.
        let is_there = folder.leaves_root() || site.join(folder.as_str()).is_dir();
        let (start, rest) = if is_there { (site.join(folder.as_str()), "") } else { (site.into(), folder.as_str()) };
        let shared = repository::discover(&start)?;
        let inside = repository::path_inside(&shared, &start)?.join(rest);
        Ok(GitRevisions { handles: Handles::new(shared), inside, folders: Mutex::default() })
    }

    /// The tree of a folder at a commit, `None` where there is no such folder.
    fn folder_at(
        &self,
        repository: &Repository,
        commit: ObjectId,
        folder: &FilePath,
        path: &FilePath,
    ) -> Result<Option<ObjectId>, ReadError> {
        let key = (commit, folder.clone());
        if let Some(known) = self.folders.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(*known);
        }
        let root = repository.find_commit(commit).and_then(|commit| Ok(commit.tree_id()?.detach()));
        let root = root.map_err(|error| objects::failed(path, &format!("{error:#}")))?;
        let found = match objects::entry(repository, root, folder, path)? {
            Some((EntryKind::Tree, id)) => Some(id),
            _ => None,
        };
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).insert(key, found);
        Ok(found)
    }

    /// What a file was at a revision; `inside` is counted from the top, `path` is how a person knows it.
    fn find(&self, revision: &Revision, inside: &FilePath, path: &FilePath) -> Result<Option<ContentId>, ReadError> {
        if inside.leaves_root() {
            return Err(objects::failed(path, "it is outside the Git repository"));
        }
        let commit = ObjectId::from_hex(revision.commit.as_bytes());
        let commit = commit.map_err(|_| objects::failed(path, "the revision is of another repository"))?;
        self.handles.with(|repository| {
            let Some(folder) = self.folder_at(repository, commit, &inside.parent(), path)? else { return Ok(None) };
            let entry = objects::entry(repository, folder, &FilePath::new(inside.name()), path)?;
            Ok(objects::plain_file(entry, path)?.map(ContentId))
        })
    }
}

impl Revisions for GitRevisions {
    fn resolve(&self, name: &str) -> Result<Revision, RevisionError> {
        self.handles.with(|repository| {
            if !is_plain(name) {
                let (revision, repository) = (name.to_owned(), repository::place(repository));
                return Err(RevisionError::Unknown { revision, repository, near: None });
            }
            revision(repository, name)
        })
    }

    fn head(&self) -> Result<Revision, RevisionError> {
        self.handles.with(|repository| revision(repository, "HEAD"))
    }

    fn history(&self, since: &[Revision], folder: &FilePath) -> Result<History, RevisionError> {
        let head = self.head()?;
        let inside = self.inside.join(folder.as_str());
        self.handles.with(|repository| git_history::history(repository, &head, since, &inside))
    }

    fn blob(&self, revision: &Revision, path: &FilePath) -> Result<Option<String>, ReadError> {
        let inside = self.inside.join(path.as_str());
        Ok(self.find(revision, &inside, path)?.map(|content| content.to_string()))
    }

    fn oldest_first(&self, mut revisions: Vec<Revision>) -> Vec<Revision> {
        revisions.sort();
        revisions.dedup();
        let groups = revisions.chunk_by(|a, b| a.seconds == b.seconds);
        groups.flat_map(|group| self.handles.with(|repository| ancestors_first(repository, group))).collect()
    }

    fn read(&self, revision: &Revision, path: &FilePath) -> Result<Option<Vec<u8>>, ReadError> {
        let inside = self.inside.join(path.as_str());
        let content = self.find(revision, &inside, path)?;
        content.map(|content| self.read_content(content, path)).transpose()
    }

    fn identity(&self) -> String {
        self.handles.with(|repository| {
            // Work trees of one repository share its objects and not its head.
            let folder = repository.git_dir();
            folder.canonicalize().unwrap_or_else(|_| folder.into()).display().to_string()
        })
    }

    fn state(&self) -> String {
        self.handles.with(git_state::state)
    }

    fn replaced(&self) -> String {
        self.handles.with(git_state::replaced)
    }

    fn folder(&self) -> FilePath {
        self.inside.clone()
    }

    fn file_history(&self, head: &Revision, is_followed: IsFollowed<'_>) -> Result<FileHistory, RevisionError> {
        git_file_history::file_history(&self.handles, head, is_followed)
    }

    fn content_at(&self, revision: &Revision, path: &FilePath) -> Result<Option<ContentId>, ReadError> {
        self.find(revision, path, path)
    }

    fn read_content(&self, content: ContentId, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        self.handles.with(|repository| objects::blob(repository, content.0, LARGEST_TEXT, path))
    }
}

/// The commit that a name leads to, with its time.
fn revision(repository: &Repository, name: &str) -> Result<Revision, RevisionError> {
    let id = repository::resolve(repository, name)?;
    let seconds = repository.find_commit(id).and_then(|commit| Ok(commit.time()?.seconds));
    let seconds = seconds.map_err(|error| RevisionError::Unreadable {
        repository: repository::place(repository),
        reason: format!("{error:#}"),
    })?;
    Ok(Revision { seconds, commit: id.to_string() })
}

/// Whether a name is an id, or that of a tag or branch, and no expression that walks through history.
fn is_plain(name: &str) -> bool {
    let is_id = name.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_name = |char: char| char.is_alphanumeric() || matches!(char, '.' | '_' | '-' | '/');
    name.starts_with(char::is_alphanumeric) && name.chars().all(is_name) && (!is_id || name.len() >= SHORTEST_ID)
}

/// Revisions of one second, each after those that it descends from. No commit of another second is visited.
fn ancestors_first(repository: &Repository, revisions: &[Revision]) -> Vec<Revision> {
    if revisions.len() < 2 {
        return revisions.to_vec();
    }
    let wanted: HashMap<ObjectId, &Revision> = revisions
        .iter()
        .filter_map(|revision| Some((ObjectId::from_hex(revision.commit.as_bytes()).ok()?, revision)))
        .collect();
    let second = revisions[0].seconds;
    let mut sorted = Vec::with_capacity(revisions.len());
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    for start in revisions.iter().filter_map(|revision| ObjectId::from_hex(revision.commit.as_bytes()).ok()) {
        // A commit is entered, and left again when all that it descends from is done.
        let mut path = vec![(start, false)];
        while let Some((commit, done)) = path.pop() {
            if done {
                sorted.extend(wanted.get(&commit).map(|revision| (*revision).clone()));
            } else if seen.insert(commit) {
                path.push((commit, true));
                path.extend(parents_of_second(repository, commit, second).into_iter().map(|parent| (parent, false)));
            }
        }
    }
    sorted
}

/// The parents of a commit that were committed in this second; none that a shallow clone lacks.
fn parents_of_second(repository: &Repository, commit: ObjectId, second: i64) -> Vec<ObjectId> {
    let Ok(commit) = repository.find_commit(commit) else { return Vec::new() };
    let is_of_second = |id: &ObjectId| {
        repository.find_commit(*id).and_then(|parent| Ok(parent.time()?.seconds)).is_ok_and(|time| time == second)
    };
    commit.parent_ids().map(gix::Id::detach).filter(is_of_second).collect()
}
