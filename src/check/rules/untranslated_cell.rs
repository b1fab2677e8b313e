//! A cell that was left in another language.

use std::collections::BTreeMap;

use crate::align::Entry;
use crate::check::context::Place;
use crate::check::{Check, Context, Draft, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Cell, LocaleId, PageId, Role};

/// The rule.
pub const RULE: Rule = Rule {
    id: "untranslated-cell",
    severity: Severity::Warning,
    page: include_str!("untranslated_cell.md"),
    check: Check::Digest(check),
};

/// A column in a locale: by its role across all tables, else by its own table.
type ColumnKey<'k> = (&'k LocaleId, Option<Role>, Option<(&'k PageId, usize, usize)>);

fn check(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    let mut counts: BTreeMap<ColumnKey<'_>, (usize, usize)> = BTreeMap::new();
    let mut candidates = Vec::new();
    for entry in context.alignment.entries.iter().filter(|entry| entry.rows.len() > 1) {
        for column in 0..context.table_of(entry).columns.len() {
            let places = context.places(entry, column);
            for own in places.iter().filter(|place| words(place.cell).len() > 1) {
                let key = key(context, entry, column, own.locale);
                let same = same_text(context, own, &places);
                let count = counts.entry(key).or_default();
                count.0 += 1;
                if let Some(other) = same {
                    count.1 += 1;
                    candidates.push((key, report(entry, own, other)));
                }
            }
        }
    }
    // What a locale does in most cells of a column is its policy, not a slip.
    let is_policy = |key: &ColumnKey<'_>| counts.get(key).is_some_and(|(all, same)| 2 * same >= *all && *same > 1);
    drafts.extend(candidates.into_iter().filter(|(key, _)| !is_policy(key)).map(|(_, draft)| draft));
}

fn key<'k>(context: &Context<'k>, entry: &'k Entry, column: usize, locale: &'k LocaleId) -> ColumnKey<'k> {
    let role = context.table_of(entry).columns[column].role;
    (locale, role, role.is_none().then_some((&entry.page, entry.table, column)))
}

/// Another locale with the very same text, that this one should have translated. The reference locale's own text
/// is taken for the original.
fn same_text<'p>(context: &Context<'_>, own: &Place<'_>, places: &'p [Place<'p>]) -> Option<&'p Place<'p>> {
    if Some(own.locale) == context.corpus.reference_locale() {
        return None;
    }
    let same = |place: &&Place<'_>| place.locale != own.locale && place.cell.text == own.cell.text;
    match &context.corpus.source_locale {
        Some(source) => places.iter().filter(same).find(|place| place.locale == source),
        None => places.iter().find(same),
    }
}

/// The words of a cell that a translator would translate: those outside of names, codes, payloads and links. None
/// where no word begins in lower case: then it may be a name.
fn words(cell: &Cell) -> Vec<&str> {
    let mut words = Vec::new();
    let mut at = 0;
    let ends = cell.signature.marks.iter().map(|mark| (mark.start as usize, mark.end as usize));
    for (start, end) in ends.chain([(cell.text.len(), cell.text.len())]) {
        words.extend(alphabetic(cell.text.get(at..start.max(at)).unwrap_or_default()));
        at = at.max(end);
    }
    if words.iter().any(|word| word.starts_with(char::is_lowercase)) { words } else { Vec::new() }
}

fn alphabetic(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_alphabetic()).filter(|word| word.chars().count() > 1)
}

fn report(entry: &Entry, own: &Place<'_>, other: &Place<'_>) -> Draft {
    let message = format!("this cell has the same words as `{}`: it is not translated", other.locale);
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
        .help("translate it; code, names and payloads stay as they are")
        .related(other.span(), format!("the same text in `{}`", other.locale));
    Draft::of_entry(diagnostic, entry, own.locale, &*own.cell.text)
}
