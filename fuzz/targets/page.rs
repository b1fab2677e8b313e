//! A Markdown page, as `parse` reads it.

use std::collections::BTreeSet;
use std::ops::Range;

use hexapla::diagnostic::Diagnostic;
use hexapla::model::{Cell, Page, Ragged, Row};
use hexapla::parse::{Document, Place, parse, plain_text, slug};
use hexapla::text::Source;
use pulldown_cmark::Event;

use super::{Target, Traits, check_diagnostics, check_place, source_of};

/// The target.
pub const TARGET: Target = Target {
    name: "page",
    run,
    tokens: MARKDOWN,
    pairs: PAIRS,
    frames: &[
        "{}",
        "{}\n",
        "a {}\n",
        "# {}\n",
        "- {}\n",
        "> {}\n",
        "```\n{}\n```\n",
        "|Fout|方塊|\n|---|---|\n|{}|Box|\n",
        "|Fout|方塊|\n|---|---|\n{}",
        "[a]: b.md\n\n{}\n",
        "[^1]: x\n\n{}\n",
        "[{}](b.md)\n",
        ":::row:::\n:::column:::\n{}\n:::column-end:::\n:::row-end:::\n",
        "---\ntitle: 錯誤\n---\n{}",
    ],
    trials: 400,
};

/// The signs of Markdown and its dialects.
pub const MARKDOWN: &[&str] = &[
    "|",
    "||",
    "\\|",
    "|---|---|\n",
    "|-|\n",
    "|:-:|\n",
    "|a|b|\n",
    "\n|a|b|\n|-|-|\n|c|d|\n",
    "> ",
    ">",
    "- ",
    "* ",
    "1. ",
    "# ",
    "## ",
    "#",
    "\n=\n",
    "\n---\n",
    "***\n",
    "    ",
    "  ",
    "\\",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "```json\n",
    "**",
    "*",
    "_",
    "__",
    "~~",
    "[",
    "]",
    "](",
    ")",
    "(",
    "!",
    "![",
    "[x](y.md)",
    "[x]: y.md\n",
    "[x]",
    "[x][y]",
    "[a]: <b> 'c'\n",
    "[^1]",
    "[^1]: x\n",
    "- [ ] ",
    "- [x] ",
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "<a name=\"kop\"></a>",
    "<a href=\"",
    "<br>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<p>",
    "<table><tr><td>",
    "</table>",
    "<script>",
    "<style>",
    "<pre>",
    "<?",
    "?>",
    "<![CDATA[",
    "]]>",
    "<!D",
    "<TenantId>",
    "<details>",
    "<summary>",
    "<img src=\"x\" onerror=\"y\">",
    "<http://a.example>",
    "<a@b.example>",
    "https://a.example/?x=1",
    "www.a.example",
    "&",
    "&lt;",
    "&amp",
    "&#x0;",
    "&#65;",
    "&nbsp;",
    ";",
    "\"",
    "'",
    "{",
    "}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#a}",
    "${",
    "%s",
    "$x$",
    "$HOME",
    "--vlag",
    "{\"error\":\"invalid_grant\"}",
    "{\\\"a\\\":",
    "HttpRequestFailure: ",
    "Exception",
    "401",
    "1.514.874",
    "0x80070005",
    "AADSTS70002",
    "Tenant_ID",
    "com.box.boxjavalibv2",
    "[!NOTE]\n",
    "> [!NOTE]\n",
    "> [!div class=\"x\"]\n",
    "[!VIDEO x]",
    "[!INCLUDE [a](b.md)]",
    "[!code-json[](a.json)]",
    "[!UICONTROL x]",
    ":::",
    ":::row:::\n",
    ":::column span=\"2\":::\n",
    ":::row-end:::\n",
    ":::column-end:::\n",
    ":::image type=\"content\" source=\"a.png\" alt-text=\"圖\":::",
    ":::image type=\"complex\" source=\"a.png\" alt-text=\"x\":::",
    ":::image-end:::",
    ":::zone pivot=\"a\"\n",
    ":::zone-end\n",
    ":::moniker range=\"x\"\n",
    "# [Tab](#tab/a)\n",
    "\n***\n",
    "<!-- hexapla-ignore -->",
    "<!-- hexapla-ignore-next-line missing-row -->",
    "---\n",
    "title: ",
    "...\n",
    "按**「立即測試」**連結",
    "**「",
    "」**",
    "a**b",
    "de fout",
    "錯誤訊息",
];

/// What opens and closes in Markdown.
pub const PAIRS: &[(&str, &str)] = &[
    ("[", "]"),
    ("[", "](x)"),
    ("![", "](x)"),
    ("*a ", " b*"),
    ("**a ", " b**"),
    ("*a **b ", " c** d*"),
    ("_a ", " b_"),
    ("~~", "~~"),
    ("(", ")"),
    ("{", "}"),
    ("{\"a\":", "}"),
    ("{\\\"a\\\":", "}"),
    ("`", "`"),
    ("<b>", "</b>"),
    ("<div>", "</div>"),
    ("<a href=x>", "</a>"),
    ("<!--", "-->"),
    ("\"", "\""),
    ("「", "」"),
    ("> ", "\n"),
    ("- ", "\n"),
    ("\n```\n", "\n```\n"),
    ("\n:::row:::\n", "\n:::row-end:::\n"),
    ("\n:::zone pivot=\"a\"\n", "\n:::zone-end\n"),
    ("\n<details><summary>a</summary>\n\n", "\n\n</details>\n"),
];

fn run(input: &[u8], traits: &mut Traits) {
    let source = source_of("content/zh-TW/a.md", input);
    let (document, diagnostics) = read(source.clone());
    check_diagnostics(&source, &diagnostics);
    traits.found(&diagnostics);
    check_page(&document, traits);
    check_events(&document, traits);
    check_cells(&document);
    let (again, found_again) = read(source);
    assert!(document.page == again.page && diagnostics == found_again, "reading twice does not give the same");
}

/// The document in a source, which is below a locale's folder.
pub fn read(source: Source) -> (Document, Vec<Diagnostic>) {
    let place = Place {
        locale: "zh-TW".parse().expect("it is a language tag"),
        relative_path: "a.md".into(),
        page_key: Some("title".into()),
    };
    parse(source, &place)
}

/// Whatever a page names must lie in its text, and hold together.
pub fn check_page(document: &Document, traits: &mut Traits) {
    let (page, text) = (&document.page, document.source.text());
    assert!(text.is_char_boundary(document.body), "the body begins inside a character");
    let named = [
        ("front matter", page.front_matter.span.iter().map(|span| span.range()).collect::<Vec<_>>()),
        ("a value", page.front_matter.values.iter().map(|value| value.span.range()).collect()),
        ("a heading", page.headings.iter().map(|heading| heading.span.range()).collect()),
        ("a link", page.links.iter().map(|link| link.span.range()).collect()),
        ("prose", page.prose.iter().filter_map(|prose| Some(prose.span.as_ref()?.range())).collect()),
        ("a table", page.tables.iter().map(|table| table.span.range()).collect()),
        ("a row", rows(page).map(|row| row.range.clone()).collect()),
    ];
    for (what, places) in &named {
        places.iter().for_each(|place| check_place(text, place, what));
        traits.count(what, places.len());
    }
    assert_eq!(page.prose.len(), page.headings.len() + 1, "there is not one stretch of prose to each heading");
    check_headings(page);
    check_tables(document);
}

fn check_headings(page: &Page) {
    let mut ids = BTreeSet::new();
    for heading in &page.headings {
        assert!((1..=6).contains(&heading.level), "a heading of level {}", heading.level);
        assert!(ids.insert(&heading.id), "two headings have the anchor `{}`", heading.id);
        assert!(!heading.id.is_empty(), "a heading has no anchor");
        assert!(!slug(&heading.text).contains(char::is_whitespace), "an anchor has a space");
    }
}

/// Every row has the columns of its table, and every line number is that of the place.
fn check_tables(document: &Document) {
    let line = |at: usize| document.source.position(at).line;
    for table in &document.page.tables {
        assert_eq!(table.line, line(table.span.start), "a table's line is another one");
        assert!(table.heading.is_none_or(|heading| heading < document.page.headings.len()), "no such heading");
        for row in &table.rows {
            assert_eq!(row.cells.len(), table.header.len(), "a row has not the columns of its table");
            assert_eq!(row.line, line(row.range.start), "a row's line is another one");
            check_fold(row);
        }
    }
}

/// No piece of a row with too many of them is lost, whichever way they are folded.
fn check_fold(row: &Row) {
    let Some(Ragged::Surplus { pieces, .. }) = &row.ragged else { return };
    assert!(pieces.len() > row.cells.len(), "{} pieces are no surplus", pieces.len());
    // A piece of white space has no place of its own.
    let mut written = pieces.iter().filter(|piece| !piece.text.is_empty());
    let is_kept = |piece: &Cell| row.cells.iter().any(|cell| encloses(&cell.range, &piece.range));
    assert!(written.all(is_kept), "a piece is lost");
}

fn encloses(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn rows(page: &Page) -> impl Iterator<Item = &Row> {
    page.tables.iter().flat_map(|table| &table.rows)
}

/// Events are in the text, and what opens closes.
fn check_events(document: &Document, traits: &mut Traits) {
    let text = document.source.text();
    let mut open = Vec::new();
    for (event, range) in document.events() {
        check_place(text, &range, "an event");
        match event {
            Event::Start(tag) => {
                traits.note((std::mem::discriminant(&tag), open.len().min(8)));
                open.push(tag.to_end());
            }
            Event::End(end) => assert_eq!(open.pop(), Some(end), "an end has another beginning"),
            event => traits.note(std::mem::discriminant(&event)),
        }
    }
    assert!(open.is_empty(), "{open:?} are never closed");
    let mut last = 0;
    for passage in document.passages() {
        check_place(text, &passage.range, "a passage");
        assert!(passage.section <= document.page.headings.len(), "a passage stands in no section");
        assert!(passage.range.start >= last, "a passage stands before the one before it");
        last = passage.range.start;
        traits.note(passage.kind);
    }
}

/// A cell's text is what stands in the file, and can be shown.
fn check_cells(document: &Document) {
    let text = document.source.text();
    let headers = document.page.tables.iter().flat_map(|table| &table.header);
    let pieces = rows(&document.page).flat_map(|row| match &row.ragged {
        Some(Ragged::Surplus { pieces, .. }) => pieces.as_slice(),
        _ => &[],
    });
    for cell in headers.chain(rows(&document.page).flat_map(|row| &row.cells)).chain(pieces) {
        check_cell(text, cell);
        let mut depth = 0_usize;
        for event in document.cell_events(&cell.text) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.checked_sub(1).expect("an end has a beginning"),
                _ => {}
            }
        }
        assert_eq!(depth, 0, "something in a cell is never closed");
        let _ = plain_text(&cell.text);
    }
}

fn check_cell(text: &str, cell: &Cell) {
    check_place(text, &cell.range, "a cell");
    assert!(*cell.text == text[cell.range.clone()], "the text of a cell is another one");
    assert!(cell.text.trim() == &*cell.text, "a cell has padding");
}
