//! A text that was left in another language.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::facts::Convention;
use crate::freshness::{Translation, UNTRANSLATED_POLICY, translations};
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

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    // Decided in `freshness`, so that the figures of `status` and this rule cannot disagree.
    for (index, translation) in translations(context, unit) {
        let own = &unit.texts[index];
        let convention = Convention { rule: RULE.id, locale: own.locale.clone(), about: unit.column_key() };
        match translation {
            Translation::Untranslated(other) => {
                collector.violates(convention, UNTRANSLATED_POLICY, Some(report(unit, own, other)));
            }
            Translation::Translated => collector.follows(convention),
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
