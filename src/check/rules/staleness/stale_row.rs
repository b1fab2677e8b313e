//! A translation of a row that its source has changed under.

use crate::align::Entry;
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::freshness::WordChange;
use crate::model::{LocaleId, LocaleProfile};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "stale-row",
    group: RuleGroup::Staleness,
    severity: Severity::Warning,
    page: include_str!("stale_row.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

/// The id of the rule.
pub const STALE_ROW: &str = RULE.id;

fn check(context: &Context<'_>, collector: &mut Collector) {
    for (entry, locale, changes) in context.freshness.stale_rows() {
        collector.extend(report(context, &context.alignment.entries[entry], locale, changes));
    }
}

/// Whether two texts differ in nothing that a translation would show: spaces, capitals, quotes, punctuation and
/// contractions.
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
    // `<5` became `>5` is a change of meaning, and so are `=`, `+` and `%`.
    let kept = text.chars().filter(|char| char.is_alphanumeric() || matches!(char, '<' | '>' | '=' | '+' | '%'));
    kept.collect()
}

fn report(context: &Context<'_>, entry: &Entry, locale: &LocaleId, changes: &[WordChange]) -> Option<PendingFinding> {
    let source = source_locale(context, entry, locale)?;
    let profile = context.profile(source);
    let real = changes.iter().find(|change| !is_cosmetic(profile, &change.old, &change.new));
    let severity = if changes.is_empty() || real.is_some() { RULE.severity } else { Severity::Info };
    let message = match real.or(changes.first()) {
        Some(WordChange { old, new }) => {
            Message::new("`{source}` changed this row, and `{locale}` did not: `{old}` became `{new}`")
                .with("source", source)
                .with("locale", locale)
                .with("old", old)
                .with("new", new)
        }
        None => Message::new("`{source}` changed this row since the translation in `{locale}` was accepted")
            .with("source", source)
            .with("locale", locale),
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
    let evidence: Vec<&str> = changes.iter().map(|change| change.new.as_str()).collect();
    Some(PendingFinding::of_entry(diagnostic, entry, locale, evidence.join("\u{1f}")))
}

fn source_locale<'c>(context: &Context<'c>, entry: &Entry, locale: &LocaleId) -> Option<&'c LocaleId> {
    let of_original = || context.originals.of(&entry.page, locale).map(|original| &original.page.locale);
    context.corpus.source_locale.as_ref().or_else(of_original)
}

fn source_span(context: &Context<'_>, entry: &Entry) -> Option<Span> {
    context.row_span(entry, context.corpus.source_locale.as_ref()?)
}

#[cfg(test)]
mod tests {
    use super::*;

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
