//! What a sink has taken so far.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::manifest::Manifest;
use super::{Outcome, PublishError, site_path};

/// The files a sink has taken, with what the sink wants to remember of each.
pub(super) struct Written<T> {
    state: Mutex<State<T>>,
}

struct State<T> {
    files: BTreeMap<String, File<T>>,
    failed: bool,
}

struct File<T> {
    bytes: u64,
    /// `None` while the file is being written.
    kept: Option<T>,
}

/// All that was written, when the site is whole.
pub(super) struct Whole<T> {
    pub(super) manifest: Manifest,
    pub(super) files: BTreeMap<String, T>,
    pub(super) outcome: Outcome,
}

impl<T> Written<T> {
    pub(super) fn new() -> Written<T> {
        Written { state: Mutex::new(State { files: BTreeMap::new(), failed: false }) }
    }

    /// Takes the path for a file, does `work` to write it, and remembers what that answers.
    ///
    /// Where it fails the site can no longer become whole.
    pub(super) fn take(
        &self,
        path: &str,
        bytes: &[u8],
        work: impl FnOnce() -> Result<T, PublishError>,
    ) -> Result<(), PublishError> {
        // The path is claimed before the file is written, so that of two threads with one path only one writes; the
        // lock is not held while it does.
        let done = self.claim(path, bytes.len() as u64).and_then(|()| work());
        let mut state = self.lock();
        match done {
            Ok(kept) => {
                if let Some(file) = state.files.get_mut(path) {
                    file.kept = Some(kept);
                }
                Ok(())
            }
            Err(error) => {
                state.failed = true;
                Err(error)
            }
        }
    }

    fn claim(&self, path: &str, bytes: u64) -> Result<(), PublishError> {
        site_path::check(path)?;
        let file = File { bytes, kept: None };
        match self.lock().files.insert(path.to_owned(), file) {
            None => Ok(()),
            // The first file is on disk already, but a failed site is never published.
            Some(_) => Err(PublishError::new(format!("the site has two files for `{path}`"))
                .help("give one of the pages another name or place")),
        }
    }

    /// Whether the file was taken before.
    pub(super) fn has(&self, path: &str) -> bool {
        self.lock().files.contains_key(path)
    }

    /// The other path that a system which ignores case has in the place of `path`.
    pub(super) fn same_but_for_case(&self, path: &str) -> Option<String> {
        let folded = path.to_lowercase();
        self.lock().files.keys().find(|other| *other != path && other.to_lowercase() == folded).cloned()
    }

    /// All that was written.
    ///
    /// # Errors
    /// [`PublishError`] where a write failed, or one path is both a file and a folder.
    pub(super) fn whole(&self) -> Result<Whole<T>, PublishError> {
        let mut state = self.lock();
        let files = std::mem::take(&mut state.files);
        if state.failed || files.values().any(|file| file.kept.is_none()) {
            return Err(PublishError::new("the site is not whole, because a file could not be written"));
        }
        let manifest = Manifest::new(files.keys().cloned());
        if let Some(path) = manifest.torn() {
            return Err(PublishError::new(format!("the site has both a file and a folder at `{path}`"))
                .help("give one of the pages another name or place"));
        }
        let outcome = Outcome {
            files: files.len(),
            bytes: files.values().map(|file| file.bytes).sum(),
            case_clashes: case_clashes(files.keys()),
            ..Outcome::default()
        };
        let files = files.into_iter().filter_map(|(path, file)| Some((path, file.kept?))).collect();
        Ok(Whole { manifest, files, outcome })
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn case_clashes<'a>(paths: impl Iterator<Item = &'a String>) -> Vec<(String, String)> {
    let mut first: BTreeMap<String, &String> = BTreeMap::new();
    let mut clashes = Vec::new();
    for path in paths {
        match first.get(&path.to_lowercase()) {
            Some(other) => clashes.push(((*other).clone(), path.clone())),
            None => {
                first.insert(path.to_lowercase(), path);
            }
        }
    }
    clashes
}
