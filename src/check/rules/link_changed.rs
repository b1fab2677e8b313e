//! A link in a row that leads elsewhere in one of the locales.

use std::collections::BTreeMap;

use crate::check::context::Place;
use crate::check::{Check, Context, Draft, Rule};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::model::{Mark, MarkKind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "link-changed",
    severity: Severity::Warning,
    page: include_str!("link_changed.md"),
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    for entry in context.alignment.entries.iter().filter(|entry| entry.rows.len() > 1) {
        for column in 0..context.table_of(entry).columns.len() {
            let places = context.places(entry, column);
            for departure in context.departures(entry, &places, |place| targets(place).into_keys().collect::<Vec<_>>())
            {
                let (own, reference) = (&places[departure.own], &places[departure.reference]);
                if let Some((diagnostic, evidence)) = report(own, reference, departure.either) {
                    drafts.push(Draft::of_entry(diagnostic, entry, own.locale, evidence).either(departure.either));
                }
            }
        }
    }
}

/// The link targets of a cell in the form in which they are compared.
fn targets<'p>(place: &Place<'p>) -> BTreeMap<String, &'p Mark> {
    let links =
        place.cell.signature.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::LinkTarget | MarkKind::Url));
    links.map(|mark| (comparable(&mark.text), mark)).collect()
}

/// A target without what a translation may change: the locale in its path, the fragment, a slash at the end.
fn comparable(target: &str) -> String {
    let path = target.split('#').next().unwrap_or_default().trim_end_matches('/');
    let parts = path.split('/').filter(|part| !is_locale_part(part));
    parts.collect::<Vec<_>>().join("/").replacen("http://", "https://", 1)
}

/// `en-us` and `zh-tw`, as addresses have them.
fn is_locale_part(part: &str) -> bool {
    let bytes = part.as_bytes();
    bytes.len() == 5 && bytes[2] == b'-' && [0, 1, 3, 4].iter().all(|at| bytes[*at].is_ascii_alphabetic())
}

fn report(own: &Place<'_>, reference: &Place<'_>, either: bool) -> Option<(Diagnostic, String)> {
    if own.cell.text.is_empty() || reference.cell.text.is_empty() {
        return None;
    }
    let (here, there) = (targets(own), targets(reference));
    let extra: Vec<&Mark> = here.iter().filter(|(key, _)| !there.contains_key(*key)).map(|(_, mark)| *mark).collect();
    let missing: Vec<&Mark> = there.iter().filter(|(key, _)| !here.contains_key(*key)).map(|(_, mark)| *mark).collect();
    let span = extra.first().map_or_else(|| own.span(), |mark| own.part(mark.start, mark.end));
    let message = match (extra.first(), missing.first()) {
        (Some(extra), Some(missing)) => {
            format!("the link to `{}` leads to `{}` in `{}`", extra.text, missing.text, reference.locale)
        }
        (Some(extra), None) => format!("the link to `{}` is not in `{}`", extra.text, reference.locale),
        (None, Some(missing)) => format!("the link to `{}` in `{}` is missing", missing.text, reference.locale),
        (None, None) => return None,
    };
    let there = missing.first().map_or_else(|| reference.span(), |mark| reference.part(mark.start, mark.end));
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, span.clone(), message)
        .help("let the link lead to the same page; a locale in its path and a fragment may differ")
        .related(there, format!("`{}` has this", reference.locale));
    if let ([_], [right], false) = (&extra[..], &missing[..], either) {
        diagnostic = diagnostic.fix(Applicability::Suggested, span, &*right.text);
    }
    let mut evidence: Vec<String> = extra.iter().chain(&missing).map(|mark| mark.text.to_string()).collect();
    evidence.sort();
    Some((diagnostic, evidence.join(" ")))
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
