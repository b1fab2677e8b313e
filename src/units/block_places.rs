//! Where the blocks of a page's prose are in each locale, in few bytes: for when the documents are closed again.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::prose::ProseUnit;
use super::unit::UnitKind;
use crate::model::LocaleId;
use crate::parse::PassageKind;

/// Where a block is in the file of a locale. Files are far smaller than four gigabytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    start: u32,
    end: u32,
}

/// A block that is not there.
const NOWHERE: Place = Place { start: u32::MAX, end: 0 };

/// Where each block of a page's prose is in each locale that has it.
#[derive(Clone, Debug, Default)]
pub struct BlockPlaces {
    locales: Vec<LocaleId>,
    kinds: Vec<PassageKind>,
    /// For each block a number made from its words.
    anchors: Vec<u32>,
    /// For each block a place in each locale.
    places: Vec<Place>,
}

/// The blocks of one locale, in the order of its file.
pub struct BlocksOfFile(Vec<(Range<usize>, usize)>);

impl BlockPlaces {
    /// The places of these units, in their order.
    pub fn new<'u, 'c: 'u>(units: impl Iterator<Item = &'u ProseUnit<'c>> + Clone) -> BlockPlaces {
        let all = units.clone().flat_map(|part| &part.unit.texts).map(|text| text.locale);
        let locales: Vec<LocaleId> = all.collect::<BTreeSet<_>>().into_iter().cloned().collect();
        let (mut kinds, mut places, mut anchors) = (Vec::new(), Vec::new(), Vec::new());
        // How often some words have come, so that a page that repeats them is not searched anew for each.
        let mut repeated: BTreeMap<u32, u32> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for part in units {
            let UnitKind::Prose { kind } = part.unit.kind else { continue };
            kinds.push(kind);
            let words =
                part.unit.source.or(part.unit.texts.first().map(|_| 0)).map_or("", |own| part.unit.texts[own].text);
            let next = repeated.entry(anchor(words, 0)).or_default();
            let free = (*next..).find(|number| taken.insert(anchor(words, *number)));
            let free = free.expect("a page has fewer blocks than there are numbers");
            *next = free + 1;
            anchors.push(anchor(words, free));
            let from = places.len();
            places.resize(from + locales.len(), NOWHERE);
            for text in &part.unit.texts {
                let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
                let place = Place { start: at(text.start), end: at(text.start + text.text.len()) };
                if let Ok(locale) = locales.binary_search(text.locale) {
                    places[from + locale] = place;
                }
            }
        }
        BlockPlaces { locales, kinds, anchors, places }
    }

    /// What a block is.
    pub fn kind(&self, block: usize) -> PassageKind {
        self.kinds[block]
    }

    /// The id of a block on the page that compares it: the same as long as the source has the same words.
    pub fn anchor(&self, block: usize) -> String {
        format!("text-{:08x}", self.anchors[block])
    }

    /// Where a block is in each locale that has it, in bytes.
    pub fn of_block(&self, block: usize) -> impl Iterator<Item = (&LocaleId, Range<usize>)> {
        let from = block * self.locales.len();
        let places = self.locales.iter().zip(&self.places[from..from + self.locales.len()]);
        places.filter(|(_, place)| **place != NOWHERE).map(|(locale, place)| (locale, range(*place)))
    }

    /// The blocks of a locale.
    pub fn of_file(&self, locale: &LocaleId) -> BlocksOfFile {
        let Ok(column) = self.locales.binary_search(locale) else { return BlocksOfFile(Vec::new()) };
        let own = self.places.iter().skip(column).step_by(self.locales.len()).enumerate();
        let own = own.filter(|(_, place)| **place != NOWHERE).map(|(block, place)| (range(*place), block));
        let mut own: Vec<(Range<usize>, usize)> = own.collect();
        own.sort_unstable_by_key(|(range, _)| range.start);
        BlocksOfFile(own)
    }
}

/// A number made from some words, however they are wrapped.
fn anchor(words: &str, number: u32) -> u32 {
    let mut hasher = blake3::Hasher::new();
    words.split_whitespace().for_each(|word| {
        hasher.update(word.as_bytes()).update(b" ");
    });
    hasher.update(&number.to_le_bytes());
    let digest = hasher.finalize();
    u32::from_le_bytes(digest.as_bytes()[..4].try_into().expect("a digest has 32 bytes"))
}

fn range(place: Place) -> Range<usize> {
    place.start as usize..place.end as usize
}

impl BlocksOfFile {
    /// The last block that has some of these bytes.
    pub fn block_at(&self, bytes: &Range<usize>) -> Option<usize> {
        let end = bytes.end.max(bytes.start + 1);
        let before = self.0.partition_point(|(range, _)| range.start < end);
        let (range, block) = self.0[..before].last()?;
        (range.end > bytes.start).then_some(*block)
    }
}
