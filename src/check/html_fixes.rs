//! Fixes in tables of HTML: what Markdown would read as a mark is shown there as it is written.

use std::collections::BTreeMap;

use super::PendingFinding;
use crate::diagnostic::Edit;
use crate::model::{Cell, Corpus, Page};
use crate::text::FilePath;

/// What is a mark to Markdown, and text to HTML.
const MARKS: [&str; 4] = ["\\", "`", "**", "]("];

/// Takes back fixes that would put marks of Markdown into a cell of HTML whose author writes none there. The findings
/// stay.
pub fn withhold_markdown_from_html(pending: &mut [PendingFinding], corpus: &Corpus) {
    let pages = corpus.pages.values().flat_map(BTreeMap::values);
    let with_html = pages.filter(|page| page.tables.iter().any(|table| table.is_html()));
    let pages: BTreeMap<&FilePath, &Page> = with_html.map(|page| (&page.path, page)).collect();
    if pages.is_empty() {
        return;
    }
    for found in pending {
        let is_foreign = |edit: &Edit| pages.get(&edit.span.file).is_some_and(|page| puts_markdown(page, edit));
        if found.diagnostic.fix.as_ref().is_some_and(|fix| fix.edits.iter().any(is_foreign)) {
            found.diagnostic.fix = None;
        }
    }
}

fn puts_markdown(page: &Page, edit: &Edit) -> bool {
    let at = page.tables.partition_point(|table| table.span.end <= edit.span.start);
    let Some(table) = page.tables.get(at).filter(|table| table.is_html() && table.span.start <= edit.span.start) else {
        return false;
    };
    let row = &table.rows[table.rows.partition_point(|row| row.range.end <= edit.span.start).min(table.rows.len() - 1)];
    let is_it = |cell: &&Cell| cell.range.start <= edit.span.start && edit.span.end <= cell.range.end;
    let written = table.header.iter().chain(&row.cells).find(is_it).map_or("", |cell| &*cell.text);
    MARKS.iter().any(|mark| edit.text.contains(mark) && !written.contains(mark))
}
