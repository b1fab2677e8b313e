//! The names of rows: from their file, and back to it.

use std::collections::{BTreeMap, BTreeSet};

use super::failure::Failure;
use super::site::Site;
use crate::align::{EntryId, RenameError, renewed_lock, with_renames};
use crate::config;
use crate::model::{LOCK_FILE, Lock, PageId};
use crate::read::World;
use crate::text::FilePath;

/// A lock that fits its site, and how it differs from the one before.
#[derive(Clone, Debug, PartialEq)]
pub struct Renewal {
    /// The text for [`LOCK_FILE`].
    pub text: String,
    /// How many rows have a name.
    pub entries: usize,
    /// Names of rows that had none in the lock, in order.
    pub added: Vec<EntryId>,
    /// Names that lead to another name now, with that one.
    pub renamed: BTreeMap<EntryId, EntryId>,
    /// Names that lead to a page now, with that page.
    pub removed: BTreeMap<EntryId, PageId>,
}

/// The lock of the site in `world`; `None` where there is none.
///
/// # Errors
/// [`Failure::Configuration`] with everything that is wrong in it, [`Failure::Read`] where it cannot be read.
pub(super) fn read_lock(world: &dyn World) -> Result<Option<Lock>, Failure> {
    let path = FilePath::new(LOCK_FILE);
    let bytes = match world.read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.missing => return Ok(None),
        Err(error) => return Err(Failure::Read(error)),
    };
    let source = config::decode(&path, bytes).map_err(|wrong| {
        let (source, diagnostic) = *wrong;
        Failure::Configuration(vec![diagnostic], vec![source])
    })?;
    config::read_lock(&source).map(Some).map_err(|diagnostics| Failure::Configuration(diagnostics, vec![source]))
}

/// The lock that keeps the names of a whole site as they are, but for the old and new names of `renames`.
///
/// # Errors
/// [`RenameError`] for the first name that cannot be given.
pub fn renew_lock(site: &Site, renames: &[(EntryId, EntryId)]) -> Result<Renewal, RenameError> {
    let renewed = renewed_lock(&site.corpus, &site.alignment, site.known.lock.as_ref());
    let renewed = with_renames(renewed, renames)?;
    let nothing = Lock::default();
    let before = site.known.lock.as_ref().unwrap_or(&nothing);
    let known: BTreeSet<&EntryId> = before.names().collect();
    let given = |id: &&EntryId| !known.contains(id) && !renames.iter().any(|(_, new)| new == *id);
    let is_new_rename = |(id, _): &(&EntryId, &EntryId)| !before.renamed.contains_key(*id);
    let is_new_removal = |(id, _): &(&EntryId, &PageId)| !before.removed.contains_key(*id);
    Ok(Renewal {
        text: config::write_lock(&renewed),
        entries: renewed.entries.len(),
        added: renewed.entries.iter().map(|entry| &entry.id).filter(given).cloned().collect(),
        renamed: renewed.renamed.iter().filter(is_new_rename).map(|(id, to)| (id.clone(), to.clone())).collect(),
        removed: renewed.removed.iter().filter(is_new_removal).map(|(id, page)| (id.clone(), page.clone())).collect(),
    })
}
