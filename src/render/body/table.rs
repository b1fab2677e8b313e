//! Tables with rows that can be linked to.

use std::collections::BTreeMap;

use pulldown_cmark::Alignment as Side;

use super::{Placed, Writer, unplaced};
use crate::align::{AlignedTable, Entry, RowAddress};
use crate::model::{Cell, LocaleId, Page, Role, Table};
use crate::parse::{Document, alternative_text, cell_events, plain_text};
use crate::plan::{Site, percent_encode, topic_kinds};
use crate::render::Argument;
use crate::render::escape::escape;
use crate::render::shortened::shortened;

/// So many characters of a row's first cell name it in the labels of its links. Chosen: a screen reader reads all of
/// them for every link.
const LONGEST_NAME: usize = 60;

/// What is known of the columns of a table.
struct Columns<'a> {
    sides: &'a [Side],
    /// The header cells as plain text, escaped.
    headers: Vec<String>,
    roles: Vec<Option<Role>>,
}

/// A row of another locale, for one that a locale lacks.
struct FallbackRow<'a> {
    entry: &'a Entry,
    words: &'a LocaleId,
    /// Its cells in the order of the table that it is shown in; `None` where its own table has no such column.
    cells: Vec<Option<&'a Cell>>,
}

impl Writer<'_> {
    /// A table, from its digest: the one that begins where the events do.
    pub(super) fn table(&mut self, document: &Document, sides: &[Side], events: &[Placed<'_>]) {
        let start = events[0].1.start;
        let tables = &document.page.tables;
        let Ok(index) = tables.binary_search_by_key(&start, |table| table.span.start) else { return };
        let table = &document.page.tables[index];
        self.tables += 1;
        let label = self.table_label(document, table);
        self.html.push_str(&format!(
            "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"{}\">\n<table>\n",
            escape(&label)
        ));
        self.header(document, table, sides);
        self.body_rows(document, index, sides);
        self.html.push_str("</table>\n</section>\n");
    }

    fn body_rows(&mut self, document: &Document, index: usize, sides: &[Side]) {
        let page = &document.page;
        let table = &page.tables[index];
        let site = &self.renderer.site;
        let aligned = site.alignment.table_of(&page.id, &page.locale, index).filter(|_| self.including.is_on_page());
        let columns = Columns {
            sides,
            headers: table.header.iter().map(|cell| escape(&plain_text(&cell.text))).collect(),
            roles: roles(aligned, &page.locale, table.header.len()),
        };
        let mut fallback = aligned.map(|aligned| fallback_rows(site, aligned, page, index)).unwrap_or_default();
        if table.rows.is_empty() && fallback.is_empty() {
            return;
        }
        self.html.push_str("<tbody>\n");
        let mut borrow = |writer: &mut Self, place: Option<usize>| {
            for row in fallback.remove(&place).unwrap_or_default() {
                writer.fallback_row(document, &row, &columns);
            }
        };
        borrow(self, None);
        for row in 0..table.rows.len() {
            self.row(document, index, row, &columns);
            borrow(self, Some(row));
        }
        self.html.push_str("</tbody>\n");
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

    /// A row of the document's own, and behind it those that its locale lacks.
    fn row(&mut self, document: &Document, table: usize, row: usize, columns: &Columns<'_>) {
        let page = &document.page;
        let aligned = self.including.is_on_page();
        let address = RowAddress { page: page.id.clone(), locale: page.locale.clone(), table, row };
        let alignment = self.renderer.site.alignment;
        let entry = alignment.entry_of(&page.id, &page.locale, table, row).filter(|_| aligned);
        let cells: &[Cell] = match aligned {
            true => alignment.cells(self.renderer.site.corpus, &address),
            false => &page.tables[table].rows[row].cells,
        };
        self.open_row(entry, None);
        for (column, cell) in cells.iter().enumerate() {
            self.open_cell(columns, column);
            if let Some(entry) = entry.filter(|_| column == 0) {
                self.retired_anchors(entry);
            }
            self.cell_text(document, &cell.text);
            if let Some(entry) = entry.filter(|_| column == 0) {
                self.row_links(&page.locale, entry, &cell.text);
            }
            self.html.push_str("</td>\n");
        }
        self.html.push_str("</tr>\n");
    }

    /// A row that the document's locale lacks, in its fallback locale.
    fn fallback_row(&mut self, document: &Document, fallback: &FallbackRow<'_>, columns: &Columns<'_>) {
        let FallbackRow { entry, words, cells } = fallback;
        let Some(page) = self.renderer.site.corpus.page(&entry.page, words) else { return };
        self.open_row(Some(entry), Some(words));
        for (column, cell) in cells.iter().enumerate() {
            let text = cell.map_or("", |cell| &*cell.text);
            self.open_cell(columns, column);
            if column == 0 {
                self.retired_anchors(entry);
                self.fallback_notice(words);
            }
            self.inlines(page, &unplaced(cell_events(text, &Default::default())));
            if column == 0 {
                self.row_links(&document.page.locale, entry, text);
            }
            self.html.push_str("</td>\n");
        }
        self.html.push_str("</tr>\n");
    }

    /// Opens a row, with what the filter of the browser needs to know of its entry.
    fn open_row(&mut self, entry: Option<&Entry>, fallback: Option<&LocaleId>) {
        let Some(entry) = entry else {
            self.html.push_str("<tr>\n");
            return;
        };
        self.has_rows = true;
        self.html.push_str(&format!("<tr id=\"{}\"", escape(entry.id.as_str())));
        if let Some(words) = fallback {
            let direction = self.renderer.profile(words).direction.as_str();
            self.html.push_str(&format!(" class=\"fallback-row\" lang=\"{words}\" dir=\"{direction}\""));
        }
        for kind in topic_kinds() {
            let topics = self.renderer.site.topics.about(entry, kind);
            let names: Vec<String> = topics
                .into_iter()
                .filter_map(|topic| topic.names.get(self.locale()))
                .map(|name| name.replace('\n', " "))
                .collect();
            if !names.is_empty() {
                self.html.push_str(&format!(" data-{}=\"{}\"", kind.folder, escape(&names.join("\n"))));
            }
        }
        self.html.push_str(">\n");
    }

    fn open_cell(&mut self, columns: &Columns<'_>, column: usize) {
        let label = columns.headers.get(column).filter(|label| !label.is_empty());
        let label = label.map(|label| format!(" data-label=\"{label}\"")).unwrap_or_default();
        let role = columns.roles.get(column).copied().flatten();
        let role = role.map(|role| format!(" data-role=\"{}\"", role.as_str())).unwrap_or_default();
        self.html.push_str(&format!("<td{}{label}{role}>", class(columns.sides, column)));
    }

    /// Writes the notice that a row is in another language, in the words around the content.
    fn fallback_notice(&mut self, words: &LocaleId) {
        let own = self.renderer.profile(self.locale());
        let language = &self.renderer.profile(words).autonym;
        let notice = escape(&self.message("row-fallback", &[("language", Argument::Text(language))]));
        let (lang, direction) = (&own.locale, own.direction.as_str());
        self.html
            .push_str(&format!("<span class=\"row-notice\" lang=\"{lang}\" dir=\"{direction}\">{notice}</span>\n"));
    }

    fn cell_text(&mut self, document: &Document, markdown: &str) {
        let events = unplaced(document.cell_events(markdown));
        self.inlines(&document.page, &events);
    }

    /// Anchors for the names that a row had before, so that links to them lead to it.
    pub(super) fn retired_anchors(&mut self, entry: &Entry) {
        for id in self.renderer.site.alignment.retired.of(&entry.id) {
            self.html.push_str(&format!("<span id=\"{}\"></span>", escape(id.as_str())));
        }
    }

    /// What a row is called for those who do not see it: its first cell, or what stands there in place of an image, else
    /// another cell.
    fn name_of_row(&self, words: &LocaleId, entry: &Entry, first_cell: &str) -> String {
        let name = plain_text(first_cell);
        let shown = if name.is_empty() { alternative_text(first_cell) } else { Some(name) };
        shown.or_else(|| self.renderer.site.row_name(entry, words)).unwrap_or_default()
    }

    /// The links of a row: to itself, and to its entry's page. They have no text, so that the cell reads as written.
    pub(super) fn row_links(&mut self, words: &LocaleId, entry: &Entry, first_cell: &str) {
        let id = entry.id.as_str();
        let name = shortened(&self.name_of_row(words, entry, first_cell), LONGEST_NAME);
        let named = [("entry", Argument::Text(&name))];
        let permalink = escape(&self.message("row-permalink", &named));
        self.html.push_str("<span class=\"row-links\">");
        self.html.push_str(&format!(
            "<a class=\"permalink\" href=\"#{}\" aria-label=\"{permalink}\"></a>",
            percent_encode(id)
        ));
        let tree = self.renderer.site.entry_route(entry, self.locale());
        if let Some(route) = tree.or_else(|| self.renderer.site.entry_route(entry, words)) {
            let details = escape(&self.message("entry-details", &named));
            let href = escape(&self.renderer.href(self.planned, &route));
            self.html.push_str(&format!("<a class=\"entry-link\" href=\"{href}\" aria-label=\"{details}\"></a>"));
        }
        self.html.push_str("</span>");
    }
}

/// The roles of the columns of a locale's table.
fn roles(aligned: Option<&AlignedTable>, locale: &LocaleId, count: usize) -> Vec<Option<Role>> {
    let mut roles = vec![None; count];
    for column in aligned.into_iter().flat_map(|aligned| &aligned.columns) {
        if let Some(role) = column.members.get(locale).and_then(|own| roles.get_mut(*own)) {
            *role = column.role;
        }
    }
    roles
}

/// The rows of `aligned` that the page's locale lacks, by the row of its table `index` behind which they belong;
/// those before all its rows stand at `None`.
fn fallback_rows<'a>(
    site: &Site<'a>,
    aligned: &'a AlignedTable,
    page: &Page,
    index: usize,
) -> BTreeMap<Option<usize>, Vec<FallbackRow<'a>>> {
    let mut rows: BTreeMap<Option<usize>, Vec<FallbackRow<'a>>> = BTreeMap::new();
    let first = aligned.members.get(&page.locale).and_then(|parts| parts.first()).copied();
    let mut before = (first, None);
    for entry in site.alignment.entries_of(aligned) {
        if let Some(own) = entry.rows.get(&page.locale) {
            before = (Some(own.place.table), Some(own.place.row));
        } else if before.0 == Some(index)
            && let Some(words) = site.row_locale(entry, &page.locale)
        {
            let width = page.tables[index].header.len();
            let cells = (0..width).map(|column| fallback_cell(site, aligned, entry, (&page.locale, column), words));
            let fallback = FallbackRow { entry, words, cells: cells.collect() };
            rows.entry(before.1).or_default().push(fallback);
        }
    }
    rows
}

/// The cell of `entry` in the locale `words` that belongs into a column of another locale's table.
fn fallback_cell<'a>(
    site: &Site<'a>,
    aligned: &AlignedTable,
    entry: &Entry,
    (locale, column): (&LocaleId, usize),
    words: &LocaleId,
) -> Option<&'a Cell> {
    let column = aligned.columns.iter().find(|aligned| aligned.members.get(locale) == Some(&column))?;
    let address = site.alignment.address(entry, words)?;
    site.alignment.cells(site.corpus, &address).get(*column.members.get(words)?)
}

/// The class for a column's side, with the space before it.
fn class(sides: &[Side], column: usize) -> &'static str {
    match sides.get(column) {
        Some(Side::Center) => " class=\"align-center\"",
        Some(Side::Right) => " class=\"align-end\"",
        _ => "",
    }
}
