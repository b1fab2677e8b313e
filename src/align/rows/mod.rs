//! Which rows of a table are one row in several locales.
//!
//! Locales join one after the other, the reference first, and each table of the corpus with them: the lexicon that is
//! learned from the rows paired so far helps to pair the rest, in rounds, until nothing changes.

mod joined;
mod keys;
mod nearest;
mod pairing;
mod pairing_round;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use self::joined::{Joined, Rows};
use self::nearest::Nearest;
use self::pairing::Pairing;
use self::pairing_round::{Lexicons, PairingRound, ROUNDS_WITH_ONE};
use super::folding::{self, Folded};
use super::lexicon::{Lexicon, Pair, Sample};
use super::likelihood::Scratch;
use super::tables::Versions;
use super::tokens::{RowFacts, Vocabulary};
use super::{AlignedColumn, Alignment, EntryRow, RowPlace, columns};
use crate::model::{Corpus, Known, LocaleId};

/// A table in all its versions, with what must be known before its rows are aligned.
pub struct Group<'p> {
    pub versions: Versions<'p>,
    pub columns: Vec<AlignedColumn>,
    pub folded: Folded,
}

impl<'p> Group<'p> {
    /// Aligns the columns of a table.
    pub fn new(corpus: &Corpus, versions: Versions<'p>) -> Group<'p> {
        let columns = columns::align(corpus, &versions);
        let folded = folding::fold(&versions, &columns);
        Group { versions, columns, folded }
    }
}

/// How many pairing rounds there are at most.
// They usually end earlier, when nothing changes. The bound is for tables in which two choices keep alternating.
const MOST_ROUNDS: usize = 5;

/// How many pairs a lexicon is learned from at most.
// Chosen: time and memory for learning stay the same from there on, however large the corpus is.
const MOST_SAMPLES: usize = 10_000;

/// How many pairs a lexicon is learned from where all tables are large.
// Fewer are enough there: most of their rows share a code or another rare token.
const ENOUGH_SAMPLES: usize = 2_000;

/// How many pairs the lexicon of a further locale is learned from where all tables are large.
// It is used only for the few rows that the nearest locale left undecided.
const FEW_SAMPLES: usize = 500;

/// The rows of each group: for each, its place in every version that has it. In the order of the first version; rows
/// that it lacks come after those that precede them in their own.
pub fn align(locales: &[&LocaleId], groups: &[Group<'_>], known: &Known) -> Vec<Vec<BTreeMap<LocaleId, EntryRow>>> {
    let mut vocabulary = Vocabulary::default();
    let mut tables: Vec<Joined> =
        groups.iter().map(|group| Joined::read(locales, group, known, &mut vocabulary)).collect();
    let nearest = Nearest::new(&vocabulary, &tables, locales.len());
    for joining in 0..locales.len() {
        join(&vocabulary, &mut tables, joining, &nearest.among(joining, 0..joining));
    }
    if locales.len() > 2 {
        tables = rejoin_all(&vocabulary, tables, &nearest);
    }
    tables.into_iter().map(|table| table.finish(locales)).collect()
}

/// Lets the versions of one locale join all tables.
fn join(vocabulary: &Vocabulary, tables: &mut [Joined], joining: usize, earlier: &[usize]) {
    for table in tables.iter_mut().filter(|table| table.is_large(joining)) {
        earlier.iter().for_each(|version| table.versions[*version].index(vocabulary));
    }
    let nothing = tables.iter().map(|table| Pairing::none(table.versions[joining].facts.len()));
    let pairings = iterate(vocabulary, tables, nothing.collect(), joining, earlier);
    for (table, pairing) in tables.iter_mut().zip(pairings) {
        table.add(joining, pairing);
    }
}

/// Lets each locale but the reference join all tables once more, now that all others are there: a row may have found
/// its place among the first locales only because the one it belongs to was still missing. Large tables are left out to
/// save time: most of their rows are found by rare tokens.
fn rejoin_all(vocabulary: &Vocabulary, tables: Vec<Joined>, nearest: &Nearest) -> Vec<Joined> {
    let (mut large, mut small) = (Vec::new(), Vec::new());
    for (index, table) in tables.into_iter().enumerate() {
        if table.was_large() { large.push((index, table)) } else { small.push((index, table)) }
    }
    let (places, mut small): (Vec<usize>, Vec<Joined>) = small.into_iter().unzip();
    let locales = 0..nearest.locales();
    for joining in locales.clone().skip(1) {
        let others = locales.clone().filter(|locale| *locale != joining);
        let pairings = small.iter_mut().map(|table| table.take(joining)).collect();
        let pairings = iterate(vocabulary, &small, pairings, joining, &nearest.among(joining, others));
        for (table, pairing) in small.iter_mut().zip(pairings) {
            table.add(joining, pairing);
        }
    }
    let mut tables: Vec<(usize, Joined)> = places.into_iter().zip(small).chain(large).collect();
    tables.sort_by_key(|(index, _)| *index);
    tables.into_iter().map(|(_, table)| table).collect()
}

/// Pairs the rows of a locale in all tables, in rounds, until nothing changes.
fn iterate(
    vocabulary: &Vocabulary,
    tables: &[Joined],
    mut pairings: Vec<Pairing>,
    joining: usize,
    earlier: &[usize],
) -> Vec<Pairing> {
    // Where all tables are large, the first rounds compare with the nearest locale alone and decide what is beyond
    // doubt; one more round with all locales is for the rest. A small table is compared with all from the start.
    let all_large = tables.iter().all(|table| table.is_large(joining) || table.versions[joining].facts.is_empty());
    let any_large = tables.iter().any(|table| table.is_large(joining));
    let has_nearest =
        |table: &Joined| earlier.first().is_some_and(|nearest| !table.versions[*nearest].facts.is_empty());
    let all_large =
        all_large && tables.iter().all(|table| table.versions[joining].facts.is_empty() || has_nearest(table));
    let mut lexicons: Lexicons = Vec::new();
    for round in 0..if all_large { ROUNDS_WITH_ONE + 1 } else { MOST_ROUNDS } {
        let needed = if all_large && round < ROUNDS_WITH_ONE { &earlier[..earlier.len().min(1)] } else { earlier };
        let teach = |(at, earlier): (usize, &usize)| {
            let known = lexicons.get(at).filter(|_| all_large && round >= ROUNDS_WITH_ONE);
            if let Some((_, lexicon)) = known {
                return (*earlier, Arc::clone(lexicon));
            }
            let most = match (all_large, at) {
                (false, _) => MOST_SAMPLES,
                (true, 0) => ENOUGH_SAMPLES,
                (true, _) => FEW_SAMPLES,
            };
            let paired = pairings.iter().flat_map(|pairing| pairing.partners.iter().flatten()).count();
            // Every so manieth row and not the first ones, so that all tables and all their parts are in the sample.
            let sample = Sample { every: paired.div_ceil(most).max(1) };
            let pairs = pairs(tables, &pairings, *earlier, joining, sample);
            let lexicon = if pairs.is_empty() { Lexicon::empty() } else { Lexicon::learn(vocabulary, &pairs, sample) };
            (*earlier, Arc::new(lexicon))
        };
        let learned: Lexicons = needed.par_iter().enumerate().map(teach).collect();
        lexicons = learned;
        let again = |scratch: &mut Scratch, (table, pairing): (&Joined, &Pairing)| {
            PairingRound { round, vocabulary, lexicons: &lexicons, table, joining, pairing }.pair(scratch)
        };
        let found: Vec<Pairing> =
            tables.par_iter().zip(&pairings).map_init(|| Scratch::new(vocabulary), again).collect();
        let unchanged = found.iter().zip(&pairings).all(|(found, before)| found.partners == before.partners);
        pairings = found;
        // A large table that did not change has not been compared with all locales before that round.
        if unchanged && (round >= ROUNDS_WITH_ONE || !any_large) {
            break;
        }
    }
    pairings
}

/// The rows of two locales that are paired so far, as far as they are in `sample`.
fn pairs<'t>(
    tables: &'t [Joined],
    pairings: &[Pairing],
    earlier: usize,
    joining: usize,
    sample: Sample,
) -> Vec<Pair<'t>> {
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for (table, pairing) in tables.iter().zip(pairings) {
        let rows = pairing.partners.iter().enumerate().filter(|(row, _)| sample.has(*row));
        for (row, partner) in rows {
            let Some(left) = partner.and_then(|entry| table.entries[entry as usize][earlier]) else { continue };
            pairs.push((&table.versions[earlier].facts[left as usize], &table.versions[joining].facts[row]));
        }
    }
    pairs
}

/// What was learned about two languages from a whole alignment.
pub struct Languages {
    pub vocabulary: Vocabulary,
    pub lexicon: Lexicon,
    /// For each aligned table its rows in both.
    pub tables: Vec<TwoVersions>,
}

/// The rows of a table in two locales with the pairs among them.
pub struct TwoVersions {
    pub left: Vec<RowFacts>,
    pub right: Vec<RowFacts>,
    pub left_places: Vec<RowPlace>,
    pub right_places: Vec<RowPlace>,
    pub of_left: Vec<Option<u32>>,
    pub of_right: Vec<Option<u32>>,
}

/// Learns two languages from the rows that `alignment` pairs; `groups` are its tables.
pub fn learned(groups: &[Group<'_>], alignment: &Alignment, left: &LocaleId, right: &LocaleId) -> Languages {
    let mut vocabulary = Vocabulary::default();
    let tables = groups.iter().zip(&alignment.tables);
    let tables: Vec<TwoVersions> = tables
        .map(|(group, table)| {
            let [one, other] =
                [left, right].map(|locale| Rows::of_locale(group, locale, &Known::default(), &mut vocabulary));
            let mut of_left = vec![None; one.facts.len()];
            let mut of_right = vec![None; other.facts.len()];
            for entry in alignment.entries_of(table) {
                let row = |rows: &Rows, locale: &LocaleId| {
                    let place = entry.rows.get(locale)?.place;
                    rows.places.binary_search(&place).ok()
                };
                if let (Some(l), Some(r)) = (row(&one, left), row(&other, right)) {
                    (of_left[l], of_right[r]) = (Some(r as u32), Some(l as u32));
                }
            }
            TwoVersions {
                left: one.facts,
                right: other.facts,
                left_places: one.places,
                right_places: other.places,
                of_left,
                of_right,
            }
        })
        .collect();
    let paired = tables.iter().flat_map(|table| table.of_right.iter().flatten()).count();
    let sample = Sample { every: paired.div_ceil(MOST_SAMPLES).max(1) };
    let pairs: Vec<Pair<'_>> = tables
        .iter()
        .flat_map(|table| {
            let pairs = table.of_right.iter().enumerate().filter(|(row, _)| sample.has(*row));
            pairs.filter_map(|(r, l)| Some((&table.left[(*l)? as usize], &table.right[r])))
        })
        .collect();
    let lexicon = Lexicon::learn(&vocabulary, &pairs, sample);
    Languages { vocabulary, lexicon, tables }
}
