//! What holds of every text, not only of those that someone thought of.

use std::ops::Range;

use hexapla::diagnostic::Diagnostic;
use hexapla::model::{Cell, Page, Ragged, Row};
use hexapla::parse::{Document, Place, parse, plain_text, read_signature, split_row};
use hexapla::text::{FilePath, Source};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::fixtures::made_up_text::{config, text};

fn parse_text(text: &str) -> (Document, Vec<Diagnostic>) {
    let source = Source::new(FilePath::new("content/zh-TW/a.md"), text.to_owned());
    let place =
        Place { locale: "zh-TW".parse().unwrap(), relative_path: "a.md".into(), page_key: Some("title".into()) };
    parse(source, &place)
}

fn rows(page: &Page) -> impl Iterator<Item = &Row> {
    page.tables.iter().flat_map(|table| &table.rows)
}

/// Every cell of a page, pieces of ragged rows included.
fn cells(page: &Page) -> Vec<&Cell> {
    let mut cells: Vec<&Cell> = page.tables.iter().flat_map(|table| &table.header).collect();
    for row in rows(page) {
        cells.extend(&row.cells);
        if let Some(Ragged::Surplus { pieces, .. }) = &row.ragged {
            cells.extend(pieces);
        }
    }
    cells
}

/// Every place of a file that parsing names.
fn places(document: &Document, diagnostics: &[Diagnostic]) -> Vec<Range<usize>> {
    let page = &document.page;
    let mut places: Vec<Range<usize>> = diagnostics
        .iter()
        .flat_map(|found| std::iter::once(&found.span).chain(found.related.iter().map(|label| &label.span)))
        .map(|span| span.range())
        .collect();
    places.extend(page.front_matter.span.iter().map(|span| span.range()));
    places.extend(page.front_matter.values.iter().map(|value| value.span.range()));
    places.extend(page.headings.iter().map(|heading| heading.span.range()));
    places.extend(page.links.iter().map(|link| link.span.range()));
    places.extend(page.prose.iter().filter_map(|prose| Some(prose.span.as_ref()?.range())));
    places.extend(page.tables.iter().map(|table| table.span.range()));
    places.extend(rows(page).map(|row| row.range.clone()));
    places.extend(cells(page).into_iter().map(|cell| cell.range.clone()));
    places.extend(document.events().into_iter().map(|(_, range)| range));
    places
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_place_lies_in_the_file_and_between_characters(text in text()) {
        let (document, diagnostics) = parse_text(&text);
        for place in places(&document, &diagnostics) {
            prop_assert!(text.get(place.clone()).is_some(), "{place:?} of {} bytes", text.len());
        }
    }

    #[test]
    fn every_row_has_the_columns_of_its_table(text in text()) {
        let (document, _) = parse_text(&text);
        for table in &document.page.tables {
            for row in &table.rows {
                prop_assert_eq!(row.cells.len(), table.header.len());
            }
        }
    }

    #[test]
    fn the_text_of_a_cell_is_what_stands_in_the_file(text in text()) {
        let (document, _) = parse_text(&text);
        for cell in cells(&document.page) {
            prop_assert_eq!(&*cell.text, &text[cell.range.clone()]);
            prop_assert_eq!(cell.text.trim(), &*cell.text);
        }
    }

    #[test]
    fn every_line_number_is_that_of_the_place(text in text()) {
        let (document, _) = parse_text(&text);
        let line = |at: usize| document.source.position(at).line;
        for table in &document.page.tables {
            prop_assert_eq!(table.line, line(table.span.start));
        }
        for row in rows(&document.page) {
            prop_assert_eq!(row.line, line(row.range.start));
        }
    }

    #[test]
    fn parsing_twice_gives_the_same(text in text()) {
        let ((first, found), (second, found_again)) = (parse_text(&text), parse_text(&text));
        prop_assert_eq!(first.page, second.page);
        prop_assert_eq!(found, found_again);
    }

    #[test]
    fn the_line_ends_of_windows_change_no_cell(text in text()) {
        let unix = text.replace('\r', "");
        let windows = unix.replace('\n', "\r\n");
        let texts = |text: &str| -> Vec<String> {
            cells(&parse_text(text).0.page).into_iter().map(|cell| cell.text.to_string()).collect()
        };
        prop_assert_eq!(texts(&unix), texts(&windows));
    }

    #[test]
    fn the_cells_of_a_page_can_be_shown(text in text()) {
        let (document, _) = parse_text(&text);
        for cell in cells(&document.page) {
            let _ = document.cell_events(&cell.text);
            let _ = plain_text(&cell.text);
        }
    }

    #[test]
    fn the_invariants_of_a_signature_lie_in_the_text_in_order(text in text()) {
        let marks = read_signature(&text).invariants;
        for mark in &marks {
            prop_assert!(mark.start < mark.end, "{mark:?}");
            prop_assert!(text.get(mark.start as usize..mark.end as usize).is_some(), "{mark:?}");
        }
        prop_assert!(marks.is_sorted_by_key(|mark| mark.start), "{marks:?}");
    }

    #[test]
    fn a_row_is_cut_at_its_pipes_and_nothing_is_lost(text in text()) {
        let row: String = text.chars().filter(|char| !matches!(char, '\n' | '\r')).collect();
        let pieces = split_row(&row);
        prop_assert!(pieces.is_sorted_by(|a, b| a.end <= b.start), "{pieces:?}");
        let mut between = row.clone();
        for piece in pieces.into_iter().rev() {
            between.replace_range(piece, "");
        }
        prop_assert!(between.chars().all(|char| char == '|' || char.is_whitespace()), "{between:?}");
    }
}

#[test]
fn the_texts_have_tables_with_rows_too_long_and_too_short() {
    let mut runner = TestRunner::new(config());
    let mut pages = || text().new_tree(&mut runner).expect("a text is made").current();
    let pages: Vec<Page> = (0..256).map(|_| parse_text(&pages()).0.page).collect();
    let count = |holds: fn(&Row) -> bool| pages.iter().flat_map(rows).filter(|row| holds(row)).count();
    assert!(count(|row| row.ragged.is_none()) > 50);
    assert!(count(|row| matches!(row.ragged, Some(Ragged::Missing(_)))) > 5);
    assert!(count(|row| matches!(row.ragged, Some(Ragged::Surplus { .. }))) > 5);
    assert!(pages.iter().filter(|page| !page.headings.is_empty() && !page.links.is_empty()).count() > 5);
}
