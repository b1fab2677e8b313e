//! A page that names a revision of its source which cannot be read.

use std::collections::BTreeMap;

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::history::{PinError, UnresolvedPin};
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

/// A revision that so many pages name in vain is told once.
const MANY: usize = 10;

fn check(context: &Context<'_>, collector: &mut Collector) {
    let mut by_revision: BTreeMap<&str, Vec<&UnresolvedPin>> = BTreeMap::new();
    for pin in context.given.unresolved {
        by_revision.entry(&pin.revision).or_default().push(pin);
    }
    for pins in by_revision.values() {
        let is_of_repository = matches!(pins[0].reason, PinError::Revision(_));
        if is_of_repository && pins.len() >= MANY {
            let others = Message::new(", and {others} other pages").count("others", pins.len() - 1);
            collector.extend(report(context, pins[0], others));
        } else {
            collector.extend(pins.iter().filter_map(|pin| report(context, pin, "".into())));
        }
    }
}

fn report(context: &Context<'_>, pin: &UnresolvedPin, others: Message) -> Option<PendingFinding> {
    let page = context.corpus.page(&pin.page, &pin.locale)?;
    let value = page.front_matter.values.iter().find(|value| value.value.trim() == pin.revision);
    let span = value.map_or_else(|| Span::new(&page.path, 0..0), |value| value.span.clone());
    let (message, help) = match &pin.reason {
        // Why a revision cannot be read is a sentence of its own, for the command line as well.
        PinError::Revision(error) => (Message::new("{reason}").with("reason", error), error.help()),
        PinError::NoPage => (
            Message::new("the source has no such page at revision `{revision}`"),
            "correct the revision, or `history.locales` if its `path` is wrong".to_owned(),
        ),
        PinError::Unreadable(error) => (
            Message::new("the source cannot be read at revision `{revision}`: {reason}").with("reason", &error.reason),
            String::new(),
        ),
        PinError::NotText => (
            Message::new("the source is not UTF-8 at revision `{revision}`"),
            "name a revision in which it is".to_owned(),
        ),
    };
    let message = message.with("revision", &pin.revision).then(others);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message);
    if !help.is_empty() {
        diagnostic = diagnostic.help(help);
    }
    Some(PendingFinding::of_page(diagnostic, &pin.page, &pin.locale, &pin.revision))
}
