//! A folder that is held open, and what can be done to the entries in it.
//!
//! A path is read anew each time it is used, and a link anywhere on it leads elsewhere. So whatever removes, moves or
//! writes works in an opened folder, on one name at a time: no name is followed where it is a link, and nothing is
//! removed on another file system. Where a system has no handles for folders (`by_path`), each step looks before it
//! acts, which is enough against links that lie there already: pull requests bring files, not running programs.

#[cfg(unix)]
mod by_handle;
#[cfg(any(not(unix), test))]
#[cfg_attr(unix, allow(dead_code, reason = "on Unix only its tests use it"))]
mod by_path;

use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::path::Path;

#[cfg(unix)]
pub(super) use by_handle::OpenedFolder;
#[cfg(not(unix))]
pub(super) use by_path::OpenedFolder;

/// What an entry of a folder is, a link not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A link, a pipe, a device: nothing that we write or read.
    Other,
}

impl OpenedFolder {
    /// Removes the entry `name` with all that is in it; an absent one is removed already.
    ///
    /// The system's error; and [`io::ErrorKind::CrossesDevices`] where another file system is mounted below.
    pub(super) fn remove_tree(&self, name: &OsStr) -> io::Result<()> {
        match self.kind(name)? {
            None => Ok(()),
            Some(Kind::Folder) => {
                let folder = self.folder_on_same_device(name)?;
                for (inner, _) in folder.entries()? {
                    folder.remove_tree(&inner)?;
                }
                self.remove_folder(name)
            }
            Some(_) => self.remove_file(name),
        }
    }

    /// The folder `name`, unless another file system is mounted there.
    pub(super) fn folder_on_same_device(&self, name: &OsStr) -> io::Result<OpenedFolder> {
        let folder = self.folder(name)?;
        if folder.is_on_device_of(self)? { Ok(folder) } else { Err(io::ErrorKind::CrossesDevices.into()) }
    }

    /// The folder `name`, which is made where it is absent.
    pub(super) fn folder_or_new(&self, name: &OsStr) -> io::Result<OpenedFolder> {
        match self.make_folder(name) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => self.folder(name),
        }
    }

    /// The bytes of the regular file `name`.
    ///
    /// The system's error; and [`io::ErrorKind::FileTooLarge`] where there are more than `most` bytes.
    pub(super) fn read(&self, name: &OsStr, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file(name)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    /// The names in the folder.
    pub(super) fn names(&self) -> io::Result<Vec<OsString>> {
        Ok(self.entries()?.into_iter().map(|(name, _)| name).collect())
    }
}

/// Makes those of the folders above the relative `path` that are absent. The folder that it is relative to is not made
/// anew where it is gone.
fn make_folders_above(path: &Path, make: impl Fn(&OsStr) -> io::Result<()>) -> io::Result<()> {
    let mut above: Vec<&Path> = path.ancestors().skip(1).filter(|path| !path.as_os_str().is_empty()).collect();
    above.reverse();
    for folder in above {
        match make(folder.as_os_str()) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Makes the folder at `path` and those above it, where they are absent; links on it are followed.
pub(crate) fn make_folders(path: &Path) -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    std::fs::create_dir_all(path)
}

fn not_a_regular_file() -> io::Error {
    io::Error::other("it is not a regular file")
}

#[cfg(test)]
#[cfg(unix)]
#[allow(clippy::disallowed_methods, reason = "tests make and look at real files")]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    /// A pipe, which whoever reads it without care waits for.
    fn make_pipe(path: &Path) {
        rustix::fs::mkfifoat(rustix::fs::CWD, path, rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR).unwrap();
    }

    /// The same sentences about both ways to hold a folder.
    macro_rules! sentences {
        ($module:ident, $folder:ty) => {
            mod $module {
                use super::*;

                #[test]
                fn an_entry_is_what_it_is_and_not_what_it_leads_to() {
                    let room = tempfile::tempdir().unwrap();
                    fs::write(room.path().join("檔案"), "x").unwrap();
                    fs::create_dir(room.path().join("map")).unwrap();
                    symlink("map", room.path().join("koppeling")).unwrap();
                    make_pipe(&room.path().join("pijp"));
                    let folder = <$folder>::open(room.path()).unwrap();
                    let kinds = [
                        ("map", Kind::Folder),
                        ("檔案", Kind::File),
                        ("koppeling", Kind::Other),
                        ("pijp", Kind::Other),
                    ];
                    for (name, kind) in kinds {
                        assert_eq!(folder.kind(name.as_ref()).unwrap(), Some(kind), "{name}");
                        assert!(folder.entries().unwrap().contains(&(name.into(), kind)), "{name}");
                    }
                    assert_eq!(folder.kind("weg".as_ref()).unwrap(), None);
                }

                #[test]
                fn a_link_is_neither_opened_as_a_folder_nor_read_nor_written_through() {
                    let room = tempfile::tempdir().unwrap();
                    fs::create_dir(room.path().join("elders")).unwrap();
                    fs::write(room.path().join("elders/geheim"), "秘密").unwrap();
                    symlink("elders", room.path().join("map")).unwrap();
                    symlink("elders/geheim", room.path().join("bestand")).unwrap();
                    symlink("elders/nieuw", room.path().join("leeg")).unwrap();
                    let folder = <$folder>::open(room.path()).unwrap();
                    assert!(folder.folder("map".as_ref()).is_err());
                    assert!(folder.file("bestand".as_ref()).is_err());
                    assert!(folder.create_file("leeg".as_ref()).is_err());
                    assert!(!room.path().join("elders/nieuw").exists());
                }

                #[test]
                fn a_pipe_is_not_waited_for() {
                    let room = tempfile::tempdir().unwrap();
                    make_pipe(&room.path().join("pijp"));
                    let folder = <$folder>::open(room.path()).unwrap();
                    assert!(folder.file("pijp".as_ref()).is_err());
                }

                #[test]
                fn a_file_is_created_once_with_the_folders_above_it() {
                    let room = tempfile::tempdir().unwrap();
                    let folder = <$folder>::open(room.path()).unwrap();
                    folder.create_file("zh-tw/說明/index.html".as_ref()).unwrap();
                    let again = folder.create_file("zh-tw/說明/index.html".as_ref()).unwrap_err();
                    assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
                    assert!(room.path().join("zh-tw/說明/index.html").exists());
                }

                #[test]
                fn a_folder_that_is_gone_is_not_made_anew() {
                    let room = tempfile::tempdir().unwrap();
                    let place = room.path().join("map");
                    fs::create_dir(&place).unwrap();
                    let folder = <$folder>::open(&place).unwrap();
                    fs::remove_dir(&place).unwrap();
                    assert!(folder.create_file("檔案".as_ref()).is_err());
                    assert!(!place.exists());
                }

                #[test]
                fn an_entry_is_moved_from_folder_to_folder() {
                    let room = tempfile::tempdir().unwrap();
                    let folder = <$folder>::open(room.path()).unwrap();
                    folder.make_folder("oud".as_ref()).unwrap();
                    folder.create_file("bestand".as_ref()).unwrap();
                    let old = folder.folder("oud".as_ref()).unwrap();
                    folder.rename("bestand".as_ref(), &old, "檔案".as_ref()).unwrap();
                    assert!(room.path().join("oud/檔案").exists() && !room.path().join("bestand").exists());
                }
            }
        };
    }

    sentences!(through_handles, super::super::by_handle::OpenedFolder);
    sentences!(through_paths, super::super::by_path::OpenedFolder);

    #[test]
    fn a_tree_is_removed_and_what_its_links_lead_to_stays() {
        let room = tempfile::tempdir().unwrap();
        let tree = room.path().join("boom");
        fs::create_dir_all(tree.join("diep/er")).unwrap();
        fs::write(tree.join("diep/er/a.html"), "a").unwrap();
        fs::create_dir(room.path().join("elders")).unwrap();
        fs::write(room.path().join("elders/blijft"), "x").unwrap();
        symlink(room.path().join("elders"), tree.join("diep/koppeling")).unwrap();
        make_pipe(&tree.join("pijp"));
        let folder = OpenedFolder::open(room.path()).unwrap();
        folder.remove_tree("boom".as_ref()).unwrap();
        folder.remove_tree("boom".as_ref()).unwrap();
        assert_eq!(folder.names().unwrap(), ["elders"]);
        assert!(room.path().join("elders/blijft").exists());
    }

    #[test]
    fn a_link_that_is_removed_takes_nothing_along() {
        let room = tempfile::tempdir().unwrap();
        fs::create_dir(room.path().join("elders")).unwrap();
        symlink("elders", room.path().join("koppeling")).unwrap();
        OpenedFolder::open(room.path()).unwrap().remove_tree("koppeling".as_ref()).unwrap();
        assert!(room.path().join("elders").exists());
    }

    #[test]
    fn no_more_is_read_than_was_allowed() {
        let room = tempfile::tempdir().unwrap();
        fs::write(room.path().join("lijst"), "12345").unwrap();
        let folder = OpenedFolder::open(room.path()).unwrap();
        assert_eq!(folder.read("lijst".as_ref(), 5).unwrap(), b"12345");
        assert_eq!(folder.read("lijst".as_ref(), 4).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}
