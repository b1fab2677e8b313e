//! A row that was right in an earlier state of its translation, though its source has not changed since.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::EntryId;
use crate::check::rules::{facts, language};
use crate::check::{Check, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::model::{Cell, InvariantKind, LocaleId, PageId};
use crate::text::Span;

/// The rule. Its findings are made when all others are known, from earlier versions of the rows under suspicion.
pub const RULE: Rule = Rule {
    id: "regressed-row",
    group: RuleGroup::Staleness,
    severity: Severity::Error,
    page: include_str!("regressed_row.md"),
    reach: Reach::Page,
    check: Check::Load,
};

/// The rules whose findings are worth a look into Git: what no translation may change. A style that changed is no
/// regression, and reading earlier versions takes time.
const INVARIANTS: [&str; 10] = [
    facts::code_changed::RULE.id,
    language::empty_cell::RULE.id,
    facts::identifier_changed::RULE.id,
    facts::inline_code_changed::RULE.id,
    facts::link_changed::RULE.id,
    facts::number_changed::RULE.id,
    facts::payload_broken::RULE.id,
    facts::placeholder_changed::RULE.id,
    facts::status_changed::RULE.id,
    facts::url_changed::RULE.id,
];

/// A cell in which something is wrong, that may have been right before.
#[derive(Clone, Debug)]
pub struct SuspectedRow {
    /// The page.
    pub page: PageId,
    /// The translation.
    pub locale: LocaleId,
    entry: usize,
    column: usize,
}

/// A row of an earlier version of a translation.
#[derive(Clone, Debug)]
pub struct EarlierRow {
    /// The commit of the version.
    pub commit: String,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The cells of the row of the source that it was made from.
    pub original: Vec<Cell>,
}

/// The cells in which pending findings find what no translation may change, without doubles.
pub fn suspected_rows(context: &Context<'_>, pending_findings: &[PendingFinding]) -> Vec<SuspectedRow> {
    let mut seen: BTreeSet<(usize, LocaleId, usize)> = BTreeSet::new();
    let mut found = Vec::new();
    let places: BTreeMap<&EntryId, usize> =
        context.alignment.entries.iter().enumerate().map(|(at, entry)| (&entry.id, at)).collect();
    for pending in pending_findings.iter().filter(|pending| INVARIANTS.contains(&pending.diagnostic.rule)) {
        let (Some(id), Some(locale)) = (&pending.entry, &pending.locale) else { continue };
        let Some(entry) = places.get(id).copied() else { continue };
        let Some(column) = column(context, entry, locale, &pending.diagnostic.span) else { continue };
        if seen.insert((entry, locale.clone(), column)) {
            let page = context.alignment.entries[entry].page.clone();
            found.push(SuspectedRow { page, locale: locale.clone(), entry, column });
        }
    }
    found
}

/// Index of the cell, in the locale's own order, that a span is in; the first where it is the whole row.
fn column(context: &Context<'_>, entry: usize, locale: &LocaleId, span: &Span) -> Option<usize> {
    let cells = cells(context, entry, locale)?;
    cells.iter().position(|cell| cell.range.start <= span.start && span.end <= cell.range.end).or(Some(0))
}

fn cells<'c>(context: &Context<'c>, entry: usize, locale: &LocaleId) -> Option<&'c [Cell]> {
    let entry = &context.alignment.entries[entry];
    Some(context.alignment.cells(context.corpus, &context.alignment.address(entry, locale)?))
}

/// The finding about a cell that kept in an earlier version what it lacks now, made from the very same row of the
/// source.
pub fn regressed(context: &Context<'_>, suspect: &SuspectedRow, earlier: &[EarlierRow]) -> Option<PendingFinding> {
    let entry = &context.alignment.entries[suspect.entry];
    let own = cells(context, suspect.entry, &suspect.locale)?.get(suspect.column)?;
    let place = entry.rows.get(&suspect.locale)?.place;
    let original = context.originals.of(&entry.page, &suspect.locale)?.cells((place.table, place.row))?;
    let texts = |cells: &[Cell]| cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
    let wanted = invariants(original.get(suspect.column)?);
    // How far a cell is from its original, in either direction.
    let lost =
        |cell: &Cell| wanted.difference(&invariants(cell)).count() + invariants(cell).difference(&wanted).count();
    let was_right = |row: &&EarlierRow| {
        texts(&row.original) == texts(original)
            && row.cells.get(suspect.column).is_some_and(|cell| {
                // Better than now is enough; an empty cell lost its text even where its original has no invariants.
                !cell.text.is_empty() && lost(cell) < lost(own).max(usize::from(own.text.is_empty()))
            })
    };
    let before = earlier.iter().find(was_right)?;
    let old = &before.cells[suspect.column];
    let file = &context.corpus.page(&entry.page, &suspect.locale)?.path;
    let range =
        if own.range.is_empty() { context.row_span(entry, &suspect.locale)?.range() } else { own.range.clone() };
    let message =
        Message::new("this cell was right at `{revision}`, and its source has not changed since: it was `{expected}`")
            .with("revision", before.commit.get(..8).unwrap_or(&before.commit))
            .with("expected", &old.text)
            .with("found", &own.text);
    let span = Span::new(file, range);
    let diagnostic = Diagnostic::new(RULE.id, Severity::Error, span, message)
        .help("take back what it was, and make the change that was meant again")
        .fix(Applicability::Suggested, Span::new(file, own.range.clone()), &*old.text);
    Some(PendingFinding::of_entry(diagnostic, entry, &suspect.locale, suspect.column.to_string()))
}

/// What no translation may change of a cell.
fn invariants(cell: &Cell) -> BTreeSet<(InvariantKind, String)> {
    let kept = |kind: InvariantKind| !matches!(kind, InvariantKind::Name | InvariantKind::JsonPunctuation);
    cell.signature
        .invariants
        .iter()
        .filter(|invariant| kept(invariant.kind))
        .map(|invariant| (invariant.kind, invariant.text.to_string()))
        .collect()
}
