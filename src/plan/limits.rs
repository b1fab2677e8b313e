//! How many pages one page or row may ask for.
//!
//! A page that names its earlier addresses, and a row that names exceptions, make a page for each of them. Without
//! bounds one small file could ask for more pages than a disk holds.

use super::topics::MOST_TOPICS;
use super::{Site, kinds, topic_kinds};
use crate::align::{Entry, MOST_ENTRY_PAGES};
use crate::diagnostic::{Diagnostic, Message};
use crate::model::PageId;
use crate::parse::MOST_ALIASES;
use crate::text::Span;

/// Reports where pages and rows ask for more pages than they get.
pub fn exceeded(site: &Site<'_>) -> Vec<Diagnostic> {
    aliases(site).chain(topics(site)).chain(rows(site)).collect()
}

fn aliases<'s>(site: &'s Site<'_>) -> impl Iterator<Item = Diagnostic> + 's {
    site.corpus.all_pages().flat_map(kinds::too_many_aliases).map(|(entry, count)| {
        let message = Message::new("the page names {count} former addresses, of which the first {limit} lead to it")
            .count("count", count)
            .count("limit", MOST_ALIASES);
        Diagnostic::limit_exceeded(
            entry.span.clone(),
            message,
            "let the web server redirect addresses that follow a pattern",
        )
    })
}

/// The first row of each page that gets no page of its own because so many rows before it do.
fn rows<'s>(site: &'s Site<'_>) -> impl Iterator<Item = Diagnostic> + 's {
    let is_over = |entry: &&Entry| entry.ordinal >= MOST_ENTRY_PAGES && site.alignment.has_message(entry);
    let mut reported: Option<&PageId> = None;
    let first = site
        .alignment
        .entries
        .iter()
        .filter(is_over)
        // Entries of one page are neighbours, so one finding a page is enough.
        .filter(move |entry| reported.replace(&entry.page) != Some(&entry.page));
    first.filter_map(|entry| {
        let message = Message::new("only the first {limit} rows of a page get pages of their own")
            .count("limit", MOST_ENTRY_PAGES);
        Some(Diagnostic::limit_exceeded(place(site, entry)?, message, "make several pages of it"))
    })
}

/// Where an entry stands in the first locale that has it.
fn place(site: &Site<'_>, entry: &Entry) -> Option<Span> {
    let (locale, row) = entry.rows.iter().next()?;
    let page = site.corpus.page(&entry.page, locale)?;
    let range = page.tables.get(row.place.table)?.rows.get(row.place.row)?.range.clone();
    Some(Span::new(&page.path, range))
}

fn topics<'s>(site: &'s Site<'_>) -> impl Iterator<Item = Diagnostic> + 's {
    let entries = site.alignment.entries.iter().filter(|entry| site.alignment.has_page(entry));
    entries.filter_map(|entry| {
        let mut counts = topic_kinds().map(|kind| ((kind.names)(entry).len(), kind.plural));
        let (count, what) = counts.find(|(count, _)| *count > MOST_TOPICS)?;
        let message = Message::new("the row names {count} {kind}, of which the first {limit} list it on their pages")
            .count("count", count)
            .with("kind", what)
            .count("limit", MOST_TOPICS);
        Some(Diagnostic::limit_exceeded(place(site, entry)?, message, "make several rows of it"))
    })
}
