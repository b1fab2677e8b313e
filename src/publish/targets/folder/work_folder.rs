//! The folder beside the output in which a site comes to be, and in which the old one is taken down.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::PathBuf;

use super::names::{NEW, OLD};
use super::output::{self, Output};
use super::{mark, take_down};
use crate::publish::opened_folder::OpenedFolder;
use crate::publish::{PublishError, unguessable};

/// So often a folder is made anew because another run has taken it for a dead one, before something else is wrong.
/// Chosen.
const MOST_TRIES: usize = 100;

/// A work folder of this run; dropping it removes what was being written.
pub(super) struct WorkFolder {
    /// The place that the site goes to.
    pub(super) output: Output,
    name: OsString,
    folder: OpenedFolder,
    new: OpenedFolder,
    /// Held for its lock, until everything else is gone.
    _mark: File,
    /// Whether the new site is in its place, so that what is here is the old one.
    swapped: bool,
}

impl WorkFolder {
    /// Makes a work folder beside the output.
    pub(super) fn create(output: Output) -> Result<WorkFolder, PublishError> {
        let Made { name, folder, new, mark } =
            create(&output).map_err(|error| output::unwritable(&output.place, &error))?;
        Ok(WorkFolder { output, name, folder, new, _mark: mark, swapped: false })
    }

    /// Where the site comes to be.
    pub(super) fn new_site(&self) -> &OpenedFolder {
        &self.new
    }

    /// Puts the new site in its place, and what was there in the place of the old one.
    ///
    /// Where the system can, both happen in one step; where it fails, all is as it was.
    pub(super) fn swap(&mut self) -> io::Result<()> {
        let output = &self.output;
        if output.kind()?.is_none() {
            self.folder.rename(NEW.as_ref(), &output.parent, &output.name)?;
        } else if self.folder.exchange(NEW.as_ref(), &output.parent, &output.name) {
            // The old site has the name of the new one now; taking down knows either.
            let _ = self.folder.rename(NEW.as_ref(), &self.folder, OLD.as_ref());
        } else {
            replace(&self.folder, output)?;
        }
        self.swapped = true;
        Ok(())
    }

    /// Removes all that is ours; answers the work folder where something else had to stay.
    pub(super) fn take_down(&self) -> Option<PathBuf> {
        let gone = take_down::work_folder(&self.folder, &self.name, &self.output);
        gone.is_err().then(|| self.output.beside(&self.name))
    }
}

impl Drop for WorkFolder {
    /// What cannot be removed here is a dead run, which the next one takes down.
    fn drop(&mut self) {
        if self.swapped {
            return;
        }
        let _ = self.folder.remove_tree(NEW.as_ref());
        if self.folder.kind(OLD.as_ref()).is_ok_and(|old| old.is_none()) {
            let _ = take_down::emptied(&self.folder, &self.name, &self.output);
        }
    }
}

/// A work folder that was made and marked.
struct Made {
    name: OsString,
    folder: OpenedFolder,
    new: OpenedFolder,
    mark: File,
}

fn create(output: &Output) -> io::Result<Made> {
    for _ in 0..MOST_TRIES {
        let mut name = prefix(&output.name);
        // A name that nobody can guess, so that nobody can have put a folder there before.
        name.push(unguessable::name()?);
        // Private, until it is whole: others must not read or change a site that is being written.
        output.parent.make_private_folder(&name)?;
        match start(&name, output) {
            Err(error) => {
                let _ = output.parent.remove_tree(&name);
                return Err(error);
            }
            Ok(None) => {}
            Ok(Some(made)) => return Ok(made),
        }
    }
    Err(io::Error::other("other runs remove each folder that is made there"))
}

/// Marks the new folder `name`; `None` where another run has taken it for a dead one.
fn start(name: &OsStr, output: &Output) -> io::Result<Option<Made>> {
    let folder = match output.parent.folder(name) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        folder => folder?,
    };
    let Some(mark) = mark::make(&folder)? else { return Ok(None) };
    folder.make_folder(NEW.as_ref())?;
    let new = folder.folder(NEW.as_ref())?;
    Ok(Some(Made { name: name.to_os_string(), folder, new, mark }))
}

/// How the names of all work folders of the output `name` begin.
pub(super) fn prefix(name: &OsStr) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(name);
    prefix.push(".hexapla-");
    prefix
}

/// Moves what is in the place to the old site and the new site to the place: two steps, where a system knows no
/// exchange.
fn replace(work: &OpenedFolder, output: &Output) -> io::Result<()> {
    output.parent.rename(&output.name, work, OLD.as_ref())?;
    work.rename(NEW.as_ref(), &output.parent, &output.name).or_else(|error| {
        work.rename(OLD.as_ref(), &output.parent, &output.name)?;
        Err(error)
    })
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests make and look at real files")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn where_a_system_knows_no_exchange_the_old_site_comes_back_when_the_new_one_cannot_be_moved() {
        let room = tempfile::tempdir().unwrap();
        let [new, place, old] = ["new", "public", "old"].map(|name| room.path().join(name));
        let output = Output::open(&place).unwrap();
        let work = OpenedFolder::open(room.path()).unwrap();
        fs::create_dir(&place).unwrap();
        fs::write(place.join("舊.html"), "舊的").unwrap();
        assert!(replace(&work, &output).is_err());
        assert!(place.join("舊.html").exists() && !old.exists());
        fs::create_dir(&new).unwrap();
        replace(&work, &output).unwrap();
        assert!(!place.join("舊.html").exists() && old.join("舊.html").exists() && !new.exists());
    }

    #[test]
    fn no_two_runs_work_in_one_folder_and_a_discarded_one_leaves_nothing() {
        let room = tempfile::tempdir().unwrap();
        let output = || Output::open(&room.path().join("公開")).unwrap();
        let [one, other] = [output(), output()].map(|output| WorkFolder::create(output).unwrap());
        assert_ne!(one.name, other.name);
        drop((one, other));
        assert_eq!(output().parent.names().unwrap(), [""; 0]);
    }
}
