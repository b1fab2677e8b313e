//! A bracket without its partner.

use std::ops::Range;

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{InvariantKind, LocaleProfile};
use crate::parse::is_cjk;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "unbalanced-brackets",
    group: RuleGroup::Typography,
    severity: Severity::Warning,
    page: include_str!("unbalanced_brackets.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    if unit.is_code() {
        return;
    }
    for (index, own) in unit.texts.iter().enumerate() {
        let Some(profile) = context.profile(own.locale) else { continue };
        let lonely = unbalanced(own, profile);
        if lonely.is_empty() || is_so_elsewhere(context, unit, index) {
            continue;
        }
        let (mixed, lonely) = of_two_widths(lonely);
        for ((start, first), (end, second)) in mixed {
            let span = own.part(start, end + second.len_utf8());
            let message = Message::new("`{found}` is closed by `{other}`, which is of another width")
                .with("found", first)
                .with("other", second);
            let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message).help("write both in one width");
            collector.push(PendingFinding::of_unit(diagnostic, unit, own, first));
        }
        // Of many only the first is reported with its place: that is no typing error any more, but another kind of
        // text.
        let (reported, more) = if lonely.len() > MOST { (1, lonely.len() - 1) } else { (lonely.len(), 0) };
        for (at, bracket) in lonely.into_iter().take(reported) {
            let span = own.part(at, at + bracket.len_utf8());
            let message = Message::new("`{found}` has no partner").with("found", bracket);
            let message = match more {
                0 => message,
                more => message
                    .then(Message::new(", and neither have {more} other brackets of this text").count("more", more)),
            };
            let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message)
                .help("add the other bracket, or remove this one");
            collector.push(PendingFinding::of_unit(diagnostic, unit, own, bracket));
        }
    }
}

/// A bracket, and where it is.
type Bracket = (usize, char);

/// The brackets without partners of which one is closed by the next in another width, as `（` by `)`, and all others.
fn of_two_widths(lonely: Vec<Bracket>) -> (Vec<(Bracket, Bracket)>, Vec<Bracket>) {
    let (mut mixed, mut others): (Vec<(Bracket, Bracket)>, Vec<Bracket>) = (Vec::new(), Vec::new());
    for bracket in lonely {
        match others.last().copied().filter(|first| closes_in_other_width(first.1, bracket.1)) {
            Some(first) => {
                others.pop();
                mixed.push((first, bracket));
            }
            None => others.push(bracket),
        }
    }
    (mixed, others)
}

fn closes_in_other_width(first: char, second: char) -> bool {
    [('(', '）'), ('（', ')'), ('[', '］'), ('［', ']')].contains(&(first, second))
}

/// So many brackets of one text are reported one by one. Chosen.
const MOST: usize = 5;

/// Whether brackets lack partners in the source too, or in most languages: a payload that was cut off there is cut off
/// everywhere.
fn is_so_elsewhere(context: &Context<'_>, unit: &Unit<'_>, own: usize) -> bool {
    let lacks = |text: &&&Text<'_>| match context.profile(text.locale) {
        Some(profile) => !unbalanced(text, profile).is_empty(),
        None => counts(text.text) > 0,
    };
    let counterparts = unit.counterparts(own);
    let so = counterparts.iter().filter(lacks).count();
    2 * so > counterparts.len() || (so > 0 && unit.reference().is_some())
}

/// How many of the brackets that all languages have are without a partner, for a language of which nothing is known.
fn counts(text: &str) -> usize {
    ["()", "[]", "{}"]
        .iter()
        .filter(|pair| text.matches(&pair[..1]).count() != text.matches(&pair[1..]).count())
        .count()
}

/// Brackets without partners, outside of code, payloads and links.
fn unbalanced(text: &Text<'_>, profile: &LocaleProfile) -> Vec<Bracket> {
    let mut hidden = hidden(text).into_iter().peekable();
    let mut shown_from = 0;
    let pairs = &profile.typography.brackets;
    let mut open: Vec<Vec<Bracket>> = vec![Vec::new(); pairs.len()];
    let mut lonely = Vec::new();
    for (at, char) in text.text.char_indices() {
        while let Some(range) = hidden.next_if(|range| range.start <= at) {
            shown_from = shown_from.max(range.end);
        }
        let pair = pairs.iter().position(|(first, second)| *first == char || *second == char);
        let Some(pair) = pair.filter(|_| at >= shown_from) else { continue };
        if pairs[pair].0 == char {
            open[pair].push((at, char));
        } else if open[pair].pop().is_none() && !is_list_mark(text.text, at) {
            lonely.push((at, char));
        }
    }
    lonely.extend(open.into_iter().flatten());
    lonely.sort_unstable();
    lonely
}

/// The bytes of a text that belong to code, payloads and links, by where they start; they may overlap.
fn hidden(text: &Text<'_>) -> Vec<Range<usize>> {
    let hides = |kind: &InvariantKind| {
        matches!(
            kind,
            InvariantKind::InlineCode
                | InvariantKind::JsonString
                | InvariantKind::JsonPunctuation
                | InvariantKind::Url
                | InvariantKind::LinkTarget
                | InvariantKind::Placeholder
        )
    };
    let marks = text.signature.invariants.iter().filter(|mark| hides(&mark.kind));
    let mut ranges: Vec<Range<usize>> = marks.map(|mark| mark.start as usize..mark.end as usize).collect();
    ranges.sort_unstable_by_key(|range| range.start);
    ranges
}

/// Whether a closing bracket belongs to the number or letter of a list: `1)`, `a)`, and to a smiley.
fn is_list_mark(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let word: String = before.chars().rev().take_while(char::is_ascii_alphanumeric).collect();
    let starts = before[..before.len() - word.len()].chars().next_back();
    let starts = starts.is_none_or(|char| char.is_whitespace() || is_cjk(char));
    starts && (1..=2).contains(&word.chars().count()) || before.ends_with([':', ';', '-'])
}
