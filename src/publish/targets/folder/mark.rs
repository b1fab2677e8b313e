//! The mark of a work folder: whether its run lives, and whether it is one of ours at all.
//!
//! A run makes its work folder, makes the mark in it, locks the mark, and only then writes into it. Whoever cleans up
//! locks the mark before it removes it. So there is no moment at which a folder of a run that lives can be taken for
//! that of a dead one, and nothing has to be waited for:
//!
//! - A mark that is locked is that of a run that lives.
//! - A mark that is empty is that of a run that died before it wrote anything else, or of one that is just about to
//!   lock it. The latter finds the lock taken or its mark gone, and begins anew under another name.
//! - A mark that is written is that of a dead run, if it is true.
//!
//! Others can make a folder that looks like ours: by a commit, or with an archive. The mark therefore says which
//! numbers the file system has given to the folder and to the mark. Nobody who only brings files can choose them, so a
//! folder that was brought here says what is not so. They can be guessed on a machine that is made anew for each run,
//! so no folder counts that Git tracks, whatever its mark says ([`super::dead_runs`] sees to that). And even then
//! nothing is removed but what is in the folder itself.

use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};

use crate::publish::opened_folder::{Kind, OpenedFolder};

/// The name of the mark.
pub(super) const NAME: &str = ".hexapla-run";

/// More than a mark of ours has, in bytes: it holds a few numbers.
const LONGEST: u64 = 1024;

/// Whose a folder is, by its mark.
pub(super) enum Owner {
    /// Nobody's that we know: there is no mark.
    Nobody,
    /// A run that lives, or one of which that cannot be known.
    Living,
    /// A run that died before it wrote its mark. The file holds the lock.
    Unstarted(File),
    /// A run of ours that died. The file holds the lock.
    Dead(File),
    /// Somebody who made it look like one of ours.
    Stranger,
}

/// Makes the mark in a new work folder and locks it, for as long as the file is kept; `None` where another run has
/// taken the folder for a dead one.
pub(super) fn make(folder: &OpenedFolder) -> io::Result<Option<File>> {
    let mut mark = match folder.create_file(NAME.as_ref()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        mark => mark?,
    };
    // Where a file system has no locks, other runs take this one to be alive.
    if matches!(mark.try_lock(), Err(TryLockError::WouldBlock)) || OpenedFolder::is_removed(&mark)? {
        return Ok(None);
    }
    mark.write_all(text(folder, &mark)?.as_bytes())?;
    Ok(Some(mark))
}

/// Whose `folder` is.
pub(super) fn owner(folder: &OpenedFolder) -> io::Result<Owner> {
    match folder.kind(OsStr::new(NAME))? {
        None => return Ok(Owner::Nobody),
        Some(Kind::File) => {}
        Some(_) => return Ok(Owner::Stranger),
    }
    let mut mark = folder.file(NAME.as_ref())?;
    // Any error counts as a run that lives: a folder is removed only where it is known to be dead.
    if mark.try_lock().is_err() {
        return Ok(Owner::Living);
    }
    if OpenedFolder::is_removed(&mark)? {
        return Ok(Owner::Nobody);
    }
    let mut written = Vec::new();
    (&mut mark).take(LONGEST).read_to_end(&mut written)?;
    let text = text(folder, &mark)?;
    Ok(match text.as_bytes().strip_prefix(&*written) {
        Some(b"") => Owner::Dead(mark),
        Some(_) => Owner::Unstarted(mark),
        None => Owner::Stranger,
    })
}

/// What the mark says.
fn text(folder: &OpenedFolder, mark: &File) -> io::Result<String> {
    let (folder, mark) = (folder.identity()?, OpenedFolder::identity_of(mark)?);
    Ok(format!(
        "A run of Hexapla works here; the next one removes what a dead one left. Version 2\nfolder {folder} mark {mark}\n"
    ))
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests make and look at real files")]
mod tests {
    use std::fs;

    use super::*;

    fn room() -> (tempfile::TempDir, OpenedFolder) {
        let room = tempfile::tempdir().unwrap();
        let folder = OpenedFolder::open(room.path()).unwrap();
        (room, folder)
    }

    #[test]
    fn a_run_lives_while_its_mark_is_held_and_is_dead_after() {
        let (_room, folder) = room();
        assert!(matches!(owner(&folder).unwrap(), Owner::Nobody));
        let mark = make(&folder).unwrap();
        assert!(mark.is_some() && matches!(owner(&folder).unwrap(), Owner::Living));
        drop(mark);
        assert!(matches!(owner(&folder).unwrap(), Owner::Dead(_)));
    }

    #[test]
    fn a_mark_that_was_copied_is_a_strangers() {
        let ((room, folder), (other_room, other)) = (room(), room());
        make(&folder).unwrap();
        let text = fs::read(room.path().join(NAME)).unwrap();
        fs::write(other_room.path().join(NAME), text).unwrap();
        assert!(matches!(owner(&other).unwrap(), Owner::Stranger));
    }

    #[test]
    fn a_mark_that_is_empty_or_half_written_is_that_of_a_run_that_did_not_start() {
        for length in [0, 40] {
            let (room, folder) = room();
            make(&folder).unwrap();
            let file = File::options().write(true).open(room.path().join(NAME)).unwrap();
            file.set_len(length).unwrap();
            assert!(matches!(owner(&folder).unwrap(), Owner::Unstarted(_)), "{length}");
        }
    }

    #[test]
    fn a_run_whose_folder_is_being_cleaned_up_begins_anew() {
        let (room, folder) = room();
        fs::create_dir(room.path().join("map")).unwrap();
        let inner = folder.folder("map".as_ref()).unwrap();
        fs::remove_dir(room.path().join("map")).unwrap();
        assert!(make(&inner).unwrap().is_none());
    }

    #[test]
    #[cfg(unix)]
    fn a_mark_that_is_a_link_a_pipe_or_a_folder_is_a_strangers() {
        let (room, folder) = room();
        let mark = room.path().join(NAME);
        fs::create_dir(&mark).unwrap();
        assert!(matches!(owner(&folder).unwrap(), Owner::Stranger));
        fs::remove_dir(&mark).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &mark).unwrap();
        assert!(matches!(owner(&folder).unwrap(), Owner::Stranger));
        fs::remove_file(&mark).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, &mark, rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR).unwrap();
        assert!(matches!(owner(&folder).unwrap(), Owner::Stranger));
    }
}
