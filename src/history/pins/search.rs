//! The versions of source pages that have the hashes which translations give for them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::RevisionSource;
use super::digests::hash_kind;
use crate::read::{ContentId, FileHistory, Revision};
use crate::text::FilePath;

/// A page of the source that is known by hashes of its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// Where it may have been, below the folder of the source's pages.
    pub files: Vec<FilePath>,
    /// What it hashes to, the likeliest first.
    pub hashes: Vec<SoughtHash>,
}

/// What may be a hash of a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SoughtHash {
    /// Its digits, or the first of them.
    pub digits: String,
    /// Whether it can only be Git's id of the content, so that nothing need be read.
    pub is_blob: bool,
}

/// How many versions of a file are read, the youngest first. Chosen: a translation that is further behind is rare, and a
/// key whose values are no hashes of files must not cost the reading of a whole history.
const MOST_READ_OF_FILE: usize = 100;

/// How many versions are read before one of them was one that is sought. Chosen: then the hashes are made from something
/// else than whole files.
const MOST_READ_IN_VAIN: usize = 2_000;

/// The youngest revision at which each page had what is sought, `None` where it never had. The head is looked at first;
/// what it does not have is searched for in the history of the files.
pub fn find(source: RevisionSource<'_>, sought: &[Sought]) -> Vec<Option<Revision>> {
    let mut found: Vec<Option<Revision>> = vec![None; sought.len()];
    // Without a head there is no version at all.
    let Some(head) = source.revisions.head().ok().filter(|_| !sought.is_empty()) else { return found };
    let by_file = by_file(sought, &found);
    let files: Vec<(&FilePath, &Vec<usize>)> = by_file.iter().collect();
    let at_head: Vec<Vec<usize>> = files
        .par_iter()
        .map(|(file, waiting)| {
            let path = source.path_from_top(file);
            let Ok(Some(content)) = source.revisions.content_at(&head, &path) else { return Vec::new() };
            let mut hashed = Hashed::new(source, &path, content, true);
            waiting.iter().copied().filter(|index| hashed.is(&sought[*index])).collect()
        })
        .collect();
    let mut found_by_reading = false;
    for index in at_head.into_iter().flatten() {
        found_by_reading |= sought[index].hashes.iter().any(|hash| !hash.is_blob);
        found[index] = Some(head.clone());
    }
    search(source, sought, &mut found, found_by_reading);
    found
}

/// Searches the history for what is not found yet.
fn search(source: RevisionSource<'_>, sought: &[Sought], found: &mut [Option<Revision>], mut found_by_reading: bool) {
    let mut waiting = by_file(sought, found);
    let mut left = found.iter().filter(|found| found.is_none()).count();
    if left == 0 {
        return;
    }
    // What cannot be walked has no more to find.
    let Some(history) = (source.files)() else { return };
    let paths: Vec<(FilePath, FilePath)> =
        waiting.keys().map(|file| (file.clone(), source.path_from_top(file))).collect();
    let mut read: BTreeMap<&FilePath, usize> = BTreeMap::new();
    let mut read_in_vain = 0;
    for Version { commit, content, file, path } in versions(&history, &paths) {
        let Some(of_file) = waiting.get_mut(file) else { continue };
        of_file.retain(|index| found[*index].is_none());
        let read_of_file = read.entry(file).or_default();
        let is_hopeful = found_by_reading || read_in_vain < MOST_READ_IN_VAIN;
        let mut hashed = Hashed::new(source, path, content, is_hopeful && *read_of_file < MOST_READ_OF_FILE);
        let alike: Vec<usize> = of_file.iter().copied().filter(|index| hashed.is(&sought[*index])).collect();
        let revision = history.commits[commit].revision();
        // Of what a side branch did, the branch may have had only the last.
        if !alike.is_empty() && source.revisions.content_at(&revision, path) == Ok(Some(content)) {
            left -= alike.len();
            found_by_reading |= hashed.bytes.is_some();
            alike.into_iter().for_each(|index| found[index] = Some(revision.clone()));
        }
        if hashed.bytes.is_some() {
            *read_of_file += 1;
            read_in_vain += 1;
        }
        if left == 0 {
            break;
        }
    }
}

/// A content that a file of the source had.
struct Version<'p> {
    /// Index of the commit that brought it.
    commit: usize,
    content: ContentId,
    file: &'p FilePath,
    /// The file's path from the top of the repository.
    path: &'p FilePath,
}

/// The versions of some files, each given by its path below the folder of the source and by that from the top, the
/// youngest first.
fn versions<'p>(history: &FileHistory, paths: &'p [(FilePath, FilePath)]) -> Vec<Version<'p>> {
    let versions = paths.iter().flat_map(|(file, path)| {
        history.versions_of(path).into_iter().map(move |(commit, content)| Version { commit, content, file, path })
    });
    let mut versions: Vec<Version<'_>> = versions.collect();
    versions.sort_by_key(|version| Reverse(version.commit));
    versions
}

/// What is not found yet, by the files in which it may be.
fn by_file(sought: &[Sought], found: &[Option<Revision>]) -> BTreeMap<FilePath, Vec<usize>> {
    let mut by_file: BTreeMap<FilePath, Vec<usize>> = BTreeMap::new();
    for (index, page) in sought.iter().enumerate().filter(|(index, _)| found[*index].is_none()) {
        page.files.iter().for_each(|file| by_file.entry(file.clone()).or_default().push(index));
    }
    by_file
}

/// A version of a file with its hashes, which is read once where anything asks for it.
struct Hashed<'v> {
    source: RevisionSource<'v>,
    path: &'v FilePath,
    content: ContentId,
    /// Git's id of the content, in hexadecimal.
    blob: String,
    may_read: bool,
    bytes: Option<Vec<u8>>,
    /// Whether the digits are those of one of its hashes. Translations of one page mostly ask for the same.
    known: BTreeMap<String, bool>,
}

impl<'v> Hashed<'v> {
    fn new(source: RevisionSource<'v>, path: &'v FilePath, content: ContentId, may_read: bool) -> Hashed<'v> {
        Hashed { source, path, content, blob: content.to_string(), may_read, bytes: None, known: BTreeMap::new() }
    }

    fn is(&mut self, sought: &Sought) -> bool {
        let is_blob = |hash: &SoughtHash| self.blob.starts_with(&hash.digits);
        sought.hashes.iter().any(is_blob) || sought.hashes.iter().any(|hash| !hash.is_blob && self.has(&hash.digits))
    }

    fn has(&mut self, digits: &str) -> bool {
        if let Some(known) = self.known.get(digits) {
            return *known;
        }
        if !self.may_read {
            return false;
        }
        if self.bytes.is_none() {
            // What a partial clone lacks is not found by its bytes.
            self.bytes = self.source.revisions.read_content(self.content, self.path).ok();
            self.may_read = self.bytes.is_some();
        }
        let has = self.bytes.as_deref().is_some_and(|bytes| hash_kind(digits, bytes).is_some());
        self.known.insert(digits.to_owned(), has);
        has
    }
}
