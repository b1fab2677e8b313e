//! A locale that has no page at all.

use std::collections::BTreeMap;

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::LocaleId;
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-locale",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("missing_locale.md"),
    reach: Reach::Site,
    check: Check::Digest(check),
};

/// How it is known that a locale should have pages.
enum Wanted<'c> {
    /// The configuration names its folder, here.
    Configured(&'c Span),
    /// It had pages before the change that is judged.
    Removed,
    /// It has a folder, with something else in it.
    Folder,
}

fn check(context: &Context<'_>, collector: &mut Collector) {
    let Some(shown) = first_page(context) else { return };
    for (locale, wanted) in lacking(context) {
        let (message, span, help) = match wanted {
            Wanted::Configured(span) => (
                "the configuration names a folder for `{locale}`, which has no pages",
                span.clone(),
                "look at the folder that it names, or take the locale out of the configuration",
            ),
            Wanted::Removed => (
                "`{locale}` has no pages any more",
                shown.clone(),
                "put its pages back; if the language was given up, nothing is left to do",
            ),
            Wanted::Folder => {
                ("`{locale}` has no pages", shown.clone(), "translate a first page, or remove the folder of the locale")
            }
        };
        let message = Message::new(message).with("locale", locale);
        let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message).help(help);
        collector.push(PendingFinding::of_locale(diagnostic, locale));
    }
}

/// The locales without a page, each once.
fn lacking<'c>(context: &'c Context<'_>) -> BTreeMap<&'c LocaleId, Wanted<'c>> {
    let with_pages = context.corpus.locales_with_pages();
    let folders = context.corpus.locales.iter().filter(|locale| !with_pages.contains(locale));
    let removed = context.given.changes.iter().flat_map(|changes| &changes.removed_locales);
    let configured = context.corpus.absent_locales.iter().map(|(locale, span)| (locale, Wanted::Configured(span)));
    // What comes later says more about why.
    let known = folders.map(|locale| (locale, Wanted::Folder)).chain(removed.map(|locale| (locale, Wanted::Removed)));
    known.chain(configured).collect()
}

/// A page that is there, to point at: the first one in the language that others are compared with, if it has any.
fn first_page(context: &Context<'_>) -> Option<Span> {
    let reference = context.corpus.reference_locale();
    let of_reference = context.corpus.all_pages().find(|page| Some(&page.locale) == reference);
    let page = of_reference.or_else(|| context.corpus.all_pages().next())?;
    Some(Span::new(&page.path, 0..0))
}
