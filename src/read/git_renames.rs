//! Which of the files that a commit added are those that it removed, under another name.

use std::collections::{BTreeMap, HashMap, HashSet};

use gix::Repository;

use super::file_history::{ContentId, Touch};
use super::objects;
use crate::text::FilePath;

/// Files with a smaller share of common lines are two files. Git's own measure of a rename.
const ALIKE: f64 = 0.5;

/// More files than these are not compared by their lines in one commit.
const MOST_COMPARED: usize = 400;

/// A larger file is not compared, in bytes.
const LARGEST: u64 = 1 << 20;

/// So many bytes are compared in one commit: pages of 40 kB, as many as are compared by their lines.
const MOST_READ: usize = 32 << 20;

/// Marks the files that a commit renamed: `touched` are all that it touched.
pub(super) fn mark(repository: &Repository, touched: &mut BTreeMap<FilePath, Touch>) {
    let mut removed: Vec<(FilePath, ContentId)> = Vec::new();
    let mut added: Vec<(FilePath, ContentId)> = Vec::new();
    for (path, touch) in touched.iter() {
        match (touch.before.first(), touch.now) {
            (Some(before), None) => removed.push((path.clone(), *before)),
            (None, Some(now)) => added.push((path.clone(), now)),
            _ => {}
        }
    }
    if removed.is_empty() || added.is_empty() {
        return;
    }
    let mut renamed = take_equal(&mut removed, &mut added);
    renamed.extend(take_alike(repository, removed, added));
    for (from, to, before) in renamed {
        if let Some(touch) = touched.get_mut(&to) {
            touch.before = vec![before];
            touch.renamed_from = Some(from);
        }
    }
}

/// An old path, the new one, and the content before.
type Renamed = (FilePath, FilePath, ContentId);

/// Of more files with one content those most alike in their paths are not looked for, which takes time with the square
/// of them: pages that say nothing yet, by the thousand.
const MOST_EQUAL: usize = 50;

/// Takes the files that have the very content of one that was removed; of several the one whose path is most alike.
fn take_equal(removed: &mut Vec<(FilePath, ContentId)>, added: &mut Vec<(FilePath, ContentId)>) -> Vec<Renamed> {
    let mut by_content: HashMap<ContentId, Vec<FilePath>> = HashMap::new();
    // The first of the paths is the last of them here, where it is taken from.
    for (path, content) in removed.iter().rev() {
        by_content.entry(*content).or_default().push(path.clone());
    }
    let mut renamed = Vec::new();
    added.retain(|(path, content)| {
        let Some(paths) = by_content.get_mut(content).filter(|paths| !paths.is_empty()) else { return true };
        let looked_at = paths.len().saturating_sub(MOST_EQUAL)..paths.len();
        let best = looked_at.max_by_key(|at| common_end(&paths[*at], path)).expect("it is not empty");
        renamed.push((paths.remove(best), path.clone(), *content));
        false
    });
    let taken: HashSet<&FilePath> = renamed.iter().map(|(from, ..)| from).collect();
    removed.retain(|(path, _)| !taken.contains(path));
    renamed
}

/// Takes the files that have most lines of one that was removed. Those of one name are compared, and all with all where
/// they are few.
fn take_alike(
    repository: &Repository,
    removed: Vec<(FilePath, ContentId)>,
    added: Vec<(FilePath, ContentId)>,
) -> Vec<Renamed> {
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (path, _)) in removed.iter().enumerate() {
        by_name.entry(path.name()).or_default().push(at);
    }
    let compares_all = removed.len().saturating_mul(added.len()) <= MOST_COMPARED;
    let mut texts: HashMap<ContentId, Option<Vec<u8>>> = HashMap::new();
    let mut ranked: Vec<(f64, usize, usize, usize)> = Vec::new();
    let (mut left, mut left_to_read) = (MOST_COMPARED, MOST_READ);
    let all: Vec<usize> = (0..removed.len()).collect();
    for (to, (path, content)) in added.iter().enumerate() {
        let of_name = by_name.get(path.name()).map(Vec::as_slice).unwrap_or_default();
        for from in if compares_all { &all[..] } else { of_name } {
            if left == 0 || left_to_read == 0 {
                break;
            }
            left -= 1;
            for content in [content, &removed[*from].1] {
                let text =
                    texts.entry(*content).or_insert_with(|| objects::blob(repository, content.0, LARGEST, path).ok());
                // A file that is compared with many is read over and over.
                left_to_read = left_to_read.saturating_sub(text.as_ref().map_or(0, Vec::len));
            }
            let (Some(Some(new)), Some(Some(old))) = (texts.get(content), texts.get(&removed[*from].1)) else {
                continue;
            };
            let alike = share_of_lines(old, new);
            if alike >= ALIKE {
                ranked.push((alike, common_end(&removed[*from].0, path), *from, to));
            }
        }
    }
    ranked.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)).then((one.2, one.3).cmp(&(other.2, other.3)))
    });
    let (mut taken_from, mut taken_to) = (vec![false; removed.len()], vec![false; added.len()]);
    let mut renamed = Vec::new();
    for (_, _, from, to) in ranked {
        if !taken_from[from] && !taken_to[to] {
            (taken_from[from], taken_to[to]) = (true, true);
            renamed.push((removed[from].0.clone(), added[to].0.clone(), removed[from].1));
        }
    }
    renamed
}

/// How many parts at their ends two paths have in common.
fn common_end(one: &FilePath, other: &FilePath) -> usize {
    let (one, other) = (one.as_str().rsplit('/'), other.as_str().rsplit('/'));
    one.zip(other).take_while(|(one, other)| one == other).count()
}

/// From 0 to 1: how much of the larger of two files is lines that both have, by bytes.
fn share_of_lines(old: &[u8], new: &[u8]) -> f64 {
    let mut lines: HashMap<&[u8], usize> = HashMap::new();
    for line in old.split(|byte| *byte == b'\n') {
        *lines.entry(line.trim_ascii()).or_default() += 1;
    }
    let mut common = 0;
    for line in new.split(|byte| *byte == b'\n') {
        if let Some(count) = lines.get_mut(line.trim_ascii()).filter(|count| **count > 0) {
            *count -= 1;
            common += line.len() + 1;
        }
    }
    common as f64 / old.len().max(new.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use gix::ObjectId;

    use super::*;

    fn files(folder: &str, count: usize) -> Vec<(FilePath, ContentId)> {
        let content = ContentId(ObjectId::null(gix::hash::Kind::Sha1));
        let mut files: Vec<_> = (0..count).map(|at| (FilePath::new(&format!("{folder}/{at}.md")), content)).collect();
        files.sort();
        files
    }

    #[test]
    fn of_equal_files_those_with_the_same_name_are_one() {
        let (mut removed, mut added) = (files("oud", 40), files("新", 30));
        let renamed = take_equal(&mut removed, &mut added);
        assert_eq!((renamed.len(), removed.len(), added.len()), (30, 10, 0));
        assert!(renamed.iter().all(|(from, to, _)| from.name() == to.name()));
    }

    #[test]
    fn a_hundred_thousand_equal_files_are_taken_one_by_one() {
        let (mut removed, mut added) = (files("oud", 100_000), files("新", 100_000));
        let renamed = take_equal(&mut removed, &mut added);
        assert_eq!((renamed.len(), removed.len(), added.len()), (100_000, 0, 0));
        assert!(renamed.iter().all(|(from, to, _)| from.name() == to.name()), "both are in the order of their paths");
    }
}
