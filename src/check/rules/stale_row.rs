//! A translation of a row that its source has changed under.

use std::collections::BTreeMap;

use crate::align::{Entry, row_digest};
use crate::check::{Check, Context, Draft, Notes, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::{Before, Changes, Original};
use crate::model::{Acceptance, Cell, LocaleId, LocaleProfile};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "stale-row",
    severity: Severity::Warning,
    page: include_str!("stale_row.md"),
    check: Check::State { now: check, change },
};

/// The id of the rule.
pub const STALE_ROW: &str = RULE.id;

/// What the source said in a cell, and what it says now.
type Words = (String, String);

/// How current a translation of a row is.
#[derive(Clone, Debug, PartialEq)]
pub enum Freshness {
    /// Nothing tells.
    Unknown,
    /// The source says what it said when the row was translated, or accepted.
    Fresh,
    /// The source says something else now: the cells that differ, old and new. None are given where only digests tell.
    Stale(Vec<(String, String)>),
}

/// How current the translation of an entry in a locale is, by what it was last accepted against, else by its pin.
pub fn freshness(context: &Context<'_>, entry: &Entry, locale: &LocaleId) -> Freshness {
    if context.is_source(locale) {
        return Freshness::Fresh;
    }
    if let Some((acceptance, source)) = acceptance(context, entry, locale) {
        return if acceptance.source == source { Freshness::Fresh } else { Freshness::Stale(Vec::new()) };
    }
    let Some(original) = context.originals.of(&entry.page, locale) else { return Freshness::Unknown };
    let Some(words) = since_translated(context, original, entry, locale) else { return Freshness::Unknown };
    if words.is_empty() { Freshness::Fresh } else { Freshness::Stale(words) }
}

/// What a row was last accepted against, as long as the translation is the one that was accepted, and what the source
/// is now.
fn acceptance<'c>(
    context: &Context<'c>,
    entry: &Entry,
    locale: &LocaleId,
) -> Option<(&'c Acceptance, crate::model::RowDigest)> {
    let acceptance = context.locked.get(&entry.id)?.accepted.get(locale)?;
    let own = row_digest(context.corpus, context.alignment, entry, locale)?;
    let source = row_digest(context.corpus, context.alignment, entry, context.corpus.source_locale.as_ref()?)?;
    (own == acceptance.own).then_some((acceptance, source))
}

/// The cells of the source that changed since a row was translated; `None` where that is not known, or the row is gone.
fn since_translated(
    context: &Context<'_>,
    original: &Original,
    entry: &Entry,
    locale: &LocaleId,
) -> Option<Vec<Words>> {
    let place = entry.rows.get(locale)?.place;
    let then = original.place((place.table, place.row))?;
    let old = original.page.tables.get(then.0)?.rows.get(then.1)?;
    let (table, row) = original.successor(then)?;
    let now = context.originals.source_now(context.corpus, &entry.page)?;
    let new = now.tables.get(table)?.rows.get(row)?;
    Some(changed_cells(&old.cells, &new.cells))
}

fn changed_cells(old: &[Cell], new: &[Cell]) -> Vec<Words> {
    let count = old.len().max(new.len());
    let text = |cells: &[Cell], at: usize| cells.get(at).map_or_else(String::new, |cell| cell.text.to_string());
    let pairs = (0..count).map(|at| (text(old, at), text(new, at)));
    pairs.filter(|(old, new)| old != new).collect()
}

fn check(context: &Context<'_>, notes: &mut Notes) {
    for entry in &context.alignment.entries {
        for locale in entry.rows.keys() {
            if let Freshness::Stale(words) = freshness(context, entry, locale) {
                notes.extend(report(context, entry, locale, &words));
            }
        }
    }
}

fn change(context: &Context<'_>, changes: &Changes, notes: &mut Notes) {
    let Some(source) = &context.corpus.source_locale else { return };
    for entry in &context.alignment.entries {
        let Some(rows) = changes.entries.get(&entry.id) else { continue };
        let Some(words) = changed_words(context, entry, source, rows) else { continue };
        let is_left_behind = |locale: &&LocaleId| {
            *locale != source && !rows.contains_key(*locale) && freshness(context, entry, locale) == Freshness::Unknown
        };
        for locale in entry.rows.keys().filter(is_left_behind) {
            notes.extend(report(context, entry, locale, &words));
        }
    }
}

/// The cells of the source that a change touched.
fn changed_words(
    context: &Context<'_>,
    entry: &Entry,
    source: &LocaleId,
    rows: &BTreeMap<LocaleId, Before>,
) -> Option<Vec<Words>> {
    let before = rows.get(source)?.as_ref()?;
    let after = context.alignment.cells(context.corpus, &context.alignment.address(entry, source)?);
    let pairs = before.iter().zip(after).map(|(old, new)| (old.clone(), new.text.to_string()));
    let changed: Vec<Words> = pairs.filter(|(old, new)| old != new).collect();
    (!changed.is_empty()).then_some(changed)
}

/// Whether two texts differ in nothing that a translation says: spaces, capitals, quotes, punctuation and contractions.
fn is_cosmetic(profile: Option<&LocaleProfile>, old: &str, new: &str) -> bool {
    letters(profile, old) == letters(profile, new)
}

/// The letters and digits of a text in lower case, and the signs that carry meaning beside a number.
fn letters(profile: Option<&LocaleProfile>, text: &str) -> String {
    let mut text = text.to_lowercase().replace(['’', 'ʼ'], "'");
    for (short, long) in profile.iter().flat_map(|profile| &profile.contractions) {
        if text.contains(short.as_str()) {
            text = text.replace(short.as_str(), long);
        }
    }
    let kept = text.chars().filter(|char| char.is_alphanumeric() || matches!(char, '<' | '>' | '=' | '+' | '%'));
    kept.collect()
}

fn report(context: &Context<'_>, entry: &Entry, locale: &LocaleId, words: &[Words]) -> Option<Draft> {
    let source = source_locale(context, entry, locale)?;
    let profile = context.profile(source);
    let real = words.iter().find(|(old, new)| !is_cosmetic(profile, old, new));
    let severity = if words.is_empty() || real.is_some() { RULE.severity } else { Severity::Info };
    let message = match real.or(words.first()) {
        Some((old, new)) => {
            format!("`{source}` changed this row, and `{locale}` did not: `{old}` became `{new}`")
        }
        None => format!("`{source}` changed this row since the translation in `{locale}` was accepted"),
    };
    let help = if severity == Severity::Info {
        "only spaces, capitals, punctuation or contractions changed; `hexapla accept` says that the translation still fits"
    } else {
        "translate the change; where the translation still fits, `hexapla accept` says so"
    };
    let mut diagnostic = Diagnostic::new(RULE.id, severity, context.row_span(entry, locale)?, message).help(help);
    if let Some(span) = source_span(context, entry) {
        diagnostic = diagnostic.related(span, format!("the row in `{source}` now"));
    }
    let evidence: Vec<&str> = words.iter().map(|(_, new)| new.as_str()).collect();
    Some(Draft::of_entry(diagnostic, entry, locale, evidence.join("\u{1f}")))
}

/// What the source said and what it says now, as the message of a finding of this rule has them; `None` where only
/// digests told.
pub fn changed_words_of(finding: &Diagnostic) -> Option<(&str, &str)> {
    if finding.rule != RULE.id {
        return None;
    }
    let (_, words) = finding.message.split_once(" did not: `")?;
    words.strip_suffix('`')?.split_once("` became `")
}

fn source_locale<'c>(context: &Context<'c>, entry: &Entry, locale: &LocaleId) -> Option<&'c LocaleId> {
    let of_past = || context.originals.of(&entry.page, locale).map(|original| &original.page.locale);
    context.corpus.source_locale.as_ref().or_else(of_past)
}

fn source_span(context: &Context<'_>, entry: &Entry) -> Option<Span> {
    context.row_span(entry, context.corpus.source_locale.as_ref()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FilePath;

    #[test]
    fn a_message_tells_the_words_that_changed() {
        let span = || Span::new(&FilePath::new("content/zh-TW/a.md"), 0..1);
        let finding = |rule, message: &str| Diagnostic::new(rule, Severity::Warning, span(), message);
        let message = "`en-US` changed this row, and `zh-TW` did not: `Try `again`.` became `再試一次`";
        assert_eq!(changed_words_of(&finding(RULE.id, message)), Some(("Try `again`.", "再試一次")));
        assert_eq!(changed_words_of(&finding("missing-row", message)), None);
        assert_eq!(changed_words_of(&finding(RULE.id, "`en-US` changed this row since")), None);
    }

    #[test]
    fn spaces_capitals_and_punctuation_do_not_make_a_translation_stale() {
        let same = |one, other| is_cosmetic(None, one, other);
        assert!(same("Klik op **Nu testen**.", "klik op  nu testen"));
        assert!(!same("重設設定", "重設帳戶"));
        assert!(!same("a < 5", "a > 5"));
        let mut english = LocaleProfile::unknown("en-US".parse().unwrap());
        english.contractions = vec![("don't".into(), "do not".into())];
        assert!(is_cosmetic(Some(&english), "You don’t need it", "you do not need it."));
    }
}
