//! Where a link in the content leads.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::{Corpus, Link, LinkKind, LocaleId, Page, PageId};
use crate::text::FilePath;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Elsewhere on the web, or a place that is not ours to judge (`mailto:`, `/help`).
    External,
    /// A place on the same page; the fragment, decoded.
    Anchor(String),
    /// A page of the site.
    Page {
        /// The page.
        page: PageId,
        /// Whether the page exists in the link's own locale; if not, it exists in another one.
        translated: bool,
        /// The locale in whose folder the target is, where the target leaves that of the link's own.
        through: Option<LocaleId>,
        /// The fragment, decoded; empty where there is none.
        anchor: String,
    },
    /// A file that is copied with the site, as the path in the locale's folder that holds it.
    File {
        /// The locale whose folder holds it: the link's own, else one of its fallbacks.
        locale: LocaleId,
        /// The path below that folder.
        path: String,
    },
    /// Nothing is there.
    Missing,
}

impl Corpus {
    /// Where `link` on `page` leads.
    ///
    /// Relative targets are read from the page's folder in its locale; the `.md` may be left out, and a folder
    /// means its `index.md`, or where it has none the first page in it. What the locale lacks is searched for in its fallbacks, then in all other locales; a page
    /// that the source lacks is found only by those that have it. A target that leaves the folder of the locale leads to the
    /// page or file that is there, in the folder of another locale or beside all of them.
    /// A target that begins with `/` is the web server's, so it counts as external. Letter case is only
    /// ignored where nothing of the exact spelling exists.
    pub fn resolve(&self, page: &Page, link: &Link) -> Destination {
        self.resolve_from(&page.locale, &page.relative_path, link.kind, &link.target)
    }

    /// Where `target` leads in a file of `locale` at `relative_path`, as [`resolve`](Corpus::resolve) does for a page.
    pub fn resolve_from(&self, locale: &LocaleId, relative_path: &str, kind: LinkKind, target: &str) -> Destination {
        let target = target.trim();
        if is_external(target) {
            return Destination::External;
        }
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        let path = percent_decode(path.split('?').next().unwrap_or_default());
        let anchor = percent_decode(anchor);
        if path.is_empty() {
            return Destination::Anchor(anchor);
        }
        let wanted = FilePath::new(relative_path).parent().join(&path);
        if wanted.leaves_root() {
            return self.beyond(locale, &wanted, kind, &anchor).unwrap_or(Destination::Missing);
        }
        let wanted = wanted.as_str();
        let to_page = || self.page_at(locale, wanted, &anchor);
        let to_file = || self.file_at(locale, wanted);
        match kind {
            LinkKind::Link => to_page().or_else(to_file),
            LinkKind::Image | LinkKind::Include => to_file(),
        }
        .unwrap_or(Destination::Missing)
    }

    /// What a path that is written in a file of the world is below the folder of a locale, whichever it is; `None` where it is
    /// in none of them.
    pub fn below_locale(&self, from: &FilePath, path: &str) -> Option<String> {
        let wanted = from.parent().join(path);
        self.places.folders.values().find_map(|folder| wanted.relative_path(folder).map(ToOwned::to_owned))
    }

    /// The locales in which something that `locale` lacks is searched for, itself first.
    pub fn fallback_order(&self, locale: &LocaleId) -> Vec<&LocaleId> {
        let chain = self.profiles.get(locale).map(|profile| profile.fallback.as_slice()).unwrap_or_default();
        let known = |wanted: &LocaleId| self.locales.iter().find(|locale| *locale == wanted);
        let mut order: Vec<&LocaleId> = Vec::new();
        let preferred = std::iter::once(locale).chain(chain).chain(&self.default_locale).chain(&self.source_locale);
        for candidate in preferred.filter_map(known).chain(&self.locales) {
            if !order.contains(&candidate) {
                order.push(candidate);
            }
        }
        order
    }

    fn page_at(&self, locale: &LocaleId, wanted: &str, anchor: &str) -> Option<Destination> {
        // What the source does not have is only in the trees of the locales that have it.
        let is_there = |page: &PageId| {
            let source = self.source_locale.as_ref();
            source.is_none_or(|source| self.page(page, source).is_some()) || self.page(page, locale).is_some()
        };
        let mut found =
            self.fallback_order(locale).into_iter().filter_map(|candidate| self.page_id_at(candidate, wanted));
        let page = found.find(is_there).or_else(|| self.first_in_folder(locale, wanted))?;
        let translated = self.page(&page, locale).is_some();
        Some(Destination::Page { page, translated, through: None, anchor: anchor.to_owned() })
    }

    /// What is at `wanted`, which leaves the folder of `locale`.
    fn beyond(&self, locale: &LocaleId, wanted: &FilePath, kind: LinkKind, anchor: &str) -> Option<Destination> {
        let wanted = self.places.folders.get(locale)?.join(wanted.as_str());
        let mut folders = self.places.folders.iter();
        let inside = folders.find_map(|(through, folder)| Some((through, wanted.relative_path(folder)?)));
        if let Some((through, below)) = inside.filter(|_| kind == LinkKind::Link) {
            let page = self.page_id_at(through, below).or_else(|| self.first_in_folder(through, below));
            if let Some(page) = page {
                let translated = self.page(&page, locale).is_some();
                let through = Some(through.clone()).filter(|through| through != locale);
                return Some(Destination::Page { page, translated, through, anchor: anchor.to_owned() });
            }
        }
        let (locale, path) = self.places.files.get(&wanted)?;
        Some(Destination::File { locale: locale.clone(), path: path.clone() })
    }

    fn page_id_at(&self, locale: &LocaleId, wanted: &str) -> Option<PageId> {
        let paths = self.paths.get(locale)?;
        let exact = spellings(wanted).into_iter().find_map(|path| paths.exact.get(&path));
        let folded = || spellings(wanted).into_iter().find_map(|path| paths.folded.get(&path.to_lowercase()));
        exact.or_else(folded).cloned()
    }

    /// The first page in a folder: that of the source, so that it is one page in all languages, else of `locale`.
    fn first_in_folder(&self, locale: &LocaleId, folder: &str) -> Option<PageId> {
        let folder = format!("{}/", folder.trim_end_matches('/'));
        let first = |locale: &LocaleId| {
            let (path, page) = self.paths.get(locale)?.exact.range(folder.clone()..).next()?;
            path.starts_with(&folder).then(|| page.clone())
        };
        self.source_locale.as_ref().and_then(first).or_else(|| first(locale))
    }

    fn file_at(&self, locale: &LocaleId, wanted: &str) -> Option<Destination> {
        self.fallback_order(locale).into_iter().find_map(|candidate| {
            let files = self.files.get(candidate)?;
            let folded = || self.folded_files.get(candidate)?.get(&wanted.to_lowercase());
            let path = files.get_key_value(wanted).map(|(path, _)| path).or_else(folded)?;
            Some(Destination::File { locale: candidate.clone(), path: path.clone() })
        })
    }
}

/// The files that a path may mean.
fn spellings(path: &str) -> [String; 3] {
    [path.to_owned(), format!("{path}.md"), format!("{path}/index.md")]
}

/// Whether a target has a scheme or is a path of the web server.
fn is_external(target: &str) -> bool {
    if target.starts_with('/') {
        return true;
    }
    let scheme = target.split(['/', '?', '#']).next().unwrap_or_default();
    scheme.split_once(':').is_some_and(|(name, _)| {
        name.len() > 1
            && name.starts_with(|char: char| char.is_ascii_alphabetic())
            && name.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.'))
    })
}

/// Schemes that a link may have; others run code or open programs.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "ftp", "sms", "xmpp", "irc", "geo"];

/// Whether following a link to `target` can do nothing but open a page or write to somebody.
pub fn is_address(target: &str) -> bool {
    let start = target.trim().split(['/', '?', '#']).next().unwrap_or_default();
    start.split_once(':').is_none_or(|(scheme, _)| SCHEMES.contains(&scheme.to_lowercase().as_str()))
}

/// Decodes `%20` and its like; what is no escape, or no UTF-8 when decoded, stays as it is.
pub fn percent_decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_and_server_paths_are_external() {
        for target in ["https://a.example", "mailto:a@b.example", "/nl-nl/help", "//cdn.example/x", "tel:112"] {
            assert!(is_external(target), "{target}");
        }
        for target in ["a.md", "../b.md#c:d", "#kop", "說明.md", "c:", "./x:y.md"] {
            assert!(!is_external(target), "{target}");
        }
    }

    #[test]
    fn escapes_are_decoded_only_where_they_are_escapes() {
        assert_eq!(percent_decode("%E8%AA%AA%20a%zz%"), "說 a%zz%");
        assert_eq!(percent_decode("%ff"), "%ff");
        assert_eq!(percent_decode("100%+5"), "100%+5");
    }
}
