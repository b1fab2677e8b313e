//! Whether a link that looks changed leads its readers to what they would see all the same.

use crate::check::Context;
use crate::model::{Link, LocaleId};
use crate::units::Text;

/// A name of fewer letters is that of many pages.
const SHORTEST_NAME: usize = 4;

/// Names that say nothing about what the page is about.
const NAMES_OF_ANY_PAGE: [&str; 3] = ["index", "readme", "overview"];

/// So many links before a text, and so many behind it, are looked at: all of them for every link that differs would take
/// time with the square of the page.
const NEAR_LINKS: usize = 200;

/// Whether two targets are one page in another address: on the site's own web server and as a file, or in the editions of
/// two languages.
pub fn is_same_page((own, locale): (&str, &LocaleId), (other, of_other): (&str, &LocaleId)) -> bool {
    match (Web::read(own), Web::read(other)) {
        (Some(own), Some(other)) => {
            own.is_edition(locale) && other.is_edition(of_other) && {
                // `zh.wikipedia.org` names its articles in Chinese.
                let is_by_host = own.host != other.host && own.site() == other.site();
                is_by_host || (own.host == other.host && own.name() == other.name())
            }
        }
        (None, None) => false,
        _ => {
            let (one, other) = (name(own), name(other));
            one == other && one.chars().count() >= SHORTEST_NAME && !NAMES_OF_ANY_PAGE.contains(&one.as_str())
        }
    }
}

/// How often the page of a text has a link to a target outside of the text, as far as its neighbourhood shows.
pub fn times_elsewhere(context: &Context<'_>, text: &Text<'_>, target: &str) -> usize {
    let Some(page) = context.corpus.page_of_file(text.file) else { return 0 };
    let (start, end) = (text.start, text.start + text.text.len());
    let here = page.links.partition_point(|link| link.span.start < start);
    let near = here.saturating_sub(NEAR_LINKS)..page.links.len().min(here + NEAR_LINKS);
    let is_elsewhere = |link: &&Link| !(start..end).contains(&link.span.start) && is_alike(&link.target, target);
    page.links[near].iter().filter(is_elsewhere).count()
}

/// Whether two targets lead to one page as two files would write it: by the name of the page, or on one page by the
/// fragment.
fn is_alike(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (one, other) = (name(one), name(other));
    !one.is_empty() && one == other && !NAMES_OF_ANY_PAGE.contains(&one.as_str())
}

/// The last part of a path without what its file is written in.
fn name(target: &str) -> String {
    let path = target.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let stem = [".md", ".mdx", ".html"].iter().find_map(|end| last.strip_suffix(end)).unwrap_or(last);
    stem.to_lowercase()
}

/// An address on the web.
struct Web<'t> {
    host: &'t str,
    path: &'t str,
}

impl<'t> Web<'t> {
    fn read(target: &'t str) -> Option<Web<'t>> {
        let rest = target.strip_prefix("https://").or_else(|| target.strip_prefix("http://"))?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        Some(Web { host, path })
    }

    /// Whether the address names the language of a locale.
    fn is_edition(&self, locale: &LocaleId) -> bool {
        let label = self.host.split('.').next();
        let parts = self.path.split(['/', '?', '#']).chain(label);
        parts.into_iter().any(|part| {
            let language = part.split(['-', '_']).next().unwrap_or_default();
            language.eq_ignore_ascii_case(locale.language()) && part.len() <= "zh-hant-tw".len()
        })
    }

    /// The host without the label of its language.
    fn site(&self) -> &'t str {
        self.host.split_once('.').map_or(self.host, |(_, site)| site)
    }

    fn name(&self) -> String {
        name(self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::is_same_page;

    #[test]
    fn a_page_is_the_same_in_the_edition_of_another_language() {
        let (dutch, chinese) = ("nl-NL".parse().unwrap(), "zh-TW".parse().unwrap());
        let same = |own: &str, other: &str| is_same_page((own, &dutch), (other, &chinese));
        assert!(same("https://nl.wikipedia.org/wiki/Cache", "https://zh.wikipedia.org/wiki/%E7%BC%93%E5%AD%98"));
        assert!(same("https://example.org/nl-NL/docs/CORS", "https://example.org/zh-TW/docs/Web/CORS"));
        assert!(!same("https://example.org/nl-NL/docs/CORS", "https://example.org/zh-TW/docs/HTTP"));
        assert!(!same("https://nl.wikipedia.org/wiki/Cache", "https://zh.example.org/wiki/Cache"));
    }

    #[test]
    fn a_file_is_the_page_that_the_web_server_makes_of_it() {
        let (dutch, chinese) = ("nl-NL".parse().unwrap(), "zh-TW".parse().unwrap());
        let same = |own: &str, other: &str| is_same_page((own, &dutch), (other, &chinese));
        assert!(same("../plugins/limit-count.md", "https://docs.example.org/plugins/limit-count/"));
        assert!(!same("../plugins/limit-count.md", "https://docs.example.org/plugins/limit-req/"));
        assert!(!same("../plugins/index.md", "https://docs.example.org/index.html"));
    }
}
