//! A table: the first line of the input is its header, the others are its rows.

use hexapla::model::Ragged;
use hexapla::parse::{fold_pieces, split_row};

use super::page::{MARKDOWN, PAIRS, check_page, read};
use super::{Target, Traits, check_diagnostics, source_of, text_of};

/// The target.
pub const TARGET: Target = Target {
    name: "table",
    run,
    tokens: MARKDOWN,
    pairs: PAIRS,
    frames: &["{}", "|Fout|方塊|\n{}\n", "|Fout|方塊|\n|{}|Box|\n", "|Fout|方塊|\n|Box|{}|\n|a|b|\n", "|{}|\n"],
    trials: 400,
};

fn run(input: &[u8], traits: &mut Traits) {
    let input = text_of(input);
    input.lines().for_each(check_split);
    let text = table(&input);
    let source = source_of("content/zh-TW/a.md", text.as_bytes());
    let (document, diagnostics) = read(source.clone());
    check_diagnostics(&source, &diagnostics);
    traits.found(&diagnostics);
    check_page(&document, traits);
    for row in document.page.tables.iter().flat_map(|table| &table.rows) {
        let Some(Ragged::Surplus { pieces, .. }) = &row.ragged else { continue };
        for first in [0, 1, pieces.len() - row.cells.len() + 1] {
            let mut widths = vec![1; row.cells.len()];
            widths[0] = first;
            let cells = fold_pieces(&source, pieces, &widths);
            assert_eq!(cells.len(), widths.len(), "there is not a cell for each width");
            let is_kept = first == 0 || cells[0].text.starts_with(&*pieces[0].text);
            assert!(is_kept, "the first piece is lost");
        }
    }
}

/// The header with a delimiter row of as many columns below it, and the rows.
fn table(input: &str) -> String {
    let (header, rows) = input.split_once('\n').unwrap_or((input, ""));
    let columns = split_row(header).len().max(1);
    format!("|{header}|\n|{}\n{rows}", "---|".repeat(columns))
}

/// A row is cut at its pipes and nothing is lost.
fn check_split(row: &str) {
    let mut at = 0;
    let is_between = |between: &str| between.chars().all(|char| char == '|' || char.is_whitespace());
    for piece in split_row(row) {
        let between = row.get(at..piece.start).expect("pieces are in order and between characters");
        assert!(is_between(between), "`{between}` is lost");
        at = piece.end;
    }
    assert!(is_between(&row[at..]), "the end of a row is lost");
}
