//! A page each for the addresses that pages had before, as their front matter lists them, so that old links still work.

use super::{PageKind, PlannedPage, Route, Site};
use crate::model::{FrontMatterValue, LocaleId, Page};
use crate::parse::front_matter_list;

pub(super) const KIND: PageKind = PageKind {
    name: "alias",
    gives_way: true,
    pages,
    words: |site, page, locale| site.page_words(page.about.as_ref()?, locale),
    leads_to: Some(|site, page, locale| Some((site.page_route(page.about.as_ref()?, locale)?, None))),
    ..PageKind::PLAIN
};

/// The front matter keys that hold earlier addresses, as several generators call them.
const KEYS: &[&str] = &["aliases", "redirect_from"];

/// So many earlier addresses of one key lead to a page: more than any page had. Chosen; each of them is a page in every
/// locale.
pub const MOST_ALIASES: usize = 100;

/// The keys of a page that name more, and how many each of them names.
pub fn too_many_aliases(page: &Page) -> impl Iterator<Item = (&FrontMatterValue, usize)> {
    let entries = KEYS.iter().filter_map(|key| page.front_matter.entry(key));
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
fn routes<'p>(site: &Site<'_>, page: &'p Page, locale: &'p LocaleId) -> impl Iterator<Item = Route> + 'p {
    let tags: Vec<(String, bool)> =
        site.corpus.locales.iter().map(|other| (format!("{}/", other.slug()), other == locale)).collect();
    let written = KEYS.iter().filter_map(|key| page.front_matter.get(key));
    written.flat_map(|value| front_matter_list(value).into_iter().take(MOST_ALIASES)).flat_map(move |path| {
        let path = path.trim_start_matches('/');
        let tag =
            tags.iter().find(|(tag, _)| path.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)));
        let (path, is_here) = tag.map_or((path, true), |(tag, is_own)| (&path[tag.len()..], *is_own));
        let folder = [".md", ".html", "/index"].iter().fold(path, |path, end| path.strip_suffix(end).unwrap_or(path));
        // Hosts serve `a.html` as it is, and only some of them lead it to `a/`.
        let file = path.ends_with(".html").then(|| Route::file(locale, path));
        [Some(Route::below(locale, folder)), file].into_iter().flatten().filter(move |_| is_here)
    })
}
