//! What a change brought about: the findings of head less those of base, where the change touched something.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::check::{Found, ProseChanges, Scope, check_after, check_before, context};
use super::failure::Failure;
use super::lock::read_lock;
use super::prose_changes::{SiteState, prose_changes};
use super::site::{Site, StateKnown};
use super::{glossary, load, source_history};
use crate::align::{Entry, EntryId};
use crate::check::{FRONT_MATTER_DRIFT, Finding, Reach, compares_texts, reports_freshness, rule};
use crate::facts::Suspects;
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
    let before = load_before(base, theme, head)?;
    let changes = changes_since(before.as_ref(), head);
    let scope = scope(head, &changes);
    let suspects = Suspects::default();
    let history = before.as_ref().map(source_history::history).transpose()?.flatten();
    let before = before.as_ref().map(|site| (site, context(site, &suspects, history.as_ref(), None)));
    let prose = match &before {
        Some((site, context)) => {
            let states = (SiteState { world: base, site }, SiteState { world: head_world, site: head });
            prose_changes(states.0, context, states.1, &changes, head.known.lock.as_ref())?
        }
        None => ProseChanges::new(),
    };
    // After the change first: the conventions that show in untouched pages are counted once, and hold for both states.
    let (mut found, conventions) = check_after(head_world, head, &changes, (&scope, &prose))?;
    let old = match &before {
        Some((site, context)) => check_before(base, site, context, &changes, (&scope, &prose), conventions)?,
        None => Vec::new(),
    };
    let judged = Judged { changes: &changes, prose: &prose, source: head.corpus.source_locale.as_ref() };
    let mut gone: BTreeMap<&str, &Finding> =
        old.iter().map(|finding| (finding.fingerprint.as_str(), finding)).collect();
    found.findings.retain(|finding| gone.remove(finding.fingerprint.as_str()).is_none());
    found.retain(|finding| judged.touches(finding) && !judged.is_explained(finding));
    // What was wrong in a text that nobody touched was not mended; it is only not looked at.
    let fixed = gone.into_values().filter(|finding| judged.touches(finding) && !judged.is_behind_now(finding)).count();
    found.blocks = prose.into_values().flat_map(|change| change.left_behind).collect();
    Ok(Change { found, fixed, changes })
}

/// What a change did to the rows and the prose of a site.
pub(super) struct Edited {
    pub(super) changes: Changes,
    pub(super) prose: ProseChanges,
}

/// What a change did, whatever of it was accepted.
///
/// # Errors
/// [`Failure`] where the base cannot be read.
pub(super) fn what_changed(
    base: &dyn World,
    theme: &dyn World,
    head_world: &dyn World,
    head: &Site,
) -> Result<Edited, Failure> {
    let before = load_before(base, theme, head)?;
    let changes = changes_since(before.as_ref(), head);
    let Some(before) = &before else { return Ok(Edited { changes, prose: ProseChanges::new() }) };
    let suspects = Suspects::default();
    let history = source_history::history(before)?;
    let context = context(before, &suspects, history.as_ref(), None);
    let states = (SiteState { world: base, site: before }, SiteState { world: head_world, site: head });
    let prose = prose_changes(states.0, &context, states.1, &changes, None)?;
    Ok(Edited { changes, prose })
}

/// The site before a change; `None` where it had no content.
fn load_before(base: &dyn World, theme: &dyn World, head: &Site) -> Result<Option<Site>, Failure> {
    // A lock or a glossary that was broken then is not to be mended now: it is read as absent.
    let known = StateKnown {
        lock: unless_broken(read_lock(base))?.flatten(),
        glossary: unless_broken(glossary::read(base))?.unwrap_or_else(|| head.glossary.clone()),
        repositories: Arc::clone(&head.repositories),
    };
    match load::load_state(base, theme, head.options.clone(), &[], known) {
        Ok(site) => Ok(Some(site)),
        Err(Failure::NoContent(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn changes_since(before: Option<&Site>, head: &Site) -> Changes {
    match before {
        Some(before) => changes(state(before), state(head)),
        None => added(head),
    }
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

/// What decides whether a finding is the doing of a change.
struct Judged<'c> {
    changes: &'c Changes,
    prose: &'c ProseChanges,
    source: Option<&'c LocaleId>,
}

impl Judged<'_> {
    /// Whether the change touched what a finding is about. What is learned from the whole content shifts a little with
    /// every change, and what that newly reports of rows and pages that nobody touched is not this change's doing.
    fn touches(&self, finding: &Finding) -> bool {
        let changes = self.changes;
        if rule(finding.diagnostic.rule).is_some_and(|rule| rule.reach == Reach::Never) {
            return false;
        }
        let Some(locale) = &finding.locale else {
            return finding.page.as_ref().is_none_or(|page| changes.pages.contains_key(page));
        };
        // Among peers any of them may bring about a difference.
        let is_concerned = |touched: &LocaleId| touched == locale || self.source.is_none_or(|source| touched == source);
        if let Some(entry) = &finding.entry {
            let rows = changes.entries.get(entry);
            return rows.is_some_and(|rows| rows.keys().any(is_concerned))
                || changes.sources.contains(&(entry.clone(), locale.clone()));
        }
        let Some(page) = &finding.page else { return true };
        let files = changes.pages.get(page);
        files.is_some_and(|files| files.iter().any(is_concerned)) || looks_across_pages(finding.diagnostic.rule)
    }

    /// Whether a finding is about a text of a translation that the change did not touch, though it touched the source's:
    /// what it no longer agrees in is what the source changed, and it is reported as what it is, stale, missing or too
    /// much.
    fn is_explained(&self, finding: &Finding) -> bool {
        let (Some(source), Some(locale)) = (self.source, &finding.locale) else { return false };
        let rule = finding.diagnostic.rule;
        // No block says what is in the rest of the front matter.
        if locale == source || reports_freshness(rule) || looks_across_pages(rule) || rule == FRONT_MATTER_DRIFT {
            return false;
        }
        if let Some(entry) = &finding.entry {
            return self.is_left_behind(entry, locale, source);
        }
        let Some(page) = &finding.page else { return false };
        let is_of_source = self.changes.pages.get(page).is_some_and(|files| files.contains(source));
        let Some(change) = self.prose.get(page).filter(|_| is_of_source) else { return false };
        // In a file that is the same nothing is wrong that was not; in another one only a text can be explained that is
        // compared, and is as it was.
        change.is_same_file(locale) || (compares_texts(rule) && change.is_untouched(locale, &finding.diagnostic.span))
    }

    /// Whether a finding of before is about a text of a translation that the change did not touch, though it touched the
    /// source's: a row, or the prose of a file that is the same.
    fn is_behind_now(&self, finding: &Finding) -> bool {
        let Some((locale, source)) = finding.locale.as_ref().zip(self.source) else { return false };
        match &finding.entry {
            Some(entry) => self.is_left_behind(entry, locale, source),
            None => {
                let change = finding.page.as_ref().and_then(|page| self.prose.get(page));
                !looks_across_pages(finding.diagnostic.rule) && change.is_some_and(|change| change.is_same_file(locale))
            }
        }
    }

    /// Whether the change edited the source's row and not that of a translation.
    fn is_left_behind(&self, entry: &EntryId, locale: &LocaleId, source: &LocaleId) -> bool {
        let rows = self.changes.entries.get(entry);
        rows.is_some_and(|rows| rows.contains_key(source) && !rows.contains_key(locale))
    }
}

/// Whether a rule finds on one page what a change of another brought about.
fn looks_across_pages(id: &str) -> bool {
    rule(id).is_some_and(|rule| rule.reach == Reach::Site)
}
