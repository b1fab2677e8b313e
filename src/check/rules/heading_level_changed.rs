//! A heading of another level than in the other locales.

use std::collections::BTreeSet;

use crate::align::AlignedHeading;
use crate::check::voting::{MOST, Votes, departures_of_sets};
use crate::check::{Check, Context, Draft, Notes, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Heading, Page};

/// The rule.
pub const RULE: Rule = Rule {
    id: "heading-level-changed",
    severity: Severity::Warning,
    page: include_str!("heading_level_changed.md"),
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, notes: &mut Notes) {
    for versions in &context.versions {
        for aligned in versions.headings.iter() {
            let present = versions.pages.iter().filter_map(|page| Some((*page, heading(page, aligned)?)));
            let (pages, headings): (Vec<&Page>, Vec<&Heading>) = present.unzip();
            let original = versions.original.and_then(|page| heading(page, aligned));
            let level = |heading: &&Heading| BTreeSet::from([heading.level.to_string()]);
            let values: Vec<BTreeSet<String>> = headings.iter().map(level).collect();
            let of_original = original.as_ref().map(level);
            let source = pages.iter().position(|page| context.is_source(&page.locale));
            let votes = Votes { values: &values, original: of_original.as_ref(), source, usual: MOST, suspect: None };
            for departure in departures_of_sets(&votes).into_iter().filter(|departure| !departure.alone) {
                let own = headings[departure.own];
                let there = departure.reference.map(|index| (headings[index], &pages[index].locale));
                let (other, locale) =
                    there.or(original.zip(versions.original.map(|page| &page.locale))).expect("there is a reference");
                let message =
                    format!("this heading is of level {}, and of level {} in `{locale}`", own.level, other.level);
                let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span.clone(), message)
                    .help("give the headings of a page the same levels in all languages");
                if departure.reference.is_some() {
                    diagnostic = diagnostic.related(other.span.clone(), format!("the heading in `{locale}`"));
                }
                let draft = Draft::of_page(diagnostic, versions.id, &pages[departure.own].locale, &aligned.anchor);
                notes.push(draft.either(departure.either));
            }
        }
    }
}

fn heading<'c>(page: &'c Page, aligned: &AlignedHeading) -> Option<&'c Heading> {
    page.headings.get(*aligned.members.get(&page.locale)?)
}
