//! A space where the language has none.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::facts::{Convention, Limit};
use crate::model::{Cover, LocaleProfile};
use crate::parse::is_cjk;
use crate::units::Unit;

/// The rule.
pub const RULE: Rule = Rule {
    id: "stray-space",
    group: RuleGroup::Typography,
    severity: Severity::Info,
    page: include_str!("stray_space.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// A locale that puts such spaces more often than this does it on purpose. Chosen: it takes twenty places without one
/// for each with one, but for the first.
const PURPOSE: Limit = Limit { least: 1, share: 0.05, first: 1 };

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    if unit.is_code() {
        return;
    }
    for own in unit.texts.iter().filter(|text| !text.text.is_empty()) {
        let Some(profile) = context.profile(own.locale) else { continue };
        let taken = Cover::of(&own.signature.invariants, |_| true);
        for (mark, without) in marks(own.text, profile) {
            let convention = Convention { rule: RULE.id, locale: own.locale.clone(), about: mark.to_string() };
            let Some((start, end)) = without else {
                collector.follows(convention);
                continue;
            };
            if taken.touches(start, end) {
                continue;
            }
            let message = Message::new("a space beside `{mark}`").with("mark", mark);
            let diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.part(start, end), message)
                .help(format!("{} has none there", profile.autonym))
                .fix(Applicability::Safe, own.part(start, end), "");
            collector.violates(convention, PURPOSE, Some(PendingFinding::of_unit(diagnostic, unit, own, mark)));
        }
    }
}

/// Every sign that no space may stand beside, with the space that does.
fn marks(text: &str, profile: &LocaleProfile) -> Vec<(char, Option<(usize, usize)>)> {
    let typography = &profile.typography;
    let mut found = Vec::new();
    for (at, char) in text.char_indices() {
        if typography.no_space_before.contains(&char) {
            let before = text[..at].trim_end_matches(' ');
            let after = text[at + char.len_utf8()..].chars().next();
            let inside =
                !before.is_empty() && !before.ends_with('\n') && before.ends_with(|char: char| char.is_alphanumeric());
            let ends = after.is_none_or(|char| char.is_whitespace()) || is_cjk(char);
            let stray = (before.len() < at && inside && ends).then_some((before.len(), at));
            found.push((char, stray));
        }
        if typography.no_space_after.contains(&char) {
            let start = at + char.len_utf8();
            let after = text[start..].trim_start_matches(' ');
            let end = text.len() - after.len();
            let stray = (end > start && after.starts_with(|char: char| char.is_alphanumeric())).then_some((start, end));
            // A bracket after a link's `]` or a task's `[ ]` is markup.
            let is_markup = char == '[' || text[..at].ends_with(']');
            found.push((char, stray.filter(|_| !is_markup)));
        }
    }
    found
}
