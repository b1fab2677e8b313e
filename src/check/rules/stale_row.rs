//! A translation of a row that its source has changed under.

use std::collections::BTreeMap;

use crate::align::Entry;
use crate::check::{Check, Context, Draft, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::{Before, Changes};
use crate::model::LocaleId;

/// The rule.
pub const RULE: Rule = Rule {
    id: "stale-row",
    severity: Severity::Warning,
    page: include_str!("stale_row.md"),
    check: Check::Change(check),
};

fn check(context: &Context<'_>, changes: &Changes, drafts: &mut Vec<Draft>) {
    let Some(source) = &context.corpus.source_locale else { return };
    for entry in &context.alignment.entries {
        let Some(rows) = changes.entries.get(&entry.id) else { continue };
        let Some(words) = changed_words(context, entry, source, rows) else { continue };
        for locale in entry.rows.keys().filter(|locale| *locale != source && !rows.contains_key(*locale)) {
            drafts.extend(report(context, entry, source, locale, &words));
        }
    }
}

/// The cells of the source that changed in more than spaces, capitals and punctuation, as `old` and `new`.
fn changed_words(
    context: &Context<'_>,
    entry: &Entry,
    source: &LocaleId,
    rows: &BTreeMap<LocaleId, Before>,
) -> Option<Vec<(String, String)>> {
    let before = rows.get(source)?.as_ref()?;
    let after = context.alignment.cells(context.corpus, &context.alignment.address(entry, source)?);
    let pairs = before.iter().zip(after).map(|(old, new)| (old.clone(), new.text.to_string()));
    let changed: Vec<(String, String)> = pairs.filter(|(old, new)| letters(old) != letters(new)).collect();
    (!changed.is_empty()).then_some(changed)
}

/// The letters and digits of a text in lower case, and the signs that carry meaning beside a number.
fn letters(text: &str) -> String {
    let kept = text.chars().filter(|char| char.is_alphanumeric() || matches!(char, '<' | '>' | '=' | '+' | '%'));
    kept.flat_map(char::to_lowercase).collect()
}

fn report(
    context: &Context<'_>,
    entry: &Entry,
    source: &LocaleId,
    locale: &LocaleId,
    words: &[(String, String)],
) -> Option<Draft> {
    let (old, new) = &words[0];
    let message = format!("`{source}` changed this row, and `{locale}` did not: `{old}` became `{new}`");
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, context.row_span(entry, locale)?, message)
        .help("translate the change")
        .related(context.row_span(entry, source)?, format!("the row in `{source}` now"));
    let evidence: Vec<&str> = words.iter().map(|(_, new)| new.as_str()).collect();
    Some(Draft::of_entry(diagnostic, entry, locale, evidence.join("\u{1f}")))
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn spaces_capitals_and_punctuation_do_not_make_a_translation_stale() {
        assert_eq!(letters("Klik op **Nu testen**."), letters("klik op  nu testen"));
        assert_ne!(letters("重設設定"), letters("重設帳戶"));
        assert_ne!(letters("a < 5"), letters("a > 5"));
    }
}
