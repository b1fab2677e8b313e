//! A page whose hash of its source is not that of the source it names.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "source-hash-mismatch",
    group: RuleGroup::Staleness,
    severity: Severity::Warning,
    page: include_str!("source_hash_mismatch.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    for (id, locale, original) in context.originals.all() {
        let (Some((said, is)), Some(page)) = (&original.wrong_hash, context.corpus.page(id, locale)) else { continue };
        // By its value, since the key of the hash is configured.
        let mut values = page.front_matter.values.iter().chain(&page.front_matter.nested);
        let value = values.find(|value| value.value.trim().eq_ignore_ascii_case(said));
        let span = value.map_or_else(|| Span::new(&page.path, 0..0), |value| value.span.clone());
        let message =
            Message::new("the hash of the source is `{expected}` at revision `{revision}`, and not `{found}`")
                .with("expected", is)
                .with("found", said)
                .with("revision", &original.name);
        let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message)
            .help("one of the two is of another revision: correct the revision or the hash");
        collector.push(PendingFinding::of_page(diagnostic, id, locale, said));
    }
}
