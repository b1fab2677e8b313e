//! A name that one of the locales translates, though the content shows that it keeps it.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::facts::{Convention, Limit, contains_name, row_has_name, whole_name};
use crate::model::Role;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "name-translated",
    group: RuleGroup::Facts,
    severity: Severity::Warning,
    page: include_str!("name_translated.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// In text, a locale must have kept a name this often before a text without it is reported: three times are no chance,
/// and beyond one text in ten the locale has no convention. Chosen, as are those below.
const KEPT: Limit = Limit { least: 3, share: 0.1, first: 1 };

/// The limit for what only looks like a name. A label of a menu does so too, and is translated, so it takes nearly all
/// of many texts.
const KEPT_ALWAYS: Limit = Limit { least: 8, share: 0.03, first: 1 };

/// The limit for a name that nearly all other locales keep in this text: they are evidence enough, so the locale itself
/// need not have kept it anywhere.
const KEPT_BY_OTHERS: Limit = Limit { least: 0, share: 0.15, first: 1 };

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    if unit.is_code() {
        return;
    }
    for (index, own) in unit.translations().filter(|(_, text)| !text.text.is_empty()) {
        if let Some((name, there)) = of_glossary(context, unit, index) {
            collector.push(report(unit, own, &name, there));
        // What the user wrote down goes first; a cell for the app holds one name and nothing else, which allows more.
        } else if unit.role() == Some(Role::AppliesTo) {
            let found = in_app_cell(context, unit, index);
            collector.extend(found.map(|(name, there)| report(unit, own, &name, there)));
        } else {
            in_text(context, unit, index, collector);
        }
    }
}

/// A name that the glossary keeps, and this text does not have.
fn of_glossary<'u, 'c>(context: &Context<'_>, unit: &'u Unit<'c>, own: usize) -> Option<(String, &'u Text<'c>)> {
    let text = &unit.texts[own];
    let counterparts = unit.counterparts(own);
    for term in context.given.glossary.terms.iter().filter(|term| term.keep) {
        let kept = term.forms_in(text.locale);
        if kept.iter().any(|form| contains_name(text.text, form)) {
            continue;
        }
        for there in &counterparts {
            let named = term.forms_in(there.locale).iter().find(|form| contains_name(there.text, form));
            if named.is_some() {
                return Some((kept.first()?.clone(), *there));
            }
        }
    }
    None
}

/// The name that another locale has in the app cell and this one translates: the rest of its own row has the name,
/// or its other rows keep it.
fn in_app_cell<'u, 'c>(context: &Context<'_>, unit: &'u Unit<'c>, own: usize) -> Option<(String, &'u Text<'c>)> {
    let text = &unit.texts[own];
    if is_other_name(context, unit, own) {
        return None;
    }
    let others = unit.counterparts(own);
    let named = others.iter().filter_map(|other| Some((whole_name(other.text)?, *other)));
    let named: Vec<(String, &Text<'_>)> = named.collect();
    // Among peers two thirds must have the name, as everywhere; a reference is enough by itself, and so is one of two.
    let enough = if unit.reference().is_some() || others.len() < 3 { 1 } else { (2 * others.len()).div_ceil(3) };
    named
        .iter()
        .find(|(name, _)| {
            let keeps = context.facts.names.kept(name, text.locale).0 > 0;
            let elsewhere = text.row.is_some_and(|row| row_has_name(row, text.start, name));
            let same = named.iter().filter(|(other, _)| other == name).count();
            !contains_name(text.text, name) && same >= enough && (keeps || elsewhere)
        })
        .cloned()
}

/// Whether a cell holds a name that this locale uses itself, so that it names another app and translates nothing. In
/// all other locales it must then be the same app.
fn is_other_name(context: &Context<'_>, unit: &Unit<'_>, own: usize) -> bool {
    if unit.reference().is_some() || unit.texts.len() > 2 {
        return false;
    }
    let text = &unit.texts[own];
    whole_name(text.text).is_some_and(|name| {
        let names = &context.facts.names;
        let kept_by_others =
            context.corpus.locales.iter().any(|locale| locale != text.locale && names.kept(&name, locale).0 > 0);
        // Spelled more often than that, it is a name of the content, whoever writes it. Chosen.
        kept_by_others || names.spelled(&name) > 3
    })
}

/// Names that this locale keeps nearly everywhere, but not in this text.
fn in_text(context: &Context<'_>, unit: &Unit<'_>, own: usize, collector: &mut Collector) {
    let text = &unit.texts[own];
    let counterparts = unit.counterparts(own);
    let mut seen: Vec<String> = Vec::new();
    for there in &counterparts {
        for name in context.facts.names.of_text(&there.visible(), there.signature) {
            if seen.contains(&name) || !is_name(context, &name) {
                continue;
            }
            seen.push(name.clone());
            let convention = Convention { rule: RULE.id, locale: text.locale.clone(), about: name.clone() };
            let others: Vec<&Text<'_>> =
                unit.texts.iter().enumerate().filter(|(at, _)| *at != own).map(|(_, text)| text).collect();
            let keeping = others.iter().filter(|other| contains_name(other.text, &name)).count();
            let is_less = is_said_less(text, there, &others, &name) && may_name_otherwise(text, there);
            if contains_name(text.text, &name) && !is_less {
                collector.follows(convention);
                continue;
            }
            if !contains_name(text.text, &name) && is_left_out(unit, text, there, &name) {
                continue;
            }
            // What more than a third of the languages put into words of their own is hardly a name here. It still
            // counts as a violation, so that the locale is not said to keep the name.
            let is_shared = unit.reference().is_none() || others.len() > 2;
            if is_shared && 3 * keeping < 2 * others.len() {
                collector.violates(convention, KEPT, None);
                continue;
            }
            let is_app = context.facts.names.is_app(&name);
            let by_nearly_all = keeping > 2 && 5 * keeping >= 4 * others.len();
            // A script without capitals shows no name in place of another one. What only looks like a name is left out
            // there as often as it is translated, unless it is the whole text.
            if !is_app && !by_nearly_all && !has_capitals(text) && whole_name(there.text).as_ref() != Some(&name) {
                collector.violates(convention, KEPT_ALWAYS, None);
                continue;
            }
            let limit = if !is_app {
                KEPT_ALWAYS
            // Four fifths of at least three: nearly all.
            } else if by_nearly_all {
                KEPT_BY_OTHERS
            } else {
                KEPT
            };
            collector.violates(convention, limit, Some(report(unit, text, &name, there)));
        }
    }
}

/// How often a text has a name as it is spelled, with any kind of space.
fn times(text: &Text<'_>, name: &str) -> usize {
    text.text.replace('\u{a0}', " ").matches(name).count()
}

/// In a text of more bytes than this a name may be left out where it was named before: a long text has room for a
/// pronoun. Raised from 400 to find more names that were translated.
const LONG: usize = 1500;

/// Whether a text has a name less often than its counterpart, and than nearly all others, which have it equally often.
fn is_said_less(text: &Text<'_>, there: &Text<'_>, others: &[&Text<'_>], name: &str) -> bool {
    let wanted = times(there, name);
    let as_often = others.iter().filter(|other| times(other, name) >= wanted).count();
    // One mention less in one language is its style; it is a defect only where three quarters of many others agree on
    // the number. It was nine tenths; three quarters find more.
    wanted > 1
        && text.text.len() < LONG
        && times(text, name) < wanted
        && others.len() > 3
        && 4 * as_often >= 3 * others.len()
}

/// Whether a text merely leaves out a name that its counterpart has in running words and not as a label.
/// What a cell begins with is its subject, which is rarely left out.
fn is_left_out(unit: &Unit<'_>, text: &Text<'_>, there: &Text<'_>, name: &str) -> bool {
    let is_subject = unit.entry().is_some() && there.text.trim_start().starts_with(name);
    let is_subject = is_subject || whole_name(there.text).is_some();
    // Of two languages without a source either may have put the name in.
    let is_open = unit.reference().is_none() && unit.texts.len() == 2;
    let is_running = contains_name(&without_labels(&there.visible()), name);
    !is_subject && is_running && (is_open || !may_name_otherwise(text, there))
}

/// Whether a text may have a name of its own that its counterpart does not have: a word with a capital within a
/// sentence, outside labels and quotes, where its script has capitals. A name that a language merely leaves out leaves
/// none.
fn may_name_otherwise(text: &Text<'_>, there: &Text<'_>) -> bool {
    let plain = without_labels(&text.visible());
    let words: Vec<&str> = plain.split_whitespace().collect();
    // Behind these a sentence, a list item or a cell begins, where a capital shows nothing.
    let ends = |word: &str| word.ends_with(['.', '!', '?', ':', '-', '*', '>', '#', '|']);
    let is_odd = |(before, word): (&&str, &&str)| {
        let word = word.trim_matches(|char: char| !char.is_alphanumeric());
        !ends(before) && word.starts_with(char::is_uppercase) && !there.text.contains(word)
    };
    !has_capitals(text) || words.iter().zip(words.iter().skip(1)).any(is_odd)
}

/// Whether a text is in a script that has capitals. Letters of another one, such as Chinese, show no names, so any of its
/// texts may hold one.
fn has_capitals(text: &Text<'_>) -> bool {
    !text.text.chars().any(|char| char.is_alphabetic() && !char.is_lowercase() && !char.is_uppercase())
}

/// A text without what is bold, a link's label or quoted: labels have capitals of their own.
fn without_labels(text: &str) -> String {
    let mut kept = text.to_owned();
    for (open, close) in [("**", "**"), ("[", "]"), ("«", "»"), ("“", "”"), ("„", "“"), ("\"", "\"")] {
        let whole = std::mem::take(&mut kept);
        let mut rest = whole.as_str();
        while let Some(start) = rest.find(open) {
            let after = start + open.len();
            let Some(length) = rest[after..].find(close) else { break };
            kept.push_str(&rest[..start]);
            rest = &rest[after + length + close.len()..];
        }
        kept.push_str(rest);
    }
    kept
}

/// Whether what looks like a name may be one: it is an app, or of several words, or spelled so more than once. What
/// heads a column of apps, as `App` does, is a word.
fn is_name(context: &Context<'_>, name: &str) -> bool {
    let folded = name.to_lowercase();
    let is_word = context
        .corpus
        .profiles
        .values()
        .any(|profile| profile.header_words.values().flatten().any(|word| *word == folded));
    !is_word
        // Two letters are a word or an abbreviation as often as a name.
        && name.chars().count() > 2
        && (context.facts.names.is_app(name) || name.contains(' ') || context.facts.names.spelled(name) > 1)
}

fn report(unit: &Unit<'_>, own: &Text<'_>, name: &str, there: &Text<'_>) -> PendingFinding {
    let whole = whole_name(there.text).is_some_and(|whole| whole == name);
    let message = if whole {
        Message::new("`{found}` stands where the name `{expected}` should")
            .with("found", own.visible().trim())
            .with("expected", name)
    } else if contains_name(own.text, name) {
        Message::new("the name `{name}` is in this text {found} times, and {expected} times in `{reference}`")
            .with("name", name)
            .count("found", times(own, name))
            .count("expected", times(there, name))
            .with("reference", there.locale)
    } else {
        Message::new("the name `{expected}` is not in this text").with("expected", name)
    };
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
        .help(format!("write `{name}`: `{}` does not translate this name elsewhere", own.locale));
    if let Some(place) = unit.shown(there) {
        diagnostic = diagnostic.related(place, format!("`{}` has `{name}`", there.locale));
    }
    if whole {
        diagnostic = diagnostic.fix(Applicability::Safe, own.span(), name);
    }
    PendingFinding::of_unit(diagnostic, unit, own, name)
}
