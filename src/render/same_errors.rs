//! Errors that are described on several pages.

use std::collections::BTreeMap;

use crate::align::{Alignment, Entry};

/// What identifies an error in every language: its exceptions, statuses and codes.
type Identity<'a> = (&'a [String], &'a [u16], &'a [String]);

/// The entries of a site by what identifies their errors: of each page the first.
#[derive(Debug, Default)]
pub struct SameErrors<'a>(BTreeMap<Identity<'a>, Vec<&'a Entry>>);

impl<'a> SameErrors<'a> {
    /// The errors of all entries that get a page. Entries of one page are neighbours in the alignment.
    pub fn new(alignment: &'a Alignment) -> SameErrors<'a> {
        let mut errors: BTreeMap<Identity<'a>, Vec<&'a Entry>> = BTreeMap::new();
        for entry in alignment.entries.iter().filter(|entry| alignment.has_page(entry) && has_identity(entry)) {
            let same = errors.entry(identity(entry)).or_default();
            if same.last().is_none_or(|last| last.page != entry.page) {
                same.push(entry);
            }
        }
        SameErrors(errors)
    }

    /// The entries with the same error as `entry`, one for each page.
    pub fn of<'e>(&'e self, entry: &'e Entry) -> &'e [&'e Entry] {
        self.0.get(&identity(entry)).map_or(&[], Vec::as_slice)
    }
}

fn identity(entry: &Entry) -> Identity<'_> {
    (&entry.exceptions, &entry.status, &entry.codes)
}

/// A status alone does not identify an error: many unlike errors share a 400.
fn has_identity(entry: &Entry) -> bool {
    !entry.exceptions.is_empty() || !entry.codes.is_empty()
}
