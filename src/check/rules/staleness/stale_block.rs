//! A translated block of prose that its source has changed under.

use crate::check::compare::{changed_words, is_cosmetic, noun};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::freshness::{BlockFreshness, Freshness, Scope};

/// The rule.
pub const RULE: Rule = Rule {
    id: "stale-block",
    group: RuleGroup::Staleness,
    severity: Severity::Warning,
    page: include_str!("stale_block.md"),
    reach: Reach::Page,
    check: Check::Block(check),
};

fn check(context: &Context<'_>, block: &BlockFreshness, collector: &mut Collector) {
    let (Scope::Block(kind), Freshness::Stale(changes)) = (block.scope, &block.freshness) else { return };
    let contractions = context.profile(&block.reference).map_or(&[][..], |profile| &profile.contractions);
    // Of a change whose old words are not known it is not known either whether it is small.
    let is_small = !changes.is_empty() && changes.iter().all(|change| is_cosmetic(contractions, kind, change));
    let (severity, help) = if is_small {
        (Severity::Info, "only spaces, capitals, punctuation, marks or contractions changed")
    } else {
        (RULE.severity, "translate the change")
    };
    let message = match &changes[..] {
        [_, ..] => {
            let (old, new) = changed_words(changes);
            Message::new("`{reference}` changed this {kind}, and `{locale}` did not: `{old}` became `{new}`")
                .with("reference", &block.reference)
                .with("kind", noun(kind))
                .with("locale", &block.locale)
                .with("old", old)
                .with("new", new)
        }
        [] => Message::new("`{reference}` changed this {kind} since the translation in `{locale}` was accepted")
            .with("reference", &block.reference)
            .with("kind", noun(kind))
            .with("locale", &block.locale),
    };
    let mut diagnostic = Diagnostic::new(RULE.id, severity, block.span.clone(), message).help(help);
    if let Some(there) = &block.reference_span {
        diagnostic = diagnostic.related(there.clone(), format!("the text in `{}` now", block.reference));
    }
    collector.push(PendingFinding::of_page(diagnostic, &block.page, &block.locale, block.identity.as_str()));
}
