//! What the Markdown twins of pages hold: the author's text with its links mended, and plain lists of what we make.

use std::ops::Range;

use serde::Serialize;
use tera::Context;

use super::Renderer;
use super::body::Including;
use super::escape::escape_markdown;
use super::kinds::LabelledCell;
use super::navigation::display_title;
use crate::align::Entry;
use crate::model::{Cell, Destination, Link, LinkKind, Page, PageId, Role};
use crate::parse::Document;
use crate::plan::{PlannedPage, Route};

/// An entry as Markdown shows it.
#[derive(Debug, Serialize)]
struct EntryAlternate {
    message: String,
    page: Option<LinkAlternate>,
    fields: Vec<FieldAlternate>,
    translations: Vec<LinkAlternate>,
}

#[derive(Debug, Serialize)]
struct FieldAlternate {
    /// What heads the column.
    label: String,
    /// The author's Markdown.
    text: String,
}

#[derive(Debug, Serialize)]
struct LinkAlternate {
    title: String,
    href: String,
}

/// The links of a page that stand in a range of its bytes. Links are in the order in which they end.
fn links_in<'p>(page: &'p Page, range: &Range<usize>) -> impl Iterator<Item = &'p Link> {
    let first = page.links.partition_point(|link| link.span.end <= range.start);
    let (start, end) = (range.start, range.end);
    page.links[first..].iter().take_while(move |link| link.span.end <= end).filter(move |link| link.span.start >= start)
}

impl Renderer<'_> {
    /// The text of a document below its front matter. Links lead to the twins of pages, and includes are filled in.
    pub(super) fn author_text(&self, planned: &PlannedPage, document: &Document) -> String {
        let page = &document.page;
        let mut text = String::new();
        if page.headings.first().is_none_or(|heading| heading.level != 1) {
            text.push_str(&format!("# {}\n\n", display_title(page)));
        }
        text.push_str(&self.with_includes(planned, document, &mut Including::on(self, page)));
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
    fn cell_text(&self, planned: &PlannedPage, page: &Page, cell: &Cell) -> String {
        let mut text = cell.text.to_string();
        for link in links_in(page, &cell.range) {
            let to = self.alternate_target(planned, page, link);
            text = to.map_or(text.clone(), |to| text.replacen(&format!("]({}", link.target), &format!("]({to}"), 1));
        }
        text
    }

    /// A link as it should stand in the twin; `None` where it stays as it is.
    fn mended(&self, planned: &PlannedPage, page: &Page, link: &Link, written: &str) -> Option<String> {
        let to = self.alternate_target(planned, page, link)?;
        let at = written.rfind("](")? + 2;
        let rest = written[at..].strip_prefix(&link.target)?;
        Some(format!("{}{to}{rest}", &written[..at]))
    }

    /// Where a link of `page` leads from the twin of `planned`; `None` where it leads there as it is written.
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

    /// The twin of a page of the corpus, in the language that readers of `planned` get it in.
    fn alternate_href(&self, planned: &PlannedPage, page: &PageId) -> Option<String> {
        let shown = self.site.locale_showing(page, &planned.locale)?;
        Some(planned.route.relative(&self.site.page_route(page, shown)?.markdown()))
    }

    /// What the twin of an entry's page gets.
    pub(super) fn entry_alternate(&self, planned: &PlannedPage, index: usize) -> Context {
        let entry = &self.site.alignment.entries[index];
        let locale = &planned.locale;
        let page = self.site.corpus.page(&entry.page, locale);
        let others =
            self.site.corpus.locales.iter().filter(|other| *other != locale && entry.rows.contains_key(*other));
        let translation = |other| {
            let href = planned.route.relative(&self.site.entry_route(entry, other)?.markdown());
            Some(LinkAlternate { title: self.profile(other).autonym.clone(), href })
        };
        let alternate = EntryAlternate {
            message: escape_markdown(
                &self.entry_text(entry, locale, Role::Message).unwrap_or_else(|| entry.id.to_string()),
            ),
            page: page.and_then(|page| {
                let href = self.alternate_href(planned, &page.id)?;
                Some(LinkAlternate { title: escape_markdown(display_title(page)), href })
            }),
            fields: page.map(|page| self.field_alternates(planned, page, entry)).unwrap_or_default(),
            translations: others.filter_map(translation).collect(),
        };
        let mut context = self.words(planned);
        context.insert("entry", &alternate);
        context
    }

    /// The cells of an entry but its message, as their author wrote them, each with what heads its column.
    fn field_alternates(&self, planned: &PlannedPage, page: &Page, entry: &Entry) -> Vec<FieldAlternate> {
        let is_shown = |cell: &LabelledCell<'_>| cell.role != Some(Role::Message);
        let field = |LabelledCell { label, cell, .. }: LabelledCell<'_>| FieldAlternate {
            label: escape_markdown(&label),
            text: self.cell_text(planned, page, cell),
        };
        self.labelled_cells(&page.locale, entry).into_iter().filter(is_shown).map(field).collect()
    }

    /// What the twin of the page of an app, an exception or a status gets.
    pub(super) fn topic_alternate(&self, planned: &PlannedPage, index: usize) -> Context {
        let topic = &self.site.topics.all[index];
        let entries: Vec<LinkAlternate> = self
            .entries_in(topic, &planned.locale)
            .filter_map(|index| self.entry_alternate_link(planned, index))
            .collect();
        let mut context = self.words(planned);
        context.insert("kind", topic.kind.folder());
        context.insert("name", &topic.names.get(&planned.locale));
        context.insert("entries", &entries);
        context
    }

    fn entry_alternate_link(&self, planned: &PlannedPage, index: usize) -> Option<LinkAlternate> {
        let entry: &Entry = &self.site.alignment.entries[index];
        let shown = self.site.row_locale(entry, &planned.locale)?;
        Some(LinkAlternate {
            title: escape_markdown(
                &self.entry_text(entry, shown, Role::Message).unwrap_or_else(|| entry.id.to_string()),
            ),
            href: planned.route.relative(&self.site.entry_route(entry, shown)?.markdown()),
        })
    }

    /// What the twin of a locale's home gets: the pages in their order.
    pub(super) fn home_alternate(&self, planned: &PlannedPage) -> Context {
        let pages = super::navigation::pages_below(&self.navigations[&planned.locale].around(None).nodes);
        let link = |page: &PageId| {
            let shown = self.site.corpus.page(page, self.site.locale_showing(page, &planned.locale)?)?;
            Some(LinkAlternate {
                title: escape_markdown(display_title(shown)),
                href: self.alternate_href(planned, page)?,
            })
        };
        let pages: Vec<LinkAlternate> = pages.into_iter().filter_map(link).collect();
        let mut context = self.words(planned);
        context.insert("pages", &pages);
        context
    }
}

/// The bytes of an include with its mark and brackets, around those of its link.
fn whole_include(source: &str, link: &Link) -> Option<Range<usize>> {
    let start = source[..link.span.start].rfind('[')?;
    let end = link.span.end + source[link.span.end..].find(']')? + 1;
    Some(start..end)
}
