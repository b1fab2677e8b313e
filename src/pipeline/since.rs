//! What a change brought about: the findings of head less those of base.

use std::collections::BTreeMap;

use super::load::{self, Failure, Site};
use crate::align::EntryId;
use crate::check::{Finding, Suspects};
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
        Some(before) => load::check_renamed(base, before, &Suspects::default(), &changes.renamed)?,
        None => Vec::new(),
    };
    let new = load::check(head_world, head, &suspects(&changes))?;
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
    let rows = site.alignment.entries.iter().map(|entry| (entry.id.clone(), entry.rows.keys().cloned().collect()));
    Changes { renamed: BTreeMap::<EntryId, EntryId>::new(), entries: rows.collect() }
}

/// The rows that a change touched are the first to be suspected.
fn suspects(changes: &Changes) -> Suspects {
    let rows = changes
        .entries
        .iter()
        .flat_map(|(entry, locales)| locales.iter().map(|locale| (locale.clone(), entry.clone())));
    Suspects { rows: rows.collect() }
}
