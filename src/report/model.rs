//! The model as JSON: pages, tables, rows and entries.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::align::{Alignment, Entry, RowAddress};
use crate::model::{Corpus, LocaleId, Page, PageId, Role, Table};
use crate::parse::plain_text;

/// The version of the format; it only ever grows.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct ModelView<'c> {
    version: u32,
    locales: Vec<&'c str>,
    pages: Vec<PageView<'c>>,
    entries: Vec<EntryView<'c>>,
}

#[derive(Serialize)]
struct PageView<'c> {
    id: &'c str,
    locales: BTreeMap<&'c str, VersionView<'c>>,
}

#[derive(Serialize)]
struct VersionView<'c> {
    path: &'c str,
    title: &'c str,
    front_matter: Map<String, Value>,
    headings: Vec<HeadingView<'c>>,
    tables: Vec<TableView<'c>>,
}

#[derive(Serialize)]
struct HeadingView<'c> {
    level: u8,
    id: &'c str,
    text: &'c str,
    line: usize,
}

#[derive(Serialize)]
struct TableView<'c> {
    line: usize,
    header: Vec<&'c str>,
    roles: Vec<Option<&'static str>>,
    rows: Vec<RowView<'c>>,
}

#[derive(Serialize)]
struct RowView<'c> {
    line: usize,
    entry: &'c str,
    cells: Vec<&'c str>,
}

#[derive(Serialize)]
struct EntryView<'c> {
    id: &'c str,
    page: &'c str,
    table: usize,
    signature: SignatureView<'c>,
    applies_to: Option<String>,
    rows: BTreeMap<&'c str, LineView>,
}

#[derive(Serialize)]
struct SignatureView<'c> {
    exceptions: &'c [String],
    status: &'c [u16],
    codes: &'c [String],
}

#[derive(Serialize)]
struct LineView {
    line: usize,
}

/// The corpus and its alignment as one JSON document, with a line feed at its end.
///
/// Lines count from 1; cells are trimmed raw Markdown in file order; an entry's `table` counts the aligned tables
/// of its page from 0.
pub fn model_json(corpus: &Corpus, alignment: &Alignment) -> String {
    let view = ModelView {
        version: VERSION,
        locales: corpus.locales.iter().map(LocaleId::as_str).collect(),
        pages: corpus.pages.iter().map(|(id, versions)| page(corpus, alignment, id, versions)).collect(),
        entries: alignment.entries.iter().map(|value| entry(corpus, alignment, value)).collect(),
    };
    let mut json = serde_json::to_string(&view).expect("views have string keys");
    json.push('\n');
    json
}

fn page<'c>(
    corpus: &'c Corpus,
    alignment: &'c Alignment,
    id: &'c PageId,
    versions: &'c BTreeMap<LocaleId, Page>,
) -> PageView<'c> {
    let versions = versions.iter().map(|(locale, page)| (locale.as_str(), version(corpus, alignment, page)));
    PageView { id: id.as_str(), locales: versions.collect() }
}

fn version<'c>(corpus: &'c Corpus, alignment: &'c Alignment, page: &'c Page) -> VersionView<'c> {
    let values = page.front_matter.values.iter();
    let headings = page.headings.iter();
    VersionView {
        path: page.path.as_str(),
        title: &page.title,
        front_matter: values.map(|value| (value.key.clone(), Value::String(value.value.clone()))).collect(),
        headings: headings
            .map(|heading| HeadingView {
                level: heading.level,
                id: &heading.id,
                text: &heading.text,
                line: heading.line,
            })
            .collect(),
        tables: page
            .tables
            .iter()
            .enumerate()
            .map(|(index, value)| table(corpus, alignment, page, index, value))
            .collect(),
    }
}

fn table<'c>(
    corpus: &'c Corpus,
    alignment: &'c Alignment,
    page: &'c Page,
    index: usize,
    table: &'c Table,
) -> TableView<'c> {
    let aligned = alignment.table_of(&page.id, &page.locale, index);
    let role = |own: usize| {
        let columns = &aligned?.columns;
        let column = columns.iter().find(|column| column.members.get(&page.locale) == Some(&own))?;
        column.role.map(|role| role.as_str())
    };
    let row = |(at, row): (usize, &'c crate::model::Row)| {
        let address = RowAddress { page: page.id.clone(), locale: page.locale.clone(), table: index, row: at };
        let entry = alignment.entry_of(&page.id, &page.locale, index, at);
        RowView {
            line: row.line,
            entry: entry.map_or("", |entry| entry.id.as_str()),
            cells: alignment.cells(corpus, &address).iter().map(|cell| &*cell.text).collect(),
        }
    };
    TableView {
        line: table.line,
        header: table.header.iter().map(|cell| &*cell.text).collect(),
        roles: (0..table.header.len()).map(role).collect(),
        rows: table.rows.iter().enumerate().map(row).collect(),
    }
}

fn entry<'c>(corpus: &'c Corpus, alignment: &'c Alignment, entry: &'c Entry) -> EntryView<'c> {
    let first = alignment.tables.partition_point(|table| table.page < entry.page);
    let line = |locale: &LocaleId| {
        let address = alignment.address(entry, locale)?;
        let row = corpus.page(&address.page, locale)?.tables.get(address.table)?.rows.get(address.row)?;
        Some(LineView { line: row.line })
    };
    EntryView {
        id: entry.id.as_str(),
        page: entry.page.as_str(),
        table: entry.table - first,
        signature: SignatureView { exceptions: &entry.exceptions, status: &entry.status, codes: &entry.codes },
        applies_to: corpus.reference_locale().and_then(|locale| {
            let cell = alignment.cell(corpus, entry, locale, Role::AppliesTo)?;
            Some(plain_text(&cell.text)).filter(|app| !app.is_empty())
        }),
        rows: entry.rows.keys().filter_map(|locale| Some((locale.as_str(), line(locale)?))).collect(),
    }
}
