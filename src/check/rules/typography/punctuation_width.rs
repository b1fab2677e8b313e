//! Punctuation of the wrong width or form for a language.

use crate::check::compare::prose_ranges;
use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::facts::Convention;
use crate::text::Span;
use crate::units::PageGroup;

/// The rule.
pub const RULE: Rule = Rule {
    id: "punctuation-width",
    group: RuleGroup::Typography,
    severity: Severity::Warning,
    page: include_str!("punctuation_width.md"),
    reach: Reach::Page,
    check: Check::Group(check),
};

fn check(context: &Context<'_>, group: &PageGroup, collector: &mut Collector) {
    for document in &group.documents {
        let profile = context.corpus.profile(&document.page.locale);
        if profile.punctuation.is_empty() {
            continue;
        }
        for stretch in prose_ranges(document) {
            let text = document.source.slice(stretch.clone());
            for (range, punctuation) in profile.misplaced_punctuation(text) {
                let place = stretch.start + range.start..stretch.start + range.end;
                let span = Span::new(&document.page.path, place);
                let message = Message::new("`{found}` ({code}) stands where {language} has `{expected}`")
                    .with("found", &punctuation.wrong)
                    .with("code", format_args!("U+{:04X}", code(&punctuation.wrong)))
                    .with("expected", &punctuation.right)
                    .with("language", &profile.autonym);
                let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span.clone(), message)
                    .help(format!("write `{}`", punctuation.right))
                    .fix(Applicability::Safe, span, &punctuation.right);
                let locale = &document.page.locale;
                let convention = Convention { rule: RULE.id, locale: locale.clone(), about: punctuation.wrong.clone() };
                let evidence = punctuation.wrong.as_str();
                collector
                    // Aggregated: such characters come from an input method or a converter, again and again.
                    .aggregates(convention, PendingFinding::of_page(diagnostic, &document.page.id, locale, evidence));
            }
        }
    }
}

fn code(text: &str) -> u32 {
    text.chars().next().map_or(0, u32::from)
}
