//! Which blocks of a section are one block in two languages.

use std::collections::BTreeSet;

use super::visible::visible;
use crate::align::align_sequences_within;
use crate::model::{InvariantKind, Signature};
use crate::parse::{Document, Passage, PassageKind, is_cjk, read_signature};

/// A stretch of prose with what of it survives translation.
pub struct Block {
    /// Where it is, and what.
    pub passage: Passage,
    /// What of it survives translation; nothing of code, which is compared as it is.
    pub signature: Signature,
    /// Its length, in letters of an alphabet.
    size: f64,
    /// What of the signature is compared: all but names.
    invariants: BTreeSet<String>,
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
        let invariants = kept.map(|invariant| invariant.text.to_string()).collect();
        Block { size: size(text), passage, signature, invariants }
    };
    document.passages().into_iter().map(read).collect()
}

/// Which blocks of two versions of a section are one: all in their order where the kinds are the same.
pub fn pairs(model: &[&Block], own: &[&Block], words: impl Fn(usize, usize) -> Option<f64>) -> Vec<(usize, usize)> {
    let same = model.len() == own.len() && model.iter().zip(own).all(|(a, b)| a.passage.kind == b.passage.kind);
    if same {
        return (0..model.len()).map(|at| (at, at)).collect();
    }
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

/// Above zero where two blocks may be one.
fn likeness(model: &Block, own: &Block) -> f64 {
    if model.passage.kind != own.passage.kind {
        return -1.0;
    }
    let (left, right) = (model.size, own.size);
    // Four letters more on both sides, so that the lengths of two short labels hardly count.
    let length = (left.min(right) + 4.0) / (left.max(right) + 4.0);
    let shared = model.invariants.intersection(&own.invariants).count() as f64;
    let all = (model.invariants.len() + own.invariants.len()) as f64 - shared;
    // Shared invariants weigh most: none of them shared is worse than nothing to share, and all of them shared is worth
    // more than a perfect length. The 0.1 keeps blocks of one kind above zero. Chosen.
    0.1 + length + if all > 0.0 { 2.0 * shared / all - 0.5 } else { 0.0 }
}
