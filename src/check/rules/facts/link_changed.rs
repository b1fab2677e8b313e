//! A link that leads elsewhere in one of the locales.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::model::{Invariant, InvariantKind};
use crate::text::UniqueNames;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "link-changed",
    group: RuleGroup::Facts,
    severity: Severity::Warning,
    page: include_str!("link_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    compare_targets(context, unit, &RULE, InvariantKind::LinkTarget, "link to", collector);
}

/// Compares where the links or URLs of a unit lead.
pub(super) fn compare_targets(
    context: &Context<'_>,
    unit: &Unit<'_>,
    rule: &Rule,
    kind: InvariantKind,
    noun: &str,
    collector: &mut Collector,
) {
    if unit.is_code() || unit.texts.iter().chain(&unit.original).all(|text| targets(text, kind).is_empty()) {
        return;
    }
    for deviation in unit.deviations(context, |text| targets(text, kind).into_keys().collect()) {
        let (own, reference) = (&unit.texts[deviation.own], unit.against(&deviation));
        if own.text.is_empty() || reference.text.is_empty() {
            continue;
        }
        // A URL that one text shows and another links to is the same URL.
        let other = if kind == InvariantKind::Url { InvariantKind::LinkTarget } else { InvariantKind::Url };
        let only_in = |text: &Text<'_>, keys: &BTreeSet<String>, there: &Text<'_>| -> Vec<Invariant> {
            // Of the other kind any number counts: a text may link to what another spells out twice.
            let (here, known) = (targets(text, kind), targets(there, other));
            keys.iter()
                .filter(|key| !known.contains_key(*key))
                .filter_map(|key| here.get(key).map(|invariant| (*invariant).clone()))
                .collect()
        };
        let extra = only_in(own, &deviation.difference.extra, reference);
        let missing = only_in(reference, &deviation.difference.missing, own);
        let part = |text: &Text<'_>, invariant: &Invariant| text.part(invariant.start as usize, invariant.end as usize);
        let span = extra.first().map_or_else(|| own.span(), |invariant| part(own, invariant));
        let message = match (extra.first(), missing.first()) {
            (Some(extra), Some(missing)) => {
                let template = match kind {
                    InvariantKind::Url => "the {kind} `{found}` is `{expected}` in `{reference}`",
                    _ => "the {kind} `{found}` leads to `{expected}` in `{reference}`",
                };
                Message::new(template).with("found", &extra.text).with("expected", &missing.text)
            }
            (Some(extra), None) => {
                Message::new("the {kind} `{found}` is not in `{reference}`").with("found", &extra.text)
            }
            (None, Some(missing)) => {
                Message::new("the {kind} `{expected}` in `{reference}` is missing").with("expected", &missing.text)
            }
            (None, None) => continue,
        };
        let message = message.with("kind", noun).with("reference", reference.locale);
        let mut diagnostic = Diagnostic::new(rule.id, rule.severity, span.clone(), message)
            .help("let the link lead to the same page; a locale in its path and a fragment may differ");
        if let Some(whole) = unit.shown(reference) {
            let there = missing.first().map_or(whole, |invariant| part(reference, invariant));
            diagnostic = diagnostic.related(there, format!("`{}` has this", reference.locale));
        }
        // With several links nothing shows which stands for which.
        if let ([_], [right], false) = (&extra[..], &missing[..], deviation.either) {
            diagnostic = diagnostic.fix(Applicability::Suggested, span, &*right.text);
        }
        let mut evidence: Vec<String> =
            extra.iter().chain(&missing).map(|invariant| invariant.text.to_string()).collect();
        // In one order for both sides: either may be blamed in another run.
        evidence.sort();
        collector.push(PendingFinding::of_unit(diagnostic, unit, own, evidence.join(" ")).either(deviation.either));
    }
}

/// The targets of a text in the form in which they are compared; the second of equal ones gets a name of its own.
fn targets<'p>(text: &Text<'p>, kind: InvariantKind) -> BTreeMap<String, &'p Invariant> {
    let mut keys = UniqueNames::default();
    let invariants = text.signature.invariants.iter().filter(|invariant| invariant.kind == kind);
    invariants.map(|invariant| (keys.give(&comparable(&invariant.text), ' ', 2), invariant)).collect()
}

/// A target without what a translation may change: the locale in its path, the fragment, a slash at the end.
fn comparable(target: &str) -> String {
    let path = target.split('#').next().unwrap_or_default().trim_end_matches('/');
    without_locales(path).replacen("http://", "https://", 1)
}

/// A path without those of its parts that are locales.
pub(super) fn without_locales(path: &str) -> String {
    path.split('/').filter(|part| !is_locale_part(part)).collect::<Vec<_>>().join("/")
}

/// `en-us` and `zh-tw`, as addresses have them.
fn is_locale_part(part: &str) -> bool {
    let bytes = part.as_bytes();
    bytes.len() == 5 && bytes[2] == b'-' && [0, 1, 3, 4].iter().all(|at| bytes[*at].is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::comparable;

    #[test]
    fn the_locale_of_an_address_does_not_count() {
        assert_eq!(comparable("http://docs.example/nl-nl/a/#kop"), comparable("https://docs.example/zh-tw/a"));
        assert_ne!(comparable("a.md"), comparable("b.md"));
    }
}
