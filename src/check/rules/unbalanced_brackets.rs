//! A bracket without its partner.

use crate::check::unit::Text;
use crate::check::{Check, Context, Draft, Notes, Rule, Unit};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{LocaleProfile, MarkKind};
use crate::parse::is_cjk;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unbalanced-brackets",
    severity: Severity::Warning,
    page: include_str!("unbalanced_brackets.md"),
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, notes: &mut Notes) {
    if unit.is_code() {
        return;
    }
    for (index, own) in unit.texts.iter().enumerate() {
        let Some(profile) = context.profile(own.locale) else { continue };
        let counterparts = unit.counterparts(index);
        for (at, bracket) in unbalanced(own, profile) {
            // A payload that was cut off in the source is cut off everywhere.
            let is_so_there = |text: &&Text<'_>| {
                context
                    .profile(text.locale)
                    .map_or_else(|| counts(text.text), |profile| unbalanced(text, profile).len())
                    > 0
            };
            let so = counterparts.iter().filter(|text| is_so_there(text)).count();
            if 2 * so > counterparts.len() || (so > 0 && unit.reference().is_some()) {
                continue;
            }
            let span = own.part(at, at + bracket.len_utf8());
            let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, format!("`{bracket}` has no partner"))
                .help("add the other bracket, or remove this one");
            notes.push(Draft::of_unit(diagnostic, unit, own, bracket));
        }
    }
}

/// How many of the brackets that all languages have are without a partner, for a language of which nothing is known.
fn counts(text: &str) -> usize {
    ["()", "[]", "{}"]
        .iter()
        .filter(|pair| text.matches(&pair[..1]).count() != text.matches(&pair[1..]).count())
        .count()
}

/// Brackets without partners, outside of code, payloads and links.
fn unbalanced(text: &Text<'_>, profile: &LocaleProfile) -> Vec<(usize, char)> {
    let is_hidden = |at: usize| {
        text.signature.marks.iter().any(|mark| {
            let hides = matches!(
                mark.kind,
                MarkKind::InlineCode
                    | MarkKind::JsonString
                    | MarkKind::JsonPunctuation
                    | MarkKind::Url
                    | MarkKind::LinkTarget
                    | MarkKind::Placeholder
            );
            hides && (mark.start as usize..mark.end as usize).contains(&at)
        })
    };
    let mut open: Vec<(usize, char, usize)> = Vec::new();
    let mut lonely = Vec::new();
    for (at, char) in text.text.char_indices() {
        let pair = profile.typography.brackets.iter().position(|(first, second)| *first == char || *second == char);
        let Some(pair) = pair.filter(|_| !is_hidden(at)) else { continue };
        if profile.typography.brackets[pair].0 == char {
            open.push((at, char, pair));
        } else if let Some(place) = open.iter().rposition(|(_, _, other)| *other == pair) {
            open.remove(place);
        } else if !is_list_mark(text.text, at) {
            lonely.push((at, char));
        }
    }
    lonely.extend(open.into_iter().map(|(at, char, _)| (at, char)));
    lonely.sort_unstable();
    lonely
}

/// Whether a closing bracket belongs to the number or letter of a list: `1)`, `a)`, and to a smiley.
fn is_list_mark(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let word: String = before.chars().rev().take_while(char::is_ascii_alphanumeric).collect();
    let starts = before[..before.len() - word.len()].chars().next_back();
    let starts = starts.is_none_or(|char| char.is_whitespace() || is_cjk(char));
    starts && (1..=2).contains(&word.chars().count()) || before.ends_with([':', ';', '-'])
}
