//! The lock that fits the rows: for the file that keeps their names.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::ids::fingerprints;
use super::{Alignment, EntryId, Successor};
use crate::model::{Corpus, Lock, LockedEntry};

/// Why an entry cannot get another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameError {
    /// No entry has the old name.
    NoEntry(EntryId),
    /// The new name is taken, or was before, so that links to it may exist.
    Taken(EntryId),
    /// The new name is no slug.
    NoSlug(EntryId),
}

/// The lock under which every entry of `alignment` keeps the name it has there.
///
/// The names that `lock` holds are held on: those that no entry has lead to the entry or the page that stands in their
/// place. What it says of accepted rows stays with their entries.
pub fn renewed_lock(corpus: &Corpus, alignment: &Alignment, lock: Option<&Lock>) -> Lock {
    let locked: BTreeMap<&EntryId, &LockedEntry> =
        lock.iter().flat_map(|lock| &lock.entries).map(|entry| (&entry.id, entry)).collect();
    let entries = alignment.entries.iter().zip(fingerprints(corpus, alignment)).map(|(entry, fingerprint)| {
        let accepted = locked.get(&entry.id).map(|locked| locked.accepted.clone()).unwrap_or_default();
        LockedEntry { id: entry.id.clone(), fingerprint, accepted }
    });
    let mut renewed = Lock { entries: entries.collect(), ..Lock::default() };
    let current: BTreeSet<&EntryId> = alignment.entries.iter().map(|entry| &entry.id).collect();
    for (lock, id) in lock.iter().flat_map(|lock| lock.names().map(move |id| (lock, id))) {
        if current.contains(id) {
            continue;
        }
        match alignment.former.successor(id) {
            Some(Successor::Entry(entry)) => {
                renewed.renamed.insert(id.clone(), alignment.entries[*entry].id.clone());
            }
            Some(Successor::Page(page)) => {
                renewed.removed.insert(id.clone(), page.clone());
            }
            // The page is gone as well; the name stays taken.
            None => {
                let name = lock.current(id);
                let page = locked.get(name).map(|entry| &entry.fingerprint.page).or_else(|| lock.removed.get(name));
                renewed.removed.extend(page.map(|page| (id.clone(), page.clone())));
            }
        }
    }
    renewed
}

/// The same lock with other names for entries: the old ones lead to the new ones.
///
/// # Errors
/// [`RenameError`] for the first name that cannot be given.
pub fn with_renames(mut lock: Lock, renames: &[(EntryId, EntryId)]) -> Result<Lock, RenameError> {
    for (old, new) in renames {
        rename(&mut lock, old, new)?;
    }
    Ok(lock)
}

fn rename(lock: &mut Lock, old: &EntryId, new: &EntryId) -> Result<(), RenameError> {
    let is_slug_char = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    if new.as_str().is_empty() || !new.as_str().chars().all(is_slug_char) {
        return Err(RenameError::NoSlug(new.clone()));
    }
    let Some(at) = lock.entries.iter().position(|entry| entry.id == *old) else {
        return Err(RenameError::NoEntry(old.clone()));
    };
    // An entry may have back a name that it had before.
    let is_its_own = lock.renamed.get(new) == Some(old);
    if !is_its_own && lock.names().any(|id| id == new) {
        return Err(RenameError::Taken(new.clone()));
    }
    lock.renamed.remove(new);
    lock.renamed.values_mut().filter(|target| *target == old).for_each(|target| *target = new.clone());
    lock.renamed.insert(old.clone(), new.clone());
    lock.entries[at].id = new.clone();
    Ok(())
}

impl fmt::Display for RenameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenameError::NoEntry(id) => write!(f, "there is no entry `{id}`"),
            RenameError::Taken(id) => write!(f, "the name `{id}` is taken, now or by links to an earlier row"),
            RenameError::NoSlug(id) => {
                write!(f, "`{id}` cannot be a name: it may have lower-case letters a to z, digits and hyphens")
            }
        }
    }
}

impl std::error::Error for RenameError {}
