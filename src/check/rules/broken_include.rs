//! An include of a file that is not there, lies outside the site, or includes itself.

use std::collections::BTreeSet;

use crate::check::{Check, Context, Draft, Notes, Rule};
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

fn check(context: &Context<'_>, notes: &mut Notes) {
    let circular = circular(context.corpus);
    for page in context.corpus.all_pages() {
        for include in page.links.iter().filter(|link| link.kind == LinkKind::Include) {
            let file = page.included_file(include);
            let Some((message, help)) = problem(context.corpus, &circular, &file) else { continue };
            let diagnostic = Diagnostic::new(RULE.id, RULE.severity, include.span.clone(), message).help(help);
            notes.push(Draft::of_page(diagnostic, &page.id, &page.locale, &include.target));
        }
    }
}

fn problem(corpus: &Corpus, circular: &BTreeSet<&FilePath>, file: &FilePath) -> Option<(String, &'static str)> {
    if file.leaves_root() {
        return Some((
            format!("the include of `{file}` leaves the site's folder"),
            "move the file into the site's folder",
        ));
    }
    if !corpus.includes.contains_key(file) {
        return Some((format!("there is no file `{file}` to include"), "paths of includes are relative to this file"));
    }
    circular
        .contains(file)
        .then(|| (format!("`{file}` includes itself, directly or through others"), "break the circle of includes"))
}

/// Included files from which following the includes leads to a circle.
fn circular(corpus: &Corpus) -> BTreeSet<&FilePath> {
    // Files whose includes all end somewhere are taken away until nothing more can be taken.
    let mut left: BTreeSet<&FilePath> = corpus.includes.keys().collect();
    loop {
        let ends = |file: &&&FilePath| corpus.includes[**file].iter().all(|inner| !left.contains(inner));
        let ending: Vec<&FilePath> = left.iter().filter(ends).copied().collect();
        if ending.is_empty() {
            return left;
        }
        left.retain(|file| !ending.contains(file));
    }
}
