//! The files that pages include, and how much of them fits in.

use std::collections::{BTreeMap, BTreeSet};

use super::discover::Discovered;
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::model::{IncludedFile, Includes, Link, LinkKind, Page, included_file};
use crate::parse::{Place, parse};
use crate::read::{LARGEST_TEXT, World};
use crate::text::{FilePath, Source, Span};

/// What an include brings into a page, itself and all that it includes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cost {
    /// How many files.
    files: usize,
    /// How many bytes.
    bytes: usize,
    /// How many of the files are inside one another.
    depth: usize,
}

/// What one page may include, itself and through others: more than any that people wrote by far.
const MOST_OF_A_PAGE: Cost = Cost { files: 1_000, bytes: 1 << 20, depth: 8 };

/// How many bytes all pages together may include, whatever the site has.
// The bound of the whole is the sum of this and the next two, so it grows with the site. Without it, many small pages
// could each show one large file.
const FREE: usize = 8 << 20;

/// How many bytes more they may include for each page.
const FREE_FOR_A_PAGE: usize = 32 << 10;

/// How many times more they may include each file.
const USES: usize = 4;

/// The folders that the user opens to includes, given with their places in the configuration.
///
/// # Errors
/// Those that do not lie in the repository of the site.
pub fn snippets_inside(world: &dyn World, folders: &[(FilePath, Span)]) -> Result<Vec<FilePath>, Vec<Diagnostic>> {
    if folders.is_empty() {
        return Ok(Vec::new());
    }
    let top = world.top_of_work_tree().unwrap_or_default();
    let climbs = |path: &FilePath| path.as_str().split('/').take_while(|part| *part == "..").count();
    let outside = folders.iter().filter(|(folder, _)| climbs(folder) > climbs(&top)).map(|(folder, span)| {
        let message = Message::new("`{path}` is outside of the repository of the site").with("path", folder);
        let help = "snippets are published, so they are read from the repository alone: move the folder into it";
        Diagnostic::new(rule_ids::CONFIG_INVALID, Severity::Error, span.clone(), message).help(help)
    });
    let outside: Vec<Diagnostic> = outside.collect();
    if outside.is_empty() { Ok(folders.iter().map(|(folder, _)| folder.clone()).collect()) } else { Err(outside) }
}

/// Every file that pages include, directly or through others, and what comes with it; and where that is too much, or
/// holds merge conflicts.
pub fn find(
    world: &dyn World,
    discovered: &Discovered,
    snippets: Vec<FilePath>,
    pages: &[Page],
) -> (Includes, Vec<Diagnostic>) {
    let folders = discovered.folders.clone();
    let mut includes = Includes { folders, snippets, ..Includes::default() };
    let read = read_all(world, &includes, pages);
    let costs = costs(&read);
    for (path, file) in &read {
        let found = match (&file.unreadable, costs.get(path)) {
            (Some(reason), _) => IncludedFile::Unreadable(reason.clone()),
            (None, None) => IncludedFile::Circular,
            (None, Some(cost)) if is_too_much(cost) => IncludedFile::TooLarge,
            (None, Some(_)) => IncludedFile::Whole,
        };
        includes.files.insert(path.clone(), found);
    }
    let places = pages.iter().flat_map(|page| allowed(&includes, page)).chain(read.values().flat_map(inner));
    let mut diagnostics = too_large(&includes, places);
    let paths: BTreeSet<&FilePath> = pages.iter().map(|page| &page.path).collect();
    let only_included = read.iter().filter(|(path, _)| !paths.contains(path));
    diagnostics.extend(only_included.flat_map(|(_, file)| file.conflicts.iter().cloned()));
    let (cut, wrong) = cut(&includes, &read, &costs, pages);
    includes.cut = cut;
    diagnostics.extend(wrong);
    (includes, diagnostics)
}

/// A file as it was read.
#[derive(Default)]
struct ReadFile {
    bytes: usize,
    /// The files that it includes and may include, in order, each with the place; one that it includes twice is there
    /// twice.
    inner: Vec<(FilePath, Span)>,
    /// Its merge conflicts.
    conflicts: Vec<Diagnostic>,
    /// Why it cannot be read; no reason where it is not there.
    unreadable: Option<Option<String>>,
}

fn read_all(world: &dyn World, includes: &Includes, pages: &[Page]) -> BTreeMap<FilePath, ReadFile> {
    let mut wanted: BTreeSet<FilePath> =
        pages.iter().flat_map(|page| allowed(includes, page)).map(|(file, _)| file).collect();
    let mut found: BTreeMap<FilePath, ReadFile> = BTreeMap::new();
    while let Some(path) = wanted.pop_first() {
        let file = read(world, includes, &path, pages);
        let inner = file.inner.iter().map(|(inner, _)| inner);
        wanted.extend(inner.filter(|inner| !found.contains_key(*inner) && **inner != path).cloned());
        found.insert(path, file);
    }
    found
}

fn read(world: &dyn World, includes: &Includes, path: &FilePath, pages: &[Page]) -> ReadFile {
    let unreadable = |reason: Option<String>| ReadFile { unreadable: Some(reason), ..ReadFile::default() };
    let bytes = match world.read_at_most(LARGEST_TEXT, path) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(Some(error.reason).filter(|_| !error.missing)),
    };
    let size = bytes.len();
    let Ok(source) = Source::from_bytes(path.clone(), bytes) else {
        return unreadable(Some("it is not UTF-8".to_owned()));
    };
    let place = Place { locale: pages[0].locale.clone(), relative_path: path.as_str().to_owned(), page_key: None };
    let (document, mut conflicts) = parse(source, &place);
    conflicts.retain(|diagnostic| diagnostic.rule == rule_ids::MERGE_CONFLICT);
    let inner = allowed(includes, &document.page).collect();
    ReadFile { bytes: size, inner, conflicts, unreadable: None }
}

/// The files that a page includes and may include, in order, each with the place.
fn allowed<'p>(includes: &'p Includes, page: &'p Page) -> impl Iterator<Item = (FilePath, Span)> + 'p {
    let links = page.links.iter().filter(|link| is_include(link));
    let files = links.map(|link| (included_file(&page.path, &link.target), link.span.clone()));
    files.filter(|(file, _)| includes.refusal(&page.path, file).is_none())
}

fn inner(file: &ReadFile) -> impl Iterator<Item = (FilePath, Span)> + '_ {
    file.inner.iter().cloned()
}

/// The includes of what includes more than a page may; one that is written several times in a file is reported once.
fn too_large(includes: &Includes, places: impl Iterator<Item = (FilePath, Span)>) -> Vec<Diagnostic> {
    let mut reported: BTreeSet<(FilePath, FilePath)> = BTreeSet::new();
    let mut diagnostics = Vec::new();
    for (file, span) in places {
        let is_too_large = includes.files.get(&file) == Some(&IncludedFile::TooLarge);
        if is_too_large && reported.insert((span.file.clone(), file.clone())) {
            let most = MOST_OF_A_PAGE;
            let message = Message::new(TOO_LARGE)
                .with("path", &file)
                .count("most_files", most.files)
                .count("most_mebibytes", most.bytes >> 20)
                .count("most_inside", most.depth);
            diagnostics.push(Diagnostic::limit_exceeded(
                span,
                message,
                "include less in it, and fewer files in each other",
            ));
        }
    }
    diagnostics
}

/// The message for a file that no page may include.
const TOO_LARGE: &str = "`{path}` brings in more than {most_files:,} files, {most_mebibytes} MiB or \
                         {most_inside} files inside one another, so it is not included";

fn is_include(link: &Link) -> bool {
    link.kind == LinkKind::Include
}

/// The cost of each file from which no include leads back to itself. A file is counted after all that it includes, so
/// the time is linear in the number of includes.
fn costs(read: &BTreeMap<FilePath, ReadFile>) -> BTreeMap<FilePath, Cost> {
    let mut users: BTreeMap<&FilePath, Vec<&FilePath>> = BTreeMap::new();
    let mut open: BTreeMap<&FilePath, usize> = BTreeMap::new();
    for (path, file) in read {
        open.insert(path, file.inner.len());
        file.inner.iter().for_each(|(inner, _)| users.entry(inner).or_default().push(path));
    }
    let mut ready: Vec<&FilePath> = open.iter().filter(|(_, count)| **count == 0).map(|(path, _)| *path).collect();
    let mut costs: BTreeMap<FilePath, Cost> = BTreeMap::new();
    while let Some(path) = ready.pop() {
        costs.insert(path.clone(), cost(&read[path], &costs));
        for user in users.get(path).into_iter().flatten() {
            let count = open.get_mut(user).expect("whoever includes a file was read");
            *count -= 1;
            if *count == 0 {
                ready.push(user);
            }
        }
    }
    costs
}

/// What comes with a file, now that the costs of what it includes are known. What is too much is not included, and costs
/// nothing.
fn cost(file: &ReadFile, costs: &BTreeMap<FilePath, Cost>) -> Cost {
    let inner = file.inner.iter().filter_map(|(inner, _)| costs.get(inner)).filter(|cost| !is_too_much(cost));
    let own = Cost { files: 1, bytes: file.bytes, depth: 1 };
    inner.fold(own, |sum, inner| Cost {
        files: sum.files.saturating_add(inner.files),
        bytes: sum.bytes.saturating_add(inner.bytes),
        depth: sum.depth.max(inner.depth + 1),
    })
}

fn is_too_much(cost: &Cost) -> bool {
    let most = MOST_OF_A_PAGE;
    cost.files > most.files || cost.bytes > most.bytes || cost.depth > most.depth
}

/// How many includes are shown of the pages that include too much, in the order of the pages.
fn cut(
    includes: &Includes,
    read: &BTreeMap<FilePath, ReadFile>,
    costs: &BTreeMap<FilePath, Cost>,
    pages: &[Page],
) -> (BTreeMap<FilePath, usize>, Vec<Diagnostic>) {
    let sizes = read.values().map(|file| file.bytes);
    let mut left = sizes.fold(FREE, |sum, size| sum.saturating_add(size.saturating_mul(USES)));
    let (mut cut, mut diagnostics) = (BTreeMap::new(), Vec::new());
    for page in pages {
        left = left.saturating_add(FREE_FOR_A_PAGE);
        let (mut used, mut shown) = (Cost::default(), 0);
        for link in page.links.iter().filter(|link| is_include(link)) {
            let (file, None) = includes.resolve(&page.path, &link.target) else { continue };
            let Some(cost) = costs.get(&file) else { continue };
            used = Cost { files: used.files + cost.files, bytes: used.bytes + cost.bytes, depth: 0 };
            if is_too_much(&used) || cost.bytes > left {
                let message = "the page includes more than it may, so this include and those behind it are not shown";
                diagnostics.push(Diagnostic::limit_exceeded(
                    link.span.clone(),
                    message,
                    "include less, or make several pages of it",
                ));
                cut.insert(page.path.clone(), shown);
                break;
            }
            left -= cost.bytes;
            shown += 1;
        }
    }
    (cut, diagnostics)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::discover::discover_content;
    use crate::read::Memory;

    fn page(world: &Memory, relative_path: &str) -> Page {
        let path = FilePath::new(&format!("content/nl-NL/{relative_path}"));
        let source = Source::from_bytes(path.clone(), world.read(&path).unwrap()).unwrap();
        let place = Place { locale: "nl-NL".parse().unwrap(), relative_path: relative_path.to_owned(), page_key: None };
        parse(source, &place).0.page
    }

    fn includes(world: &Memory, pages: &[&str]) -> Includes {
        found(world, pages).0
    }

    fn found(world: &Memory, pages: &[&str]) -> (Includes, Vec<Diagnostic>) {
        let discovered = discover_content(world);
        let pages: Vec<Page> = pages.iter().map(|relative_path| page(world, relative_path)).collect();
        find(world, &discovered, Vec::new(), &pages)
    }

    #[test]
    fn what_comes_with_a_file_is_counted_as_often_as_it_is_included() {
        let [x, y] = ["x.md", "y.md"].map(FilePath::new);
        let inner = vec![(y.clone(), Span::new(&x, 0..0)), (y.clone(), Span::new(&x, 9..9))];
        let file = |bytes, inner| ReadFile { bytes, inner, conflicts: Vec::new(), unreadable: None };
        let read = BTreeMap::from([(x.clone(), file(43, inner)), (y, file(6, Vec::new()))]);
        assert_eq!(costs(&read)[&x], Cost { files: 3, bytes: 43 + 2 * 6, depth: 2 });
    }

    #[test]
    fn files_that_include_each_other_many_times_are_not_followed() {
        let mut world = Memory::new([("content/nl-NL/a.md", "[!INCLUDE [x](includes/0.md)]\n")]);
        for level in 0..7 {
            let line = format!("[!INCLUDE [x]({}.md)]\n\n", level + 1);
            world = world.with(&format!("content/nl-NL/includes/{level}.md"), line.repeat(60));
        }
        let world = world.with("content/nl-NL/includes/7.md", "einde");
        let (includes, reported) = found(&world, &["a.md"]);
        let file = |level: usize| &includes.files[&FilePath::new(&format!("content/nl-NL/includes/{level}.md"))];
        // Sixty times sixty-one files are too many. A file that includes such a one goes without it.
        let too_large: Vec<usize> = (0..8).filter(|level| *file(*level) == IncludedFile::TooLarge).collect();
        assert_eq!(too_large, [2, 5]);
        let places: Vec<&str> = reported.iter().map(|diagnostic| diagnostic.span.file.name()).collect();
        assert_eq!(places, ["1.md", "4.md"]);
    }

    #[test]
    fn a_conflict_in_an_included_file_is_reported_once() {
        let conflict = "<<<<<<< HEAD\nVerlopen 金鑰\n=======\nIngetrokken\n>>>>>>> tak\n";
        let world = Memory::new([
            ("content/nl-NL/a.md", "[!INCLUDE [x](includes/x.md)]\n\n[!INCLUDE [b](b.md)]\n"),
            ("content/nl-NL/b.md", "[!INCLUDE [x](includes/x.md)]\n"),
            ("content/nl-NL/includes/x.md", conflict),
        ]);
        let (_, reported) = found(&world, &["a.md", "b.md"]);
        let places: Vec<&str> = reported.iter().map(|diagnostic| diagnostic.span.file.name()).collect();
        assert_eq!(places, ["x.md"]);
        // A page reports its own, also where another one includes it.
        let (_, reported) = found(&world.with("content/nl-NL/b.md", conflict), &["a.md", "b.md"]);
        assert_eq!(reported.len(), 1, "{reported:?}");
    }

    #[test]
    fn a_page_shows_as_many_includes_as_it_may() {
        let many = "[!INCLUDE [x](includes/x.md)]\n\n".repeat(MOST_OF_A_PAGE.files + 5);
        let world = Memory::new([("content/nl-NL/a.md", many.as_str()), ("content/nl-NL/includes/x.md", "方塊")]);
        let cut = includes(&world, &["a.md"]).cut;
        assert_eq!(cut, BTreeMap::from([(FilePath::new("content/nl-NL/a.md"), MOST_OF_A_PAGE.files)]));
    }

    #[test]
    fn many_pages_with_one_large_file_are_bounded_together() {
        let large = "長".repeat(300_000);
        let mut world = Memory::new([("content/nl-NL/includes/x.md", large.as_str())]);
        let names: Vec<String> = (0..80).map(|number| format!("{number:02}.md")).collect();
        for name in &names {
            world = world.with(&format!("content/nl-NL/{name}"), "[!INCLUDE [x](includes/x.md)]\n");
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let cut = includes(&world, &names).cut;
        let shown = names.len() - cut.len();
        assert!(shown > USES && shown * large.len() <= FREE + USES * large.len() + names.len() * FREE_FOR_A_PAGE);
        assert!(cut.values().all(|shown| *shown == 0) && !cut.is_empty());
    }
}
