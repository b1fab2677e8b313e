//! A folder that holds a site: whether it is ours, what in it is not, and how it is taken down.

use std::fs::{self, DirEntry, ReadDir};
use std::io;
use std::path::{Path, PathBuf};

use crate::publish::PublishError;
use crate::publish::manifest::{MARKER, Manifest};

/// The list of what we wrote in the folder `place`; `None` where it is absent or empty.
///
/// # Errors
/// [`PublishError`] where it is not a folder, or holds files and no list of ours.
pub(super) fn check_replaceable(place: &Path) -> Result<Option<Manifest>, PublishError> {
    let refused = |error: io::Error| PublishError::refused("publish to", place, &error);
    match place.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(refused(error)),
        Ok(metadata) if !metadata.is_dir() => {
            return Err(PublishError::new(format!("cannot publish to `{}`: it is not a folder", place.display()))
                .help("move it away, or publish to another folder"));
        }
        Ok(_) => {}
    }
    if entries(place).map_err(refused)?.next().is_none() {
        return Ok(None);
    }
    manifest_of(place).map(Some).ok_or_else(|| {
        PublishError::new(format!("`{}` holds files that Hexapla did not write", place.display()))
            .help("publish to another folder, or empty this one first")
    })
}

/// The list of what we wrote in the folder `place`, where there is one that we can read.
pub(super) fn manifest_of(place: &Path) -> Option<Manifest> {
    #[expect(clippy::disallowed_methods, reason = "the list is part of what we wrote, not of the site's sources")]
    let bytes = fs::read(place.join(MARKER)).ok()?;
    Manifest::parse(&bytes)
}

/// What in the folder `place` we did not write, as sorted paths relative to it.
///
/// A folder in which we wrote nothing is one such thing, however much is in it.
pub(super) fn foreign(place: &Path, manifest: &Manifest) -> io::Result<Vec<PathBuf>> {
    let mut foreign = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in entries(&place.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            match ours(&entry, &path, manifest)? {
                Ours::File => {}
                Ours::Folder => folders.push(path),
                Ours::No => foreign.push(path),
            }
        }
    }
    foreign.sort();
    Ok(foreign)
}

/// Removes what we wrote in the folder `place`, and the folder itself where nothing else is in it.
///
/// The list goes last, so that an interrupted removal can be taken up again.
pub(super) fn take_down(place: &Path, manifest: &Manifest) -> io::Result<()> {
    take_down_below(place, Path::new(""), manifest)?;
    if entries(place)?.all(|entry| entry.is_ok_and(|entry| entry.file_name() == MARKER)) {
        remove_file(&place.join(MARKER))?;
        fs::remove_dir(place)?;
    }
    Ok(())
}

fn take_down_below(place: &Path, folder: &Path, manifest: &Manifest) -> io::Result<()> {
    for entry in entries(&place.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        match ours(&entry, &path, manifest)? {
            Ours::File if path == Path::new(MARKER) => {}
            Ours::File => remove_file(&entry.path())?,
            Ours::Folder => {
                take_down_below(place, &path, manifest)?;
                remove_where_empty(&entry.path())?;
            }
            Ours::No => {}
        }
    }
    Ok(())
}

enum Ours {
    File,
    Folder,
    No,
}

/// Whether we wrote the entry, which is at `path` in the site; a link is never followed.
fn ours(entry: &DirEntry, path: &Path, manifest: &Manifest) -> io::Result<Ours> {
    let Some(listed) = slashed(path) else { return Ok(Ours::No) };
    Ok(match entry.file_type()?.is_dir() {
        true if manifest.has_folder(&listed) => Ours::Folder,
        false if manifest.has_file(&listed) => Ours::File,
        _ => Ours::No,
    })
}

/// The path with `/` between its parts, as the list has it; `None` where it is not UTF-8.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// The path of something foreign for people to read.
pub(super) fn shown(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn entries(folder: &Path) -> io::Result<ReadDir> {
    #[expect(clippy::disallowed_methods, reason = "the output is looked at, not read as a source")]
    fs::read_dir(folder)
}

fn remove_where_empty(folder: &Path) -> io::Result<()> {
    match fs::remove_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::DirectoryNotEmpty => Err(error),
        _ => Ok(()),
    }
}

fn remove_file(path: &Path) -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "this is the door, and the list says that the file is ours")]
    fs::remove_file(path)
}
