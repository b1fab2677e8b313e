//! A page that was left in the source's language, or empty.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "untranslated-page",
    group: RuleGroup::Language,
    severity: Severity::Warning,
    page: include_str!("untranslated_page.md"),
    reach: Reach::Page,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    for ((id, locale), left) in &context.given.left.pages {
        let Some(page) = context.corpus.page(id, locale) else { continue };
        let message = match left.left {
            0 => Message::new("this page has no text, and `{reference}` has one: it is not translated"),
            some => {
                Message::new("{left} of {all} texts have the same words as `{reference}`: this page is not translated")
                    .count("left", some)
                    .count("all", left.all)
            }
        };
        let message = message.with("reference", &left.words_of);
        let title = |page: &crate::model::Page| {
            page.headings.first().map_or_else(|| Span::new(&page.path, 0..0), |heading| heading.span.clone())
        };
        let mut diagnostic = Diagnostic::new(RULE.id, RULE.severity, title(page), message)
            .help("translate it, or remove it: readers then get the page of the other language as well");
        if let Some(other) = context.corpus.page(id, &left.words_of) {
            diagnostic = diagnostic.related(title(other), format!("the same page in `{}`", left.words_of));
        }
        collector.push(PendingFinding::of_page(diagnostic, id, locale, ""));
    }
}
