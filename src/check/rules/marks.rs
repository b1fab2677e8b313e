//! What the rules about unchangeable things share: the marks of one kind, compared column by column.

use std::collections::BTreeSet;

use crate::align::Entry;
use crate::check::compare::Departure;
use crate::check::context::Place;
use crate::check::names::contains_name;
use crate::check::{Context, Draft, Rule};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::model::{Mark, MarkKind};

/// What a rule compares.
pub struct Changed<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// The thing's name in messages.
    pub what: &'r str,
    /// The kinds of marks that must agree.
    pub kinds: &'r [MarkKind],
    /// Kinds that the same thing may be read as in another sentence.
    pub known_as: &'r [MarkKind],
    /// Whether a single changed mark can safely be put back.
    pub fix: bool,
    /// Marks that may be missing on one side, because a language may say them otherwise.
    pub forgive: fn(&str) -> bool,
}

/// Compares the marks of every column of every entry.
pub fn compare_marks(context: &Context<'_>, changed: &Changed<'_>, drafts: &mut Vec<Draft>) {
    for entry in context.alignment.entries.iter().filter(|entry| entry.rows.len() > 1) {
        for column in 0..context.table_of(entry).columns.len() {
            let places = context.places(entry, column);
            let marks = |place: &Place<'_>| texts(place, changed.kinds);
            for departure in context.departures(entry, &places, marks) {
                drafts.extend(report(context, changed, entry, &places, departure));
            }
        }
    }
}

fn texts(place: &Place<'_>, kinds: &[MarkKind]) -> BTreeSet<String> {
    marks_of(place, kinds).map(|mark| mark.text.to_string()).collect()
}

fn marks_of<'p>(place: &Place<'p>, kinds: &[MarkKind]) -> impl Iterator<Item = &'p Mark> {
    place.cell.signature.marks.iter().filter(move |mark| kinds.contains(&mark.kind))
}

fn report(
    context: &Context<'_>,
    changed: &Changed<'_>,
    entry: &Entry,
    places: &[Place<'_>],
    departure: Departure,
) -> Option<Draft> {
    let (own, reference) = (&places[departure.own], &places[departure.reference]);
    if own.cell.text.is_empty() || reference.cell.text.is_empty() {
        return None;
    }
    let missing = only_in(context, reference, own, changed);
    let extra = only_in(context, own, reference, changed);
    let forgiven = |marks: &[&Mark]| marks.iter().all(|mark| (changed.forgive)(&mark.text));
    let replaced = !missing.is_empty() && !extra.is_empty();
    if (missing.is_empty() && extra.is_empty()) || (!replaced && forgiven(&missing) && forgiven(&extra)) {
        return None;
    }
    let message = message(changed.what, &missing, &extra, reference);
    let span = extra.first().map_or_else(|| own.span(), |mark| own.part(mark.start, mark.end));
    let there = missing.first().map_or_else(|| reference.span(), |mark| reference.part(mark.start, mark.end));
    let mut diagnostic = Diagnostic::new(changed.rule.id, changed.rule.severity, span.clone(), message)
        .related(there, format!("`{}` has {}", reference.locale, listed(&missing)));
    if let ([right], [_], true) = (&missing[..], &extra[..], changed.fix && !departure.either) {
        diagnostic = diagnostic.fix(Applicability::Safe, span, &*right.text);
    }
    let help = if departure.either {
        format!("one of the two is wrong: make `{}` and `{}` agree", own.locale, reference.locale)
    } else {
        format!("write what `{}` has; the {} is the same in every language", reference.locale, changed.what)
    };
    let evidence = evidence(&missing, &extra, departure.either);
    Some(Draft::of_entry(diagnostic.help(help), entry, own.locale, evidence).either(departure.either))
}

/// The marks of one place that the other does not have in any form.
fn only_in<'p>(context: &Context<'_>, place: &Place<'p>, other: &Place<'_>, changed: &Changed<'_>) -> Vec<&'p Mark> {
    let known = texts(other, changed.known_as);
    let mut found: Vec<&Mark> = Vec::new();
    let is_own = |mark: &&Mark| !known.contains(&*mark.text) && !is_of_missing_name(context, place, mark, other);
    for mark in marks_of(place, changed.kinds).filter(is_own) {
        if found.iter().all(|earlier| earlier.text != mark.text) && !stands_in(&other.cell.text, &mark.text) {
            found.push(mark);
        }
    }
    found
}

/// Whether a mark is part of a name that the other cell does not have at all: `365` where `Office 365` was translated.
/// That is one defect, and `name-translated` tells it.
fn is_of_missing_name(context: &Context<'_>, place: &Place<'_>, mark: &Mark, other: &Place<'_>) -> bool {
    let is_app = |name: &&Mark| name.kind == MarkKind::Name && context.names.is_app(&name.text);
    let mut names = place.cell.signature.marks.iter().filter(is_app);
    let around = names.find(|name| name.start < mark.start && mark.end <= name.end);
    let first_word = around.and_then(|name| name.text.split([' ', '\u{a0}']).next());
    first_word.is_some_and(|word| !contains_name(&other.cell.text, word))
}

/// Whether the other text has the mark after all, where its surroundings made another reading of it.
fn stands_in(text: &str, mark: &str) -> bool {
    let is_word = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric() || char == '_');
    text.match_indices(mark)
        .any(|(at, _)| !is_word(text[..at].chars().next_back()) && !is_word(text[at + mark.len()..].chars().next()))
}

fn message(what: &str, missing: &[&Mark], extra: &[&Mark], reference: &Place<'_>) -> String {
    match (missing, extra) {
        ([], extra) => format!("{} {} is not in `{}`", article(what, extra), listed(extra), reference.locale),
        (missing, []) => format!("{} {} of `{}` is missing", article(what, missing), listed(missing), reference.locale),
        (missing, extra) => {
            format!("{} {} is {} in `{}`", article(what, extra), listed(extra), listed(missing), reference.locale)
        }
    }
}

fn article(what: &str, marks: &[&Mark]) -> String {
    if marks.len() == 1 { format!("the {what}") } else { format!("the {what}s") }
}

fn listed(marks: &[&Mark]) -> String {
    if marks.is_empty() {
        return "none".to_owned();
    }
    marks.iter().map(|mark| format!("`{}`", mark.text)).collect::<Vec<_>>().join(", ")
}

/// What identifies the finding: both sides, in an order that does not depend on who is blamed where either may be.
fn evidence(missing: &[&Mark], extra: &[&Mark], either: bool) -> String {
    let mut sides = [listed(missing), listed(extra)];
    if either {
        sides.sort();
    }
    sides.join(" / ")
}
