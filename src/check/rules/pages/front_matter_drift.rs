//! Front matter that has another value for a page in one of the locales.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::compare::{Votes, deviations_of_sets};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{LocaleId, Page};
use crate::text::Span;
use crate::units::Versions;

/// The rule.
pub const RULE: Rule = Rule {
    id: "front-matter-drift",
    group: RuleGroup::Pages,
    severity: Severity::Warning,
    page: include_str!("front_matter_drift.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

/// The id of the rule.
pub const FRONT_MATTER_DRIFT: &str = RULE.id;

fn check(context: &Context<'_>, collector: &mut Collector) {
    let foreign = keys_of_one_locale(context);
    for versions in context.units.versions.iter().filter(|versions| versions.all().count() > 1) {
        let keys: BTreeSet<&str> = versions.all().flat_map(page_keys).collect();
        for key in keys.into_iter().filter(|key| concerns_readers(key) && !foreign.contains(key)) {
            drift(context, versions, key, collector);
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

fn drift(context: &Context<'_>, versions: &Versions<'_>, key: &str, collector: &mut Collector) {
    // A key that tools of localization add is not one that the source, which is not here, should have.
    if versions.original.is_some_and(|original| original.front_matter.entry(key).is_none()) {
        return;
    }
    let value = |page: &Page| page.front_matter.get(key).unwrap_or_default().to_owned();
    let all: Vec<String> = versions.all().map(value).collect();
    // One such value is enough: where one locale lacks a date, the others show what the key is for.
    if all.iter().any(|value| is_date(value) || is_base_revision(value)) {
        return;
    }
    // A translation changes words, so of them only their presence is compared.
    // One value in words makes the key one of words: `Guide` may be the translation of two words.
    // What a page is called is always in words, and what one language says in words is so in all of them, whatever they
    // were made from.
    let of_all = context.corpus.pages.get(versions.id).into_iter().flat_map(BTreeMap::values);
    let is_words = WORDED.contains(&key)
        || all.iter().chain(&of_all.map(value).collect::<Vec<_>>()).any(|value| is_translated(value));
    let said = |page: &Page| match value(page) {
        words if is_words && !words.is_empty() => BTreeSet::from([WORDS.to_owned()]),
        value => BTreeSet::from([value]),
    };
    let values: Vec<BTreeSet<String>> = versions.pages.iter().map(|page| said(page)).collect();
    let original = versions.original.map(said);
    let source = versions.pages.iter().position(|page| context.is_source(&page.locale));
    let votes = Votes { values: &values, original: original.as_ref(), source, suspect: None };
    for deviation in deviations_of_sets(&votes) {
        let own = versions.pages[deviation.own];
        let Some(there) = deviation.reference.map(|index| versions.pages[index]).or(versions.original) else {
            continue;
        };
        if is_said_otherwise(own, key, there) {
            continue;
        }
        let place = |page: &Page| match page.front_matter.entry(key) {
            Some(entry) => entry.span.clone(),
            None => page.front_matter.span.clone().unwrap_or_else(|| Span::new(&page.path, 0..0)),
        };
        let message = Message::new("`{key}` is ")
            .with("key", key)
            .then(shown("`{found}`", "found", value(own)))
            .then(" here and ")
            .then(shown("`{expected}`", "expected", value(there)))
            .then(Message::new(" in `{reference}`").with("reference", &there.locale));
        let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, place(own), message)
            .help("let all languages of a page say the same about it");
        if deviation.reference.is_some() {
            diagnostic = diagnostic.related(place(there), format!("`{}` says this", there.locale));
        }
        collector.push(PendingFinding::of_page(diagnostic, versions.id, &own.locale, key).either(deviation.either));
    }
}

/// Whether a page without a key has what it would say: a title as its first heading, the name of its file as its id; or
/// whether it has no text at all, which is another finding.
fn is_said_otherwise(page: &Page, key: &str, other: &Page) -> bool {
    if page.front_matter.get(key).is_some() {
        return false;
    }
    let begins_with_title = |page: &Page| page.headings.first().is_some_and(|heading| heading.level == 1);
    let stem = || page.relative_path.rsplit('/').next().and_then(|name| name.split('.').next());
    match key {
        _ if page.is_empty() => true,
        // Where the other page has both, the title says something else than the heading.
        "title" => begins_with_title(page) && !begins_with_title(other),
        "id" => stem() == other.front_matter.get(key),
        _ => false,
    }
}

/// Keys whose values readers see.
const WORDED: [&str; 6] = ["title", "description", "linkTitle", "sidebar_label", "summary", "subtitle"];

/// Other keys that say what readers get: where a page is, in what order and under what, whether it is there at all, and
/// how it looks. In lower case, without `-` and `_`, and without what is before the last dot. Who wrote a page, who looks
/// after it and what tools note in it is nobody's drift, and a key that we do not know may be such a one.
const OF_NAVIGATION: [&str; 48] = [
    "banner",
    "bookcollapsesection",
    "categories",
    "category",
    "cover",
    "deprecated",
    "displayedsidebar",
    "draft",
    "excludesearch",
    "grandparent",
    "haschildren",
    "hidden",
    "hide",
    "hidetableofcontents",
    "hidetitle",
    "icon",
    "id",
    "image",
    "indexable",
    "kind",
    "layout",
    "menu",
    "navexclude",
    "navorder",
    "next",
    "noindex",
    "order",
    "pagetype",
    "paginationnext",
    "paginationprev",
    "parent",
    "permalink",
    "position",
    "prev",
    "published",
    "robots",
    "search",
    "sidebar",
    "sidebarposition",
    "slug",
    "status",
    "tags",
    "template",
    "toc",
    "topic",
    "type",
    "url",
    "weight",
];

/// Whether readers or the navigation see what a key says.
fn concerns_readers(key: &str) -> bool {
    let last = key.rsplit('.').next().unwrap_or(key).to_lowercase().replace(['-', '_'], "");
    WORDED.contains(&key) || OF_NAVIGATION.binary_search(&last.as_str()).is_ok()
}

/// The value that is compared in place of any words.
const WORDS: &str = "words";

fn shown(template: &'static str, name: &'static str, value: String) -> Message {
    Message::new(if value.is_empty() { "empty or absent" } else { template }).with(name, value)
}

/// Whether a value is in words, which a translation has in its own language.
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
fn is_base_revision(value: &str) -> bool {
    // 32 digits are an MD5, 40 a Git commit; shorter ones may be a number or a colour.
    value.len() >= 32 && value.chars().all(|char| char.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_readers_and_the_navigation_see_is_compared() {
        for key in ["title", "sidebar_position", "ms.topic", "hide_table_of_contents", "noIndex", "slug", "draft"] {
            assert!(concerns_readers(key), "{key}");
        }
        for key in
            ["author", "ms.author", "manager", "ms.reviewer", "owner", "exl-id", "uuid", "ms.prod", "contributors"]
        {
            assert!(!concerns_readers(key), "{key}");
        }
        assert!(OF_NAVIGATION.is_sorted());
    }

    #[test]
    fn dates_base_revisions_and_words_may_differ() {
        assert!(is_date("10/15/2016") && is_date("2016-10-15") && !is_date("1.2") && !is_date("v1-2-3"));
        assert!(
            is_base_revision("ed4ea71b24767d3602d40894d1cbac7447bcd8a2")
                && !is_base_revision("4b6ac04a-4653-4c4a-bd6f-5926743475cc")
        );
        assert!(is_translated("Foutberichten gebruiken") && is_translated("錯誤") && !is_translated("article"));
    }
}
