//! What a change brought about: the findings of head less those of base, where the change touched something.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Found, Scope, check_after, check_before};
use super::failure::Failure;
use super::glossary;
use super::load;
use super::lock::read_lock;
use super::site::{Site, StateKnown};
use crate::align::{Entry, EntryId};
use crate::check::{Finding, Reach, STALE_ROW, rule};
use crate::diagnostic::Severity;
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

/// So many pages that a change did not touch are looked at beside those that it touched: what a language does by
/// convention shows in them, and looking at all would cost as much as checking the site twice. Chosen.
const OTHER_PAGES: usize = 500;

/// Compares `head` with the state of the same site in `base`, read with the same configuration.
///
/// # Errors
/// [`Failure`] where the base cannot be read. A base without content is an empty site.
pub fn since(base: &dyn World, theme: &dyn World, head_world: &dyn World, head: &Site) -> Result<Change, Failure> {
    // A lock or a glossary that was broken then is not to be mended now: it is read as absent.
    let known = StateKnown {
        lock: unless_broken(read_lock(base))?.flatten(),
        glossary: unless_broken(glossary::read(base))?.unwrap_or_else(|| head.glossary.clone()),
    };
    let before = match load::load_state(base, theme, head.options.clone(), &[], known) {
        Ok(site) => Some(site),
        Err(Failure::NoContent(_)) => None,
        Err(failure) => return Err(failure),
    };
    let changes = match &before {
        Some(before) => changes(state(before), state(head)),
        None => added(head),
    };
    let scope = scope(head, &changes);
    // After the change first: the conventions that show in untouched pages are counted once, and hold for both states.
    let (mut found, conventions) = check_after(head_world, head, &changes, &scope)?;
    let old = match &before {
        Some(before) => check_before(base, before, &changes, &scope, conventions)?,
        None => Vec::new(),
    };
    let source = head.corpus.source_locale.as_ref();
    let touched = |finding: &Finding| touches(&changes, source, finding);
    let mut gone: BTreeMap<&str, &Finding> =
        old.iter().map(|finding| (finding.fingerprint.as_str(), finding)).collect();
    found.findings.retain(|finding| gone.remove(finding.fingerprint.as_str()).is_none());
    found.retain(touched);
    // Only when what was there before is gone: a stale row must not take the severity of a finding that is not new.
    report_once(&changes, source, &mut found);
    let fixed = gone.into_values().filter(|finding| touched(finding)).count();
    Ok(Change { found, fixed, changes })
}

/// What was read, `None` where it was broken.
fn unless_broken<T>(read: Result<T, Failure>) -> Result<Option<T>, Failure> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(Failure::Configuration(..)) => Ok(None),
        Err(failure) => Err(failure),
    }
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

/// The pages whose texts are compared: those that a change touched, beside a fixed choice of others.
fn scope(head: &Site, changes: &Changes) -> Scope {
    let untouched = head.corpus.pages.keys().filter(|id| !changes.pages.contains_key(*id));
    let mut others: Vec<&PageId> = untouched.collect();
    if others.len() > OTHER_PAGES {
        // By a hash of their names: a choice that does not change from run to run, nor with the order of the folders.
        others.sort_by_cached_key(|id| *blake3::hash(id.as_str().as_bytes()).as_bytes());
        others.truncate(OTHER_PAGES);
    }
    Scope { touched: changes.pages.keys().cloned().collect(), others: others.into_iter().cloned().collect() }
}

/// Reports of a row that a change left behind that it is stale, and nothing else: what it no longer agrees in is what
/// was edited. The one finding is as bad as the worst of those that it replaces.
fn report_once(changes: &Changes, source: Option<&LocaleId>, found: &mut Found) {
    let rows = left_behind(changes, &found.findings);
    let entries: BTreeSet<&EntryId> = rows.iter().map(|(entry, _)| entry).collect();
    let of = |finding: &Finding| Some((finding.entry.clone()?, finding.locale.clone()?));
    let explains = |finding: &Finding| {
        let (entry, locale) = of(finding)?;
        // A source that differs from all of its translations is explained by the translations that are stale.
        let stands_alone =
            Some(&locale) == source && entries.contains(&entry) && !finding.diagnostic.related.is_empty();
        let is_behind = rows.contains(&(entry.clone(), locale));
        (finding.diagnostic.rule != STALE_ROW && (is_behind || stands_alone)).then_some(entry)
    };
    let mut worst: BTreeMap<(EntryId, LocaleId), Severity> = BTreeMap::new();
    for finding in found.findings.iter().filter(|finding| explains(finding).is_some()) {
        let key = of(finding).expect("what is explained is about a row");
        let severity = worst.entry(key).or_insert(Severity::Info);
        *severity = (*severity).max(finding.diagnostic.severity);
    }
    found.retain(|finding| explains(finding).is_none());
    for finding in found.findings.iter_mut().filter(|finding| finding.diagnostic.rule == STALE_ROW) {
        let hidden = of(finding).and_then(|key| worst.get(&key).copied());
        finding.diagnostic.severity = finding.diagnostic.severity.max(hidden.unwrap_or(Severity::Info));
    }
}

/// The translated rows whose source the change edited, and which it did not touch.
fn left_behind(changes: &Changes, findings: &[Finding]) -> BTreeSet<(EntryId, LocaleId)> {
    let stale = findings.iter().filter(|finding| finding.diagnostic.rule == STALE_ROW);
    let rows = stale.filter_map(|finding| Some((finding.entry.clone()?, finding.locale.clone()?)));
    rows.filter(|(entry, locale)| !changes.entries.get(entry).is_some_and(|rows| rows.contains_key(locale))).collect()
}

/// Whether a change touched what a finding is about. What is learned from the whole content shifts a little with every
/// change, and what that newly reports of rows and pages that nobody touched is not this change's doing.
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

/// Whether a rule finds on one page what a change of another brought about.
fn looks_across_pages(id: &str) -> bool {
    rule(id).is_some_and(|rule| rule.reach == Reach::Site)
}
