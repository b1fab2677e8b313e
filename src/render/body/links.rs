//! Where links lead from the page that is written.

use super::Writer;
use super::image_sizes::Size;
use crate::model::{Destination, Link, LinkKind, LocaleId, Page, PageId, is_address};
use crate::plan::{Route, is_copied, percent_encode, with_anchor};
use crate::text::{FilePath, Span};

/// The target of a link.
#[derive(Debug, PartialEq, Eq)]
pub enum Href {
    /// A URL, not escaped for HTML.
    Url(String),
    /// There is nothing to link to.
    Broken,
}

impl Writer<'_> {
    /// Where `target` leads that is written on `page`.
    pub(super) fn resolve(&self, page: &Page, kind: LinkKind, target: &str) -> Href {
        let link = Link { kind, target: target.to_owned(), text: String::new(), span: Span::new(&page.path, 0..0) };
        match self.renderer.site.corpus.resolve(page, &link) {
            Destination::External => external(target, kind),
            // A cell that is shown on another page than its own leads back to that.
            Destination::Anchor(anchor) if self.planned.prose.is_none() => self.to_page(&page.id, &anchor),
            Destination::Anchor(anchor) => Href::Url(format!("#{}", percent_encode(&anchor))),
            Destination::Page { page, anchor, .. } => self.to_page(&page, &anchor),
            Destination::File { locale, path } => self.to_file(&locale, &path),
            Destination::Missing => Href::Broken,
        }
    }

    /// The size of the image at `target`, where it is a file of the site.
    pub(super) fn image_size(&self, page: &Page, target: &str) -> Option<Size> {
        let (kind, span) = (LinkKind::Image, Span::new(&page.path, 0..0));
        let link = Link { kind, target: target.to_owned(), text: String::new(), span };
        let Destination::File { locale, path } = self.renderer.site.corpus.resolve(page, &link) else { return None };
        let file = self.renderer.site.corpus.files.get(&locale)?.get(&path)?;
        self.renderer.image_sizes.of(self.renderer.content, file)
    }

    /// A page of the corpus, within the tree that the reader is in.
    fn to_page(&self, page: &PageId, anchor: &str) -> Href {
        let Some(route) = self.renderer.site.page_route(page, self.locale()) else { return Href::Broken };
        Href::Url(with_anchor(self.renderer.href(self.planned, &route), anchor))
    }

    fn to_file(&self, locale: &LocaleId, path: &str) -> Href {
        match is_copied(&FilePath::new(path)) {
            true => Href::Url(self.renderer.href(self.planned, &Route::file(locale, path))),
            false => Href::Broken,
        }
    }
}

/// An address that is not ours, as the author wrote it, where nothing but an address can come of it.
fn external(target: &str, kind: LinkKind) -> Href {
    let target = target.trim();
    let allowed = is_address(target) || is_image_data(target, kind);
    if allowed { Href::Url(without_gaps(target)) } else { Href::Broken }
}

fn is_image_data(target: &str, kind: LinkKind) -> bool {
    kind == LinkKind::Image && target.to_ascii_lowercase().starts_with("data:image/")
}

/// The address with white space, quotes and other characters escaped that no URL may have.
fn without_gaps(target: &str) -> String {
    let mut url = String::with_capacity(target.len());
    for char in target.chars() {
        if is_gap(char) {
            url.push_str(&percent_encode(char.encode_utf8(&mut [0; 4])));
        } else {
            url.push(char);
        }
    }
    url
}

fn is_gap(char: char) -> bool {
    matches!(char, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}') || char.is_control() || char.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_become_links() {
        for target in ["javascript:alert(1)", "JavaScript:x", "vbscript:x", "data:text/html,x", "file:///etc/passwd"] {
            assert_eq!(external(target, LinkKind::Link), Href::Broken, "{target}");
        }
        for target in
            ["https://example.org/說明?a=1&b=2#x", "mailto:hulp@example.org", "/cloud/help", "//example.org/x"]
        {
            assert_eq!(external(target, LinkKind::Link), Href::Url(target.to_owned()));
        }
        assert_eq!(
            external("https://example.org/a b|c", LinkKind::Link),
            Href::Url("https://example.org/a%20b%7Cc".into())
        );
    }
}
