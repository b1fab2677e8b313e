//! A page each for the addresses that pages had before, as their front matter lists them, so that old links still work.

use super::{PageKind, PlannedPage, Route, Site};
use crate::model::{FrontMatterValue, LocaleId, Page};
use crate::parse::{ALIAS_KEYS, MOST_ALIASES, alias_folder, aliases, front_matter_list};

pub(super) const KIND: PageKind = PageKind {
    name: "alias",
    gives_way: true,
    pages,
    words: |site, page, locale| site.page_words(page.about.as_ref()?, locale),
    leads_to: Some(|site, page, locale| Some((site.page_route(page.about.as_ref()?, locale)?, None))),
    ..PageKind::PLAIN
};

/// The keys of a page that name more, and how many each of them names.
pub fn too_many_aliases(page: &Page) -> impl Iterator<Item = (&FrontMatterValue, usize)> {
    let entries = ALIAS_KEYS.iter().filter_map(|key| page.front_matter.entry(key));
    let counted = entries.map(|entry| (entry, front_matter_list(&entry.value).len()));
    counted.filter(|(_, count)| *count > MOST_ALIASES)
}

fn pages(site: &Site<'_>, kind: &'static PageKind) -> Vec<PlannedPage> {
    let mut pages = Vec::new();
    for (id, versions) in &site.corpus.pages {
        for locale in &site.corpus.locales {
            // Every locale gets the earlier addresses: a locale that lacks the page shows another one, which may have
            // them alone.
            let Some(page) = site.locale_showing(id, locale).map(|shown| &versions[shown]) else { continue };
            let alias = |route| PlannedPage { about: Some(id.clone()), ..PlannedPage::new(kind, route, locale) };
            pages.extend(routes(site, page, locale).map(alias));
        }
    }
    pages
}

/// Earlier addresses are read as paths in the locale's tree, or with a tag in front in the tree of that locale. One
/// that ends in `.html` leads on from that file, too.
fn routes<'p>(site: &Site<'_>, page: &Page, locale: &'p LocaleId) -> impl Iterator<Item = Route> + 'p {
    let paths = aliases(page, locale, &site.corpus.locales);
    paths.into_iter().flat_map(move |path| {
        // Hosts serve `a.html` as it is, and only some of them lead it to `a/`.
        let file = path.ends_with(".html").then(|| Route::file(locale, &path));
        [Some(Route::below(locale, alias_folder(&path))), file].into_iter().flatten()
    })
}
