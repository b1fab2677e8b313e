//! What the Markdown alternates of pages hold: the author's text with its links mended, and plain lists of what we
//! make.

use std::ops::Range;

use serde::Serialize;

use super::Renderer;
use super::body::Including;
use super::navigation::display_title;
use crate::model::{Cell, Destination, Link, LinkKind, Page, PageId};
use crate::parse::Document;
use crate::plan::{PlannedPage, Route};

/// A link to the Markdown alternate of a page.
#[derive(Debug, Serialize)]
pub(super) struct LinkAlternate {
    pub(super) title: String,
    pub(super) href: String,
}

/// The links of a page in a range of its bytes. Links are in the order in which they end.
fn links_in<'p>(page: &'p Page, range: &Range<usize>) -> impl Iterator<Item = &'p Link> {
    let first = page.links.partition_point(|link| link.span.end <= range.start);
    let (start, end) = (range.start, range.end);
    page.links[first..].iter().take_while(move |link| link.span.end <= end).filter(move |link| link.span.start >= start)
}

impl Renderer<'_> {
    /// The text of a document below its front matter. Links lead to the Markdown alternates of pages, and includes are
    /// filled in.
    pub(super) fn author_text(&self, planned: &PlannedPage, document: &Document) -> String {
        let page = &document.page;
        let mut text = String::new();
        if page.headings.first().is_none_or(|heading| heading.level != 1) {
            text.push_str(&format!("# {}\n\n", display_title(page)));
        }
        text.push_str(&self.with_includes(planned, document, &mut Including::on(self, page)));
        // The same bytes for the same text, whatever system the author uses.
        text.trim().replace('\r', "") + "\n"
    }

    /// The text of a document below its front matter, with its links mended and its includes filled in.
    fn with_includes(&self, planned: &PlannedPage, document: &Document, including: &mut Including) -> String {
        let (page, source) = (&document.page, document.source.text());
        let mut text = String::new();
        let mut from = document.body;
        for link in page.links.iter().filter(|link| link.kind == LinkKind::Include) {
            let (Some(range), Some(included)) =
                (whole_include(source, link), self.included(page, &link.target, including))
            else {
                continue;
            };
            // An include inside of one that was filled in already.
            if range.start < from {
                continue;
            }
            text.push_str(&self.with_links(planned, page, source, from..range.start));
            including.open(included.page.path.clone());
            text.push_str(self.with_includes(planned, &included, including).trim());
            including.close();
            from = range.end;
        }
        text + &self.with_links(planned, page, source, from..source.len())
    }

    /// A stretch of a page's text, with the links in it mended.
    fn with_links(&self, planned: &PlannedPage, page: &Page, source: &str, range: Range<usize>) -> String {
        let mut text = String::new();
        let mut from = range.start;
        for link in links_in(page, &range) {
            // An image in a link is mended with it.
            let Some(before) = source.get(from..link.span.start) else { continue };
            let Some(mended) = self.mended(planned, page, link, &source[link.span.range()]) else { continue };
            text.push_str(before);
            text.push_str(&mended);
            from = link.span.end;
        }
        text + &source[from..range.end]
    }

    /// The author's text of a cell of `page`, with the links in it mended.
    pub(super) fn cell_text(&self, planned: &PlannedPage, page: &Page, cell: &Cell) -> String {
        let mut text = cell.text.to_string();
        for link in links_in(page, &cell.range) {
            let to = self.alternate_target(planned, page, link);
            text = to.map_or(text.clone(), |to| text.replacen(&format!("]({}", link.target), &format!("]({to}"), 1));
        }
        text
    }

    /// A link as it should be in the Markdown alternate; `None` where it stays as it is.
    fn mended(&self, planned: &PlannedPage, page: &Page, link: &Link, written: &str) -> Option<String> {
        let to = self.alternate_target(planned, page, link)?;
        let at = written.rfind("](")? + 2;
        let rest = written[at..].strip_prefix(&link.target)?;
        Some(format!("{}{to}{rest}", &written[..at]))
    }

    /// Where a link of `page` leads from the Markdown alternate of `planned`; `None` where it leads there as it is
    /// written.
    fn alternate_target(&self, planned: &PlannedPage, page: &Page, link: &Link) -> Option<String> {
        match self.site.corpus.resolve(page, link) {
            Destination::Page { page, anchor, .. } => {
                let fragment = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
                Some(format!("{}{fragment}", self.alternate_href(planned, &page)?))
            }
            Destination::File { locale, path } if link.kind != LinkKind::Include => {
                Some(self.href(planned, &Route::file(&locale, &path)))
            }
            _ => None,
        }
    }

    /// The Markdown alternate of a page of the corpus, in the language that readers of `planned` get it in.
    pub(super) fn alternate_href(&self, planned: &PlannedPage, page: &PageId) -> Option<String> {
        let shown = self.site.page_words(page, &planned.locale)?;
        Some(planned.route.relative(&self.site.page_route(page, shown)?.markdown()))
    }
}

/// The bytes of an include with its `!INCLUDE` and brackets, around those of its link.
fn whole_include(source: &str, link: &Link) -> Option<Range<usize>> {
    let start = source[..link.span.start].rfind('[')?;
    let end = link.span.end + source[link.span.end..].find(']')? + 1;
    Some(start..end)
}
