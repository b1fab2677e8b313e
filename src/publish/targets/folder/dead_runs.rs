//! The work folders that runs which died have left beside an output.
//!
//! Only a folder that is proven to be ours is taken down ([`mark`] explains how), and never one that Git tracks. From
//! one that is not proven, nothing is moved into the site and nothing in it is removed: it is left to the user, and
//! reported where it has a mark. The exception is one with nothing in it but an unfinished mark, since nobody can miss
//! it.

use std::cell::LazyCell;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::PathBuf;

use super::mark::{self, Owner};
use super::output::Output;
use super::{take_down, work_folder};
use crate::publish::PublishError;
use crate::publish::contributed::Tracked;
use crate::publish::opened_folder::Kind;

/// Takes down the work folders of dead runs; answers those that had to stay, or of which something had to.
pub(super) fn take_down_dead_runs(output: &Output, sources: &[PathBuf]) -> Result<Vec<PathBuf>, PublishError> {
    let entries = output.parent.entries().map_err(|error| PublishError::refused("read", &output.place, &error))?;
    let folders = entries.into_iter().filter(|(_, kind)| *kind == Kind::Folder).map(|(name, _)| name);
    let mut names: Vec<OsString> = folders.filter(|name| is_named_like_ours(name, &output.name)).collect();
    // The order of a folder differs between systems, and what is reported must not.
    names.sort();
    // Read once, and only where there is a folder that asks for it.
    let tracked = LazyCell::new(|| Tracked::around(&output.place, sources).ok());
    let stays = |name: &OsString| {
        // Where it cannot be known, Git may well track it.
        let is_tracked = || tracked.as_ref().is_none_or(|tracked| tracked.has(&output.beside(name)));
        // What cannot be looked at now can be gone in a moment, and is looked at again by the next run.
        matches!(clean_up(name, output, is_tracked), Ok(Left::Something))
    };
    Ok(names.into_iter().filter(stays).map(|name| output.beside(&name)).collect())
}

/// Whether something is left of a folder that the user should look at.
enum Left {
    Nothing,
    Something,
}

fn clean_up(name: &OsStr, output: &Output, is_tracked: impl FnOnce() -> bool) -> io::Result<Left> {
    let folder = output.parent.folder_on_same_device(name)?;
    Ok(match mark::owner(&folder)? {
        // Another run to the same output is no defect.
        Owner::Living => Left::Nothing,
        Owner::Stranger => Left::Something,
        // It holds nothing that anybody could miss, or else it stays.
        Owner::Nobody => {
            let _ = output.parent.remove_folder(name);
            Left::Nothing
        }
        Owner::Unstarted(_lock) => left(is_tracked() || take_down::emptied(&folder, name, output).is_err()),
        Owner::Dead(_lock) => left(is_tracked() || take_down::work_folder(&folder, name, output).is_err()),
    })
}

fn left(something: bool) -> Left {
    if something { Left::Something } else { Left::Nothing }
}

/// Whether a work folder of the output can have this name. What follows the prefix has no dots, so that the folders of
/// an output `a.hexapla-b` are not taken for those of `a`.
fn is_named_like_ours(name: &OsStr, output: &OsStr) -> bool {
    let prefix = work_folder::prefix(output);
    let rest = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes());
    rest.is_some_and(|rest| rest.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'-'))
}
