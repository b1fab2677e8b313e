//! One text of the source in two renderings.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Check, Collector, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::model::LocaleId;
use crate::parse::is_cjk;
use crate::text::sentences;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "inconsistent-translation",
    group: RuleGroup::Language,
    severity: Severity::Info,
    page: include_str!("inconsistent_translation.md"),
    reach: Reach::Page,
    check: Check::Texts(check),
};

/// The usual rendering must be met so often, and so many times as often as the other one: below that nothing shows
/// which of the two should stay. Chosen.
const OFTEN: usize = 3;
const TIMES: usize = 3;

/// A text of fewer letters may mean two things: `Save` is a verb here and a button there. Chosen.
const SHORTEST: usize = 10;

/// A text of so many words is a label or a term, which is called one thing everywhere. Longer ones are sentences: each page
/// may put them in its own way. Chosen.
const OF_LABEL: usize = 5;

/// For each locale and text of the reference its renderings, each with where they stand.
type Renderings<'u, 'c> = BTreeMap<(&'c LocaleId, String), BTreeMap<String, Vec<Place<'u, 'c>>>>;

/// A rendering: a text, and its part in bytes.
#[derive(Clone, Copy)]
struct Place<'u, 'c> {
    unit: &'u Unit<'c>,
    own: usize,
    start: usize,
    end: usize,
}

fn check(units: &[&Unit<'_>], collector: &mut Collector) {
    let mut renderings: Renderings<'_, '_> = BTreeMap::new();
    for unit in units.iter().filter(|unit| !unit.is_code()) {
        let Some(reference) = unit.reference().or(unit.texts.first()) else { continue };
        for (own, text) in unit.texts.iter().enumerate().filter(|(_, text)| text.locale != reference.locale) {
            collect(unit, own, text, reference, &mut renderings);
        }
    }
    for ((locale, source), found) in &renderings {
        collector.extend(odd_ones(locale, source, found));
    }
}

fn collect<'u, 'c>(
    unit: &'u Unit<'c>,
    own: usize,
    text: &Text<'c>,
    reference: &Text<'c>,
    renderings: &mut Renderings<'u, 'c>,
) {
    let (there, here) = (sentences(reference.text), sentences(text.text));
    // Sentences stand for each other only where there are as many.
    if there.len() != here.len() {
        return;
    }
    for ((from, to), (start, end)) in there.into_iter().zip(here) {
        let (source, rendering) = (&reference.text[from..to], &text.text[start..end]);
        let letters = source.chars().filter(|char| char.is_alphanumeric()).count();
        if letters < SHORTEST || rendering.is_empty() || source == rendering {
            continue;
        }
        let place = Place { unit, own, start, end };
        let known = renderings.entry((text.locale, folded(source))).or_default();
        known.entry(rendering.to_owned()).or_default().push(place);
    }
}

/// A text as it is compared: capitals, spaces and a period at its end do not make another one.
fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches(['.', '。']).to_lowercase()
}

/// The renderings that are rare beside a usual one. Those that differ in capitals, spaces or a period at their end are
/// one.
fn odd_ones(locale: &LocaleId, source: &str, found: &BTreeMap<String, Vec<Place<'_, '_>>>) -> Vec<PendingFinding> {
    let mut merged: BTreeMap<String, Vec<(&String, &Place<'_, '_>)>> = BTreeMap::new();
    for (rendering, places) in found {
        merged.entry(folded(rendering)).or_default().extend(places.iter().map(|place| (rendering, place)));
    }
    let Some((usual, often)) =
        merged.iter().max_by_key(|(rendering, places)| (places.len(), std::cmp::Reverse(*rendering)))
    else {
        return Vec::new();
    };
    let odd = merged
        .iter()
        .filter(|(rendering, places)| *rendering != usual && often.len() >= OFTEN.max(TIMES * places.len()))
        // What has all of the usual words says more, and says the same in the same words.
        .filter(|(rendering, _)| !rendering.contains(usual.trim_end_matches([':', '：'])))
        .filter(|(rendering, _)| !says_nearly_the_same(rendering, usual))
        .filter(|(_, places)| source.split_whitespace().count() <= OF_LABEL || is_on_one_page(places, often));
    odd.map(|(_, places)| report(locale, source, places, often)).collect()
}

/// So many characters of a script without spaces are a particle: `支持版本` and `支持的版本`. Chosen.
const PARTICLE: usize = 2;

/// Whether one of two renderings in a script without spaces has all characters of the other one in their order, and but a
/// particle besides.
fn says_nearly_the_same(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|char| !char.is_whitespace()).collect::<Vec<char>>();
    let (mut short, mut long) = (letters(one), letters(other));
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    let mut rest = long.iter();
    long.iter().any(|char| is_cjk(*char))
        && long.len() - short.len() <= PARTICLE
        && short.iter().all(|char| rest.any(|other| other == char))
}

/// Whether one page has both renderings, so that its readers look for a difference.
fn is_on_one_page(odd: &[(&String, &Place<'_, '_>)], usual: &[(&String, &Place<'_, '_>)]) -> bool {
    let page = |place: &Place<'_, '_>| place.unit.page.clone();
    let usual: BTreeSet<_> = usual.iter().map(|(_, place)| page(place)).collect();
    odd.iter().any(|(_, place)| usual.contains(&page(place)))
}

fn report(
    locale: &LocaleId,
    source: &str,
    odd: &[(&String, &Place<'_, '_>)],
    usual: &[(&String, &Place<'_, '_>)],
) -> PendingFinding {
    let (rendering, place) = odd[0];
    let (right, there) = usual[0];
    let own = &place.unit.texts[place.own];
    let span = own.part(place.start, place.end);
    let message = Message::new("`{source}` is `{found}` here, and `{expected}` {count} times")
        .with("source", source)
        .with("found", rendering)
        .with("expected", right)
        .count("count", usual.len());
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, span.clone(), message)
        .help("say the same thing in the same words, so that readers do not look for a difference")
        .related(there.unit.texts[there.own].part(there.start, there.end), format!("the usual words in `{locale}`"))
        .fix(Applicability::Suggested, span, right);
    // Two more places are enough to see the pattern.
    for (_, other) in odd.iter().skip(1).take(2) {
        let text = &other.unit.texts[other.own];
        diagnostic = diagnostic.related(text.part(other.start, other.end), "once more");
    }
    PendingFinding::of_unit(diagnostic, place.unit, own, source)
}

#[cfg(test)]
mod tests {
    use super::says_nearly_the_same;

    #[test]
    fn a_particle_makes_no_other_rendering() {
        assert!(says_nearly_the_same("支援的版本", "支援版本"));
        assert!(says_nearly_the_same("SeaTunnel資料類型", "SeaTunnel 資料類型"));
        assert!(!says_nearly_the_same("比對類型", "比對規則"));
        assert!(!says_nearly_the_same("用量", "用量的上限"));
        assert!(!says_nearly_the_same("Kies de app", "Kies de apps"));
    }
}
