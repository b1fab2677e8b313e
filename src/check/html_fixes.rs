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
    let row = table.rows.get(table.rows.partition_point(|row| row.range.end <= edit.span.start));
    let of_row = row.into_iter().flat_map(|row| &row.cells);
    let is_it = |cell: &&Cell| cell.range.start <= edit.span.start && edit.span.end <= cell.range.end;
    let written = table.header.iter().chain(of_row).find(is_it).map_or("", |cell| &*cell.text);
    MARKS.iter().any(|mark| edit.text.contains(mark) && !written.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Applicability, Diagnostic, Severity};
    use crate::plan::fixture::corpus;
    use crate::text::Span;

    /// Which of the texts a fix may put in place of `方塊` on a page.
    fn offered(text: &str, fixes: &[&str]) -> Vec<bool> {
        let corpus = corpus(&[("zh-TW/a.md", text)]);
        let page = corpus.pages.values().flat_map(BTreeMap::values).next().unwrap();
        let at = text.find("方塊").unwrap();
        let span = Span::new(&page.path, at..at + "方塊".len());
        let found = |fix: &&str| {
            let diagnostic = Diagnostic::new("a", Severity::Info, span.clone(), "é");
            PendingFinding::of_site(diagnostic.fix(Applicability::Suggested, span.clone(), *fix), *fix)
        };
        let mut pending: Vec<PendingFinding> = fixes.iter().map(found).collect();
        withhold_markdown_from_html(&mut pending, &corpus);
        pending.iter().map(|found| found.diagnostic.fix.is_some()).collect()
    }

    #[test]
    fn a_fix_puts_no_marks_of_markdown_into_html() {
        let fixes = ["Box", "a\\|b", "`a`", "**één**", "[a](b)"];
        let html = "<table><tr><th>a</th><th>b</th></tr><tr><td>甲</td><td>方塊</td></tr></table>\n\n方\n";
        assert_eq!(offered(html, &fixes), [true, false, false, false, false]);
        assert_eq!(offered(&html.replace("方塊", "`x` 方塊"), &fixes), [true, false, true, false, false]);
        assert_eq!(offered("|a|b|\n|-|-|\n|甲|方塊|\n", &fixes), [true; 5]);
        assert_eq!(offered("<table><tr><th>a<th>b<tr><td>甲<td>乙</table>\n\n方塊\n", &fixes), [true; 5]);
    }
}
