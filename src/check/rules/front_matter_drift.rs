//! Front matter that says another thing about a page in one of the locales.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::compare::departures;
use crate::check::{Check, Context, Draft, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{LocaleId, Page, PageId};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "front-matter-drift",
    severity: Severity::Warning,
    page: include_str!("front_matter_drift.md"),
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    let own_keys = keys_of_one_locale(context);
    for (id, versions) in context.corpus.pages.iter().filter(|(_, versions)| versions.len() > 1) {
        let keys: BTreeSet<&str> = versions.values().flat_map(page_keys).collect();
        for key in keys.into_iter().filter(|key| !own_keys.contains(key)) {
            drift(context, id, versions, key, drafts);
        }
    }
}

fn page_keys(page: &Page) -> impl Iterator<Item = &str> {
    page.front_matter.values.iter().map(|value| value.key.as_str())
}

/// Keys that some locale has on none of its pages: what one language's tools write is no drift.
fn keys_of_one_locale<'c>(context: &Context<'c>) -> BTreeSet<&'c str> {
    let mut used_in: BTreeMap<&str, BTreeSet<&LocaleId>> = BTreeMap::new();
    for page in context.corpus.all_pages() {
        for key in page_keys(page) {
            used_in.entry(key).or_default().insert(&page.locale);
        }
    }
    let all = context.corpus.locales.len();
    used_in.into_iter().filter(|(_, locales)| locales.len() < all).map(|(key, _)| key).collect()
}

fn drift(context: &Context<'_>, id: &PageId, versions: &BTreeMap<LocaleId, Page>, key: &str, drafts: &mut Vec<Draft>) {
    let pages: Vec<&Page> = versions.values().collect();
    let values: Vec<&str> = pages.iter().map(|page| page.front_matter.get(key).unwrap_or_default()).collect();
    if values.iter().any(|value| is_translated(value) || is_date(value) || is_pin(value)) {
        return;
    }
    let locales: Vec<&LocaleId> = pages.iter().map(|page| &page.locale).collect();
    for departure in departures(context.corpus.source_locale.as_ref(), &locales, &values, |_| false) {
        let (own, reference) = (pages[departure.own], pages[departure.reference]);
        let place = |page: &Page| match page.front_matter.entry(key) {
            Some(entry) => entry.span.clone(),
            None => page.front_matter.span.clone().unwrap_or_else(|| Span::new(&page.path, 0..0)),
        };
        let message = format!(
            "`{key}` is {} here and {} in `{}`",
            shown(values[departure.own]),
            shown(values[departure.reference]),
            reference.locale
        );
        let diagnostic = Diagnostic::new(RULE.id, RULE.severity, place(own), message)
            .help("let all languages of a page say the same about it")
            .related(place(reference), format!("`{}` says this", reference.locale));
        let draft = Draft::of_page(diagnostic, id, &own.locale, key).either(departure.either);
        drafts.push(draft);
    }
}

fn shown(value: &str) -> String {
    if value.is_empty() { "empty or absent".to_owned() } else { format!("`{value}`") }
}

/// A value in words, which a translation says otherwise.
fn is_translated(value: &str) -> bool {
    !value.is_ascii() || value.split_whitespace().count() > 1
}

fn is_date(value: &str) -> bool {
    let parts: Vec<&str> = value.split(['-', '/', '.', 'T', ':']).collect();
    let numeric =
        |part: &&str| !part.is_empty() && part.trim_end_matches('Z').chars().all(|char| char.is_ascii_digit());
    parts.len() >= 3 && parts.iter().all(numeric)
}

/// A hash: the revision that was translated.
fn is_pin(value: &str) -> bool {
    value.len() >= 32 && value.chars().all(|char| char.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_pins_and_words_may_differ() {
        assert!(is_date("10/15/2016") && is_date("2016-10-15") && !is_date("1.2") && !is_date("v1-2-3"));
        assert!(is_pin("ed4ea71b24767d3602d40894d1cbac7447bcd8a2") && !is_pin("4b6ac04a-4653-4c4a-bd6f-5926743475cc"));
        assert!(is_translated("Foutberichten gebruiken") && is_translated("錯誤") && !is_translated("article"));
    }
}
