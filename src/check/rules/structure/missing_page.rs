//! A page that one of the locales lacks.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::freshness::{MissingPage, missing_pages};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-page",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("missing_page.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    // A locale that lacks every page is one finding of another rule.
    let with_pages = context.corpus.locales_with_pages();
    let missing = missing_pages(context).into_iter().filter(|missing| with_pages.contains(missing.locale));
    for MissingPage { page, locale, reference } in missing {
        let message = Message::new("`{locale}` has no translation of `{path}`")
            .with("locale", locale)
            .with("path", &reference.path);
        let title = reference.headings.first().map(|heading| heading.span.clone());
        let span = title.unwrap_or_else(|| Span::new(&reference.path, 0..0));
        let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message)
            .help(format!("translate the page; until then readers of `{locale}` see it in another language"));
        collector.push(PendingFinding::of_page(diagnostic, page, locale, ""));
    }
}
