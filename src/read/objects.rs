//! Trees and contents among the objects of a Git repository, any of which may be absent from a clone.

use gix::hash::Kind;
use gix::objs::tree::EntryKind;
use gix::{ObjectId, Repository, Tree};

use super::ReadError;
use crate::text::FilePath;

/// The reason for an object that a partial clone has not fetched.
const ABSENT: &str = "its content is not in this clone of the Git repository; \
                      `git fetch --refetch --no-filter` gets what is absent";

/// What the tree `root` has at `inside`, where it has anything. `path` is how a person knows the place.
pub(super) fn entry(
    repository: &Repository,
    root: ObjectId,
    inside: &FilePath,
    path: &FilePath,
) -> Result<Option<(EntryKind, ObjectId)>, ReadError> {
    if inside.as_str().is_empty() {
        return Ok(Some((EntryKind::Tree, root)));
    }
    match tree(repository, root, path)?.lookup_entry(inside.as_str().split('/').map(str::as_bytes)) {
        Ok(entry) => Ok(entry.map(|entry| (entry.mode().kind(), entry.object_id()))),
        Err(error) => Err(failed(path, &absent_or(&error))),
    }
}

/// The object that holds the content of a plain file; `None` where there is nothing at all.
pub(super) fn plain_file(entry: Option<(EntryKind, ObjectId)>, path: &FilePath) -> Result<Option<ObjectId>, ReadError> {
    match entry {
        Some((EntryKind::Blob | EntryKind::BlobExecutable, id)) => Ok(Some(id)),
        Some((EntryKind::Tree, _)) => Err(failed(path, "it is a folder")),
        Some((EntryKind::Link, _)) => Err(failed(path, "it is a symbolic link, and links are not followed")),
        Some((EntryKind::Commit, _)) => Err(failed(path, "it is a submodule, and those are not read")),
        None => Ok(None),
    }
}

/// The bytes of a file's content, which are not unpacked where they are more than `most`.
pub(super) fn blob(repository: &Repository, id: ObjectId, most: u64, path: &FilePath) -> Result<Vec<u8>, ReadError> {
    if repository.try_find_header(id).is_ok_and(|header| header.is_some_and(|header| header.size() > most)) {
        return Err(ReadError::too_large(path, most));
    }
    match repository.try_find_object(id) {
        Ok(Some(mut blob)) => Ok(std::mem::take(&mut blob.data)),
        Ok(None) => Err(failed(path, ABSENT)),
        Err(error) => Err(failed(path, &format!("{error:#}"))),
    }
}

/// The SHA-1 of some bytes in hexadecimal, as tools for localization write it beside a translation; `None` for bytes
/// that were made to collide.
pub fn sha1(bytes: &[u8]) -> Option<String> {
    digest(Kind::Sha1, &[bytes])
}

/// The SHA-256 of some bytes in hexadecimal.
pub fn sha256(bytes: &[u8]) -> Option<String> {
    digest(Kind::Sha256, &[bytes])
}

/// The ids that Git gives a content: in a repository of SHA-1, and in one of SHA-256.
pub fn blob_ids(bytes: &[u8]) -> Vec<String> {
    let header = format!("blob {}\0", bytes.len());
    [Kind::Sha1, Kind::Sha256].into_iter().filter_map(|kind| digest(kind, &[header.as_bytes(), bytes])).collect()
}

fn digest(kind: Kind, parts: &[&[u8]]) -> Option<String> {
    let mut hasher = gix::hash::hasher(kind);
    parts.iter().for_each(|part| hasher.update(part));
    hasher.try_finalize().ok().map(|id| id.to_string())
}

/// A tree by its id.
pub(super) fn tree<'repository>(
    repository: &'repository Repository,
    id: ObjectId,
    path: &FilePath,
) -> Result<Tree<'repository>, ReadError> {
    repository.find_tree(id).map_err(|error| failed(path, &absent_or(&error)))
}

/// A file that is there, or ought to be, and cannot be read.
pub(super) fn failed(path: &FilePath, reason: &str) -> ReadError {
    ReadError { path: path.clone(), reason: reason.into(), missing: false }
}

fn absent_or(error: &gix::Error) -> String {
    if error.is_not_found() { ABSENT.into() } else { format!("{error:#}") }
}
