//! Which rows of a table are one row in several locales.
//!
//! Locales join one after the other, the reference first, and each table of the corpus with them: what the rows paired
//! so far teach about two languages helps to pair the rest, in rounds, until nothing changes.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::AlignedColumn;
use super::assignment::assign_candidates;
use super::candidates;
use super::folding::Folded;
use super::lexicon::{Lexicon, Pair};
use super::likelihood::{Candidate, Scratch, Versions, likelihood, param};
use super::order;
use super::tables::Member;
use super::tokens::{RowFacts, Vocabulary};
use crate::model::{Cell, LocaleId};

/// A table in all its versions, with what must be known before its rows are aligned.
pub struct Group<'p> {
    pub members: Vec<Member<'p>>,
    pub columns: Vec<AlignedColumn>,
    pub folded: Folded,
}

/// How often what is learned from the pairs may be used to pair anew.
const MOST_ROUNDS: usize = 5;

/// The rows of each group: for each, its index in every version that has it. In the order of the first version; rows
/// that it lacks stand behind those that precede them in their own.
pub fn align(locales: &[&LocaleId], groups: &[Group<'_>]) -> Vec<Vec<BTreeMap<LocaleId, usize>>> {
    let mut vocabulary = Vocabulary::default();
    let mut tables: Vec<Joined> = groups.iter().map(|group| Joined::read(locales, group, &mut vocabulary)).collect();
    for joining in 0..locales.len() {
        join(&vocabulary, &mut tables, joining);
    }
    let named = |entry: Vec<Option<u32>>| {
        let rows = entry.into_iter().enumerate();
        rows.filter_map(|(locale, row)| Some((locales[locale].clone(), row? as usize))).collect()
    };
    tables.into_iter().map(|table| table.entries.into_iter().map(named).collect()).collect()
}

/// A table with the rows found so far.
struct Joined {
    /// The rows of each locale's version; none where it has no such table.
    versions: Vec<Vec<RowFacts>>,
    /// For each entry its row in each locale.
    entries: Vec<Vec<Option<u32>>>,
}

impl Joined {
    fn read(locales: &[&LocaleId], group: &Group<'_>, vocabulary: &mut Vocabulary) -> Joined {
        let of_locale = |(locale_index, locale): (usize, &&LocaleId)| {
            let _ = locale_index;
            let Some(index) = group.members.iter().position(|member| member.locale() == *locale) else {
                return Vec::new();
            };
            let member = &group.members[index];
            let cells = |row: usize| {
                let written = &member.table.rows[row];
                let cells: &[Cell] = group.folded.get(&(index, row)).unwrap_or(&written.cells);
                let own = |column: &AlignedColumn| cells.get(*column.members.get(member.locale())?);
                group.columns.iter().map(own).collect()
            };
            vocabulary.read_rows(member.table.rows.len(), cells)
        };
        Joined { versions: locales.iter().enumerate().map(of_locale).collect(), entries: Vec::new() }
    }

    /// The versions that a joining one can be compared with.
    fn earlier(&self, joining: usize) -> impl Iterator<Item = usize> + '_ {
        (0..joining).filter(|locale| !self.versions[*locale].is_empty())
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

/// Lets the versions of one locale join all tables.
fn join(vocabulary: &Vocabulary, tables: &mut [Joined], joining: usize) {
    let mut partners: Vec<Vec<Option<u32>>> =
        tables.iter().map(|table| vec![None; table.versions[joining].len()]).collect();
    for round in 0..MOST_ROUNDS {
        let lexicons: Vec<Lexicon> =
            (0..joining).into_par_iter().map(|earlier| learn(vocabulary, tables, &partners, earlier, joining)).collect();
        let again = |scratch: &mut Scratch, (table, partners): (&Joined, &Vec<Option<u32>>)| {
            pair(vocabulary, &lexicons, table, joining, partners, scratch)
        };
        let found: Vec<Vec<Option<u32>>> =
            tables.par_iter().zip(&partners).map_init(|| Scratch::new(vocabulary), again).collect();
        let settled = found == partners && round > 0;
        partners = found;
        if settled {
            break;
        }
    }
    for (table, partners) in tables.iter_mut().zip(&partners) {
        table.add(joining, partners);
    }
}

/// What the rows paired so far teach about two locales.
fn learn(
    vocabulary: &Vocabulary,
    tables: &[Joined],
    partners: &[Vec<Option<u32>>],
    earlier: usize,
    joining: usize,
) -> Lexicon {
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for (table, partners) in tables.iter().zip(partners) {
        for (row, partner) in partners.iter().enumerate() {
            let Some(left) = partner.and_then(|entry| table.entries[entry as usize][earlier]) else { continue };
            pairs.push((&table.versions[earlier][left as usize], &table.versions[joining][row]));
        }
    }
    if pairs.is_empty() { Lexicon::empty() } else { Lexicon::learn(vocabulary, &pairs) }
}

/// For each row of the joining version, the entry it is paired with.
fn pair(
    vocabulary: &Vocabulary,
    lexicons: &[Lexicon],
    table: &Joined,
    joining: usize,
    partners: &[Option<u32>],
    scratch: &mut Scratch,
) -> Vec<Option<u32>> {
    let right = &table.versions[joining];
    let rows = (table.entries.len(), right.len());
    if rows.0 == 0 || rows.1 == 0 {
        return vec![None; rows.1];
    }
    let candidates = candidates::propose(rows);
    let mut content = vec![0.0f32; candidates.len()];
    let mut count = vec![0u8; candidates.len()];
    for earlier in table.earlier(joining) {
        let of_entry: Vec<Option<u32>> = table.entries.iter().map(|entry| entry[earlier]).collect();
        let mut of_left: Vec<Option<u32>> = vec![None; table.versions[earlier].len()];
        let of_right: Vec<Option<u32>> =
            partners.iter().map(|partner| partner.and_then(|entry| of_entry[entry as usize])).collect();
        for (row, left) in of_right.iter().enumerate() {
            if let Some(left) = left {
                of_left[*left as usize] = Some(row as u32);
            }
        }
        let versions = Versions {
            vocabulary,
            lexicon: &lexicons[earlier],
            left: &table.versions[earlier],
            right,
            of_left: &of_left,
            of_right: &of_right,
        };
        let (slots, own): (Vec<usize>, Vec<Candidate>) = candidates
            .iter()
            .enumerate()
            .filter_map(|(slot, (entry, row))| Some((slot, (of_entry[*entry as usize]?, *row))))
            .unzip();
        for (slot, value) in slots.into_iter().zip(likelihood(&versions, &own, scratch)) {
            content[slot] += value;
            count[slot] += 1;
        }
    }
    content.iter_mut().zip(&count).for_each(|(content, count)| *content /= f32::from((*count).max(1)));
    decide(rows, &candidates, &content)
}

/// Chooses among candidates by their likelihood and the order they leave.
fn decide(rows: (usize, usize), candidates: &[Candidate], content: &[f32]) -> Vec<Option<u32>> {
    let mut weights: Vec<f32> = content.iter().map(|content| content + param("C0", 0.0)).collect();
    let mut pairs = Vec::new();
    for _ in 0..2 {
        let chain = order::chain(candidates, &weights);
        let support = order::support(candidates, &chain, rows);
        let total: Vec<f32> = content.iter().zip(support).map(|(content, support)| content + support + param("T", -0.5)).collect();
        pairs = assign_candidates(rows, candidates, &total);
        weights = candidates
            .iter()
            .zip(&total)
            .map(|(candidate, total)| if pairs.binary_search(candidate).is_ok() { *total } else { 0.0 })
            .collect();
    }
    let mut partners = vec![None; rows.1];
    for (entry, row) in pairs {
        partners[row as usize] = Some(entry);
    }
    partners
}
