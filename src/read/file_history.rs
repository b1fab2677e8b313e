//! What the commits that lead to a revision did to some files of a repository.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use gix::ObjectId;

use super::Revision;
use crate::text::FilePath;

/// Which names of files are followed.
pub type IsFollowed<'f> = &'f (dyn Fn(&str) -> bool + Sync);

/// The content of a file, by Git's name for it: equal bytes have equal names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentId(pub(super) ObjectId);

/// The commits that lead to a revision, and what each did to files. Paths are counted from the top of the repository.
#[derive(Clone, Debug, Default)]
pub struct FileHistory {
    /// The commits, each after its parents.
    pub commits: Vec<HistoryCommit>,
    /// Whether there are commits before these that were not read: a shallow clone ends there, or they are too many.
    pub cut_off: bool,
    /// Indexes of the commits of the branch itself, oldest first, each with the latest time until then.
    on_branch: Vec<(usize, i64)>,
    touches: HashMap<FilePath, Vec<Touch>>,
    places: HashMap<ObjectId, usize>,
}

impl fmt::Display for ContentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ContentId {
    /// The content of this name, in hexadecimal; `None` where it is no name.
    #[must_use]
    pub fn named(name: &str) -> Option<ContentId> {
        ObjectId::from_hex(name.as_bytes()).ok().map(ContentId)
    }

    /// Git's name for it, in hexadecimal.
    #[must_use]
    pub fn name(self) -> String {
        self.0.to_string()
    }

    /// The name of these bytes in a repository whose ids have as many digits as this one's.
    #[must_use]
    pub fn of_bytes(self, bytes: &[u8]) -> Option<ContentId> {
        gix::objs::compute_hash(self.0.kind(), gix::objs::Kind::Blob, bytes).ok().map(ContentId)
    }
}

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryCommit {
    pub(super) id: ObjectId,
    /// When its author wrote it, in seconds since 1970. It stays when a commit is rebased.
    pub authored: i64,
    /// When it was committed, in seconds since 1970.
    pub committed: i64,
    /// Whether it is on the branch itself: the head, its first parent, the first parent of that one.
    pub is_on_branch: bool,
    /// Whether its parents were not read, so that what it adds may be older.
    pub is_cut: bool,
    /// Index of the first commit of the branch that it is an ancestor of, or itself.
    merged_at: usize,
    /// Index of the last commit of the branch that is an ancestor of it, or itself; `None` where none is.
    forked_at: Option<usize>,
}

/// What a commit did to a file: it has another content there than in each parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// Index of the commit.
    pub commit: usize,
    /// The content after it; `None` where it removed the file.
    pub now: Option<ContentId>,
    /// The content in each parent that has the file.
    pub before: Vec<ContentId>,
    /// The path that the file had before, where the commit renamed it.
    pub renamed_from: Option<FilePath>,
}

impl HistoryCommit {
    pub(super) fn new(id: ObjectId, authored: i64, committed: i64, is_cut: bool) -> HistoryCommit {
        HistoryCommit { id, authored, committed, is_on_branch: false, is_cut, merged_at: 0, forked_at: None }
    }

    /// The commit as a revision.
    pub fn revision(&self) -> Revision {
        Revision { seconds: self.committed, commit: self.id.to_string() }
    }

    /// Whether a text is the id of the commit, or its beginning.
    pub fn has_id(&self, id: &str) -> bool {
        self.id.to_string().starts_with(id)
    }
}

/// A file is followed through no more renames than these. A longer chain is a script's and nobody's work.
const MOST_RENAMES: usize = 100;

impl FileHistory {
    /// The history of some commits, each after its parents, which are given as indexes, the first parent first.
    pub(super) fn new(
        mut commits: Vec<HistoryCommit>,
        parents: &[Vec<usize>],
        touches: HashMap<FilePath, Vec<Touch>>,
        cut_off: bool,
    ) -> FileHistory {
        let mut next = commits.len().checked_sub(1);
        while let Some(at) = next {
            commits[at].is_on_branch = true;
            next = parents[at].first().copied();
        }
        let mut is_merged = vec![false; commits.len()];
        let (mut on_branch, mut latest) = (Vec::new(), i64::MIN);
        for at in 0..commits.len() {
            let forked_at = parents[at].iter().filter_map(|parent| commits[*parent].forked_at).max();
            commits[at].forked_at = if commits[at].is_on_branch { Some(at) } else { forked_at };
            if !commits[at].is_on_branch {
                continue;
            }
            latest = latest.max(commits[at].committed);
            on_branch.push((at, latest));
            let mut waiting = vec![at];
            while let Some(merged) = waiting.pop() {
                if !std::mem::replace(&mut is_merged[merged], true) {
                    commits[merged].merged_at = at;
                    waiting.extend(&parents[merged]);
                }
            }
        }
        let places = commits.iter().enumerate().map(|(at, commit)| (commit.id, at)).collect();
        FileHistory { commits, cut_off, on_branch, touches, places }
    }

    /// Whether one commit, by its index, is an ancestor of another, or the same.
    ///
    /// Exact where either is on the branch itself; of two on one side branch the order decides.
    pub fn is_ancestor(&self, one: usize, of: usize) -> bool {
        let (commit, other) = (&self.commits[one], &self.commits[of]);
        let is_before_fork = other.forked_at.is_some_and(|forked_at| commit.merged_at <= forked_at);
        is_before_fork || (commit.merged_at == other.merged_at && !commit.is_on_branch && one <= of)
    }

    /// Index of a commit by its id.
    pub fn place_of(&self, revision: &Revision) -> Option<usize> {
        let id = ObjectId::from_hex(revision.commit.as_bytes()).ok()?;
        self.places.get(&id).copied()
    }

    /// The indexes of the commits with these ids, whole or their beginnings of seven digits or more.
    pub fn places_of(&self, ids: &[&str]) -> BTreeSet<usize> {
        let (whole, short): (Vec<&str>, Vec<&str>) =
            ids.iter().partition(|id| ObjectId::from_hex(id.as_bytes()).is_ok());
        let known = whole.iter().filter_map(|id| self.places.get(&ObjectId::from_hex(id.as_bytes()).ok()?).copied());
        let mut places: BTreeSet<usize> = known.collect();
        let is_beginning = |id: &&str| id.len() >= 7 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let short: Vec<&str> = short.into_iter().filter(is_beginning).collect();
        if !short.is_empty() {
            let is_meant = |commit: &HistoryCommit| short.iter().any(|id| commit.has_id(id));
            places.extend((0..self.commits.len()).filter(|at| is_meant(&self.commits[*at])));
        }
        places
    }

    /// The files of a folder that each commit edited, of commits that edited at least so many, in the order of paths.
    pub fn large_edits(&self, folder: &FilePath, at_least: usize) -> BTreeMap<usize, Vec<(&FilePath, &Touch)>> {
        let mut edits: BTreeMap<usize, Vec<(&FilePath, &Touch)>> = BTreeMap::new();
        let inside = self.touches.iter().filter(|(path, _)| path.relative_path(folder).is_some());
        for (path, touch) in inside.flat_map(|(path, touches)| touches.iter().map(move |touch| (path, touch))) {
            if touch.now.is_some() && !touch.before.is_empty() {
                edits.entry(touch.commit).or_default().push((path, touch));
            }
        }
        edits.retain(|_, files| files.len() >= at_least);
        edits.values_mut().for_each(|files| files.sort_by_key(|(path, _)| *path));
        edits
    }

    /// What happened to the file that has this path at the end, under all the names that it had, oldest first.
    pub fn of_file(&self, path: &FilePath) -> Vec<&Touch> {
        let mut found: Vec<&Touch> = Vec::new();
        // A file may come back to a name: only what was before the rename is looked at, so that this ends.
        let mut next = Some((path, usize::MAX));
        for _ in 0..MOST_RENAMES {
            let Some((path, before)) = next.take() else { break };
            let own: Vec<&Touch> =
                self.touches.get(path).into_iter().flatten().filter(|touch| touch.commit < before).collect();
            // What a file of this name was before it got here by a rename is another file.
            let renamed = own.iter().rposition(|touch| touch.renamed_from.is_some());
            next = renamed.and_then(|at| Some((own[at].renamed_from.as_ref()?, own[at].commit)));
            found.extend(&own[renamed.unwrap_or(0)..]);
        }
        found.sort_by_key(|touch| touch.commit);
        found
    }

    /// The contents that commits gave to the file of this path, under no other name: each with the index of the commit
    /// with which it came to the branch itself, the youngest first. Of what a side branch did to a file the branch has
    /// only the last; which one that is, and whether the merge took it, its tree says.
    pub fn versions_of(&self, path: &FilePath) -> Vec<(usize, ContentId)> {
        let touches = self.touches.get(path).into_iter().flatten().rev();
        let version = |touch: &Touch| Some((self.commits[touch.commit].merged_at, touch.now?));
        let mut versions: Vec<(usize, ContentId)> = touches.filter_map(version).collect();
        versions.sort_by_key(|(commit, _)| Reverse(*commit));
        versions
    }

    /// The paths that the file had which has this path at the end, the youngest first.
    pub fn paths_of(&self, path: &FilePath) -> Vec<FilePath> {
        let renamed = self.of_file(path).into_iter().rev().filter_map(|touch| touch.renamed_from.clone());
        std::iter::once(path.clone()).chain(renamed).collect()
    }

    /// Index of the last commit of the branch that was committed at or before a time, in seconds since 1970; else of
    /// the first one. A clock that was set back for a while moves no commit.
    pub fn at(&self, seconds: i64) -> Option<usize> {
        let after = self.on_branch.partition_point(|(_, latest)| *latest <= seconds);
        self.on_branch.get(after.saturating_sub(1)).map(|(at, _)| *at)
    }
}
