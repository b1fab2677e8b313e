//! Whom to suspect first where two locales contradict each other and nothing shows who is right.

use std::collections::BTreeSet;

use crate::align::EntryId;
use crate::model::LocaleId;

/// Rows that a change touched, by locale and entry. Empty where a state is checked and not a change.
#[derive(Clone, Debug, Default)]
pub struct Suspects {
    /// The rows.
    pub rows: BTreeSet<(LocaleId, EntryId)>,
}
