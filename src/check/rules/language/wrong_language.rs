//! A text in another language than its page.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::facts::{Convention, Limit};
use crate::freshness::{LanguageOfText, language_of};
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

/// What a locale has in another language more often than this in a column is its policy where no source shows what is
/// to be translated. Chosen: one text in five, the first not counted, is too much for an oversight.
const PEERS: Limit = Limit { least: 3, share: 0.25, first: 1 };

fn check(context: &Context<'_>, unit: &Unit<'_>, collector: &mut Collector) {
    let left = context.given.left;
    for (index, own) in unit.texts.iter().enumerate() {
        let Some(profile) = context.profile(own.locale) else { continue };
        if left.is_kept(own.locale, unit.role()) || left.page(unit.page, own.locale).is_some() {
            continue;
        }
        // Decided in `freshness`, so that the figures of `status` and this rule cannot disagree.
        let Some(language) = language_of(context, unit, index) else { continue };
        let convention = || Convention { rule: RULE.id, locale: own.locale.clone(), about: unit.column_key() };
        match language {
            LanguageOfText::Other(language) => {
                let pending = report(unit, own, profile, &language);
                match unit.reference() {
                    Some(_) => collector.push(pending),
                    None => collector.violates(convention(), PEERS, Some(pending)),
                }
            }
            LanguageOfText::Own if unit.reference().is_none() => collector.follows(convention()),
            LanguageOfText::Own => {}
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
