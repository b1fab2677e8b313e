//! One file, replaced in one step.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::PublishError;

/// Puts `bytes` into the file at `path`, which is at every moment the old one or the new one, whole. Answers whether
/// that changed anything.
///
/// # Errors
/// [`PublishError`] where the file cannot be written; it is then as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<bool, PublishError> {
    #[expect(clippy::disallowed_methods, reason = "what is to be replaced is compared, not read as a source")]
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    let refused = |error: io::Error| PublishError::refused("write", path, &error);
    let (beside, file) = make_beside(path).map_err(refused)?;
    let done = fill(file, bytes, path).and_then(|()| rename(&beside, path));
    done.map(|()| true).map_err(|error| {
        remove(&beside);
        refused(error)
    })
}

/// A new file in the same folder, so that it can take the other's place in one step.
fn make_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 0;
    loop {
        let mut name = OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{}-{number}.new", std::process::id()));
        let beside = path.with_file_name(name);
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => number += 1,
            Err(error) => return Err(error),
        }
    }
}

fn fill(mut file: File, bytes: &[u8], old: &Path) -> io::Result<()> {
    file.write_all(bytes)?;
    if let Ok(metadata) = old.metadata() {
        file.set_permissions(metadata.permissions())?;
    }
    file.sync_all()
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    fs::rename(from, to)
}

fn remove(path: &Path) {
    // What cannot be removed is told by its name.
    #[expect(clippy::disallowed_methods, reason = "it was made here a moment ago")]
    let _ = fs::remove_file(path);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        #[expect(clippy::disallowed_methods, reason = "the test looks at what is on disk")]
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("說明.lock");
        assert_eq!(replace_file(&path, b"een"), Ok(true));
        assert_eq!(replace_file(&path, b"twee"), Ok(true));
        assert_eq!(replace_file(&path, b"twee"), Ok(false));
        assert_eq!(names(folder.path()), ["說明.lock"]);
    }

    #[test]
    fn a_file_that_cannot_be_written_is_an_error_with_its_path() {
        let folder = tempfile::tempdir().unwrap();
        let error = replace_file(&folder.path().join("weg/a.lock"), b"").unwrap_err();
        assert!(error.message.contains("a.lock"), "{error}");
        assert_eq!(names(folder.path()), [""; 0]);
    }
}
