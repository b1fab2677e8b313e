//! One file, replaced in one step.
//!
//! The crate tempfile is not used: it makes, renames and removes by path, so that a link put on the path meanwhile would be
//! followed, and its names can be guessed. What is done here stays in one opened folder.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Permissions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::opened_folder::{Kind, OpenedFolder};
use super::{PublishError, contributed, unguessable};

/// Puts `bytes` into the file at `path`, which is at every moment the old one or the new one, whole. Answers whether
/// that changed anything.
///
/// A link is not replaced, nor followed on the way where a pull request to the site in the folder `site` can have
/// brought it.
///
/// # Errors
/// [`PublishError`] where the file cannot be written, or is no file; it is then as it was.
pub fn replace_file(site: &Path, path: &Path, bytes: &[u8]) -> Result<bool, PublishError> {
    let refused = |error: io::Error| PublishError::refused("write", path, &error);
    let Some(name) = path.file_name() else {
        return Err(refused(io::ErrorKind::IsADirectory.into()));
    };
    contributed::refuse_links(path, &[PathBuf::from(site)])?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = OpenedFolder::open(parent).map_err(refused)?;
    let permissions = match old_file(&folder, name).map_err(refused)? {
        // Left alone, so that its time does not change and no build tool takes it for new.
        Some(old) if holds(&old, bytes) => return Ok(false),
        Some(old) => Some(old.metadata().map_err(refused)?.permissions()),
        None => None,
    };
    replace(&folder, name, permissions, bytes).map(|()| true).map_err(refused)
}

/// The file that is to be replaced, where there is one.
fn old_file(folder: &OpenedFolder, name: &OsStr) -> io::Result<Option<File>> {
    match folder.kind(name)? {
        None => Ok(None),
        Some(Kind::File) => folder.file(name).map(Some),
        Some(Kind::Folder | Kind::Other) => Err(io::Error::other("it is not a file, but a folder, a link or a device")),
    }
}

fn holds(mut file: &File, bytes: &[u8]) -> bool {
    let mut held = Vec::new();
    // A file of another length differs, whatever is in it, and is not read.
    let has_length = file.metadata().is_ok_and(|metadata| metadata.len() == bytes.len() as u64);
    has_length && file.read_to_end(&mut held).is_ok() && held == bytes
}

/// Writes a new file in the same folder, which takes the other's place in one step.
fn replace(folder: &OpenedFolder, name: &OsStr, permissions: Option<Permissions>, bytes: &[u8]) -> io::Result<()> {
    let beside = OsString::from(format!(".hexapla-{}.new", unguessable::name()?));
    let file = folder.create_file(Path::new(&beside))?;
    fill(file, bytes, permissions).and_then(|()| folder.rename(&beside, folder, name)).inspect_err(|_| {
        // What cannot be removed shows by its name what it is.
        let _ = folder.remove_file(&beside);
    })
}

fn fill(mut file: File, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    // Before the rename: after a power failure the name must not lead to an empty file.
    file.sync_all()
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests make and look at real files")]
mod tests {
    use std::fs;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("說明.lock");
        assert_eq!(replace_file(folder.path(), &path, b"een"), Ok(true));
        assert_eq!(replace_file(folder.path(), &path, b"twee"), Ok(true));
        assert_eq!(replace_file(folder.path(), &path, b"twee"), Ok(false));
        assert_eq!(names(folder.path()), ["說明.lock"]);
    }

    #[test]
    fn a_file_that_cannot_be_written_is_an_error_with_its_path() {
        let folder = tempfile::tempdir().unwrap();
        let error = replace_file(folder.path(), &folder.path().join("weg/a.lock"), b"").unwrap_err();
        assert!(error.message.contains("a.lock"), "{error}");
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    #[cfg(unix)]
    fn a_link_or_a_pipe_in_place_of_the_file_is_refused_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let [kept, lock] = [elsewhere.path().join("bewaard"), folder.path().join("說明.lock")];
        fs::write(&kept, "van een ander").unwrap();
        std::os::unix::fs::symlink(&kept, &lock).unwrap();
        let error = replace_file(folder.path(), &lock, b"x").unwrap_err();
        assert!(error.message.contains("is a symbolic link"), "{error}");
        // Outside of the site's folder the link is the user's own, but would be gone.
        let error = replace_file(elsewhere.path(), &lock, b"x").unwrap_err();
        assert!(error.message.ends_with("it is not a file, but a folder, a link or a device"), "{error}");
        fs::remove_file(&lock).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, &lock, rustix::fs::Mode::RUSR).unwrap();
        assert!(replace_file(folder.path(), &lock, b"x").is_err());
        assert_eq!(
            (names(folder.path()), fs::read_to_string(&kept).unwrap()),
            (vec!["說明.lock".into()], "van een ander".into())
        );
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_behind_a_link_is_written_to_only_where_the_link_is_the_users_own() {
        let (site, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(elsewhere.path(), site.path().join("rapport")).unwrap();
        assert!(replace_file(site.path(), &site.path().join("rapport/報告.json"), b"x").is_err());
        assert_eq!(names(elsewhere.path()), [""; 0]);
        let other = tempfile::tempdir().unwrap();
        assert_eq!(replace_file(other.path(), &site.path().join("rapport/報告.json"), b"x"), Ok(true));
        assert_eq!(names(elsewhere.path()), ["報告.json"]);
    }

    #[test]
    #[cfg(unix)]
    fn the_permissions_of_the_file_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("說明.lock");
        fs::write(&path, "oud").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace_file(folder.path(), &path, b"nieuw").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
