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

/// Whether the source has a row, else whether most of the locales with this table have it; where they are evenly
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

/// What happened to a row of the source since a translation was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Nothing that is known.
    Nothing,
    /// The source added it.
    Added,
    /// The source removed it.
    Removed,
}

/// Whether the source added a row after a translation was made.
pub fn added_since(context: &Context<'_>, entry: &Entry, locale: &LocaleId) -> Since {
    let added = context.originals.of(&entry.page, locale).is_some_and(|original| {
        let source = context.corpus.source_locale.as_ref().and_then(|source| entry.rows.get(source));
        source.is_some_and(|row| original.added.contains(&(row.place.table, row.place.row)))
    });
    if added { Since::Added } else { Since::Nothing }
}

/// Whether the source removed the row that a translation has.
pub fn removed_since(context: &Context<'_>, entry: &Entry, locale: &LocaleId) -> Since {
    let removed =
        context.originals.of(&entry.page, locale).zip(entry.rows.get(locale)).is_some_and(|(original, row)| {
            let made_from = original.place((row.place.table, row.place.row));
            // Where no row is mapped, the source of now is not known, and every row would look removed.
            let is_known = !original.row_mapping.is_empty();
            is_known && made_from.is_some_and(|place| original.row_now(place).is_none())
        });
    if removed { Since::Removed } else { Since::Nothing }
}
