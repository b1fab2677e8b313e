//! A lock that no longer fits the rows whose names it keeps.

use crate::align::EntryId;
use crate::check::compare::shown_in;
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::LOCK_FILE;
use crate::text::{FilePath, Span};

/// The rule.
pub const RULE: Rule = Rule {
    id: "stale-lock",
    group: RuleGroup::Files,
    severity: Severity::Warning,
    page: include_str!("stale_lock.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

/// So many names of a kind are given; the others are counted. Chosen: a message is one line.
const MOST_NAMES: usize = 3;

/// A way in which rows do not fit the lock: the words for them, and the names of their number and of the first of them.
struct Kind {
    whole: &'static str,
    /// The words where there are more than are named.
    cut: &'static str,
    count: &'static str,
    first: &'static str,
}

const ADDED: Kind = Kind {
    whole: "{added} new ({first_added})",
    cut: "{added} new ({first_added}, …)",
    count: "added",
    first: "first_added",
};

const GONE: Kind = Kind {
    whole: "{gone} gone ({first_gone})",
    cut: "{gone} gone ({first_gone}, …)",
    count: "gone",
    first: "first_gone",
};

const CHANGED: Kind = Kind {
    whole: "{changed} changed almost beyond recognition ({first_changed})",
    cut: "{changed} changed almost beyond recognition ({first_changed}, …)",
    count: "changed",
    first: "first_changed",
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    let Some(fit) = &context.alignment.lock else { return };
    let entries = &context.alignment.entries;
    let names = |indexes: &[usize]| indexes.iter().map(|index| &entries[*index].id).collect::<Vec<_>>();
    let kinds: [(Kind, Vec<&EntryId>); 3] =
        [(ADDED, names(&fit.fresh)), (GONE, fit.lost.iter().collect()), (CHANGED, names(&fit.faded))];
    let said = kinds.iter().filter(|(_, names)| !names.is_empty()).map(|(kind, names)| counted(kind, names));
    let Some(said) = said.reduce(|said, more| said.then("; ").then(more)) else { return };
    let message = Message::from("the lock no longer fits the rows: ").then(said);
    let file = FilePath::new(LOCK_FILE);
    let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, Span::new(&file, 0..0), message)
        .help("run `hexapla lock`, and commit the file with your change");
    for index in fit.fresh.iter().chain(&fit.faded).take(MOST_NAMES) {
        let entry = &entries[*index];
        if let Some(span) = shown_in(context, entry).and_then(|locale| context.row_span(entry, locale)) {
            diagnostic = diagnostic.related(span, format!("`{}`", entry.id));
        }
    }
    let all: Vec<&str> = kinds.iter().flat_map(|(_, names)| names).map(|id| id.as_str()).collect();
    collector.push(PendingFinding::of_site(diagnostic, all.join("\n")));
}

/// `2 new (`a`, `b`)`.
fn counted(kind: &Kind, names: &[&EntryId]) -> Message {
    let template = if names.len() > MOST_NAMES { kind.cut } else { kind.whole };
    Message::new(template).count(kind.count, names.len()).texts(kind.first, names.iter().take(MOST_NAMES))
}
