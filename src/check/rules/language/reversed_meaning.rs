//! A text with the opposite meaning of its counterparts: enable for disable.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::facts::{Convention, Denials, Limit, length};
use crate::model::{Invariant, InvariantKind};
use crate::text::sentences;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "reversed-meaning",
    group: RuleGroup::Language,
    severity: Severity::Warning,
    page: include_str!("reversed_meaning.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// Where two languages have opposite words more often than this, it is their idiom for the same meaning. Two violations
/// are free, since one text may be wrong in two places. Tuned: it was 0.04, then 0.1.
const IDIOM: Limit = Limit { least: 0, share: 0.05, first: 2 };

/// Of each idea how often a text has either side of it, with the first words for it and what denies them.
type Ideas<'c> = BTreeMap<&'c str, Said>;

#[derive(Clone, Debug, Default)]
struct Said {
    counts: [usize; 2],
    words: [String; 2],
    denials: [Denials; 2],
}

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    if unit.is_code() || unit.texts.len() + usize::from(unit.original.is_some()) < 2 {
        return;
    }
    let all: Vec<&Text<'_>> = unit.texts.iter().chain(&unit.original).collect();
    let whole: Vec<String> = all.iter().map(|text| language(text)).collect();
    let parts: Vec<Vec<(usize, usize)>> = all.iter().map(|text| sentences(text.text)).collect();
    let reference = if unit.original.is_some() { Some(all.len() - 1) } else { unit.source };
    // Sentence by sentence where the reference, else most texts, have as many.
    let usual = reference.map_or_else(|| most_usual(parts.iter().map(Vec::len)), |at| parts[at].len());
    let in_parts: Vec<usize> = (0..all.len()).filter(|at| parts[*at].len() == usual).collect();
    let sentences: Vec<usize> = (0..usual).collect();
    for sentence in sentences {
        let part = |at: usize| {
            let (start, end) = parts[at][sentence];
            Cow::Borrowed(whole[at].get(start..end).unwrap_or_default())
        };
        let texts = in_parts.iter().map(|at| (*at, part(*at)));
        compare(context, unit, &all, reference, &texts.collect::<Vec<_>>(), &in_parts, collector);
    }
    let whole: Vec<(usize, Cow<'_, str>)> = (0..).zip(whole.iter().map(|text| Cow::Borrowed(&**text))).collect();
    let others: Vec<usize> = (0..all.len()).filter(|at| !in_parts.contains(at)).collect();
    compare(context, unit, &all, reference, &whole, &others, collector);
}

/// A text of more bytes than this expresses one thing in many ways. Chosen: some four sentences.
const LONG: usize = 600;

/// Whether languages are free to express a thing otherwise here: in prose and in long cells.
fn is_free(unit: &Unit<'_>, text: &Text<'_>) -> bool {
    unit.entry().is_none() || text.text.len() > LONG
}

fn most_usual(counts: impl Iterator<Item = usize>) -> usize {
    let mut met: BTreeMap<usize, usize> = BTreeMap::new();
    counts.for_each(|count| *met.entry(count).or_default() += 1);
    met.into_iter().max_by_key(|(count, times)| (*times, *count)).map_or(0, |(count, _)| count)
}

/// What of a text is language: spaces, byte for byte, stand for code, for where links lead and for other names that only
/// programs read. A word for an opposite in one of them says nothing.
fn language(text: &Text<'_>) -> String {
    let mut bytes = text.visible().into_owned().into_bytes();
    for invariant in &text.signature.invariants {
        if !matches!(invariant.kind, InvariantKind::Name | InvariantKind::Number | InvariantKind::Status) {
            let range = invariant.start as usize..(invariant.end as usize).min(bytes.len());
            bytes[range].fill(b' ');
        }
    }
    // An invariant is whole characters; should one not be, the text is left out.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Whether two texts are so near to each other that an opposite in one of them is no other way to put it: they name the
/// same code, are of like length, and the other has no further word for the same side that this text may have meant.
fn is_close(
    context: &Context<'_>,
    unit: &Unit<'_>,
    (own, here, side): (&Text<'_>, &Ideas<'_>, usize),
    (there, others): (&Text<'_>, &Ideas<'_>),
) -> bool {
    let shorter = if unit.entry().is_some() { SHORTER } else { SHORTER_IN_PROSE };
    let is_as_long = context.facts.lengths.expected(there, own.locale).is_none_or(|expected| {
        let share = length(own) as f64 / expected.usual;
        (shorter..=1.0 / shorter).contains(&share)
    });
    // `拒绝` may stand for `reject` of the one sentence and not for the opposite of `allow` in the next.
    let meant = others.iter().any(|(idea, said)| said.counts[side] > 0 && !here.contains_key(idea));
    is_as_long && !meant && codes(own) == codes(there)
}

fn codes<'t>(text: &Text<'t>) -> BTreeSet<&'t str> {
    use InvariantKind::{Code, Identifier, InlineCode, LinkTarget, Placeholder, Status};
    let is_code = |invariant: &&Invariant| {
        matches!(invariant.kind, Code | Identifier | InlineCode | LinkTarget | Placeholder | Status)
    };
    text.signature.invariants.iter().filter(is_code).map(|invariant| &*invariant.text).collect()
}

/// A text with a smaller share of the letters that it should have, or the other way round, was not made from the other
/// one word for word. Chosen.
const SHORTER: f64 = 0.33;
const SHORTER_IN_PROSE: f64 = 0.5;

/// Compares texts, given by their place in `all`, and reports those of `judged`.
fn compare(
    context: &Context<'_>,
    unit: &Unit<'_>,
    all: &[&Text<'_>],
    reference: Option<usize>,
    texts: &[(usize, Cow<'_, str>)],
    judged: &[usize],
    collector: &mut Collector,
) {
    let said: BTreeMap<usize, Ideas<'_>> =
        texts.iter().map(|(at, text)| (*at, ideas(context, all[*at], text))).collect();
    let is_source = |at: usize| Some(at) == unit.source || (Some(at) == reference && unit.original.is_some());
    for index in judged.iter().copied().filter(|at| said.contains_key(at) && !is_source(*at)) {
        let own = all[index];
        for (idea, here) in &said[&index] {
            for side in [0, 1].into_iter().filter(|side| here.counts[*side] > 0) {
                let others = said.iter().filter(|(at, _)| **at != index).map(|(_, ideas)| ideas.get(idea));
                let convention = convention(own, idea, &here.words[side]);
                let of_reference = reference.and_then(|at| said.get(&at)).and_then(|ideas| ideas.get(idea));
                let votes = Votes::count((here, side), is_free(unit, own), of_reference, others);
                let others = said.iter().filter(|(at, _)| **at != index).map(|(_, ideas)| ideas.get(idea));
                let shifts = is_shifted((here, side), of_reference, others);
                let by_reference = of_reference.is_none_or(|there| there.counts[side] == 0);
                let is_against = |at: &usize| {
                    let there = said.get(at).and_then(|ideas| ideas.get(idea));
                    *at != index && there.is_some_and(|there| there.counts[1 - side] > 0)
                };
                let there = reference.filter(is_against).or_else(|| said.keys().copied().find(|at| is_against(at)));
                // A text that denies where the other does not may mean the same after all.
                let denies = there.is_some_and(|at| {
                    let (own, other) = (&here.denials[side], &said[&at][idea].denials[1 - side]);
                    // `not opened` may be one word in another language.
                    let turned = (own.in_word > 0) != (other.in_word > 0);
                    own.is_any() != other.is_any() || (own.is_any() && turned)
                });
                let close = |at: usize| is_close(context, unit, (own, &said[&index], side), (all[at], &said[&at]));
                let is_opposite = ((votes.oppose() && by_reference) || shifts) && !denies;
                let Some(there) = there.filter(|at| is_opposite && close(*at)) else {
                    collector.follows(convention);
                    continue;
                };
                let either = reference.is_none() && all.len() == 2;
                // Of two either may be wrong, and one finding is enough.
                if either && index == 0 {
                    continue;
                }
                let words = (&*here.words[side], &*said[&there][idea].words[1 - side]);
                let pending = report(unit, own, all[there], words, idea).either(either);
                collector.violates(convention, IDIOM, Some(pending));
            }
        }
    }
}

/// How the others express an idea of which a text has one side.
struct Votes {
    others: usize,
    /// Those that have that side as well.
    with: usize,
    /// Those that have only the other side.
    against: usize,
    /// Whether the text has the other side too.
    both: bool,
    /// Whether languages are free to express the same otherwise here.
    is_free: bool,
    /// Whether the text has the other side less often than the reference, or than one of the others where there is
    /// none.
    less: bool,
}

impl Votes {
    fn count<'i>(
        (here, side): (&Said, usize),
        is_free: bool,
        reference: Option<&Said>,
        others: impl Iterator<Item = Option<&'i Said>>,
    ) -> Votes {
        let own = here.counts[1 - side];
        let less = reference.is_some_and(|there| there.counts[1 - side] > own);
        let mut votes = Votes { others: 0, with: 0, against: 0, both: own > 0, is_free, less };
        for there in others {
            votes.others += 1;
            let Some(there) = there else { continue };
            if there.counts[side] > 0 {
                votes.with += 1;
            } else if there.counts[1 - side] > 0 {
                votes.against += 1;
                votes.less |= reference.is_none() && there.counts[1 - side] > own;
            }
        }
        votes
    }

    /// Whether the others agree that the text has the opposite.
    fn oppose(&self) -> bool {
        // One other with the same side is a second witness, and a false alarm is worse than a miss.
        if self.with > 0 {
            return false;
        }
        match (self.others, self.both) {
            // Of one or two others one is enough, since there are no more. Of more it takes at least two: two fifths of
            // all, since many languages use a word that no list has; half of all where the text has both sides, which
            // shows less. Chosen.
            (0..=2, false) => self.against > 0,
            (0..=2, true) => self.against > 0 && self.less,
            (others, _) if self.is_free && (self.against < 2 || 3 * self.against < others) => false,
            (others, false) => self.against > 1 && 5 * self.against >= 2 * others,
            (others, true) => self.against > 1 && 2 * self.against >= others && self.less,
        }
    }
}

/// Whether a text has one side once more, and the other once less, than the reference and at least half of all others,
/// and no other text has its counts: where both sides are there, one word was put for its opposite.
fn is_shifted<'i>(
    (here, side): (&Said, usize),
    reference: Option<&Said>,
    others: impl Iterator<Item = Option<&'i Said>>,
) -> bool {
    let mut wanted = here.counts;
    wanted[side] -= 1;
    wanted[1 - side] += 1;
    let (mut all, mut right) = (0, 0);
    for there in others {
        let counts = there.map_or([0, 0], |there| there.counts);
        if counts == here.counts {
            return false;
        }
        all += 1;
        right += usize::from(counts == wanted);
    }
    wanted[side] > 0 && right > 1 && 2 * right >= all && reference.is_none_or(|there| there.counts == wanted)
}

fn convention(own: &Text<'_>, idea: &str, word: &str) -> Convention {
    Convention { rule: RULE.id, locale: own.locale.clone(), about: format!("{idea} {word}") }
}

fn report(
    unit: &Unit<'_>,
    own: &Text<'_>,
    there: &Text<'_>,
    (word, other): (&str, &str),
    idea: &str,
) -> PendingFinding {
    let message = Message::new("this text says `{found}` where `{reference}` says `{expected}`: the opposite")
        .with("found", word)
        .with("expected", other)
        .with("reference", there.locale);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
        .help("see which of the two is meant, and say the same in every language");
    if let Some(place) = unit.shown(there) {
        diagnostic = diagnostic.related(place, format!("the text in `{}`", there.locale));
    }
    PendingFinding::of_unit(diagnostic, unit, own, idea)
}

fn ideas<'c>(context: &'c Context<'_>, text: &Text<'_>, part: &str) -> Ideas<'c> {
    let mut found: Ideas<'_> = BTreeMap::new();
    for hit in context.facts.polarity.read(text.locale, part) {
        let said = found.entry(hit.idea).or_default();
        if said.counts[hit.side] == 0 {
            said.words[hit.side] = hit.word;
            said.denials[hit.side] = hit.denials;
        }
        said.counts[hit.side] += 1;
    }
    found
}
