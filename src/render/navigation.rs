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
    /// Whether its first page is its index.
    pub has_index: bool,
    /// Its pages: the index, then the others sorted by title.
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
            let folder = folders.entry(Folders::path_of(id).to_owned()).or_default();
            if is_index(id) {
                folder.name.clone_from(&listed.title);
                folder.has_index = true;
            }
            folder.pages.push(listed);
        }
        for (path, folder) in &mut folders {
            if folder.name.is_empty() {
                folder.name = path.rsplit('/').next().unwrap_or_default().to_owned();
            }
            collation.sort_by_text(&mut folder.pages, |page| &page.title);
            folder.pages.sort_by_key(|page| !is_index(&page.id));
        }
        Folders(folders)
    }

    /// The folders with their paths, sorted by path.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Folder)> {
        self.0.iter().map(|(path, folder)| (path.as_str(), folder))
    }

    /// The pages at the top.
    pub fn top_pages(&self) -> &[Listed] {
        self.0.get("").map_or(&[], |folder| &folder.pages)
    }

    /// The folders below the top with their paths, sorted by path.
    pub fn below_top(&self) -> impl Iterator<Item = (&str, &Folder)> {
        self.all().filter(|(path, _)| !path.is_empty())
    }

    /// The path of the folder that `page` stands in.
    pub fn path_of(page: &PageId) -> &str {
        page.as_str().rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

fn is_index(page: &PageId) -> bool {
    page.as_str().ends_with("/index")
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
