//! A name that is spelled with other capitals than elsewhere.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::facts::{Names, names_in, whole_name};
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "name-case",
    group: RuleGroup::Facts,
    severity: Severity::Warning,
    page: include_str!("name_case.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// How many times as frequent the usual spelling must be. What only one locale writes is suspect at twice; what several
/// write is more likely right, so it takes ten times. Both were chosen.
fn times(names: &Names, name: &str) -> usize {
    if names.spelled_in(name) > 1 { 10 } else { 2 }
}

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    if unit.is_code() {
        return;
    }
    for own in 0..unit.texts.len() {
        collector.extend(misspelled(context, unit, own));
    }
}

fn misspelled(context: &Context<'_>, unit: &Unit<'_>, index: usize) -> Option<PendingFinding> {
    let own = &unit.texts[index];
    let others = unit.counterparts(index);
    for name in names_in(own.text, own.signature) {
        for other in &others {
            let usual = names_in(other.text, other.signature).into_iter().find(|other| differs_in_case(&name, other));
            let names = &context.facts.names;
            let Some(usual) = usual.filter(|usual| {
                // Of `HDFS` and `Hdfs` the first is right as often, so the locale itself must show the other one.
                let is_open = is_acronym(&name) && !names.is_spelled_by(usual, own.locale);
                !is_open
                    && names.spelled(usual) >= times(names, &name) * names.spelled(&name).max(1)
                    && !others.iter().any(|text| names_in(text.text, text.signature).contains(&name))
            }) else {
                continue;
            };
            return Some(report(unit, own, other, &name, &usual));
        }
    }
    None
}

/// Whether two spellings are one name with other capitals inside. A word's first letter may differ in a sentence, and
/// an acronym may be written as a word.
fn differs_in_case(name: &str, other: &str) -> bool {
    // `Api` is fine where others have `API`, and the reverse is not: a word in capitals shouts.
    let as_word =
        is_acronym(other) && inner(name).iter().all(|rest| rest.bytes().all(|byte| byte.is_ascii_lowercase()));
    name != other && name.eq_ignore_ascii_case(other) && inner(name) != inner(other) && !as_word
}

/// Whether a name is short and in capitals.
fn is_acronym(name: &str) -> bool {
    name.len() <= LONGEST_ACRONYM && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// What is in capitals and no longer than this is an acronym, in bytes. `HTTP` may be written `Http`; a longer word in
/// capitals is a name that is written so.
const LONGEST_ACRONYM: usize = 4;

/// The letters of each word but its first.
fn inner(name: &str) -> Vec<&str> {
    name.split(' ').map(|word| word.get(1..).unwrap_or_default()).collect()
}

fn report(unit: &Unit<'_>, own: &Text<'_>, other: &Text<'_>, name: &str, usual: &str) -> PendingFinding {
    let span = match own.text.find(name) {
        Some(at) => own.part(at, at + name.len()),
        None => own.span(),
    };
    let message =
        Message::new("`{found}` is spelled `{expected}` elsewhere").with("found", name).with("expected", usual);
    let mut diagnostic =
        Diagnostic::new(RULE.id, RULE.severity, span.clone(), message).help(format!("write `{usual}`"));
    if let Some(there) = unit.shown(other) {
        diagnostic = diagnostic.related(there, format!("`{}` has `{usual}`", other.locale));
    }
    if own.text.contains(name) || whole_name(own.text).is_some() {
        diagnostic = diagnostic.fix(Applicability::Safe, span, usual);
    }
    PendingFinding::of_unit(diagnostic, unit, own, name)
}

#[cfg(test)]
mod tests {
    use super::differs_in_case;

    #[test]
    fn only_capitals_inside_a_word_make_another_spelling() {
        assert!(differs_in_case("SalesForce", "Salesforce"));
        assert!(!differs_in_case("Token", "token"));
        assert!(!differs_in_case("Tor", "TOR"));
        assert!(!differs_in_case("Box", "Okta"));
    }
}
