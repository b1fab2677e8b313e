//! Two cells that are in each other's place.

use std::collections::BTreeMap;

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::facts::{Bag, length};
use crate::model::LocaleId;
use crate::units::{Text, Unit, UnitKind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "swapped-cells",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("swapped_cells.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

/// The id of the rule.
pub const SWAPPED_CELLS: &str = RULE.id;

/// How much better two cells must fit when they change places, in the sum of both. A fit by words is 1 at most, so this
/// is a quarter of the way for each. Chosen.
const BETTER: f64 = 0.5;

/// How much lengths count beside words: little, since cells of one column are often equally long. Chosen.
const OF_LENGTH: f64 = 0.35;

/// A cell of a translation and the one that it should be a translation of.
struct Pair<'u, 'c> {
    unit: &'u Unit<'c>,
    own: &'u Text<'c>,
    given: &'u Text<'c>,
    bags: (Bag, Bag),
}

fn check(context: &Context<'_>, collector: &mut Collector) {
    let mut rows: BTreeMap<(usize, &LocaleId), Vec<Pair<'_, '_>>> = BTreeMap::new();
    let mut order: Vec<(usize, &LocaleId)> = Vec::new();
    let first = context.alignment.entries.as_ptr() as usize;
    for unit in &context.units.cells {
        let UnitKind::Cell { entry, .. } = unit.kind else { continue };
        let Some(given) = unit.reference().or(unit.texts.first()) else { continue };
        let place = (std::ptr::from_ref(entry) as usize - first) / std::mem::size_of_val(entry);
        for own in unit.texts.iter().filter(|text| text.locale != given.locale && !text.text.is_empty()) {
            let lexicons = &context.facts.lexicons;
            let bags = (lexicons.bag(given.text), lexicons.bag(own.text));
            let key = (place, own.locale);
            if !rows.contains_key(&key) {
                order.push(key);
            }
            rows.entry(key).or_default().push(Pair { unit, own, given, bags });
        }
    }
    for key in &order {
        within_row(context, &rows[key], collector);
        let next = (key.0 + 1, key.1);
        if let Some(next) = rows.get(&next) {
            across_rows(context, &rows[key], next, collector);
        }
    }
}

/// Cells of one row that are in each other's column.
fn within_row(context: &Context<'_>, row: &[Pair<'_, '_>], collector: &mut Collector) {
    for (at, one) in row.iter().enumerate() {
        for other in &row[at + 1..] {
            if is_swapped(context, one, other) {
                collector.push(report(one, other, "column"));
            }
        }
    }
}

/// Cells of one column that are in each other's row.
fn across_rows(context: &Context<'_>, row: &[Pair<'_, '_>], next: &[Pair<'_, '_>], collector: &mut Collector) {
    let column = |pair: &Pair<'_, '_>| match pair.unit.kind {
        UnitKind::Cell { column, entry, .. } => Some((entry.table, column)),
        UnitKind::Prose { .. } => None,
    };
    let swapped: Vec<(&Pair<'_, '_>, &Pair<'_, '_>)> = row
        .iter()
        .filter_map(|one| Some((one, next.iter().find(|other| column(other) == column(one))?)))
        .filter(|(one, other)| is_swapped(context, one, other))
        .collect();
    // Where most cells of two rows changed places, it is the rows that did.
    if 2 * swapped.len() <= row.len() {
        collector.extend(swapped.into_iter().map(|(one, other)| report(one, other, "row")));
    }
}

fn is_swapped(context: &Context<'_>, one: &Pair<'_, '_>, other: &Pair<'_, '_>) -> bool {
    let same_language = one.given.locale == other.given.locale;
    let different = one.given.text != other.given.text && one.own.text != other.own.text;
    if !same_language || !different || one.given.text == one.own.text || other.given.text == other.own.text {
        return false;
    }
    let whole = [(one, &one.bags), (other, &other.bags)];
    // Words that both cells have speak for neither place.
    fits_better_crossed(context, whole) && {
        let left = |one: &Pair<'_, '_>, other: &Pair<'_, '_>| {
            (without(&one.bags.0, &other.bags.0), without(&one.bags.1, &other.bags.1))
        };
        let (of_one, of_other) = (left(one, other), left(other, one));
        fits_better_crossed(context, [(one, &of_one), (other, &of_other)])
    }
}

/// Whether two pairs of cells fit better with their translations exchanged, by these words of each.
fn fits_better_crossed(context: &Context<'_>, [one, other]: [(&Pair<'_, '_>, &(Bag, Bag)); 2]) -> bool {
    let fit = |(given, left): (&Pair<'_, '_>, &(Bag, Bag)), (own, right): (&Pair<'_, '_>, &(Bag, Bag)), taught| {
        fit(context, (given, &left.0), (own, &right.1), taught)
    };
    // The two cells taught the lexicon as a pair only where they are now; that must not count for their place.
    let (Some(straight_one), Some(straight_other), Some(crossed_one), Some(crossed_other)) =
        (fit(one, one, true), fit(other, other, true), fit(one, other, false), fit(other, one, false))
    else {
        return false;
    };
    let (crossed, straight) = (crossed_one + crossed_other, straight_one + straight_other);
    crossed > straight + BETTER && crossed_one > straight_one && crossed_other > straight_other
}

/// The tokens of a bag that another lacks; both are sorted.
fn without(bag: &Bag, other: &Bag) -> Bag {
    bag.iter().filter(|token| other.binary_search(token).is_err()).copied().collect()
}

/// How well the own text of one pair fits what another was given, by those words of each that tell.
fn fit(
    context: &Context<'_>,
    (given, left): (&Pair<'_, '_>, &Bag),
    (own, right): (&Pair<'_, '_>, &Bag),
    taught: bool,
) -> Option<f64> {
    let words = context.facts.lexicons.fit(given.given, own.own, (left, right), taught)?;
    let off = match context.facts.lengths.expected(given.given, own.own.locale) {
        // At most 2, which is seven times too long or too short: beyond that length shows nothing more.
        Some(expected) => (length(own.own).max(1) as f64 / expected.usual).ln().abs().min(2.0),
        None => 0.0,
    };
    Some(words - OF_LENGTH * off)
}

fn report(one: &Pair<'_, '_>, other: &Pair<'_, '_>, place: &str) -> PendingFinding {
    let message = Message::new("this cell and another one stand in each other's {place}, compared with `{reference}`")
        .with("place", place)
        .with("reference", one.given.locale);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, one.own.span(), message)
        .help("put each of the two where the other one is")
        // The first related place: what else is said of either cell is looked for by both.
        .related(other.own.span(), "the other cell");
    if let Some(there) = one.unit.shown(one.given) {
        diagnostic = diagnostic.related(there, format!("what stands here in `{}`", one.given.locale));
    }
    PendingFinding::of_unit(diagnostic, one.unit, one.own, other.own.text)
}
