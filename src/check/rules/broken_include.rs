//! An include of a file that is not there, lies outside the site, or includes itself.

use std::collections::BTreeSet;

use crate::check::{Check, Context, Draft, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Corpus, LinkKind};
use crate::text::FilePath;

/// The rule.
pub const RULE: Rule = Rule {
    id: "broken-include",
    severity: Severity::Error,
    page: include_str!("broken_include.md"),
    check: Check::Digest(check),
};

fn check(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    for page in context.corpus.all_pages() {
        for include in page.links.iter().filter(|link| link.kind == LinkKind::Include) {
            let file = page.included_file(include);
            let Some((message, help)) = problem(context.corpus, &file) else { continue };
            let diagnostic = Diagnostic::new(RULE.id, RULE.severity, include.span.clone(), message).help(help);
            drafts.push(Draft::of_page(diagnostic, &page.id, &page.locale, &include.target));
        }
    }
}

fn problem(corpus: &Corpus, file: &FilePath) -> Option<(String, &'static str)> {
    if file.leaves_root() {
        return Some((
            format!("the include of `{file}` leaves the site's folder"),
            "move the file into the site's folder",
        ));
    }
    if !corpus.includes.contains_key(file) {
        return Some((format!("there is no file `{file}` to include"), "paths of includes are relative to this file"));
    }
    let mut above = BTreeSet::new();
    includes_itself(corpus, file, &mut above)
        .then(|| (format!("`{file}` includes itself, directly or through others"), "break the circle of includes"))
}

/// Whether following the includes from `file` leads back to a file that is open already.
fn includes_itself(corpus: &Corpus, file: &FilePath, above: &mut BTreeSet<FilePath>) -> bool {
    if !above.insert(file.clone()) {
        return true;
    }
    let inner = corpus.includes.get(file).map(Vec::as_slice).unwrap_or_default();
    let found = inner.iter().any(|file| includes_itself(corpus, file, above));
    above.remove(file);
    found
}
