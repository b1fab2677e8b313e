//! Everything that a reader sees as units: one thing in all languages that were made from one original.
//!
//! **Comes in:** an [`AlignedCorpus`], and the documents of a page while its group is open. **Goes out:** [`Units`] of
//! cells and versions for the whole site, [`ProseUnit`]s for one page, and [`BlockPlaces`] for when it is closed again.
//! **Never happens here:** judging whether languages agree, I/O.

mod aligned_corpus;
mod block_places;
mod cells;
mod pairing;
mod prose;
mod unit;
mod versions;
mod visible;

pub use aligned_corpus::AlignedCorpus;
pub use block_places::{BlockPlaces, BlocksOfFile};
pub use prose::{AcceptedProse, PageGroup, Passages, ProseUnit, WordEvidence};
pub use unit::{Around, LONGEST_COMPARED, Text, Unit, UnitKind};
pub use versions::Versions;
pub use visible::visible;

use crate::model::PageId;

/// The units of a site that follow from the digests.
#[derive(Clone, Debug)]
pub struct Units<'c> {
    /// The cells of all tables, by what they were made from.
    pub cells: Vec<Unit<'c>>,
    /// The versions of all pages, in the order of the pages, by what they were made from.
    pub versions: Vec<Versions<'c>>,
}

impl<'c> Units<'c> {
    /// The units of this site.
    pub fn new(site: &AlignedCorpus<'c>) -> Units<'c> {
        Units { cells: cells::cell_units(site), versions: versions::versions(site) }
    }

    /// The versions of one page.
    pub fn versions_of(&self, id: &PageId) -> impl Iterator<Item = &Versions<'c>> {
        let start = self.versions.partition_point(|versions| versions.id < id);
        self.versions[start..].iter().take_while(move |versions| versions.id == id)
    }
}
