//! A folder held open by a handle, as Unix has them.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::{Kind, make_folders_above, not_a_regular_file};

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

/// All that the umask of the user lets through.
const FILE_MODE: Mode = Mode::from_raw_mode(0o666);
const FOLDER_MODE: Mode = Mode::from_raw_mode(0o777);

/// A folder that stays the same one, whatever happens to its path.
#[derive(Debug)]
pub(crate) struct OpenedFolder {
    handle: OwnedFd,
}

impl OpenedFolder {
    /// Opens the folder at `path`; links on it are followed.
    pub(crate) fn open(path: &Path) -> io::Result<OpenedFolder> {
        Ok(OpenedFolder { handle: rustix::fs::openat(CWD, path, FOLDER, Mode::empty())? })
    }

    /// Opens the folder `name` in this one, which must not be a link.
    pub(crate) fn folder(&self, name: &OsStr) -> io::Result<OpenedFolder> {
        let handle = rustix::fs::openat(&self.handle, name, FOLDER | OFlags::NOFOLLOW, Mode::empty())?;
        Ok(OpenedFolder { handle })
    }

    /// Opens the regular file `name` to read and to lock it. A pipe is not waited for, a device not touched.
    pub(crate) fn file(&self, name: &OsStr) -> io::Result<File> {
        if self.kind(name)? != Some(Kind::File) {
            return Err(not_a_regular_file());
        }
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        // A lock of a network file system needs a file that can be written to; other files can at least be read.
        let handle = rustix::fs::openat(&self.handle, name, flags | OFlags::RDWR, Mode::empty())
            .or_else(|_| rustix::fs::openat(&self.handle, name, flags | OFlags::RDONLY, Mode::empty()))?;
        let file = File::from(handle);
        if file.metadata()?.is_file() { Ok(file) } else { Err(not_a_regular_file()) }
    }

    /// Makes a file at the relative `path`, with the folders above it, where there is none yet.
    ///
    /// Only its last name is kept from being a link: the folders on the way are this run's own.
    pub(crate) fn create_file(&self, path: &Path) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let create = || rustix::fs::openat(&self.handle, path, flags, FILE_MODE);
        let handle = match create() {
            Err(Errno::NOENT) => {
                make_folders_above(path, |folder| self.make_folder(folder))?;
                create()?
            }
            handle => handle?,
        };
        Ok(File::from(handle))
    }

    /// Makes the folder `name`.
    pub(crate) fn make_folder(&self, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::mkdirat(&self.handle, name, FOLDER_MODE)?)
    }

    /// Makes the folder `name`, which only the user can look into.
    pub(crate) fn make_private_folder(&self, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::mkdirat(&self.handle, name, Mode::RWXU)?)
    }

    /// What the entry `name` is; `None` where there is none.
    pub(crate) fn kind(&self, name: &OsStr) -> io::Result<Option<Kind>> {
        match rustix::fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error.into()),
            Ok(status) => Ok(Some(kind_of(FileType::from_raw_mode(status.st_mode)))),
        }
    }

    /// Everything in the folder, in no order.
    pub(crate) fn entries(&self) -> io::Result<Vec<(OsString, Kind)>> {
        let mut entries = Vec::new();
        for entry in Dir::read_from(&self.handle)? {
            let entry = entry?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            if name == "." || name == ".." {
                continue;
            }
            let kind = match entry.file_type() {
                // Some file systems leave the kind out of the list.
                FileType::Unknown => self.kind(name)?.unwrap_or(Kind::Other),
                known => kind_of(known),
            };
            entries.push((name.to_owned(), kind));
        }
        Ok(entries)
    }

    /// Removes the entry `name`, which is no folder.
    pub(crate) fn remove_file(&self, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.handle, name, AtFlags::empty())?)
    }

    /// Removes the empty folder `name`.
    pub(crate) fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.handle, name, AtFlags::REMOVEDIR)?)
    }

    /// Moves the entry `name` to `to_name` in the folder `to`.
    pub(crate) fn rename(&self, name: &OsStr, to: &OpenedFolder, to_name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.handle, name, &to.handle, to_name)?)
    }

    /// Exchanges two entries in one step; answers whether that was done.
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    pub(crate) fn exchange(&self, name: &OsStr, other: &OpenedFolder, other_name: &OsStr) -> bool {
        use rustix::fs::{RenameFlags, renameat_with};
        renameat_with(&self.handle, name, &other.handle, other_name, RenameFlags::EXCHANGE).is_ok()
    }

    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    pub(crate) fn exchange(&self, _name: &OsStr, _other: &OpenedFolder, _other_name: &OsStr) -> bool {
        false
    }

    /// Whether both folders are on one file system.
    pub(crate) fn is_on_device_of(&self, other: &OpenedFolder) -> io::Result<bool> {
        Ok(rustix::fs::fstat(&self.handle)?.st_dev == rustix::fs::fstat(&other.handle)?.st_dev)
    }

    /// The number of the folder on its file system, which whoever writes files cannot choose.
    pub(crate) fn identity(&self) -> io::Result<u128> {
        Ok(u128::from(rustix::fs::fstat(&self.handle)?.st_ino))
    }

    /// The number of a file on its file system.
    pub(crate) fn identity_of(file: &File) -> io::Result<u128> {
        Ok(u128::from(file.metadata()?.ino()))
    }

    /// Whether the file was removed since it was opened.
    pub(crate) fn is_removed(file: &File) -> io::Result<bool> {
        Ok(file.metadata()?.nlink() == 0)
    }
}

fn kind_of(kind: FileType) -> Kind {
    match kind {
        FileType::RegularFile => Kind::File,
        FileType::Directory => Kind::Folder,
        _ => Kind::Other,
    }
}
