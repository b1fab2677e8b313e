//! A heading, or the text under one, that one of the locales lacks.

use std::collections::BTreeMap;

use crate::align::AlignedHeading;
use crate::check::{Check, Context, Draft, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{LocaleId, Page, PageId};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-section",
    severity: Severity::Warning,
    page: include_str!("missing_section.md"),
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    for (id, versions) in context.corpus.pages.iter().filter(|(_, versions)| versions.len() > 1) {
        missing_leads(context, id, versions, drafts);
        for heading in context.alignment.headings.get(id).into_iter().flatten() {
            missing_heading(context, id, versions, heading, drafts);
            missing_body(context, id, versions, heading, drafts);
        }
    }
}

/// Whether `holders` show that all of `versions` should have a thing: the source is among them, or they are as
/// many as the others.
fn is_wanted(context: &Context<'_>, versions: &BTreeMap<LocaleId, Page>, holders: &[&LocaleId]) -> bool {
    match context.corpus.source_locale.as_ref().filter(|source| versions.contains_key(*source)) {
        Some(source) => holders.contains(&source),
        None => !holders.is_empty() && 2 * holders.len() >= versions.len(),
    }
}

/// The locale that stands for those that have a thing.
fn shown<'l>(context: &Context<'_>, holders: &[&'l LocaleId]) -> &'l LocaleId {
    let reference = context.corpus.reference_locale();
    holders.iter().find(|locale| Some(**locale) == reference).unwrap_or(&holders[0])
}

/// Text between the title and the next heading, or above the first heading.
fn lead(page: &Page) -> Option<Span> {
    let under_title = page.headings.first().filter(|heading| heading.level == 1).map(|_| 1);
    [Some(0), under_title].into_iter().flatten().find_map(|index| page.prose.get(index)?.span.clone())
}

fn missing_leads(context: &Context<'_>, id: &PageId, versions: &BTreeMap<LocaleId, Page>, drafts: &mut Vec<Draft>) {
    let holders: Vec<&LocaleId> =
        versions.iter().filter(|(_, page)| lead(page).is_some()).map(|(locale, _)| locale).collect();
    if !is_wanted(context, versions, &holders) {
        return;
    }
    let reference = shown(context, &holders);
    for (locale, page) in versions.iter().filter(|(_, page)| lead(page).is_none()) {
        let span = page.headings.first().map_or_else(|| Span::new(&page.path, 0..0), |heading| heading.span.clone());
        let message = format!("the opening text of `{reference}` is missing under the title");
        let there = lead(&versions[reference]).expect("holders have a lead");
        let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message)
            .help("translate it, or remove it everywhere if it is obsolete")
            .related(there, format!("the text in `{reference}`"));
        drafts.push(Draft::of_page(diagnostic, id, locale, "lead"));
    }
}

fn missing_heading(
    context: &Context<'_>,
    id: &PageId,
    versions: &BTreeMap<LocaleId, Page>,
    heading: &AlignedHeading,
    drafts: &mut Vec<Draft>,
) {
    let holders: Vec<&LocaleId> = heading.members.keys().collect();
    if !is_wanted(context, versions, &holders) {
        return;
    }
    let reference = shown(context, &holders);
    let there = &versions[reference].headings[heading.members[reference]];
    for (locale, page) in versions.iter().filter(|(locale, _)| !heading.members.contains_key(*locale)) {
        let message = format!("the section `{}` of `{reference}` is missing", there.text);
        let diagnostic = Diagnostic::new(RULE.id, RULE.severity, place_before(context, id, heading, page), message)
            .help("translate the section, or remove it everywhere if it is obsolete")
            .related(there.span.clone(), format!("the section in `{reference}`"));
        drafts.push(Draft::of_page(diagnostic, id, locale, &heading.anchor));
    }
}

/// The heading after which a missing one should come.
fn place_before(context: &Context<'_>, id: &PageId, missing: &AlignedHeading, page: &Page) -> Span {
    let headings = context.alignment.headings.get(id).map(Vec::as_slice).unwrap_or_default();
    let before = headings.iter().take_while(|heading| heading.anchor != missing.anchor);
    let index = before.filter_map(|heading| heading.members.get(&page.locale)).last();
    index.map_or_else(|| Span::new(&page.path, 0..0), |index| page.headings[*index].span.clone())
}

/// A heading that is there, with nothing under it where others have text. The title's text is the lead.
fn missing_body(
    context: &Context<'_>,
    id: &PageId,
    versions: &BTreeMap<LocaleId, Page>,
    heading: &AlignedHeading,
    drafts: &mut Vec<Draft>,
) {
    let holds =
        |locale: &LocaleId| heading.members.get(locale).is_some_and(|index| has_body(&versions[locale], *index));
    let is_title = heading.members.iter().any(|(locale, index)| *index == 0 && versions[locale].headings[0].level == 1);
    let holders: Vec<&LocaleId> = heading.members.keys().filter(|locale| holds(locale)).collect();
    if is_title || !is_wanted(context, versions, &holders) {
        return;
    }
    let reference = shown(context, &holders);
    let there = &versions[reference].headings[heading.members[reference]];
    for (locale, index) in heading.members.iter().filter(|(locale, _)| !holds(locale)) {
        let own = &versions[locale].headings[*index];
        let message = format!("nothing stands under this heading; `{reference}` has text here");
        let diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span.clone(), message)
            .help("translate the text, or remove it everywhere if it is obsolete")
            .related(there.span.clone(), format!("the section in `{reference}`"));
        drafts.push(Draft::of_page(diagnostic, id, locale, format!("body {}", heading.anchor)));
    }
}

fn has_body(page: &Page, heading: usize) -> bool {
    let prose = page.prose.get(heading + 1).is_some_and(|prose| prose.blocks > 0);
    prose || page.tables.iter().any(|table| table.heading == Some(heading))
}
