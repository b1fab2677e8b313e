//! A heading with its text that the source has dropped.

use crate::check::compare::start_of_text;
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::freshness::{BlockFreshness, Freshness, Scope};

/// The rule.
pub const RULE: Rule = Rule {
    id: "extra-section",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("extra_section.md"),
    reach: Reach::Page,
    check: Check::Block(check),
};

fn check(_: &Context<'_>, block: &BlockFreshness, collector: &mut Collector) {
    let (Scope::Section, Freshness::Orphan) = (block.scope, &block.freshness) else { return };
    let message = Message::new("`{reference}` removed the section `{old}`")
        .with("reference", &block.reference)
        .with("old", start_of_text(&block.identity));
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, block.span.clone(), message)
        .help(format!("remove the section here as well, or put it back in `{}`", block.reference));
    collector.push(PendingFinding::of_page(diagnostic, &block.page, &block.locale, block.identity.as_str()));
}
