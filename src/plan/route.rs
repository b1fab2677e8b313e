//! Where an output is, below the site's root.

use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::{LocaleId, PageId};

/// The place of an output below the site's root: `nl-nl/gids/` for a page, `sitemap.xml` for a file.
///
/// The characters are those of the content (Unicode, unescaped); no part is empty, `.` or `..`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

impl Route {
    /// The site's root: the folder itself.
    pub fn root() -> Route {
        Route("".into())
    }

    /// A file at the site's root, or below it.
    pub fn at_root(path: &str) -> Route {
        Route(clean(path).into())
    }

    /// A locale's home.
    pub fn home(locale: &LocaleId) -> Route {
        Route(format!("{}/", locale.slug()).into())
    }

    /// The page in the folder `path` of a locale.
    pub fn below(locale: &LocaleId, path: &str) -> Route {
        match clean(path) {
            path if path.is_empty() => Route::home(locale),
            path => Route(format!("{}/{path}/", locale.slug()).into()),
        }
    }

    /// A file of a locale.
    pub fn file(locale: &LocaleId, path: &str) -> Route {
        Route(format!("{}/{}", locale.slug(), clean(path)).into())
    }

    /// The search index of a locale.
    pub fn search_index(locale: &LocaleId) -> Route {
        Route::file(locale, "search.json")
    }

    /// The Markdown alternate of the page at this route, as <https://llmstxt.org/> names it.
    pub fn markdown(&self) -> Route {
        // `index.html.md`, so that it lies beside the page and cannot be the address of another one.
        Route(format!("{}.md", self.output_file()).into())
    }

    /// The page of the corpus called `page`; an `index` is its folder's page.
    pub fn content(locale: &LocaleId, page: &PageId) -> Route {
        let id = page.as_str();
        let folder = if id == "index" { "" } else { id.strip_suffix("/index").unwrap_or(id) };
        Route::below(locale, folder)
    }

    /// The route as text, unescaped.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that holds the output, below the output folder.
    pub fn output_file(&self) -> String {
        if self.is_folder() { format!("{}index.html", self.0) } else { self.0.to_string() }
    }

    /// The route as it stands in a URL, percent-encoded.
    pub fn url(&self) -> String {
        percent_encode(&self.0)
    }

    /// The URL of `target` as seen from a page at this route, percent-encoded: `../entries/x/`.
    pub fn relative(&self, target: &Route) -> String {
        let (from, to) = (folders(&self.0), folders(&target.0));
        let shared = from.iter().zip(&to).take_while(|(here, there)| here == there).count();
        let file = target.0.rsplit('/').next().unwrap_or("");
        let mut url = "../".repeat(from.len() - shared);
        for folder in &to[shared..] {
            url.push_str(&percent_encode(folder));
            url.push('/');
        }
        url.push_str(&percent_encode(file));
        if url.is_empty() { "./".to_owned() } else { url }
    }

    /// The place in another locale's tree that corresponds to this one.
    pub fn in_locale(&self, from: &LocaleId, to: &LocaleId) -> Option<Route> {
        let relative_path = self.0.strip_prefix(&from.slug())?.strip_prefix('/')?;
        Some(Route(format!("{}/{relative_path}", to.slug()).into()))
    }

    fn is_folder(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }
}

/// The folders that a page or file at `route` stands in.
fn folders(route: &str) -> Vec<&str> {
    match route.rsplit_once('/') {
        Some((folders, _)) => folders.split('/').collect(),
        None => Vec::new(),
    }
}

/// `path` without empty parts, `.`, `..` and control characters, so that no page key leaves the output folder.
fn clean(path: &str) -> String {
    let parts = path.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    // A control character may end a line in `_redirects` and in headers, or be no name of a file.
    let printable =
        |part: &str| part.chars().map(|char| if char.is_control() { '-' } else { char }).collect::<String>();
    parts.map(printable).collect::<Vec<_>>().join("/")
}

/// What a path does not hold as it is: all but the unreserved characters of RFC 3986 and the `/` between its parts.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// `text` with every byte escaped that is not an ASCII letter, a digit, `-`, `.`, `_`, `~` or `/`.
pub fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// A URL with a fragment, percent-encoded; an empty anchor is none.
pub fn with_anchor(url: String, anchor: &str) -> String {
    if anchor.is_empty() { url } else { format!("{url}#{}", percent_encode(anchor)) }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dutch() -> LocaleId {
        "nl-NL".parse().unwrap()
    }

    fn chinese() -> LocaleId {
        "zh-TW".parse().unwrap()
    }

    #[test]
    fn links_are_relative_and_percent_encoded() {
        let page = Route::content(&dutch(), &PageId::new("gids/FAQ"));
        assert_eq!(page.as_str(), "nl-nl/gids/FAQ/");
        assert_eq!(
            page.relative(&Route::content(&chinese(), &PageId::new("說明"))),
            "../../../zh-tw/%E8%AA%AA%E6%98%8E/"
        );
        assert_eq!(page.relative(&Route::file(&dutch(), "gids/media/één.png")), "../media/%C3%A9%C3%A9n.png");
        assert_eq!(page.relative(&page), "./");
        assert_eq!(page.relative(&Route::root()), "../../../");
        assert_eq!(Route::root().relative(&Route::home(&chinese())), "zh-tw/");
        assert_eq!(Route::at_root("404.html").relative(&Route::at_root("assets/site.css")), "assets/site.css");
    }

    #[test]
    fn an_index_is_the_page_of_its_folder() {
        assert_eq!(Route::content(&dutch(), &PageId::new("index")), Route::home(&dutch()));
        assert_eq!(Route::content(&dutch(), &PageId::new("gids/index")).output_file(), "nl-nl/gids/index.html");
    }

    #[test]
    fn no_page_key_leaves_the_output_folder() {
        assert_eq!(Route::content(&chinese(), &PageId::new("../../e\u{7}tc//./方塊")).as_str(), "zh-tw/e-tc/方塊/");
    }

    #[test]
    fn a_page_keeps_its_place_in_another_locale() {
        let search = Route::below(&dutch(), "search");
        assert_eq!(search.in_locale(&dutch(), &chinese()).unwrap().as_str(), "zh-tw/search/");
        assert_eq!(Route::at_root("404.html").in_locale(&dutch(), &chinese()), None);
    }
}
