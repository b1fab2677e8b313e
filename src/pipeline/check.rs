//! From a site that is known to what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::failure::Failure;
use super::load::reread;
use super::site::Site;
use super::{regression, seen_source, source_history};
use crate::align::EntryId;
use crate::check::{
    self, CheckedGroup, Collector, Context, Finding, Given, Ignored, PendingFinding, RuleGroup, Severities, Suppression,
};
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::facts::Suspects;
use crate::freshness::{BlockFreshness, ProseChange, ProseOfVersions, RowsByEntry, StateCounts};
use crate::history::{Changes, History};
use crate::model::{LocaleId, Page, PageId};
use crate::parse::Document;
use crate::read::World;
use crate::units::{AlignedCorpus, PageGroup};

/// What the rules found.
#[derive(Debug, Default)]
pub struct Found {
    /// What is to be reported.
    pub findings: Vec<Finding>,
    /// What comments in the content ask not to report; the reason is part of each message.
    pub ignored: Vec<Finding>,
    /// How current the rows are that these are about, and those that a change touched.
    pub rows: RowsByEntry,
    /// The blocks of prose that a change left behind, where one is judged.
    pub blocks: Vec<BlockFreshness>,
}

impl Found {
    /// `changed` are the entries that a change touched, where one is judged.
    fn finish(
        concluded: Concluded,
        context: &Context<'_>,
        changed: Option<&Changes>,
        severities: &Severities,
    ) -> Found {
        let with_reason = |(mut pending, reason): Ignored| {
            let why = if reason.is_empty() { "no reason is given" } else { &reason };
            pending.diagnostic.say_more(Message::new(" (ignored here: {ignored})").with("ignored", why));
            pending
        };
        let findings = check::finish(concluded.pending, severities);
        let ignored = check::finish(concluded.ignored.into_iter().map(with_reason).collect(), severities);
        let changed = changed.into_iter().flat_map(|changes| changes.entries.keys());
        let entries: BTreeSet<&EntryId> =
            findings.iter().chain(&ignored).filter_map(|finding| finding.entry.as_ref()).chain(changed).collect();
        let rows = context.freshness.of_entries(context.alignment, &entries);
        Found { findings, ignored, rows, blocks: Vec::new() }
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
/// [`Failure`] where a page cannot be read again, or the commits of the source cannot be walked.
pub fn check(world: &dyn World, site: &Site) -> Result<Found, Failure> {
    let suspects = Suspects::default();
    let history = source_history::history(site)?;
    check_and_count(world, site, &context(site, &suspects, history.as_ref(), None)).map(|(found, _)| found)
}

/// Runs every rule over a site. Beside what is found, how many blocks of prose each locale has in which state.
pub(super) fn check_and_count(
    world: &dyn World,
    site: &Site,
    context: &Context<'_>,
) -> Result<(Found, BlockCounts), Failure> {
    let mut collector = check_digests(site, context);
    check::run_cell_rules(context, |_| true, &mut collector);
    let groups = check_groups(world, site, context, &ProseChanges::new(), |_| true)?;
    let blocks = block_counts(&groups);
    let concluded = conclude(world, site, context, collector, groups)?;
    Ok((Found::finish(concluded, context, None, &site.options.check.severities), blocks))
}

/// How many blocks of prose each locale has in which state.
pub(super) type BlockCounts = BTreeMap<LocaleId, StateCounts>;

/// The counts of all pages together.
pub(super) fn block_counts<'g>(groups: impl IntoIterator<Item = &'g Checked<'g>>) -> BlockCounts {
    let mut counts = BlockCounts::new();
    for (locale, of_page) in groups.into_iter().flat_map(|checked| &checked.group.blocks) {
        let all = counts.entry(locale.clone()).or_default();
        *all = all.plus(*of_page);
    }
    counts
}

/// What a change did to the prose of the pages that it touched, by the names that they have after it.
pub(super) type ProseChanges = BTreeMap<PageId, ProseChange>;

/// The pages whose texts are looked at where a change is judged, by the names that they have after it.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// Pages that the change touched: they are searched for findings.
    pub(super) touched: BTreeSet<PageId>,
    /// Other pages: they only show the conventions of each language.
    pub(super) others: BTreeSet<PageId>,
}

/// Runs every rule over the state before a change, with the entries and pages named as after it, so that the findings
/// of the two can be compared. `conventions` are those that [`check_after`] met in pages that the change did not touch.
pub(super) fn check_before(
    world: &dyn World,
    site: &Site,
    context: &Context<'_>,
    changes: &Changes,
    (scope, prose): (&Scope, &ProseChanges),
    conventions: Collector,
) -> Result<Vec<Finding>, Failure> {
    let named = |id: &PageId| changes.moved.get(id).unwrap_or(id).clone();
    let is_wanted = |id: &&PageId| scope.touched.contains(&named(id));
    let own: BTreeSet<PageId> = site.corpus.pages.keys().filter(is_wanted).cloned().collect();
    // What the change leaves behind is not there before it.
    let without_findings = |id: &PageId| {
        let touched = prose.get(&named(id))?.touched.clone();
        Some((id.clone(), ProseChange { touched, ..ProseChange::default() }))
    };
    let prose: ProseChanges = own.iter().filter_map(without_findings).collect();
    let mut collector = check_digests(site, context);
    collector.merge(conventions);
    check::run_cell_rules(context, |id| own.contains(id), &mut collector);
    let groups = check_groups(world, site, context, &prose, |id| own.contains(id))?;
    let mut pending = conclude(world, site, context, collector, groups)?.pending;
    pending.iter_mut().for_each(|pending| pending.rename(&changes.renamed, &changes.moved));
    Ok(check::finish(pending, &site.options.check.severities))
}

/// Runs every rule over the state after a change, the rows that it touched suspected first. Beside what is found, the
/// conventions that show in pages which the change did not touch.
pub(super) fn check_after(
    world: &dyn World,
    site: &Site,
    changes: &Changes,
    (scope, prose): (&Scope, &ProseChanges),
) -> Result<(Found, Collector), Failure> {
    let suspects = suspects(changes);
    let history = source_history::history(site)?;
    let context = context(site, &suspects, history.as_ref(), Some(changes));
    let mut collector = check_digests(site, &context);
    check::run_cell_rules(&context, |id| scope.touched.contains(id), &mut collector);
    let mut others = Collector::default();
    check::run_cell_rules(&context, |id| scope.others.contains(id), &mut others);
    let mut others = others.conventions();
    for checked in check_groups(world, site, &context, prose, |id| scope.others.contains(id))? {
        others.merge(checked.group.collector.conventions());
    }
    collector.merge(others.conventions());
    let groups = check_groups(world, site, &context, prose, |id| scope.touched.contains(id))?;
    let concluded = conclude(world, site, &context, collector, groups)?;
    Ok((Found::finish(concluded, &context, Some(changes), &site.options.check.severities), others))
}

/// What keeps a site from being built: files that cannot be read, and files that claim one address.
pub fn blocking(site: &Site) -> Vec<Finding> {
    let blocks =
        |diagnostic: &&Diagnostic| matches!(diagnostic.rule, rule_ids::UNREADABLE_FILE | rule_ids::DUPLICATE_URL);
    let pending = site.load_diagnostics.iter().filter(blocks).cloned();
    let pending = pending.map(|diagnostic| PendingFinding::of_load(None, diagnostic));
    check::finish(pending.collect(), &Severities::default())
}

/// What the rules may ask of a site. `changes` is there where a change is judged and not a state.
pub(super) fn context<'s>(
    site: &'s Site,
    suspects: &'s Suspects,
    history: Option<&'s History>,
    changes: Option<&'s Changes>,
) -> Context<'s> {
    Context::new(Given {
        site: AlignedCorpus { corpus: &site.corpus, alignment: &site.alignment, originals: &site.originals },
        unresolved: &site.unresolved_revisions,
        suspects,
        glossary: &site.glossary,
        lock: site.known.lock.as_ref(),
        seen: &site.seen_rows,
        left: &site.plan.left,
        history,
        dates: &site.dates,
        changes,
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
    changes: &ProseChanges,
    is_wanted: impl Fn(&PageId) -> bool,
) -> Result<Vec<Checked<'s>>, Failure> {
    let check = |id: &&'s PageId| {
        let pages = site.corpus.pages[*id].values();
        let documents = pages.map(|page| reread(world, &site.options, page)).collect::<Result<_, _>>()?;
        check_group(site, context, id, documents, changes.get(*id), |_| ()).map(|(checked, _, ())| checked)
    };
    // In the order of the pages, which `collect` keeps in parallel: collectors are merged in it.
    let groups: Vec<&PageId> = site.corpus.pages.keys().filter(|id| is_wanted(id)).collect();
    groups.par_iter().map(check).collect()
}

/// What the rules find that look at the digests as a whole, and at the commits of the source.
pub(super) fn check_digests(site: &Site, context: &Context<'_>) -> Collector {
    let mut collector = Collector::default();
    check::run_digest_rules(context, site.load_diagnostics.clone(), &mut collector);
    check::run_history_rules(context, &mut collector);
    collector
}

/// What the prose of a page shows, and the comments in it.
pub(super) struct Checked<'s> {
    group: CheckedGroup,
    suppressions: Vec<(&'s Page, Vec<Suppression>)>,
}

impl Checked<'_> {
    /// How many blocks of prose the page has in which state, in each locale.
    pub(super) fn blocks(&self) -> &BTreeMap<LocaleId, StateCounts> {
        &self.group.blocks
    }
}

/// What the rules find in the prose of a page, and what `look` makes of it while it is open. The documents come back.
pub(super) fn check_group<'s, T>(
    site: &'s Site,
    context: &Context<'_>,
    id: &PageId,
    documents: Vec<Document>,
    change: Option<&ProseChange>,
    look: impl FnOnce(&[ProseOfVersions<'_>]) -> T,
) -> Result<(Checked<'s>, Vec<Document>, T), Failure> {
    let has_comments = |document: &Document| document.source.text().contains(check::SUPPRESSION);
    let commented = site.corpus.pages[id].values().zip(&documents).filter(|(_, document)| has_comments(document));
    let read = |(page, document): (&'s Page, &Document)| (page, check::suppressions(document));
    let suppressions = commented.map(read).collect();
    let originals = source_history::originals(site, context, id)?;
    let accepted = seen_source::prose(site, id, &documents);
    let group = PageGroup { documents, originals, accepted };
    let (checked, looked) = check::run_group_rules(context, id, &group, change, look);
    Ok((Checked { group: checked, suppressions }, group.documents, looked))
}

/// Findings but those about versions of pages with a merge conflict, and about translations of such a source: what two
/// sides of a conflict say is no page, and each line of it would be a finding in every language.
fn but_those_of_conflicts(mut pending: Vec<PendingFinding>, source: Option<&LocaleId>) -> Vec<PendingFinding> {
    let is_conflict = |pending: &PendingFinding| pending.diagnostic.rule == rule_ids::MERGE_CONFLICT;
    let place = |pending: &PendingFinding| Some((pending.page.clone()?, pending.locale.clone()?));
    let conflicts: BTreeSet<(PageId, LocaleId)> =
        pending.iter().filter(|own| is_conflict(own)).filter_map(place).collect();
    if conflicts.is_empty() {
        return pending;
    }
    let has_conflict = |page: &PageId, locale: &LocaleId| conflicts.contains(&(page.clone(), locale.clone()));
    let is_of_conflict = |found: &PendingFinding| {
        place(found).is_some_and(|(page, locale)| {
            has_conflict(&page, &locale) || source.is_some_and(|source| has_conflict(&page, source))
        })
    };
    pending.retain(|found| is_conflict(found) || !is_of_conflict(found));
    pending
}

/// What contradicts the source is only a warning where the history ends after the translation was made: it may have been
/// right when it was.
fn doubt(site: &Site, found: &mut PendingFinding) {
    let is_fact = || check::RULES.iter().any(|rule| rule.id == found.diagnostic.rule && rule.group == RuleGroup::Facts);
    let is_uncertain = found
        .page
        .as_ref()
        .zip(found.locale.as_ref())
        .is_some_and(|(page, locale)| site.originals.is_uncertain(page, locale));
    if is_uncertain && found.diagnostic.severity == Severity::Error && is_fact() {
        found.diagnostic.severity = Severity::Warning;
    }
}

/// What is found when everything was looked at.
pub(super) struct Concluded {
    /// What is to be reported.
    pub(super) pending: Vec<PendingFinding>,
    /// What comments in the content ask not to report.
    pub(super) ignored: Vec<Ignored>,
}

/// The findings, now that everything was looked at, and those that comments suppress.
pub(super) fn conclude(
    world: &dyn World,
    site: &Site,
    context: &Context<'_>,
    mut collector: Collector,
    groups: Vec<Checked<'_>>,
) -> Result<Concluded, Failure> {
    let mut files = Vec::new();
    for checked in groups {
        collector.merge(checked.group.collector);
        files.extend(checked.suppressions);
    }
    let mut pending = but_those_of_conflicts(collector.into_pending(), site.corpus.source_locale.as_ref());
    pending.extend(regression::regressions(world, site, context, &pending)?);
    pending.iter_mut().for_each(|found| doubt(site, found));
    check::withhold_markdown_from_html(&mut pending, &site.corpus);
    let (pending, ignored) = check::suppress(pending, &files);
    Ok(Concluded { pending, ignored })
}
