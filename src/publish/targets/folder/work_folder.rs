//! The folder beside the output in which a site comes to be, and in which the old one is taken down.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::site_folder;
use crate::publish::PublishError;

/// The file that tells a work folder of ours, locked while its run lives.
const RUN: &str = ".hexapla-run";

/// What it says, once it is locked.
const RUN_TEXT: &str = "A run of Hexapla works here; the next one removes what a dead one left.\n";

/// A work folder; dropping it removes what was being written.
pub(super) struct WorkFolder {
    path: PathBuf,
    /// Held for its lock.
    run: Option<File>,
    /// Folders above the output that were made for it, lowest first.
    made: Vec<PathBuf>,
    /// Whether the new site is in its place, so that what is here is the old one.
    swapped: bool,
}

impl WorkFolder {
    /// Makes a work folder beside `place`, and the folders above where they are absent.
    pub(super) fn create(place: &Path) -> Result<WorkFolder, PublishError> {
        let parent = parent(place);
        let refused = |error: io::Error| {
            PublishError::refused("write in", parent, &error)
                .help(format!("`{}` is written beside its place first; publish to another folder", place.display()))
        };
        let made: Vec<PathBuf> =
            parent.ancestors().take_while(|ancestor| !ancestor.exists()).map(Path::to_path_buf).collect();
        make_folders(parent).map_err(refused)?;
        let path = make_unused_folder(place).inspect_err(|_| remove_empty(&made)).map_err(refused)?;
        let mut work = WorkFolder { path, run: None, made, swapped: false };
        work.run = Some(lock_run(&work.path).map_err(refused)?);
        fs::create_dir(work.new_site()).map_err(refused)?;
        Ok(work)
    }

    /// Where the site comes to be.
    pub(super) fn new_site(&self) -> PathBuf {
        self.path.join("new")
    }

    fn old_site(&self) -> PathBuf {
        self.path.join("old")
    }

    /// Puts the new site in its place, and what was there in the place of the old one.
    ///
    /// Where the system can, both happen in one step; where it fails, all is as it was.
    pub(super) fn swap(&mut self, place: &Path) -> io::Result<()> {
        let (new, old) = (self.new_site(), self.old_site());
        if place.symlink_metadata().is_err() {
            rename(&new, place)?;
        } else if exchange(&new, place) {
            // The old site has the name of the new one now; taking down knows either.
            let _ = rename(&new, &old);
        } else {
            replace(&new, place, &old)?;
        }
        self.swapped = true;
        Ok(())
    }

    /// Removes all that is ours; answers the work folder where something else had to stay.
    pub(super) fn take_down(&mut self, place: &Path) -> Option<PathBuf> {
        self.run = None;
        take_down(&self.path, place)
    }
}

impl Drop for WorkFolder {
    /// What cannot be removed here is a dead run, which the next one takes down.
    fn drop(&mut self) {
        if self.swapped {
            return;
        }
        let _ = remove_tree(&self.new_site());
        self.run = None;
        if !self.old_site().exists() {
            let _ = remove_run(&self.path);
        }
        remove_empty(&self.made);
    }
}

/// Takes down the work folders that dead runs left beside `place`; answers those of which something had to stay.
pub(super) fn take_down_dead_runs(place: &Path) -> Result<Vec<PathBuf>, PublishError> {
    let parent = parent(place);
    let prefix = prefix(place);
    #[expect(clippy::disallowed_methods, reason = "the surroundings of the output are looked at, not read as sources")]
    let entries = match fs::read_dir(parent) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(PublishError::refused("read", parent, &error)),
    };
    let mut dead: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(|name| name.starts_with(&prefix)))
        .map(|entry| entry.path())
        .filter(|path| is_dead_run(path))
        .collect();
    dead.sort();
    Ok(dead.iter().filter_map(|path| take_down(path, place)).collect())
}

/// Whether a run of ours was here and is no more. One that has not said so in its file yet may be starting.
fn is_dead_run(path: &Path) -> bool {
    let Ok(mut run) = OpenOptions::new().read(true).write(true).open(path.join(RUN)) else { return false };
    let mut text = String::new();
    run.try_lock().is_ok() && run.read_to_string(&mut text).is_ok() && text == RUN_TEXT
}

/// Removes from a work folder all that is ours, and moves what others put into the old site to the new one.
fn take_down(work: &Path, place: &Path) -> Option<PathBuf> {
    let (new, old) = (work.join("new"), work.join("old"));
    if old.exists() && place.symlink_metadata().is_err() {
        // The run died between the two steps of the swap: this is the only site there is.
        let _ = rename(&old, place);
    }
    let sites = [&new, &old].into_iter().filter(|site| site.exists());
    let gone = sites.map(|site| take_down_site(site, place)).all(|result| result.is_ok());
    let removed = gone && remove_run(work).is_ok();
    (!removed).then(|| work.to_path_buf())
}

fn take_down_site(site: &Path, place: &Path) -> io::Result<()> {
    let Some(manifest) = site_folder::manifest_of(site) else {
        // Without a list it was still being written, and only we write there; or it is empty.
        return if site.ends_with("new") { remove_tree(site) } else { fs::remove_dir(site) };
    };
    for path in site_folder::foreign(site, &manifest)? {
        carry_over(&site.join(&path), &place.join(&path))?;
    }
    site_folder::take_down(site, &manifest)
}

/// Moves what others put into the old site to the same path in the new one, where that is free.
fn carry_over(from: &Path, to: &Path) -> io::Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    make_folders(parent(to))?;
    rename(from, to)
}

fn remove_run(work: &Path) -> io::Result<()> {
    let run = work.join(RUN);
    #[expect(clippy::disallowed_methods, reason = "this is the door, and the file is ours")]
    fs::remove_file(run)?;
    fs::remove_dir(work)
}

fn lock_run(work: &Path) -> io::Result<File> {
    let mut run = File::create_new(work.join(RUN))?;
    // Where a file system has no locks, other runs will take this one to be alive.
    let _ = run.try_lock();
    run.write_all(RUN_TEXT.as_bytes())?;
    Ok(run)
}

fn make_unused_folder(place: &Path) -> io::Result<PathBuf> {
    let prefix = prefix(place);
    let process = std::process::id();
    let mut number = 0_u32;
    loop {
        let path = parent(place).join(format!("{prefix}{process}-{number}"));
        match fs::create_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < u32::MAX => number += 1,
            Err(error) => return Err(error),
            Ok(()) => return Ok(path),
        }
    }
}

fn prefix(place: &Path) -> String {
    let name = place.file_name().expect("an output that can be replaced has a name");
    format!(".{}.hexapla-", name.to_string_lossy())
}

fn parent(path: &Path) -> &Path {
    path.parent().expect("an absolute path with a name has a parent")
}

/// Exchanges two folders in one step; answers whether that was done.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> bool {
    false
}

/// Moves what is in `place` to `old` and the new site to `place`: two steps, where a system knows no exchange.
fn replace(new: &Path, place: &Path, old: &Path) -> io::Result<()> {
    rename(place, old)?;
    rename(new, place).or_else(|error| {
        rename(old, place)?;
        Err(error)
    })
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    fs::rename(from, to)
}

fn make_folders(path: &Path) -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    fs::create_dir_all(path)
}

/// Removes those of the folders that are empty.
fn remove_empty(folders: &[PathBuf]) {
    for folder in folders {
        let _ = fs::remove_dir(folder);
    }
}

fn remove_tree(path: &Path) -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "this is the door, and only this run wrote there")]
    fs::remove_dir_all(path)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests make and look at real files")]
mod tests {
    use super::*;

    #[test]
    fn where_a_system_knows_no_exchange_the_old_site_comes_back_when_the_new_one_cannot_be_moved() {
        let room = tempfile::tempdir().unwrap();
        let [new, place, old] = ["new", "public", "old"].map(|name| room.path().join(name));
        fs::create_dir(&place).unwrap();
        fs::write(place.join("舊.html"), "舊的").unwrap();
        assert!(replace(&new, &place, &old).is_err());
        assert!(place.join("舊.html").exists() && !old.exists());
        fs::create_dir(&new).unwrap();
        replace(&new, &place, &old).unwrap();
        assert!(!place.join("舊.html").exists() && old.join("舊.html").exists() && !new.exists());
    }
}
