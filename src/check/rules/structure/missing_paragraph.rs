//! A paragraph, list item or code block that one of the locales lacks.

use crate::check::compare::{noun, start_of_text};
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::freshness::{BlockFreshness, Freshness, Scope};

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-paragraph",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("missing_paragraph.md"),
    reach: Reach::Page,
    check: Check::Block(check),
};

fn check(_: &Context<'_>, block: &BlockFreshness, collector: &mut Collector) {
    let (Scope::Block(kind), Freshness::Missing) = (block.scope, &block.freshness) else { return };
    let start = start_of_text(&block.text);
    let message = Message::new("the {kind} `{expected}` of `{reference}` is missing")
        .with("kind", noun(kind))
        .with("expected", &start)
        .with("reference", &block.reference);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, block.span.clone(), message)
        .help("translate it, or remove it everywhere if it is obsolete");
    if let Some(there) = &block.reference_span {
        diagnostic = diagnostic.related(there.clone(), format!("the text in `{}`", block.reference));
    }
    collector.push(PendingFinding::of_page(diagnostic, &block.page, &block.locale, start));
}
