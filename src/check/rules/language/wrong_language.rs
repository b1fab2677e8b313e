//! A text in another language than its page.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::facts::Convention;
use crate::freshness::{LanguageOfText, OTHER_LANGUAGE_POLICY, language_of};
use crate::model::LocaleProfile;
use crate::units::{Text, Unit};

/// The rule.
pub const RULE: Rule = Rule {
    id: "wrong-language",
    group: RuleGroup::Language,
    severity: Severity::Warning,
    page: include_str!("wrong_language.md"),
    reach: Reach::Page,
    check: Check::Unit(check),
};

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    for (index, own) in unit.texts.iter().enumerate() {
        let Some(profile) = context.profile(own.locale) else { continue };
        // Decided in `freshness`, so that the figures of `status` and this rule cannot disagree.
        let Some(language) = language_of(context, unit, index) else { continue };
        let convention = Convention { rule: RULE.id, locale: own.locale.clone(), about: unit.column_key() };
        match language {
            LanguageOfText::Other(language) => {
                let pending = report(unit, own, profile, &language);
                collector.violates(convention, OTHER_LANGUAGE_POLICY, Some(pending));
            }
            LanguageOfText::Own => collector.follows(convention),
        }
    }
}

fn report(unit: &Unit<'_>, own: &Text<'_>, profile: &LocaleProfile, language: &str) -> PendingFinding {
    let message = match language {
        "another script" => Message::new("this text is in another script than {expected}"),
        language => Message::new("this text seems to be in {found}, not in {expected}").with("found", language),
    };
    let message = message.with("expected", &profile.autonym);
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, own.span(), message)
        .help("translate it, or mark it as code if it is to stay as it is");
    PendingFinding::of_unit(diagnostic, unit, own, own.text)
}
