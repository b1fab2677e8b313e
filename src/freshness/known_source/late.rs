//! Translations that were behind when they were committed.

use std::cell::OnceCell;

use super::features::{Features, features};
use super::{Contents, Step};

/// So many earlier versions of the source are looked at. A translation that takes longer is rare, and each version is
/// read.
pub const MOST_VERSIONS: usize = 8;

/// The version of the source that a new translation was made from: the one in its own commit, else the earlier one that
/// it agrees with.
///
/// Two neighbouring versions of the source differ in some features. Where the translation has more of them as the older
/// version has them, it was made from that one or from one still older.
pub(super) fn version_of<C: Clone, R: Contents<C>>(contents: &R, step: &Step<C>) -> Option<C> {
    let source = step.source.clone()?;
    if step.earlier.is_empty() {
        return Some(source);
    }
    let own = OnceCell::new();
    let own = || own.get_or_init(|| contents.translation(&step.translation).map(|own| features(&own))).as_ref();
    let Some(mut newer) = contents.source_features(&source) else { return Some(source) };
    let mut found = source;
    for earlier in step.earlier.iter().take(MOST_VERSIONS) {
        let Some(older) = contents.source_features(earlier) else { break };
        if older == newer {
            continue;
        }
        let Some(own) = own() else { break };
        let (for_older, for_newer) = votes(own, &older, &newer);
        if for_newer > for_older || (for_newer > 0 && for_newer == for_older) {
            break;
        }
        if for_older > for_newer {
            found = earlier.clone();
        }
        newer = older;
    }
    Some(found)
}

/// How many features the translation has as often as the older version and not as the newer one, and the other way
/// round.
fn votes(own: &Features, older: &Features, newer: &Features) -> (usize, usize) {
    let count = |features: &Features, feature| features.get(feature).copied().unwrap_or(0);
    let mut votes = (0, 0);
    for feature in older.keys().chain(newer.keys().filter(|feature| !older.contains_key(feature))) {
        let (then, now, here) = (count(older, feature), count(newer, feature), count(own, feature));
        if then == now {
            continue;
        }
        votes.0 += usize::from(here == then);
        votes.1 += usize::from(here == now);
    }
    votes
}
