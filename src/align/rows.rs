//! Which rows of a table are one row in several locales.
//!
//! Locales join one after the other, the reference first, and each table of the corpus with them: what the rows paired
//! so far teach about two languages helps to pair the rest, in rounds, until nothing changes.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::assignment::assign_candidates;
use super::candidates::{self, Index, Pinned};
use super::columns;
use super::folding::{self, Folded};
use super::lexicon::{Lexicon, Pair};
use super::likelihood::{Candidate, Compared, Scratch, likelihood};
use super::order;
use super::tables::Versions;
use super::tokens::{RowFacts, Vocabulary};
use super::{AlignedColumn, RowPlace};
use crate::model::{Cell, Corpus, Known, LocaleId, Origin};

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

/// How often what is learned from the pairs may be used to pair anew.
const MOST_ROUNDS: usize = 5;

/// How often a large table is compared with one other version before it is compared with all.
const LOOKS_AT_ONE: usize = 2;

/// The rows of each group: for each, its place in every version that has it. In the order of the first version; rows
/// that it lacks stand behind those that precede them in their own.
pub fn align(locales: &[&LocaleId], groups: &[Group<'_>], known: &Known) -> Vec<Vec<BTreeMap<LocaleId, RowPlace>>> {
    let mut vocabulary = Vocabulary::default();
    let mut tables: Vec<Joined> =
        groups.iter().map(|group| Joined::read(locales, group, known, &mut vocabulary)).collect();
    let nearest = Nearest::new(&vocabulary, &tables, locales.len());
    for joining in 0..locales.len() {
        join(&vocabulary, &mut tables, joining, &nearest.among(joining));
    }
    tables.into_iter().map(|table| table.finish(locales)).collect()
}

/// A table with the rows found so far.
struct Joined {
    /// The version of each locale; without rows where it has no such table.
    versions: Vec<Rows>,
    /// For each entry its row in each locale.
    entries: Vec<Vec<Option<u32>>>,
}

/// The rows of a table in one version.
#[derive(Default)]
struct Rows {
    places: Vec<RowPlace>,
    facts: Vec<RowFacts>,
    origins: Vec<Option<Origin>>,
    /// Made when a large table needs it.
    index: Option<Index>,
}

impl Rows {
    fn index(&mut self) {
        if self.index.is_none() {
            self.index = Some(Index::new(&self.facts));
        }
    }

    fn read(group: &Group<'_>, index: usize, known: &Known, vocabulary: &mut Vocabulary) -> Rows {
        let version = &group.versions[index];
        let rows = version.rows();
        let cells = |row: usize| {
            let (place, written) = rows[row];
            let cells: &[Cell] = group.folded.get(&(index, place)).unwrap_or(&written.cells);
            let own = |column: &AlignedColumn| cells.get(*column.members.get(version.locale())?);
            group.columns.iter().map(own).collect()
        };
        let facts = vocabulary.read_rows(rows.len(), cells);
        let places: Vec<RowPlace> = rows.iter().map(|(place, _)| *place).collect();
        let origin = |place: &RowPlace| known.pinned.origin(&version.page.id, version.locale(), place.table, place.row);
        let origins = places.iter().map(origin).collect();
        Rows { places, facts, origins, index: None }
    }
}

impl Joined {
    fn read(locales: &[&LocaleId], group: &Group<'_>, known: &Known, vocabulary: &mut Vocabulary) -> Joined {
        let of_locale = |locale: &&LocaleId| {
            let index = group.versions.iter().position(|version| version.locale() == *locale);
            index.map_or_else(Rows::default, |index| Rows::read(group, index, known, vocabulary))
        };
        Joined { versions: locales.iter().map(of_locale).collect(), entries: Vec::new() }
    }

    fn finish(self, locales: &[&LocaleId]) -> Vec<BTreeMap<LocaleId, RowPlace>> {
        let places = |entry: &Vec<Option<u32>>| {
            let rows = entry.iter().enumerate();
            let place = |(locale, row): (usize, &Option<u32>)| {
                let version: &Rows = &self.versions[locale];
                Some((locales[locale].clone(), version.places[(*row)? as usize]))
            };
            rows.filter_map(place).collect()
        };
        self.entries.iter().map(places).collect()
    }

    /// Whether there are too many pairs of rows to compare them all.
    fn is_large(&self, joining: usize) -> bool {
        self.entries.len() * self.versions[joining].facts.len() > candidates::FEW_PAIRS
    }

    /// The source row of an entry, where history knows it.
    fn origin(&self, entry: usize) -> Option<Origin> {
        let rows = self.entries[entry].iter().enumerate();
        rows.filter_map(|(locale, row)| self.versions[locale].origins[(*row)? as usize]).next()
    }

    /// Adds the rows of one version; `partners[row]` is the entry it joins.
    fn add(&mut self, joining: usize, partners: &[Option<u32>]) {
        let locales = self.versions.len();
        let alone = |row: usize| {
            let mut entry = vec![None; locales];
            entry[joining] = Some(row as u32);
            entry
        };
        let mut behind: BTreeMap<usize, Vec<Vec<Option<u32>>>> = BTreeMap::new();
        let mut after = 0;
        for (row, partner) in partners.iter().enumerate() {
            match partner {
                Some(entry) => {
                    self.entries[*entry as usize][joining] = Some(row as u32);
                    after = *entry as usize + 1;
                }
                None => behind.entry(after).or_default().push(alone(row)),
            }
        }
        let old = std::mem::take(&mut self.entries);
        self.entries.extend(behind.remove(&0).unwrap_or_default());
        for (index, entry) in old.into_iter().enumerate() {
            self.entries.push(entry);
            self.entries.extend(behind.remove(&(index + 1)).unwrap_or_default());
        }
    }
}

/// What was learned of each earlier locale and the joining one.
type Lexicons = Vec<(usize, Lexicon)>;

/// Which locales have most in common: a row is compared with its versions in the reference and in these.
struct Nearest {
    /// For two locales the share of one's tokens that the other has too.
    shared: Vec<Vec<f64>>,
}

/// With how many earlier locales a row is compared.
const MOST_COMPARED: usize = 3;

impl Nearest {
    fn new(vocabulary: &Vocabulary, tables: &[Joined], locales: usize) -> Nearest {
        let used = |locale: usize| {
            let mut used = vec![false; vocabulary.len()];
            let rows = tables.iter().flat_map(|table| &table.versions[locale].facts);
            for cell in rows.flat_map(|row| row.cells.iter().flatten()) {
                cell.tokens.iter().for_each(|token| used[*token as usize] = true);
            }
            used
        };
        let used: Vec<Vec<bool>> = (0..locales).into_par_iter().map(used).collect();
        let share = |one: usize, other: usize| {
            let count = used[one].iter().filter(|used| **used).count().max(1);
            let both = used[one].iter().zip(&used[other]).filter(|(one, other)| **one && **other).count();
            both as f64 / count as f64
        };
        Nearest { shared: (0..locales).map(|one| (0..locales).map(|other| share(one, other)).collect()).collect() }
    }

    /// The locales before `joining` to compare it with: those that share most, and the reference.
    fn among(&self, joining: usize) -> Vec<usize> {
        let mut others: Vec<usize> = (0..joining).collect();
        others.sort_by(|a, b| self.shared[joining][*b].total_cmp(&self.shared[joining][*a]).then(a.cmp(b)));
        let left_out = others.split_off(others.len().min(MOST_COMPARED));
        if left_out.contains(&0) {
            others[MOST_COMPARED - 1] = 0;
        }
        others
    }
}

/// Which entry each row of a joining version is paired with, as far as it is known.
#[derive(Clone, PartialEq)]
struct Pairing {
    partners: Vec<Option<u32>>,
    /// Pairs of a large table that are beyond doubt and need not be looked at again, sorted.
    settled: Vec<Candidate>,
}

/// Lets the versions of one locale join all tables.
fn join(vocabulary: &Vocabulary, tables: &mut [Joined], joining: usize, earlier: &[usize]) {
    for table in tables.iter_mut().filter(|table| table.is_large(joining)) {
        earlier.iter().for_each(|version| table.versions[*version].index());
    }
    let rows = tables.iter().map(|table| table.versions[joining].facts.len());
    let mut pairings: Vec<Pairing> =
        rows.map(|rows| Pairing { partners: vec![None; rows], settled: Vec::new() }).collect();
    let all_large = tables.iter().all(|table| table.is_large(joining) || table.versions[joining].facts.is_empty());
    for round in 0..MOST_ROUNDS {
        let needed = if all_large && round < LOOKS_AT_ONE { &earlier[..earlier.len().min(1)] } else { earlier };
        let learned =
            needed.par_iter().map(|earlier| (*earlier, learn(vocabulary, tables, &pairings, *earlier, joining)));
        let lexicons: Lexicons = learned.collect();
        let again = |scratch: &mut Scratch, (table, pairing): (&Joined, &Pairing)| {
            Round { round, vocabulary, lexicons: &lexicons, table, joining, pairing }.pair(scratch)
        };
        let found: Vec<Pairing> =
            tables.par_iter().zip(&pairings).map_init(|| Scratch::new(vocabulary), again).collect();
        let unchanged = found == pairings;
        pairings = found;
        if unchanged {
            break;
        }
    }
    for (table, pairing) in tables.iter_mut().zip(&pairings) {
        table.add(joining, &pairing.partners);
    }
}

/// What the rows paired so far teach about two locales.
fn learn(vocabulary: &Vocabulary, tables: &[Joined], pairings: &[Pairing], earlier: usize, joining: usize) -> Lexicon {
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for (table, pairing) in tables.iter().zip(pairings) {
        for (row, partner) in pairing.partners.iter().enumerate() {
            let Some(left) = partner.and_then(|entry| table.entries[entry as usize][earlier]) else { continue };
            pairs.push((&table.versions[earlier].facts[left as usize], &table.versions[joining].facts[row]));
        }
    }
    if pairs.is_empty() { Lexicon::empty() } else { Lexicon::learn(vocabulary, &pairs) }
}

/// One look at the rows of a joining version, with what was learned from the looks before.
struct Round<'r> {
    round: usize,
    vocabulary: &'r Vocabulary,
    lexicons: &'r Lexicons,
    table: &'r Joined,
    joining: usize,
    pairing: &'r Pairing,
}

impl Round<'_> {
    fn pair(&self, scratch: &mut Scratch) -> Pairing {
        let rows = (self.table.entries.len(), self.right().len());
        if rows.0 == 0 || rows.1 == 0 {
            return self.pairing.clone();
        }
        let pinned = self.pinned();
        let large = self.table.is_large(self.joining);
        let candidates = if large { self.propose(&pinned) } else { candidates::all(rows, &pinned) };
        let content = self.content(&candidates, scratch);
        let pairs = decide(rows, &candidates, &content, &pinned.pairs);
        let mut settled = self.pairing.settled.clone();
        if large {
            settled.extend(beyond_doubt(rows, &candidates, &content, &pairs));
            settled.sort_unstable();
        }
        let mut partners = vec![None; rows.1];
        for (entry, row) in pairs {
            partners[row as usize] = Some(entry);
        }
        Pairing { partners, settled }
    }

    fn right(&self) -> &[RowFacts] {
        &self.table.versions[self.joining].facts
    }

    /// The earlier versions to compare with, each with what was learned of its language; at the first looks at a large
    /// table only the one that has most in common.
    fn compared(&self) -> impl Iterator<Item = (usize, &Lexicon)> {
        let first_look = self.round < LOOKS_AT_ONE && self.table.is_large(self.joining);
        let present = self.lexicons.iter().filter(|(earlier, _)| !self.table.versions[*earlier].facts.is_empty());
        let present = present.map(|(earlier, lexicon)| (*earlier, lexicon));
        present.take(if first_look { 1 } else { usize::MAX })
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

    /// The pairs that need no more looking at: those that history knows, and those that are settled.
    fn pinned(&self) -> Pinned {
        let entries = (0..self.table.entries.len()).map(|entry| self.table.origin(entry));
        let entries: Vec<Option<Origin>> = entries.collect();
        Pinned::new(&entries, &self.table.versions[self.joining].origins, &self.pairing.settled)
    }

    /// Of each candidate, how much likelier its texts are as translations: the mean over the versions the entry has.
    fn content(&self, candidates: &[Candidate], scratch: &mut Scratch) -> Vec<f32> {
        let mut content = vec![0.0f32; candidates.len()];
        let mut count = vec![0u8; candidates.len()];
        for (earlier, lexicon) in self.compared() {
            let of_entry: Vec<Option<u32>> = self.table.entries.iter().map(|entry| entry[earlier]).collect();
            let partners = self.pairing.partners.iter();
            let of_right: Vec<Option<u32>> =
                partners.map(|partner| partner.and_then(|entry| of_entry[entry as usize])).collect();
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
            let own = |(slot, (entry, row)): (usize, &Candidate)| Some((slot, (of_entry[*entry as usize]?, *row)));
            let (slots, own): (Vec<usize>, Vec<Candidate>) = candidates.iter().enumerate().filter_map(own).unzip();
            for (slot, value) in slots.into_iter().zip(likelihood(&compared, &own, scratch)) {
                content[slot] += value;
                count[slot] += 1;
            }
        }
        content.iter_mut().zip(&count).for_each(|(content, count)| *content /= f32::from((*count).max(1)));
        content
    }
}

/// What the texts of a pair must say for it,
const BEYOND_DOUBT: f32 = 8.0;

/// and how much more than for any other pair of its rows.
const CLEAR: f32 = 5.0;

/// The chosen pairs that their texts alone put beyond doubt.
fn beyond_doubt(
    rows: (usize, usize),
    candidates: &[Candidate],
    content: &[f32],
    pairs: &[Candidate],
) -> Vec<Candidate> {
    let mut rivals = (vec![f32::MIN; rows.0], vec![f32::MIN; rows.1]);
    let chosen: BTreeSet<&Candidate> = pairs.iter().collect();
    let mut own: Vec<(Candidate, f32)> = Vec::new();
    for (candidate, content) in candidates.iter().zip(content) {
        if chosen.contains(candidate) {
            own.push((*candidate, *content));
        } else {
            let (left, right) = (&mut rivals.0[candidate.0 as usize], &mut rivals.1[candidate.1 as usize]);
            (*left, *right) = (left.max(*content), right.max(*content));
        }
    }
    let clear = |((entry, row), content): &(Candidate, f32)| {
        let rival = rivals.0[*entry as usize].max(rivals.1[*row as usize]);
        *content >= BEYOND_DOUBT && *content >= rival + CLEAR
    };
    own.into_iter().filter(clear).map(|(pair, _)| pair).collect()
}

/// What any pair must overcome: most pairs of rows are none.
const UNLIKELY: f32 = 0.5;

/// What a pair that history knows weighs in the order of the rows.
const CERTAIN: f32 = 100.0;

/// Chooses among candidates by their likelihood and the order they leave. `certain` pairs are made in any case.
fn decide(rows: (usize, usize), candidates: &[Candidate], content: &[f32], certain: &[Candidate]) -> Vec<Candidate> {
    let mut links: Vec<(Candidate, f32)> = candidates.iter().copied().zip(content.iter().copied()).collect();
    let mut pairs = Vec::new();
    for _ in 0..2 {
        links.extend(certain.iter().map(|pair| (*pair, CERTAIN)));
        let chain = order::chain(&links);
        let support = order::support(candidates, &chain, rows);
        let total: Vec<f32> =
            content.iter().zip(support).map(|(content, support)| content + support - UNLIKELY).collect();
        pairs = assign_candidates(rows, candidates, &total);
        let chosen = |(candidate, total): (&Candidate, f32)| {
            pairs.binary_search(candidate).is_ok().then_some((*candidate, total))
        };
        links = candidates.iter().zip(total).filter_map(chosen).collect();
    }
    pairs.extend(certain);
    pairs
}
