//! A folder that keeps what a run found for the next one.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::contributed::{self, Tracked};
use super::opened_folder::{OpenedFolder, make_folders};
use super::{PublishError, replace_file};
use crate::cache::{Cache, digest};
use crate::read::{Disk, LARGEST_FILE, World};
use crate::text::FilePath;

/// How a folder of caches is marked, for programs that make backups (bford.info/cachedir) and as ours.
const TAG: (&str, &str) =
    ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of Hexapla.\n");

/// Keeps a folder that is in a Git work tree out of it.
const IGNORED: (&str, &str) = (".gitignore", "*\n");

/// The cache of one site: files in a folder of its own inside the folder of all caches.
///
/// Each file begins with the program that made it and a digest of the rest: one that was cut off, or made by another version,
/// is as good as none.
#[derive(Debug)]
pub struct CacheFolder {
    all: PathBuf,
    own: PathBuf,
    program: String,
}

impl CacheFolder {
    /// The cache in the folder `all` of a site, for a program by its name and version. `sources` are the folders and files
    /// that the site is made from, its own folder first. Nothing is made yet.
    ///
    /// # Errors
    /// [`PublishError`] where the folder is not ours: it holds other files, or is among the content; and where a pull
    /// request can have brought it: a link leads to it, or Git tracks it.
    pub fn new(all: &Path, sources: &[PathBuf], program: String) -> Result<CacheFolder, PublishError> {
        contributed::refuse_links(all, sources)?;
        let all = resolved(all)?;
        refuse_others(&all)?;
        let site = sources.first().cloned().unwrap_or_default();
        let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if sources.iter().skip(1).any(|source| all.starts_with(canonical(source))) {
            return Err(PublishError::new(format!("`{}` is among the content", all.display())));
        }
        let is_top = all.join(".git").symlink_metadata().is_ok();
        if is_top || Tracked::around(&all, sources)?.has(&all) {
            return Err(PublishError::new(format!(
                "Git tracks files in `{}`, so that a pull request could have filled it",
                all.display()
            )));
        }
        let name = &digest(canonical(&site).as_os_str().as_encoded_bytes())[..16];
        Ok(CacheFolder { own: all.join(name), all, program })
    }

    /// Makes the folder, marked as what it is.
    ///
    /// # Errors
    /// [`PublishError`] where that cannot be.
    pub fn make(&self) -> Result<(), PublishError> {
        let made = |folder: &Path| make_folders(folder).map_err(|error| PublishError::refused("make", folder, &error));
        made(&self.all)?;
        // The mark first: without it the folder would be somebody else's from here on.
        for (name, text) in [TAG, IGNORED] {
            replace_file(&self.all, &self.all.join(name), text.as_bytes())?;
        }
        made(&self.own)
    }

    fn file(name: &str) -> String {
        format!("{name}.cache")
    }

    fn header(&self, bytes: &[u8]) -> String {
        format!("hexapla {} {}\n", self.program, digest(bytes))
    }
}

/// A path from the root of the file system on, without the links above that the user put there.
fn resolved(path: &Path) -> Result<PathBuf, PublishError> {
    let unusable = |error: &io::Error| PublishError::refused("use", path, error);
    let absolute = std::path::absolute(path).map_err(|error| unusable(&error))?;
    if absolute.components().any(|part| part.as_os_str() == OsStr::new("..")) {
        // What `..` leads to is only known once the folder before it is there.
        return absolute.canonicalize().map_err(|error| unusable(&error));
    }
    let there = absolute.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let (above, canonical) = there.ok_or_else(|| unusable(&io::ErrorKind::NotFound.into()))?;
    Ok(absolute.strip_prefix(above).map_or(canonical.clone(), |rest| {
        if rest.as_os_str().is_empty() { canonical.clone() } else { canonical.join(rest) }
    }))
}

/// Refuses a folder that is there, holds something, and has no mark of ours.
fn refuse_others(all: &Path) -> Result<(), PublishError> {
    if all.symlink_metadata().is_err() {
        return Ok(());
    }
    let unusable = |error: io::Error| PublishError::refused("use", all, &error);
    let names = OpenedFolder::open(all).and_then(|folder| folder.entries()).map_err(unusable)?;
    let mark = Disk::new(all).read_at_most(TAG.1.len() as u64, &FilePath::new(TAG.0));
    if names.is_empty() || mark.is_ok_and(|mark| mark == TAG.1.as_bytes()) {
        return Ok(());
    }
    Err(PublishError::new(format!("`{}` holds files that Hexapla did not write", all.display())))
}

impl Cache for CacheFolder {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        let bytes = Disk::new(&self.own).read(&FilePath::new(&CacheFolder::file(name))).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')? + 1;
        let rest = &bytes[end..];
        (bytes[..end] == *self.header(rest).as_bytes()).then(|| rest.to_vec())
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let mut whole = self.header(bytes).into_bytes();
        whole.extend_from_slice(bytes);
        if whole.len() as u64 > LARGEST_FILE {
            return;
        }
        // A folder that cannot be written to, or a full disk, costs the next run its time.
        let _ = self.make().and_then(|()| replace_file(&self.all, &self.own.join(CacheFolder::file(name)), &whole));
    }
}
