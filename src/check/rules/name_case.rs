//! A name that is spelled with other capitals than elsewhere.

use crate::align::Entry;
use crate::check::context::Place;
use crate::check::names::{names_in, whole_name};
use crate::check::{Check, Context, Draft, Rule};
use crate::diagnostic::{Applicability, Diagnostic, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "name-case",
    severity: Severity::Warning,
    page: include_str!("name_case.md"),
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    for entry in context.alignment.entries.iter().filter(|entry| entry.rows.len() > 1) {
        for column in 0..context.table_of(entry).columns.len() {
            let places = context.places(entry, column);
            for own in &places {
                drafts.extend(misspelled(context, entry, own, &places));
            }
        }
    }
}

fn misspelled(context: &Context<'_>, entry: &Entry, own: &Place<'_>, places: &[Place<'_>]) -> Option<Draft> {
    let others = || places.iter().filter(|place| place.locale != own.locale);
    for name in names_in(own.cell) {
        for place in others() {
            let usual = names_in(place.cell).into_iter().find(|other| differs_in_case(&name, other));
            let Some(usual) = usual.filter(|usual| context.names.spelled(usual) > context.names.spelled(&name)) else {
                continue;
            };
            return Some(report(entry, own, place, &name, &usual));
        }
    }
    None
}

/// Whether two spellings are one name with other capitals inside. A word's first letter may differ in a sentence.
fn differs_in_case(name: &str, other: &str) -> bool {
    name != other && name.eq_ignore_ascii_case(other) && inner(name) != inner(other)
}

/// The letters of each word but its first.
fn inner(name: &str) -> Vec<&str> {
    name.split(' ').map(|word| word.get(1..).unwrap_or_default()).collect()
}

fn report(entry: &Entry, own: &Place<'_>, place: &Place<'_>, name: &str, usual: &str) -> Draft {
    let span = match own.cell.text.find(name) {
        Some(at) => own.part(at as u32, (at + name.len()) as u32),
        None => own.span(),
    };
    let mut diagnostic =
        Diagnostic::new(RULE.id, RULE.severity, span.clone(), format!("`{name}` is spelled `{usual}` elsewhere"))
            .help(format!("write `{usual}`"))
            .related(place.span(), format!("`{}` has `{usual}`", place.locale));
    if own.cell.text.contains(name) || whole_name(&own.cell.text).is_some() {
        diagnostic = diagnostic.fix(Applicability::Safe, span, usual);
    }
    Draft::of_entry(diagnostic, entry, own.locale, name)
}

#[cfg(test)]
mod tests {
    use super::differs_in_case;

    #[test]
    fn only_capitals_inside_a_word_make_another_spelling() {
        assert!(differs_in_case("SalesForce", "Salesforce"));
        assert!(!differs_in_case("Token", "token"));
        assert!(!differs_in_case("Box", "Okta"));
    }
}
