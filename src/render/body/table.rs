//! Tables with rows that can be linked to.

use pulldown_cmark::Alignment as Side;

use super::{Placed, Writer, unplaced};
use crate::align::{Entry, RowAddress};
use crate::model::{Cell, Table};
use crate::parse::{Document, plain_text};
use crate::plan::percent_encode;
use crate::render::Argument;
use crate::render::chrome::shortened;
use crate::render::escape::escape;

/// So many characters of a row's first cell name it in the labels of its links.
const LONGEST_NAME: usize = 60;

impl Writer<'_> {
    /// A table, from its digest: the one that begins where the events do.
    pub(super) fn table(&mut self, document: &Document, sides: &[Side], events: &[Placed<'_>]) {
        let start = events[0].1.start;
        let Some(index) = document.page.tables.iter().position(|table| table.span.start == start) else { return };
        let table = &document.page.tables[index];
        self.tables += 1;
        let label = self.table_label(document, table);
        self.html.push_str(&format!(
            "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"{}\">\n<table>\n",
            escape(&label)
        ));
        self.header(document, table, sides);
        if !table.rows.is_empty() {
            self.html.push_str("<tbody>\n");
            let headers: Vec<String> = table.header.iter().map(|cell| escape(&plain_text(&cell.text))).collect();
            for row in 0..table.rows.len() {
                self.row(document, index, row, &headers, sides);
            }
            self.html.push_str("</tbody>\n");
        }
        self.html.push_str("</table>\n</section>\n");
    }

    /// What a screen reader calls the table: its number on the page and what it stands under.
    fn table_label(&self, document: &Document, table: &Table) -> String {
        let page = &document.page;
        let heading = table.heading.and_then(|heading| page.headings.get(heading)).map(|heading| heading.text.as_str());
        let title = heading.filter(|text| !text.is_empty()).unwrap_or(&page.title);
        self.message("table-label", &[("number", Argument::Number(self.tables)), ("title", Argument::Text(title))])
    }

    fn header(&mut self, document: &Document, table: &Table, sides: &[Side]) {
        self.html.push_str("<thead>\n<tr>");
        for (column, cell) in table.header.iter().enumerate() {
            let side = class(sides, column);
            match cell.text.is_empty() {
                true => self.html.push_str("<td></td>"),
                false => {
                    self.html.push_str(&format!("<th scope=\"col\"{side}>"));
                    self.cell_text(document, &cell.text);
                    self.html.push_str("</th>");
                }
            }
        }
        self.html.push_str("</tr>\n</thead>\n");
    }

    fn row(&mut self, document: &Document, table: usize, row: usize, headers: &[String], sides: &[Side]) {
        let page = &document.page;
        let renderer = self.renderer;
        let aligned = self.including.is_empty();
        let address = RowAddress { page: page.id.clone(), locale: page.locale.clone(), table, row };
        let entry = renderer.site.alignment.entry_of(&page.id, &page.locale, table, row).filter(|_| aligned);
        let cells: &[Cell] = match aligned {
            true => renderer.site.alignment.cells(renderer.site.corpus, &address),
            false => &page.tables[table].rows[row].cells,
        };
        match entry {
            Some(entry) => self.html.push_str(&format!("<tr id=\"{}\">\n", escape(entry.id.as_str()))),
            None => self.html.push_str("<tr>\n"),
        }
        for (column, cell) in cells.iter().enumerate() {
            let label =
                headers.get(column).filter(|label| !label.is_empty()).map(|label| format!(" data-label=\"{label}\""));
            self.html.push_str(&format!("<td{}{}>", class(sides, column), label.unwrap_or_default()));
            if let Some(entry) = entry.filter(|_| column == 0) {
                self.former_anchors(entry);
            }
            self.cell_text(document, &cell.text);
            if let Some(entry) = entry.filter(|_| column == 0) {
                self.row_links(document, entry, &shortened(&plain_text(&cell.text), LONGEST_NAME));
            }
            self.html.push_str("</td>\n");
        }
        self.html.push_str("</tr>\n");
    }

    fn cell_text(&mut self, document: &Document, markdown: &str) {
        let events = unplaced(document.cell_events(markdown));
        self.inlines(&document.page, &events);
    }

    /// Anchors for the names that a row had before, so that links to them lead to it.
    fn former_anchors(&mut self, entry: &Entry) {
        for id in self.renderer.site.alignment.former.of(&entry.id) {
            self.html.push_str(&format!("<span id=\"{}\"></span>", escape(id.as_str())));
        }
    }

    /// The links of a row: to itself, and to its entry's page. They have no text, so that the cell reads as written.
    fn row_links(&mut self, document: &Document, entry: &Entry, name: &str) {
        let id = entry.id.as_str();
        let named = [("entry", Argument::Text(name))];
        let permalink = escape(&self.message("row-permalink", &named));
        self.html.push_str("<span class=\"row-links\">");
        self.html.push_str(&format!(
            "<a class=\"permalink\" href=\"#{}\" aria-label=\"{permalink}\"></a>",
            percent_encode(id)
        ));
        let tree = self.renderer.site.entry_route(entry, self.locale());
        if let Some(route) = tree.or_else(|| self.renderer.site.entry_route(entry, &document.page.locale)) {
            let details = escape(&self.message("entry-details", &named));
            let href = escape(&self.renderer.href(self.planned, &route));
            self.html.push_str(&format!("<a class=\"entry-link\" href=\"{href}\" aria-label=\"{details}\"></a>"));
        }
        self.html.push_str("</span>");
    }
}

/// The class for a column's side, with the space before it.
fn class(sides: &[Side], column: usize) -> &'static str {
    match sides.get(column) {
        Some(Side::Center) => " class=\"align-center\"",
        Some(Side::Right) => " class=\"align-end\"",
        _ => "",
    }
}
