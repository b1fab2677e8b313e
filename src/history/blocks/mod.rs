//! What became of each block of a page from one state of it to another, in one language.
//!
//! Equal blocks are found first, wherever they went; what is left between two of them is compared word by word. Moved,
//! rewrapped, split and joined blocks are the same as before, because a translation of them still fits.

mod between;
mod words;

pub use words::{BlockText, is_same_but_for_signs};

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// What became of the blocks of a page. Every block of either state is in one of the three.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockChanges {
    /// Blocks that are there in both states, in the order of the new one.
    pub pairs: Vec<BlockPair>,
    /// Blocks of the old state that are gone.
    pub removed: Vec<usize>,
    /// Blocks of the new state that were not there.
    pub added: Vec<usize>,
}

/// Blocks that are one and the same in both states: one each, or several where some were split or joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockPair {
    /// Indexes into the old blocks; never empty.
    pub old: Range<usize>,
    /// Indexes into the new blocks; never empty.
    pub new: Range<usize>,
    /// Whether the words are the same.
    pub is_same: bool,
}

impl BlockChanges {
    /// The changes of a page whose file is the same in both states.
    pub fn none(blocks: usize) -> BlockChanges {
        let pairs = (0..blocks).map(|at| BlockPair { old: at..at + 1, new: at..at + 1, is_same: true }).collect();
        BlockChanges { pairs, ..BlockChanges::default() }
    }

    /// What became of the blocks of `old` in `new`, which are in the order of their files.
    pub fn between(old: &[BlockText], new: &[BlockText]) -> BlockChanges {
        let (mut matched, gaps) = anchors(old, new);
        let (mut pairs, mut gone, mut come): (Vec<BlockPair>, _, _) = (Vec::new(), Vec::new(), Vec::new());
        // Equal blocks that are not in the same order were moved.
        matched.extend(moved(old, new, &gaps));
        let mut is_old_taken = vec![false; old.len()];
        let mut is_new_taken = vec![false; new.len()];
        for (left, right) in matched {
            (is_old_taken[left], is_new_taken[right]) = (true, true);
            pairs.push(BlockPair { old: left..left + 1, new: right..right + 1, is_same: true });
        }
        for (left, right) in gaps {
            let left: Vec<usize> = left.filter(|at| !is_old_taken[*at]).collect();
            let right: Vec<usize> = right.filter(|at| !is_new_taken[*at]).collect();
            let compared = between::compare(old, new, &left, &right);
            pairs.extend(compared.pairs);
            gone.extend(compared.removed);
            come.extend(compared.added);
        }
        let edited = between::moved_and_edited(old, new, &gone, &come);
        gone.retain(|at| edited.iter().all(|pair| pair.old.start != *at));
        come.retain(|at| edited.iter().all(|pair| pair.new.start != *at));
        pairs.extend(edited);
        pairs.sort_unstable_by_key(|pair| pair.new.start);
        BlockChanges { pairs, removed: gone, added: come }
    }

    /// For each of `blocks` new blocks the place of its pair in `pairs`.
    pub fn pair_of_new(&self, blocks: usize) -> Vec<Option<usize>> {
        by_block(&self.pairs, blocks, |pair| pair.new.clone())
    }

    /// For each of `blocks` old blocks the place of its pair in `pairs`.
    pub fn pair_of_old(&self, blocks: usize) -> Vec<Option<usize>> {
        by_block(&self.pairs, blocks, |pair| pair.old.clone())
    }
}

fn by_block(pairs: &[BlockPair], blocks: usize, range: impl Fn(&BlockPair) -> Range<usize>) -> Vec<Option<usize>> {
    let mut places = vec![None; blocks];
    for (at, pair) in pairs.iter().enumerate() {
        range(pair).for_each(|block| places[block] = Some(at));
    }
    places
}

/// The indexes of equal blocks, and what is between them.
type Anchors = (Vec<(usize, usize)>, Vec<(Range<usize>, Range<usize>)>);

/// Pages with more pairs of blocks than this, of 2,000 in each state, are not searched for blocks in the same order, which
/// takes time with the square of them; equal blocks are found all the same.
const MOST_ORDERED: usize = 4_000_000;

/// Equal blocks in the same order, and the stretches between them.
fn anchors(old: &[BlockText], new: &[BlockText]) -> Anchors {
    if old.len().saturating_mul(new.len()) > MOST_ORDERED {
        return (Vec::new(), vec![(0..old.len(), 0..new.len())]);
    }
    let keys = |blocks: &[BlockText]| blocks.iter().map(BlockText::digest).collect::<Vec<u64>>();
    let (mut matched, mut gaps) = (Vec::new(), Vec::new());
    for change in capture_diff_slices(Algorithm::Patience, &keys(old), &keys(new)) {
        match change {
            DiffOp::Equal { old_index, new_index, len } => {
                matched.extend((0..len).map(|at| (old_index + at, new_index + at)));
            }
            _ => gaps.push((change.old_range(), change.new_range())),
        }
    }
    (matched, gaps)
}

/// Equal blocks among those that are in no common order, each paired once: those of one kind first, then those that are
/// of another kind now, as a paragraph that became code because of the spaces before it.
fn moved(old: &[BlockText], new: &[BlockText], gaps: &[(Range<usize>, Range<usize>)]) -> Vec<(usize, usize)> {
    let mut left: Vec<usize> = gaps.iter().flat_map(|(left, _)| left.clone()).collect();
    let mut right: Vec<usize> = gaps.iter().flat_map(|(_, right)| right.clone()).collect();
    let mut pairs = Vec::new();
    for key in [BlockText::digest as fn(&BlockText) -> u64, BlockText::digest_of_text] {
        let mut places: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        // From the last to the first, so that the first is taken first.
        left.iter().rev().for_each(|at| places.entry(key(&old[*at])).or_default().push(*at));
        let equal = |at: &usize| Some((places.get_mut(&key(&new[*at]))?.pop()?, *at));
        let found: Vec<(usize, usize)> = right.iter().filter_map(equal).collect();
        let (taken_left, taken_right): (BTreeSet<usize>, BTreeSet<usize>) = found.iter().copied().unzip();
        left.retain(|at| !taken_left.contains(at));
        right.retain(|at| !taken_right.contains(at));
        pairs.extend(found);
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::PassageKind;

    fn blocks(text: &str) -> Vec<BlockText> {
        let block = |line: &str| match line.strip_prefix("# ") {
            Some(heading) => BlockText::new(PassageKind::Heading, heading),
            None => BlockText::new(PassageKind::Paragraph, line),
        };
        text.split('\n').filter(|line| !line.is_empty()).map(block).collect()
    }

    /// What changed: `=` the same, `~` edited, `-` removed, `+` added.
    fn changed(old: &str, new: &str) -> String {
        let changes = BlockChanges::between(&blocks(old), &blocks(new));
        let range = |range: &Range<usize>| match range.len() {
            1 => range.start.to_string(),
            _ => format!("{}-{}", range.start, range.end - 1),
        };
        let sign = |pair: &BlockPair| if pair.is_same { '=' } else { '~' };
        let pairs = changes.pairs.iter().map(|pair| format!("{}{}{}", range(&pair.old), sign(pair), range(&pair.new)));
        let removed = changes.removed.iter().map(|at| format!("-{at}"));
        let added = changes.added.iter().map(|at| format!("+{at}"));
        pairs.chain(removed).chain(added).collect::<Vec<_>>().join(" ")
    }

    const DUTCH: &str = "# 方塊\nZet de schakelaar om.\nDe connector bewaart elk verzoek zeven dagen.\n# Einde\nKlaar.";

    #[test]
    fn what_is_the_same_is_the_same_wherever_it_went() {
        assert_eq!(changed(DUTCH, DUTCH), "0=0 1=1 2=2 3=3 4=4");
        let moved = "# Einde\nKlaar.\n# 方塊\nZet de schakelaar om.\nDe connector bewaart elk verzoek zeven dagen.";
        assert_eq!(changed(DUTCH, moved), "3=0 4=1 0=2 1=3 2=4");
        assert_eq!(changed("Het ‘kan’  niet", "Het 'kan' niet"), "0=0");
    }

    #[test]
    fn a_block_that_was_edited_is_one_change() {
        assert_eq!(changed(DUTCH, &DUTCH.replace("zeven", "tien")), "0=0 1=1 2~2 3=3 4=4");
        assert_eq!(changed(DUTCH, &DUTCH.replace("方塊", "圓圈")), "0~0 1=1 2=2 3=3 4=4");
        assert_eq!(changed(DUTCH, &DUTCH.replace("Zet de schakelaar om.", "Herstart alles.")), "0=0 1~1 2=2 3=3 4=4");
    }

    #[test]
    fn what_was_added_or_removed_moves_no_neighbour() {
        let more = DUTCH.replace("# Einde", "Een kopie blijft achter bij de beheerder.\n# Einde");
        assert_eq!(changed(DUTCH, &more), "0=0 1=1 2=2 3=4 4=5 +3");
        assert_eq!(changed(&more, DUTCH), "0=0 1=1 2=2 4=3 5=4 -3");
        let edited = more.replace("zeven", "tien");
        assert_eq!(changed(DUTCH, &edited), "0=0 1=1 2~2 3=4 4=5 +3");
    }

    #[test]
    fn what_was_split_or_joined_is_the_same() {
        let joined = DUTCH.replace("om.\nDe", "om. De");
        assert_eq!(changed(DUTCH, &joined), "0=0 1-2=1 3=2 4=3");
        assert_eq!(changed(&joined, DUTCH), "0=0 1=1-2 2=3 3=4");
        let edited = joined.replace("zeven", "tien");
        assert_eq!(changed(DUTCH, &edited), "0=0 1-2~1 3=2 4=3");
        assert_eq!(changed(&edited, DUTCH), "0=0 1~1-2 2=3 3=4");
    }

    #[test]
    fn what_was_moved_and_edited_is_one_change() {
        let moved = "# 方塊\nZet de schakelaar om.\n# Einde\nKlaar.\nDe connector bewaart elk verzoek tien dagen.";
        assert_eq!(changed(DUTCH, moved), "0=0 1=1 3=2 4=3 2~4");
    }
}
