//! A world in memory, for tests, examples and the files built into the program.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gix::ObjectId;

use super::{
    Commit, ContentId, FileHistory, History, HistoryCommit, IsFollowed, ReadError, Revision, RevisionError, Revisions,
    Touch, World, blob_ids,
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

    /// Adds a file at a revision, which is named by the first digits of its id. A revision that is new is younger than those before; it has
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

impl MemoryHistory {
    /// The place of a revision by its name, or its whole id.
    fn place(&self, name: &str) -> Option<usize> {
        self.revisions.iter().position(|(known, _)| known == name || *name == *commit_id(known).to_string())
    }

    fn files_at(&self, revision: &Revision) -> Option<&BTreeMap<FilePath, Vec<u8>>> {
        self.place(&revision.commit).map(|place| &self.revisions[place].1)
    }
}

impl Revisions for MemoryHistory {
    fn resolve(&self, name: &str) -> Result<Revision, RevisionError> {
        let unknown = || RevisionError::Unknown { revision: name.into(), repository: ".".into(), near: None };
        let place = self.place(name).ok_or_else(unknown)?;
        Ok(Revision { seconds: seconds(place), commit: commit_id(&self.revisions[place].0).to_string() })
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
        Ok(self.files_at(revision).and_then(|files| files.get(&path)).cloned())
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

    fn file_history(&self, _head: &Revision, is_followed: IsFollowed<'_>) -> Result<FileHistory, RevisionError> {
        let nothing = BTreeMap::new();
        let mut commits = Vec::new();
        let mut touches: HashMap<FilePath, Vec<Touch>> = HashMap::new();
        for (place, (name, files)) in self.revisions.iter().enumerate() {
            let seconds = seconds(place);
            commits.push(HistoryCommit::new(commit_id(name), seconds, seconds, false));
            let before = place.checked_sub(1).map_or(&nothing, |before| &self.revisions[before].1);
            let paths: BTreeSet<&FilePath> = before.keys().chain(files.keys()).collect();
            for path in paths.into_iter().filter(|path| is_followed(path.name())) {
                let content = |files: &BTreeMap<FilePath, Vec<u8>>| files.get(path).and_then(|bytes| content_id(bytes));
                let (was, now) = (content(before), content(files));
                if was != now {
                    let touch = Touch { commit: place, now, before: was.into_iter().collect(), renamed_from: None };
                    touches.entry(path.clone()).or_default().push(touch);
                }
            }
        }
        let parents: Vec<Vec<usize>> =
            (0..commits.len()).map(|place| place.checked_sub(1).into_iter().collect()).collect();
        Ok(FileHistory::new(commits, &parents, touches, false))
    }

    fn content_at(&self, revision: &Revision, path: &FilePath) -> Result<Option<ContentId>, ReadError> {
        Ok(self.files_at(revision).and_then(|files| content_id(files.get(path)?)))
    }

    fn read_content(&self, content: ContentId, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        let mut all = self.revisions.iter().flat_map(|(_, files)| files.values());
        let found = all.find(|bytes| content_id(bytes) == Some(content)).cloned();
        found.ok_or_else(|| ReadError { path: path.clone(), reason: "there is no such content".into(), missing: true })
    }
}

/// Revisions are a second apart.
fn seconds(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

/// The id of a revision: its name, which is the beginning of one, with zeros after it.
fn commit_id(name: &str) -> ObjectId {
    ObjectId::from_hex(format!("{name:0<40}").as_bytes()).expect("a revision in memory is named by the digits of an id")
}

fn content_id(bytes: &[u8]) -> Option<ContentId> {
    ContentId(ObjectId::null(gix::hash::Kind::Sha1)).of_bytes(bytes)
}
