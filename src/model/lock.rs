//! The names under which rows are published, and how to find each row again when its words change.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::{AcceptedPage, CommitId, EntryId, LocaleId, PageId};

/// Where a site keeps its lock: beside its configuration.
pub const LOCK_FILE: &str = "hexapla.lock";

/// How many renamings of a name are followed.
// A lock that we wrote leads to the last name in one step; one that was merged or edited by hand may lead in a circle.
pub const MOST_RENAMINGS: usize = 100;

/// What was published under which name.
///
/// No name is in two of its parts, and whoever follows a renamed one gets to an entry or a removed name in no more than
/// [`MOST_RENAMINGS`] steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lock {
    /// The rows, page by page, in the order in which they were there.
    pub entries: Vec<LockedEntry>,
    /// Names that gave way to others.
    pub renamed: BTreeMap<EntryId, EntryId>,
    /// Names of rows that are gone, with the page that they were on.
    pub removed: BTreeMap<EntryId, PageId>,
    /// The accepted blocks of prose of each page that has a source and a translation.
    pub pages: BTreeMap<PageId, AcceptedPage>,
}

/// A row that has a name.
#[derive(Clone, Debug, PartialEq)]
pub struct LockedEntry {
    /// Its name.
    pub id: EntryId,
    /// How to find it again.
    pub fingerprint: Fingerprint,
    /// For a locale what its row was last accepted as a translation of.
    pub accepted: BTreeMap<LocaleId, Acceptance>,
}

/// A translation of a row that somebody reviewed and accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The row of the source that it was compared with.
    pub source: RowDigest,
    /// The translation itself. Once that was edited, the acceptance no longer holds.
    pub own: RowDigest,
    /// The commit of the source at which it was seen, where the source was as committed.
    pub seen: Option<CommitId>,
}

/// What a row is recognized by when some of its words change.
#[derive(Clone, Debug, PartialEq)]
pub struct Fingerprint {
    /// The page it is on.
    pub page: PageId,
    /// The name that its words give it, before it is made unique.
    pub name: String,
    /// Its cells in each locale that has it.
    pub rows: BTreeMap<LocaleId, RowDigest>,
}

/// The digests of a row's cells, the cell that names the row first. Equal texts have equal digests; of two texts that
/// differ, one pair in four billion has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowDigest(Vec<CellDigest>);

/// The digest of a cell; `None` where it is empty.
pub type CellDigest = Option<u32>;

/// A text that is no row digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDigest;

impl fmt::Display for InvalidDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a row: eight hexadecimal digits for each cell, or `-` for an empty one")
    }
}

impl std::error::Error for InvalidDigest {}

impl Lock {
    /// Every name that is taken, those that only lead elsewhere included.
    pub fn names(&self) -> impl Iterator<Item = &EntryId> {
        let entries = self.entries.iter().map(|entry| &entry.id);
        entries.chain(self.renamed.keys()).chain(self.removed.keys())
    }

    /// The present name of `id`: its own, or the one at the end of its renamings.
    pub fn current<'l>(&'l self, id: &'l EntryId) -> &'l EntryId {
        let chain = std::iter::successors(Some(id), |id| self.renamed.get(*id));
        chain.take(MOST_RENAMINGS + 1).last().unwrap_or(id)
    }
}

impl RowDigest {
    /// The digest of a row with these cells.
    pub fn of<'t>(cells: impl IntoIterator<Item = &'t str>) -> RowDigest {
        let digest = |text: &str| {
            let hash = blake3::hash(text.as_bytes());
            let [a, b, c, d, ..] = *hash.as_bytes();
            (!text.is_empty()).then_some(u32::from_be_bytes([a, b, c, d]))
        };
        RowDigest(cells.into_iter().map(digest).collect())
    }

    /// The digest of the cell that names the row.
    pub fn key(&self) -> CellDigest {
        self.0.first().copied().flatten()
    }

    /// The digests of the cells that are not empty.
    pub fn filled(&self) -> impl Iterator<Item = u32> {
        self.0.iter().copied().flatten()
    }
}

impl fmt::Display for RowDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, cell) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { " " };
            match cell {
                Some(digest) => write!(f, "{separator}{digest:08x}")?,
                None => write!(f, "{separator}-")?,
            }
        }
        Ok(())
    }
}

impl FromStr for RowDigest {
    type Err = InvalidDigest;

    fn from_str(text: &str) -> Result<RowDigest, InvalidDigest> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let cell = |word: &str| match word {
            "-" => Ok(None),
            word if word.len() == 8 && word.bytes().all(is_digit) => {
                u32::from_str_radix(word, 16).map(Some).map_err(|_| InvalidDigest)
            }
            _ => Err(InvalidDigest),
        };
        text.split(' ').map(cell).collect::<Result<_, _>>().map(RowDigest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_as_it_is_written() {
        let digest = RowDigest::of(["Fout 401", "", "金鑰已被撤銷。"]);
        assert_eq!(digest.to_string().parse(), Ok(digest.clone()));
        assert_eq!(digest.filled().count(), 2);
        for wrong in ["", "1234567", "123456789", "XXXXXXXX", "1234567A", "- ", "+1234567"] {
            assert_eq!(wrong.parse::<RowDigest>(), Err(InvalidDigest), "{wrong}");
        }
    }

    #[test]
    fn a_name_that_changed_twice_leads_to_the_last_one() {
        let id = EntryId::new;
        let renamed = BTreeMap::from([(id("a"), id("b")), (id("b"), id("c"))]);
        let lock = Lock { renamed, ..Lock::default() };
        assert_eq!(lock.current(&id("a")), &id("c"));
        assert_eq!(lock.current(&id("x")), &id("x"));
    }
}
