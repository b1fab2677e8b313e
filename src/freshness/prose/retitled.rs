//! Sections that a version may have under a heading in which nothing shows it.

use std::collections::BTreeSet;

use crate::align::AlignedHeading;
use crate::model::{LocaleId, Page};
use crate::units::Versions;

/// Between two headings that both versions have, so many are compared with each other. More of them show that a page was
/// written anew.
const MOST_BETWEEN: usize = 32;

/// Headings that a version lacks, by their index, and where it has at the same place one that others lack: it may be the
/// same in other words.
pub fn retitled<'p>(versions: &'p Versions<'_>) -> BTreeSet<(usize, &'p LocaleId)> {
    let mut found = BTreeSet::new();
    for page in &versions.pages {
        let mut between = Between::default();
        for (at, heading) in versions.headings.iter().enumerate() {
            match (heading.members.contains_key(&page.locale), heading.members.len()) {
                (true, 1) => between.own.push(at),
                (false, _) => between.others.push(at),
                (true, _) => found.extend(between.close(versions, page)),
            }
        }
        found.extend(between.close(versions, page));
    }
    found
}

/// The headings between two that both have.
#[derive(Default)]
struct Between {
    own: Vec<usize>,
    others: Vec<usize>,
}

impl Between {
    /// Each heading that only this version has stands for the one most like it of those that it lacks.
    fn close<'p>(&mut self, versions: &'p Versions<'_>, page: &'p Page) -> Vec<(usize, &'p LocaleId)> {
        let Between { own, mut others } = std::mem::take(self);
        if own.len().max(others.len()) > MOST_BETWEEN {
            return Vec::new();
        }
        let mut found = Vec::new();
        for at in own {
            let own = Shape::of(versions, &versions.headings[at]);
            let far = |other: &usize| own.far_from(&Shape::of(versions, &versions.headings[*other]));
            let near = others.iter().copied().filter(|other| far(other) <= FARTHEST);
            let Some(nearest) = near.min_by(|one, other| far(one).total_cmp(&far(other))) else { continue };
            others.retain(|other| *other != nearest);
            found.push((nearest, &page.locale));
        }
        found
    }
}

/// A section that differs more in level and length is another one: one level, or four times as long. Chosen.
const FARTHEST: f64 = 1.5;

/// What of a section can be compared without knowing the languages.
struct Shape {
    level: f64,
    characters: f64,
}

impl Shape {
    fn of(versions: &Versions<'_>, heading: &AlignedHeading) -> Shape {
        let first = versions.all().find_map(|page| Some((page, *heading.members.get(&page.locale)?)));
        let (page, index) = first.expect("an aligned heading has a version");
        let characters = page.prose.get(index + 1).map_or(0, |prose| prose.characters);
        Shape { level: page.headings[index].level.into(), characters: characters as f64 }
    }

    fn far_from(&self, other: &Shape) -> f64 {
        // 40 characters more on both sides, so that two short texts are alike.
        let lengths = (self.characters + 40.0) / (other.characters + 40.0);
        (self.level - other.level).abs() + lengths.ln().abs()
    }
}
