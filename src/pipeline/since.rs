//! What a change brought about: the findings of head less those of base.

use std::collections::BTreeMap;

use super::check::{check_after, check_before};
use super::load::{self, Failure, Site};
use crate::align::{Entry, EntryId};
use crate::check::Finding;
use crate::history::{Changes, State, changes};
use crate::read::World;

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
    let before = match load::load(base, theme, head.options.clone(), &[]) {
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
