//! One walk over the commits that lead to a revision, and what each did to files.

use std::cmp::{self, Reverse};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};

use gix::{ObjectId, Repository};
use rayon::prelude::*;

use super::file_history::{ContentId, FileHistory, HistoryCommit, IsFollowed, Touch};
use super::repository::{self, Handles};
use super::{ReadError, Revision, RevisionError, git_renames, objects};
use crate::text::FilePath;

/// More commits than these are not walked: Linux has a million, and its documentation changed in a tenth of them. What
/// is older is as if a shallow clone ended there.
const MOST_COMMITS: usize = 500_000;

/// How many entries of trees are compared between a commit and a parent, since one tree may be in another any number of
/// times. A path costs as many more as it is long.
const MOST_OF_A_COMMIT: usize = 2_000_000;

/// So many bytes of a path cost as much as an entry.
const BYTES_OF_AN_ENTRY: usize = 32;

/// How many commits one thread takes at once: neighbours share most of their trees, which a handle keeps.
const TAKEN_AT_ONCE: usize = 256;

/// How many changes of files are kept in all, each of some hundred bytes: every page of a large site changed sixty times.
/// A few objects can name more of them than a person could have made.
const MOST_TOUCHES: usize = 4_000_000;

/// Folders inside so many others are not compared.
const DEEPEST: usize = 200;

/// A longer path is that of no file: no system could check it out. In bytes.
const LONGEST_PATH: usize = 4096;

/// The commits that lead to `head`, and what each did to the files whose names `is_followed` takes.
pub(super) fn file_history(
    handles: &Handles,
    head: &Revision,
    is_followed: IsFollowed<'_>,
) -> Result<FileHistory, RevisionError> {
    let read = handles.with(|repository| read_commits(repository, head))?;
    let order = parents_first(&read.commits);
    if order.len() < read.commits.len() {
        // Commits that somebody replaced by others may go in a circle.
        return Err(handles.with(|repository| unreadable(repository, "commits descend from themselves")));
    }
    let touched_by_commit = all_touches(handles, &read, &order, is_followed)?;
    let mut place_in_order = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, at)| place_in_order[*at] = place);
    let (mut commits, mut parents) = (Vec::with_capacity(order.len()), Vec::with_capacity(order.len()));
    let mut touches: HashMap<FilePath, Vec<Touch>> = HashMap::new();
    for (place, (at, touched)) in order.iter().zip(touched_by_commit).enumerate() {
        let Raw { id, authored, committed, is_cut, .. } = read.commits[*at];
        commits.push(HistoryCommit::new(id, authored, committed, is_cut));
        let of_commit = read.commits[*at].parents.iter().map(|parent| place_in_order[read.places[parent]]);
        parents.push(of_commit.collect::<Vec<_>>());
        for (path, touch) in touched {
            touches.entry(path).or_default().push(Touch { commit: place, ..touch });
        }
    }
    Ok(FileHistory::new(commits, &parents, touches, read.cut_off))
}

/// What each commit did to files, in the order of the commits.
fn all_touches(
    handles: &Handles,
    read: &ReadCommits,
    order: &[usize],
    is_followed: IsFollowed<'_>,
) -> Result<Vec<Vec<(FilePath, Touch)>>, RevisionError> {
    // Whether all are too many does not depend on the order in which they are counted.
    let count = AtomicUsize::new(0);
    let of_commit = |repository: &Repository, at: usize| {
        let touched = touches(repository, read, at, is_followed);
        let counted = count.fetch_add(touched.len(), Ordering::Relaxed) + touched.len();
        (counted <= MOST_TOUCHES).then_some(touched)
    };
    let of_chunk = |chunk: &[usize]| -> Option<Vec<Vec<(FilePath, Touch)>>> {
        handles.with(|repository| chunk.iter().map(|at| of_commit(repository, *at)).collect())
    };
    let chunks: Option<Vec<_>> = order.par_chunks(TAKEN_AT_ONCE).map(of_chunk).collect();
    let too_many =
        || handles.with(|repository| unreadable(repository, "its commits changed too many files to be meant"));
    Ok(chunks.ok_or_else(too_many)?.into_iter().flatten().collect())
}

/// A commit as it was read.
struct Raw {
    id: ObjectId,
    tree: ObjectId,
    parents: Vec<ObjectId>,
    authored: i64,
    committed: i64,
    is_cut: bool,
}

struct ReadCommits {
    commits: Vec<Raw>,
    places: HashMap<ObjectId, usize>,
    cut_off: bool,
}

fn read_commits(repository: &Repository, head: &Revision) -> Result<ReadCommits, RevisionError> {
    let head = ObjectId::from_hex(head.commit.as_bytes())
        .map_err(|error| unreadable(repository, &format!("its head has no id: {error}")))?;
    let mut read = ReadCommits { commits: Vec::new(), places: HashMap::new(), cut_off: false };
    let mut waiting = vec![head];
    while let Some(id) = waiting.pop() {
        if read.places.contains_key(&id) {
            continue;
        }
        if read.commits.len() >= MOST_COMMITS {
            read.cut_off = true;
            break;
        }
        let Some(commit) = read_commit(repository, id)? else {
            read.cut_off = true;
            continue;
        };
        read.places.insert(id, read.commits.len());
        waiting.extend(commit.parents.iter().rev());
        read.commits.push(commit);
    }
    // Parents that a shallow clone lacks are none to compare with.
    for at in 0..read.commits.len() {
        let parents = std::mem::take(&mut read.commits[at].parents);
        let (known, absent): (Vec<ObjectId>, Vec<ObjectId>) =
            parents.into_iter().partition(|parent| read.places.contains_key(parent));
        read.commits[at].is_cut = known.is_empty() && !absent.is_empty();
        read.commits[at].parents = known;
    }
    Ok(read)
}

/// A commit; `None` where a shallow clone ends before it.
fn read_commit(repository: &Repository, id: ObjectId) -> Result<Option<Raw>, RevisionError> {
    let Ok(Some(object)) = repository.try_find_object(id) else { return Ok(None) };
    let failed = |error: &dyn std::fmt::Display| unreadable(repository, &error.to_string());
    let commit = object.try_into_commit().map_err(|error| failed(&error))?;
    let committed = commit.time().map_err(|error| failed(&error))?.seconds;
    // An author's time that cannot be read is no reason to know nothing.
    let authored = commit.author().ok().and_then(|author| author.time().ok()).map_or(committed, |time| time.seconds);
    let tree = commit.tree_id().map_err(|error| failed(&error))?.detach();
    let parents = commit.parent_ids().map(gix::Id::detach).collect();
    Ok(Some(Raw { id, tree, parents, authored, committed, is_cut: false }))
}

fn unreadable(repository: &Repository, reason: &str) -> RevisionError {
    RevisionError::Unreadable { repository: repository::place(repository), reason: reason.to_owned() }
}

/// The places of the commits so that each is after its parents, else in the order of time.
fn parents_first(commits: &[Raw]) -> Vec<usize> {
    let places: HashMap<ObjectId, usize> = commits.iter().enumerate().map(|(at, commit)| (commit.id, at)).collect();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); commits.len()];
    let mut missing: Vec<usize> = vec![0; commits.len()];
    for (at, commit) in commits.iter().enumerate() {
        for parent in commit.parents.iter().collect::<BTreeSet<_>>() {
            children[places[parent]].push(at);
            missing[at] += 1;
        }
    }
    let key = |at: usize| Reverse((commits[at].committed, commits[at].id, at));
    let mut ready: BinaryHeap<_> = (0..commits.len()).filter(|at| missing[*at] == 0).map(key).collect();
    let mut order = Vec::with_capacity(commits.len());
    while let Some(Reverse((_, _, at))) = ready.pop() {
        order.push(at);
        for child in &children[at] {
            missing[*child] -= 1;
            if missing[*child] == 0 {
                ready.push(key(*child));
            }
        }
    }
    order
}

/// What a commit did to the files that are followed: those in which it differs from all of its parents, and where it
/// renamed them. The index of the commit is filled in by the caller.
fn touches(
    repository: &Repository,
    read: &ReadCommits,
    at: usize,
    is_followed: IsFollowed<'_>,
) -> Vec<(FilePath, Touch)> {
    let commit = &read.commits[at];
    let parents: Vec<Option<ObjectId>> = match commit.parents.is_empty() {
        true => vec![None],
        false => commit.parents.iter().map(|parent| Some(read.commits[read.places[parent]].tree)).collect(),
    };
    let mut touched: BTreeMap<FilePath, Touch> = BTreeMap::new();
    for (index, parent) in parents.iter().enumerate() {
        let mut comparison = Comparison { repository, is_followed, left: MOST_OF_A_COMMIT, found: Vec::new() };
        // A tree that is absent or broken ends what is known, and is no reason to fail.
        if comparison.compare((*parent, Some(commit.tree)), &FilePath::default(), 0).is_err() {
            return Vec::new();
        }
        if index == 0 {
            let touch = |(path, before, now): Differing| {
                let before = before.into_iter().collect();
                (path, Touch { commit: at, now, before, renamed_from: None })
            };
            touched.extend(comparison.found.into_iter().map(touch));
        } else {
            let of_parent: BTreeMap<FilePath, Option<ContentId>> =
                comparison.found.into_iter().map(|(path, before, _)| (path, before)).collect();
            touched.retain(|path, _| of_parent.contains_key(path));
            for (path, touch) in &mut touched {
                touch.before.extend(of_parent[path]);
            }
        }
    }
    if parents.len() == 1 && commit.parents.len() == 1 {
        git_renames::mark(repository, &mut touched);
    }
    touched.into_iter().collect()
}

/// A file with its content in a parent and in a commit.
type Differing = (FilePath, Option<ContentId>, Option<ContentId>);

struct Comparison<'r> {
    repository: &'r Repository,
    is_followed: IsFollowed<'r>,
    /// How many entries may still be compared.
    left: usize,
    found: Vec<Differing>,
}

/// An entry of a tree.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Entry {
    is_tree: bool,
    id: ObjectId,
}

fn too_large(at: &FilePath) -> ReadError {
    objects::failed(at, "the commit has too many files, or folders too deep, to be meant")
}

impl Comparison<'_> {
    /// Adds the files that differ between two trees; trees of one id are equal and are not read.
    fn compare(
        &mut self,
        (before, after): (Option<ObjectId>, Option<ObjectId>),
        at: &FilePath,
        depth: usize,
    ) -> Result<(), ReadError> {
        if before == after {
            return Ok(());
        }
        if depth > DEEPEST {
            return Err(too_large(at));
        }
        let (old, new) = (self.entries(before, at)?, self.entries(after, at)?);
        self.spend(old.len() + new.len(), at)?;
        let (mut left, mut right) = (old.iter().peekable(), new.iter().peekable());
        loop {
            let order = match (left.peek(), right.peek()) {
                (None, None) => return Ok(()),
                (Some(_), None) => cmp::Ordering::Less,
                (None, Some(_)) => cmp::Ordering::Greater,
                (Some((one, _)), Some((other, _))) => one.cmp(other),
            };
            let one = if order.is_le() { left.next() } else { None };
            let other = if order.is_ge() { right.next() } else { None };
            let (was, is) = (one.map(|(_, entry)| *entry), other.map(|(_, entry)| *entry));
            if was == is {
                continue;
            }
            let name = one.or(other).map(|(name, _)| name.trim_end_matches('/')).unwrap_or_default();
            self.add(name, (was, is), at, depth)?;
        }
    }

    fn add(
        &mut self,
        name: &str,
        (was, is): (Option<Entry>, Option<Entry>),
        at: &FilePath,
        depth: usize,
    ) -> Result<(), ReadError> {
        let tree = |entry: Option<Entry>| entry.filter(|entry| entry.is_tree).map(|entry| entry.id);
        let content = |entry: Option<Entry>| entry.filter(|entry| !entry.is_tree).map(|entry| ContentId(entry.id));
        let length = at.as_str().len() + name.len();
        if length > LONGEST_PATH {
            return Ok(());
        }
        if (tree(was).is_some() || tree(is).is_some()) && !name.starts_with('.') {
            self.spend(length / BYTES_OF_AN_ENTRY, at)?;
            self.compare((tree(was), tree(is)), &at.join(name), depth + 1)?;
        }
        let (before, now) = (content(was), content(is));
        if (before.is_some() || now.is_some()) && (self.is_followed)(name) {
            self.spend(length / BYTES_OF_AN_ENTRY, at)?;
            self.found.push((at.join(name), before, now));
        }
        Ok(())
    }

    fn spend(&mut self, entries: usize, at: &FilePath) -> Result<(), ReadError> {
        self.left = self.left.checked_sub(entries).ok_or_else(|| too_large(at))?;
        Ok(())
    }

    /// The entries of a tree, sorted by name; those of folders end in `/`, as Git sorts them. Only what is followed, or
    /// may hold what is.
    fn entries(&self, tree: Option<ObjectId>, at: &FilePath) -> Result<Vec<(String, Entry)>, ReadError> {
        let Some(tree) = tree else { return Ok(Vec::new()) };
        let tree = objects::tree(self.repository, tree, at)?;
        let mut entries = Vec::new();
        for entry in tree.iter() {
            let entry = entry.map_err(|error| objects::failed(at, &format!("{error:#}")))?;
            let Ok(name) = std::str::from_utf8(entry.filename()) else { continue };
            let mode = entry.mode();
            let is_tree = mode.is_tree();
            if !(is_tree || mode.is_blob() && (self.is_followed)(name)) {
                continue;
            }
            let key = if is_tree { format!("{name}/") } else { name.to_owned() };
            entries.push((key, Entry { is_tree, id: entry.object_id() }));
        }
        // A tree that another program wrote may be in no order.
        if !entries.is_sorted_by(|one, other| one.0 < other.0) {
            entries.sort_by(|one, other| one.0.cmp(&other.0));
        }
        Ok(entries)
    }
}
