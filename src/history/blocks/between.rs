//! What became of the blocks between two that did not change.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::words::BlockText;
use super::{BlockChanges, BlockPair};
use crate::align::align_sequences_within;
use crate::parse::PassageKind;

/// Two blocks with a smaller share of common words are two different ones, where others stand beside them. Chosen: an
/// edited sentence keeps most of its words, and two sentences about one thing share its name and the small words.
const ALIKE: f64 = 0.4;

/// So much alike two blocks must be to be one that was moved as well. Higher, since their place says nothing.
const ALIKE_IF_MOVED: f64 = 0.7;

/// Blocks of fewer words are too common to be found again elsewhere.
const FEW_WORDS: usize = 6;

/// A block was split, or joined with a neighbour, where so much of the neighbour is what the other one lacks.
const ABSORBED: f64 = 0.8;

/// More pairs of blocks than these are not compared one by one: the time would grow with the square of their number.
const MOST_COMPARED: usize = 20_000;

/// What became of the blocks `left` of `old` in the blocks `right` of `new`, which are at the same place.
pub(super) fn compare(old: &[BlockText], new: &[BlockText], left: &[usize], right: &[usize]) -> BlockChanges {
    let mut pairs = whole(old, new, left, right).map_or_else(Vec::new, |pair| vec![pair]);
    if pairs.is_empty() {
        let score = |i: usize, j: usize| score(&old[left[i]], &new[right[j]]);
        let aligned = align_sequences_within(MOST_COMPARED, left.len(), right.len(), score);
        let aligned = with_lone(old, new, (left, right), aligned);
        let pair = |(i, j): (usize, usize)| (left[i]..left[i] + 1, right[j]..right[j] + 1);
        pairs = absorb(old, new, (left, right), aligned.into_iter().map(pair).collect());
    }
    let (of_old, of_new): (BTreeSet<usize>, BTreeSet<usize>) = (
        pairs.iter().flat_map(|pair| pair.old.clone()).collect(),
        pairs.iter().flat_map(|pair| pair.new.clone()).collect(),
    );
    let removed = left.iter().copied().filter(|at| !of_old.contains(at)).collect();
    let added = right.iter().copied().filter(|at| !of_new.contains(at)).collect();
    BlockChanges { removed, added, pairs }
}

/// All blocks of both sides as one pair, where together they say the same.
fn whole(old: &[BlockText], new: &[BlockText], left: &[usize], right: &[usize]) -> Option<BlockPair> {
    let (old_range, new_range) = (contiguous(left)?, contiguous(right)?);
    let is_prose = |block: &BlockText| matches!(block.kind, PassageKind::Paragraph | PassageKind::Item);
    let all_prose = old[old_range.clone()].iter().chain(&new[new_range.clone()]).all(is_prose);
    (all_prose && (old_range.len() > 1 || new_range.len() > 1) && joined(old, &old_range) == joined(new, &new_range))
        .then_some(BlockPair { old: old_range, new: new_range, is_same: true })
}

fn contiguous(indexes: &[usize]) -> Option<Range<usize>> {
    let (first, last) = (*indexes.first()?, *indexes.last()?);
    (last - first + 1 == indexes.len()).then_some(first..last + 1)
}

fn joined(blocks: &[BlockText], range: &Range<usize>) -> Vec<u64> {
    blocks[range.clone()].iter().flat_map(|block| block.words().iter().copied()).collect()
}

/// Above zero where two blocks may be one.
fn score(old: &BlockText, new: &BlockText) -> f64 {
    if old.kind != new.kind && (is_fixed(old.kind) || is_fixed(new.kind)) {
        return -1.0;
    }
    alike(old.words(), new.words()) - ALIKE
}

/// Whether a block of this kind never becomes one of another kind. A paragraph may become an item of a list.
fn is_fixed(kind: PassageKind) -> bool {
    !matches!(kind, PassageKind::Paragraph | PassageKind::Item | PassageKind::Html)
}

/// From 0 to 1: the share of their words that two texts have in common, repetitions counted.
fn alike(left: &[u64], right: &[u64]) -> f64 {
    let all = left.len() + right.len();
    if all == 0 {
        return 1.0;
    }
    2.0 * common(left, right) as f64 / all as f64
}

fn common(left: &[u64], right: &[u64]) -> usize {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    left.iter().for_each(|word| *counts.entry(*word).or_default() += 1);
    let taken = |word: &&u64| {
        counts.get_mut(*word).is_some_and(|count| {
            let is_there = *count > 0;
            *count = count.saturating_sub(1);
            is_there
        })
    };
    right.iter().filter(taken).count()
}

/// Adds the pairs of what is left alone between two pairs: one block on each side, or as many of a kind. A heading that
/// got another text altogether is still the heading of its section.
fn with_lone(
    old: &[BlockText],
    new: &[BlockText],
    (left, right): (&[usize], &[usize]),
    mut pairs: Vec<(usize, usize)>,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    pairs.push((left.len(), right.len()));
    for (next_i, next_j) in pairs {
        for kinds in [is_fixed as fn(PassageKind) -> bool, |kind| !is_fixed(kind)] {
            let of_kind = |blocks: &[BlockText], indexes: &[usize], range: Range<usize>| -> Vec<usize> {
                range.filter(|at| kinds(blocks[indexes[*at]].kind)).collect()
            };
            let (lone_left, lone_right) = (of_kind(old, left, i..next_i), of_kind(new, right, j..next_j));
            let is_same_kind = |(i, j): (&usize, &usize)| old[left[*i]].kind == new[right[*j]].kind;
            if lone_left.len() == 1 && lone_right.len() == 1 && lone_left.iter().zip(&lone_right).all(is_same_kind) {
                found.push((lone_left[0], lone_right[0]));
            }
        }
        if (next_i, next_j) != (left.len(), right.len()) {
            found.push((next_i, next_j));
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    found.sort_unstable();
    found
}

/// Widens each pair by the neighbours that one side was split into, and compares what the pairs say.
fn absorb(
    old: &[BlockText],
    new: &[BlockText],
    (left, right): (&[usize], &[usize]),
    mut pairs: Vec<(Range<usize>, Range<usize>)>,
) -> Vec<BlockPair> {
    let mut free_left: BTreeSet<usize> = left.iter().copied().collect();
    let mut free_right: BTreeSet<usize> = right.iter().copied().collect();
    for (own, other) in &pairs {
        free_left.remove(&own.start);
        free_right.remove(&other.start);
    }
    for (own, other) in &mut pairs {
        widen(new, other, &joined(old, own), &mut free_right);
        widen(old, own, &joined(new, other), &mut free_left);
    }
    let compared = pairs.into_iter().map(|(own, other)| BlockPair {
        // One block for one was compared as it is before; here its words are not all that differs.
        is_same: (own.len() > 1 || other.len() > 1) && joined(old, &own) == joined(new, &other),
        old: own,
        new: other,
    });
    compared.collect()
}

/// Takes free neighbours into a range as long as they are what `whole` has and the range lacks.
fn widen(blocks: &[BlockText], range: &mut Range<usize>, whole: &[u64], free: &mut BTreeSet<usize>) {
    let mut own = joined(blocks, range);
    loop {
        let neighbours = [Some(range.end), range.start.checked_sub(1)];
        let fits = |at: &usize| {
            let words = blocks[*at].words();
            let with: Vec<u64> = own.iter().chain(words).copied().collect();
            let gained = common(whole, &with) - common(whole, &own);
            !is_fixed(blocks[*at].kind) && words.len() >= 2 && gained as f64 >= ABSORBED * words.len() as f64
        };
        let Some(at) = neighbours.into_iter().flatten().filter(|at| free.contains(at)).find(fits) else { return };
        free.remove(&at);
        *range = range.start.min(at)..range.end.max(at + 1);
        own = joined(blocks, range);
    }
}

/// Pairs of removed and added blocks that are one, moved and edited; the most alike first.
pub(super) fn moved_and_edited(
    old: &[BlockText],
    new: &[BlockText],
    removed: &[usize],
    added: &[usize],
) -> Vec<BlockPair> {
    if removed.len().saturating_mul(added.len()) > MOST_COMPARED {
        return Vec::new();
    }
    let mut ranked: Vec<(f64, usize, usize)> = Vec::new();
    for left in removed {
        for right in added {
            let (one, other) = (&old[*left], &new[*right]);
            let is_long = one.words().len().min(other.words().len()) >= FEW_WORDS;
            if one.kind == other.kind && is_long {
                ranked.push((alike(one.words(), other.words()), *left, *right));
            }
        }
    }
    ranked.retain(|(alike, _, _)| *alike >= ALIKE_IF_MOVED);
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut pairs: Vec<BlockPair> = Vec::new();
    for (_, left, right) in ranked {
        if pairs.iter().all(|pair| pair.old.start != left && pair.new.start != right) {
            pairs.push(BlockPair { old: left..left + 1, new: right..right + 1, is_same: false });
        }
    }
    pairs
}
