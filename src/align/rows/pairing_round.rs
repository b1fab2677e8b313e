//! One pairing round: the rows of a joining version, with what was learned from the rounds before.

use std::sync::Arc;

use super::joined::Joined;
use super::keys;
use super::pairing::Pairing;
use crate::align::assignment::assign_candidates;
use crate::align::candidates::{self, Pinned};
use crate::align::lexicon::Lexicon;
use crate::align::likelihood::{Candidate, Compared, Scratch, likelihood};
use crate::align::tokens::{RowFacts, Vocabulary};
use crate::align::{Evidence, order};
use crate::model::Origin;

/// In how many rounds a large table is compared with one other version before it is compared with all.
// The first round has an empty lexicon; the second is the first that knows words.
pub const ROUNDS_WITH_ONE: usize = 2;

/// For each earlier locale its lexicon with the joining one.
pub type Lexicons = Vec<(usize, Arc<Lexicon>)>;

/// One pairing round: the rows of a joining version, with what was learned from the rounds before.
pub struct PairingRound<'r> {
    pub round: usize,
    pub vocabulary: &'r Vocabulary,
    pub lexicons: &'r Lexicons,
    pub table: &'r Joined,
    pub joining: usize,
    pub pairing: &'r Pairing,
}

impl PairingRound<'_> {
    /// Pairs the rows anew.
    pub fn pair(&self, scratch: &mut Scratch) -> Pairing {
        let rows = (self.table.entries.len(), self.right().len());
        if rows.0 == 0 || rows.1 == 0 {
            return self.pairing.clone();
        }
        let pinned = self.pinned();
        let candidates = if self.is_large() { self.propose(&pinned) } else { candidates::all(rows, &pinned) };
        let (candidates, likelihood) = self.likelihood(&candidates, scratch);
        let decided = decide(rows, &candidates, &likelihood, &pinned);
        let mut pairing = self.certain(&pinned);
        for judged in judge(rows, &candidates, &likelihood, &decided) {
            if self.is_large() && judged.is_beyond_doubt() {
                pairing.decided.push(judged.pair);
            }
            pairing.add(judged.pair, judged.evidence());
        }
        pairing.decided.sort_unstable();
        pairing
    }

    /// The pairs that are not compared, with the evidence there was for them.
    fn certain(&self, pinned: &Pinned) -> Pairing {
        let mut pairing = Pairing::none(self.right().len());
        pairing.decided = self.pairing.decided.clone();
        for pair in &pinned.pairs {
            let decided = self.pairing.decided.binary_search(pair).is_ok();
            let evidence = if decided { self.pairing.evidence[pair.1 as usize] } else { Evidence::History };
            pairing.add(*pair, evidence);
        }
        pairing
    }

    fn is_first_round(&self) -> bool {
        self.round < ROUNDS_WITH_ONE && self.is_large()
    }

    fn is_large(&self) -> bool {
        self.table.is_large(self.joining)
    }

    fn right(&self) -> &[RowFacts] {
        &self.table.versions[self.joining].facts
    }

    /// The earlier versions to compare with, each with its lexicon; in the first rounds of a large table the nearest
    /// alone.
    fn compared(&self) -> impl Iterator<Item = (usize, &Lexicon)> {
        let present = self.lexicons.iter().filter(|(earlier, _)| !self.table.versions[*earlier].facts.is_empty());
        let present = present.map(|(earlier, lexicon)| (*earlier, &**lexicon));
        present.take(if self.is_first_round() { 1 } else { usize::MAX })
    }

    /// The pairs that are worth comparing in a large table.
    fn propose(&self, pinned: &Pinned) -> Vec<Candidate> {
        let compared = self.compared().filter_map(|(earlier, lexicon)| {
            let version = &self.table.versions[earlier];
            let mut entry_of_row = vec![0; version.facts.len()];
            for (entry, rows) in self.table.entries.iter().enumerate() {
                if let Some(row) = rows[earlier] {
                    entry_of_row[row as usize] = entry as u32;
                }
            }
            Some(candidates::Compared { index: version.index.as_ref()?, lexicon, entry_of_row })
        });
        let compared: Vec<candidates::Compared<'_>> = compared.collect();
        candidates::propose(self.table.entries.len(), self.right(), &self.pairing.partners, &compared, pinned)
    }

    /// The pairs that are not compared: those that history knows, and those that were decided in an earlier round.
    fn pinned(&self) -> Pinned {
        let entries = (0..self.table.entries.len()).map(|entry| self.table.origin(entry));
        let entries: Vec<Option<Origin>> = entries.collect();
        Pinned::new(&entries, &self.table.versions[self.joining].origins, &self.pairing.decided)
    }

    /// The candidates whose texts could be compared, each with how much likelier those make it: the mean over the
    /// versions that the entry has among those that are compared, else over any other.
    fn likelihood(&self, candidates: &[Candidate], scratch: &mut Scratch) -> (Vec<Candidate>, Vec<f32>) {
        let mut sums = vec![(0.0f32, 0u8); candidates.len()];
        for (earlier, lexicon) in self.compared() {
            self.compare(earlier, lexicon, candidates, |_| true, &mut sums, scratch);
        }
        if !self.is_first_round() {
            let unlearned = Lexicon::empty();
            for earlier in (0..self.table.versions.len()).filter(|earlier| *earlier != self.joining) {
                self.compare(earlier, &unlearned, candidates, |count| count == 0, &mut sums, scratch);
            }
        }
        let compared = candidates.iter().zip(sums).filter(|(_, (_, count))| *count > 0);
        compared.map(|(candidate, (sum, count))| (*candidate, sum / f32::from(count))).unzip()
    }

    /// Adds the likelihood from the texts of one earlier version for those candidates that `wanted` selects, by how
    /// often they were compared before.
    fn compare(
        &self,
        earlier: usize,
        lexicon: &Lexicon,
        candidates: &[Candidate],
        wanted: impl Fn(u8) -> bool,
        sums: &mut [(f32, u8)],
        scratch: &mut Scratch,
    ) {
        let of_entry: Vec<Option<u32>> = self.table.entries.iter().map(|entry| entry[earlier]).collect();
        let own = |(slot, (entry, row)): (usize, &Candidate)| {
            Some((slot, (of_entry[*entry as usize]?, *row))).filter(|_| wanted(sums[slot].1))
        };
        let (slots, own): (Vec<usize>, Vec<Candidate>) = candidates.iter().enumerate().filter_map(own).unzip();
        if own.is_empty() {
            return;
        }
        // Only the pairs that the lexicon was learned from are in its counts, and only those may be taken out of them.
        let partner = |(row, partner): (usize, &Option<u32>)| {
            partner.filter(|_| lexicon.sample().has(row)).and_then(|entry| of_entry[entry as usize])
        };
        let of_right: Vec<Option<u32>> = self.pairing.partners.iter().enumerate().map(partner).collect();
        let mut of_left: Vec<Option<u32>> = vec![None; self.table.versions[earlier].facts.len()];
        for (row, left) in of_right.iter().enumerate() {
            if let Some(left) = left {
                of_left[*left as usize] = Some(row as u32);
            }
        }
        let compared = Compared {
            vocabulary: self.vocabulary,
            lexicon,
            left: &self.table.versions[earlier].facts,
            right: self.right(),
            of_left: &of_left,
            of_right: &of_right,
        };
        let mut found = likelihood(&compared, &own, scratch);
        keys::add_keys(self.vocabulary, (compared.left, compared.right), &own, &mut found);
        for (slot, value) in slots.into_iter().zip(found) {
            sums[slot] = (sums[slot].0 + value, sums[slot].1 + 1);
        }
    }
}

/// The likelihood, as a natural logarithm, from which a pair may be beyond doubt: three thousand times.
// Its place is not counted, since it is no longer questioned in later rounds. Both values were chosen.
const BEYOND_DOUBT: f32 = 8.0;

/// How much likelier it must be than any other pair of its rows: 150 times.
const CLEAR: f32 = 5.0;

/// A pair that was chosen, with the evidence for it and for its rival.
struct Judged {
    pair: Candidate,
    likelihood: f32,
    place: f32,
    rival: Option<f32>,
}

impl Judged {
    fn is_beyond_doubt(&self) -> bool {
        self.likelihood >= BEYOND_DOUBT && self.likelihood >= self.rival.unwrap_or(0.0) + CLEAR
    }

    fn evidence(&self) -> Evidence {
        Evidence::Text { likelihood: self.likelihood, place: self.place, rival: self.rival }
    }
}

/// Compares the chosen pairs, each with its support by place, with the other candidates of their rows.
fn judge(
    rows: (usize, usize),
    candidates: &[Candidate],
    likelihood: &[f32],
    chosen: &[(Candidate, f32)],
) -> Vec<Judged> {
    let mut rivals: (Vec<Option<f32>>, Vec<Option<f32>>) = (vec![None; rows.0], vec![None; rows.1]);
    let mut judged = Vec::with_capacity(chosen.len());
    for (candidate, likelihood) in candidates.iter().zip(likelihood) {
        match chosen.binary_search_by_key(candidate, |(pair, _)| *pair) {
            Ok(at) => {
                judged.push(Judged { pair: *candidate, likelihood: *likelihood, place: chosen[at].1, rival: None })
            }
            Err(_) => {
                for rival in [&mut rivals.0[candidate.0 as usize], &mut rivals.1[candidate.1 as usize]] {
                    *rival = Some(rival.map_or(*likelihood, |rival| rival.max(*likelihood)));
                }
            }
        }
    }
    for judged in &mut judged {
        let (of_entry, of_row) = (rivals.0[judged.pair.0 as usize], rivals.1[judged.pair.1 as usize]);
        judged.rival = of_entry.into_iter().chain(of_row).reduce(f32::max);
    }
    judged
}

/// Below this likelihood the place of a pair is not counted.
// Otherwise a row that one language replaced could be paired with its replacement, which is at the same place. With the
// present weights of the order, 3.5 at most, such a pair stays below zero in any case.
const AGAINST: f32 = -4.0;

/// Subtracted from every pair, because most pairs of rows are none.
// Small: a pair in the order of its neighbours gets three times as much for that alone (`KEPT` in `order.rs`).
const UNLIKELY: f32 = 0.5;

/// The weight of a pair that history knows in the order of the rows.
// More than the texts of a pair usually reach, so that the chain goes through such pairs where these keep the order.
const CERTAIN: f32 = 100.0;

/// Chooses among candidates by their likelihood and the order they leave: sorted pairs, each with the evidence of its
/// place. Certain pairs are part of the order. Rows that history takes for two, because one was moved and reworded at
/// once, may still be one by their texts, but not by their place.
fn decide(
    rows: (usize, usize),
    candidates: &[Candidate],
    likelihood: &[f32],
    pinned: &Pinned,
) -> Vec<(Candidate, f32)> {
    let mut links: Vec<(Candidate, f32)> = candidates.iter().copied().zip(likelihood.iter().copied()).collect();
    let mut chosen = Vec::new();
    // The first choice shows the order more clearly than all candidates do.
    for _ in 0..2 {
        links.extend(pinned.pairs.iter().map(|pair| (*pair, CERTAIN)));
        let chain = order::chain(&links);
        let mut support = order::support(candidates, &chain, rows);
        for (candidate, support) in candidates.iter().zip(&mut support) {
            *support = if pinned.doubts(*candidate) { support.min(0.0) } else { *support };
        }
        let weigh = |(likelihood, support): (&f32, &f32)| {
            if *likelihood < AGAINST { *likelihood } else { likelihood + support - UNLIKELY }
        };
        let total: Vec<f32> = likelihood.iter().zip(&support).map(weigh).collect();
        let pairs = assign_candidates(rows, candidates, &total);
        let is_chosen = |at: &usize| pairs.binary_search(&candidates[*at]).is_ok();
        let places: Vec<usize> = (0..candidates.len()).filter(is_chosen).collect();
        links = places.iter().map(|at| (candidates[*at], total[*at])).collect();
        chosen = places.into_iter().map(|at| (candidates[at], support[at])).collect();
    }
    chosen.sort_unstable_by_key(|(pair, _)| *pair);
    chosen
}
