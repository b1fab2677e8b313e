//! An image that one of the locales lacks.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::compare::{Votes, deviations_of_sets};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::{Heading, Link, LinkKind, Page};
use crate::text::{Span, UniqueNames};
use crate::units::Versions;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-image",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("missing_image.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    for versions in &context.units.versions {
        if versions.all().any(|page| !images(page).is_empty()) {
            compare(context, versions, collector);
        }
    }
}

fn compare(context: &Context<'_>, versions: &Versions<'_>, collector: &mut Collector) {
    let set = |page: &Page| images(page).into_keys().collect::<BTreeSet<String>>();
    let values: Vec<BTreeSet<String>> = versions.pages.iter().map(|page| set(page)).collect();
    let original = versions.original.map(set);
    let source = versions.pages.iter().position(|page| context.is_source(&page.locale));
    let votes = Votes { values: &values, original: original.as_ref(), source, suspect: None };
    for deviation in deviations_of_sets(&votes) {
        let page = versions.pages[deviation.own];
        let there = deviation.reference.map(|index| versions.pages[index]).or(versions.original);
        let images_there = there.map(images).unwrap_or_default();
        let stems: BTreeSet<String> = deviation.difference.extra.iter().map(|own| stem(own).to_owned()).collect();
        let places = there.map(|there| places(versions, page, there)).unwrap_or_default();
        let mut kin: BTreeMap<&str, bool> = BTreeMap::new();
        for name in &deviation.difference.missing {
            // Another image in its place, as of a screen in another language, is none that is missing.
            if *kin.entry(stem(name)).or_insert_with(|| has_kin(&stems, stem(name))) {
                continue;
            }
            let Some(there) = there else { continue };
            let Some(image) = images_there.get(name).copied() else { continue };
            if is_in_missing_section(&places, there, image) {
                continue;
            }
            let message = Message::new("the image `{target}` of `{reference}` is missing")
                .with("target", &image.target)
                .with("reference", &there.locale);
            let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, place(&places, page, there, image), message)
                .help("show the image here too, or remove it everywhere");
            if versions.original.is_none() {
                diagnostic = diagnostic.related(image.span.clone(), format!("the image in `{}`", there.locale));
            }
            collector
                .push(PendingFinding::of_page(diagnostic, versions.id, &page.locale, name).either(deviation.either));
        }
    }
}

/// The images of a page by the names of their files, in lower case; the second of one name gets a name of its own.
fn images(page: &Page) -> BTreeMap<String, &Link> {
    let mut keys = UniqueNames::default();
    let mut images: BTreeMap<String, &Link> = BTreeMap::new();
    for image in page.links.iter().filter(|link| link.kind == LinkKind::Image) {
        let name = image.target.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        images.insert(keys.give(&name.to_lowercase(), ' ', 2), image);
    }
    images
}

/// So many characters may follow a name in that of its counterpart: a tag such as `-nl` or `_en-us`.
const LONGEST_TAG: usize = 6;

/// Names of fewer characters are too short to show what is in an image: `1.png`, `img.png`. Chosen.
const SHORTEST_NAME: usize = 4;

fn stem(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

/// Whether one of `stems` differs from `stem` in a tag at the end at most.
fn has_kin(stems: &BTreeSet<String>, stem: &str) -> bool {
    let shorter = (0..=LONGEST_TAG).filter_map(|tag| stem.get(..stem.len().checked_sub(tag)?));
    shorter.into_iter().any(|name| name.len() >= SHORTEST_NAME && stems.contains(name))
        || (stem.len() >= SHORTEST_NAME
            && stems
                .range(stem.to_owned()..)
                .take_while(|other| other.starts_with(stem))
                .any(|other| other.len() <= stem.len() + LONGEST_TAG))
}

/// The heading of `page` for each heading of `there`, by its index.
fn places<'p>(versions: &Versions<'_>, page: &'p Page, there: &Page) -> BTreeMap<usize, &'p Heading> {
    let pairs = versions.headings.iter().filter_map(|heading| {
        let own = page.headings.get(*heading.members.get(&page.locale)?)?;
        Some((*heading.members.get(&there.locale)?, own))
    });
    pairs.collect()
}

/// Index of the heading that an image is below.
fn heading_above(page: &Page, image: &Link) -> Option<usize> {
    page.headings.partition_point(|heading| heading.span.start < image.span.start).checked_sub(1)
}

/// Whether the whole section of an image is missing, which is one finding of another rule.
fn is_in_missing_section(places: &BTreeMap<usize, &Heading>, there: &Page, image: &Link) -> bool {
    heading_above(there, image).is_some_and(|above| !places.contains_key(&above))
}

/// The heading of the section that the image should be in.
fn place(places: &BTreeMap<usize, &Heading>, page: &Page, there: &Page, image: &Link) -> Span {
    let own = heading_above(there, image).and_then(|above| places.get(&above).copied());
    own.or(page.headings.first()).map_or_else(|| Span::new(&page.path, 0..0), |heading| heading.span.clone())
}
