//! The revisions of a repository: its files at any of them.

use super::{ContentId, FileHistory, IsFollowed, ReadError, Revision, RevisionError};
use crate::text::FilePath;

/// A commit and what it did to the files of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The commit.
    pub revision: Revision,
    /// Files that it added, changed or removed, as paths below the folder, sorted. Those of a merge are the files that
    /// differ from all of its parents.
    pub changed: Vec<FilePath>,
    /// For each given revision, by its index: whether the commit is one of its ancestors, or itself.
    pub known_to: Vec<bool>,
}

/// The commits that lead to the head of a repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Commits, youngest first.
    pub commits: Vec<Commit>,
    /// Whether a shallow clone ends before the walk did, so that there may be more.
    pub cut_off: bool,
}

/// The files of a repository at any of its revisions, opened once and read by many threads.
pub trait Revisions: Send + Sync {
    /// The commit that `name` leads to. Only plain names are looked up (an id, whole or its beginning, a tag or a
    /// branch): an expression such as `HEAD~3` leads nowhere, because names come from content.
    ///
    /// # Errors
    /// [`RevisionError`] where there is no such commit, or a shallow or partial clone lacks it.
    fn resolve(&self, name: &str) -> Result<Revision, RevisionError>;

    /// The commit that the repository's head is at.
    ///
    /// # Errors
    /// [`RevisionError`] where there is none.
    fn head(&self) -> Result<Revision, RevisionError>;

    /// The commits that lead to the head and are not ancestors of all of `since`, found in one walk, with what each did
    /// to the files below `folder`.
    ///
    /// # Errors
    /// [`RevisionError`] where the history cannot be read.
    fn history(&self, since: &[Revision], folder: &FilePath) -> Result<History, RevisionError>;

    /// Git's id of the content of a file at a revision, in hexadecimal; `None` where there was no such file. The content
    /// is not read.
    ///
    /// # Errors
    /// [`ReadError`] where the path is no file's, or a partial clone lacks its folder.
    fn blob(&self, revision: &Revision, path: &FilePath) -> Result<Option<String>, ReadError>;

    /// These revisions without doubles, each after those that it descends from.
    fn oldest_first(&self, revisions: Vec<Revision>) -> Vec<Revision>;

    /// The bytes of a file at a revision, `None` where there was no such file.
    ///
    /// # Errors
    /// [`ReadError`] where the path is no file's, or a partial clone lacks its content.
    fn read(&self, revision: &Revision, path: &FilePath) -> Result<Option<Vec<u8>>, ReadError>;

    /// What tells the repository from others: equal for two that are one.
    fn identity(&self) -> String;

    /// A text of which follows, where it is equal in two runs, that every answer is.
    fn state(&self) -> String;

    /// A text that is equal where the same contents are replaced by the same others, so that one name means one content.
    fn replaced(&self) -> String {
        String::new()
    }

    /// Where the folder is that paths are counted from, as the repository counts paths.
    fn folder(&self) -> FilePath;

    /// The commits that lead to a revision, found in one walk, with what each did to the files of the whole repository
    /// whose names `is_followed` takes.
    ///
    /// # Errors
    /// [`RevisionError`] where the history cannot be read.
    fn file_history(&self, head: &Revision, is_followed: IsFollowed<'_>) -> Result<FileHistory, RevisionError>;

    /// The content of a file at a revision, `None` where there was no such file. The path is counted from the top of the
    /// repository.
    ///
    /// # Errors
    /// [`ReadError`] where the path is no file's, or a partial clone lacks its folder.
    fn content_at(&self, revision: &Revision, path: &FilePath) -> Result<Option<ContentId>, ReadError>;

    /// The bytes of a content. `path` is how a person knows it.
    ///
    /// # Errors
    /// [`ReadError`] where a partial clone lacks it.
    fn read_content(&self, content: ContentId, path: &FilePath) -> Result<Vec<u8>, ReadError>;
}
