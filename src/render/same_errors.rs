//! Errors that are told on several pages.

use std::collections::BTreeMap;

use crate::align::{Alignment, Entry};

/// What an error is known by in every language: its exceptions, statuses and codes.
type Invariants<'a> = (&'a [String], &'a [u16], &'a [String]);

/// The entries of a site by what they are known by: of each page the first.
#[derive(Debug, Default)]
pub struct SameErrors<'a>(BTreeMap<Invariants<'a>, Vec<&'a Entry>>);

impl<'a> SameErrors<'a> {
    /// The errors of all entries that get a page. Entries stand together by page.
    pub fn new(alignment: &'a Alignment) -> SameErrors<'a> {
        let mut errors: BTreeMap<Invariants<'a>, Vec<&'a Entry>> = BTreeMap::new();
        for entry in alignment.entries.iter().filter(|entry| alignment.has_page(entry) && has_marks(entry)) {
            let same = errors.entry(invariants(entry)).or_default();
            if same.last().is_none_or(|last| last.page != entry.page) {
                same.push(entry);
            }
        }
        SameErrors(errors)
    }

    /// The entries that are known by the same as `entry`, one for each page.
    pub fn of<'e>(&'e self, entry: &'e Entry) -> &'e [&'e Entry] {
        self.0.get(&invariants(entry)).map_or(&[], Vec::as_slice)
    }
}

fn invariants(entry: &Entry) -> Invariants<'_> {
    (&entry.exceptions, &entry.status, &entry.codes)
}

/// A status alone says too little.
fn has_marks(entry: &Entry) -> bool {
    !entry.exceptions.is_empty() || !entry.codes.is_empty()
}
