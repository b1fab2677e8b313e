//! A text that ends before its content is complete.

use crate::check::compare::{
    breaks_off, ends_sentence, has_fewer_sentences, has_what_ends, is_start_of, lacks_what_ends, says_less,
};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::facts::{Convention, Expected, Limit, length};
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

/// The letters of the counterpart, or of its usual translation where that has more: with fewer, a text is too short to
/// judge by what it does not come to, since a short phrase may be a third of its counterpart.
const SHORTEST: f64 = 45.0;

/// The least letters where the text also ends in the middle, or without the mark of its counterparts: phrases often do
/// without one.
const SHORTEST_AT_END: f64 = 16.0;
const SHORTEST_WITHOUT_END: f64 = 36.0;

/// A text with a smaller share than this of the letters that it should have, and which ends in the middle, was cut off.
/// The shares were chosen by reading what they report in the documentation of others.
const BREAKS_OFF: f64 = 0.85;

/// The share where the locale's other texts end with a mark, as the counterparts do, and this one does not.
const WITHOUT_END: f64 = 0.75;

/// The share where sentences of the counterpart are missing, or the facts of its second half.
const SAYS_LESS: f64 = 0.5;

/// The share where the counterpart has more sentences, though the text has as many parts between commas.
const FEWER_SENTENCES: f64 = 0.4;

/// The share of a text that shows nothing but that it is short.
const FAR_TOO_SHORT: f64 = 0.25;

/// The share in prose, which languages divide at other places.
const IN_PROSE: f64 = 0.5;

/// How usual it must be in a column to end with a mark: a fifth of the cells may do without, beside the one that was cut
/// off.
const ENDING: Limit = Limit { least: 2, share: 0.2, first: 1 };

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    if unit.is_code() {
        return;
    }
    for (index, own) in unit.translations().filter(|(_, text)| !text.text.is_empty()) {
        let counterparts = unit.counterparts(index);
        let lacks_end = !ends_sentence(context, own);
        let convention = convention(unit, own);
        // What is no sentence elsewhere shows nothing about how sentences end.
        let is_sentence = !counterparts.is_empty() && counterparts.iter().all(|text| ends_sentence(context, text));
        if is_sentence && !lacks_end {
            collector.follows(convention.clone());
        }
        match of_text(context, unit, own, &counterparts, is_sentence && lacks_end) {
            Some((sign, finding)) if sign != Sign::NoEnd => collector.push(finding),
            Some((_, finding)) => collector.violates(convention, ENDING, Some(finding)),
            None if is_sentence && lacks_end => collector.violates(convention, ENDING, None),
            None => {}
        }
    }
}

fn convention(unit: &Unit<'_>, own: &Text<'_>) -> Convention {
    Convention { rule: RULE.id, locale: own.locale.clone(), about: unit.column_key() }
}

/// What shows that a text was cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// It says so itself, or by what it does not come to.
    Plain,
    /// It has no mark at its end, which shows something only where the locale's other texts have one.
    NoEnd,
}

fn of_text(
    context: &Context<'_>,
    unit: &Unit<'_>,
    own: &Text<'_>,
    counterparts: &[&Text<'_>],
    lacks_end: bool,
) -> Option<(Sign, PendingFinding)> {
    let mut expected: Vec<Expected> =
        counterparts.iter().filter_map(|text| context.facts.lengths.expected(text, own.locale)).collect();
    expected.sort_by(|one, other| one.usual.total_cmp(&other.usual));
    // The median, so that one counterpart which is broken itself does not decide.
    let expected = expected.get(expected.len() / 2)?;
    let share = length(own) as f64 / expected.usual;
    let sign = sign(context, unit, own, counterparts, lacks_end, (share, expected))?;
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
    Some((sign, PendingFinding::of_unit(diagnostic, unit, own, "")))
}

fn sign(
    context: &Context<'_>,
    unit: &Unit<'_>,
    own: &Text<'_>,
    counterparts: &[&Text<'_>],
    lacks_end: bool,
    (share, expected): (f64, &Expected),
) -> Option<Sign> {
    let all = |test: &dyn Fn(&Text<'_>) -> bool| counterparts.iter().all(|text| test(text));
    let is_cell = unit.entry().is_some();
    let letters = counterparts.iter().map(|text| length(text) as f64).fold(expected.usual, f64::max);
    if is_cell && counterparts.iter().any(|text| is_start_of(own, text)) {
        return Some(Sign::Plain);
    }
    // Where nine of ten texts have less than such a share allows, it is no sign.
    let is_short = |limit: f64| share < limit && share < expected.least_share.max(FAR_TOO_SHORT);
    let breaks_off = breaks_off(context, own) && all(&|text| !breaks_off(context, text));
    let lacks_what_ends = || {
        all(&|text| says_less(own, text))
            || all(&|text| lacks_what_ends(own, text))
            || (is_short(FEWER_SENTENCES) && all(&|text| has_fewer_sentences(own, text)))
    };
    if !is_cell {
        let ends_early = breaks_off || lacks_end;
        let is_cut = ends_early && is_short(IN_PROSE) && letters >= SHORTEST && lacks_what_ends();
        return is_cut.then_some(Sign::Plain);
    }
    if breaks_off && is_short(BREAKS_OFF) && letters >= SHORTEST_AT_END {
        return Some(Sign::Plain);
    }
    if letters >= SHORTEST && (is_short(FAR_TOO_SHORT) || (is_short(SAYS_LESS) && lacks_what_ends())) {
        return Some(Sign::Plain);
    }
    let without_end = lacks_end && is_short(WITHOUT_END) && letters >= SHORTEST_WITHOUT_END;
    (without_end && !counterparts.iter().any(|text| has_what_ends(own, text))).then_some(Sign::NoEnd)
}
