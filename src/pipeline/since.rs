//! What a change brought about: the findings of head less those of base.

use std::collections::BTreeMap;

use super::check::{check_after, check_before};
use super::load::{self, Failure, Site};
use super::lock::read_lock;
use crate::align::{Entry, EntryId};
use crate::check::Finding;
use crate::history::{Changes, State, changes};
use crate::read::{ReadError, RevisionError, Revisions, World};
use crate::text::FilePath;

/// What a change brought about.
#[derive(Debug)]
pub struct Change {
    /// Findings that head has and base had not.
    pub findings: Vec<Finding>,
    /// How many findings of base are gone.
    pub fixed: usize,
    /// The rows that changed.
    pub changes: Changes,
}

/// Compares `head` with the state of the same site in `base`, read with the same configuration.
///
/// # Errors
/// [`Failure`] where the base cannot be read. A base without content is an empty site.
pub fn since(base: &dyn World, theme: &dyn World, head_world: &dyn World, head: &Site) -> Result<Change, Failure> {
    let base = &WithSiblings { inside: base, beside: head_world };
    // A lock that was broken then is not to be mended now: its rows have the names that their words give them.
    let lock = read_lock(base).unwrap_or_default();
    let before = match load::load_state(base, theme, head.options.clone(), &[], lock) {
        Ok(site) => Some(site),
        Err(Failure::NoContent(_)) => None,
        Err(failure) => return Err(failure),
    };
    let changes = match &before {
        Some(before) => changes(state(before), state(head)),
        None => added(head),
    };
    let old = match &before {
        Some(before) => check_before(base, before, &changes.renamed)?,
        None => Vec::new(),
    };
    let new = check_after(head_world, head, &changes)?;
    let mut gone: BTreeMap<&str, &Finding> =
        old.iter().map(|finding| (finding.fingerprint.as_str(), finding)).collect();
    let findings: Vec<Finding> =
        new.into_iter().filter(|finding| gone.remove(finding.fingerprint.as_str()).is_none()).collect();
    let fixed = gone.len();
    Ok(Change { findings, fixed, changes })
}

fn state(site: &Site) -> State<'_> {
    State { corpus: &site.corpus, alignment: &site.alignment }
}

/// Every row of a site that was not there before.
fn added(site: &Site) -> Changes {
    let new = |entry: &Entry| entry.rows.keys().map(|locale| (locale.clone(), None)).collect();
    let rows = site.alignment.entries.iter().map(|entry| (entry.id.clone(), new(entry)));
    Changes { renamed: BTreeMap::<EntryId, EntryId>::new(), entries: rows.collect() }
}

/// A revision of the site's repository with the files beside it as they are: what another repository said then is
/// not in this one.
struct WithSiblings<'w> {
    inside: &'w dyn World,
    beside: &'w dyn World,
}

impl WithSiblings<'_> {
    fn world_of(&self, path: &FilePath) -> &dyn World {
        if path.leaves_root() { self.beside } else { self.inside }
    }
}

impl World for WithSiblings<'_> {
    fn files(&self, folder: &FilePath) -> Result<Vec<FilePath>, ReadError> {
        self.world_of(folder).files(folder)
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        self.world_of(path).read(path)
    }

    fn repository(&self, location: &str) -> Result<Box<dyn Revisions>, RevisionError> {
        self.beside.repository(location)
    }

    fn repository_around(&self, folder: &FilePath) -> Result<Box<dyn Revisions>, RevisionError> {
        self.beside.repository_around(folder)
    }
}
