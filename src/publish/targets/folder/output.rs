//! The place of an output: a name in a folder that is held open.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::publish::PublishError;
use crate::publish::opened_folder::{Kind, OpenedFolder, make_folders};

/// Where a site is published. Dropping it removes the folders that were made above it and are still empty.
pub(super) struct Output {
    /// The absolute path, for people.
    pub(super) place: PathBuf,
    /// The folder that the output is in, which work folders are in as well.
    pub(super) parent: OpenedFolder,
    /// The name of the output there.
    pub(super) name: OsString,
    /// Folders above the output that were made for it, lowest first.
    made: Vec<PathBuf>,
}

impl Output {
    /// The output at `place`, which is absolute and without links. The folders above it are made where they are absent.
    pub(super) fn open(place: &Path) -> Result<Output, PublishError> {
        let (parent, name) = (parent(place), place.file_name().expect("an output that can be replaced has a name"));
        let made: Vec<PathBuf> =
            parent.ancestors().take_while(|ancestor| !ancestor.exists()).map(Path::to_path_buf).collect();
        if !made.is_empty() {
            make_folders(parent).map_err(|error| unwritable(place, &error))?;
        }
        let opened = OpenedFolder::open(parent).map_err(|error| PublishError::refused("publish to", place, &error))?;
        Ok(Output { place: place.to_path_buf(), parent: opened, name: name.to_os_string(), made })
    }

    /// What is in the place; `None` where nothing is.
    pub(super) fn kind(&self) -> io::Result<Option<Kind>> {
        self.parent.kind(&self.name)
    }

    /// The folder in the place.
    pub(super) fn folder(&self) -> io::Result<OpenedFolder> {
        self.parent.folder(&self.name)
    }

    /// Where the entry `name` beside the output is, for people.
    pub(super) fn beside(&self, name: &OsStr) -> PathBuf {
        self.place.with_file_name(name)
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // Lowest first, and only empty ones go: after a success the output is in the lowest.
        for folder in &self.made {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// That nothing can be written beside `place`.
pub(super) fn unwritable(place: &Path, error: &io::Error) -> PublishError {
    let help = format!("`{}` is written beside its place first; publish to another folder", place.display());
    PublishError::refused("write in", parent(place), error).help(help)
}

fn parent(place: &Path) -> &Path {
    place.parent().expect("an absolute path with a name has a parent")
}
