//! An image that is not there.

use crate::check::{Check, Context, Draft, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Destination, LinkKind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-image",
    severity: Severity::Warning,
    page: include_str!("missing_image.md"),
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    for page in context.corpus.all_pages() {
        for image in page.links.iter().filter(|link| link.kind == LinkKind::Image) {
            if context.corpus.resolve(page, image) != Destination::Missing {
                continue;
            }
            let message = format!("the image `{}` is not there: readers see its text instead", image.target);
            let diagnostic = Diagnostic::new(RULE.id, RULE.severity, image.span.clone(), message)
                .help("add the file, here or in a locale that this one falls back to, or remove the image");
            drafts.push(Draft::of_page(diagnostic, &page.id, &page.locale, &image.target));
        }
    }
}
