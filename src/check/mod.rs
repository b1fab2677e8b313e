//! The rules, and what they found.
//!
//! **Comes in:** a [`Context`] (corpus and alignment), documents, and the diagnostics of reading. **Goes out:** findings, sorted.
//! **Never happens here:** printing, I/O, exit codes.

mod baseline;
mod cells;
mod context;
mod draft;
mod fixes;
mod learned;
mod notes;
mod prose;
mod regression;
mod rules;
mod sentences;
mod severities;
mod staleness;
mod suppression;
mod unit;
mod versions;
mod visible;
mod voting;

pub use baseline::{Baseline, InvalidLine};
pub use context::{Context, Facts, Suspects};
pub use draft::Draft;
pub use fixes::{Fixed, fixes};
pub use notes::Notes;
pub use prose::{Group, ProseUnit};
pub use regression::{EarlierRow, SuspectedRow, regressed, suspected_rows};
pub use rules::{Freshness, RULES, STALE_ROW, changed_words_of, freshness};
pub use severities::{Override, RuleLevels, Severities};
pub use staleness::{Behind, behind};
pub use suppression::{Ignored, SUPPRESSION, Suppression, suppress, suppressions};
pub use unit::Unit;
pub use versions::Versions;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::align::EntryId;
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::{Changes, History};
use crate::model::{LocaleId, Page, PageId};
use crate::text::FilePath;

/// A diagnostic with its place in the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong, where, and what to do.
    pub diagnostic: Diagnostic,
    /// The locale that is to be mended, where there is one.
    pub locale: Option<LocaleId>,
    /// The page.
    pub page: Option<PageId>,
    /// The entry, where the finding is about a row.
    pub entry: Option<EntryId>,
    /// What makes this finding the same one when lines move: 32 hexadecimal digits made of rule, page,
    /// locale, entry and evidence.
    pub fingerprint: String,
}

/// A rule: data and a pure function.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, in kebab-case, for the defect.
    pub id: &'static str,
    /// How bad a finding is where the configuration says nothing.
    pub severity: Severity,
    /// Its page: Markdown, and an executable specification.
    pub page: &'static str,
    /// What it looks at.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Found while files are read, discovered and planned; the rule only names and explains it.
    Reading,
    /// The digests of the whole corpus.
    Digest(fn(&Context<'_>, &mut Notes)),
    /// One text in all its locales: each cell of each row, and each stretch of prose.
    Unit(fn(&Context<'_>, &Unit<'_>, &mut Notes)),
    /// One text in all its locales that is too long for the rules that compare texts.
    LongUnit(fn(&Context<'_>, &Unit<'_>, &mut Notes)),
    /// The prose of a page in the versions that were made from one original, in order.
    Prose(fn(&Context<'_>, &Versions<'_>, &[ProseUnit<'_>], &mut Notes)),
    /// One page at a time in all its locales, with its prose.
    Group(fn(&Context<'_>, &Group, &mut Notes)),
    /// The commits of the source; only where translations name revisions.
    History(fn(&Context<'_>, &History, &mut Notes)),
    /// The digests, and what changed from one state to another where a change is judged.
    State {
        /// What is wrong in a state.
        now: fn(&Context<'_>, &mut Notes),
        /// What a change brought about.
        change: fn(&Context<'_>, &Changes, &mut Notes),
    },
}

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// Whether a rule finds in one page what a change of another brought about: links to what is gone.
pub fn looks_across_pages(rule: &str) -> bool {
    const ACROSS: &[&str] = &[
        "broken-anchor",
        "broken-image",
        "broken-include",
        "broken-link",
        "duplicate-url",
        "file-not-copied",
        "limit-exceeded",
        "orphan-page",
    ];
    ACROSS.contains(&rule)
}

/// Runs the rules that look at digests. `reading` is what was found before; it is judged by the same severities.
pub fn run_digest_rules(context: &Context<'_>, reading: Vec<Diagnostic>, notes: &mut Notes) {
    let pages: BTreeMap<&FilePath, &Page> = context.corpus.all_pages().map(|page| (&page.path, page)).collect();
    let of_reading = |diagnostic: Diagnostic| Draft::of_reading(pages.get(&diagnostic.span.file).copied(), diagnostic);
    notes.extend(rules::but_those_of_the_source(context, reading).into_iter().map(of_reading));
    let run = |rule: &Rule| {
        let mut notes = Notes::default();
        match rule.check {
            Check::Digest(check) | Check::State { now: check, .. } => check(context, &mut notes),
            _ => {}
        }
        notes
    };
    run_all(run, notes);
}

/// Runs the rules that look at texts over the cells of those pages that `is_wanted` names.
pub fn run_cell_rules(context: &Context<'_>, is_wanted: impl Fn(&PageId) -> bool + Sync + Send, notes: &mut Notes) {
    let run = |rule: &Rule| {
        let mut notes = Notes::default();
        let units = context.cells.iter().filter(|unit| is_wanted(unit.page));
        run_unit_rule(context, rule, units, &mut notes);
        notes
    };
    run_all(run, notes);
}

/// Runs a rule over texts, where it is about texts.
fn run_unit_rule<'u>(context: &Context<'_>, rule: &Rule, units: impl Iterator<Item = &'u Unit<'u>>, notes: &mut Notes) {
    let (check, is_long) = match rule.check {
        Check::Unit(check) => (check, false),
        Check::LongUnit(check) => (check, true),
        _ => return,
    };
    units.filter(|unit| unit.is_too_long() == is_long).for_each(|unit| check(context, unit, notes));
}

/// Runs all rules beside each other, and gathers what they noted in their order.
fn run_all(run: impl Fn(&Rule) -> Notes + Sync + Send, notes: &mut Notes) {
    let found: Vec<Notes> = RULES.par_iter().map(run).collect();
    found.into_iter().for_each(|of_rule| notes.merge(of_rule));
}

/// Runs the rules that look at prose over one page in all its locales.
pub fn run_group_rules(context: &Context<'_>, id: &PageId, group: &Group) -> Notes {
    let mut notes = Notes::default();
    let passages = prose::Passages::read(group);
    let versions: Vec<&Versions<'_>> = context.versions_of(id).collect();
    let prose: Vec<Vec<ProseUnit<'_>>> = versions.iter().map(|versions| passages.units(context, versions)).collect();
    for rule in RULES {
        match rule.check {
            Check::Group(check) => check(context, group, &mut notes),
            Check::Unit(_) | Check::LongUnit(_) => {
                run_unit_rule(context, rule, prose.iter().flatten().map(|part| &part.unit), &mut notes);
            }
            Check::Prose(check) => {
                versions.iter().zip(&prose).for_each(|(versions, prose)| check(context, versions, prose, &mut notes));
            }
            _ => {}
        }
    }
    notes
}

/// Runs the rules that look at the commits of the source.
pub fn run_history_rules(context: &Context<'_>, history: &History, notes: &mut Notes) {
    for rule in RULES {
        if let Check::History(check) = rule.check {
            check(context, history, notes);
        }
    }
}

/// Runs the rules that judge a change; the context is that of the state after it.
pub fn run_change_rules(context: &Context<'_>, changes: &Changes, notes: &mut Notes) {
    for rule in RULES {
        if let Check::State { change, .. } = rule.check {
            change(context, changes, notes);
        }
    }
}

/// Makes findings of drafts: at the configured severities, sorted by path and place.
pub fn finish(drafts: Vec<Draft>, severities: &Severities) -> Vec<Finding> {
    let mut findings: Vec<(Finding, String)> = drafts
        .into_iter()
        .filter_map(|mut draft| {
            let diagnostic = &mut draft.diagnostic;
            diagnostic.severity = severities.of(diagnostic.rule, &diagnostic.span.file, diagnostic.severity)?;
            Some(draft.into_finding())
        })
        .collect();
    findings.sort_by(|(a, _), (b, _)| sort_key(a).cmp(&sort_key(b)));
    draft::number_equals(findings)
}

fn sort_key(finding: &Finding) -> (&crate::text::Span, &str, &Option<LocaleId>, &str) {
    let diagnostic = &finding.diagnostic;
    (&diagnostic.span, diagnostic.rule, &finding.locale, &diagnostic.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_across_pages_is_a_rule() {
        let known = RULES.iter().filter(|rule| looks_across_pages(rule.id)).count();
        assert_eq!(known, 8);
    }
}
