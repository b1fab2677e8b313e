//! What the rules about unchangeable things share: the invariants of some kinds, compared text by text.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::glued::Glued;
use super::unsaid::are_in_code;
use crate::check::compare::{Deviation, Difference};
use crate::check::{Collector, Context, PendingFinding, Rule};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::facts::{Convention, Limit, contains_name};
use crate::model::{Invariant, InvariantKind};
use crate::units::{Text, Unit};

/// What a rule compares.
pub struct Changed<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// The rule that reports the source where all translations agree against it.
    pub of_source: &'r Rule,
    /// The thing's name in messages.
    pub what: &'r str,
    /// The kinds of invariants that must agree.
    pub kinds: &'r [InvariantKind],
    /// Kinds that the same thing may be read as in another sentence.
    pub known_as: &'r [InvariantKind],
    /// Whether a single changed invariant can safely be put back.
    pub fix: bool,
    /// Whether a text of the unit has an invariant in words of its own, although it is not there as it is written.
    pub says: fn(&Context<'_>, &Unit<'_>, &Text<'_>, &str) -> bool,
    /// Whether a text may leave out what an invariant of the first text says. It is asked where one of the two has
    /// nothing in place of what the other one has.
    pub leaves_out: fn(&Context<'_>, &Text<'_>, &Invariant, &Text<'_>) -> bool,
    /// Whether an invariant may be a word of prose, which languages translate: that it is missing is a finding only where
    /// the locale keeps it elsewhere.
    pub may_be_word: fn(&Invariant) -> bool,
    /// Whether two spellings, one of either text, are one thing.
    pub is_same: fn(&Unit<'_>, &str, &str) -> bool,
}

/// Compares the invariants of a unit.
pub fn compare_invariants(context: &Context<'_>, unit: &Unit<'_>, changed: &Changed<'_>, collector: &mut Collector) {
    let read = |text: &Text<'_>| texts(text, changed.kinds);
    if unit.texts.iter().chain(&unit.original).all(|text| read(text).is_empty()) {
        return;
    }
    let deviations = unit.deviations(context, read);
    count_kept_words(unit, changed, collector);
    let agree = all_agree_against_source(context, unit, &deviations);
    let found: Vec<Reported> =
        deviations.into_iter().filter_map(|deviation| report(context, changed, unit, deviation)).collect();
    match source_suspect(changed, unit, &found).filter(|_| agree) {
        Some(pending) => collector.push(pending),
        None => found.into_iter().for_each(|found| found.collect(unit, changed, collector)),
    }
}

/// How often a locale must keep what may be a word, and how rarely it may not, before one that is missing is a finding.
/// Chosen: three times are no chance, and beyond one text in ten it is translated as often as not.
const KEPT_WORD: Limit = Limit { least: 3, share: 0.1, first: 1 };

fn convention(changed: &Changed<'_>, text: &Text<'_>, word: &str) -> Convention {
    Convention { rule: changed.rule.id, locale: text.locale.clone(), about: word.to_owned() }
}

/// Counts what may be a word, is in the reference and was not translated.
fn count_kept_words(unit: &Unit<'_>, changed: &Changed<'_>, collector: &mut Collector) {
    let Some(reference) = unit.reference() else { return };
    let is_word = |invariant: &&Invariant| (changed.may_be_word)(invariant);
    let words: BTreeSet<&str> =
        invariants_of(reference, changed.kinds).filter(is_word).map(|invariant| &*invariant.text).collect();
    if words.is_empty() {
        return;
    }
    for (_, text) in unit.translations() {
        let kept: BTreeSet<&str> = invariants_of(text, changed.known_as)
            .map(|invariant| &*invariant.text)
            .filter(|own| words.contains(own))
            .collect();
        kept.into_iter().for_each(|word| collector.follows(convention(changed, text, word)));
    }
}

/// A translation that has other invariants than its reference.
struct Reported {
    own: usize,
    /// What it has and lacks, as a message lists it.
    found: Vec<String>,
    expected: Vec<String>,
    /// Whether nothing but words is missing.
    is_of_words: bool,
    pending: PendingFinding,
}

impl Reported {
    fn collect(self, unit: &Unit<'_>, changed: &Changed<'_>, collector: &mut Collector) {
        let Some(word) = self.expected.first().filter(|_| self.is_of_words) else {
            return collector.push(self.pending);
        };
        let convention = convention(changed, &unit.texts[self.own], word);
        collector.violates(convention, KEPT_WORD, Some(self.pending));
    }
}

/// Whether two or more translations, and all of them, have the same difference from a source of which history shows that
/// it has not changed since they were made. Otherwise a difference is what a change of the source looks like.
fn all_agree_against_source(context: &Context<'_>, unit: &Unit<'_>, deviations: &[Deviation<Difference>]) -> bool {
    let translations = unit.translations().count();
    let is_known = |text: &Text<'_>| {
        context.originals.of(unit.page, text.locale).is_some() || context.originals.is_current(unit.page, text.locale)
    };
    unit.source.is_some()
        && translations >= 2
        && deviations.len() == translations
        && deviations.windows(2).all(|pair| pair[0].difference == pair[1].difference)
        && unit.translations().all(|(_, text)| is_known(text))
}

/// One finding about the source, in place of one about each translation. It has no fix: a mistake of the source must
/// not be written into all languages.
fn source_suspect(changed: &Changed<'_>, unit: &Unit<'_>, found: &[Reported]) -> Option<PendingFinding> {
    let source = &unit.texts[unit.source?];
    let first = found.first()?;
    let is_same = |other: &Reported| other.found == first.found && other.expected == first.expected;
    // What one translation has in another form is no agreement.
    if !found.iter().all(is_same) || found.len() != unit.translations().count() {
        return None;
    }
    let (has, lacks) = (first.expected.iter().map(String::as_str), first.found.iter().map(String::as_str));
    let template = match (&first.expected[..], &first.found[..]) {
        ([], _) => "the {kind} {expected} of all translations is missing",
        (_, []) => "the {kind} {found} is in no translation",
        _ => "the {kind} {found} is {expected} in all translations",
    };
    let message = Message::new(template).with("kind", changed.what);
    let message = message.texts("found", has).texts("expected", lacks);
    let help = "correct it, or all of its translations: the source has not changed since they were made";
    let mut diagnostic =
        Diagnostic::new(changed.of_source.id, changed.of_source.severity, source.span(), message).help(help);
    for found in found {
        let text = &unit.texts[found.own];
        diagnostic = diagnostic.related(text.span(), format!("the translation in `{}`", text.locale));
    }
    let evidence = format!("{} {} / {}", changed.what, first.found.join(", "), first.expected.join(", "));
    Some(PendingFinding::of_unit(diagnostic, unit, source, evidence))
}

/// The invariants of a text; the second of equal ones gets a name of its own, so that a set counts repetitions too.
fn texts(text: &Text<'_>, kinds: &[InvariantKind]) -> BTreeSet<String> {
    numbered(text, kinds).into_iter().map(|(key, _)| key).collect()
}

fn numbered<'p>(text: &Text<'p>, kinds: &[InvariantKind]) -> Vec<(String, &'p Invariant)> {
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    let key = |invariant: &'p Invariant| {
        let count = met.entry(&invariant.text).or_default();
        *count += 1;
        (format!("{}\u{1f}{count}", invariant.text), invariant)
    };
    invariants_of(text, kinds).map(key).collect()
}

fn invariants_of<'p>(text: &Text<'p>, kinds: &[InvariantKind]) -> impl Iterator<Item = &'p Invariant> {
    text.signature.invariants.iter().filter(move |invariant| kinds.contains(&invariant.kind))
}

fn report(
    context: &Context<'_>,
    changed: &Changed<'_>,
    unit: &Unit<'_>,
    deviation: Deviation<Difference>,
) -> Option<Reported> {
    let (own, reference) = (&unit.texts[deviation.own], unit.against(&deviation));
    if own.text.is_empty() || reference.text.is_empty() {
        return None;
    }
    let missing = only_in(context, unit, (reference, own), changed, &deviation.difference.missing);
    // What a text repeats, as a gloss behind the original does, is not another thing. Only the first of equal
    // invariants can be new.
    let first = |key: &&String| key.ends_with("\u{1f}1");
    let new: BTreeSet<String> = deviation.difference.extra.iter().filter(first).cloned().collect();
    let extra = only_in(context, unit, (own, reference), changed, &new);
    let (mut missing, mut extra) = without_same(unit, changed, missing, extra);
    match (missing.len(), extra.len()) {
        (1..=FEW, 0) => missing.retain(|invariant| !(changed.leaves_out)(context, reference, invariant, own)),
        (0, 1..=FEW) => extra.retain(|invariant| !(changed.leaves_out)(context, own, invariant, reference)),
        _ => {}
    }
    if missing.is_empty() && (extra.is_empty() || is_explanation(unit, &deviation, changed)) {
        return None;
    }
    // What is in code between backticks is reported once, with all of the code.
    if !changed.kinds.contains(&InvariantKind::InlineCode)
        && are_in_code(reference, &missing)
        && are_in_code(own, &extra)
    {
        return None;
    }
    let place = Message::new("`{reference}`").with("reference", reference.locale);
    let message = message(&missing, &extra, place).with("kind", changed.what);
    let part = |text: &Text<'_>, invariant: &&Invariant| text.part(invariant.start as usize, invariant.end as usize);
    let span = extra.first().map_or_else(|| own.span(), |invariant| part(own, invariant));
    // In prose a language may do without a thing that another one names, and translate the names of examples, so it is a
    // warning at most.
    let is_weak = unit.entry().is_none();
    let severity = if is_weak { changed.rule.severity.min(Severity::Warning) } else { changed.rule.severity };
    let mut diagnostic = Diagnostic::new(changed.rule.id, severity, span.clone(), message);
    if let Some(there) = unit.shown(reference) {
        let place = missing.first().filter(|_| unit.is_shown(reference)).map(|invariant| part(reference, invariant));
        let label = format!("`{}` has {}", reference.locale, listed(&missing));
        diagnostic = diagnostic.related(place.unwrap_or(there), label);
    }
    if let ([right], [_], true) = (&missing[..], &extra[..], changed.fix && !deviation.either) {
        diagnostic = diagnostic.fix(Applicability::Safe, span, &*right.text);
    }
    let help = match deviation.either {
        true => format!("one of the two is wrong: make `{}` and `{}` agree", own.locale, reference.locale),
        false => format!("write what `{}` has; the {} is the same in every language", reference.locale, changed.what),
    };
    let evidence = evidence(&missing, &extra, deviation.either);
    let texts = |invariants: &[&Invariant]| texts_of(invariants).into_iter().map(str::to_owned).collect();
    let is_word = |invariant: &&Invariant| (changed.may_be_word)(invariant) && !are_in_code(reference, &[*invariant]);
    Some(Reported {
        own: deviation.own,
        is_of_words: unit.reference().is_some() && extra.is_empty() && missing.iter().all(is_word),
        found: texts(&extra),
        expected: texts(&missing),
        pending: PendingFinding::of_unit(diagnostic.help(help), unit, own, evidence).either(deviation.either),
    })
}

/// Whether what only a translation says may be there for its readers: prose explains, gives examples and names the
/// version that is meant. Cells, which are short and read as values, do so less.
fn is_explanation(unit: &Unit<'_>, deviation: &Deviation<Difference>, changed: &Changed<'_>) -> bool {
    use InvariantKind::{Identifier, InlineCode, Number, Status};
    let may_explain = |kind: &InvariantKind| matches!(kind, Identifier | InlineCode | Number | Status);
    unit.entry().is_none()
        && unit.source.is_some()
        && !deviation.either
        && changed.kinds.first().is_some_and(may_explain)
}

/// What is missing and what is new, without what is one thing in two spellings.
fn without_same<'p>(
    unit: &Unit<'_>,
    changed: &Changed<'_>,
    mut missing: Vec<&'p Invariant>,
    mut extra: Vec<&'p Invariant>,
) -> (Vec<&'p Invariant>, Vec<&'p Invariant>) {
    // Each is compared with each, so only where there are few. A text with more of them was written anew.
    if missing.len() <= FEW && extra.len() <= FEW {
        missing.retain(|gone| {
            let same = extra.iter().position(|new| (changed.is_same)(unit, &gone.text, &new.text));
            same.map(|at| extra.remove(at)).is_none()
        });
    }
    (missing, extra)
}

/// No more than these are looked for one by one in the other text and beside it. Chosen.
const FEW: usize = 20;

/// The invariants of one text among `candidates` that the other does not have in any form, or not so often.
fn only_in<'p>(
    context: &Context<'_>,
    unit: &Unit<'_>,
    (text, other): (&Text<'p>, &Text<'_>),
    changed: &Changed<'_>,
    candidates: &BTreeSet<String>,
) -> Vec<&'p Invariant> {
    let mut found: Vec<&Invariant> = Vec::new();
    // Once for each text: it is the same for all candidates.
    let gapless = without_gaps(other.text);
    let glued = LazyCell::new(|| Glued::of(text.text, other.text));
    for (key, invariant) in numbered(text, changed.kinds) {
        if !candidates.contains(&key) || found.iter().any(|earlier| earlier.text == invariant.text) {
            continue;
        }
        let wanted = key.rsplit('\u{1f}').next().and_then(|number| number.parse().ok()).unwrap_or(1);
        let known = invariants_of(other, changed.known_as).filter(|known| known.text == invariant.text).count();
        let range = invariant.start as usize..invariant.end as usize;
        let glued = if may_be_glued(invariant) { glued.times(&range) } else { 0 };
        let found_times = known.max(times((other.text, &gapless), &invariant.text)).max(glued);
        let is_there = found_times >= wanted || is_anchor(text, invariant);
        // A language may name a thing once that another repeats; where it is not named at all, something is wrong.
        let is_repeated = wanted > 1 && found_times > 0 && unit_is_long(other);
        if !is_there
            && !is_repeated
            && !is_of_missing_name(context, text, invariant, other)
            && !(changed.says)(context, unit, other, &invariant.text)
        {
            found.push(invariant);
        }
    }
    found
}

/// Whether an invariant is part of the anchor of a heading, `{#usage-2}`, which is no text.
fn is_anchor(text: &Text<'_>, invariant: &Invariant) -> bool {
    let before = text.text.get(..invariant.start as usize).unwrap_or_default();
    let name = before.trim_end_matches(|char: char| char.is_alphanumeric() || "-_.:".contains(char));
    name.strip_suffix('#').is_some_and(|before| before.trim_end_matches(['#', ' ']).ends_with('{'))
}

/// Whether an invariant has digits that a language may glue to a word, or part from it.
fn may_be_glued(invariant: &Invariant) -> bool {
    matches!(invariant.kind, InvariantKind::Number | InvariantKind::Identifier | InvariantKind::Code)
}

/// In a text of more characters than this a thing may be repeated in one language and not in another: it is a paragraph
/// then, in which one language uses a pronoun. Chosen; a usual cell is shorter.
const LONG: usize = 400;

fn unit_is_long(text: &Text<'_>) -> bool {
    text.text.chars().count() > LONG
}

/// Whether an invariant is part of a name that the other text does not have at all: `365` where `Office 365` was
/// translated. That is one defect, and `name-translated` reports it.
fn is_of_missing_name(context: &Context<'_>, text: &Text<'_>, invariant: &Invariant, other: &Text<'_>) -> bool {
    let is_app = |name: &&Invariant| name.kind == InvariantKind::Name && context.facts.names.is_app(&name.text);
    let mut names = text.signature.invariants.iter().filter(is_app);
    let around = names.find(|name| name.start < invariant.start && invariant.end <= name.end);
    // The first word stands for the name: a text may shorten `Office 365 Business` and still mean it.
    let first_word = around.and_then(|name| name.text.split([' ', '\u{a0}']).next());
    first_word.is_some_and(|word| !contains_name(other.text, word))
}

/// Whether prose gives words of its own to what stands for an example: the name of a file, a group or a parameter, as
/// in `test_bestand.docx` for `test_file.docx`. What is spelled nearly alike was meant to be the same.
pub fn is_sample(unit: &Unit<'_>, other: &Text<'_>, name: &str) -> bool {
    let near = |invariant: &Invariant| strsim::osa_distance(&invariant.text, name) <= name.chars().count() / ALIKE;
    unit.is_running_text() && is_of_words(name) && !other.signature.invariants.iter().any(near)
}

/// Whether a name is the key of the row that a text is in: a cell may say `it` of what its row is about. What is spelled
/// nearly alike was meant to be the same.
pub fn is_key_of_row(text: &Text<'_>, name: &str) -> bool {
    let near = |invariant: &Invariant| strsim::osa_distance(&invariant.text, name) <= name.chars().count() / ALIKE;
    let key = text.row.and_then(|row| row.cells.first()).filter(|key| key.range.start != text.start);
    key.is_some_and(|key| key.text.trim().trim_matches('`') == name) && !text.signature.invariants.iter().any(near)
}

/// Two spellings are nearly alike where no more than one letter in so many differs. Chosen: a typing error changes one
/// letter, a translation changes most of them.
const ALIKE: usize = 4;

/// Whether a name is made of words of a language: joined by underscores, or with the ending of a file.
fn is_of_words(name: &str) -> bool {
    let is_ending =
        // The endings of files have two to four small letters, such as `md`, `docx`. A longer one is rather the member
        // of an object in code.
        |ending: &str| (2..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_lowercase());
    let file = name.split_once('.').filter(|(_, ending)| is_ending(ending));
    let stem = file.map_or(name, |(stem, _)| stem);
    let is_word = |word: &str| word.chars().all(char::is_alphanumeric) && !has_inner_capital(word);
    (file.is_some() || stem.contains('_')) && stem.split('_').all(is_word)
}

/// Whether a word has a capital behind a small letter, as only code does.
fn has_inner_capital(word: &str) -> bool {
    word.chars().zip(word.chars().skip(1)).any(|(left, right)| left.is_lowercase() && right.is_uppercase())
}

/// How often the other text has the invariant, where its surroundings made another reading of it.
///
/// `gapless` is the text [`without_gaps`].
fn times((text, gapless): (&str, &str), invariant: &str) -> usize {
    let is_figure = invariant.bytes().all(|byte| byte.is_ascii_digit());
    // A number may be beside an underscore, as in `step_3`; an identifier continues there.
    let joins = |char: char| char.is_ascii_alphanumeric() || (char == '_' && !is_figure);
    let is_word = |char: Option<char>| char.is_some_and(joins);
    // Numbers of three digits have no groups, so spaces cannot hide them.
    let is_number = invariant.len() > 3 && is_figure;
    let gapless = if is_number { gapless.matches(invariant).count() } else { 0 };
    let whole = text.match_indices(invariant).filter(|(at, _)| {
        !is_word(text[..*at].chars().next_back()) && !is_word(text[at + invariant.len()..].chars().next())
    });
    whole.count().max(gapless)
}

/// A text without the spaces that group digits: `13000` for `13 000`.
fn without_gaps(text: &str) -> String {
    let is_digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
    let is_gap = |at: usize, char: char| {
        let (before, after) = (&text[..at], &text[at + char.len_utf8()..]);
        // Exactly three digits follow: with more of them the space parts two numbers.
        let is_group = || after.chars().take(4).take_while(char::is_ascii_digit).count() == 3;
        char.is_whitespace() && is_digit(before.chars().next_back()) && is_group()
    };
    text.char_indices().filter(|(at, char)| !is_gap(*at, *char)).map(|(_, char)| char).collect()
}

/// What a text has that is not at `place`, and what is there and not in the text.
fn message(missing: &[&Invariant], extra: &[&Invariant], place: Message) -> Message {
    let (found, expected) = (texts_of(extra), texts_of(missing));
    let subject = match (&found[..], &expected[..]) {
        ([], [_]) => "the {kind} {expected}",
        ([], _) => "the {kind}s {expected}",
        ([_], _) => "the {kind} {found}",
        _ => "the {kind}s {found}",
    };
    let message = Message::new(subject).texts("found", &found).texts("expected", &expected);
    match (&found[..], &expected[..]) {
        ([], [_]) => message.then(" of ").then(place).then(" is missing"),
        ([], _) => message.then(" of ").then(place).then(" are missing"),
        ([_], []) => message.then(" is not in ").then(place),
        (_, []) => message.then(" are not in ").then(place),
        ([_], _) => message.then(Message::new(" is {expected} in ")).then(place),
        _ => message.then(Message::new(" are {expected} in ")).then(place),
    }
}

fn texts_of<'m>(invariants: &[&'m Invariant]) -> Vec<&'m str> {
    invariants.iter().map(|invariant| &*invariant.text).collect()
}

fn listed(invariants: &[&Invariant]) -> String {
    if invariants.is_empty() {
        return "none".to_owned();
    }
    invariants.iter().map(|invariant| format!("`{}`", invariant.text)).collect::<Vec<_>>().join(", ")
}

/// What identifies the finding: both sides, in an order that does not depend on who is blamed where either may be.
fn evidence(missing: &[&Invariant], extra: &[&Invariant], either: bool) -> String {
    let mut sides = [listed(missing), listed(extra)];
    if either {
        // Either locale may be blamed in another run, which swaps the sides and must not change the fingerprint.
        sides.sort();
    }
    sides.join(" / ")
}
