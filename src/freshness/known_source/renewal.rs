//! Whether an edit of a translation follows a change of its source.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::history::{BlockText, is_same_but_for_signs};
use crate::parse::read_signature;

/// An edit of at least this share of a translation's words is a new translation. DESIGN's own figure.
const REWRITTEN: f64 = 1.0 / 3.0;

/// How far apart in their blocks, as a share of them, two edits may be that are at the same place. Chosen: languages put
/// the parts of a sentence in another order, and a paragraph has a few sentences.
const NEAR: f64 = 0.15;

/// A block before an edit and after it.
#[derive(Clone, Copy)]
pub(super) struct Edit<'b> {
    pub(super) old: &'b BlockText,
    pub(super) new: &'b BlockText,
}

/// Whether an edit of the translation follows what changed in the source: it rewrites the block, or touches what the
/// source changed. A touch-up of other words does not.
pub(super) fn follows(source: Edit<'_>, own: Edit<'_>) -> bool {
    // Other brackets or quotes are another style, and no translation of anything.
    if is_same_but_for_signs(&[], &own.old.text, &own.new.text) {
        return false;
    }
    let Some(places) = changed(own) else { return false };
    places.share >= REWRITTEN || changes_same_facts(source, own) || is_at_same_place(source, &places)
}

/// Whether a translation has the facts that the source gained, and none of those that it lost: it says what the source
/// says now, whenever it was edited.
pub(super) fn has_new_facts(source: Edit<'_>, own: &BlockText) -> bool {
    let (then, now, own) = (facts(source.old), facts(source.new), facts(own));
    let mut gained = now.difference(&then).peekable();
    gained.peek().is_some()
        && gained.all(|fact| own.contains(fact))
        && then.difference(&now).all(|fact| !own.contains(fact))
}

/// What of a block survives translation.
fn facts(block: &BlockText) -> BTreeSet<String> {
    read_signature(&block.text).invariants.iter().map(|invariant| invariant.text.to_string()).collect()
}

/// What survives translation and the source gained or lost is gained or lost in the translation as well.
fn changes_same_facts(source: Edit<'_>, own: Edit<'_>) -> bool {
    let (then, now, old, new) = (facts(source.old), facts(source.new), facts(own.old), facts(own.new));
    let gained = |fact: &&String| new.contains(*fact) && !old.contains(*fact);
    let lost = |fact: &&String| old.contains(*fact) && !new.contains(*fact);
    now.difference(&then).any(|fact| gained(&fact)) || then.difference(&now).any(|fact| lost(&fact))
}

/// Whether both edits are at one place of their blocks. Within a sentence languages put the same thing anywhere, so there
/// it is enough that both added words, or both took some out.
fn is_at_same_place(source: Edit<'_>, own: &Places) -> bool {
    let Some(there) = changed(source) else { return false };
    let is_near = |one: &Range<f64>, other: &Range<f64>, near: f64| {
        one.start <= other.end + near && other.start <= one.end + near
    };
    let sentence = SENTENCE / source.new.words().len().max(1) as f64;
    let is_touched = |one: &Place, other: &Place| {
        is_near(&one.range, &other.range, NEAR)
            || (one.kind != PlaceKind::Replaced
                && one.kind == other.kind
                && is_near(&one.range, &other.range, sentence))
    };
    there.places.iter().any(|one| own.places.iter().any(|other| is_touched(one, other)))
}

/// The length of a sentence in words and signs. Chosen.
const SENTENCE: f64 = 20.0;

/// Where a block was edited, and how much of it.
struct Places {
    places: Vec<Place>,
    /// The share of its words.
    share: f64,
}

/// A place of an edit, as a share of the block's words.
struct Place {
    range: Range<f64>,
    kind: PlaceKind,
}

/// What an edit did at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PlaceKind {
    Added,
    Removed,
    Replaced,
}

/// Longer blocks are not compared word by word.
const MOST_WORDS: usize = 20_000;

fn changed(edit: Edit<'_>) -> Option<Places> {
    let (old, new) = (edit.old.words(), edit.new.words());
    let all = old.len().max(new.len());
    if all == 0 || all > MOST_WORDS {
        let whole = Place { range: 0.0..1.0, kind: PlaceKind::Replaced };
        return (all > 0).then(|| Places { places: vec![whole], share: 1.0 });
    }
    let mut places = Places { places: Vec::new(), share: 0.0 };
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (tag, then, now) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        // `Ask` that became `Never ask` has a word more.
        let kind = match now.len().cmp(&then.len()) {
            Ordering::Greater => PlaceKind::Added,
            Ordering::Less => PlaceKind::Removed,
            Ordering::Equal => PlaceKind::Replaced,
        };
        places.share += then.len().max(now.len()) as f64 / all as f64;
        let length = new.len().max(1) as f64;
        places.places.push(Place { range: now.start as f64 / length..now.end as f64 / length, kind });
    }
    (!places.places.is_empty()).then_some(places)
}

/// Words at least this alike may be two spellings of one. Chosen: `recieve` and `receive`, and not `may` and `must`.
const SPELLED_ALIKE: f64 = 0.75;

/// Whether two texts differ only in how words are spelled: as many words, and each that differs is one of letters alone
/// that is spelled much alike.
pub(super) fn is_correction(old: &str, new: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (old, new) = (words(old), words(new));
    let is_respelled = |one: &String, other: &String| {
        let is_word = |word: &String| word.chars().all(char::is_alphabetic) && word.chars().count() > 3;
        is_word(one) && is_word(other) && strsim::normalized_damerau_levenshtein(one, other) >= SPELLED_ALIKE
    };
    old.len() == new.len() && old.iter().zip(&new).all(|(one, other)| one == other || is_respelled(one, other))
}
