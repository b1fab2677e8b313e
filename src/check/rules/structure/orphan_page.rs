//! A page that only translations have, or only one of many locales.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::Page;
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "orphan-page",
    group: RuleGroup::Structure,
    severity: Severity::Warning,
    page: include_str!("orphan_page.md"),
    reach: Reach::Site,
    check: Check::Digest(check),
};

/// Whether a page is one of those that belong to a repository, as `README.md` and `CHANGELOG.md`: the source's stands at
/// its top, and not among the content.
fn is_of_repository(page: &Page) -> bool {
    let name = page.relative_path.rsplit_once('.').map_or(&*page.relative_path, |(name, _)| name);
    name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

fn check(context: &Context<'_>, collector: &mut Collector) {
    let source = context.corpus.source_locale.as_ref();
    for (id, versions) in &context.corpus.pages {
        let is_orphan = match source {
            Some(source) => !versions.contains_key(source),
            None => versions.len() == 1 && context.corpus.locales.len() > 2,
        };
        // A page that cannot be read is there, and reported as unreadable.
        let unread = source.is_some_and(|source| {
            versions
                .values()
                .any(|page| context.corpus.unreadable.contains(&(source.clone(), page.relative_path.clone())))
        });
        for page in versions.values().filter(|page| is_orphan && !unread && !is_of_repository(page)) {
            let message = match source {
                Some(source) => Message::new("`{reference}` has no such page: it was removed there or renamed")
                    .with("reference", source),
                None => Message::from("no other locale has this page"),
            };
            let span =
                page.headings.first().map_or_else(|| Span::new(&page.path, 0..0), |heading| heading.span.clone());
            let diagnostic = Diagnostic::new(RULE.id, RULE.severity, span, message)
                .help("rename the page as the source did, or remove it; a page of one language alone can say so with an ignore comment");
            collector.push(PendingFinding::of_page(diagnostic, id, &page.locale, ""));
        }
    }
}
