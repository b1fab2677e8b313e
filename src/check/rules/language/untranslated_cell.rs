//! A text that was left in another language.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::facts::{Convention, Limit};
use crate::freshness::{Translation, translations};
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "untranslated-cell",
    group: RuleGroup::Language,
    severity: Severity::Warning,
    page: include_str!("untranslated_cell.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

/// What a locale leaves as it is more often than this in a column is its policy where no source shows what is to be
/// translated: one cell for each two that are translated, the first not counted. Chosen.
const PEERS: Limit = Limit { least: 1, share: 0.5, first: 1 };

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let left = context.given.left;
    // Decided in `freshness`, so that the figures of `status` and this rule cannot disagree.
    for (index, translation) in translations(context, unit) {
        let own = &unit.texts[index];
        // A page that was not translated at all is one finding of another rule.
        if left.is_kept(own.locale, unit.role()) || left.page(unit.page, own.locale).is_some() {
            continue;
        }
        let convention = || Convention { rule: RULE.id, locale: own.locale.clone(), about: unit.column_key() };
        match (translation, unit.reference()) {
            (Translation::Untranslated(other), Some(_)) => collector.push(report(unit, own, other)),
            (Translation::Translated, Some(_)) => {}
            (Translation::Untranslated(other), None) => {
                collector.violates(convention(), PEERS, Some(report(unit, own, other)));
            }
            (Translation::Translated, None) => collector.follows(convention()),
        }
    }
}

fn report(unit: &Unit<'_>, own: &Text<'_>, other: &Text<'_>) -> PendingFinding {
    let message = Message::new("this text has the same words as `{reference}`: it is not translated")
        .with("reference", other.locale);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
        .help("translate it; code, names and payloads stay as they are");
    if let Some(there) = unit.shown(other) {
        diagnostic = diagnostic.related(there, format!("the same text in `{}`", other.locale));
    }
    PendingFinding::of_unit(diagnostic, unit, own, own.text)
}
