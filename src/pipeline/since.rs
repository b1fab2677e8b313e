//! What a change brought about: the findings of head less those of base, where the change touched something.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Found, Scope, check_after, check_before};
use super::load::{self, Failure, Site};
use super::lock::read_lock;
use crate::align::{Entry, EntryId};
use crate::check::{Finding, STALE_ROW, looks_across_pages};
use crate::history::{Changes, State, changes};
use crate::model::{LocaleId, PageId};
use crate::read::World;

/// What a change brought about.
#[derive(Debug)]
pub struct Change {
    /// What head has and base had not.
    pub found: Found,
    /// How many findings of base are gone.
    pub fixed: usize,
    /// The rows that changed.
    pub changes: Changes,
}

/// The prose of so many pages that a change did not touch is read beside that of those it touched: what a language does
/// as a rule shows in them, and reading all of it would cost as much as checking the site twice.
const OTHER_PAGES: usize = 500;

/// Compares `head` with the state of the same site in `base`, read with the same configuration.
///
/// # Errors
/// [`Failure`] where the base cannot be read. A base without content is an empty site.
pub fn since(base: &dyn World, theme: &dyn World, head_world: &dyn World, head: &Site) -> Result<Change, Failure> {
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
    let scope = scope(head, &changes);
    let (mut found, habits) = check_after(head_world, head, &changes, &scope)?;
    let old = match &before {
        Some(before) => check_before(base, before, &changes, &scope, habits)?,
        None => Vec::new(),
    };
    let source = head.corpus.source_locale.as_ref();
    let touched = |finding: &Finding| touches(&changes, source, finding);
    let mut gone: BTreeMap<&str, &Finding> =
        old.iter().map(|finding| (finding.fingerprint.as_str(), finding)).collect();
    found.findings.retain(|finding| gone.remove(finding.fingerprint.as_str()).is_none());
    found.retain(touched);
    let stale = left_behind(&changes, source, &found.findings);
    found.retain(|finding| !is_explained(&stale, finding));
    let fixed = gone.into_values().filter(|finding| touched(finding)).count();
    Ok(Change { found, fixed, changes })
}

fn state(site: &Site) -> State<'_> {
    State { corpus: &site.corpus, alignment: &site.alignment, originals: &site.originals }
}

/// Everything of a site, where there was nothing before.
fn added(site: &Site) -> Changes {
    let new = |entry: &Entry| entry.rows.keys().map(|locale| (locale.clone(), None)).collect();
    let entries = site.alignment.entries.iter().map(|entry| (entry.id.clone(), new(entry))).collect();
    let locales = |pages: &BTreeMap<LocaleId, _>| pages.keys().cloned().collect();
    let pages = site.corpus.pages.iter().map(|(id, pages)| (id.clone(), locales(pages))).collect();
    Changes { entries, pages, ..Changes::default() }
}

/// The pages whose prose is compared: those that a change touched, beside a fixed choice of others.
fn scope(head: &Site, changes: &Changes) -> Scope {
    let untouched = head.corpus.pages.keys().filter(|id| !changes.pages.contains_key(*id));
    let mut others: Vec<&PageId> = untouched.collect();
    if others.len() > OTHER_PAGES {
        others.sort_by_cached_key(|id| *blake3::hash(id.as_str().as_bytes()).as_bytes());
        others.truncate(OTHER_PAGES);
    }
    Scope { touched: changes.pages.keys().cloned().collect(), others: others.into_iter().cloned().collect() }
}

/// The rows whose translations the change left behind: translated ones that it did not touch though it edited their
/// source, and the source's own.
fn left_behind(changes: &Changes, source: Option<&LocaleId>, findings: &[Finding]) -> BTreeSet<(EntryId, LocaleId)> {
    let stale = findings.iter().filter(|finding| finding.diagnostic.rule == STALE_ROW);
    let rows = stale.filter_map(|finding| Some((finding.entry.clone()?, finding.locale.clone()?)));
    let is_untouched = |(entry, locale): &(EntryId, LocaleId)| {
        !changes.entries.get(entry).is_some_and(|rows| rows.contains_key(locale))
    };
    let mut behind: BTreeSet<(EntryId, LocaleId)> = rows.filter(is_untouched).collect();
    if let Some(source) = source {
        let entries: Vec<EntryId> = behind.iter().map(|(entry, _)| entry.clone()).collect();
        behind.extend(entries.into_iter().map(|entry| (entry, source.clone())));
    }
    behind
}

/// Whether a finding says once more that a row is behind its source: what it no longer agrees in is what was changed.
fn is_explained(stale: &BTreeSet<(EntryId, LocaleId)>, finding: &Finding) -> bool {
    let (Some(entry), Some(locale)) = (&finding.entry, &finding.locale) else { return false };
    finding.diagnostic.rule != STALE_ROW && stale.contains(&(entry.clone(), locale.clone()))
}

/// Whether a change touched what a finding is about. What is learned from the whole content shifts a little with every
/// change, and what it newly says of rows and pages that nobody touched is not this change's doing.
fn touches(changes: &Changes, source: Option<&LocaleId>, finding: &Finding) -> bool {
    let Some(locale) = &finding.locale else {
        return finding.page.as_ref().is_none_or(|page| changes.pages.contains_key(page));
    };
    // Among peers any of them may bring about a difference.
    let is_concerned = |touched: &LocaleId| touched == locale || source.is_none_or(|source| touched == source);
    if let Some(entry) = &finding.entry {
        let rows = changes.entries.get(entry);
        return rows.is_some_and(|rows| rows.keys().any(is_concerned))
            || changes.sources.contains(&(entry.clone(), locale.clone()));
    }
    let Some(page) = &finding.page else { return true };
    let files = changes.pages.get(page);
    files.is_some_and(|files| files.iter().any(is_concerned)) || looks_across_pages(finding.diagnostic.rule)
}
