//! Finding a Git repository, resolving the names of its revisions, and the merge base of two.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use gix::{ObjectId, Repository, ThreadSafeRepository};

use super::RevisionError;
use crate::text::FilePath;

/// How many bytes of objects a handle caches: revisions near each other share most of their trees.
const REMEMBERED: usize = 4 << 20;

/// The shortest beginning of an id that is taken for one; a shorter number is more likely something else.
pub(crate) const SHORTEST_ID: usize = 7;

/// A repository that many threads may read from, each through a handle of its own.
///
/// A handle is not `Sync`, making one costs more than using it, so idle ones are kept.
pub(crate) struct Handles {
    shared: ThreadSafeRepository,
    idle: Mutex<Vec<Repository>>,
}

impl Handles {
    /// Handles of one repository.
    pub(crate) fn new(shared: ThreadSafeRepository) -> Handles {
        Handles { shared, idle: Mutex::new(Vec::new()) }
    }

    /// Does `work` with a handle that no other thread has.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&Repository) -> T) -> T {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let repository = idle.unwrap_or_else(|| self.handle());
        let done = work(&repository);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(repository);
        done
    }

    fn handle(&self) -> Repository {
        let mut repository = self.shared.to_thread_local();
        repository.object_cache_size_if_unset(REMEMBERED);
        repository
    }
}

/// The merge base of the revisions `one` and `other` in the repository around `root`, in hexadecimal.
///
/// # Errors
/// [`RevisionError`] where there is no repository, a revision is unknown, or the two share no history.
pub fn merge_base(root: &Path, one: &str, other: &str) -> Result<String, RevisionError> {
    let repository = discover(root)?.to_thread_local();
    let first = resolve(&repository, one)?;
    let second = resolve(&repository, other)?;
    match repository.merge_base(first, second) {
        Ok(Some(base)) => Ok(base.to_string()),
        _ if is_shallow(&repository) => Err(RevisionError::Shallow {
            revision: format!("{one}...{other}"),
            repository: place(&repository),
            near: None,
        }),
        Ok(None) => Err(RevisionError::NoMergeBase { one: one.into(), other: other.into() }),
        Err(error) => Err(unreadable(&place(&repository), format!("{error:#}"))),
    }
}

/// The commit that `revision` names in the repository around `root`, in hexadecimal.
///
/// # Errors
/// [`RevisionError`] where there is no repository or the revision does not lead to a commit.
pub fn resolve_revision(root: &Path, revision: &str) -> Result<String, RevisionError> {
    let repository = discover(root)?.to_thread_local();
    Ok(resolve(&repository, revision)?.to_string())
}

/// Whether the repository around `root` has no working tree.
///
/// # Errors
/// [`RevisionError`] where there is no repository.
pub fn is_bare(root: &Path) -> Result<bool, RevisionError> {
    Ok(discover(root)?.work_dir().is_none())
}

/// The repository that `folder` lies in.
pub(crate) fn discover(folder: &Path) -> Result<ThreadSafeRepository, RevisionError> {
    let place = absolute(folder)?;
    ThreadSafeRepository::discover(place).map_err(|error| unopened(folder, &error))
}

/// The repository at `folder` itself: a bare one, or the top of a working tree.
pub(crate) fn open(folder: &Path) -> Result<ThreadSafeRepository, RevisionError> {
    let place = absolute(folder)?;
    ThreadSafeRepository::open(place).map_err(|error| unopened(folder, &error))
}

/// The folder from the root of the file system on: gix takes `../site.git` for the `.git` folder of `..`.
fn absolute(folder: &Path) -> Result<PathBuf, RevisionError> {
    folder.canonicalize().map_err(|error| unreadable(folder, error.to_string()))
}

/// The path inside the repository of a folder in its working tree.
pub(crate) fn path_inside(repository: &ThreadSafeRepository, folder: &Path) -> Result<FilePath, RevisionError> {
    let Some(top) = repository.work_dir() else {
        return Err(RevisionError::Bare { repository: repository.git_dir().into() });
    };
    let canonical = |path: &Path| path.canonicalize().map_err(|error| unreadable(path, error.to_string()));
    let (top, folder) = (canonical(top)?, canonical(folder)?);
    match folder.strip_prefix(&top).ok().and_then(Path::to_str) {
        Some(inside) => Ok(FilePath::new(inside)),
        None => Err(unreadable(&top, format!("`{}` is not in its working tree", folder.display()))),
    }
}

/// The commit that `revision` names.
pub(crate) fn resolve(repository: &Repository, revision: &str) -> Result<ObjectId, RevisionError> {
    if names_head(revision) && repository.head().is_ok_and(|head| head.is_unborn()) {
        return Err(RevisionError::Unborn { repository: place(repository) });
    }
    // gix panics at more digits than an id has, also behind a name as `git describe` gives it.
    let longest = repository.object_hash().len_in_hex();
    if revision.split(|char: char| !char.is_ascii_hexdigit()).any(|digits| digits.len() > longest) {
        return Err(unknown(repository, revision));
    }
    let Ok(id) = repository.rev_parse_single(revision) else {
        return Err(unknown(repository, revision));
    };
    let Ok(Some(object)) = repository.try_find_object(id) else {
        return Err(unknown(repository, revision));
    };
    let kind = object.kind;
    match object.peel_to_commit() {
        Ok(commit) => Ok(commit.id),
        Err(_) => Err(RevisionError::NotACommit { revision: revision.into(), kind: kind.to_string() }),
    }
}

fn names_head(revision: &str) -> bool {
    let name = revision.split(['~', '^', '@']).next().unwrap_or("");
    name == "HEAD" || revision == "@" || revision.starts_with("@~") || revision.starts_with("@^")
}

fn unknown(repository: &Repository, revision: &str) -> RevisionError {
    // An id is no misspelled branch, and a site may have thousands of lost ones.
    let is_id = revision.len() >= SHORTEST_ID && revision.bytes().all(|byte| byte.is_ascii_hexdigit());
    let near = if is_id { None } else { nearest(repository, revision) };
    let (revision, repository_path) = (revision.to_owned(), place(repository));
    if is_shallow(repository) {
        RevisionError::Shallow { revision, repository: repository_path, near }
    } else {
        RevisionError::Unknown { revision, repository: repository_path, near }
    }
}

/// The branch or tag whose name is most like `revision`: that of a remote with this very name, else one
/// that differs by a typing error.
fn nearest(repository: &Repository, revision: &str) -> Option<String> {
    // Chosen: one letter of a short name, such as `mian` for `main`, and a few of a long one.
    const ALIKE: f64 = 0.7;
    let names = names(repository);
    let remote = format!("/{revision}");
    if let Some(name) = names.iter().find(|name| name.ends_with(&remote)) {
        return Some(name.clone());
    }
    let likeness = |name: &String| strsim::normalized_damerau_levenshtein(name, revision);
    let mut best: Option<(f64, String)> = None;
    for name in names {
        let alike = likeness(&name);
        if alike >= ALIKE && best.as_ref().is_none_or(|(highest, _)| alike > *highest) {
            best = Some((alike, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The short names of all branches, tags and branches of remotes, sorted.
fn names(repository: &Repository) -> Vec<String> {
    let Ok(references) = repository.references() else { return Vec::new() };
    let Ok(all) = references.all() else { return Vec::new() };
    let mut names: Vec<String> = all.flatten().map(|reference| reference.name().shorten().to_string()).collect();
    names.sort();
    names
}

fn is_shallow(repository: &Repository) -> bool {
    repository.is_shallow().unwrap_or(false)
}

/// The path of the repository as a person would write it.
pub(crate) fn place(repository: &Repository) -> PathBuf {
    repository.workdir().unwrap_or_else(|| repository.git_dir()).into()
}

fn unopened(folder: &Path, error: &gix::Error) -> RevisionError {
    use gix::discover::upwards::Error as Discovery;
    let searched_in_vain = error
        .downcast_any_ref::<Discovery>()
        .is_some_and(|error| !matches!(error, Discovery::NoTrustedGitRepository { .. }));
    if searched_in_vain || error.is_not_found() {
        RevisionError::NoRepository { folder: folder.into() }
    } else {
        unreadable(folder, format!("{error:#}"))
    }
}

fn unreadable(repository: &Path, reason: impl Into<String>) -> RevisionError {
    RevisionError::Unreadable { repository: repository.into(), reason: reason.into() }
}
