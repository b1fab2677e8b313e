//! What holds of every text, not only of those that someone thought of.
//!
//! The texts are the same in every run. To look further: `PROPTEST_CASES=20000 PROPTEST_RNG_SEED=7 cargo test
//! --test properties`.

use std::collections::BTreeSet;
use std::ops::Range;

use hexapla::config::Options;
use hexapla::diagnostic::Diagnostic;
use hexapla::model::{Cell, Page, Ragged, Row};
use hexapla::parse::{Document, Place, parse, plain_text, read_signature, split_row};
use hexapla::pipeline::{self, Site};
use hexapla::read::{Embedded, Memory};
use hexapla::text::{FilePath, Source};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;

/// Pieces of which Markdown is made, and those that confuse whoever reads it.
const PIECES: &[&str] = &[
    "|",
    "||",
    "\\|",
    "\\",
    "|---|---|\n",
    "|:-:|--|\r\n",
    "|a|b|\n|-|-|\n|c|d|\n",
    "> |錯|誤|\n> |-|-|\n> |Box|",
    "> ",
    ">",
    "- ",
    "1. ",
    "# ",
    "## <a name=\"kop\"></a>",
    "=====\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    " ",
    "\u{feff}",
    "---\n",
    "---\r\n",
    "...\n",
    "title: ",
    "sleutel: waarde\n",
    "'",
    "\"",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "錯誤",
    "方塊",
    "「",
    "」",
    "。",
    "é",
    "e\u{301}",
    "👩‍👩‍👧",
    "\u{0}",
    "\u{a0}",
    "\u{2028}",
    "\u{200f}",
    "１２",
    "％",
    "a",
    "Okta",
    "Office 365",
    "HttpRequestFailure: ",
    "401",
    "1.514.874",
    "AADSTS70002",
    "https://a.example/?x=1",
    "{\"error\":\"invalid_grant\"}",
    "{",
    "}",
    "{{",
    "}}",
    "${",
    "%s",
    "$HOME",
    "--vlag",
    "<br>",
    "<TenantId>",
    "</p>",
    "<!--",
    "-->",
    "<script>",
    "&lt;",
    "&amp",
    "&#x0;",
    "[x](y.md)",
    "[x]: y.md\n",
    "[x]",
    "[",
    "]",
    "](",
    "![圖](a.png)",
    "[!INCLUDE [a](b.md)]",
    "> [!NOTE]\n",
    "[!VIDEO x]",
    ":::row:::",
    "**",
    "*",
    "_",
    "~~",
    "- [ ] ",
    "[^1]",
    "[^1]: x\n",
];

fn markdown() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => markdown(), 1 => any::<String>()]
}

/// The same cases in every run, unless the environment asks for others.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1623);
    }
    config
}

fn parse_text(text: &str) -> (Document, Vec<Diagnostic>) {
    let source = Source::new(FilePath::new("content/zh-TW/a.md"), text.to_owned());
    let place = Place { locale: "zh-TW".parse().unwrap(), below: "a.md".into(), page_key: Some("title".into()) };
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
    fn the_marks_of_a_signature_lie_in_the_text_in_order(text in text()) {
        let marks = read_signature(&text).marks;
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

fn site(files: &[(&str, &str)]) -> Site {
    pipeline::load(&Memory::new(files.iter().copied()), &Embedded, Options::default(), &[])
        .unwrap_or_else(|failure| panic!("{failure:?}"))
}

/// Every row of a site must be in one entry, and no two entries may have one name.
fn check_entries(site: &Site) -> Result<(), TestCaseError> {
    let ids: BTreeSet<&str> = site.alignment.entries.iter().map(|entry| entry.id.as_str()).collect();
    prop_assert_eq!(ids.len(), site.alignment.entries.len());
    prop_assert!(ids.iter().all(|id| !id.is_empty() && id.is_ascii()), "{ids:?}");
    let mut rows = 0;
    for page in site.corpus.all_pages() {
        for (table_index, table) in page.tables.iter().enumerate() {
            for row in 0..table.rows.len() {
                let entry = site.alignment.entry_of(&page.id, &page.locale, table_index, row);
                let entry = entry.ok_or_else(|| TestCaseError::fail(format!("row {row} has no entry")))?;
                prop_assert_eq!(entry.rows.get(&page.locale), Some(&row));
                rows += 1;
            }
        }
    }
    let aligned: usize = site.alignment.entries.iter().map(|entry| entry.rows.len()).sum();
    prop_assert_eq!(rows, aligned);
    Ok(())
}

/// A table with one row for each number, in this order; every message has an exception of its own.
fn numbered_table(header: &str, message: &str, numbers: &[usize]) -> String {
    const NAMES: [&str; 8] = ["Token", "Quota", "Network", "Login", "Upload", "Schema", "Rate", "Folder"];
    let row = |number: &usize| format!("|{}{}Exception: {message}|Okta|\n", NAMES[number % 8], NAMES[number / 8]);
    format!("# A\n\n{header}\n|---|---|\n{}", numbers.iter().map(row).collect::<String>())
}

fn dutch_table(numbers: &[usize]) -> String {
    numbered_table("|Foutbericht|App|", "het lukte niet", numbers)
}

fn chinese_table(numbers: &[usize]) -> String {
    numbered_table("|錯誤訊息|應用程式|", "無法完成", numbers)
}

fn ids(site: &Site) -> BTreeSet<String> {
    site.alignment.entries.iter().map(|entry| entry.id.to_string()).collect()
}

fn shuffled(count: usize) -> impl Strategy<Value = Vec<usize>> {
    Just((0..count).collect::<Vec<usize>>()).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: config().cases / 4, ..config() })]

    #[test]
    fn every_row_is_in_exactly_one_entry(dutch in markdown(), chinese in markdown(), table in any::<bool>()) {
        let table = if table { "\n\n|Foutbericht|App|\n|---|---|\n" } else { "" };
        let (dutch, chinese) = (format!("{dutch}{table}"), format!("{chinese}{table}{dutch}"));
        check_entries(&site(&[("content/nl-NL/a.md", &dutch), ("content/zh-TW/a.md", &chinese)]))?;
    }

    #[test]
    fn names_of_entries_do_not_depend_on_the_order_of_rows(dutch in shuffled(12), chinese in shuffled(12)) {
        let sorted: Vec<usize> = (0..12).collect();
        let of = |dutch: &[usize], chinese: &[usize]| site(&[
            ("content/nl-NL/a.md", &dutch_table(dutch)),
            ("content/zh-TW/a.md", &chinese_table(chinese)),
        ]);
        let mixed = of(&dutch, &chinese);
        check_entries(&mixed)?;
        prop_assert_eq!(ids(&mixed), ids(&of(&sorted, &sorted)));
        prop_assert!(mixed.alignment.entries.iter().all(|entry| entry.rows.len() == 2));
    }

    #[test]
    fn a_dropped_row_changes_no_other_name(order in shuffled(12), dropped in any::<Index>()) {
        let dropped = dropped.index(order.len());
        let rest: Vec<usize> = order.iter().copied().filter(|number| *number != dropped).collect();
        let whole = chinese_table(&order);
        let both = site(&[("content/nl-NL/a.md", &dutch_table(&rest)), ("content/zh-TW/a.md", &whole)]);
        check_entries(&both)?;
        prop_assert_eq!(ids(&both), ids(&site(&[("content/zh-TW/a.md", &whole)])));
        let alone = both.alignment.entries.iter().filter(|entry| entry.rows.len() == 1).count();
        prop_assert_eq!(alone, 1);
    }
}
