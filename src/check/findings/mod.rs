//! What rules find, from the first suspicion to what is reported.

mod baseline;
mod collector;
mod fixes;
mod pending;
mod severities;

pub use baseline::{Baseline, InvalidLine};
pub use collector::{Collector, Rendering};
pub use fixes::{Fixed, fixes};
pub use pending::PendingFinding;
pub(in crate::check) use pending::number_equals;
pub use severities::{Override, RuleLevels, Severities};

use crate::align::EntryId;
use crate::diagnostic::Diagnostic;
use crate::model::{LocaleId, PageId};

/// A diagnostic with its place in the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong, where, and what to do.
    pub diagnostic: Diagnostic,
    /// The locale that is to be mended, where there is one.
    pub locale: Option<LocaleId>,
    /// The page.
    pub page: Option<PageId>,
    /// The entry, where the finding is about a row.
    pub entry: Option<EntryId>,
    /// What makes this finding the same one when lines move: 32 hexadecimal digits made of rule, page,
    /// locale, entry and evidence.
    pub fingerprint: String,
}
