//! Which headings of a page are one heading in several locales.

use super::AlignedHeading;
use super::sequence;
use super::tables::merge;
use crate::model::{Heading, LocaleId, MarkKind, Page};
use crate::parse::read_signature;

#[derive(Clone, Copy)]
struct Member<'p> {
    locale: &'p LocaleId,
    index: usize,
    count: usize,
    heading: &'p Heading,
}

/// The headings of a page in all its versions, in the order of the first; the anchor is the first version's.
pub fn align(pages: &[&Page]) -> Vec<AlignedHeading> {
    let mut groups: Vec<Vec<Member<'_>>> = Vec::new();
    for page in pages {
        let count = page.headings.len();
        let member = |(index, heading)| Member { locale: &page.locale, index, count, heading };
        let members: Vec<Member<'_>> = page.headings.iter().enumerate().map(member).collect();
        let pairs = sequence::align(groups.len(), members.len(), |i, j| likeness(&groups[i][0], &members[j]));
        groups = merge(groups, &members, &pairs);
    }
    name(groups)
}

/// Above zero where two headings may be one: levels, anchors, what survives translation, and place.
fn likeness(left: &Member<'_>, right: &Member<'_>) -> f64 {
    let level = match left.heading.level.abs_diff(right.heading.level) {
        0 => 0.5,
        1 => 0.0,
        _ => -0.5,
    };
    let anchor = if left.heading.id == right.heading.id { 2.0 } else { 0.0 };
    let shared = 0.5 * shared_marks(&left.heading.text, &right.heading.text);
    let place = |member: &Member<'_>| (member.index + 1) as f64 / (member.count + 1) as f64;
    let near = 0.3 * (1.0 - (place(left) - place(right)).abs());
    level + anchor + shared + near - 0.2
}

/// From -1 to 1: of the names, numbers and codes of two headings, how many are in both.
fn shared_marks(left: &str, right: &str) -> f64 {
    let marks = |text: &str| -> Vec<String> {
        let signature = read_signature(text);
        let kept = signature.marks.iter().filter(|mark| mark.kind != MarkKind::JsonPunctuation);
        kept.map(|mark| mark.text.to_string()).collect()
    };
    let (left, right) = (marks(left), marks(right));
    let all = left.len().max(right.len());
    if all == 0 {
        return 0.0;
    }
    let both = left.iter().filter(|mark| right.contains(mark)).count();
    2.0 * both as f64 / all as f64 - 1.0
}

/// Gives each group its first version's anchor, made unique on the page.
fn name(groups: Vec<Vec<Member<'_>>>) -> Vec<AlignedHeading> {
    let mut named: Vec<AlignedHeading> = Vec::with_capacity(groups.len());
    for group in groups {
        let wanted = &group[0].heading.id;
        let taken = |anchor: &str| named.iter().any(|heading| heading.anchor == anchor);
        let anchor = std::iter::once(wanted.clone())
            .chain((1..).map(|number| format!("{wanted}-{number}")))
            .find(|anchor| !taken(anchor))
            .expect("numbers do not run out");
        let members = group.into_iter().map(|member| (member.locale.clone(), member.index)).collect();
        named.push(AlignedHeading { anchor, members });
    }
    named
}
