//! The commits that lead to a head, and what each did to the files of a folder.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

use gix::objs::tree::EntryKind;
use gix::{ObjectId, Repository};

use super::{Commit, History, Revision, RevisionError, objects, repository};
use crate::text::FilePath;

/// The commits that lead to `head` and are not ancestors of all of `since`, youngest first, in one walk.
///
/// The walk is Git's: commits are taken youngest first, each hands on which of `since` descend from it, and the walk ends
/// when all that are left are known to all of `since`.
pub(super) fn history(
    repository: &Repository,
    head: &Revision,
    since: &[Revision],
    folder: &FilePath,
) -> Result<History, RevisionError> {
    let mut walk = Walk::new(repository, since.len());
    walk.reach(id(repository, head)?, &vec![0; walk.words()])?;
    for (index, revision) in since.iter().enumerate() {
        let mut known = vec![0; walk.words()];
        known[index / 64] |= 1 << (index % 64);
        walk.reach(id(repository, revision)?, &known)?;
    }
    walk.run()?;
    let mut trees = Trees::new(repository, folder);
    let mut commits = Vec::new();
    for commit in walk.found() {
        let seen = &walk.seen[&commit];
        let known_to: Vec<bool> = (0..since.len()).map(|at| seen.known[at / 64] >> (at % 64) & 1 == 1).collect();
        if (!since.is_empty() && known_to.iter().all(|known| *known)) || !seen.leads_to_head {
            continue;
        }
        let changed = trees.changed(commit, &seen.parents)?;
        let revision = Revision { seconds: seen.seconds, commit: commit.to_string() };
        commits.push(Commit { revision, changed, known_to });
    }
    Ok(History { commits, cut_off: walk.cut_off })
}

fn id(repository: &Repository, revision: &Revision) -> Result<ObjectId, RevisionError> {
    ObjectId::from_hex(revision.commit.as_bytes()).map_err(|error| unreadable(repository, &error.to_string()))
}

fn unreadable(repository: &Repository, reason: &str) -> RevisionError {
    RevisionError::Unreadable { repository: repository::place(repository), reason: reason.to_owned() }
}

/// A commit that the walk came to.
struct Seen {
    seconds: i64,
    parents: Vec<ObjectId>,
    /// A bit for each of the revisions that descend from it.
    known: Vec<u64>,
    leads_to_head: bool,
}

struct Walk<'r> {
    repository: &'r Repository,
    seen: HashMap<ObjectId, Seen>,
    /// Those whose parents are still to be read, youngest first.
    waiting: BinaryHeap<(i64, ObjectId)>,
    /// How many of `waiting` are not yet known to all.
    revisions: usize,
    cut_off: bool,
}

impl<'r> Walk<'r> {
    fn new(repository: &'r Repository, revisions: usize) -> Walk<'r> {
        Walk { repository, seen: HashMap::new(), waiting: BinaryHeap::new(), revisions, cut_off: false }
    }

    fn words(&self) -> usize {
        self.revisions.div_ceil(64)
    }

    /// Notes that a commit is the head, where it is known to nobody, or one of the revisions.
    fn reach(&mut self, commit: ObjectId, known: &[u64]) -> Result<(), RevisionError> {
        let is_head = known.iter().all(|word| *word == 0);
        self.hand_on(commit, known, is_head)
    }

    fn hand_on(&mut self, commit: ObjectId, known: &[u64], leads_to_head: bool) -> Result<(), RevisionError> {
        if !self.seen.contains_key(&commit) {
            let Some(seen) = self.look_at(commit)? else { return Ok(()) };
            self.seen.insert(commit, seen);
        }
        let seen = self.seen.get_mut(&commit).expect("it was put there");
        let mut is_news = false;
        for (own, more) in seen.known.iter_mut().zip(known) {
            is_news |= *more & !*own != 0;
            *own |= more;
        }
        is_news |= leads_to_head && !seen.leads_to_head;
        seen.leads_to_head |= leads_to_head;
        if is_news {
            self.waiting.push((seen.seconds, commit));
        }
        Ok(())
    }

    /// A commit with its parents; `None` where a shallow clone ends before it.
    fn look_at(&mut self, commit: ObjectId) -> Result<Option<Seen>, RevisionError> {
        let Ok(Some(object)) = self.repository.try_find_object(commit) else {
            self.cut_off = true;
            return Ok(None);
        };
        let failed = |error: &dyn std::fmt::Display| unreadable(self.repository, &error.to_string());
        let commit = object.try_into_commit().map_err(|error| failed(&error))?;
        let seconds = commit.time().map_err(|error| failed(&error))?.seconds;
        let parents = commit.parent_ids().map(gix::Id::detach).collect();
        Ok(Some(Seen { seconds, parents, known: vec![0; self.words()], leads_to_head: false }))
    }

    fn run(&mut self) -> Result<(), RevisionError> {
        // What is known to all revisions is older than each of them, and so are its parents: the walk ends there.
        while self.waiting.iter().any(|(_, commit)| !self.is_known_to_all(*commit)) {
            let Some((_, commit)) = self.waiting.pop() else { break };
            let seen = &self.seen[&commit];
            let (parents, known, leads_to_head) = (seen.parents.clone(), seen.known.clone(), seen.leads_to_head);
            for parent in parents {
                self.hand_on(parent, &known, leads_to_head)?;
            }
        }
        Ok(())
    }

    fn is_known_to_all(&self, commit: ObjectId) -> bool {
        let seen = &self.seen[&commit];
        let count: u32 = seen.known.iter().map(|word| word.count_ones()).sum();
        self.revisions > 0 && count as usize == self.revisions
    }

    /// All commits, youngest first.
    fn found(&self) -> Vec<ObjectId> {
        let mut found: Vec<(i64, ObjectId)> = self.seen.iter().map(|(commit, seen)| (-seen.seconds, *commit)).collect();
        found.sort();
        found.into_iter().map(|(_, commit)| commit).collect()
    }
}

/// How many entries of trees are compared in one commit: one tree may be in another any number of times, so a few
/// objects can name more files than a person could have changed.
const MOST_OF_A_COMMIT: usize = 200_000;

/// How many entries of trees are compared in all commits of a walk.
const MOST_OF_A_WALK: usize = 50_000_000;

/// Folders inside so many others are not compared.
const DEEPEST: usize = 200;

/// The files of a folder at the commits of a walk.
struct Trees<'r> {
    repository: &'r Repository,
    folder: &'r FilePath,
    of_commits: HashMap<ObjectId, Option<ObjectId>>,
    /// How many entries of trees may still be compared, in this commit and in all.
    left: Left,
}

struct Left {
    of_commit: usize,
    of_walk: usize,
}

impl<'r> Trees<'r> {
    fn new(repository: &'r Repository, folder: &'r FilePath) -> Trees<'r> {
        let left = Left { of_commit: MOST_OF_A_COMMIT, of_walk: MOST_OF_A_WALK };
        Trees { repository, folder, of_commits: HashMap::new(), left }
    }

    /// Counts entries that are about to be compared.
    fn spend(&mut self, entries: usize) -> Result<(), RevisionError> {
        let left = (self.left.of_commit.checked_sub(entries), self.left.of_walk.checked_sub(entries));
        let (Some(of_commit), Some(of_walk)) = left else {
            return Err(unreadable(self.repository, "a commit of its history has too many files to be meant"));
        };
        self.left = Left { of_commit, of_walk };
        Ok(())
    }

    /// The files in which a commit differs from all of its parents.
    fn changed(&mut self, commit: ObjectId, parents: &[ObjectId]) -> Result<Vec<FilePath>, RevisionError> {
        self.left.of_commit = MOST_OF_A_COMMIT;
        let own = self.folder_at(commit)?;
        let mut common: Option<BTreeSet<FilePath>> = None;
        let parents: Vec<Option<ObjectId>> = if parents.is_empty() {
            vec![None]
        } else {
            parents.iter().map(|parent| self.folder_at(*parent)).collect::<Result<_, _>>()?
        };
        for before in parents {
            let mut differing = BTreeSet::new();
            self.compare((before, own), &FilePath::default(), 0, &mut differing)?;
            common = Some(match common {
                Some(common) => common.intersection(&differing).cloned().collect(),
                None => differing,
            });
        }
        Ok(common.unwrap_or_default().into_iter().collect())
    }

    /// The tree of the folder at a commit; `None` where there is none, or a shallow clone ends before it.
    fn folder_at(&mut self, commit: ObjectId) -> Result<Option<ObjectId>, RevisionError> {
        if let Some(known) = self.of_commits.get(&commit) {
            return Ok(*known);
        }
        let failed = |error: &dyn std::fmt::Display| unreadable(self.repository, &error.to_string());
        let found = match self.repository.try_find_object(commit) {
            Ok(Some(object)) => {
                let commit = object.try_into_commit().map_err(|error| failed(&error))?;
                let root = commit.tree_id().map_err(|error| failed(&error))?.detach();
                match objects::entry(self.repository, root, self.folder, self.folder) {
                    Ok(Some((EntryKind::Tree, tree))) => Some(tree),
                    Ok(_) => None,
                    Err(error) => return Err(failed(&error)),
                }
            }
            _ => None,
        };
        self.of_commits.insert(commit, found);
        Ok(found)
    }

    /// Adds the files that differ between two trees; trees of one id are equal and are not read.
    fn compare(
        &mut self,
        (before, after): (Option<ObjectId>, Option<ObjectId>),
        at: &FilePath,
        depth: usize,
        differing: &mut BTreeSet<FilePath>,
    ) -> Result<(), RevisionError> {
        if before == after {
            return Ok(());
        }
        if depth > DEEPEST {
            return Err(unreadable(self.repository, "the folders of a commit are nested too deep to be meant"));
        }
        let (old, new) = (self.entries(before, at)?, self.entries(after, at)?);
        self.spend(old.len() + new.len())?;
        let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for name in names {
            let (old, new) = (old.get(name), new.get(name));
            if old == new {
                continue;
            }
            let path = at.join(name);
            let tree = |entry: Option<&(bool, ObjectId)>| entry.filter(|(tree, _)| *tree).map(|(_, id)| *id);
            if tree(old).is_some() || tree(new).is_some() {
                self.compare((tree(old), tree(new)), &path, depth + 1, differing)?;
            }
            let is_file = |entry: Option<&(bool, ObjectId)>| entry.is_some_and(|(tree, _)| !tree);
            if is_file(old) || is_file(new) {
                differing.insert(path);
            }
        }
        Ok(())
    }

    /// The entries of a tree by name: whether each is a tree, and its id.
    fn entries(
        &self,
        tree: Option<ObjectId>,
        at: &FilePath,
    ) -> Result<BTreeMap<String, (bool, ObjectId)>, RevisionError> {
        let Some(tree) = tree else { return Ok(BTreeMap::new()) };
        let failed = |error: &dyn std::fmt::Display| unreadable(self.repository, &error.to_string());
        let tree = objects::tree(self.repository, tree, at).map_err(|error| failed(&error))?;
        let mut entries = BTreeMap::new();
        for entry in tree.iter() {
            let entry = entry.map_err(|error| failed(&error))?;
            let name = String::from_utf8_lossy(entry.filename()).into_owned();
            entries.insert(name, (entry.mode().is_tree(), entry.object_id()));
        }
        Ok(entries)
    }
}
