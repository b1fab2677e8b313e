//! The pages of a locale by folder, in the order of its language.

use std::collections::BTreeMap;

use super::collation::Collation;
use crate::model::{LocaleId, Page, PageId};
use crate::plan::Site;

/// The folders of one locale's tree: the path below the locale (empty at the top) to what stands in it.
#[derive(Debug, Default)]
pub struct Folders(BTreeMap<String, Folder>);

/// One folder.
#[derive(Debug, Default)]
pub struct Folder {
    /// Its name: the title of its index, else its last part.
    pub name: String,
    /// Its pages, sorted by title.
    pub pages: Vec<Listed>,
}

/// A page as lists name it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The page.
    pub id: PageId,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub locale: LocaleId,
}

impl Folders {
    /// The folders that readers of `locale` see: every page of the corpus, in the words that they get.
    pub fn new(site: &Site<'_>, locale: &LocaleId, collation: &Collation) -> Folders {
        let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
        for (id, versions) in site.corpus.pages.iter().filter(|(id, _)| id.as_str() != "index") {
            let Some(shown) = site.locale_showing(id, locale) else { continue };
            let listed =
                Listed { id: id.clone(), title: display_title(&versions[shown]).to_owned(), locale: shown.clone() };
            let path = folder_of(id);
            if id.as_str().ends_with("/index") {
                folders.entry(path.to_owned()).or_default().name.clone_from(&listed.title);
            }
            folders.entry(path.to_owned()).or_default().pages.push(listed);
        }
        for (path, folder) in &mut folders {
            if folder.name.is_empty() {
                folder.name = path.rsplit('/').next().unwrap_or_default().to_owned();
            }
            collation.sort_by_text(&mut folder.pages, |page| &page.title);
            folder.pages.sort_by_key(|page| !page.id.as_str().ends_with("/index"));
        }
        Folders(folders)
    }

    /// The folders with their paths, sorted by path.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Folder)> {
        self.0.iter().map(|(path, folder)| (path.as_str(), folder))
    }

    /// The folder that `page` stands in.
    pub fn around(&self, page: &PageId) -> Option<&Folder> {
        self.0.get(folder_of(page))
    }

    /// The folder at the top.
    pub fn top(&self) -> Option<&Folder> {
        self.0.get("")
    }
}

fn folder_of(page: &PageId) -> &str {
    page.as_str().rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What readers call a page: its first heading where that is one of the first level, else its title.
///
/// Front matter titles are often written for search engines, with the publication's name behind them.
pub fn display_title(page: &Page) -> &str {
    match page.headings.first() {
        Some(heading) if heading.level == 1 && !heading.text.is_empty() => &heading.text,
        _ => &page.title,
    }
}
