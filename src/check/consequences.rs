//! Findings that say nothing new once another one is told: one mistake is reported once.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::Finding;
use super::rule::RuleGroup;
use super::rules::{self, RULES};
use crate::diagnostic::{Diagnostic, rule_ids};
use crate::model::{LocaleId, PageId};
use crate::text::{FilePath, Span};

/// Drops what follows from another finding, and the fixes that must wait for one.
pub(super) fn without_consequences(findings: &mut Vec<(Finding, String)>) {
    without_those_of_swapped_cells(findings);
    without_those_of_unread_tables(findings);
    without_those_of_empty_pages(findings);
    without_those_of_one_header(findings);
    let_rows_wait(findings);
}

/// Lines that were meant as a table: where they are in each file, and how many there are in each locale of a page.
#[derive(Default)]
struct UnreadTables {
    places: BTreeMap<FilePath, BTreeSet<usize>>,
    counts: BTreeMap<PageId, BTreeMap<LocaleId, usize>>,
}

impl UnreadTables {
    fn of<'f>(findings: impl Iterator<Item = &'f Finding>) -> UnreadTables {
        let mut tables = UnreadTables::default();
        for finding in findings.filter(|finding| finding.diagnostic.rule == rule_ids::MISSING_DELIMITER) {
            let Span { file, start, .. } = finding.diagnostic.span.clone();
            tables.places.entry(file).or_default().insert(start);
            if let (Some(page), Some(locale)) = (finding.page.clone(), finding.locale.clone()) {
                *tables.counts.entry(page).or_default().entry(locale).or_default() += 1;
            }
        }
        tables
    }

    fn is_in(&self, span: &Span) -> bool {
        self.places.get(&span.file).is_some_and(|at| at.range(span.range()).next().is_some())
    }

    /// How many there are on a page in other languages than the one of a finding.
    fn elsewhere(&self, finding: &Finding) -> usize {
        let of_page = finding.page.as_ref().and_then(|page| self.counts.get(page)).into_iter().flatten();
        of_page.filter(|(locale, _)| Some(*locale) != finding.locale.as_ref()).map(|(_, count)| count).sum()
    }
}

/// Leaves one of the findings about the columns of a header that nobody translated: it is about all of them.
fn without_those_of_one_header(findings: &mut Vec<(Finding, String)>) {
    let mut headers: BTreeSet<Span> = BTreeSet::new();
    findings.retain(|(finding, _)| {
        let is_of_header = finding.diagnostic.rule == rules::UNTRANSLATED_CELL && finding.entry.is_none();
        !is_of_header || headers.insert(finding.diagnostic.span.clone())
    });
}

/// Drops what lines that were meant as a table bring about: their words are missing in the other languages, and the
/// tables of those have no counterpart.
fn without_those_of_unread_tables(findings: &mut Vec<(Finding, String)>) {
    let unread = UnreadTables::of(findings.iter().map(|(finding, _)| finding));
    // Each table that has no counterpart is accounted for by one that is not read.
    let mut accounted: BTreeMap<(Option<PageId>, Option<LocaleId>), usize> = BTreeMap::new();
    findings.retain(|(finding, _)| match finding.diagnostic.rule {
        rules::MISSING_PARAGRAPH => !finding.diagnostic.related.first().is_some_and(|there| unread.is_in(&there.span)),
        rules::EXTRA_PARAGRAPH => !unread.is_in(&finding.diagnostic.span),
        // Without an entry it is about a whole table.
        rules::EXTRA_ROW if finding.entry.is_none() => {
            let known = accounted.entry((finding.page.clone(), finding.locale.clone())).or_default();
            *known += 1;
            *known > unread.elsewhere(finding)
        }
        _ => true,
    });
}

/// Drops what a page lacks that has no text: everything. One that has some of the source's words is a copy, of which it
/// may well be told what it lacks.
fn without_those_of_empty_pages(findings: &mut Vec<(Finding, String)>) {
    let place = |finding: &Finding| (finding.page.clone(), finding.locale.clone());
    let is_empty = |finding: &&Finding| {
        let Diagnostic { rule, data, .. } = &finding.diagnostic;
        *rule == rules::UNTRANSLATED_PAGE && data.value("left").is_none()
    };
    let pages: BTreeSet<_> = findings.iter().map(|(finding, _)| finding).filter(is_empty).map(place).collect();
    let follows = rules::reports_what_is_there;
    findings.retain(|(finding, _)| !follows(finding.diagnostic.rule) || !pages.contains(&place(finding)));
}

/// Drops what is said of the content of cells that stand in each other's place: that is one mistake, and a comparison
/// of each with what stands in its place only repeats it.
fn without_those_of_swapped_cells(findings: &mut Vec<(Finding, String)>) {
    let swapped = findings.iter().map(|(finding, _)| &finding.diagnostic);
    let swapped = swapped.filter(|diagnostic| diagnostic.rule == rules::SWAPPED_CELLS);
    let both = |diagnostic: &Diagnostic| {
        let other = diagnostic.related.first().map(|related| related.span.clone());
        [Some(diagnostic.span.clone()), other].into_iter().flatten()
    };
    let mut cells: BTreeMap<FilePath, BTreeMap<usize, usize>> = BTreeMap::new();
    for cell in swapped.flat_map(both) {
        cells.entry(cell.file).or_default().insert(cell.start, cell.end);
    }
    let is_in_cell = |span: &Span| {
        let before = cells.get(&span.file).and_then(|cells| cells.range(..=span.start).next_back());
        before.is_some_and(|(_, end)| span.end <= *end)
    };
    let compares = |id: &str| {
        let group = RULES.iter().find(|rule| rule.id == id).map(|rule| rule.group);
        matches!(group, Some(RuleGroup::Facts | RuleGroup::Language))
    };
    findings.retain(|(finding, _)| !compares(finding.diagnostic.rule) || !is_in_cell(&finding.diagnostic.span));
}

/// Takes the fix of a row with stray pipes away where something within the row has one: two edits of one place are made
/// by nobody, and the row is looked at again when the other is done.
fn let_rows_wait(findings: &mut [(Finding, String)]) {
    let mut edits: BTreeSet<(FilePath, usize)> = BTreeSet::new();
    for (finding, _) in findings.iter().filter(|(finding, _)| finding.diagnostic.rule != rule_ids::RAGGED_ROW) {
        let spans = finding.diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.span);
        edits.extend(spans.map(|span| (span.file.clone(), span.start)));
    }
    for (finding, _) in findings.iter_mut().filter(|(finding, _)| finding.diagnostic.rule == rule_ids::RAGGED_ROW) {
        let Span { file, start, end } = &finding.diagnostic.span;
        if edits.range((file.clone(), *start)..=(file.clone(), *end)).next().is_some() {
            finding.diagnostic.fix = None;
        }
    }
}
