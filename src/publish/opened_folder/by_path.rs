//! A folder known by its path, where a system has no handles for folders that the standard library knows.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::{Kind, make_folders_above, not_a_regular_file};

/// A folder whose entries are looked at before anything is done to them.
#[derive(Debug)]
pub(crate) struct OpenedFolder {
    path: PathBuf,
}

impl OpenedFolder {
    /// Opens the folder at `path`; links on it are followed.
    pub(crate) fn open(path: &Path) -> io::Result<OpenedFolder> {
        let path = path.canonicalize()?;
        if path.metadata()?.is_dir() { Ok(OpenedFolder { path }) } else { Err(io::ErrorKind::NotADirectory.into()) }
    }

    /// Opens the folder `name` in this one, which must not be a link.
    pub(crate) fn folder(&self, name: &OsStr) -> io::Result<OpenedFolder> {
        match self.kind(name)? {
            Some(Kind::Folder) => Ok(OpenedFolder { path: self.path.join(name) }),
            Some(_) => Err(io::ErrorKind::NotADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Opens the regular file `name` to read and to lock it.
    pub(crate) fn file(&self, name: &OsStr) -> io::Result<File> {
        if self.kind(name)? != Some(Kind::File) {
            return Err(not_a_regular_file());
        }
        let path = self.path.join(name);
        OpenOptions::new().read(true).write(true).open(&path).or_else(|_| File::open(&path))
    }

    /// Makes a file at the relative `path`, with the folders above it, where there is none yet.
    pub(crate) fn create_file(&self, path: &Path) -> io::Result<File> {
        let place = self.path.join(path);
        match File::create_new(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                make_folders_above(path, |folder| self.make_folder(folder))?;
                File::create_new(&place)
            }
            file => file,
        }
    }

    /// Makes the folder `name`.
    pub(crate) fn make_folder(&self, name: &OsStr) -> io::Result<()> {
        fs::create_dir(self.path.join(name))
    }

    /// Makes the folder `name`; who can look into it is decided by the folder above.
    pub(crate) fn make_private_folder(&self, name: &OsStr) -> io::Result<()> {
        self.make_folder(name)
    }

    /// What the entry `name` is; `None` where there is none.
    pub(crate) fn kind(&self, name: &OsStr) -> io::Result<Option<Kind>> {
        match self.path.join(name).symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
            Ok(metadata) => Ok(Some(kind_of(metadata.file_type()))),
        }
    }

    /// Everything in the folder, in no order.
    pub(crate) fn entries(&self) -> io::Result<Vec<(OsString, Kind)>> {
        #[expect(clippy::disallowed_methods, reason = "the output is looked at, not read as a source")]
        let entries = fs::read_dir(&self.path)?;
        entries.map(|entry| entry.and_then(|entry| Ok((entry.file_name(), kind_of(entry.file_type()?))))).collect()
    }

    /// Removes the entry `name`, which is no folder.
    pub(crate) fn remove_file(&self, name: &OsStr) -> io::Result<()> {
        #[expect(clippy::disallowed_methods, reason = "this is the door")]
        fs::remove_file(self.path.join(name))
    }

    /// Removes the empty folder `name`.
    pub(crate) fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        fs::remove_dir(self.path.join(name))
    }

    /// Moves the entry `name` to `to_name` in the folder `to`.
    pub(crate) fn rename(&self, name: &OsStr, to: &OpenedFolder, to_name: &OsStr) -> io::Result<()> {
        #[expect(clippy::disallowed_methods, reason = "this is the door")]
        fs::rename(self.path.join(name), to.path.join(to_name))
    }

    /// Exchanges two entries in one step; the standard library cannot.
    pub(crate) fn exchange(&self, _name: &OsStr, _other: &OpenedFolder, _other_name: &OsStr) -> bool {
        false
    }

    /// Whether both folders are on one file system: elsewhere one is mounted by a link, which is not a folder here.
    pub(crate) fn is_on_device_of(&self, _other: &OpenedFolder) -> io::Result<bool> {
        Ok(true)
    }

    /// When the folder was made, in nanoseconds, which whoever writes files does not choose.
    pub(crate) fn identity(&self) -> io::Result<u128> {
        created(&self.path.symlink_metadata()?)
    }

    /// When a file was made, in nanoseconds.
    pub(crate) fn identity_of(file: &File) -> io::Result<u128> {
        created(&file.metadata()?)
    }

    /// Whether the file was removed since it was opened, which cannot be asked here.
    pub(crate) fn is_removed(_file: &File) -> io::Result<bool> {
        Ok(false)
    }
}

fn created(metadata: &fs::Metadata) -> io::Result<u128> {
    metadata.created()?.duration_since(UNIX_EPOCH).map(|age| age.as_nanos()).map_err(io::Error::other)
}

fn kind_of(kind: fs::FileType) -> Kind {
    if kind.is_dir() {
        Kind::Folder
    } else if kind.is_file() {
        Kind::File
    } else {
        Kind::Other
    }
}
