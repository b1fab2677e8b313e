//! A text that ends before its content is complete.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::facts::length;
use crate::parse::is_cjk;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "truncated-cell",
    group: RuleGroup::Language,
    severity: Severity::Warning,
    page: include_str!("truncated_cell.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// A text that should have fewer letters than this is too short to judge by its length alone: a short phrase may be a
/// third of its counterpart. Raised from 12 against false alarms.
const SHORTEST: f64 = 40.0;

/// The least letters where the text also ends without the punctuation that its counterparts end with, which is a second
/// sign: of a cell, and of prose, which is freer and so takes more.
const SHORTEST_AT_END: f64 = 12.0;
const SHORTEST_PROSE: f64 = 30.0;

/// A text with a smaller share than this of the letters that it should have was cut off, wherever it ends. Chosen, as
/// are all shares here.
const CUT_OFF: f64 = 0.4;

/// The share for a text that should have at least `LONG` letters: the longer a text, the less its length varies.
const CUT_OFF_LONG: f64 = 0.6;
const LONG: f64 = 150.0;

/// The share in prose, where it must end without that punctuation, too.
const CUT_OFF_IN_PROSE: f64 = 0.5;

/// The share for a cell that ends without the punctuation that its counterparts end with: with that sign a fifth of the
/// letters is enough to be missed.
const CUT_OFF_AT_END: f64 = 0.8;

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    if unit.is_code() {
        return;
    }
    for (index, own) in unit.translations().filter(|(_, text)| !text.text.is_empty()) {
        let counterparts = unit.counterparts(index);
        let mut expected: Vec<f64> =
            counterparts.iter().filter_map(|text| context.facts.lengths.expected(text, own.locale)).collect();
        expected.sort_by(f64::total_cmp);
        // The median, so that one counterpart which is broken itself does not decide.
        let Some(usual) = expected.get(expected.len() / 2).copied() else { continue };
        let share = length(own) as f64 / usual;
        let ends_early = !ends(context, own) && counterparts.iter().all(|text| ends(context, text));
        let ends_early = ends_early || counterparts.iter().all(|text| is_open(context, own) && !is_open(context, text));
        // In prose, languages part their sentences and paragraphs at other places.
        let (limit, shortest) = match (unit.entry().is_some(), ends_early) {
            (true, true) => (CUT_OFF_AT_END, SHORTEST_AT_END),
            (true, false) if usual >= LONG => (CUT_OFF_LONG, SHORTEST),
            (true, false) => (CUT_OFF, SHORTEST),
            (false, true) => (CUT_OFF_IN_PROSE, SHORTEST_PROSE),
            (false, false) => continue,
        };
        let is_start = unit.entry().is_some() && counterparts.iter().any(|text| is_start_of(own, text));
        if (share >= limit || usual < shortest) && !is_start {
            continue;
        }
        let reference = counterparts[0];
        let template = "this text has {percent} % of the letters that a translation of `{reference}` usually has";
        let message = Message::new(template)
            .count("percent", (100.0 * share).round_ties_even() as usize)
            .with("reference", reference.locale);
        let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
            .help("see whether the end is missing, and translate the rest");
        if let Some(there) = unit.shown(reference) {
            diagnostic = diagnostic.related(there, format!("the text in `{}`", reference.locale));
        }
        collector.push(PendingFinding::of_unit(diagnostic, unit, own, ""));
    }
}

/// Whether a text ends with punctuation that ends sentences in its language.
fn ends(context: &Context<'_>, text: &Text<'_>) -> bool {
    let visible = text.visible();
    let last = visible
        .trim_end()
        .trim_end_matches(['*', '_', '`', ')', '）', '"', '”', '」', ' ', '\u{a0}'])
        .chars()
        .next_back();
    let usual = || "。！？…：︰:;；".contains(last.unwrap_or(' '));
    let of_locale = |last: char| match context.profile(text.locale) {
        Some(profile) => profile.typography.terminal.contains(&last) || last == ':',
        None => ".!?:".contains(last),
    };
    last.is_some_and(of_locale) || usual()
}

/// Whether a text breaks off within a word of another that goes on in the very same words.
fn is_start_of(own: &Text<'_>, other: &Text<'_>) -> bool {
    let (own, other) = (own.text.trim_end(), other.text.trim_end());
    let rest = other.strip_prefix(own).unwrap_or_default();
    let is_word = |char: Option<char>| char.is_some_and(|char| char.is_alphanumeric() && !is_cjk(char));
    is_word(own.chars().next_back()) && is_word(rest.chars().next())
}

/// Whether a text leaves a bracket open or code unfinished, or ends with a comma.
fn is_open(context: &Context<'_>, text: &Text<'_>) -> bool {
    if text.text.trim_end().ends_with([',', '，', '、', '،']) {
        return true;
    }
    let brackets =
        context.profile(text.locale).map(|profile| profile.typography.brackets.as_slice()).unwrap_or_default();
    let is_open = |(open, close): &(char, char)| text.text.matches(*open).count() > text.text.matches(*close).count();
    brackets.iter().any(is_open) || text.text.matches('`').count() % 2 == 1
}
