//! Which files are content, and in which locale.

use std::collections::BTreeMap;

use crate::config::{ContentOptions, FileUse};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::LocaleId;
use crate::read::{ReadError, World};
use crate::text::{FilePath, Span};

/// The files of all locales.
#[derive(Clone, Debug, Default)]
pub struct Discovered {
    /// Locales that have a folder, in order.
    pub locales: Vec<LocaleId>,
    /// Pages to read: locale, path below the locale's folder, path in the world. Sorted.
    pub pages: Vec<(LocaleId, String, FilePath)>,
    /// Files that are no pages: per locale, path below its folder to path in the world.
    pub files: BTreeMap<LocaleId, BTreeMap<String, FilePath>>,
    /// Folders that hold Markdown and are no locale's.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds the folders of all locales and what is in them.
///
/// # Errors
/// [`ReadError`] where a folder cannot be listed.
pub fn discover(world: &dyn World, options: &ContentOptions) -> Result<Discovered, ReadError> {
    let mut discovered = Discovered::default();
    let mut folders: BTreeMap<LocaleId, Vec<(String, FilePath)>> = BTreeMap::new();
    for (name, files) in top_folders(world, &options.root)? {
        match name.parse::<LocaleId>().ok().filter(|_| LocaleId::is_folder_name(&name)) {
            Some(locale) => folders.entry(locale).or_default().extend(files),
            None => discovered.diagnostics.extend(not_a_locale(options, &name, &files)),
        }
    }
    for (locale, folder) in &options.locales {
        let files = world.files(folder)?;
        if files.is_empty() {
            // The configuration names a locale without content, which is reported there.
            folders.remove(locale);
            continue;
        }
        let below = files.into_iter().filter_map(|path| Some((path.below(folder)?.to_owned(), path)));
        folders.insert(locale.clone(), below.collect());
    }
    for (locale, files) in folders {
        discovered.add(locale, files, options);
    }
    Ok(discovered)
}

impl Discovered {
    /// Forgets all locales but these; nothing where `only` is empty.
    pub fn keep_only(&mut self, only: &[LocaleId]) {
        if !only.is_empty() {
            self.locales.retain(|locale| only.contains(locale));
            self.pages.retain(|(locale, _, _)| only.contains(locale));
            self.files.retain(|locale, _| only.contains(locale));
        }
    }

    /// The folder that a locale's pages are in, where it has any.
    pub fn folder(&self, locale: &LocaleId) -> Option<FilePath> {
        let (_, below, path) = self.pages.iter().find(|(found, _, _)| found == locale)?;
        path.as_str().strip_suffix(below.as_str()).map(FilePath::new)
    }

    fn add(&mut self, locale: LocaleId, files: Vec<(String, FilePath)>, options: &ContentOptions) {
        for (below, path) in files {
            match options.files.use_of(&below) {
                FileUse::Markdown if is_page(&below) => self.pages.push((locale.clone(), below, path)),
                FileUse::Markdown | FileUse::Asset => {
                    self.files.entry(locale.clone()).or_default().insert(below, path);
                }
                FileUse::Ignored => {}
            }
        }
        self.locales.push(locale);
    }
}

/// Whether a Markdown file is a page of its own. A table of contents and what lies in a folder for includes are not.
fn is_page(below: &str) -> bool {
    let mut folders: Vec<String> = below.split('/').map(str::to_lowercase).collect();
    let name = folders.pop().unwrap_or_default();
    name != "toc.md" && !folders.iter().any(|folder| matches!(folder.as_str(), "includes" | "_includes"))
}

/// The files of each folder right below `root`, each with its path below that folder.
fn top_folders(world: &dyn World, root: &FilePath) -> Result<BTreeMap<String, Vec<(String, FilePath)>>, ReadError> {
    let mut folders: BTreeMap<String, Vec<(String, FilePath)>> = BTreeMap::new();
    for path in world.files(root)? {
        let inside = path.below(root).and_then(|below| below.split_once('/'));
        if let Some((folder, below)) = inside.map(|(folder, below)| (folder.to_owned(), below.to_owned())) {
            folders.entry(folder).or_default().push((below, path));
        }
    }
    Ok(folders)
}

/// What to say about a folder beside the locales' that holds Markdown and looks like a language.
fn not_a_locale(options: &ContentOptions, name: &str, files: &[(String, FilePath)]) -> Option<Diagnostic> {
    let (_, first) = files.iter().find(|(below, _)| options.files.use_of(below) == FileUse::Markdown)?;
    if options.root.as_str().is_empty() || options.locales.values().any(|folder| first.below(folder).is_some()) {
        return None;
    }
    let message = format!("the folder `{name}` holds Markdown, but its name is no locale's, so it is not read");
    Some(
        Diagnostic::new("unknown-locale", Severity::Warning, Span::new(first, 0..0), message)
            .help("name the folder for its language as BCP 47 does (`nl-NL`), or give it one in `[content.locales]`"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Memory;

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
        let found = discover(&world, &ContentOptions::default()).unwrap();
        let pages: Vec<_> = found.pages.iter().map(|(locale, below, _)| format!("{locale} {below}")).collect();
        assert_eq!(pages, ["nl-NL a.md", "zh-TW 說明/d.md"]);
        let files: Vec<_> = found.files.values().flat_map(BTreeMap::keys).collect();
        assert_eq!(files, ["includes/b.md", "media/c.png", "TOC.md"]);
        assert_eq!(found.diagnostics.len(), 1, "{:?}", found.diagnostics);
        assert!(found.diagnostics[0].message.contains("`english`"));
    }
}
