//! The values that freshness is made from.

use std::collections::BTreeMap;

use super::left::Left;
use super::seen_rows::SeenRows;
use crate::align::EntryId;
use crate::history::{ChangeDates, Changes, History};
use crate::model::LockedEntry;
use crate::units::AlignedCorpus;

/// Everything that decides how current a row or a page is.
#[derive(Clone, Copy)]
pub struct Inputs<'c> {
    /// The digests, and what corresponds to what.
    pub site: AlignedCorpus<'c>,
    /// What the lock holds of each row that has a name.
    pub locked: &'c BTreeMap<&'c EntryId, &'c LockedEntry>,
    /// The rows of the source that translations were accepted against, where it has edited them since.
    pub seen: &'c SeenRows,
    /// What was left in another language.
    pub left: &'c Left,
    /// The commits of the source, where translations name revisions.
    pub history: Option<&'c History>,
    /// When the file of each page was last changed, by its commits.
    pub dates: &'c ChangeDates,
    /// What a change touched, where a change is judged.
    pub changes: Option<&'c Changes>,
}
