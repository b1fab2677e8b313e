//! How long a translation is beside what it was made from.

use std::collections::BTreeMap;

use crate::model::{Invariant, InvariantKind, LocaleId};
use crate::units::{Text, Unit};

/// A text shorter than this, in letters, shows nothing about lengths: `OK` may become `In Ordnung`. Chosen.
const SHORTEST: usize = 12;

/// Fewer pairs of texts teach nothing yet: the median of three may be any of them. Chosen.
const FEWEST: usize = 4;

/// So many pairs of texts teach two locales what they can learn: a median hardly moves after that, and memory is
/// bounded.
const ENOUGH: usize = 3_000;

/// A text of at least so many letters is a sentence or more, a shorter one a phrase: languages differ most in how they put
/// phrases. Chosen.
const SENTENCE: usize = 40;

/// Fewer texts of one kind do not show how far lengths vary. Chosen: the tenth part of them is then three.
const ENOUGH_TO_VARY: usize = 30;

/// How long translations are, by the locale of the given text and that of the wanted one, and by what is given.
#[derive(Clone, Debug, Default)]
pub struct Lengths {
    ratios: BTreeMap<(LocaleId, LocaleId, Option<Kind>), Ratios>,
}

/// What kind of text is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Phrase,
    Sentence,
}

/// The logarithms of ratios of lengths.
#[derive(Clone, Copy, Debug)]
struct Ratios {
    usual: f64,
    /// The one that a tenth of all texts are below; `None` where there are too few to show it.
    low: Option<f64>,
}

/// How many letters a translation has.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    /// The usual number.
    pub usual: f64,
    /// The share of that which nine of ten translations have; 1 where too few are known.
    pub least_share: f64,
}

impl Lengths {
    /// Learns from pairs of cells.
    pub fn learn(cells: &[Unit<'_>]) -> Lengths {
        let mut samples: BTreeMap<(&LocaleId, &LocaleId, Option<Kind>), Vec<f64>> = BTreeMap::new();
        for unit in cells {
            let texts = unit.texts.iter().chain(&unit.original);
            let lengths: Vec<(&Text<'_>, usize)> =
                texts.map(|text| (text, length(text))).filter(|(_, length)| *length >= SHORTEST).collect();
            for (given, length) in &lengths {
                // What was left as it is teaches nothing about translations.
                let is_other = |text: &Text<'_>| text.locale != given.locale && text.text != given.text;
                for (wanted, other) in lengths.iter().filter(|(text, _)| is_other(text)) {
                    let ratio = (*other as f64 / *length as f64).ln();
                    // A kind of text with few samples takes what all texts show.
                    for kind in [None, Some(kind(*length))] {
                        let known = samples.entry((given.locale, wanted.locale, kind)).or_default();
                        if known.len() < ENOUGH {
                            known.push(ratio);
                        }
                    }
                }
            }
        }
        let learned = |((given, wanted, kind), mut found): ((&LocaleId, &LocaleId, Option<Kind>), Vec<f64>)| {
            let fewest = if kind.is_none() { FEWEST } else { ENOUGH_TO_VARY };
            // The median, since texts that are cut off or not translated lie far out.
            found.sort_by(f64::total_cmp);
            let low = (found.len() >= ENOUGH_TO_VARY).then(|| found[found.len() / 10]);
            let ratios = Ratios { usual: found.get(found.len() / 2).copied()?, low };
            (found.len() >= fewest).then(|| ((given.clone(), wanted.clone(), kind), ratios))
        };
        Lengths { ratios: samples.into_iter().filter_map(learned).collect() }
    }

    /// How many letters a text is likely to have in another locale; `None` where it is too short for that.
    pub fn expected(&self, given: &Text<'_>, wanted: &LocaleId) -> Option<Expected> {
        let length = Some(length(given)).filter(|length| *length >= SHORTEST)?;
        let of_kind = |kind| self.ratios.get(&(given.locale.clone(), wanted.clone(), kind));
        let ratios = of_kind(Some(kind(length))).or_else(|| of_kind(None))?;
        let least_share = ratios.low.map_or(1.0, |low| (low - ratios.usual).exp());
        Some(Expected { usual: length as f64 * ratios.usual.exp(), least_share })
    }
}

fn kind(length: usize) -> Kind {
    if length < SENTENCE { Kind::Phrase } else { Kind::Sentence }
}

/// The letters and digits of a text that a translator writes: codes, identifiers and where links lead are left out.
pub fn length(text: &Text<'_>) -> usize {
    let visible = text.visible();
    let is_written = |invariant: &&Invariant| {
        !matches!(invariant.kind, InvariantKind::Name | InvariantKind::Number | InvariantKind::Status)
    };
    let kept = text
        .signature
        .invariants
        .iter()
        .filter(is_written)
        .map(|invariant| (invariant.start as usize, invariant.end as usize));
    let (mut count, mut at) = (0, 0);
    let letters = |text: &str| text.chars().filter(|char| char.is_alphanumeric()).count();
    for (start, end) in kept.chain([(visible.len(), visible.len())]) {
        count += letters(visible.get(at..start.max(at)).unwrap_or_default());
        at = at.max(end);
    }
    count
}
