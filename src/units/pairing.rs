//! Which blocks of a section are one block in two languages.

use std::collections::{BTreeMap, BTreeSet};

use super::visible::visible;
use crate::align::align_sequences_within;
use crate::model::{Invariant, InvariantKind, Signature};
use crate::parse::{Document, Passage, PassageKind, is_cjk, read_signature};

/// A stretch of prose with what of it survives translation.
pub struct Block {
    /// Where it is, and what.
    pub passage: Passage,
    /// What of it survives translation; nothing of code, which is compared as it is.
    pub signature: Signature,
    /// Its length, in letters of an alphabet.
    size: f64,
    /// What of the signature is compared: all but names, a link by the last part of its path.
    invariants: BTreeSet<String>,
    /// Its words of three letters or more in the Latin alphabet, in lower case: names and loanwords are the same in other
    /// languages, in other scripts too.
    latin: BTreeSet<String>,
}

/// How many letters of an alphabet a Han character, a kana or a Hangul syllable stands for. Chosen: without it a
/// Chinese paragraph would look like half of its counterpart.
const LETTERS_OF_CJK: f64 = 2.5;

fn size(text: &str) -> f64 {
    text.chars().map(|char| if is_cjk(char) { LETTERS_OF_CJK } else { 1.0 }).sum()
}

/// The blocks of a page, in its order.
pub fn read_blocks(document: &Document) -> Vec<Block> {
    let read = |passage: Passage| {
        let text = document.source.slice(passage.range.clone());
        let signature =
            if passage.kind == PassageKind::Code { Signature::default() } else { read_signature(&visible(text)) };
        let kept = signature.invariants.iter().filter(|invariant| invariant.kind != InvariantKind::Name);
        let invariants = kept.map(comparable).collect();
        Block { size: size(text), latin: latin(text), passage, signature, invariants }
    };
    document.passages().into_iter().map(read).collect()
}

/// An invariant as it is compared: of a link the last part of its path, which no language changes.
fn comparable(invariant: &Invariant) -> String {
    match invariant.kind {
        InvariantKind::LinkTarget | InvariantKind::Url => {
            let path = invariant.text.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
            path.rsplit('/').next().unwrap_or_default().to_owned()
        }
        _ => invariant.text.to_string(),
    }
}

fn latin(text: &str) -> BTreeSet<String> {
    let words = text.split(|char: char| !char.is_ascii_alphanumeric()).filter(|word| word.len() >= 3);
    words.map(str::to_ascii_lowercase).collect()
}

/// Which blocks of a section are one block in two versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paired {
    /// Pairs of indexes into both sections.
    pub pairs: Vec<(usize, usize)>,
    /// Blocks of either that are part of a block of the other, which is in a pair with their neighbour: pairs of indexes
    /// as above.
    pub parts: Vec<(usize, usize)>,
}

/// Pairs the blocks of two sections: in their order, as far as their numbers, links, words and lengths allow.
pub fn pairs(model: &[&Block], own: &[&Block], words: impl Fn(usize, usize) -> Option<f64>) -> Vec<(usize, usize)> {
    let mut pairs = in_order(model, own).unwrap_or_else(|| by_evidence(model, own, words));
    pairs.extend(moved(model, own, &pairs));
    pairs
}

/// A shorter block says little about how long a language is.
const TELLING_SIZE: f64 = 40.0;

/// How many times as long the blocks of one version are as those of the other, where both are long enough to show it.
pub fn stretches(model: &[&Block], own: &[&Block], pairs: &[(usize, usize)]) -> Vec<f64> {
    let both = pairs.iter().map(|(i, j)| (model[*i], own[*j]));
    let telling = both.filter(|(one, other)| {
        is_text(one) && is_text(other) && one.size >= TELLING_SIZE && other.size >= TELLING_SIZE
    });
    telling.map(|(one, other)| other.size / one.size).collect()
}

/// So many blocks show how long a language is beside another one.
const ENOUGH_STRETCHES: usize = 5;

/// How many times as long the text of a version usually is as that of the other: the middle of its blocks, or as long
/// where there are too few of them.
pub fn usual_stretch(mut stretches: Vec<f64>) -> f64 {
    if stretches.len() < ENOUGH_STRETCHES {
        return 1.0;
    }
    stretches.sort_by(f64::total_cmp);
    stretches[stretches.len() / 2]
}

fn is_text(block: &Block) -> bool {
    matches!(block.passage.kind, PassageKind::Paragraph | PassageKind::Item)
}

/// All blocks in their order, where the kinds are the same and nothing contradicts it.
fn in_order(model: &[&Block], own: &[&Block]) -> Option<Vec<(usize, usize)>> {
    let fits = |(one, other): (&&Block, &&Block)| one.passage.kind == other.passage.kind && !contradict(one, other);
    if model.len() != own.len()
        || !model.iter().zip(own).all(fits)
        || has_swapped(model, own)
        || has_moved_code(model, own)
    {
        return None;
    }
    Some((0..model.len()).map(|at| (at, at)).collect())
}

/// Whether a code block says much more of what another one does than of the one at its own place. The next two on each
/// side are looked at: with all of them it would take time with the square of the section.
fn has_moved_code(model: &[&Block], own: &[&Block]) -> bool {
    let is_code = |at: &usize| model[*at].passage.kind == PassageKind::Code;
    let code: Vec<usize> = (0..model.len()).filter(is_code).collect();
    code.iter().enumerate().any(|(nth, at)| {
        let straight = common_code(model[*at], own[*at]);
        let near = nth.saturating_sub(2)..code.len().min(nth + 3);
        let better = |other: &usize| common_code(model[*at], own[*other]) > straight + MOVED_CODE;
        straight < 1.0 - MOVED_CODE && code[near].iter().any(better)
    })
}

/// How much more of the words of two code blocks must be the same before places count less. Chosen: examples of one
/// section share the most of their words.
const MOVED_CODE: f64 = 0.3;

/// Code blocks of four words or more with a smaller share of their words in common do not do the same. Chosen.
const OTHER_CODE: f64 = 0.15;

/// From 0 to 1: the share of the words of two code blocks that both have.
fn common_code(one: &Block, other: &Block) -> f64 {
    let shared = one.latin.intersection(&other.latin).count();
    let all = one.latin.len() + other.latin.len() - shared;
    if all == 0 { 1.0 } else { shared as f64 / all as f64 }
}

/// Whether two neighbours are in another order, as what survives translation shows: each has nothing in common with the
/// one at its own place, and something with the other.
fn has_swapped(model: &[&Block], own: &[&Block]) -> bool {
    let differ = |one: &Block, other: &Block| one.invariants.is_disjoint(&other.invariants);
    let pairs = model.windows(2).zip(own.windows(2));
    pairs.into_iter().any(|(there, here)| {
        differ(there[0], here[0])
            && differ(there[1], here[1])
            && (!differ(there[0], here[1]) || !differ(there[1], here[0]))
    })
}

fn by_evidence(model: &[&Block], own: &[&Block], words: impl Fn(usize, usize) -> Option<f64>) -> Vec<(usize, usize)> {
    let is_heading = |blocks: &[&Block]| blocks.first().is_some_and(|block| block.passage.kind == PassageKind::Heading);
    // A section begins with its heading.
    let titled = is_heading(model) && is_heading(own);
    align_sequences_within(MOST_COMPARED, model.len(), own.len(), |i, j| {
        // A heading is paired with a heading, however unlike their words are.
        if titled && (i == 0 || j == 0) {
            return if i == j { 1.0 } else { -1.0 };
        }
        let likeness = likeness(model[i], own[j]);
        let near = |i: usize, j: usize| 1.0 / (1.0 + i.abs_diff(j) as f64);
        let nearness = near(i, j).max(near(model.len() - i, own.len() - j));
        if likeness > 0.0 { likeness + WORDS * words(i, j).unwrap_or(0.0) + PLACE * nearness } else { likeness }
    })
}

/// How much what is known of the words of two languages counts beside lengths and invariants. The most: words are
/// evidence, while many paragraphs are equally long. Chosen.
const WORDS: f64 = 3.0;

/// How much it counts that two blocks are equally far from the beginning of their section, or else from its end.
/// Little: it decides between blocks that are equally likely, and must not hide that one was moved. Chosen.
const PLACE: f64 = 0.4;

/// Sections with more pairs of blocks than this, of 200 in each language, are paired piece by piece, since all pairs
/// take time with the square of the section.
const MOST_COMPARED: usize = 40_000;

/// Two blocks with so many invariants each, and none in common, are not one. With a single one on either side, a number
/// may be a word in one of the languages.
const CONTRADICTS: usize = 2;

/// Whether numbers, code and links of two blocks all differ.
fn contradict(one: &Block, other: &Block) -> bool {
    one.invariants.len().min(other.invariants.len()) >= CONTRADICTS && one.invariants.is_disjoint(&other.invariants)
}

/// Above zero where two blocks may be one.
fn likeness(model: &Block, own: &Block) -> f64 {
    let kind = match (model.passage.kind, own.passage.kind) {
        (one, other) if one == other => 0.0,
        // A language may make a list of two paragraphs.
        (PassageKind::Paragraph, PassageKind::Item) | (PassageKind::Item, PassageKind::Paragraph) => -0.5,
        _ => return -1.0,
    };
    if contradict(model, own) {
        return -1.0;
    }
    let is_code = model.passage.kind == PassageKind::Code;
    let common = if is_code { common_code(model, own) } else { 0.0 };
    if is_code && model.latin.len().min(own.latin.len()) >= 4 && common < OTHER_CODE {
        return -1.0;
    }
    let (left, right) = (model.size, own.size);
    // Four letters more on both sides, so that the lengths of two short labels hardly count.
    let length = (left.min(right) + 4.0) / (left.max(right) + 4.0);
    let shared = model.invariants.intersection(&own.invariants).count() as f64;
    let all = (model.invariants.len() + own.invariants.len()) as f64 - shared;
    // Shared invariants weigh most: none of them shared is worse than nothing to share, and all of them shared is worth
    // more than a perfect length. The 0.1 keeps blocks of one kind above zero. Chosen.
    // Code is known by all of its words.
    kind + 0.1
        + length
        + 2.0 * common
        + common_words(model, own)
        + if all > 0.0 { 2.0 * shared / all - 0.5 } else { 0.0 }
}

/// From 0 to 1: the share of the Latin words of the block with fewer of them that the other one has too.
fn common_words(one: &Block, other: &Block) -> f64 {
    let fewer = one.latin.len().min(other.latin.len());
    if fewer == 0 { 0.0 } else { one.latin.intersection(&other.latin).count() as f64 / fewer as f64 }
}

/// Pairs of blocks that are left and were moved past others: only what survives translation shows them.
fn moved(model: &[&Block], own: &[&Block], pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let (left, right) = free(model.len(), own.len(), pairs);
    if left.len().saturating_mul(right.len()) > MOST_COMPARED {
        return Vec::new();
    }
    let mut right: BTreeSet<usize> = right.into_iter().collect();
    let mut found = Vec::new();
    for i in left {
        let is_same = |j: &&usize| {
            let (one, other) = (model[i], own[**j]);
            let shared = one.invariants.intersection(&other.invariants).count();
            let all = one.invariants.len() + other.invariants.len() - shared;
            if one.passage.kind == PassageKind::Code && other.passage.kind == PassageKind::Code {
                return one.latin.len() >= 4 && common_code(one, other) >= 1.0 - MOVED_CODE;
            }
            // Most of several, or all of those that there are.
            one.passage.kind == other.passage.kind
                && shared > 0
                && (shared == all || (shared >= CONTRADICTS && 2 * shared >= all))
        };
        if let Some(j) = right.iter().find(is_same).copied() {
            right.remove(&j);
            found.push((i, j));
        }
    }
    found
}

/// The blocks of two sections that are in no pair.
fn free(left: usize, right: usize, pairs: &[(usize, usize)]) -> (Vec<usize>, Vec<usize>) {
    let (mut of_left, mut of_right) = (vec![true; left], vec![true; right]);
    for (i, j) in pairs {
        (of_left[*i], of_right[*j]) = (false, false);
    }
    let places = |free: Vec<bool>| free.iter().enumerate().filter(|(_, free)| **free).map(|(at, _)| at).collect();
    (places(of_left), places(of_right))
}

/// Blocks that another version has as part of a neighbour: the neighbour is about as long there as both together. `stretch`
/// is how many times as long the text of `own` usually is.
pub fn parts(model: &[&Block], own: &[&Block], pairs: &[(usize, usize)], stretch: f64) -> Vec<(usize, usize)> {
    let (left, right) = free(model.len(), own.len(), pairs);
    let flipped: Vec<(usize, usize)> = pairs.iter().map(|(i, j)| (*j, *i)).collect();
    let of_model = parts_of(model, own, pairs, &left, stretch);
    let of_own = parts_of(own, model, &flipped, &right, 1.0 / stretch).into_iter().map(|(j, i)| (i, j));
    let of_model = told_otherwise(model, own, pairs, of_model, stretch);
    of_model.into_iter().chain(of_own).collect()
}

/// A block of a smaller share of its section does not show in how long the section is. Chosen: the lengths of two languages
/// differ by about a tenth from section to section.
const TELLING_SHARE: f64 = 0.2;

/// A section that is this long beside what it should be lacks nothing. Chosen.
const WHOLE: f64 = 1.0;

/// Adds to the parts of the model those blocks that are told in the section in another order or other words: it is as long
/// as if nothing were missing.
fn told_otherwise(
    model: &[&Block],
    own: &[&Block],
    pairs: &[(usize, usize)],
    mut parts: Vec<(usize, usize)>,
    stretch: f64,
) -> Vec<(usize, usize)> {
    let size = |blocks: &[&Block]| blocks.iter().filter(|block| is_text(block)).map(|block| block.size).sum::<f64>();
    let wanted = size(model);
    if size(own) / stretch < WHOLE * wanted {
        return parts;
    }
    let known: BTreeSet<usize> = pairs.iter().chain(&parts).map(|(at, _)| *at).collect();
    // Anything of the section is its whole: nothing shows where it is told.
    let Some(somewhere) = own.iter().position(|block| is_text(block)) else { return parts };
    let is_told = |at: &usize| !known.contains(at) && is_text(model[*at]) && model[*at].size >= TELLING_SHARE * wanted;
    parts.extend((0..model.len()).filter(is_told).map(|at| (at, somewhere)));
    parts
}

/// How many times as long or short a whole may be as its parts in another language. Chosen: German is a third longer than
/// English, and Chinese is measured in letters.
const AS_LONG: f64 = 1.5;

fn parts_of(
    blocks: &[&Block],
    others: &[&Block],
    pairs: &[(usize, usize)],
    free: &[usize],
    stretch: f64,
) -> Vec<(usize, usize)> {
    let partners: BTreeMap<usize, usize> = pairs.iter().copied().collect();
    // What a block of the other version holds by now, in letters of this one.
    let mut held: BTreeMap<usize, f64> = BTreeMap::new();
    let mut owner: BTreeMap<usize, usize> = BTreeMap::new();
    let mut found = Vec::new();
    let texts = || free.iter().copied().filter(|at| is_text(blocks[*at]));
    // From the front, and then from the back for those that are joined with what comes behind them.
    let twice = texts().map(|at| (at, true)).chain(texts().rev().map(|at| (at, false)));
    for (at, is_first) in twice.collect::<Vec<_>>() {
        if owner.contains_key(&at) {
            continue;
        }
        // What comes before is preferred: most often an item without its blank line joins the text above it.
        let neighbour = |at: usize| partners.get(&at).or_else(|| owner.get(&at)).map(|whole| (at, *whole));
        let before = at.checked_sub(1).filter(|_| is_first).and_then(neighbour);
        let behind = neighbour(at + 1);
        let fits = |(neighbour, whole): &(usize, usize)| {
            let length = others[*whole].size / stretch;
            let so_far = held.get(whole).copied().unwrap_or(blocks[*neighbour].size);
            let with = so_far + blocks[at].size;
            let far = |size: f64| (length / size).ln().abs();
            let holds_all = blocks[at].invariants.is_subset(&others[*whole].invariants);
            is_text(others[*whole]) && holds_all && far(with) < far(so_far) && length * AS_LONG >= with
        };
        if let Some((neighbour, whole)) = before.into_iter().chain(behind).find(fits) {
            let so_far = held.entry(whole).or_insert(blocks[neighbour].size);
            *so_far += blocks[at].size;
            owner.insert(at, whole);
            found.push((at, whole));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Place, parse};
    use crate::text::{FilePath, Source};

    fn blocks(text: &str) -> Vec<Block> {
        let place = Place { locale: "nl-NL".parse().unwrap(), relative_path: "a.md".into(), page_key: None };
        read_blocks(&parse(Source::new(FilePath::new("a.md"), text.into()), &place).0)
    }

    fn paired(left: &str, right: &str) -> Paired {
        let (left, right) = (blocks(left), blocks(right));
        let (left, right) = (left.iter().collect::<Vec<_>>(), right.iter().collect::<Vec<_>>());
        let pairs = pairs(&left, &right, |_, _| None);
        let parts = parts(&left, &right, &pairs, 1.0);
        Paired { pairs, parts }
    }

    const DUTCH: &str = "Zet `sync.delay` op 30 seconden.\n\nHerstart de collector na een storing van 15 minuten.\n\nZie [het overzicht](overzicht.md) voor alle 401 fouten.\n";

    #[test]
    fn a_block_that_one_language_has_more_moves_no_neighbour() {
        let chinese = "將 `sync.delay` 設為 30 秒。\n\n詳情請見[總覽](overzicht.md)中的所有 401 錯誤。\n";
        assert_eq!(paired(DUTCH, chinese).pairs, [(0, 0), (2, 1)]);
        assert_eq!(paired(chinese, DUTCH).pairs, [(0, 0), (1, 2)]);
    }

    #[test]
    fn blocks_whose_numbers_code_and_links_all_differ_are_no_pair() {
        let chinese = "詳情請見[總覽](overzicht.md)中的所有 401 錯誤。\n\n故障 15 分鐘後重新啟動收集器。\n\n將 `sync.delay` 設為 30 秒。\n";
        let mut pairs = paired(DUTCH, chinese).pairs;
        pairs.sort_unstable();
        assert_eq!(pairs, [(0, 2), (1, 1), (2, 0)]);
    }

    #[test]
    fn code_is_paired_by_what_it_does() {
        let (list, add) = ("```\nbox sync list --profile archive\n```", "```\nbox account create owner admin\n```");
        let dutch = format!("Zo maak je een lijst.\n\n{list}\n\nZo voeg je iets toe.\n\n{add}\n");
        let chinese = format!("新增的方法如下。\n\n{add}\n\n列出的方法如下。\n\n{list}\n");
        let pairs = paired(&dutch, &chinese).pairs;
        assert!(pairs.contains(&(1, 3)) || pairs.contains(&(3, 1)), "{pairs:?}");
        assert!(!pairs.contains(&(1, 1)) && !pairs.contains(&(3, 3)), "{pairs:?}");
        let second = format!("列出的方法如下。\n\n{add}\n");
        assert!(paired(&dutch, &second).pairs.contains(&(3, 1)), "the other example is left out");
    }

    #[test]
    fn a_block_that_is_part_of_its_neighbour_is_not_missing() {
        let joined = "Herstart de collector na een storing. Vraag daarna de beheerder om een nieuw token.\n\nKlaar.\n";
        let parted = "Restart the collector after an outage.\n\nThen ask the administrator for a new token.\n\nDone.\n";
        assert_eq!(paired(parted, joined), Paired { pairs: vec![(1, 0), (2, 1)], parts: vec![(0, 0)] });
        assert_eq!(paired(joined, parted), Paired { pairs: vec![(0, 1), (1, 2)], parts: vec![(0, 0)] });
    }
}
