//! Runs the rules, each over what it looks at.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::consequences::without_consequences;
use super::context::Context;
use super::findings::{Collector, Finding, PendingFinding, Severities, number_equals};
use super::rule::{Check, Rule};
use super::rules::{self, RULES};
use crate::diagnostic::Diagnostic;
use crate::freshness::{BlockFreshness, ProseChange, ProseOfVersions, StateCounts, block_counts};
use crate::model::{LocaleId, Page, PageId};
use crate::text::{FilePath, Span};
use crate::units::{PageGroup, Passages, Unit};

/// Runs the rules that look at digests. `load_diagnostics` is what was found before; it gets the same severities.
pub fn run_digest_rules(context: &Context<'_>, load_diagnostics: Vec<Diagnostic>, collector: &mut Collector) {
    let pages: BTreeMap<&FilePath, &Page> = context.corpus.all_pages().map(|page| (&page.path, page)).collect();
    let of_load =
        |diagnostic: Diagnostic| PendingFinding::of_load(pages.get(&diagnostic.span.file).copied(), diagnostic);
    collector.extend(rules::but_those_of_the_source(context, load_diagnostics).into_iter().map(of_load));
    let run = |rule: &Rule| {
        let mut collector = Collector::default();
        match rule.check {
            Check::Digest(check) => check(context, &mut collector),
            Check::Texts(check) => check(&context.units.cells.iter().collect::<Vec<_>>(), &mut collector),
            _ => {}
        }
        collector
    };
    run_all(run, collector);
}

/// Runs the rules that look at texts over the cells of those pages that `is_wanted` names.
pub fn run_cell_rules(
    context: &Context<'_>,
    is_wanted: impl Fn(&PageId) -> bool + Sync + Send,
    collector: &mut Collector,
) {
    let run = |rule: &Rule| {
        let mut collector = Collector::default();
        let units = context.units.cells.iter().filter(|unit| is_wanted(unit.page));
        run_unit_rule(context, rule, units, &mut collector);
        collector
    };
    run_all(run, collector);
}

/// Runs a rule over texts, where it is about texts.
fn run_unit_rule<'u>(
    context: &Context<'_>,
    rule: &Rule,
    units: impl Iterator<Item = &'u Unit<'u>>,
    collector: &mut Collector,
) {
    let (check, is_long) = match rule.check {
        Check::Unit(check) => (check, false),
        Check::LongUnit(check) => (check, true),
        _ => return,
    };
    units.filter(|unit| unit.is_too_long() == is_long).for_each(|unit| check(context, unit, collector));
}

/// Runs all rules beside each other, and merges what they collected in the order of the rules, so that threads decide
/// nothing.
fn run_all(run: impl Fn(&Rule) -> Collector + Sync + Send, collector: &mut Collector) {
    let found: Vec<Collector> = RULES.par_iter().map(run).collect();
    found.into_iter().for_each(|of_rule| collector.merge(of_rule));
}

/// What the prose of one page shows.
#[derive(Default)]
pub struct CheckedGroup {
    /// What the rules collected.
    pub collector: Collector,
    /// How many blocks are in which state, in each locale.
    pub blocks: BTreeMap<LocaleId, StateCounts>,
}

/// Runs the rules that look at prose over one page in all its locales, and counts its blocks. Where a change is judged,
/// `change` is what it did: this is then reported of the translations that it compares, and not what is missing in them
/// anyhow. `look` sees the prose while it is open.
pub fn run_group_rules<T>(
    context: &Context<'_>,
    id: &PageId,
    group: &PageGroup,
    change: Option<&ProseChange>,
    look: impl FnOnce(&[ProseOfVersions<'_>]) -> T,
) -> (CheckedGroup, T) {
    let mut collector = Collector::default();
    let passages = Passages::read(group);
    let read = |versions| ProseOfVersions::read(context, &context.facts.lexicons, (group, &passages), versions);
    let prose: Vec<ProseOfVersions<'_>> = context.units.versions_of(id).map(read).collect();
    for rule in RULES {
        match rule.check {
            Check::Group(check) => check(context, group, &mut collector),
            Check::Texts(check) => {
                for prose in &prose {
                    let units = prose.units.iter().filter(|part| !part.is_header()).map(|part| &part.unit);
                    check(&units.filter(|unit| !unit.is_too_long()).collect::<Vec<_>>(), &mut collector);
                }
            }
            Check::Unit(_) | Check::LongUnit(_) => {
                // The cells of a table's header are units of their own.
                let parts = prose.iter().flat_map(|prose| &prose.units).filter(|part| !part.is_header());
                run_unit_rule(context, rule, parts.map(|part| &part.unit), &mut collector);
            }
            _ => {}
        }
    }
    let is_compared = |block: &BlockFreshness| change.is_some_and(|change| change.touched.contains_key(&block.locale));
    for prose in &prose {
        run_block_rules(context, prose.blocks.iter().filter(|block| !is_compared(block)), &mut collector);
    }
    run_block_rules(context, change.iter().flat_map(|change| &change.left_behind), &mut collector);
    let blocks = block_counts(context, &context.freshness, id, &passages, &prose);
    (CheckedGroup { collector, blocks }, look(&prose))
}

/// Runs the rules that look at blocks of prose that are not fresh.
fn run_block_rules<'b>(
    context: &Context<'_>,
    blocks: impl Iterator<Item = &'b BlockFreshness> + Clone,
    collector: &mut Collector,
) {
    for rule in RULES {
        if let Check::Block(check) = rule.check {
            blocks.clone().for_each(|block| check(context, block, collector));
        }
    }
}

/// Runs the rules that look at the commits of the source, where they are known.
pub fn run_history_rules(context: &Context<'_>, collector: &mut Collector) {
    let Some(history) = context.given.history else { return };
    for rule in RULES {
        if let Check::History(check) = rule.check {
            check(context, history, collector);
        }
    }
}

/// Makes findings of pending findings: at the configured severities, sorted by path and place.
pub fn finish(pending: Vec<PendingFinding>, severities: &Severities) -> Vec<Finding> {
    let mut findings: Vec<(Finding, String)> = pending
        .into_iter()
        .filter_map(|mut pending| {
            let diagnostic = &mut pending.diagnostic;
            let own = rules::is_on_by_default(diagnostic.rule).then_some(diagnostic.severity);
            diagnostic.severity = severities.of(diagnostic.rule, &diagnostic.span.file, own)?;
            Some(pending.into_finding())
        })
        .collect();
    without_consequences(&mut findings);
    // Sorted before they get numbers: equal findings are told apart by their order, and a fingerprint must not change
    // with threads.
    findings.sort_by(|(a, _), (b, _)| sort_key(a).cmp(&sort_key(b)));
    number_equals(findings)
}

fn sort_key(finding: &Finding) -> (&Span, &str, &Option<LocaleId>, &str) {
    let diagnostic = &finding.diagnostic;
    (&diagnostic.span, diagnostic.rule, &finding.locale, &diagnostic.message)
}
