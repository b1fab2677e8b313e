//! Which words one language puts above a section for which of another: learned from the headings of a site that were
//! aligned without knowing it.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet};

use super::AlignedHeading;
use crate::model::{LocaleId, Page};

/// How sure it is that two headings say the same in two languages, because other pages have both in one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeadingPhrases {
    sure: FxHashMap<(Phrase, Phrase), f64>,
}

/// A digest of what a heading says in a language.
pub type Phrase = u64;

/// A pair that was seen less often shows nothing: the only place where two headings were paired must not be evidence
/// that it was right. Chosen.
const SEEN: u32 = 2;

/// What a heading of a language says, without case, punctuation and the number of its chapter.
pub fn phrase(locale: &LocaleId, heading: &str) -> Phrase {
    let mut hasher = DefaultHasher::new();
    locale.as_str().hash(&mut hasher);
    let words = heading.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    let told = words.skip_while(|word| word.chars().all(|char| char.is_ascii_digit()));
    told.for_each(|word| word.to_lowercase().hash(&mut hasher));
    hasher.finish()
}

/// How often two phrases were paired, and how often they could have been.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    paired: u32,
    together: u32,
}

impl HeadingPhrases {
    /// Learns from the headings of pages, each with its versions.
    pub fn learn<'p>(pages: impl Iterator<Item = (&'p [&'p Page], &'p [AlignedHeading])> + Clone) -> HeadingPhrases {
        let mut seen: FxHashMap<(Phrase, Phrase), Seen> = FxHashMap::default();
        for (versions, headings) in pages.clone() {
            for heading in headings {
                let mut said = phrases_of(versions, heading);
                let Some(first) = said.next() else { continue };
                said.for_each(|own| seen.entry((first, own)).or_default().paired += 1);
            }
        }
        seen.retain(|_, seen| seen.paired >= SEEN);
        let mut partners: FxHashMap<Phrase, Vec<Phrase>> = FxHashMap::default();
        seen.keys().for_each(|(first, own)| partners.entry(*first).or_default().push(*own));
        for (versions, _) in pages {
            count_together(versions, &partners, &mut seen);
        }
        let mut most: FxHashMap<Phrase, u32> = FxHashMap::default();
        for ((_, own), seen) in &seen {
            let most = most.entry(*own).or_default();
            *most = seen.paired.max(*most);
        }
        let sure = seen.into_iter().map(|((first, own), seen)| {
            // Less one, as above. The best partner of a phrase shows how much the others are worth.
            let often = f64::from(seen.paired - 1) / f64::from(seen.together.max(seen.paired));
            ((first, own), often * f64::from(seen.paired) / f64::from(most[&own]))
        });
        HeadingPhrases { sure: sure.collect() }
    }

    /// From 0 to 1: how sure it is that two headings say the same.
    pub fn sure(&self, one: Phrase, other: Phrase) -> f64 {
        let sure = |pair: (Phrase, Phrase)| self.sure.get(&pair).copied().unwrap_or(0.0);
        sure((one, other)).max(sure((other, one)))
    }
}

/// What the versions of a page have as one heading, the first version first.
fn phrases_of<'p>(versions: &'p [&'p Page], heading: &'p AlignedHeading) -> impl Iterator<Item = Phrase> + 'p {
    versions.iter().filter_map(|page| {
        let own = page.headings.get(*heading.members.get(&page.locale)?)?;
        Some(phrase(&page.locale, &own.text))
    })
}

/// Counts how often both phrases of a pair are on a page: only of pairs that were made somewhere, since there are too many
/// others.
fn count_together(
    versions: &[&Page],
    partners: &FxHashMap<Phrase, Vec<Phrase>>,
    seen: &mut FxHashMap<(Phrase, Phrase), Seen>,
) {
    let mut on_page: BTreeMap<Phrase, u32> = BTreeMap::new();
    for page in versions {
        page.headings.iter().for_each(|own| *on_page.entry(phrase(&page.locale, &own.text)).or_default() += 1);
    }
    for (first, times) in &on_page {
        let own: FxHashSet<Phrase> = partners.get(first).into_iter().flatten().copied().collect();
        for own in own.into_iter().collect::<BTreeSet<_>>() {
            if let (Some(others), Some(seen)) = (on_page.get(&own), seen.get_mut(&(*first, own))) {
                seen.together += times.min(others);
            }
        }
    }
}
