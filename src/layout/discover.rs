//! Which files are content, and in which locale.

use std::collections::{BTreeMap, BTreeSet};

use super::file_use::{FileUse, Files, Refusal};
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::model::LocaleId;
use crate::read::{ReadError, World};
use crate::text::{FilePath, Span};

/// Where content is, according to the configuration.
#[derive(Clone, Copy, Debug)]
pub struct Places<'o> {
    /// The folder whose folders are named for locales. Empty for the site's own folder.
    pub root: &'o FilePath,
    /// Folders of locales that are elsewhere; they take the place of a folder in `root`.
    pub locales: &'o BTreeMap<LocaleId, FilePath>,
    /// Which files of a locale's folder are content.
    pub files: &'o Files,
}

/// The files of all locales.
#[derive(Clone, Debug, Default)]
pub struct Discovered {
    /// Locales that have a folder, in order.
    pub locales: Vec<LocaleId>,
    /// Pages to read: locale, path below the locale's folder, path in the world. Sorted.
    pub pages: Vec<(LocaleId, String, FilePath)>,
    /// The folders of all locales, as they are in the world.
    pub folders: Vec<FilePath>,
    /// Files that are no pages: per locale, path below its folder to path in the world.
    pub files: BTreeMap<LocaleId, BTreeMap<String, FilePath>>,
    /// Those of `files` that are drawings, which are copied without what could act in them.
    pub drawings: BTreeSet<FilePath>,
    /// Files that are not read or not copied, each with its locale.
    pub not_copied: Vec<(LocaleId, Diagnostic)>,
    /// Folders that hold Markdown and are no locale's.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds the folders of all locales and what is in them.
///
/// # Errors
/// [`ReadError`] where a folder cannot be listed.
pub fn discover(world: &dyn World, content: Places<'_>) -> Result<Discovered, ReadError> {
    let mut discovered = Discovered::default();
    let mut folders: BTreeMap<LocaleId, Vec<(String, FilePath)>> = BTreeMap::new();
    let mut places: BTreeMap<LocaleId, Vec<FilePath>> = BTreeMap::new();
    for (name, files) in top_folders(world, content.root)? {
        match name.parse::<LocaleId>().ok().filter(|_| LocaleId::is_folder_name(&name)) {
            Some(locale) => {
                places.entry(locale.clone()).or_default().push(content.root.join(&name));
                folders.entry(locale).or_default().extend(files);
            }
            None => discovered.diagnostics.extend(not_a_locale(&content, &name, &files)),
        }
    }
    for (locale, folder) in content.locales {
        let files = world.files(folder)?;
        if files.is_empty() {
            // The configuration names a locale without content, which is reported there.
            folders.remove(locale);
            places.remove(locale);
            continue;
        }
        places.insert(locale.clone(), vec![folder.clone()]);
        let inside = files.into_iter().filter_map(|path| Some((path.relative_path(folder)?.to_owned(), path)));
        folders.insert(locale.clone(), inside.collect());
    }
    for locale in too_many(&folders, &content) {
        discovered.diagnostics.extend(left_out(&locale, &folders[&locale]));
        folders.remove(&locale);
        places.remove(&locale);
    }
    discovered.folders = places.into_values().flatten().collect();
    for (locale, files) in folders {
        discovered.add(locale, files, &content);
    }
    Ok(discovered)
}

/// For each file of its own, how many pages a site makes in another language, where a locale lacks them.
// Every locale shows every page. Without a bound, a few hundred empty files in folders named for languages would make
// gigabytes of pages.
const FALLBACKS_FOR_A_FILE: usize = 20;

/// How many such pages a site makes whatever it has.
const FREE_FALLBACKS: usize = 1_000;

/// How many locales a site may have: more than the largest ones.
// Every page has links to itself in all of them, so the output grows with the square.
const MOST_LOCALES: usize = 100;

/// The locales that are left out, those with the fewest files first, so that not too many pages are shown in other
/// languages.
fn too_many(folders: &BTreeMap<LocaleId, Vec<(String, FilePath)>>, places: &Places<'_>) -> Vec<LocaleId> {
    let is_page = |(relative_path, _): &&(String, FilePath)| {
        is_page(relative_path) && places.files.use_of(relative_path) == FileUse::Markdown
    };
    let count = |files: &Vec<(String, FilePath)>| files.iter().filter(is_page).count();
    let mut kept: Vec<(usize, &LocaleId)> = folders.iter().map(|(locale, files)| (count(files), locale)).collect();
    kept.sort_by_key(|(count, locale)| (std::cmp::Reverse(*count), *locale));
    let pages: BTreeSet<&str> =
        folders.values().flatten().filter(is_page).map(|(relative_path, _)| relative_path.as_str()).collect();
    let mut own: usize = kept.iter().map(|(count, _)| count).sum();
    let mut left_out = Vec::new();
    let is_too_much = |locales: usize, own: usize| {
        locales > MOST_LOCALES || locales * pages.len() - own > FREE_FALLBACKS + FALLBACKS_FOR_A_FILE * own
    };
    while is_too_much(kept.len(), own) {
        let Some((count, locale)) = kept.pop() else { break };
        own -= count;
        left_out.push(locale.clone());
    }
    left_out
}

/// Reports a locale that is left out.
fn left_out(locale: &LocaleId, files: &[(String, FilePath)]) -> Option<Diagnostic> {
    let (_, first) = files.first()?;
    let template = "`{locale}` is left out: a site has at most {most_languages} languages, and shows at most \
                    {most_fallbacks} pages in another language for each page that it has";
    let message = Message::new(template)
        .with("locale", locale)
        .count("most_languages", MOST_LOCALES)
        .count("most_fallbacks", FALLBACKS_FOR_A_FILE);
    let help = "translate more pages first, or leave the languages with the fewest pages out";
    Some(Diagnostic::limit_exceeded(Span::new(first, 0..0), message, help))
}

/// Files in more folders below that of their locale are not read: navigation goes as deep as folders do.
const DEEPEST_FOLDER: usize = 50;

impl Discovered {
    /// Forgets all locales but these; nothing where `only` is empty.
    pub fn keep_only(&mut self, only: &[LocaleId]) {
        if !only.is_empty() {
            self.locales.retain(|locale| only.contains(locale));
            self.pages.retain(|(locale, _, _)| only.contains(locale));
            self.files.retain(|locale, _| only.contains(locale));
            self.not_copied.retain(|(locale, _)| only.contains(locale));
            let kept: BTreeSet<&FilePath> = self.files.values().flat_map(BTreeMap::values).collect();
            self.drawings.retain(|path| kept.contains(path));
        }
    }

    /// The folder that a locale's pages are in, where it has any.
    pub fn folder(&self, locale: &LocaleId) -> Option<FilePath> {
        let (_, relative_path, path) = self.pages.iter().find(|(found, _, _)| found == locale)?;
        path.as_str().strip_suffix(relative_path.as_str()).map(FilePath::new)
    }

    fn add(&mut self, locale: LocaleId, files: Vec<(String, FilePath)>, places: &Places<'_>) {
        for (relative_path, path) in files {
            if relative_path.matches('/').count() > DEEPEST_FOLDER {
                let message = Message::new("the file lies in more than {limit} folders, so it is not read")
                    .count("limit", DEEPEST_FOLDER);
                let help = "move it to a folder nearer to the top";
                let diagnostic = Diagnostic::limit_exceeded(Span::new(&path, 0..0), message, help);
                self.not_copied.push((locale.clone(), diagnostic));
                continue;
            }
            match places.files.use_of(&relative_path) {
                FileUse::Markdown if is_page(&relative_path) => self.pages.push((locale.clone(), relative_path, path)),
                FileUse::Markdown | FileUse::Copied => {
                    self.files.entry(locale.clone()).or_default().insert(relative_path, path);
                }
                FileUse::Cleaned => {
                    self.drawings.insert(path.clone());
                    self.files.entry(locale.clone()).or_default().insert(relative_path, path);
                }
                FileUse::Refused(refusal) => {
                    self.not_copied.push((locale.clone(), not_copied(&path, reason(refusal))));
                }
                FileUse::Ignored => {}
            }
        }
        self.locales.push(locale);
    }
}

/// Reports a file that is not copied.
pub fn not_copied(path: &FilePath, reason: &str) -> Diagnostic {
    if path.extension().eq_ignore_ascii_case("mdx") {
        let message = Message::new("the page `{name}` is not on the site: MDX is not read").with("name", path.name());
        return Diagnostic::new(rule_ids::FILE_NOT_COPIED, Severity::Warning, Span::new(path, 0..0), message)
            .help("write it as Markdown, or name it in `[content] exclude` if the site has no use for it");
    }
    let message =
        Message::new("`{name}` is not copied to the site: {reason}").with("name", path.name()).with("reason", reason);
    Diagnostic::new(rule_ids::FILE_NOT_COPIED, Severity::Warning, Span::new(path, 0..0), message)
        .help("name it in `[content] copy` if you trust it, or in `[content] exclude` if the site has no use for it")
}

fn reason(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Hidden => "its name begins with a dot",
        Refusal::Settings => "hosts read it as their settings",
        Refusal::Active => "browsers or servers would run it",
        Refusal::Unknown => "its type is not one that is known to be safe",
    }
}

/// Whether a Markdown file is a page of its own. A table of contents and what lies in a folder for includes are not.
fn is_page(relative_path: &str) -> bool {
    let mut folders: Vec<String> = relative_path.split('/').map(str::to_lowercase).collect();
    let name = folders.pop().unwrap_or_default();
    name != "toc.md" && !folders.iter().any(|folder| matches!(folder.as_str(), "includes" | "_includes"))
}

/// The files of each folder right below `root`, each with its path below that folder.
fn top_folders(world: &dyn World, root: &FilePath) -> Result<BTreeMap<String, Vec<(String, FilePath)>>, ReadError> {
    let mut folders: BTreeMap<String, Vec<(String, FilePath)>> = BTreeMap::new();
    for path in world.files(root)? {
        let inside = path.relative_path(root).and_then(|relative_path| relative_path.split_once('/'));
        if let Some((folder, relative_path)) =
            inside.map(|(folder, relative_path)| (folder.to_owned(), relative_path.to_owned()))
        {
            folders.entry(folder).or_default().push((relative_path, path));
        }
    }
    Ok(folders)
}

/// The report of a folder beside the locales' that holds Markdown and has a name like a language's; `None` for others.
fn not_a_locale(places: &Places<'_>, name: &str, files: &[(String, FilePath)]) -> Option<Diagnostic> {
    let (_, first) = files.iter().find(|(relative_path, _)| places.files.use_of(relative_path) == FileUse::Markdown)?;
    if places.root.as_str().is_empty() || places.locales.values().any(|folder| first.relative_path(folder).is_some()) {
        return None;
    }
    let message = Message::new("the folder `{name}` holds Markdown, but its name is no locale's, so it is not read")
        .with("name", name);
    Some(
        Diagnostic::new(rule_ids::UNKNOWN_LOCALE, Severity::Info, Span::new(first, 0..0), message)
            .help("name the folder for its language as BCP 47 does (`nl-NL`), or give it one in `[content.locales]`"),
    )
}

/// What is in the folder `content` of a test's world.
#[cfg(test)]
pub(super) fn discover_content(world: &dyn World) -> Discovered {
    let (root, locales, files) = (FilePath::new("content"), BTreeMap::new(), Files::default());
    discover(world, Places { root: &root, locales: &locales, files: &files }).expect("the world can be listed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Memory;

    #[test]
    fn locales_with_hardly_a_page_are_left_out_where_they_would_be_most_of_the_site() {
        let mut world = Memory::default();
        for at in 0..200 {
            world = world.with(&format!("content/nl-NL/{at}.md"), "");
        }
        let letters = || 'A'..='Z';
        for (one, other) in letters().flat_map(|one| letters().map(move |other| (one, other))).take(60) {
            world = world.with(&format!("content/en-{one}{other}/0.md"), "");
        }
        let found = discover_content(&world);
        assert!(found.locales.len() < 45 && found.locales.contains(&"nl-NL".parse().unwrap()));
        assert_eq!(found.locales.len() + found.diagnostics.len(), 61);
        assert!(found.pages.iter().all(|(locale, _, _)| found.locales.contains(locale)));
    }

    #[test]
    fn folders_named_for_languages_hold_the_pages() {
        let world = Memory::new([
            ("content/nl-NL/a.md", ""),
            ("content/nl-NL/includes/b.md", ""),
            ("content/nl-NL/media/c.png", ""),
            ("content/zh-tw/TOC.md", ""),
            ("content/zh-tw/說明/d.md", ""),
            ("content/english/e.md", ""),
            ("content/readme.md", ""),
        ]);
        let found = discover_content(&world);
        let pages: Vec<_> =
            found.pages.iter().map(|(locale, relative_path, _)| format!("{locale} {relative_path}")).collect();
        assert_eq!(pages, ["nl-NL a.md", "zh-TW 說明/d.md"]);
        let files: Vec<_> = found.files.values().flat_map(BTreeMap::keys).collect();
        assert_eq!(files, ["includes/b.md", "media/c.png", "TOC.md"]);
        assert_eq!(found.diagnostics.len(), 1, "{:?}", found.diagnostics);
        assert!(found.diagnostics[0].message.contains("`english`"));
    }
}
