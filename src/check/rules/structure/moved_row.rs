//! A row that is at another place in one of the locales only.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::{AlignedTable, Entry};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::LocaleId;

/// The rule.
pub const RULE: Rule = Rule {
    id: "moved-row",
    group: RuleGroup::Structure,
    severity: Severity::Info,
    page: include_str!("moved_row.md"),
    reach: Reach::Never,
    check: Check::Digest(check),
};

/// A table of which more than this share has moved was sorted, and that is one finding. Chosen; two rows may always
/// move, so that small tables are not taken for sorted ones.
const SORTED: f64 = 0.25;

fn check(context: &Context<'_>, collector: &mut Collector) {
    for table in context.alignment.tables.iter().filter(|table| table.members.len() > 1) {
        let entries = context.alignment.entries_of(table);
        let Some(reference) = context.locales_reference_first().find(|locale| table.members.contains_key(*locale))
        else {
            continue;
        };
        let others: Vec<&LocaleId> = table.members.keys().filter(|locale| *locale != reference).collect();
        let moved: BTreeMap<&LocaleId, BTreeSet<usize>> =
            others.iter().map(|locale| (*locale, moved(context, entries, reference, locale))).collect();
        let by_how_many = |entry: usize| moved.values().filter(|moved| moved.contains(&entry)).count();
        // Nobody votes against the order of a source.
        let is_few = |at: &usize| others.len() < 3 || 2 * by_how_many(*at) <= others.len();
        for (locale, rows) in &moved {
            let single: Vec<usize> =
                rows.iter().copied().filter(|at| context.is_source(reference) || is_few(at)).collect();
            report_all(context, entries, table, locale, reference, &single, collector);
        }
        // A row that all others have elsewhere was moved in the reference, which need not be right where it is no
        // source.
        let is_alone = |at: &usize| others.len() > 2 && by_how_many(*at) == others.len();
        if !context.is_source(reference) {
            let alone: Vec<usize> = (0..entries.len()).filter(is_alone).collect();
            report_all(context, entries, table, reference, others[0], &alone, collector);
        }
    }
}

fn report_all(
    context: &Context<'_>,
    entries: &[Entry],
    table: &AlignedTable,
    locale: &LocaleId,
    reference: &LocaleId,
    rows: &[usize],
    collector: &mut Collector,
) {
    let shared = entries.iter().filter(|entry| entry.rows.contains_key(locale) && entry.rows.contains_key(reference));
    if rows.len() as f64 > (SORTED * shared.count() as f64).max(2.0) {
        collector.extend(sorted(context, table, locale, reference));
        return;
    }
    let runs = rows.chunk_by(|one, next| is_next(&entries[*one], &entries[*next], [locale, reference]));
    collector.extend(runs.filter_map(|run| report(context, entries, run, locale, reference)));
}

/// Whether a row follows another one in both languages: then the two moved as one.
fn is_next(one: &Entry, next: &Entry, locales: [&LocaleId; 2]) -> bool {
    locales.iter().all(|locale| {
        let place = |entry: &Entry| entry.rows.get(*locale).map(|row| (row.place.table, row.place.row));
        place(next).is_some() && place(next) == place(one).map(|(table, row)| (table, row + 1))
    })
}

/// The entries that are elsewhere in `locale` than in `reference`: those outside of the longest run that both have in
/// one order. So one row that moved past many is the only one that is reported.
fn moved(context: &Context<'_>, entries: &[Entry], reference: &LocaleId, locale: &LocaleId) -> BTreeSet<usize> {
    let is_shared = |entry: &Entry| entry.rows.contains_key(reference) && entry.rows.contains_key(locale);
    let all: Vec<usize> = (0..entries.len()).filter(|at| is_shared(&entries[*at])).collect();
    let made_from: Option<Vec<(usize, usize)>> =
        all.iter().map(|at| made_from(context, &entries[*at], locale)).collect();
    let there = |at: &usize| entries[*at].rows[reference].place;
    let order = made_from.unwrap_or_else(|| all.iter().map(there).map(|place| (place.table, place.row)).collect());
    let mut shared: Vec<(usize, (usize, usize))> = all.into_iter().zip(order).collect();
    // In the order of the reference, or of what the translation was made from; then the places in the locale.
    shared.sort_by_key(|(_, place)| *place);
    let places: Vec<(usize, usize)> =
        shared.iter().map(|(at, _)| entries[*at].rows[locale].place).map(|place| (place.table, place.row)).collect();
    let kept = longest_increasing(&places);
    shared.iter().enumerate().filter(|(index, _)| !kept.contains(index)).map(|(_, (at, _))| *at).collect()
}

/// Where the row was in the page that a translation was made from.
fn made_from(context: &Context<'_>, entry: &Entry, locale: &LocaleId) -> Option<(usize, usize)> {
    let place = entry.rows.get(locale)?.place;
    context.originals.of(&entry.page, locale)?.place((place.table, place.row))
}

/// Indexes of a longest strictly increasing subsequence (patience sorting).
fn longest_increasing(values: &[(usize, usize)]) -> BTreeSet<usize> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (index, value) in values.iter().enumerate() {
        let pile = tops.partition_point(|top| values[*top] < *value);
        before.push(pile.checked_sub(1).map(|pile| tops[pile]));
        if pile == tops.len() { tops.push(index) } else { tops[pile] = index }
    }
    std::iter::successors(tops.last().copied(), |index| before[*index]).collect()
}

/// The finding about rows that follow each other in both languages, at the first of them.
fn report(
    context: &Context<'_>,
    entries: &[Entry],
    run: &[usize],
    locale: &LocaleId,
    reference: &LocaleId,
) -> Option<PendingFinding> {
    let entry = &entries[*run.first()?];
    let (message, help) = match run.len() {
        1 => (
            Message::new("this row stands at another place than in `{reference}`"),
            "move it to where it stands in the other languages",
        ),
        more => (
            Message::new("{rows:row} from here on stand at another place than in `{reference}`").count("rows", more),
            "move them to where they stand in the other languages",
        ),
    };
    let message = message.with("reference", reference);
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, context.row_span(entry, locale)?, message)
        .help(help)
        .related(context.row_span(entry, reference)?, format!("the row in `{reference}`"));
    Some(PendingFinding::of_entry(diagnostic, entry, locale, ""))
}

fn sorted(
    context: &Context<'_>,
    table: &AlignedTable,
    locale: &LocaleId,
    reference: &LocaleId,
) -> Option<PendingFinding> {
    let own = context.table(table, locale)?;
    let there = context.table(table, reference)?;
    let message = Message::new("the rows of this table stand in another order than in `{reference}`")
        .with("reference", reference);
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span.clone(), message)
        .help("sort it as the other languages do, unless it is sorted by its own words")
        .related(there.span.clone(), format!("the table in `{reference}`"));
    let first = context.alignment.entries_of(table).first().map_or("", |entry| entry.id.as_str());
    Some(PendingFinding::of_page(diagnostic, &table.page, locale, format!("order {first}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_that_moved_past_others_is_the_one_that_moved() {
        let places = |rows: &[usize]| rows.iter().map(|row| (0, *row)).collect::<Vec<_>>();
        let kept = |rows: &[usize]| longest_increasing(&places(rows)).into_iter().collect::<Vec<_>>();
        assert_eq!(kept(&[4, 0, 1, 2, 3]), [1, 2, 3, 4]);
        assert_eq!(kept(&[0, 1, 2]), [0, 1, 2]);
        assert_eq!(kept(&[]), Vec::<usize>::new());
    }
}
