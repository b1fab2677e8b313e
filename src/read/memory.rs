//! A world in memory, for tests, examples and the files built into the program.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::{
    Commit, ContentId, FileHistory, FileVersion, History, IsFollowed, ReadError, Revision, RevisionError, Revisions,
    World, blob_ids,
};
use crate::text::FilePath;

/// Files that live in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<FilePath, Vec<u8>>,
    history: MemoryHistory,
}

/// The files below a folder at each revision, oldest first. Every location has these revisions.
#[derive(Clone, Debug, Default)]
struct MemoryHistory {
    root: FilePath,
    revisions: Vec<(String, BTreeMap<FilePath, Vec<u8>>)>,
}

impl Memory {
    /// A world of these paths and contents.
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Memory {
        let files = files.into_iter().map(|(path, text)| (FilePath::new(path), text.into())).collect();
        Memory { files, history: MemoryHistory::default() }
    }

    /// Adds a file, which replaces one of its path.
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Memory {
        self.files.insert(FilePath::new(path), bytes.into());
        self
    }

    /// Adds a file at a revision. A revision that is new is younger than those before; it has
    /// the files that are given for it and no others.
    pub fn with_revisions(mut self, revision: &str, path: &str, bytes: impl Into<Vec<u8>>) -> Memory {
        let revisions = &mut self.history.revisions;
        let place = revisions.iter().position(|(name, _)| name == revision).unwrap_or_else(|| {
            revisions.push((revision.to_owned(), BTreeMap::new()));
            revisions.len() - 1
        });
        revisions[place].1.insert(FilePath::new(path), bytes.into());
        self
    }
}

impl World for Memory {
    fn files(&self, folder: &FilePath) -> Result<Vec<FilePath>, ReadError> {
        Ok(self.files.keys().filter(|path| path.relative_path(folder).is_some()).cloned().collect())
    }

    fn read_at_most(&self, most: u64, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        match self.files.get(path) {
            None => Err(ReadError { path: path.clone(), reason: "no such file".into(), missing: true }),
            Some(bytes) if bytes.len() as u64 > most => Err(ReadError::too_large(path, most)),
            Some(bytes) => Ok(bytes.clone()),
        }
    }

    fn repository(&self, location: &str) -> Result<Box<dyn Revisions>, RevisionError> {
        if self.history.revisions.is_empty() {
            return Err(RevisionError::NoRepository { folder: location.into() });
        }
        Ok(Box::new(self.history.clone()))
    }

    fn repository_around(&self, folder: &FilePath) -> Result<Box<dyn Revisions>, RevisionError> {
        if self.history.revisions.is_empty() {
            return Err(RevisionError::NoRepository { folder: folder.as_str().into() });
        }
        Ok(Box::new(MemoryHistory { root: folder.clone(), ..self.history.clone() }))
    }
}

impl Revisions for MemoryHistory {
    fn resolve(&self, name: &str) -> Result<Revision, RevisionError> {
        let unknown = || RevisionError::Unknown { revision: name.into(), repository: ".".into(), near: None };
        let place = self.revisions.iter().position(|(known, _)| known == name).ok_or_else(unknown)?;
        Ok(Revision { seconds: i64::try_from(place).unwrap_or(i64::MAX), commit: name.into() })
    }

    fn head(&self) -> Result<Revision, RevisionError> {
        let last = self.revisions.last().map(|(name, _)| name.as_str());
        self.resolve(last.ok_or_else(|| RevisionError::Unborn { repository: ".".into() })?)
    }

    fn history(&self, since: &[Revision], folder: &FilePath) -> Result<History, RevisionError> {
        let nothing = BTreeMap::new();
        let mut commits = Vec::new();
        for (place, (name, files)) in self.revisions.iter().enumerate().rev() {
            let revision = self.resolve(name)?;
            let known_to: Vec<bool> = since.iter().map(|other| revision <= *other).collect();
            if !since.is_empty() && known_to.iter().all(|known| *known) {
                break;
            }
            let before = place.checked_sub(1).map_or(&nothing, |before| &self.revisions[before].1);
            let folder = self.root.join(folder.as_str());
            let paths = before.keys().chain(files.keys()).filter(|path| before.get(path) != files.get(path));
            let mut changed: Vec<FilePath> =
                paths.filter_map(|path| path.relative_path(&folder)).map(FilePath::new).collect();
            changed.sort();
            changed.dedup();
            commits.push(Commit { revision, changed, known_to });
        }
        Ok(History { commits, cut_off: false })
    }

    fn versions(
        &self,
        folder: &FilePath,
        files: &[FilePath],
        most: usize,
    ) -> Result<BTreeMap<FilePath, Vec<Revision>>, RevisionError> {
        let mut versions: BTreeMap<FilePath, Vec<Revision>> = BTreeMap::new();
        for Commit { revision, changed, .. } in self.history(&[], folder)?.commits {
            for file in changed.into_iter().filter(|file| files.contains(file)) {
                let known = versions.entry(file).or_default();
                if known.len() < most {
                    known.push(revision.clone());
                }
            }
        }
        Ok(versions)
    }

    fn visit_versions(
        &self,
        folder: &FilePath,
        files: &BTreeSet<FilePath>,
        visit: &mut dyn FnMut(FileVersion) -> ControlFlow<()>,
    ) -> Result<(), RevisionError> {
        for Commit { revision, changed, .. } in self.history(&[], folder)?.commits {
            for file in changed.into_iter().filter(|file| files.contains(file)) {
                let Ok(Some(blob)) = self.blob(&revision, &folder.join(file.as_str())) else { continue };
                if visit(FileVersion { file, revision: revision.clone(), blob }).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn blob(&self, revision: &Revision, path: &FilePath) -> Result<Option<String>, ReadError> {
        Ok(self.read(revision, path)?.and_then(|bytes| blob_ids(&bytes).into_iter().next()))
    }

    fn oldest_first(&self, mut revisions: Vec<Revision>) -> Vec<Revision> {
        revisions.sort();
        revisions.dedup();
        revisions
    }

    fn read(&self, revision: &Revision, path: &FilePath) -> Result<Option<Vec<u8>>, ReadError> {
        let path = self.root.join(path.as_str());
        let files = self.revisions.iter().find(|(name, _)| *name == revision.commit).map(|(_, files)| files);
        Ok(files.and_then(|files| files.get(&path)).cloned())
    }

    fn identity(&self) -> String {
        "memory".to_owned()
    }

    fn state(&self) -> String {
        format!("{:?}", self.revisions)
    }

    fn folder(&self) -> FilePath {
        self.root.clone()
    }

    /// Contents in memory have no names, so that there is no such history.
    fn file_history(&self, _head: &Revision, _is_followed: IsFollowed<'_>) -> Result<FileHistory, RevisionError> {
        Ok(FileHistory::default())
    }

    fn content_at(&self, _revision: &Revision, _path: &FilePath) -> Result<Option<ContentId>, ReadError> {
        Ok(None)
    }

    fn read_content(&self, _content: ContentId, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        Err(ReadError { path: path.clone(), reason: "there is no such content".into(), missing: true })
    }
}
