//! Which files Git tracks in a working tree: what a commit of somebody else can have brought.

use std::path::{Path, PathBuf};

use super::RevisionError;
use super::repository;

/// The files of one working tree that its index names.
pub(crate) struct TrackedFiles {
    /// Sorted, with `/` between the parts; in lower case where names ignore case.
    paths: Vec<Vec<u8>>,
    ignore_case: bool,
}

impl TrackedFiles {
    /// The tracked files of the working tree whose top is `top`.
    ///
    /// # Errors
    /// [`RevisionError`] where there is no repository, or its index cannot be read.
    pub(crate) fn of(top: &Path) -> Result<TrackedFiles, RevisionError> {
        let repository = repository::open(top)?.to_thread_local();
        let unreadable =
            |error: gix::Error| RevisionError::Unreadable { repository: top.into(), reason: format!("{error:#}") };
        let index = repository.index_or_empty().map_err(unreadable)?;
        let ignore_case = repository.config_snapshot().boolean("core.ignoreCase").unwrap_or(false);
        let mut paths: Vec<Vec<u8>> =
            index.entries().iter().map(|entry| folded(entry.path(&index), ignore_case)).collect();
        paths.sort();
        Ok(TrackedFiles { paths, ignore_case })
    }

    /// Whether `path`, relative to the top, or anything below it is tracked.
    pub(crate) fn has_at_or_below(&self, path: &Path) -> bool {
        let mut relative_path = self.in_index(path);
        relative_path.push(b'/');
        let first = self.paths.partition_point(|tracked| *tracked < relative_path);
        self.has(path) || self.paths.get(first).is_some_and(|tracked| tracked.starts_with(&relative_path))
    }

    /// Whether `path` itself is tracked: as a file, a link, or another repository.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.paths.binary_search(&self.in_index(path)).is_ok()
    }

    /// The path as the index writes it.
    fn in_index(&self, path: &Path) -> Vec<u8> {
        let parts: Vec<&[u8]> = path.iter().map(|part| part.as_encoded_bytes()).collect();
        folded(&parts.join(&b'/'), self.ignore_case)
    }
}

fn folded(path: &[u8], ignore_case: bool) -> Vec<u8> {
    // What is no UTF-8 stays distinct enough: at worst more is taken to be tracked.
    if ignore_case { String::from_utf8_lossy(path).to_lowercase().into_bytes() } else { path.to_vec() }
}

/// The tops of the working trees that `folder` lies in, innermost first.
///
/// Only a `.git` counts. Git itself also takes a folder for a bare repository that has `HEAD`, `objects` and `refs`,
/// and such a folder can be committed: there the answer is that nothing is tracked.
pub(crate) fn work_trees_around(folder: &Path) -> Vec<PathBuf> {
    let Ok(folder) = folder.canonicalize() else { return Vec::new() };
    folder
        .ancestors()
        .filter(|ancestor| ancestor.join(".git").symlink_metadata().is_ok())
        .map(Path::to_path_buf)
        .collect()
}
