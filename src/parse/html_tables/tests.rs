//! Pages with tables of HTML, and what is read of them.

use crate::model::{Page, Table};
use crate::parse::{Document, PassageKind, Place, parse};
use crate::text::{FilePath, Source};

fn document(text: &str) -> Document {
    let source = Source::new(FilePath::new("content/zh-TW/a.md"), text.to_owned());
    let place = Place { locale: "zh-TW".parse().unwrap(), relative_path: "a.md".into(), page_key: None };
    parse(source, &place).0
}

fn page(text: &str) -> Page {
    document(text).page
}

fn header(table: &Table) -> Vec<&str> {
    table.header.iter().map(|cell| &*cell.text).collect()
}

fn rows(page: &Page) -> Vec<Vec<&str>> {
    let rows = page.tables.iter().flat_map(|table| &table.rows);
    rows.map(|row| row.cells.iter().map(|cell| &*cell.text).collect()).collect()
}

const SPANS: &str = "# 錯誤

<table>
  <thead>
    <tr><th>Fout</th><th>錯誤</th><th>n</th></tr>
  </thead>
  <tbody>
    <tr>
      <td rowspan=\"2\">
        één
      </td>
      <td>甲</td><td>1</td>
    </tr>
    <tr>
      <td>乙</td>
    </tr>
    <tr><td colspan=2>twee 二</td><td>3</td></tr>
    <tr><td colspan=3>titel 標題</td></tr>
  </tbody>
</table>

Tekst.
";

#[test]
fn a_table_of_html_has_rows_and_cells_at_their_places() {
    let page = page(SPANS);
    assert_eq!(header(&page.tables[0]), ["Fout", "錯誤", "n"]);
    assert_eq!(
        rows(&page),
        [["één", "甲", "1"], ["één", "乙", ""], ["twee 二", "twee 二", "3"], ["titel 標題", "", ""]]
    );
    let table = &page.tables[0];
    assert_eq!((table.line, table.heading), (5, Some(0)));
    assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [8, 14, 17, 18]);
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        assert_eq!(&SPANS[cell.range.clone()], &*cell.text);
    }
    let repeated: Vec<Vec<bool>> =
        table.rows.iter().map(|row| (0..3).map(|column| row.is_repeated(column)).collect()).collect();
    assert_eq!(repeated, [[false; 3], [true, false, false], [false, true, false], [false; 3]]);
}

#[test]
fn the_cells_are_no_prose() {
    let document = document(SPANS);
    let texts: Vec<(PassageKind, &str)> =
        document.passages().into_iter().map(|passage| (passage.kind, document.source.slice(passage.range))).collect();
    assert_eq!(
        texts,
        [
            (PassageKind::Heading, "錯誤"),
            (PassageKind::Header, "Fout</th><th>錯誤</th><th>n"),
            (PassageKind::Paragraph, "Tekst."),
        ]
    );
    assert_eq!(document.page.prose[1].blocks, 1);
}

#[test]
fn what_is_around_a_table_of_html_stays_prose() {
    let document = document(
        "<div>één <table><tr><th>a</th><th>b</th></tr><tr><td>甲</td><td>c</td></tr></table> twee\n</div>\n\n<p>方</p>\n",
    );
    assert_eq!(rows(&document.page), [["甲", "c"]]);
    let texts: Vec<&str> =
        document.passages().into_iter().map(|passage| document.source.slice(passage.range)).collect();
    assert_eq!(texts, ["<div>één ", "a</th><th>b", " twee\n</div>\n", "<p>方</p>\n"]);
}

#[test]
fn a_header_is_what_is_written_as_one() {
    for (head, names) in [
        ("<tr><th>a</th><th>方</th></tr>", ["a", "方"]),
        ("<tr><td><b>a</b></td><td><b>方</b></td></tr>", ["<b>a</b>", "<b>方</b>"]),
        ("<thead><tr><td>a</td><td>方</td></tr></thead>", ["a", "方"]),
        ("<tr><th colspan=2>é</th></tr><tr><th>a</th><th>方</th></tr>", ["a", "方"]),
        ("<thead><tr><th rowspan=2>a</th><th>é</th></tr><tr><th>方</th></tr></thead>", ["a", "方"]),
        ("", ["", ""]),
    ] {
        let page =
            page(&format!("<table>{head}<tr><td>x</td><td>二</td></tr><tr><td>y</td><td>三</td></tr></table>\n"));
        assert_eq!(header(&page.tables[0]), names, "{head}");
        assert_eq!(rows(&page), [["x", "二"], ["y", "三"]], "{head}");
    }
    let of_rows = page("<table><tr><th>a</th><td>二</td></tr><tr><th>b</th><td>三</td></tr></table>\n");
    assert_eq!(rows(&of_rows), [["a", "二"], ["b", "三"]]);
    let titled = page("<table><tr><th>a</th><th>b</th></tr><tr><th colspan=2>方</th></tr><tr><td>x<td>y</table>\n");
    assert_eq!(rows(&titled), [["方", ""], ["x", "y"]]);
}

#[test]
fn tags_that_html_lets_out_may_be_left_out() {
    let page = page("<table>\n<tr><th>Fout<th>錯誤\n<tr><td>één<td>甲\n<tr><td>twee\n<td>\n</table>\n");
    assert_eq!(rows(&page), [["één", "甲"], ["twee", ""]]);
}

#[test]
fn markdown_in_a_cell_is_its_text() {
    let text = "<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td>\n\n**één**\n\n- 甲\n- 乙\n\n</td><td>\n\n`x`</td></tr>\n</table>\n\nna\n";
    let document = document(text);
    assert_eq!(rows(&document.page), [["**één**\n\n- 甲\n- 乙", "`x`"]]);
    let texts: Vec<&str> =
        document.passages().into_iter().map(|passage| document.source.slice(passage.range)).collect();
    assert_eq!(texts, ["a</th><th>b", "na"]);
}

#[test]
fn what_a_table_only_arranges_is_none() {
    for text in [
        "<table><tr><td>een</td><td>rij</td></tr></table>\n",
        "<table><tr><td>een</td></tr><tr><td>kolom</td></tr></table>\n",
        "<table><tr><td><img src=a></td><td><img src=b></td></tr><tr><td>![方](c.png)</td><td>x</td></tr></table>\n",
        "<table role=presentation><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>\n",
        "<table><tr><td>a</td><td>b</td></tr><tr><td><h2>c</h2></td><td>d</td></tr></table>\n",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>\n\n```\nc\n```\n\n</td><td>d</td></tr></table>\n",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>\n\n    <b>c\n\n</td><td>d</td></tr></table>\n",
        "<table><td>a</td><td>b</td><tr><td>c</td><td>d</td></tr></table>\n",
        "- <table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>\n\n</table>\n",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>\n",
        "<!-- <table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table> -->\n",
        "```\n<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>\n```\n",
        "<style><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></style>\n",
        "> <table><tr><td>a</td><td>b\n> c</td></tr><tr><td>c</td><td>d</td></tr></table>\n",
    ] {
        assert_eq!(page(text).tables, [], "{text}");
    }
    let inner = "<table><tr><td>甲</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>";
    let outer = format!("<table><tr><td>{inner}</td><td>x</td></tr><tr><td>y</td><td>z</td></tr></table>\n");
    assert_eq!(rows(&page(&outer)), [["甲", "b"], ["c", "d"]]);
}

#[test]
fn tables_of_both_kinds_are_in_the_order_of_the_file() {
    let html = "<table><tr><th>h</th><th>方</th></tr><tr><td>c</td><td>d</td></tr></table>\n";
    let page = page(&format!("|a|b|\n|-|-|\n|1|2|\n\n{html}\n## é\n\n|a|b|\n|-|-|\n|3|4|\n\n> {html}"));
    assert_eq!(rows(&page), [["1", "2"], ["c", "d"], ["3", "4"], ["c", "d"]]);
    assert_eq!(page.tables.iter().map(|table| table.heading).collect::<Vec<_>>(), [None, None, Some(0), Some(0)]);
}

#[test]
fn hostile_tables_are_read_in_time_and_space_of_their_text() {
    let many = format!("<table>{}</table>\n", "<tr><td>é</td><td>方</td></tr>\n".repeat(100_000));
    assert_eq!(page(&many).tables[0].rows.len(), 100_000);
    let tall = format!("<table><tr><td rowspan=1000000>é<td>b{}</table>\n", "<tr><td>方".repeat(1_000));
    assert_eq!(rows(&page(&tall)).last().map(Vec::as_slice), Some(&["é", "方"][..]));
    let long = "方".repeat(20_000);
    for text in [
        "<table><tr><td>".repeat(50_000),
        format!("{}{}", "<table><tr>".repeat(20_000), "</table>".repeat(20_000)),
        format!("<table>{}</table>\n", "<tr><td colspan=1000>".repeat(20_000)),
        format!("<table><tr>{}</table>\n", "<td colspan=1000 rowspan=65534>".repeat(20_000)),
        format!("<table><tr><td colspan=1000 rowspan=0>é{}</table>\n", "<tr>".repeat(100_000)),
        format!("<table><tr><td colspan=1000>{long}<tr><td>x</table>\n"),
        "<table><tr><td>a<td>b</tr></table></table></td></tr></table>\n".repeat(10),
        "<table><tr><td colspan=99999999999999999999 rowspan=-1>a<td>\n".to_owned(),
    ] {
        assert_eq!(page(&text).tables.len(), 0, "{}", &text[..60]);
    }
}
