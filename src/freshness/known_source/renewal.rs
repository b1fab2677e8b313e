//! Whether an edit of a translation follows a change of its source.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::history::{BlockText, is_same_but_for_signs};
use crate::parse::{is_cjk, read_signature};

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

/// Beyond the words that two blocks begin and end with alike, so many are compared one by one, which takes time with the
/// square of them; of more all that is between counts as replaced.
const MOST_COMPARED: usize = 2_000;

fn changed(edit: Edit<'_>) -> Option<Places> {
    let (old, new) = (edit.old.words(), edit.new.words());
    let fewest = old.len().min(new.len());
    let start = (0..fewest).take_while(|at| old[*at] == new[*at]).count();
    let end = (0..fewest - start).take_while(|at| old[old.len() - 1 - at] == new[new.len() - 1 - at]).count();
    let (old_middle, new_middle) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    if old_middle.is_empty() && new_middle.is_empty() {
        return None;
    }
    let differing: Vec<(Range<usize>, Range<usize>)> = match old_middle.len().max(new_middle.len()) > MOST_COMPARED {
        true => vec![(0..old_middle.len(), 0..new_middle.len())],
        false => {
            let ops = capture_diff_slices(Algorithm::Myers, old_middle, new_middle);
            let differing = ops.into_iter().filter(|op| op.tag() != DiffTag::Equal);
            differing.map(|op| (op.old_range(), op.new_range())).collect()
        }
    };
    let (all, length) = (old.len().max(new.len()) as f64, new.len().max(1) as f64);
    let mut places = Places { places: Vec::new(), share: 0.0 };
    for (then, now) in differing {
        // `Ask` that became `Never ask` has a word more.
        let kind = match now.len().cmp(&then.len()) {
            Ordering::Greater => PlaceKind::Added,
            Ordering::Less => PlaceKind::Removed,
            Ordering::Equal => PlaceKind::Replaced,
        };
        places.share += then.len().max(now.len()) as f64 / all;
        let range = (start + now.start) as f64 / length..(start + now.end) as f64 / length;
        places.places.push(Place { range, kind });
    }
    Some(places)
}

/// Words at least this alike may be two spellings of one. Chosen: `recieve` and `receive`, and not `may` and `must`.
const SPELLED_ALIKE: f64 = 0.75;

/// A longer word is none, and comparing two takes time and memory with the square of their letters.
const LONGEST_WORD: usize = 64;

/// Whether two texts differ only in how words are spelled: as many words, and each that differs is one of letters alone
/// that begins with the same letter and is spelled much alike. `supported` and `unsupported` are no two spellings, nor
/// are two sentences of a script that writes no spaces.
pub(super) fn is_correction(old: &str, new: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (old, new) = (words(old), words(new));
    let is_respelled = |one: &String, other: &String| {
        let is_letter = |char: char| char.is_alphabetic() && !is_cjk(char);
        let is_word = |word: &String| (4..=LONGEST_WORD).contains(&word.chars().count()) && word.chars().all(is_letter);
        let is_same_start = one.chars().next() == other.chars().next();
        is_same_start
            && is_word(one)
            && is_word(other)
            && strsim::normalized_damerau_levenshtein(one, other) >= SPELLED_ALIKE
    };
    old.len() == new.len() && old.iter().zip(&new).all(|(one, other)| one == other || is_respelled(one, other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::PassageKind;

    fn block(text: &str) -> BlockText {
        BlockText::new(PassageKind::Paragraph, text)
    }

    fn is_followed(source: (&str, &str), own: (&str, &str)) -> bool {
        let (source, own) = ((block(source.0), block(source.1)), (block(own.0), block(own.1)));
        follows(Edit { old: &source.0, new: &source.1 }, Edit { old: &own.0, new: &own.1 })
    }

    #[test]
    fn an_edit_of_other_words_follows_no_change_of_the_source() {
        let source =
            ("Wait a minute. Then restart the service and tell nobody.", "Wait a minute. Then restart it twice.");
        let own = "請等一分鐘。然後重新啟動服務，不要告訴任何人，也不要再次登入，直到管理員回覆您為止。";
        assert!(!is_followed(source, (own, &own.replace("請等", "稍等"))), "the beginning is polished");
        assert!(is_followed(source, (own, "請等一分鐘。然後重新啟動兩次。")), "most of it is new");
    }

    #[test]
    fn a_long_block_is_compared_at_its_changes() {
        let text = |word: &str| format!("{}{word} {}", "woord ".repeat(9_000), "woord ".repeat(9_000));
        let (old, new) = (block(&text("oud")), block(&text("nieuw")));
        let places = changed(Edit { old: &old, new: &new }).unwrap();
        assert!(places.share < 0.001 && (places.places[0].range.start - 0.5).abs() < 0.001);
        let numbers = |from: usize| (from..from + 9_000).map(|number| format!("{number} ")).collect::<String>();
        let (old, new) = (block(&numbers(0)), block(&numbers(50_000)));
        assert!(changed(Edit { old: &old, new: &new }).unwrap().share > 0.9, "and what is all new counts as replaced");
    }

    #[test]
    fn a_corrected_spelling_is_no_other_word() {
        assert!(is_correction("You recieve a mail.", "You receive a mail."));
        assert!(is_correction("De verbindng is weg.", "De verbinding is weg."));
        for (old, new) in [("is supported", "is unsupported"), ("increase the limit", "decrease the limit")] {
            assert!(!is_correction(old, new), "{old}");
        }
        assert!(!is_correction("您可以刪除這個檔案", "您不可以刪除這個檔案"), "one sign of a sentence is a word");
        let endless = |letter: &str| letter.repeat(200_000);
        assert!(!is_correction(&format!("a{}", endless("b")), &format!("a{}", endless("c"))));
    }
}
