//! A commit by its id.

/// A commit that a name leads to. The order is that of time as far as the committers' clocks were right;
/// [`Revisions::oldest_first`](super::Revisions::oldest_first) knows better where they stood still.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision {
    /// When it was committed, in seconds since 1970.
    pub seconds: i64,
    /// Its id, in hexadecimal.
    pub commit: String,
}
