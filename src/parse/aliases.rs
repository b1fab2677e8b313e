//! The addresses that a page had before, as its front matter lists them.

use super::front_matter::front_matter_list;
use crate::model::{LocaleId, Page};

/// The front matter keys that hold earlier addresses, as several generators call them.
pub const ALIAS_KEYS: &[&str] = &["aliases", "redirect_from"];

/// So many earlier addresses of one key lead to a page: more than any page had. Chosen; each of them is a page in every
/// locale.
pub const MOST_ALIASES: usize = 100;

/// The earlier addresses that a version of a page claims in the tree of `locale`, as paths below it, as they are
/// written: with the tag of a locale in front, an address counts in the tree of that one alone, and the tag is left out.
pub fn aliases(page: &Page, locale: &LocaleId, locales: &[LocaleId]) -> Vec<String> {
    let written = ALIAS_KEYS.iter().filter_map(|key| page.front_matter.get(key));
    let listed: Vec<String> =
        written.flat_map(|value| front_matter_list(value).into_iter().take(MOST_ALIASES)).collect();
    if listed.is_empty() {
        return listed;
    }
    let tags: Vec<(String, bool)> =
        locales.iter().map(|other| (format!("{}/", other.slug()), other == locale)).collect();
    let in_tree = |path: String| {
        let path = path.trim_start_matches('/');
        let is_in_front = |tag: &str| path.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
        match tags.iter().find(|(tag, _)| is_in_front(tag)) {
            Some((tag, is_own)) => is_own.then(|| path[tag.len()..].to_owned()),
            None => Some(path.to_owned()),
        }
    };
    listed.into_iter().filter_map(in_tree).collect()
}

/// An address without what does not matter in it: `a.md`, `a.html` and `a/index` are `a`.
pub fn alias_folder(path: &str) -> &str {
    [".md", ".html", "/index"].iter().fold(path, |path, end| path.strip_suffix(end).unwrap_or(path))
}
