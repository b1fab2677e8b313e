//! Labels in bold that a locale renders in one way, and in one text otherwise.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::check::findings::Rendering;
use crate::check::{Collector, PendingFinding};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::facts::{Convention, Limit};
use crate::parse::{Definitions, cell_events};
use crate::units::{Text, Unit};

/// A label must be rendered in one way so often before another way is reported: five times, since no glossary calls it
/// a term. What is met more than 12 times for a hundred usual renderings is a second convention. Chosen.
const USUAL: Limit = Limit { least: 5, share: 0.12, first: 1 };

/// Counts how the labels of a text are rendered: names of buttons and menus, which readers look for on a screen.
pub fn check(rule: &'static str, unit: &Unit<'_>, collector: &mut Collector) {
    let Some(reference) = unit.reference().or(unit.texts.first()) else { return };
    let there = labels(reference);
    let [label] = &there[..] else { return };
    for own in unit.texts.iter().filter(|text| text.locale != reference.locale) {
        let here = labels(own);
        // One label stands for one; of several nothing shows which is which, since their order is that of the language.
        if let [rendering] = &here[..]
            && !rendering.to_lowercase().contains(&label.to_lowercase())
        {
            collector.renders(rendering_of(rule, unit, own, reference, label, rendering));
        }
    }
}

/// How a label is rendered, with the finding should another way be usual.
fn rendering_of(
    rule: &'static str,
    unit: &Unit<'_>,
    own: &Text<'_>,
    reference: &Text<'_>,
    label: &str,
    rendering: &str,
) -> Rendering {
    let convention = Convention { rule, locale: own.locale.clone(), about: label.to_lowercase() };
    let message = Message::new("the label `{source}` is `{found}` here").with("source", label).with("found", rendering);
    let mut diagnostic = Diagnostic::new(rule, Severity::Info, own.span(), message);
    if let Some(there) = unit.shown(reference) {
        diagnostic = diagnostic.related(there, format!("the text in `{}`", reference.locale));
    }
    let pending = PendingFinding::of_unit(diagnostic, unit, own, format!("{label} {rendering}"));
    Rendering { convention, text: rendering.to_lowercase(), limit: USUAL, pending }
}

/// The stretches in bold of a text, plain.
fn labels(text: &Text<'_>) -> Vec<String> {
    if !text.text.contains("**") {
        return Vec::new();
    }
    let mut labels = Vec::new();
    let mut open: Option<String> = None;
    for event in cell_events(text.text, &Definitions::new()) {
        match event {
            Event::Start(Tag::Strong) => open = Some(String::new()),
            Event::End(TagEnd::Strong) => labels.extend(open.take().map(|label| trimmed(&label))),
            Event::Text(text) | Event::Code(text) => open.iter_mut().for_each(|label| label.push_str(&text)),
            _ => {}
        }
    }
    labels
}

/// A label without the brackets and the colon that a language puts around it.
fn trimmed(label: &str) -> String {
    label.trim_matches(|char: char| char.is_whitespace() || "[]【】「」『』《》:：".contains(char)).to_owned()
}
