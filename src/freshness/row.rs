//! How current one translated row is.

use std::collections::BTreeMap;

use super::inputs::Inputs;
use super::seen_rows::is_of;
use super::{Freshness, WordChange};
use crate::align::{Entry, row_digest};
use crate::history::{Before, Changes, Original, by_header, texts};
use crate::model::{Acceptance, LocaleId, RowDigest};
use crate::units::AlignedCorpus;

/// How current a row is that the locale has, and that is not the source's own.
///
/// What a person accepted goes first, since a person has looked at this very row. Then comes what a change that is judged
/// left behind in it, whatever its words are; then that it was never translated; then the base revision of its page. The
/// first that is known is the answer.
pub(super) fn row_freshness(inputs: &Inputs<'_>, index: usize, entry: &Entry, locale: &LocaleId) -> Freshness {
    let site = &inputs.site;
    let original = site.originals.of(&entry.page, locale);
    if let Some((acceptance, source)) = acceptance(inputs, entry, locale) {
        // The source may have again what the translation was made from.
        let since = original.and_then(|original| since_translated(site, original, entry, locale));
        let is_fresh = acceptance.source == source || since.is_some_and(|changes| changes.is_empty());
        return match is_fresh {
            true => Freshness::Fresh,
            false => Freshness::Stale(since_accepted(inputs, acceptance, entry, locale).unwrap_or_default()),
        };
    }
    let behind = inputs.changes.and_then(|changes| left_behind(site, changes, entry, locale)).map(Freshness::Stale);
    if let Some(behind) = behind.clone().filter(|_| original.is_none()) {
        return behind;
    }
    if inputs.left.rows.contains(&(index, locale.clone())) {
        return Freshness::Untranslated;
    }
    if let Some(changes) = original.and_then(|original| since_translated(site, original, entry, locale)) {
        return match changes.is_empty() {
            false => Freshness::Stale(changes),
            // What was there before the history begins is not known.
            true if site.originals.is_uncertain(&entry.page, locale) => Freshness::Unknown,
            true => Freshness::Fresh,
        };
    }
    // A base revision that says nothing of this row.
    if let Some(behind) = behind {
        return behind;
    }
    let is_orphan = site.corpus.source_locale.as_ref().is_some_and(|source| !entry.rows.contains_key(source));
    match is_orphan {
        true => Freshness::Orphan,
        false if site.originals.is_current(&entry.page, locale) => Freshness::Fresh,
        false => Freshness::Unknown,
    }
}

/// What a row was last accepted against, as long as the translation is the one that was accepted, and what the source
/// is now.
fn acceptance<'c>(inputs: &Inputs<'c>, entry: &Entry, locale: &LocaleId) -> Option<(&'c Acceptance, RowDigest)> {
    let acceptance = inputs.locked.get(&entry.id)?.accepted.get(locale)?;
    let digest = |locale| row_digest(inputs.site.corpus, inputs.site.alignment, entry, locale);
    let own = digest(locale)?;
    let source = digest(inputs.site.corpus.source_locale.as_ref()?)?;
    // A translation that was changed since has not been accepted as it is now.
    (own == acceptance.own).then_some((acceptance, source))
}

/// The cells of the source that changed since a row was accepted; `None` where the old ones are known no more.
fn since_accepted(
    inputs: &Inputs<'_>,
    acceptance: &Acceptance,
    entry: &Entry,
    locale: &LocaleId,
) -> Option<Vec<WordChange>> {
    let site = &inputs.site;
    let source = site.corpus.source_locale.as_ref()?;
    let seen = acceptance.seen.as_ref();
    let seen = seen.and_then(|commit| inputs.seen.row(&entry.page, commit, &acceptance.source));
    let (old_header, old) = seen.or_else(|| {
        let original = site.originals.of(&entry.page, locale)?;
        let place = entry.rows.get(locale)?.place;
        let (table, row) = original.place((place.table, place.row))?;
        let table = original.page.tables.get(table)?;
        let cells = texts(&table.rows.get(row)?.cells);
        is_of(&acceptance.source, &cells).then(|| (texts(&table.header), cells))
    })?;
    let address = site.alignment.address(entry, source)?;
    let table = site.corpus.page(&entry.page, source)?.tables.get(address.table)?;
    let (new_header, new) = (texts(&table.header), texts(site.alignment.cells(site.corpus, &address)));
    let old = by_header((&old_header, &old), (&new_header, &new));
    Some(changed_cells(&old, &new))
}

/// The cells of the source that changed since a row was translated; `None` where that is not known, or the row is gone.
fn since_translated(
    site: &AlignedCorpus<'_>,
    original: &Original,
    entry: &Entry,
    locale: &LocaleId,
) -> Option<Vec<WordChange>> {
    let place = entry.rows.get(locale)?.place;
    let then = original.place((place.table, place.row))?;
    let old_table = original.page.tables.get(then.0)?;
    let old = texts(&old_table.rows.get(then.1)?.cells);
    let (table, row) = original.row_now(then)?;
    let new_table = site.originals.source_now(site.corpus, &entry.page)?.tables.get(table)?;
    let new = texts(&new_table.rows.get(row)?.cells);
    let old = by_header((&texts(&old_table.header), &old), (&texts(&new_table.header), &new));
    Some(changed_cells(&old, &new))
}

fn changed_cells(old: &[String], new: &[String]) -> Vec<WordChange> {
    let count = old.len().max(new.len());
    let text = |cells: &[String], at: usize| cells.get(at).cloned().unwrap_or_default();
    let pairs = (0..count).map(|at| WordChange { old: text(old, at), new: text(new, at) });
    pairs.filter(|WordChange { old, new }| old != new).collect()
}

/// The cells of the source that a change edited, where it left the translation as it was.
fn left_behind(
    site: &AlignedCorpus<'_>,
    changes: &Changes,
    entry: &Entry,
    locale: &LocaleId,
) -> Option<Vec<WordChange>> {
    let source = site.corpus.source_locale.as_ref()?;
    let rows = changes.entries.get(&entry.id).filter(|rows| !rows.contains_key(locale))?;
    edited_cells(site, entry, source, rows)
}

fn edited_cells(
    site: &AlignedCorpus<'_>,
    entry: &Entry,
    source: &LocaleId,
    rows: &BTreeMap<LocaleId, Before>,
) -> Option<Vec<WordChange>> {
    let before = rows.get(source)?.as_ref()?;
    let after = site.alignment.cells(site.corpus, &site.alignment.address(entry, source)?);
    let pairs = before.iter().zip(after).map(|(old, new)| WordChange { old: old.clone(), new: new.text.to_string() });
    let changed: Vec<WordChange> = pairs.filter(|WordChange { old, new }| old != new).collect();
    (!changed.is_empty()).then_some(changed)
}
