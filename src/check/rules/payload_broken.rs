//! A JSON payload whose keys, quotes or braces differ in one of the locales.

use std::collections::BTreeMap;

use crate::check::context::Place;
use crate::check::{Check, Context, Draft, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::MarkKind;

/// The rule.
pub const RULE: Rule = Rule {
    id: "payload-broken",
    severity: Severity::Error,
    page: include_str!("payload_broken.md"),
    check: Check::Digest(check),
};

/// What must be the same: keys in order, and how many there are of each thing that holds the payload together.
#[derive(Debug, Default, PartialEq)]
struct Shape {
    keys: Vec<String>,
    punctuation: BTreeMap<String, usize>,
}

fn check(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    for entry in context.alignment.entries.iter().filter(|entry| entry.rows.len() > 1) {
        for column in 0..context.table_of(entry).columns.len() {
            let places = context.places(entry, column);
            for departure in context.departures(entry, &places, shape) {
                let (own, reference) = (&places[departure.own], &places[departure.reference]);
                if own.cell.text.is_empty() || reference.cell.text.is_empty() {
                    continue;
                }
                let difference = difference(&shape(own), &shape(reference), reference.locale.as_str());
                let diagnostic = Diagnostic::new(RULE.id, RULE.severity, payload_span(own), &difference)
                    .help("copy the payload as it is, and translate only the text inside its quotes")
                    .related(payload_span(reference), format!("`{}` has this", reference.locale));
                let evidence = if departure.either { String::new() } else { difference };
                drafts.push(Draft::of_entry(diagnostic, entry, own.locale, evidence).either(departure.either));
            }
        }
    }
}

fn shape(place: &Place<'_>) -> Shape {
    let signature = &place.cell.signature;
    let mut shape = Shape { keys: signature.of(MarkKind::JsonKey).map(str::to_owned).collect(), ..Shape::default() };
    for punctuation in signature.of(MarkKind::JsonPunctuation) {
        *shape.punctuation.entry(punctuation.to_owned()).or_default() += 1;
    }
    shape
}

fn payload_span(place: &Place<'_>) -> crate::text::Span {
    let mut marks = place.cell.signature.marks.iter().filter(|mark| mark.kind == MarkKind::JsonPunctuation);
    match (marks.next(), marks.next_back()) {
        (Some(first), Some(last)) => place.part(first.start, last.end),
        _ => place.span(),
    }
}

fn difference(own: &Shape, reference: &Shape, locale: &str) -> String {
    if own.punctuation.is_empty() {
        return format!("the JSON payload of `{locale}` is not here");
    }
    if reference.punctuation.is_empty() {
        return format!("`{locale}` has no JSON payload here");
    }
    if own.keys != reference.keys {
        return format!("the payload's keys are {}, and {} in `{locale}`", listed(&own.keys), listed(&reference.keys));
    }
    let all = own.punctuation.keys().chain(reference.punctuation.keys());
    let count = |shape: &Shape, mark: &str| shape.punctuation.get(mark).copied().unwrap_or(0);
    let differs = all.into_iter().find(|mark| count(own, mark) != count(reference, mark));
    let mark = differs.map_or("", String::as_str);
    format!("the payload has `{mark}` {} times, and {} times in `{locale}`", count(own, mark), count(reference, mark))
}

fn listed(keys: &[String]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    if quoted.is_empty() { "none".to_owned() } else { quoted.join(", ") }
}
