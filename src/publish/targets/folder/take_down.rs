//! How a work folder that is ours is taken down.
//!
//! Everything happens inside of the opened folder, except for two things: what others have put into the old site is
//! moved to the new one, and an old site comes back where there is no other. Both need that the folder is proven to be
//! ours.

use std::ffi::OsStr;
use std::io;
use std::path::Path;

use super::mark;
use super::names::{NEW, OLD};
use super::output::Output;
use super::site_folder;
use crate::publish::opened_folder::{Kind, OpenedFolder};

/// Takes down the work folder `name`, which the caller holds locked.
///
/// # Errors
/// Where something had to stay.
pub(super) fn work_folder(work: &OpenedFolder, name: &OsStr, output: &Output) -> io::Result<()> {
    if work.kind(OLD.as_ref())? == Some(Kind::Folder) && output.kind()?.is_none() {
        // The run died between the two steps of the swap: this is the only site there is.
        work.rename(OLD.as_ref(), &output.parent, &output.name)?;
    }
    let mut failed = None;
    // Both are tried even where one fails, so that as much as possible is gone.
    for site in [NEW, OLD].map(OsStr::new) {
        if let Err(error) = take_down_site(work, site, output) {
            failed = Some(error);
        }
    }
    match failed {
        None => emptied(work, name, output),
        Some(error) => Err(error),
    }
}

/// Removes the work folder `name`, in which there is nothing but the mark.
///
/// # Errors
/// Where there is something else. The mark stays as well then, so that the next run reports the folder again.
pub(super) fn emptied(work: &OpenedFolder, name: &OsStr, output: &Output) -> io::Result<()> {
    if work.names()?.iter().any(|name| name != mark::NAME) {
        return Err(io::ErrorKind::DirectoryNotEmpty.into());
    }
    unless_gone(work.remove_file(mark::NAME.as_ref()))?;
    unless_gone(output.parent.remove_folder(name))
}

/// Another run that cleans up may be quicker.
fn unless_gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn take_down_site(work: &OpenedFolder, name: &OsStr, output: &Output) -> io::Result<()> {
    if work.kind(name)?.is_none() {
        return Ok(());
    }
    let site = work.folder_on_same_device(name)?;
    let Some(manifest) = site_folder::manifest_of(&site) else {
        // Without a list it was still being written, and only we write there; or it is empty.
        return if name == NEW { work.remove_tree(name) } else { work.remove_folder(name) };
    };
    for path in site_folder::foreign(&site, &manifest)? {
        carry_over(&site, &path, output)?;
    }
    site_folder::take_down(&site, &manifest)?;
    unless_gone(work.remove_folder(name))
}

/// Moves what others put into the old site to the same path in the new one, where that is free.
fn carry_over(site: &OpenedFolder, path: &Path, output: &Output) -> io::Result<()> {
    let name = path.file_name().expect("what is in a folder has a name");
    let (mut from, mut to) = (None, output.folder()?);
    for part in path.parent().unwrap_or(Path::new("")) {
        from = Some(from.as_ref().unwrap_or(site).folder(part)?);
        to = to.folder_or_new(part)?;
    }
    if to.kind(name)?.is_some() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    from.as_ref().unwrap_or(site).rename(name, &to, name)
}
