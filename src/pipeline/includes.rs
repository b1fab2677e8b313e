//! The files that pages include.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Link, LinkKind, Page};
use crate::parse::{Place, parse};
use crate::read::World;
use crate::text::{FilePath, Source};

/// Every file that pages include, directly or through others, that exists inside the site's folder.
pub fn find(world: &dyn World, pages: &[Page]) -> BTreeMap<FilePath, Vec<FilePath>> {
    let mut wanted: BTreeSet<FilePath> = pages.iter().flat_map(included_files).collect();
    let mut found: BTreeMap<FilePath, Vec<FilePath>> = BTreeMap::new();
    while let Some(path) = wanted.pop_first() {
        if found.contains_key(&path) || path.leaves_root() {
            continue;
        }
        let Some(source) = world.read(&path).ok().and_then(|bytes| Source::from_bytes(path.clone(), bytes).ok()) else {
            continue;
        };
        let locale = pages[0].locale.clone();
        let place = Place { locale, below: path.as_str().to_owned(), page_key: None };
        let inner: Vec<FilePath> = included_files(&parse(source, &place).0.page).collect();
        wanted.extend(inner.iter().cloned());
        found.insert(path, inner);
    }
    found
}

fn included_files(page: &Page) -> impl Iterator<Item = FilePath> {
    let is_include = |link: &&Link| link.kind == LinkKind::Include;
    page.links.iter().filter(is_include).map(|link| page.included_file(link))
}
