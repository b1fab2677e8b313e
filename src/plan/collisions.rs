//! No two outputs in one place.

use std::collections::BTreeMap;

use super::{PlannedFile, PlannedPage, Route, Site};
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::text::{FilePath, Span};

/// Something that wants to be written.
#[derive(Clone)]
enum Output {
    Page(PlannedPage),
    File(PlannedFile),
}

impl Output {
    fn route(&self) -> &Route {
        match self {
            Output::Page(page) => &page.route,
            Output::File(file) => &file.route,
        }
    }

    /// The file of the content that asks for it; `None` for pages that we make ourselves.
    fn source(&self, site: &Site<'_>) -> Option<FilePath> {
        match self {
            Output::File(file) => Some(file.source.clone()),
            Output::Page(page) => Some(site.corpus.page(page.prose.as_ref()?, page.content_locale())?.path.clone()),
        }
    }

    /// The order in which outputs take their places; a higher rank gives way. A page of ours keeps its place (0), since
    /// every page links to it; then comes what the author wrote (1). Fallback pages, Markdown alternates and redirects
    /// come last (2): they only repeat, or lead to, what is elsewhere.
    fn rank(&self) -> u8 {
        match self {
            Output::Page(page) if page.is_fallback() || page.kind.gives_way => 2,
            Output::Page(page) if !page.kind.authored => 0,
            Output::Page(_) | Output::File(_) => 1,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Output::Page(page) => page.kind.name,
            Output::File(_) => "file",
        }
    }
}

/// The outputs with a place to themselves, sorted by route, and a diagnostic for each that has none.
///
/// A fallback for a missing page gives way without a report: the locale has a page there.
pub(super) fn resolve(
    site: &Site<'_>,
    pages: Vec<PlannedPage>,
    files: Vec<PlannedFile>,
) -> (Vec<PlannedPage>, Vec<PlannedFile>, Vec<Diagnostic>) {
    let mut outputs: Vec<Output> =
        pages.into_iter().map(Output::Page).chain(files.into_iter().map(Output::File)).collect();
    // The route and the source decide among equals, so that the same files always win.
    outputs.sort_by(|a, b| (a.rank(), a.route(), a.source(site)).cmp(&(b.rank(), b.route(), b.source(site))));
    let mut taken: BTreeMap<String, Output> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for output in outputs {
        match holder(&taken, &output) {
            None if output.rank() == 2 && is_in_the_way(&taken, &output.route().output_file()) => {}
            None => {
                taken.insert(output.route().output_file(), output);
            }
            Some(_) if output.rank() == 2 => {}
            Some(holder) => diagnostics.push(duplicate_url(site, holder, &output)),
        }
    }
    diagnostics.extend(files_in_the_way(site, &taken));
    let (pages, files) = separate(taken);
    (pages, files, diagnostics)
}

/// Whether a file at `path` would be where another output needs a folder, or in a folder that is a file.
fn is_in_the_way(taken: &BTreeMap<String, Output>, path: &str) -> bool {
    let inside = format!("{path}/");
    let has_inside = taken.range(inside.clone()..).next().is_some_and(|(other, _)| other.starts_with(&inside));
    has_inside || path.match_indices('/').any(|(at, _)| taken.contains_key(&path[..at]))
}

fn holder<'a>(taken: &'a BTreeMap<String, Output>, output: &Output) -> Option<&'a Output> {
    taken.get(&output.route().output_file())
}

/// Outputs where another one needs a folder: `media` next to `media/box.png`, or our `entries.json` next to a page of
/// that name; and files of the content in the place of the search index, which is no page.
fn files_in_the_way(site: &Site<'_>, taken: &BTreeMap<String, Output>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for locale in &site.corpus.locales {
        let index = Route::search_index(locale);
        diagnostics.extend(taken.get(index.as_str()).and_then(|output| takes_index(site, output)));
    }
    for (path, output) in taken {
        let inside = format!("{path}/");
        if let Some((_, other)) = taken.range(inside.clone()..).next().filter(|(other, _)| other.starts_with(&inside)) {
            diagnostics.push(duplicate_url(site, other, output));
        }
    }
    diagnostics
}

fn duplicate_url(site: &Site<'_>, holder: &Output, output: &Output) -> Diagnostic {
    let place = |path: &FilePath| Span::new(path, 0..0);
    let route = output.route();
    match (output.source(site), holder.source(site)) {
        (Some(claimant), Some(other)) => {
            let message = Message::new("`{path}` and `{other}` both claim the URL `{url}`")
                .with("path", &claimant)
                .with("other", &other)
                .with("url", route);
            Diagnostic::new(rule_ids::DUPLICATE_URL, Severity::Error, place(&claimant), message)
                .help("rename or remove one of them")
                .related(place(&other), "also claims it")
        }
        (Some(claimant), None) => {
            let message =
                Message::new("`{path}` claims the URL `{url}`, which is that of the site's own `{kind}` page")
                    .with("path", &claimant)
                    .with("url", route)
                    .with("kind", holder.kind());
            Diagnostic::new(rule_ids::DUPLICATE_URL, Severity::Error, place(&claimant), message).help("rename the file")
        }
        (None, other) => {
            let other = other.unwrap_or_else(|| FilePath::new(""));
            let message = Message::new("the URL `{url}` is claimed by two pages").with("url", route);
            Diagnostic::new(rule_ids::DUPLICATE_URL, Severity::Error, place(&other), message).help("rename the file")
        }
    }
}

fn takes_index(site: &Site<'_>, output: &Output) -> Option<Diagnostic> {
    let file = output.source(site)?;
    let message = Message::new("`{path}` claims the URL `{url}`, which is that of the site's own search index")
        .with("path", &file)
        .with("url", output.route());
    Some(
        Diagnostic::new(rule_ids::DUPLICATE_URL, Severity::Error, Span::new(&file, 0..0), message)
            .help("rename the file"),
    )
}

fn separate(taken: BTreeMap<String, Output>) -> (Vec<PlannedPage>, Vec<PlannedFile>) {
    let (mut pages, mut files) = (Vec::new(), Vec::new());
    for output in taken.into_values() {
        match output {
            Output::Page(page) => pages.push(page),
            Output::File(file) => files.push(file),
        }
    }
    pages.sort_by(|a, b| a.route.cmp(&b.route));
    files.sort_by(|a, b| a.route.cmp(&b.route));
    (pages, files)
}
