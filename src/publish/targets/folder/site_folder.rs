//! A folder that holds a site: whether it is ours, what in it is not, and how it is taken down.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::output::Output;
use crate::publish::PublishError;
use crate::publish::manifest::Manifest;
use crate::publish::opened_folder::{Kind, OpenedFolder};
use crate::publish::site_path::MARKER;

/// A list of what we wrote is at most so long, in bytes: more than a million pages need. A longer one is not ours, and
/// must not fill the memory.
const LONGEST_LIST: u64 = 128 << 20;

/// The folder in the place of the output and the list of what we wrote in it; `None` where it is absent or empty.
///
/// # Errors
/// [`PublishError`] where it is not a folder, or holds files and no list of ours.
pub(super) fn check_replaceable(output: &Output) -> Result<Option<(OpenedFolder, Manifest)>, PublishError> {
    let place = &output.place;
    let refused = |error: io::Error| PublishError::refused("publish to", place, &error);
    match output.kind().map_err(refused)? {
        None => return Ok(None),
        Some(Kind::Folder) => {}
        Some(_) => {
            return Err(PublishError::new(format!("cannot publish to `{}`: it is not a folder", place.display()))
                .help("move it away, or publish to another folder"));
        }
    }
    let folder = output.folder().map_err(refused)?;
    if folder.entries().map_err(refused)?.is_empty() {
        return Ok(None);
    }
    match manifest_of(&folder) {
        Some(manifest) => Ok(Some((folder, manifest))),
        None => Err(PublishError::new(format!("`{}` holds files that Hexapla did not write", place.display()))
            .help("publish to another folder, or empty this one first")),
    }
}

/// The list of what we wrote in the folder, where there is one that we can read.
pub(super) fn manifest_of(folder: &OpenedFolder) -> Option<Manifest> {
    Manifest::parse(&folder.read(OsStr::new(MARKER), LONGEST_LIST).ok()?)
}

/// What in the folder of a site we did not write, as sorted paths relative to it.
///
/// A folder in which we wrote nothing is one such thing, however much is in it.
pub(super) fn foreign(site: &OpenedFolder, manifest: &Manifest) -> io::Result<Vec<PathBuf>> {
    let mut foreign = Vec::new();
    collect_foreign(site, Path::new(""), manifest, &mut foreign)?;
    foreign.sort();
    Ok(foreign)
}

fn collect_foreign(
    folder: &OpenedFolder,
    path: &Path,
    manifest: &Manifest,
    foreign: &mut Vec<PathBuf>,
) -> io::Result<()> {
    for (name, kind) in folder.entries()? {
        let path = path.join(&name);
        match ours(kind, &path, manifest) {
            Ours::File => {}
            Ours::Folder => collect_foreign(&folder.folder(&name)?, &path, manifest, foreign)?,
            Ours::No => foreign.push(path),
        }
    }
    Ok(())
}

/// Removes what we wrote in the folder of a site.
///
/// The list goes last, and only where nothing else is left, so that an interrupted removal can be taken up again.
pub(super) fn take_down(site: &OpenedFolder, manifest: &Manifest) -> io::Result<()> {
    take_down_below(site, Path::new(""), manifest)?;
    if site.names()?.iter().all(|name| name == MARKER) { site.remove_file(OsStr::new(MARKER)) } else { Ok(()) }
}

fn take_down_below(folder: &OpenedFolder, path: &Path, manifest: &Manifest) -> io::Result<()> {
    for (name, kind) in folder.entries()? {
        let path = path.join(&name);
        match ours(kind, &path, manifest) {
            Ours::File if path == Path::new(MARKER) => {}
            Ours::File => folder.remove_file(&name)?,
            Ours::Folder => {
                take_down_below(&folder.folder_on_same_device(&name)?, &path, manifest)?;
                remove_where_empty(folder, &name)?;
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
fn ours(kind: Kind, path: &Path, manifest: &Manifest) -> Ours {
    let Some(listed) = slashed(path) else { return Ours::No };
    match kind == Kind::Folder {
        true if manifest.has_folder(&listed) => Ours::Folder,
        false if manifest.has_file(&listed) => Ours::File,
        _ => Ours::No,
    }
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

fn remove_where_empty(folder: &OpenedFolder, name: &OsStr) -> io::Result<()> {
    match folder.remove_folder(name) {
        Err(error) if error.kind() != io::ErrorKind::DirectoryNotEmpty => Err(error),
        _ => Ok(()),
    }
}
