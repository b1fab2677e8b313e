//! Bold or other emphasis that a translation lost or broke.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Tag};

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::facts::{Convention, Limit};
use crate::model::{InvariantKind, LocaleId};
use crate::parse::{Definitions, cell_events};
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "markup-changed",
    group: RuleGroup::Facts,
    severity: Severity::Warning,
    page: include_str!("markup_changed.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// What a language does otherwise more often than this is its style, as where it writes no italics. Chosen high, since
/// emphasis is freer than words: a finding needs about two cells that agree for each that does not, but for the first.
const STYLE: Limit = Limit { least: 0, share: 0.4, first: 1 };

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let all = || unit.texts.iter().chain(&unit.original);
    if unit.is_code() || all().all(|text| !text.text.contains(['*', '_', '~'])) {
        return;
    }
    // A language that emphasizes less by convention must not hide a mistake of another one, so prose has no lower share
    // here.
    let deviations = unit.deviations(context, counted);
    let wrong: BTreeSet<usize> = deviations.iter().map(|deviation| deviation.own).collect();
    for (_, text) in unit.translations().filter(|(index, _)| !wrong.contains(index)) {
        counts(text).into_keys().for_each(|kind| collector.follows(convention(text, kind)));
    }
    for deviation in deviations {
        let (own, reference) = (&unit.texts[deviation.own], unit.against(&deviation));
        if own.text.is_empty() || reference.text.is_empty() {
            continue;
        }
        let (here, there) = (counts(own), counts(reference));
        let kinds = here.keys().chain(there.keys());
        let count = |counts: &BTreeMap<&str, usize>, kind: &str| counts.get(kind).copied().unwrap_or(0);
        // What a translator emphasizes besides is no mistake, and what became of emphasis is.
        let is_lost = |kind: &&str| {
            let lack = count(&there, kind).saturating_sub(count(&here, kind));
            lack > others_added(own, reference) && (*kind != "italic" || has_italics(context, own.locale))
        };
        let Some(kind) = kinds.copied().find(is_lost) else { continue };
        let message = message(own, kind, count(&here, kind), count(&there, kind), reference);
        let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
            .help("mark the words that stand for the same ones");
        if let Some(there) = unit.shown(reference) {
            diagnostic = diagnostic.related(there, format!("the text in `{}`", reference.locale));
        }
        let pending = PendingFinding::of_unit(diagnostic, unit, own, kind).either(deviation.either);
        // In a path of menus the other parts show that the language has them in bold.
        let is_of_path = kind == "bold" && half_bold(own.text) && whole_bold(reference.text);
        let of_style = if is_of_path {
            collector.push(pending);
            None
        } else {
            Some(pending)
        };
        collector.violates(convention(own, kind), STYLE, of_style);
    }
}

/// Whether a language writes italics: scripts without them mark words by other means, or not at all.
fn has_italics(context: &Context<'_>, locale: &LocaleId) -> bool {
    context.profile(locale).is_none_or(|profile| matches!(profile.script.as_str(), "Latn" | "Cyrl" | "Grek"))
}

/// How many words a text marks by other means, in quotes or as code, that the other text does not mark so.
fn others_added(own: &Text<'_>, reference: &Text<'_>) -> usize {
    const OPENING: [char; 8] = ['「', '『', '《', '“', '„', '«', '‘', '‹'];
    let marks = |text: &Text<'_>| {
        let opening = text.text.chars().filter(|char| OPENING.contains(char)).count();
        opening + text.text.matches('"').count() / 2 + text.signature.of(InvariantKind::InlineCode).count()
    };
    marks(own).saturating_sub(marks(reference))
}

fn convention(text: &Text<'_>, kind: &str) -> Convention {
    Convention { rule: RULE.id, locale: text.locale.clone(), about: kind.to_owned() }
}

/// `bold 1`, `bold 2`, `italic 1` for a text with two bold stretches and one in italics.
fn counted(text: &Text<'_>) -> BTreeSet<String> {
    let numbered = |(kind, count)| (1..=count).map(move |number| format!("{kind} {number}"));
    counts(text).into_iter().flat_map(numbered).collect()
}

fn counts(text: &Text<'_>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    if !text.text.contains(['*', '_', '~']) {
        return counts;
    }
    for event in cell_events(text.text, &Definitions::new()) {
        let kind = match event {
            Event::Start(Tag::Strong) => "bold",
            Event::Start(Tag::Emphasis) => "italic",
            Event::Start(Tag::Strikethrough) => "struck out",
            _ => continue,
        };
        *counts.entry(kind).or_default() += 1;
    }
    counts
}

/// What parts the menus of a path: `**Settings** > **Users**`.
const OF_PATHS: [char; 5] = ['>', '›', '»', '→', '＞'];

/// Whether a text has a path of menus with bold on one side of a sign, and plain words on the other.
fn half_bold(text: &str) -> bool {
    sides(text).any(|(before, after)| {
        let is_word = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
        before.ends_with("**") && is_word(after.chars().next())
            || after.starts_with("**") && is_word(before.chars().next_back())
    })
}

/// Whether a text has a path of menus with bold on both sides of each sign.
fn whole_bold(text: &str) -> bool {
    let mut paths = sides(text).peekable();
    paths.peek().is_some() && paths.all(|(before, after)| before.ends_with("**") && after.starts_with("**"))
}

/// What is before and behind each sign of a path. A sign at the start of a line is a quote.
fn sides(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let sides = text.match_indices(OF_PATHS).map(|(at, sign)| {
        let before = &text[..at];
        let before = if sign == ">" { before.trim_end_matches('-') } else { before };
        (before.trim_end_matches(' '), text[at + sign.len()..].trim_start_matches(' '))
    });
    sides.filter(|(before, _)| !before.is_empty() && !before.ends_with('\n'))
}

fn message(own: &Text<'_>, kind: &str, here: usize, there: usize, reference: &Text<'_>) -> Message {
    let broken = kind == "bold" && here < there && own.text.matches("**").count() > 2 * here;
    let template = match here {
        _ if broken => "a `**` makes nothing bold here; `{reference}` has {expected} in bold",
        1 => "{found} stretch is {kind} here, and {expected} in `{reference}`",
        _ => "{found} stretches are {kind} here, and {expected} in `{reference}`",
    };
    Message::new(template)
        .with("kind", kind)
        .count("found", here)
        .count("expected", there)
        .with("reference", reference.locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_menus_is_bold_on_both_sides_or_on_one() {
        assert!(half_bold("Ga naar **Instellingen** > Gebruikers"));
        assert!(half_bold("前往設定 → **使用者**"));
        assert!(!half_bold("前往**設定** > **使用者** > `新增`"));
        assert!(whole_bold("Ga naar **Instellingen** -> **Gebruikers**"));
        assert!(!whole_bold("前往**設定** > 使用者"));
        assert!(!whole_bold("> **Let op** bij **Gebruikers**"));
    }
}
