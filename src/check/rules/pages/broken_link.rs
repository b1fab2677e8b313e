//! A link to a page or file that is not there.

use crate::check::{Check, Collector, Context, PendingFinding, Reach, Rule, RuleGroup};
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::model::{Destination, LinkKind, percent_decode};

/// The rule.
pub const RULE: Rule = Rule {
    id: rule_ids::BROKEN_LINK,
    group: RuleGroup::Pages,
    severity: Severity::Error,
    page: include_str!("broken_link.md"),
    reach: Reach::Site,
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, collector: &mut Collector) {
    for page in context.corpus.all_pages() {
        for link in page.links.iter().filter(|link| link.kind == LinkKind::Link) {
            if context.corpus.resolve(page, link) != Destination::Missing {
                continue;
            }
            let path = link.target.split(['?', '#']).next().unwrap_or_default();
            let is_outside = context.corpus.outside.contains(&page.path.parent().join(&percent_decode(path.trim())));
            let (template, help) = match is_outside {
                true => (
                    "`{target}` is there, and no part of the site: readers of the site get no link",
                    "link to where it is on the web, or put it among the content",
                ),
                false => (
                    "nothing is at `{target}`",
                    "paths are relative to this file; name an existing page or file, or remove the link",
                ),
            };
            let message = Message::new(template).with("target", &link.target);
            let diagnostic = Diagnostic::new(RULE.id, RULE.severity, link.span.clone(), message).help(help);
            collector.push(PendingFinding::of_page(diagnostic, &page.id, &page.locale, &link.target));
        }
    }
}
