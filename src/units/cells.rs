//! The cells of the tables as units.

use super::aligned_corpus::AlignedCorpus;
use super::unit::{Text, Unit, UnitKind};
use crate::align::{AlignedColumn, AlignedTable, Entry};
use crate::model::{Cell, LocaleId};
use crate::parse::PassageKind;

/// The units of all tables: for each entry and column one, or one for each original where translations were made from
/// different ones.
pub fn cell_units<'c>(site: &AlignedCorpus<'c>) -> Vec<Unit<'c>> {
    let mut units = Vec::new();
    for entry in &site.alignment.entries {
        let table = &site.alignment.tables[entry.table];
        for column in 0..table.columns.len() {
            units.extend(of_cell(site, entry, column));
        }
    }
    units.extend(site.alignment.tables.iter().flat_map(|table| headers(site, table)));
    units
}

/// The cells of a table's header.
fn headers<'c>(site: &AlignedCorpus<'c>, table: &'c AlignedTable) -> Vec<Unit<'c>> {
    let text = |column: &AlignedColumn, locale: &'c LocaleId| {
        let page = site.corpus.page(&table.page, locale)?;
        let (header, own) = (&site.table(table, locale)?.header, *column.members.get(locale)?);
        let cell = header.get(own)?;
        // What names two columns in HTML is compared once.
        let before = own.checked_sub(1).and_then(|before| header.get(before));
        let is_repeated = !cell.text.is_empty() && before.is_some_and(|before| before.range == cell.range);
        (!is_repeated).then(|| Text::of_cell(locale, &page.path, cell, None))
    };
    let unit = |column: &AlignedColumn| {
        let locales = site.locales_reference_first();
        let texts: Vec<Text<'c>> = locales.filter_map(|locale| text(column, locale)).collect();
        let source = texts.iter().position(|text| site.is_source(text.locale));
        let kind = UnitKind::Prose { kind: PassageKind::Header };
        Unit { page: &table.page, kind, original: None, texts, source }
    };
    table.columns.iter().map(unit).flat_map(|unit| unit.comparable(site.has_source())).collect()
}

/// A translation of a cell with the cell of the source that it was made from, where that is known.
struct Made<'c> {
    text: Text<'c>,
    original: Option<Text<'c>>,
}

fn of_cell<'c>(site: &AlignedCorpus<'c>, entry: &'c Entry, column: usize) -> Vec<Unit<'c>> {
    let role = site.alignment.tables[entry.table].columns[column].role;
    let kind = UnitKind::Cell { entry, column, role };
    let source_locale = site.corpus.source_locale.as_ref();
    let source = source_locale.and_then(|locale| site.text(entry, locale, column));
    let mut now: Vec<Text<'c>> = source.into_iter().collect();
    let mut older: Vec<Made<'c>> = Vec::new();
    for locale in site.locales_reference_first().filter(|locale| Some(*locale) != source_locale) {
        let Some(text) = site.text(entry, locale, column).filter(|_| !is_repeated(site, entry, locale, column)) else {
            continue;
        };
        let original = original(site, entry, locale, column);
        // A translation whose original still has the words of the source now is compared with the source, and so with
        // its peers.
        match original.filter(|original| source.is_none_or(|source| source.text != original.text)) {
            Some(original) => older.push(Made { text, original: Some(original) }),
            None => now.push(text),
        }
    }
    let mut units = Vec::new();
    // A cell of the source that spans rows or columns was compared with all that is made of it, where it begins.
    let is_seen = now.len() == source.iter().len()
        && source_locale.is_some_and(|locale| is_repeated(site, entry, locale, column));
    if !now.is_empty() && !is_seen {
        let source = source.map(|_| 0);
        units
            .extend(Unit { page: &entry.page, kind, original: None, texts: now, source }.comparable(site.has_source()));
    }
    units.extend(by_original(older).into_iter().map(|(original, texts)| Unit {
        page: &entry.page,
        kind,
        original: Some(original),
        texts,
        source: None,
    }));
    units
}

/// Whether a cell of an entry spans rows or columns and begins elsewhere, where it is a text of its own: what is wrong
/// with it is wrong once.
fn is_repeated(site: &AlignedCorpus<'_>, entry: &Entry, locale: &LocaleId, column: usize) -> bool {
    let own = site.alignment.tables[entry.table].columns[column].members.get(locale);
    own.is_some_and(|own| site.row(entry, locale).is_some_and(|row| row.is_repeated(*own)))
}

/// Translations of one original together.
fn by_original(made: Vec<Made<'_>>) -> Vec<(Text<'_>, Vec<Text<'_>>)> {
    let mut groups: Vec<(Text<'_>, Vec<Text<'_>>)> = Vec::new();
    for Made { text, original } in made {
        let Some(original) = original else { continue };
        match groups.iter_mut().find(|(known, _)| known.text == original.text) {
            Some((_, texts)) => texts.push(text),
            None => groups.push((original, vec![text])),
        }
    }
    groups
}

/// The cell that a translation's was made from.
fn original<'c>(site: &AlignedCorpus<'c>, entry: &Entry, locale: &LocaleId, column: usize) -> Option<Text<'c>> {
    let original = site.originals.of(&entry.page, locale)?;
    let place = entry.rows.get(locale)?.place;
    let row = original.row((place.table, place.row)).filter(|row| row.ragged.is_none())?;
    let own = *site.alignment.tables[entry.table].columns[column].members.get(locale)?;
    let translated = &site.corpus.page(&entry.page, locale)?.tables[place.table];
    // Where the columns differ in number, nothing shows which became which.
    let cell: &Cell = row.cells.get(own).filter(|_| row.cells.len() == translated.header.len())?;
    Some(Text::of_cell(&original.page.locale, &original.page.path, cell, Some(row)))
}
