//! A heading of another level than in the other locales.

use std::collections::BTreeSet;

use crate::align::AlignedHeading;
use crate::check::compare::{Votes, deviations_of_sets};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{Heading, Page};
use crate::units::Versions;

/// The rule.
pub const RULE: Rule = Rule {
    id: "heading-level-changed",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("heading_level_changed.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    for versions in &context.units.versions {
        for aligned in versions.headings.iter() {
            let present = versions.pages.iter().filter_map(|page| Some((*page, heading(page, aligned)?)));
            let (pages, headings): (Vec<&Page>, Vec<&Heading>) = present.unzip();
            let original = versions.original.and_then(|page| heading(page, aligned));
            let level = |heading: &&Heading| BTreeSet::from([heading.level.to_string()]);
            let values: Vec<BTreeSet<String>> = headings.iter().map(level).collect();
            let of_original = original.as_ref().map(level);
            let source = pages.iter().position(|page| context.is_source(&page.locale));
            // Nobody is suspected first: a change is judged by rows, and headings are none.
            let votes = Votes { values: &values, original: of_original.as_ref(), source, suspect: None };
            for deviation in deviations_of_sets(&votes) {
                let own = headings[deviation.own];
                let there = deviation.reference.map(|index| (headings[index], &pages[index].locale));
                let (other, locale) =
                    there.or(original.zip(versions.original.map(|page| &page.locale))).expect("there is a reference");
                let other_page = deviation.reference.map(|index| pages[index]).or(versions.original);
                if other_page.is_some_and(|other| follows(versions, aligned, pages[deviation.own], other)) {
                    continue;
                }
                let message =
                    Message::new("this heading is of level {found}, and of level {expected} in `{reference}`")
                        .count("found", own.level.into())
                        .count("expected", other.level.into())
                        .with("reference", locale);
                let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span.clone(), message)
                    .help("give both the same level: see which of the two fits the headings around it");
                if deviation.reference.is_some() {
                    diagnostic = diagnostic.related(other.span.clone(), format!("the heading in `{locale}`"));
                }
                let pending =
                    PendingFinding::of_page(diagnostic, versions.id, &pages[deviation.own].locale, &aligned.anchor);
                collector.push(pending.either(deviation.either));
            }
        }
    }
}

/// Whether the level follows from the heading above that this one is under: another level than in `other` by as much, or
/// one that `other` does not have, since the languages divide the page otherwise.
fn follows(versions: &Versions<'_>, aligned: &AlignedHeading, page: &Page, other: &Page) -> bool {
    let own = |page: &Page| aligned.members.get(&page.locale).copied();
    let (Some(at), Some(there)) = (own(page), own(other)) else { return false };
    let level = |page: &Page, at: usize| i16::from(page.headings[at].level);
    let Some(above) = (0..at).rev().find(|above| level(page, *above) < level(page, at)) else { return false };
    let counterpart = versions.headings.iter().find(|aligned| aligned.members.get(&page.locale) == Some(&above));
    match counterpart.and_then(|aligned| aligned.members.get(&other.locale)) {
        Some(above_there) => {
            let moved = level(page, above) - level(other, *above_there);
            moved != 0 && moved == level(page, at) - level(other, there)
        }
        // The title may be in the front matter of one of the two.
        None => above > 0,
    }
}

fn heading<'c>(page: &'c Page, aligned: &AlignedHeading) -> Option<&'c Heading> {
    page.headings.get(*aligned.members.get(&page.locale)?)
}
