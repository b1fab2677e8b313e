//! Which rows are paired so far, and why.

use crate::align::Evidence;
use crate::align::likelihood::Candidate;

/// Which entry each row of a joining version is paired with, as far as it is known.
#[derive(Clone)]
pub struct Pairing {
    pub partners: Vec<Option<u32>>,
    /// Why each row is paired so.
    pub evidence: Vec<Evidence>,
    /// Pairs of a large table that are beyond doubt and are not compared again, sorted.
    pub decided: Vec<Candidate>,
}

impl Pairing {
    /// No row is paired yet.
    pub fn none(rows: usize) -> Pairing {
        Pairing { partners: vec![None; rows], evidence: vec![Evidence::First; rows], decided: Vec::new() }
    }

    pub fn add(&mut self, (entry, row): Candidate, evidence: Evidence) {
        self.partners[row as usize] = Some(entry);
        self.evidence[row as usize] = evidence;
    }
}
