//! A JSON payload whose keys, quotes or braces differ in one of the locales.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::InvariantKind;
use crate::text::Span;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "payload-broken",
    group: RuleGroup::Facts,
    severity: Severity::Error,
    page: include_str!("payload_broken.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// What must be the same: keys in order, and how many there are of each thing that holds the payload together.
#[derive(Debug, Default, PartialEq)]
struct Shape {
    keys: Vec<String>,
    punctuation: BTreeMap<String, usize>,
}

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let has_payload = |text: &Text<'_>| text.signature.of(InvariantKind::JsonPunctuation).next().is_some();
    if !unit.texts.iter().chain(&unit.original).any(has_payload) {
        return;
    }
    for deviation in unit.deviations(context, |text| BTreeSet::from([format!("{:?}", shape(text))])) {
        let (own, reference) = (&unit.texts[deviation.own], unit.against(&deviation));
        if own.text.is_empty() || reference.text.is_empty() {
            continue;
        }
        // Braces around something else, as around a list in Lua, are no payload that could be broken.
        if unit.reference().is_some() && shape(reference).keys.is_empty() {
            continue;
        }
        // A gloss is a custom of some languages and no defect.
        if shape(own) == twice(shape(reference)) {
            continue;
        }
        if is_described(own, reference) {
            continue;
        }
        let message = difference(&shape(own), &shape(reference)).with("reference", reference.locale);
        // Where either may be blamed, the message differs with the side, and the fingerprint must not.
        let evidence = if deviation.either { String::new() } else { message.text() };
        let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, payload_span(own), message)
            .help("copy the payload as it is, and translate only the text inside its quotes");
        if unit.is_shown(reference) {
            diagnostic = diagnostic.related(payload_span(reference), format!("`{}` has this", reference.locale));
        }

        collector.push(PendingFinding::of_unit(diagnostic, unit, own, evidence).either(deviation.either));
    }
}

/// Whether a payload only describes a form, as `{"標頭": "值"}` does for `{"header": "value"}`: it has no letter that a
/// program would have written, and all else is as in the other one.
fn is_described(own: &Text<'_>, reference: &Text<'_>) -> bool {
    let payload = |text: &Text<'_>| {
        let span = payload_span(text);
        text.text.get(span.start - text.start..span.end - text.start).unwrap_or_default().to_owned()
    };
    let (own_payload, right) = (payload(own), payload(reference));
    let has_program = |payload: &str| payload.chars().any(|char| char.is_ascii_alphanumeric());
    !has_program(&own_payload)
        && own_payload.chars().any(char::is_alphabetic)
        && has_program(&right)
        && shape(own).punctuation == shape(reference).punctuation
        && shape(own).keys.len() == shape(reference).keys.len()
}

/// The shape of a payload that stands there twice, as where a gloss follows the original.
fn twice(mut shape: Shape) -> Shape {
    shape.keys = [shape.keys.as_slice(), shape.keys.as_slice()].concat();
    shape.punctuation.values_mut().for_each(|count| *count *= 2);
    shape
}

fn shape(text: &Text<'_>) -> Shape {
    let mut shape =
        Shape { keys: text.signature.of(InvariantKind::JsonKey).map(str::to_owned).collect(), ..Shape::default() };
    for punctuation in text.signature.of(InvariantKind::JsonPunctuation) {
        *shape.punctuation.entry(punctuation.to_owned()).or_default() += 1;
    }
    shape
}

fn payload_span(text: &Text<'_>) -> Span {
    let mut invariants =
        text.signature.invariants.iter().filter(|invariant| invariant.kind == InvariantKind::JsonPunctuation);
    match (invariants.next(), invariants.next_back()) {
        (Some(first), Some(last)) => text.part(first.start as usize, last.end as usize),
        _ => text.span(),
    }
}

fn difference(own: &Shape, reference: &Shape) -> Message {
    if own.punctuation.is_empty() {
        return Message::new("the JSON payload of `{reference}` is not here");
    }
    if reference.punctuation.is_empty() {
        return Message::new("`{reference}` has no JSON payload here");
    }
    if own.keys != reference.keys {
        return Message::new("the payload's keys are {found}, and {expected} in `{reference}`")
            .texts("found", &own.keys)
            .texts("expected", &reference.keys);
    }
    let all = own.punctuation.keys().chain(reference.punctuation.keys());
    let count = |shape: &Shape, invariant: &str| shape.punctuation.get(invariant).copied().unwrap_or(0);
    let differs = all.into_iter().find(|invariant| count(own, invariant) != count(reference, invariant));
    let invariant = differs.map_or("", String::as_str);
    Message::new("the payload has `{mark}` {found} times, and {expected} times in `{reference}`")
        .with("mark", invariant)
        .count("found", count(own, invariant))
        .count("expected", count(reference, invariant))
}
