//! A folder on disk.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{GitRevisions, LARGEST_FILE, ReadError, RevisionError, Revisions, World, repository};
use crate::text::FilePath;

/// The files below a folder on disk, and beside it where a path begins with `..`.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// The world whose paths are relative to `root`.
    pub fn new(root: impl Into<PathBuf>) -> Disk {
        Disk { root: root.into() }
    }

    /// Where `path` is on this machine.
    pub fn locate(&self, path: &FilePath) -> PathBuf {
        if path.as_str().is_empty() { self.root.clone() } else { self.root.join(path.as_str()) }
    }
}

impl Disk {
    /// A link below the site's folder could lead anywhere on this machine. The folder itself may be one, and so may
    /// what a path names above it with `..`.
    fn refuse_links(&self, path: &FilePath) -> Result<(), ReadError> {
        let mut place = self.root.clone();
        for part in path.as_str().split('/') {
            place.push(part);
            if part != ".." && place.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink()) {
                let reason = "it is, or is inside, a symbolic link, which is not followed".into();
                return Err(ReadError { path: path.clone(), reason, missing: false });
            }
        }
        Ok(())
    }
}

impl World for Disk {
    fn files(&self, folder: &FilePath) -> Result<Vec<FilePath>, ReadError> {
        let start = self.locate(folder);
        if !start.is_dir() {
            return Ok(Vec::new());
        }
        self.refuse_links(folder)?;
        let mut files = Vec::new();
        for entry in
            WalkDir::new(&start).into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden_folder(entry))
        {
            let entry = entry.map_err(|error| failed(folder, &error.into()))?;
            if entry.file_type().is_file() {
                files.push(relative_path(&start, folder, entry.path())?);
            }
        }
        files.sort();
        Ok(files)
    }

    fn read_at_most(&self, most: u64, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        self.refuse_links(path)?;
        let failed = |error: io::Error| failed(path, &error);
        let file = open(&self.locate(path)).map_err(failed)?;
        let metadata = file.metadata().map_err(failed)?;
        if !metadata.is_file() {
            return Err(ReadError { path: path.clone(), reason: "it is not a plain file".into(), missing: false });
        }
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(most)).unwrap_or_default());
        // The file may grow while it is read.
        file.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > most { Err(ReadError::too_large(path, most)) } else { Ok(bytes) }
    }

    fn has_file(&self, path: &FilePath) -> bool {
        let is_file = |metadata: Metadata| metadata.is_file() && metadata.len() <= LARGEST_FILE;
        self.refuse_links(path).is_ok() && self.locate(path).symlink_metadata().is_ok_and(is_file)
    }

    fn top_of_work_tree(&self) -> Option<FilePath> {
        let site = self.root.canonicalize().ok()?;
        let shared = repository::discover(&site).ok()?;
        let top = shared.work_dir()?.canonicalize().ok()?;
        let depth = site.strip_prefix(top).ok()?.components().count();
        Some(FilePath::new(&"../".repeat(depth)))
    }

    fn repository(&self, location: &str) -> Result<Box<dyn Revisions>, RevisionError> {
        Ok(Box::new(GitRevisions::open(&self.root, location)?))
    }

    fn repository_around(&self, folder: &FilePath) -> Result<Box<dyn Revisions>, RevisionError> {
        Ok(Box::new(GitRevisions::around(&self.root, folder)?))
    }
}

/// Opens a file without waiting for whoever writes to it, should it be a pipe.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY).bits();
    OpenOptions::new().read(true).custom_flags(flags.cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

fn is_hidden_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && entry.file_name().to_str().is_some_and(|name| name.starts_with('.'))
}

fn relative_path(start: &Path, folder: &FilePath, path: &Path) -> Result<FilePath, ReadError> {
    let relative = path.strip_prefix(start).expect("a walk stays below its start");
    match relative.to_str() {
        Some(relative) => Ok(folder.join(relative)),
        None => Err(ReadError {
            path: folder.join(&relative.to_string_lossy()),
            reason: "its name is not UTF-8; rename the file".into(),
            missing: false,
        }),
    }
}

fn failed(path: &FilePath, error: &io::Error) -> ReadError {
    ReadError { path: path.clone(), reason: error.to_string(), missing: error.kind() == io::ErrorKind::NotFound }
}
