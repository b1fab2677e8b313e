//! A heading, or the text under one, that one of the locales lacks.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::freshness::{BlockFreshness, Freshness, Scope};

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-section",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("missing_section.md"),
    reach: Reach::Page,
    check: Check::Block(check),
};

fn check(_: &Context<'_>, block: &BlockFreshness, collector: &mut Collector) {
    if block.freshness != Freshness::Missing {
        return;
    }
    let (message, what, help) = match block.scope {
        Scope::Section => (
            Message::new("the section `{expected}` of `{reference}` is missing").with("expected", &block.text),
            "the section",
            "translate the section, or remove it everywhere if it is obsolete",
        ),
        Scope::Body => (
            Message::new("nothing stands under this heading; `{reference}` has text here"),
            "the section",
            "translate the text, or remove it everywhere if it is obsolete",
        ),
        Scope::OpeningText => (
            Message::new("the opening text of `{reference}` is missing under the title"),
            "the text",
            "translate it, or remove it everywhere if it is obsolete",
        ),
        Scope::Block(_) => return,
    };
    let message = message.with("reference", &block.reference);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, block.span.clone(), message).help(help);
    if let Some(there) = &block.reference_span {
        diagnostic = diagnostic.related(there.clone(), format!("{what} in `{}`", block.reference));
    }
    collector.push(PendingFinding::of_page(diagnostic, &block.page, &block.locale, block.identity.as_str()));
}
