//! Rows of tables that authors write in HTML: they get the anchors and links that rows of pipes get, and look as before.

use super::Writer;
use crate::align::Entry;
use crate::model::{LocaleId, Page};
use crate::parse::Document;
use crate::parse::html::Tag;
use crate::render::escape::escape;

/// A row of a page: its table and its number there.
pub(super) type RowPlace = (usize, usize);

/// A row of HTML that is an entry, until its links are written at the end of its first cell.
#[derive(Debug)]
pub(super) struct OpenRow<'a> {
    entry: &'a Entry,
    locale: LocaleId,
    /// The Markdown of its first cell, by which its links are called.
    first_cell: String,
    /// Whether its anchor is in its first cell, since the author gave the row another id.
    has_own_id: bool,
    is_in_cell: bool,
}

/// The row of HTML whose tag begins at a byte of the file.
pub(super) fn row_at(document: &Document, at: usize) -> Option<RowPlace> {
    let tables = &document.page.tables;
    let table = tables.partition_point(|table| table.span.end <= at);
    let rows = &tables.get(table).filter(|table| table.is_html())?.rows;
    let row = rows.binary_search_by_key(&at, |row| row.range.start).ok()?;
    Some((table, row))
}

impl Writer<'_> {
    /// Writes the tag of a row.
    pub(super) fn html_row(&mut self, page: &Page, tag: &Tag<'_>, (table, row): RowPlace) {
        let is_trusted = self.renderer.options.trust_html;
        let entry = self.renderer.site.alignment.entry_of(&page.id, &page.locale, table, row);
        let own = tag.attribute("id").filter(|id| !id.is_empty() && (is_trusted || self.ids.claim(id)));
        let entry = entry.filter(|_| self.including.is_on_page());
        let id = own.or(entry.map(|entry| entry.id.as_str()));
        match (is_trusted, id.filter(|_| own.is_none())) {
            (true, Some(id)) => {
                let (name, rest) = tag.source.split_at("<tr".len());
                self.html.push_str(&format!("{name} id=\"{}\"{rest}", escape(id)));
            }
            (true, None) => self.html.push_str(tag.source),
            (false, _) => self.opening_tag("tr", tag, id, None),
        }
        let first_cell = page.tables[table].rows[row].cells.first();
        self.html_row = entry.map(|entry| OpenRow {
            entry,
            locale: page.locale.clone(),
            first_cell: first_cell.map(|cell| cell.text.to_string()).unwrap_or_default(),
            has_own_id: own.is_some(),
            is_in_cell: false,
        });
    }

    /// Writes the links of a row where a tag ends its first cell.
    pub(super) fn before_tag_of_row(&mut self, tag: &Tag<'_>) {
        let is_end = || matches!(&*tag.name, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "table");
        if self.html_row.as_ref().is_some_and(|row| row.is_in_cell && is_end())
            && let Some(row) = self.html_row.take()
        {
            self.row_links(&row.locale, row.entry, &row.first_cell);
        }
    }

    /// Writes the other anchors of a row where a tag begins its first cell.
    pub(super) fn after_tag_of_row(&mut self, tag: &Tag<'_>) {
        if tag.is_closing || !matches!(&*tag.name, "td" | "th") {
            return;
        }
        let Some(row) = self.html_row.as_mut().filter(|row| !row.is_in_cell) else { return };
        row.is_in_cell = true;
        let (entry, has_own_id) = (row.entry, row.has_own_id);
        if has_own_id {
            self.html.push_str(&format!("<span id=\"{}\"></span>", escape(entry.id.as_str())));
        }
        self.retired_anchors(entry);
    }
}
