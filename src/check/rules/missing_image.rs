//! An image that one of the locales lacks.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::voting::{MOST, Votes, departures_of_sets};
use crate::check::{Check, Context, Draft, Notes, Rule, Versions};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Link, LinkKind, Page};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-image",
    severity: Severity::Warning,
    page: include_str!("missing_image.md"),
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, notes: &mut Notes) {
    for versions in &context.versions {
        if versions.all().any(|page| !images(page).is_empty()) {
            compare(context, versions, notes);
        }
    }
}

fn compare(context: &Context<'_>, versions: &Versions<'_>, notes: &mut Notes) {
    let set = |page: &Page| images(page).into_keys().collect::<BTreeSet<String>>();
    let values: Vec<BTreeSet<String>> = versions.pages.iter().map(|page| set(page)).collect();
    let original = versions.original.map(set);
    let source = versions.pages.iter().position(|page| context.is_source(&page.locale));
    let votes = Votes { values: &values, original: original.as_ref(), source, usual: MOST, suspect: None };
    for departure in departures_of_sets(&votes).into_iter().filter(|departure| !departure.alone) {
        let page = versions.pages[departure.own];
        let there = departure.reference.map(|index| versions.pages[index]).or(versions.original);
        for name in &departure.difference.missing {
            // Another image in its place, as of a screen in another language, is none that is missing.
            if departure.difference.extra.iter().any(|own| is_kin(own, name)) {
                continue;
            }
            let Some(there) = there else { continue };
            let Some(image) = images(there).get(name).copied() else { continue };
            let message = format!("the image `{}` of `{}` is missing", image.target, there.locale);
            let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, place(versions, page, there, image), message)
                .help("show the image here too, or remove it everywhere");
            if versions.original.is_none() {
                diagnostic = diagnostic.related(image.span.clone(), format!("the image in `{}`", there.locale));
            }
            notes.push(Draft::of_page(diagnostic, versions.id, &page.locale, name).either(departure.either));
        }
    }
}

/// The images of a page by the names of their files, in lower case; the second of a name is told from the first.
fn images(page: &Page) -> BTreeMap<String, &Link> {
    let mut images: BTreeMap<String, &Link> = BTreeMap::new();
    for image in page.links.iter().filter(|link| link.kind == LinkKind::Image) {
        let name = image.target.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let name = name.to_lowercase();
        let mut key = name.clone();
        let mut number = 1;
        while images.contains_key(&key) {
            number += 1;
            key = format!("{name} {number}");
        }
        images.insert(key, image);
    }
    images
}

/// Whether two names differ in a tag such as `-nl` at most.
fn is_kin(one: &str, other: &str) -> bool {
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let (one, other) = (stem(one), stem(other));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.len() > 3 && long.starts_with(&short) && long.len() - short.len() <= 6
}

/// The heading of the section that the image should stand in.
fn place(versions: &Versions<'_>, page: &Page, there: &Page, image: &Link) -> Span {
    let above = there.headings.iter().rposition(|heading| heading.span.start < image.span.start);
    let own = above.and_then(|above| {
        let aligned = versions.headings.iter().find(|heading| heading.members.get(&there.locale) == Some(&above))?;
        page.headings.get(*aligned.members.get(&page.locale)?)
    });
    own.or(page.headings.first()).map_or_else(|| Span::new(&page.path, 0..0), |heading| heading.span.clone())
}
