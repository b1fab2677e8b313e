//! A heading, or the text under one, that one of the locales lacks.

use std::collections::BTreeMap;

use crate::align::AlignedHeading;
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{Heading, LocaleId, Page};
use crate::text::Span;
use crate::units::Versions;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-section",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("missing_section.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    for versions in context.units.versions.iter().filter(|versions| versions.all().count() > 1) {
        missing_leads(context, versions, collector);
        // The last heading of each version that came so far.
        let mut before: BTreeMap<&LocaleId, usize> = BTreeMap::new();
        for heading in versions.headings.iter() {
            missing_heading(context, versions, heading, &before, collector);
            missing_body(context, versions, heading, collector);
            before.extend(heading.members.iter().map(|(locale, index)| (locale, *index)));
        }
    }
}

/// Text between the title and the next heading, or above the first heading.
pub(super) fn lead(page: &Page) -> Option<Span> {
    let under_title = page.headings.first().filter(|heading| heading.level == 1).map(|_| 1);
    [Some(0), under_title].into_iter().flatten().find_map(|index| page.prose.get(index)?.span.clone())
}

/// Whether a version has a heading, other than its title, and nothing under it.
pub(super) fn lacks_body(heading: &AlignedHeading, page: &Page) -> bool {
    let is_title = |index: usize| index == 0 && page.headings[0].level == 1;
    let own = heading.members.get(&page.locale).copied().filter(|index| !is_title(*index));
    own.is_some_and(|index| !has_body(page, index))
}

/// Where a person can see what a version has: an original of an earlier revision is in no file of the site.
fn labelled(diagnostic: Diagnostic, versions: &Versions<'_>, locale: &LocaleId, span: &Span, what: &str) -> Diagnostic {
    let is_older = versions.original.is_some_and(|original| original.locale == *locale);
    if is_older { diagnostic } else { diagnostic.related(span.clone(), format!("{what} in `{locale}`")) }
}

fn missing_leads(context: &Context<'_>, versions: &Versions<'_>, collector: &mut Collector) {
    let holders: Vec<&LocaleId> = versions.all().filter(|page| lead(page).is_some()).map(|page| &page.locale).collect();
    let Some(reference) = versions.wanted(context, &holders) else { return };
    for page in versions.pages.iter().filter(|page| lead(page).is_none()) {
        let span = page.headings.first().map_or_else(|| Span::new(&page.path, 0..0), |heading| heading.span.clone());
        let message =
            Message::new("the opening text of `{reference}` is missing under the title").with("reference", reference);
        let there = versions.page(reference).and_then(lead).expect("holders have a lead");
        let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message)
            .help("translate it, or remove it everywhere if it is obsolete");
        let diagnostic = labelled(diagnostic, versions, reference, &there, "the text");
        collector.push(PendingFinding::of_page(diagnostic, versions.id, &page.locale, "lead"));
    }
}

fn missing_heading(
    context: &Context<'_>,
    versions: &Versions<'_>,
    heading: &AlignedHeading,
    before: &BTreeMap<&LocaleId, usize>,
    collector: &mut Collector,
) {
    let holders: Vec<&LocaleId> =
        versions.all().map(|page| &page.locale).filter(|locale| heading.members.contains_key(*locale)).collect();
    let Some(reference) = versions.wanted(context, &holders) else { return };
    let Some(there) = heading_in(versions, heading, reference) else { return };
    for page in versions.pages.iter().filter(|page| !heading.members.contains_key(&page.locale)) {
        let message = Message::new("the section `{expected}` of `{reference}` is missing")
            .with("expected", &there.text)
            .with("reference", reference);
        let diagnostic = Diagnostic::new(RULE.id, RULE.severity, place_behind(before, page), message)
            .help("translate the section, or remove it everywhere if it is obsolete");
        let diagnostic = labelled(diagnostic, versions, reference, &there.span, "the section");
        collector.push(PendingFinding::of_page(diagnostic, versions.id, &page.locale, &heading.anchor));
    }
}

fn heading_in<'c>(versions: &Versions<'c>, heading: &AlignedHeading, locale: &LocaleId) -> Option<&'c Heading> {
    versions.page(locale)?.headings.get(*heading.members.get(locale)?)
}

/// The heading after which a missing one should come.
fn place_behind(before: &BTreeMap<&LocaleId, usize>, page: &Page) -> Span {
    before.get(&page.locale).map_or_else(|| Span::new(&page.path, 0..0), |index| page.headings[*index].span.clone())
}

/// A heading that is there, with nothing under it where others have text. The title's text is the lead.
fn missing_body(context: &Context<'_>, versions: &Versions<'_>, heading: &AlignedHeading, collector: &mut Collector) {
    let members: Vec<(&Page, usize)> =
        versions.all().filter_map(|page| Some((page, *heading.members.get(&page.locale)?))).collect();
    let is_title = members.iter().any(|(page, index)| *index == 0 && page.headings[0].level == 1);
    let holders: Vec<&LocaleId> =
        members.iter().filter(|(page, index)| has_body(page, *index)).map(|(page, _)| &page.locale).collect();
    // Among peers, versions that lack the heading have a finding already, and do not count for or against its text.
    let is_one_of_few = members.len() < versions.all().count() && holders.len() < 2;
    if is_title || versions.reference(context).is_none() && is_one_of_few {
        return;
    }
    let Some(reference) = versions.wanted(context, &holders) else { return };
    let Some(there) = heading_in(versions, heading, reference) else { return };
    let is_shown = |page: &Page| versions.pages.iter().any(|own| std::ptr::eq(*own, page));
    for (page, index) in members.iter().filter(|(page, index)| is_shown(page) && !has_body(page, *index)) {
        let own = &page.headings[*index];
        let message =
            Message::new("nothing stands under this heading; `{reference}` has text here").with("reference", reference);
        let diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span.clone(), message)
            .help("translate the text, or remove it everywhere if it is obsolete");
        let diagnostic = labelled(diagnostic, versions, reference, &there.span, "the section");
        collector.push(PendingFinding::of_page(
            diagnostic,
            versions.id,
            &page.locale,
            format!("body {}", heading.anchor),
        ));
    }
}

fn has_body(page: &Page, heading: usize) -> bool {
    let prose = page.prose.get(heading + 1).is_some_and(|prose| prose.blocks > 0);
    prose || page.tables.iter().any(|table| table.heading == Some(heading))
}
