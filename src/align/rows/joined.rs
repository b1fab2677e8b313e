//! A table in all its versions, with the rows found so far.

use std::collections::BTreeMap;

use super::Group;
use super::pairing::Pairing;
use crate::align::candidates::{self, Index};
use crate::align::tokens::{RowFacts, Vocabulary};
use crate::align::{AlignedColumn, EntryRow, Evidence, RowPlace};
use crate::model::{Cell, Known, LocaleId, Origin};

/// A table with the rows found so far.
pub struct Joined {
    /// The version of each locale; without rows where it has no such table.
    pub versions: Vec<Rows>,
    /// For each entry its row in each locale.
    pub entries: Vec<Vec<Option<u32>>>,
}

/// The rows of a table in one version.
#[derive(Default)]
pub struct Rows {
    pub places: Vec<RowPlace>,
    pub facts: Vec<RowFacts>,
    pub origins: Vec<Option<Origin>>,
    /// Why each row is in its entry.
    evidence: Vec<Evidence>,
    /// The index for candidates; `None` until a large table needs it.
    pub index: Option<Index>,
}

impl Rows {
    /// Indexes the rows, once.
    pub fn index(&mut self, vocabulary: &Vocabulary) {
        if self.index.is_none() {
            self.index = Some(Index::new(vocabulary, &self.facts));
        }
    }

    /// The rows of a group in one locale; none where it has no such table.
    pub fn of_locale(group: &Group<'_>, locale: &LocaleId, known: &Known, vocabulary: &mut Vocabulary) -> Rows {
        let index = group.versions.iter().position(|version| version.locale() == locale);
        index.map_or_else(Rows::default, |index| Rows::read(group, index, known, vocabulary))
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
        let evidence = vec![Evidence::First; places.len()];
        Rows { places, facts, origins, evidence, index: None }
    }
}

impl Joined {
    pub fn read(locales: &[&LocaleId], group: &Group<'_>, known: &Known, vocabulary: &mut Vocabulary) -> Joined {
        let of_locale = |locale: &&LocaleId| Rows::of_locale(group, locale, known, vocabulary);
        Joined { versions: locales.iter().map(of_locale).collect(), entries: Vec::new() }
    }

    /// The entries, each with its rows by locale.
    pub fn finish(self, locales: &[&LocaleId]) -> Vec<BTreeMap<LocaleId, EntryRow>> {
        let places = |entry: &Vec<Option<u32>>| {
            let rows = entry.iter().enumerate();
            let first = entry.iter().position(Option::is_some);
            let place = |(locale, row): (usize, &Option<u32>)| {
                let version: &Rows = &self.versions[locale];
                let row = (*row)? as usize;
                let evidence = if first == Some(locale) { Evidence::First } else { version.evidence[row] };
                Some((locales[locale].clone(), EntryRow { place: version.places[row], evidence }))
            };
            rows.filter_map(place).collect()
        };
        self.entries.iter().map(places).collect()
    }

    /// Whether there are too many pairs of rows to compare them all.
    pub fn is_large(&self, joining: usize) -> bool {
        self.entries.len() * self.versions[joining].facts.len() > candidates::FEW_PAIRS
    }

    /// Whether the table was large for any of its versions.
    pub fn was_large(&self) -> bool {
        (0..self.versions.len()).any(|locale| self.is_large(locale))
    }

    /// The source row of an entry, where history knows it.
    pub fn origin(&self, entry: usize) -> Option<Origin> {
        let rows = self.entries[entry].iter().enumerate();
        rows.filter_map(|(locale, row)| self.versions[locale].origins[(*row)? as usize]).next()
    }

    /// Takes the rows of one version out of their entries; what they were paired with is returned.
    pub fn take(&mut self, locale: usize) -> Pairing {
        let version = &self.versions[locale];
        let mut pairing = Pairing { evidence: version.evidence.clone(), ..Pairing::none(version.facts.len()) };
        let mut kept = 0;
        self.entries.retain_mut(|entry| {
            let row = entry[locale].take();
            let stays = entry.iter().any(Option::is_some);
            if let Some(row) = row.filter(|_| stays) {
                pairing.partners[row as usize] = Some(kept);
            }
            kept += u32::from(stays);
            stays
        });
        pairing
    }

    /// Adds the rows of one version.
    pub fn add(&mut self, joining: usize, pairing: Pairing) {
        self.versions[joining].evidence = pairing.evidence;
        let locales = self.versions.len();
        let alone = |row: usize| {
            let mut entry = vec![None; locales];
            entry[joining] = Some(row as u32);
            entry
        };
        // New entries by the entry that they follow: a row that others lack comes after its neighbour, not at the end.
        let mut behind: BTreeMap<usize, Vec<Vec<Option<u32>>>> = BTreeMap::new();
        let mut after = 0;
        for (row, partner) in pairing.partners.iter().enumerate() {
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
