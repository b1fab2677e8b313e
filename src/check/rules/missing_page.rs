//! A page that one of the locales lacks.

use std::collections::BTreeMap;

use crate::check::{Check, Context, Draft, Notes, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{LocaleId, Page};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-page",
    severity: Severity::Warning,
    page: include_str!("missing_page.md"),
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, notes: &mut Notes) {
    for (id, versions) in &context.corpus.pages {
        let Some(reference) = reference(context, versions) else { continue };
        // What one of several peers has alone is `orphan-page`.
        if context.corpus.source_locale.is_none() && versions.len() == 1 && context.corpus.locales.len() > 2 {
            continue;
        }
        let is_there = |locale: &LocaleId| {
            let unreadable = |page: &Page| context.corpus.unreadable.contains(&(locale.clone(), page.below.clone()));
            versions.contains_key(locale) || versions.values().any(unreadable)
        };
        for locale in context.corpus.locales.iter().filter(|locale| !is_there(locale)) {
            let message = format!("`{locale}` has no translation of `{}`", reference.path);
            let span = reference
                .headings
                .first()
                .map_or_else(|| Span::new(&reference.path, 0..0), |heading| heading.span.clone());
            let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message)
                .help(format!("translate the page; until then readers of `{locale}` see it in another language"));
            notes.push(Draft::of_page(diagnostic, id, locale, ""));
        }
    }
}

/// The version that shows that a page should be there: the source's, or where there is no source any.
fn reference<'p>(context: &Context<'_>, versions: &'p BTreeMap<LocaleId, Page>) -> Option<&'p Page> {
    match &context.corpus.source_locale {
        Some(source) => versions.get(source),
        None => {
            let preferred = context.corpus.reference_locale().and_then(|locale| versions.get(locale));
            preferred.or_else(|| versions.values().next())
        }
    }
}
