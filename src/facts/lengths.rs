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

/// The usual logarithm of the ratio of lengths, by the locale of the given text and that of the wanted one.
#[derive(Clone, Debug, Default)]
pub struct Lengths {
    ratios: BTreeMap<(LocaleId, LocaleId), f64>,
}

impl Lengths {
    /// Learns from pairs of cells.
    pub fn learn(cells: &[Unit<'_>]) -> Lengths {
        let mut samples: BTreeMap<(&LocaleId, &LocaleId), Vec<f64>> = BTreeMap::new();
        for unit in cells {
            let texts = unit.texts.iter().chain(&unit.original);
            let lengths: Vec<(&Text<'_>, usize)> =
                texts.map(|text| (text, length(text))).filter(|(_, length)| *length >= SHORTEST).collect();
            for (given, length) in &lengths {
                // What was left as it is teaches nothing about translations.
                let is_other = |text: &Text<'_>| text.locale != given.locale && text.text != given.text;
                for (wanted, other) in lengths.iter().filter(|(text, _)| is_other(text)) {
                    let known = samples.entry((given.locale, wanted.locale)).or_default();
                    if known.len() < ENOUGH {
                        known.push((*other as f64 / *length as f64).ln());
                    }
                }
            }
        }
        let ratios =
            samples.into_iter().filter(|(_, found)| found.len() >= FEWEST).map(|((given, wanted), mut found)| {
                // The median, since texts that are cut off or not translated lie far out.
                found.sort_by(f64::total_cmp);
                ((given.clone(), wanted.clone()), found[found.len() / 2])
            });
        Lengths { ratios: ratios.collect() }
    }

    /// How many letters a text is likely to have in another locale; `None` where it is too short for that.
    pub fn expected(&self, given: &Text<'_>, wanted: &LocaleId) -> Option<f64> {
        let length = Some(length(given)).filter(|length| *length >= SHORTEST)?;
        let ratio = self.ratios.get(&(given.locale.clone(), wanted.clone()))?;
        Some(length as f64 * ratio.exp())
    }
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
