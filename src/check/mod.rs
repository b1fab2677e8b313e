//! The rules, and what they found.
//!
//! **Comes in:** [`Corpus`](crate::model::Corpus) and [`Alignment`](crate::align::Alignment).
//! **Goes out:** findings, sorted. **Never happens here:** printing, I/O, exit codes.

use crate::align::EntryId;
use crate::diagnostic::Diagnostic;
use crate::model::{LocaleId, PageId};

/// A diagnostic with its place in the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong, where, and what to do.
    pub diagnostic: Diagnostic,
    /// The locale of the file, where it has one.
    pub locale: Option<LocaleId>,
    /// The page.
    pub page: Option<PageId>,
    /// The entry, where the finding is about a row.
    pub entry: Option<EntryId>,
    /// What makes this finding the same one when lines move: 32 hexadecimal digits made of rule, page,
    /// locale, entry and evidence.
    pub fingerprint: String,
}
