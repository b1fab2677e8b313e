//! A page that names a revision of its source which cannot be read.

use std::collections::BTreeMap;

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::history::{RevisionProblem, UnresolvedRevision};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unknown-source-revision",
    group: RuleGroup::Staleness,
    severity: Severity::Warning,
    page: include_str!("unknown_source_revision.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

/// A revision that so many pages name in vain is reported once: then it is a shallow clone or a rewritten history.
/// Chosen.
const MANY: usize = 10;

fn check(context: &Context<'_>, collector: &mut Collector) {
    collector.extend(report_cut_history(context));
    let mut by_revision: BTreeMap<&str, Vec<&UnresolvedRevision>> = BTreeMap::new();
    for unresolved in context.given.unresolved {
        by_revision.entry(&unresolved.revision).or_default().push(unresolved);
    }
    for same_revision in by_revision.values() {
        let is_of_repository = matches!(same_revision[0].reason, RevisionProblem::Revision(_));
        if is_of_repository && same_revision.len() >= MANY {
            let others = Message::new(", and {others} other pages").count("others", same_revision.len() - 1);
            collector.extend(report(context, same_revision[0], others));
        } else {
            collector.extend(same_revision.iter().filter_map(|unresolved| report(context, unresolved, "".into())));
        }
    }
}

/// One finding for all translations that were made before the history begins.
fn report_cut_history(context: &Context<'_>) -> Option<PendingFinding> {
    let mut uncertain = context.originals.all_uncertain();
    let count = uncertain.len();
    let (page, locale) = uncertain.next()?;
    let page = context.corpus.page(page, locale)?;
    let template = "the Git history ends before {pages:translated page} got here, so what it was made from is not sure";
    let message = match count {
        1 => Message::new(template).count("pages", count),
        _ => Message::new(
            "the Git history ends before {pages:translated page} got here, so what they were made from is not sure",
        )
        .count("pages", count),
    };
    let help = "fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` for the checkout of a workflow";
    let diagnostic = Diagnostic::new(RULE.id, RULE.severity, Span::new(&page.path, 0..0), message).help(help);
    Some(PendingFinding::of_site(diagnostic, "cut history"))
}

fn report(context: &Context<'_>, unresolved: &UnresolvedRevision, others: Message) -> Option<PendingFinding> {
    let page = context.corpus.page(&unresolved.page, &unresolved.locale)?;
    let value = page.front_matter.entry(&unresolved.key);
    let span = value.map_or_else(|| Span::new(&page.path, 0..0), |value| value.span.clone());
    let (message, help) = match &unresolved.reason {
        // Why a revision cannot be read is a sentence of its own, for the command line as well.
        RevisionProblem::Revision(error) => (Message::new("{reason}").with("reason", error), error.help()),
        RevisionProblem::NoPage => (
            Message::new("the source has no such page at revision `{revision}`"),
            "correct the revision, or `history.locales` if its `path` is wrong".to_owned(),
        ),
        RevisionProblem::Unreadable(error) => (
            Message::new("the source cannot be read at revision `{revision}`: {reason}").with("reason", &error.reason),
            String::new(),
        ),
        RevisionProblem::NotText => (
            Message::new("the source is not UTF-8 at revision `{revision}`"),
            "name a revision in which it is".to_owned(),
        ),
    };
    let message = message.with("revision", &unresolved.revision).then(others);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message);
    if !help.is_empty() {
        diagnostic = diagnostic.help(help);
    }
    Some(PendingFinding::of_page(diagnostic, &unresolved.page, &unresolved.locale, &unresolved.revision))
}
