//! What became of the blocks between two that did not change.

use std::cmp::Ordering;
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

/// Blocks that would take more words than this to compare are not compared: those alone at their place are still one.
/// Chosen.
const MOST_WORDS: usize = 50_000_000;

/// What became of the blocks `left` of `old` in the blocks `right` of `new`, which are at the same place.
pub(super) fn compare(old: &[BlockText], new: &[BlockText], left: &[usize], right: &[usize]) -> BlockChanges {
    let mut pairs = whole(old, new, left, right).map_or_else(Vec::new, |pair| vec![pair]);
    if pairs.is_empty() {
        let score = |i: usize, j: usize| score(&old[left[i]], &new[right[j]]);
        let aligned = match is_affordable(old, new, left, right) {
            true => align_sequences_within(MOST_COMPARED, left.len(), right.len(), score),
            false => Vec::new(),
        };
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
    alike(old, new, ALIKE) - ALIKE
}

/// Whether a block of this kind never becomes one of another kind. A paragraph may become an item of a list.
fn is_fixed(kind: PassageKind) -> bool {
    !matches!(kind, PassageKind::Paragraph | PassageKind::Item | PassageKind::Html)
}

/// From 0 to 1: the share of their words that two blocks have in common, repetitions counted; 0 where it cannot reach
/// `least`, as their lengths show.
fn alike(one: &BlockText, other: &BlockText, least: f64) -> f64 {
    let (left, right) = (one.words().len(), other.words().len());
    let all = left + right;
    if all == 0 {
        return 1.0;
    }
    if 2.0 * (left.min(right) as f64) < least * all as f64 {
        return 0.0;
    }
    2.0 * common(one.sorted_words(), other.sorted_words()) as f64 / all as f64
}

/// How many words two sorted lists have in common.
fn common(left: &[u64], right: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < left.len() && j < right.len() {
        match left[i].cmp(&right[j]) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => (i, j, count) = (i + 1, j + 1, count + 1),
        }
    }
    count
}

/// Whether so many blocks of such lengths may be compared with each other.
fn is_affordable(old: &[BlockText], new: &[BlockText], left: &[usize], right: &[usize]) -> bool {
    let words =
        |blocks: &[BlockText], indexes: &[usize]| -> usize { indexes.iter().map(|at| blocks[*at].words().len()).sum() };
    // Beyond `MOST_COMPARED` pairs each block meets as many others as it would among so many.
    let met = |count: usize| count.min(MOST_COMPARED);
    let of_old = words(old, left).saturating_mul(met(right.len()));
    of_old.saturating_add(words(new, right).saturating_mul(met(left.len()))) <= MOST_WORDS
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
    let neighbours = |range: &Range<usize>| [Some(range.end), range.start.checked_sub(1)];
    if !neighbours(range).into_iter().flatten().any(|at| free.contains(&at)) {
        return;
    }
    let mut lacking: HashMap<u64, usize> = HashMap::new();
    whole.iter().for_each(|word| *lacking.entry(*word).or_default() += 1);
    joined(blocks, range).iter().for_each(|word| take(&mut lacking, word));
    loop {
        let fits = |at: &usize| {
            let block = &blocks[*at];
            let is_lacking = |word: &&u64| lacking.get(*word).is_some_and(|count| *count > 0);
            let gained = block.words().iter().filter(is_lacking).count();
            !is_fixed(block.kind) && block.words().len() >= 2 && gained as f64 >= ABSORBED * block.words().len() as f64
        };
        let next = neighbours(range).into_iter().flatten().filter(|at| free.contains(at)).find(fits);
        let Some(at) = next else { return };
        free.remove(&at);
        blocks[at].words().iter().for_each(|word| take(&mut lacking, word));
        *range = range.start.min(at)..range.end.max(at + 1);
    }
}

fn take(counts: &mut HashMap<u64, usize>, word: &u64) {
    if let Some(count) = counts.get_mut(word) {
        *count = count.saturating_sub(1);
    }
}

/// Pairs of removed and added blocks that are one, moved and edited; the most alike first.
pub(super) fn moved_and_edited(
    old: &[BlockText],
    new: &[BlockText],
    removed: &[usize],
    added: &[usize],
) -> Vec<BlockPair> {
    if removed.len().saturating_mul(added.len()) > MOST_COMPARED || !is_affordable(old, new, removed, added) {
        return Vec::new();
    }
    let mut ranked: Vec<(f64, usize, usize)> = Vec::new();
    for left in removed {
        for right in added {
            let (one, other) = (&old[*left], &new[*right]);
            let is_long = one.words().len().min(other.words().len()) >= FEW_WORDS;
            if one.kind == other.kind && is_long {
                ranked.push((alike(one, other, ALIKE_IF_MOVED), *left, *right));
            }
        }
    }
    ranked.retain(|(alike, _, _)| *alike >= ALIKE_IF_MOVED);
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let (mut taken_left, mut taken_right) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs: Vec<BlockPair> = Vec::new();
    for (_, left, right) in ranked {
        if !taken_left.contains(&left) && !taken_right.contains(&right) {
            taken_left.insert(left);
            taken_right.insert(right);
            pairs.push(BlockPair { old: left..left + 1, new: right..right + 1, is_same: false });
        }
    }
    pairs
}
