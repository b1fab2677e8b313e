//! From a site that is known to what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::load::{Failure, Site, reread};
use super::{past, regression};
use crate::align::EntryId;
use crate::check::{self, Context, Draft, Facts, Finding, Group, Ignored, Notes, Severities, Suppression, Suspects};
use crate::diagnostic::Diagnostic;
use crate::history::{Changes, History};
use crate::model::{LocaleId, Page, PageId};
use crate::parse::Document;
use crate::read::World;

/// What the rules found.
#[derive(Debug, Default)]
pub struct Found {
    /// What is to be reported.
    pub findings: Vec<Finding>,
    /// What comments in the content say not to report: each says so in its message.
    pub ignored: Vec<Finding>,
}

impl Found {
    fn finish(drafts: Vec<Draft>, ignored: Vec<Ignored>, site: &Site) -> Found {
        let said = |(mut draft, reason): Ignored| {
            let why = if reason.is_empty() { "no reason is given" } else { &reason };
            draft.diagnostic.message.push_str(&format!(" (ignored here: {why})"));
            draft
        };
        let severities = &site.options.check.severities;
        Found {
            findings: check::finish(drafts, severities),
            ignored: check::finish(ignored.into_iter().map(said).collect(), severities),
        }
    }

    /// What is left of either list.
    pub(super) fn retain(&mut self, keep: impl Fn(&Finding) -> bool) {
        self.findings.retain(&keep);
        self.ignored.retain(&keep);
    }
}

/// Runs every rule over a site, at the configured severities.
///
/// # Errors
/// [`Failure`] where a page cannot be read again, or the past of the source cannot be walked.
pub fn check(world: &dyn World, site: &Site) -> Result<Found, Failure> {
    let suspects = Suspects::default();
    let context = context(site, &suspects);
    let mut notes = check_digests(site, &context, past::history(site)?.as_ref(), None);
    check::run_cell_rules(&context, |_| true, &mut notes);
    let groups = check_groups(world, site, &context, |_| true)?;
    let (drafts, ignored) = conclude(world, site, &context, notes, groups)?;
    Ok(Found::finish(drafts, ignored, site))
}

/// The pages whose texts are looked at where a change is judged, by the names that they have after it.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// Pages that the change touched: they are searched for findings.
    pub(super) touched: BTreeSet<PageId>,
    /// Other pages: they only show what each language does as a rule.
    pub(super) others: BTreeSet<PageId>,
}

/// The same before a change, with the entries and pages named as after it, so that the findings of the two can be compared.
/// `habits` are those that [`check_after`] met in pages that the change did not touch.
pub(super) fn check_before(
    world: &dyn World,
    site: &Site,
    changes: &Changes,
    scope: &Scope,
    habits: Notes,
) -> Result<Vec<Finding>, Failure> {
    let is_wanted = |id: &&PageId| scope.touched.contains(changes.moved.get(*id).unwrap_or(id));
    let own: BTreeSet<PageId> = site.corpus.pages.keys().filter(is_wanted).cloned().collect();
    let suspects = Suspects::default();
    let context = context(site, &suspects);
    let mut notes = check_digests(site, &context, past::history(site)?.as_ref(), None);
    notes.merge(habits);
    check::run_cell_rules(&context, |id| own.contains(id), &mut notes);
    let groups = check_groups(world, site, &context, |id| own.contains(id))?;
    let (mut drafts, _) = conclude(world, site, &context, notes, groups)?;
    drafts.iter_mut().for_each(|draft| draft.rename(&changes.renamed, &changes.moved));
    Ok(check::finish(drafts, &site.options.check.severities))
}

/// The same after a change: with the rules that judge it, and the rows that it touched suspected first. Beside what is
/// found, the habits that show in pages which the change did not touch.
pub(super) fn check_after(
    world: &dyn World,
    site: &Site,
    changes: &Changes,
    scope: &Scope,
) -> Result<(Found, Notes), Failure> {
    let suspects = suspects(changes);
    let context = context(site, &suspects);
    let mut notes = check_digests(site, &context, past::history(site)?.as_ref(), Some(changes));
    check::run_cell_rules(&context, |id| scope.touched.contains(id), &mut notes);
    let mut others = Notes::default();
    check::run_cell_rules(&context, |id| scope.others.contains(id), &mut others);
    let mut others = others.habits();
    for checked in check_groups(world, site, &context, |id| scope.others.contains(id))? {
        others.merge(checked.notes.habits());
    }
    notes.merge(others.habits());
    let groups = check_groups(world, site, &context, |id| scope.touched.contains(id))?;
    let (drafts, ignored) = conclude(world, site, &context, notes, groups)?;
    Ok((Found::finish(drafts, ignored, site), others))
}

/// What keeps a site from being built: files that cannot be read, and files that claim one address.
pub fn blocking(site: &Site) -> Vec<Finding> {
    let blocks = |diagnostic: &&Diagnostic| matches!(diagnostic.rule, "unreadable-file" | "duplicate-url");
    let drafts = site.reading.iter().filter(blocks).map(|diagnostic| Draft::of_reading(None, diagnostic.clone()));
    check::finish(drafts.collect(), &Severities::default())
}

/// What the rules may ask of a site.
pub(super) fn context<'s>(site: &'s Site, suspects: &'s Suspects) -> Context<'s> {
    Context::new(Facts {
        corpus: &site.corpus,
        alignment: &site.alignment,
        originals: &site.originals,
        unresolved: &site.unresolved_pins,
        suspects,
        glossary: &site.glossary,
        lock: site.known.lock.as_ref(),
    })
}

fn suspects(changes: &Changes) -> Suspects {
    let of_entry = |(entry, rows): (&EntryId, &BTreeMap<LocaleId, _>)| {
        rows.keys().map(|locale| (locale.clone(), entry.clone())).collect::<Vec<_>>()
    };
    Suspects { rows: changes.entries.iter().flat_map(of_entry).collect() }
}

/// What the rules find in the prose of those pages that `is_wanted` names.
fn check_groups<'s>(
    world: &dyn World,
    site: &'s Site,
    context: &Context<'_>,
    is_wanted: impl Fn(&PageId) -> bool,
) -> Result<Vec<Checked<'s>>, Failure> {
    let check = |id: &&'s PageId| {
        let pages = site.corpus.pages[*id].values();
        let documents = pages.map(|page| reread(world, &site.options, page)).collect::<Result<_, _>>()?;
        check_group(site, context, id, documents)
    };
    let groups: Vec<&PageId> = site.corpus.pages.keys().filter(|id| is_wanted(id)).collect();
    groups.par_iter().map(check).collect()
}

/// What the rules find that look at the digests as a whole, and at the past.
pub(super) fn check_digests(
    site: &Site,
    context: &Context<'_>,
    history: Option<&History>,
    changes: Option<&Changes>,
) -> Notes {
    let mut notes = Notes::default();
    check::run_digest_rules(context, site.reading.clone(), &mut notes);
    if let Some(history) = history {
        check::run_history_rules(context, history, &mut notes);
    }
    if let Some(changes) = changes {
        check::run_change_rules(context, changes, &mut notes);
    }
    notes
}

/// What was noted in the prose of a page, and the comments in it.
pub(super) struct Checked<'s> {
    notes: Notes,
    suppressions: Vec<(&'s Page, Vec<Suppression>)>,
}

/// What the rules find in the prose of a page.
pub(super) fn check_group<'s>(
    site: &'s Site,
    context: &Context<'_>,
    id: &PageId,
    documents: Vec<Document>,
) -> Result<Checked<'s>, Failure> {
    let has_comments = |document: &Document| document.source.text().contains(check::SUPPRESSION);
    let commented = site.corpus.pages[id].values().zip(&documents).filter(|(_, document)| has_comments(document));
    let read = |(page, document): (&'s Page, &Document)| (page, check::suppressions(document));
    let suppressions = commented.map(read).collect();
    let originals = past::originals(site, context, id)?;
    let notes = check::run_group_rules(context, id, &Group { documents, originals });
    Ok(Checked { notes, suppressions })
}

/// The findings, now that everything was looked at, and those that comments suppress.
pub(super) fn conclude(
    world: &dyn World,
    site: &Site,
    context: &Context<'_>,
    mut notes: Notes,
    groups: Vec<Checked<'_>>,
) -> Result<(Vec<Draft>, Vec<Ignored>), Failure> {
    let mut files = Vec::new();
    for checked in groups {
        notes.merge(checked.notes);
        files.extend(checked.suppressions);
    }
    let mut drafts = notes.into_drafts();
    drafts.extend(regression::regressions(world, site, context, &drafts)?);
    Ok(check::suppress(drafts, &files))
}
