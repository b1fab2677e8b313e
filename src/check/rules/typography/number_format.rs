//! A number that is written as another language writes it.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::facts::{Convention, Limit};
use crate::model::{Cover, Invariant, InvariantKind, LocaleProfile, NumberFormat};
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "number-format",
    group: RuleGroup::Typography,
    severity: Severity::Warning,
    page: include_str!("number_format.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// A locale that writes numbers so more often than this does it on purpose. Chosen; one is always reported.
const PURPOSE: Limit = Limit { least: 0, share: 0.2, first: 1 };

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    if unit.is_code() {
        return;
    }
    for own in &unit.texts {
        let Some(profile) = context.profile(own.locale) else { continue };
        let written_as_it_is = Cover::of(&own.signature.invariants, is_written_as_it_is);
        let is_inside = |mark: &Invariant| written_as_it_is.holds(mark.start as usize, mark.end as usize);
        let numbers = own.signature.invariants.iter().filter(|mark| mark.kind == InvariantKind::Number);
        let numbers = numbers.filter(|mark| !is_inside(mark) && !is_in_braces(own, mark));
        for mark in numbers {
            let written = &own.text[mark.start as usize..mark.end as usize];
            let convention = Convention { rule: RULE.id, locale: own.locale.clone(), about: String::new() };
            match wrong(written, &profile.numbers) {
                Some(right) => {
                    collector.violates(convention, PURPOSE, Some(report(unit, own, mark, written, &right, profile)))
                }
                None => collector.follows(convention),
            }
        }
    }
}

/// Whether a number is in braces or brackets, as the bounds of a pattern are.
fn is_in_braces(text: &Text<'_>, number: &Invariant) -> bool {
    let before = text.text[..number.start as usize].trim_end().chars().next_back();
    let after = text.text[number.end as usize..].trim_start().chars().next();
    matches!(before, Some('{' | '[' | '(')) && matches!(after, Some('}' | ']' | ')'))
}

/// Whether an invariant of this kind is written as it is, as code, names and versions are.
fn is_written_as_it_is(kind: InvariantKind) -> bool {
    use InvariantKind::{Code, Identifier, InlineCode, JsonString, LinkTarget, Name, Placeholder, Url};
    matches!(kind, Code | Identifier | InlineCode | JsonString | LinkTarget | Name | Placeholder | Url)
}

/// How a number should be written, where its separators show that it is written in another language's way.
///
/// Only what can be read in one way is judged: several groups of three digits, or decimals that are no group.
fn wrong(written: &str, format: &NumberFormat) -> Option<String> {
    let (decimal, group) = (*format.decimal.first()?, *format.group.first()?);
    let marks: Vec<char> = written.chars().filter(|char| !char.is_ascii_digit()).collect();
    let groups: Vec<&str> = written.split(|char: char| !char.is_ascii_digit()).collect();
    // Four groups up to 255 are an address such as `127.0.0.1`.
    let is_address = groups.len() == 4 && groups.iter().all(|group| group.parse::<u8>().is_ok());
    if !written.is_ascii() || marks.is_empty() || is_address {
        return None;
    }
    let of_three = |groups: &[&str]| groups.iter().all(|group| group.len() == 3);
    let all_groups = of_three(&groups[1..]) && marks.iter().all(|mark| *mark == marks[0]) && groups[0].len() <= 3;
    let decimals = groups.len() == 2 && groups[1].len() != 3 && !groups[1].is_empty() && groups[1].len() <= 2;
    if all_groups && marks.len() > 1 && !format.group.contains(&marks[0]) {
        return Some(groups.join(&group.to_string()));
    }
    // What may be a version, as `2.0` may, is left alone.
    (decimals && marks[0] == ',' && !format.decimal.contains(&',')).then(|| groups.join(&decimal.to_string()))
}

fn report(
    unit: &Unit<'_>,
    own: &Text<'_>,
    mark: &Invariant,
    written: &str,
    right: &str,
    profile: &LocaleProfile,
) -> PendingFinding {
    let span = own.part(mark.start as usize, mark.end as usize);
    let message = Message::new("`{found}` is not how {language} writes numbers")
        .with("found", written)
        .with("expected", right)
        .with("language", &profile.autonym);
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message).help(format!("write `{right}`"));
    PendingFinding::of_unit(diagnostic, unit, own, written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_read_in_one_way_is_wrong() {
        let dutch = NumberFormat { decimal: vec![','], group: vec!['.', ' '] };
        assert_eq!(wrong("1,514,874", &dutch).as_deref(), Some("1.514.874"));
        for right in ["1.514.874", "2,5", "1,500", "2.0", "10.0.0.1", "401"] {
            assert_eq!(wrong(right, &dutch), None, "{right}");
        }
        let chinese = NumberFormat { decimal: vec!['.'], group: vec![','] };
        assert_eq!(wrong("2,5", &chinese).as_deref(), Some("2.5"));
        assert_eq!(wrong("1,514,874", &chinese), None);
    }
}
