//! What the rules about missing and surplus rows share: which locales should have a row.

use crate::align::{AlignedTable, Entry};
use crate::check::Context;
use crate::model::LocaleId;

/// Whether a row should be in every locale, or in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Those that lack it are wrong.
    Everywhere,
    /// Those that have it are wrong.
    Nowhere,
}

/// What the source says about a row, else what most of the locales with this table say; where they are evenly
/// divided the row is wanted, because more likely it was forgotten than invented.
pub fn wanted(context: &Context<'_>, table: &AlignedTable, entry: &Entry) -> Wanted {
    if let Some(source) = context.corpus.source_locale.as_ref().filter(|source| table.members.contains_key(*source)) {
        return if entry.rows.contains_key(source) { Wanted::Everywhere } else { Wanted::Nowhere };
    }
    if 2 * entry.rows.len() >= table.members.len() { Wanted::Everywhere } else { Wanted::Nowhere }
}

/// The locale whose version of a row stands for all: the source's or reference's, else the first that has it.
pub fn shown_in<'e>(context: &Context<'_>, entry: &'e Entry) -> Option<&'e LocaleId> {
    let reference = context.corpus.reference_locale();
    entry.rows.keys().find(|locale| Some(*locale) == reference).or_else(|| entry.rows.keys().next())
}
