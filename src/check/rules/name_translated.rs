//! A name that one of the locales translates, though the corpus shows that it keeps it.

use crate::align::Entry;
use crate::check::context::Place;
use crate::check::names::{contains_name, names_in, row_has_name, whole_name};
use crate::check::{Check, Context, Draft, Rule};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::model::Role;

/// The rule.
pub const RULE: Rule = Rule {
    id: "name-translated",
    severity: Severity::Error,
    page: include_str!("name_translated.md"),
    check: Check::Digest(check),
};

/// In text, a locale must have kept a name this often before a cell without it is reported.
const ENOUGH_CELLS: usize = 4;

fn check(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    for entry in context.alignment.entries.iter().filter(|entry| entry.rows.len() > 1) {
        let app = context.column(entry, Role::AppliesTo);
        for column in 0..context.table_of(entry).columns.len() {
            let places = context.places(entry, column);
            for own in &places {
                let found = if Some(column) == app {
                    in_app_cell(context, own, &places)
                } else {
                    in_text(context, own, &places)
                };
                drafts.extend(found.map(|(name, there)| report(entry, own, &name, there)));
            }
        }
    }
}

/// The name that another locale has in the app cell and this one translates: the rest of its own row has the name,
/// or its other rows keep it.
fn in_app_cell<'p>(context: &Context<'_>, own: &Place<'_>, places: &'p [Place<'p>]) -> Option<(String, &'p Place<'p>)> {
    if own.cell.text.is_empty() || is_other_name(context, own) {
        return None;
    }
    let others = places.iter().filter(|place| place.locale != own.locale);
    let named = others.filter_map(|place| Some((whole_name(&place.cell.text)?, place)));
    named.into_iter().find(|(name, _)| {
        let keeps = context.names.kept(name, own.locale).0 > 0;
        let elsewhere = row_has_name(own.row, own.cell, name);
        !contains_name(&own.cell.text, name) && (keeps || elsewhere)
    })
}

/// Whether a cell holds a name that this locale uses itself, so that it names another app and translates nothing.
fn is_other_name(context: &Context<'_>, own: &Place<'_>) -> bool {
    whole_name(&own.cell.text).is_some_and(|name| {
        let kept_by_others =
            context.corpus.locales.iter().any(|locale| locale != own.locale && context.names.kept(&name, locale).0 > 0);
        kept_by_others || context.names.spelled(&name) > 3
    })
}

/// A name that this locale keeps nearly everywhere, but not in this cell.
fn in_text<'p>(context: &Context<'_>, own: &Place<'_>, places: &'p [Place<'p>]) -> Option<(String, &'p Place<'p>)> {
    let is_latin = context.corpus.profile(own.locale).script == "Latn";
    if own.cell.text.is_empty() || is_latin {
        return None;
    }
    let others = places.iter().filter(|place| place.locale != own.locale);
    let named = others.flat_map(|place| names_in(place.cell).into_iter().map(move |name| (name, place)));
    named.into_iter().find(|(name, _)| {
        let (kept, not_kept) = context.names.kept(name, own.locale);
        let nearly_always = kept >= ENOUGH_CELLS && kept >= 9 * not_kept;
        nearly_always && context.names.is_app(name) && !contains_name(&own.cell.text, name)
    })
}

fn report(entry: &Entry, own: &Place<'_>, name: &str, there: &Place<'_>) -> Draft {
    let whole = whole_name(&there.cell.text).is_some();
    let message = if whole {
        format!("`{}` stands where the name `{name}` should", own.cell.text)
    } else {
        format!("the name `{name}` is not in this cell")
    };
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
        .help(format!("write `{name}`: `{}` does not translate this name elsewhere", own.locale))
        .related(there.span(), format!("`{}` has `{name}`", there.locale));
    if whole {
        diagnostic = diagnostic.fix(Applicability::Safe, own.span(), name);
    }
    Draft::of_entry(diagnostic, entry, own.locale, name)
}
