//! A link to a place that its page does not have.

use std::collections::BTreeSet;

use crate::check::{Check, Context, Draft, Notes, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Destination, Link, LinkKind, LocaleId, Page, PageId};

/// The rule.
pub const RULE: Rule = Rule {
    id: "broken-anchor",
    severity: Severity::Warning,
    page: include_str!("broken_anchor.md"),
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, notes: &mut Notes) {
    for (id, versions) in &context.corpus.pages {
        let mut told: BTreeSet<(PageId, String)> = BTreeSet::new();
        let in_order = context.locales_reference_first().filter_map(|locale| versions.get(locale));
        for page in in_order {
            for link in page.links.iter().filter(|link| link.kind == LinkKind::Link) {
                let Some((target, anchor)) = broken(context, page, link) else { continue };
                // What is broken in the source is broken everywhere, and mended there.
                if !told.insert((target.clone(), anchor.clone())) && context.corpus.source_locale.is_some() {
                    continue;
                }
                let message = format!("`{target}` has no place called `#{anchor}`");
                let diagnostic = Diagnostic::new(RULE.id, RULE.severity, link.span.clone(), message)
                    .help("name a heading or an anchor of that page; headings have the anchors of the source in every language");
                notes.push(Draft::of_page(diagnostic, id, &page.locale, &link.target));
            }
        }
    }
}

/// The page and the anchor that a link leads to, where that page has no such place.
fn broken(context: &Context<'_>, page: &Page, link: &Link) -> Option<(PageId, String)> {
    let (target, anchor) = match context.corpus.resolve(page, link) {
        Destination::Anchor(anchor) => (page.id.clone(), anchor),
        Destination::Page { page, anchor, .. } => (page, anchor),
        _ => return None,
    };
    let is_place = anchor.is_empty() || anchor == "top" || has_place(context, &target, &page.locale, &anchor);
    (!is_place).then_some((target, anchor))
}

/// Whether a page has a place of this name, in this locale or in any, since headings share their anchors.
fn has_place(context: &Context<'_>, id: &PageId, locale: &LocaleId, anchor: &str) -> bool {
    let folded = anchor.to_lowercase();
    let aligned = context.alignment.headings.get(id).into_iter().flatten();
    if aligned.into_iter().any(|heading| heading.anchor.to_lowercase() == folded) {
        return true;
    }
    let Some(versions) = context.corpus.pages.get(id) else { return true };
    let is_entry = || {
        context
            .alignment
            .tables_of(id)
            .iter()
            .any(|table| context.alignment.entries_of(table).iter().any(|entry| entry.id.as_str() == anchor))
    };
    let in_page = |page: &Page| {
        page.headings.iter().any(|heading| heading.id.to_lowercase() == folded)
            || page.anchors.iter().any(|name| name.to_lowercase() == folded)
    };
    // What stands in an included file may have anchors, too.
    let includes = |page: &Page| page.links.iter().any(|link| link.kind == LinkKind::Include);
    if versions.values().any(includes) {
        return true;
    }
    let own = versions.get(locale);
    own.is_some_and(in_page) || (own.is_none() && versions.values().any(in_page)) || is_entry()
}
