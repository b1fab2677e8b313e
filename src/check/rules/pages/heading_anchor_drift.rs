//! A heading with another anchor than in the other locales, so that links to it lead nowhere.

use std::collections::BTreeSet;

use crate::align::AlignedHeading;
use crate::check::compare::{Votes, deviations_of_sets};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{Heading, LocaleId, Page};
use crate::units::Versions;

/// The rule.
pub const RULE: Rule = Rule {
    id: "heading-anchor-drift",
    group: RuleGroup::Pages,
    severity: Severity::Warning,
    page: include_str!("heading_anchor_drift.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    for versions in &context.units.versions {
        let schemes = own_schemes(context, versions);
        for aligned in versions.headings.iter() {
            compare(context, versions, aligned, &schemes, collector);
        }
    }
}

/// So many headings of a page whose anchors differ from what is made of the other language's words are no slip. Chosen.
const SCHEME: usize = 4;

/// The translations that name the anchors of their page in their own way, where the source has only those that are made of
/// its words: nobody who links to them takes the source's.
fn own_schemes<'c>(context: &Context<'_>, versions: &Versions<'c>) -> BTreeSet<&'c LocaleId> {
    let Some(source) = versions.pages.iter().find(|page| context.is_source(&page.locale)) else {
        return BTreeSet::new();
    };
    let differs = |page: &Page, aligned: &&AlignedHeading| {
        let at = |page: &Page| aligned.members.get(&page.locale).copied();
        let (Some(own), Some(there)) = (at(page), at(source)) else { return false };
        let (own, there) = (&page.headings[own], &source.headings[there]);
        own.explicit_id && !there.explicit_id && letters(&own.id) != letters(&there.id)
    };
    let is_scheme = |page: &&&Page| versions.headings.iter().filter(|aligned| differs(page, aligned)).count() >= SCHEME;
    versions.pages.iter().filter(is_scheme).map(|page| &page.locale).collect()
}

/// Whether the heading that others are compared with has an anchor that its author gave it.
fn is_explicit(reference: Option<usize>, headings: &[&Heading], original: Option<&Heading>) -> bool {
    reference.map(|index| headings[index]).or(original).is_some_and(|heading| heading.explicit_id)
}

/// An anchor without its hyphens.
fn letters(anchor: &str) -> String {
    anchor.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn compare(
    context: &Context<'_>,
    versions: &Versions<'_>,
    aligned: &AlignedHeading,
    schemes: &BTreeSet<&LocaleId>,
    collector: &mut Collector,
) {
    let heading = |page: &'_ Page| aligned.members.get(&page.locale).copied();
    let pages: Vec<&Page> = versions.pages.iter().copied().filter(|page| heading(page).is_some()).collect();
    let headings: Vec<&Heading> = pages.iter().filter_map(|page| page.headings.get(heading(page)?)).collect();
    let named = pages
        .iter()
        .zip(&headings)
        .filter(|(page, heading)| heading.explicit_id && !context.is_source(&page.locale))
        .count();
    let translations = pages.iter().filter(|page| !context.is_source(&page.locale)).count();
    // Where translations give no anchors, the headings get those of the source. Fewer than half of them that do so are
    // an accident and no convention.
    if named == 0 || 2 * named < translations {
        return;
    }
    let given: BTreeSet<&str> =
        headings.iter().filter(|heading| heading.explicit_id).map(|heading| heading.id.as_str()).collect();
    // What is made of a heading's words is its anchor too, where others gave theirs that name.
    let has_name = |heading: &Heading| heading.explicit_id || given.contains(heading.id.as_str());
    let anchor = |heading: &Heading, is_reference: bool| {
        let own = if has_name(heading) || is_reference { heading.id.to_lowercase() } else { String::new() };
        BTreeSet::from([own])
    };
    let values: Vec<BTreeSet<String>> =
        pages.iter().zip(&headings).map(|(page, heading)| anchor(heading, context.is_source(&page.locale))).collect();
    let original = versions.original.and_then(|page| page.headings.get(heading(page)?));
    let of_original = original.map(|heading| anchor(heading, true));
    let source = pages.iter().position(|page| context.is_source(&page.locale));
    let votes = Votes { values: &values, original: of_original.as_ref(), source, suspect: None };
    for deviation in deviations_of_sets(&votes) {
        let own = headings[deviation.own];
        let (Some(wanted), Some(locale)) = (
            deviation.difference.missing.first(),
            deviation.reference.map(|index| &pages[index].locale).or(versions.original.map(|page| &page.locale)),
        ) else {
            continue;
        };
        // An anchor that only this translation has breaks no link of others. Neither does one that differs from what we
        // make of the source's text in no letter: other generators make another of it.
        let is_made = !is_explicit(deviation.reference, &headings, original);
        let is_of_scheme = is_made && own.explicit_id && schemes.contains(&pages[deviation.own].locale);
        if wanted.is_empty() || is_of_scheme || (is_made && letters(&own.id).starts_with(&letters(wanted))) {
            continue;
        }
        let message = if own.explicit_id {
            Message::new("the anchor of this heading is `{found}`, and `{expected}` in `{reference}`")
                .with("found", &own.id)
        } else {
            Message::new("this heading lacks the anchor `{expected}` of `{reference}`")
        };
        let message = message.with("expected", wanted).with("reference", locale);
        let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span.clone(), message).help(format!(
            "write `<a name=\"{wanted}\"></a>` in front of its text, so that links lead to it in every language"
        ));
        if let Some(index) = deviation.reference {
            diagnostic = diagnostic.related(headings[index].span.clone(), format!("the heading in `{locale}`"));
        }
        let pending = PendingFinding::of_page(diagnostic, versions.id, &pages[deviation.own].locale, &aligned.anchor);
        collector.push(pending.either(deviation.either));
    }
}
