//! What docfx adds to Markdown, and what authors expect of code, images and scripts.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// The prose of one page that is written from right to left.
fn arabic(markdown: &str) -> String {
    let setup = Setup { right_to_left: true, ..Setup::default() };
    let outputs = site_with(&setup, &[("nl-NL/pagina.md", &format!("# عنوان\n\n{markdown}"))]).unwrap();
    article(&outputs["nl-nl/pagina/index.html"]).split_once("</h1>\n").unwrap().1.to_owned()
}

/// The prose of one Dutch page beside which there are `files`.
fn prose_with(markdown: &str, files: &[(&str, &str)]) -> String {
    prose_among(&format!("# Kop\n\n{markdown}"), files).split_once("</h1>\n").unwrap().1.to_owned()
}

#[test]
fn code_is_highlighted_by_its_language_and_reads_as_it_was_written() {
    assert_eq!(
        prose(
            "```JSON title\n{\"fout\": \"géén 錯誤 <b>\"}\n```\n\n```\n{\"a\": 1}\n```\n\n```kusto\nT | take 1\n```\n"
        ),
        "<pre tabindex=\"0\"><code class=\"language-json\">{<span class=\"hl-property\">\"fout\"</span>: <span class=\"hl-string\">\"géén 錯誤 &lt;b&gt;\"</span>}\n</code></pre>\n<pre tabindex=\"0\"><code>{\"a\": 1}\n</code></pre>\n<pre tabindex=\"0\"><code class=\"language-kusto\">T | take 1\n</code></pre>"
    );
}

#[test]
fn rows_and_columns_hold_markdown_however_it_is_indented() {
    let markdown = "Voor\n:::row:::\n    :::column span=\"2\":::\n        ## Links\n        - één\n        - **twee**\n    :::column-end:::\n    :::column:::\n        ```json\n        {\n            \"a\": 1\n        }\n        ```\n\n        方塊 `x`\n    :::column-end:::\n:::row-end:::\nNa\n";
    let expected = "<p>Voor</p>\n<div class=\"row\">\n<div class=\"column span-2\">\n<h2 id=\"links\">Links</h2>\n<ul>\n<li>één</li>\n<li><strong>twee</strong></li>\n</ul>\n</div>\n<div class=\"column\">\n<pre tabindex=\"0\"><code class=\"language-json\">{\n    <span class=\"hl-property\">\"a\"</span>: <span class=\"hl-number\">1</span>\n}\n</code></pre>\n<p>方塊 <code>x</code></p>\n</div>\n</div>\n<p>Na</p>";
    assert_eq!(prose(markdown), expected);
    assert_eq!(prose(&markdown.replace('\n', "\r\n")), expected);
    assert_eq!(
        prose(
            "1. Stap\n\n   :::row:::\n      :::column:::\n         方塊\n      :::column-end:::\n   :::row-end:::\n\n2. Klaar\n"
        ),
        "<ol>\n<li><p>Stap</p>\n<div class=\"row\">\n<div class=\"column\">\n<p>方塊</p>\n</div>\n</div>\n</li>\n<li><p>Klaar</p>\n</li>\n</ol>"
    );
    assert_eq!(
        prose("> :::row:::\n> :::column:::\n> citaat\n> :::column-end:::\n> :::row-end:::\n"),
        "<blockquote>\n<div class=\"row\">\n<div class=\"column\">\n<p>citaat</p>\n</div>\n</div>\n</blockquote>"
    );
}

#[test]
fn no_mark_of_a_construct_reaches_readers() {
    for construct in crate::parse::dialects::CONSTRUCTS {
        let html = prose_with(construct.example, &[("nl-NL/includes/x.md", "方塊")]);
        for mark in [":::", "[!", "{#", "**"] {
            assert!(!html.contains(mark), "{}: {html}", construct.name);
        }
    }
}

#[test]
fn zones_and_monikers_leave_only_what_they_hold() {
    assert_eq!(
        prose(
            "::: zone pivot=\"csharp\"\n::: moniker range=\">=azure-devops\"\n方塊 *één*\n::: moniker-end\n::: zone-end\n\n:::zone pivot=\"python\":::\n* twee\n:::zone-end:::\n"
        ),
        "<p>方塊 <em>één</em></p>\n<ul>\n<li>twee</li>\n</ul>"
    );
}

#[test]
fn marks_that_are_not_in_pairs_are_text() {
    for lost in [
        ":::row:::\ntekst\n",
        "tekst\n\n:::row-end:::\n",
        ":::iets:::\n方塊\n:::iets-end:::\n",
        "> :::row:::\n\n:::row-end:::\n",
        "* :::row:::\n\n  :::column:::\n\n:::column-end:::\n",
        ":::column:::\n:::row:::\n:::column-end:::\n:::row-end:::\n",
        "`:::row:::` en `:::image source=\"a.png\":::`\n",
        "```\n:::row:::\n:::row-end:::\n:::image source=\"a.png\":::\n```\n",
        "    :::row:::\n    :::row-end:::\n",
        ":::image type=\"content\" source=\"a.png\n",
        ":::row:::\n:::image alt-text=\"geen bron\":::\n",
        "<div>\n:::row:::\n:::row-end:::\n</div>\n",
        "\\:::row:::\n\\:::row-end:::\n",
    ] {
        let html = prose(lost);
        let marks = |text: &str| text.matches(":::").count();
        assert_eq!(html.matches("<div").count(), html.matches("</div>").count(), "{lost}: {html}");
        let pairs = html.matches("<div class=\"column\">").count() + html.matches("<div class=\"row\">").count();
        assert_eq!(marks(&text(&html)), marks(lost) - 4 * pairs, "{lost}: {html}");
    }
    assert_eq!(
        prose("> :::row:::\n\n:::row-end:::\n"),
        "<blockquote>\n<p>:::row:::</p>\n</blockquote>\n<p>:::row-end:::</p>"
    );
}

#[test]
fn an_image_between_colons_is_an_image() {
    let image =
        "<img src=\"../media/%E6%96%B9_a_.svg\" alt=\"Een *beeld*, 圖\" width=\"4\" height=\"2\" decoding=\"async\">";
    let written = ":::image type=\"content\" source=\"media/方_a_.svg\" alt-text=\"Een *beeld*, 圖\" border=\"false\" lightbox=\"b.png\":::";
    let file = [("nl-NL/media/方_a_.svg", "<svg viewBox=\"0 0 4 2\"></svg>")];
    let shown = |markdown: &str| prose_with(markdown, &file);
    assert_eq!(shown(written), format!("<p>{image}</p>"));
    assert_eq!(shown(&format!("Klik **{written}**\r\nnu")), format!("<p>Klik <strong>{image}</strong>\nnu</p>"));
    assert_eq!(shown(&format!("* [{written}](#kop)")), format!("<ul>\n<li><a href=\"#kop\">{image}</a></li>\n</ul>"));
    assert_eq!(shown(&written.replace(" alt", "\n  alt")), format!("<p>{image}</p>"));
    assert!(shown(&format!("|a|\n|-|\n|x {written} y|\n")).contains(&format!("x {image} y")));
    assert_eq!(
        shown(&format!("{}\n   Een lange *beschrijving*.\n:::image-end:::\nNa", written.replace("content", "complex"))),
        format!("<p>{image}\nEen lange <em>beschrijving</em>.</p>\n<p>Na</p>")
    );
}

#[test]
fn alerts_divisions_and_videos_work_in_lists_and_with_any_line_ends() {
    let markdown = "1. Stap\n\n   > [!NOTE]\n   >\n   > Let op.\n\n   > [!div class=\"checklist\"]\n   >\n   > * 方塊\n\n   [!VIDEO https://example.org/a]\n\n* [!VIDEO https://example.org/b]\n\n> [!VIDEO https://example.org/c]\n\n> [!VIDEO https://example.org/d]\n> Erbij\n";
    let expected = "<ol>\n<li><p>Stap</p>\n<div class=\"alert alert-note\" role=\"note\">\n<p class=\"alert-title\">Opmerking</p>\n<p>Let op.</p>\n</div>\n<div class=\"checklist\">\n<ul>\n<li>方塊</li>\n</ul>\n</div>\n<p class=\"video\"><a href=\"https://example.org/a\">Bekijk de video op example.org</a></p>\n</li>\n</ol>\n<ul>\n<li><p class=\"video\"><a href=\"https://example.org/b\">Bekijk de video op example.org</a></p>\n</li>\n</ul>\n<p class=\"video\"><a href=\"https://example.org/c\">Bekijk de video op example.org</a></p>\n<p class=\"video\"><a href=\"https://example.org/d\">Bekijk de video op example.org</a></p>\n<blockquote>\n<p>Erbij</p>\n</blockquote>";
    assert_eq!(prose(markdown), expected);
    assert_eq!(prose(&markdown.replace('\n', "\r\n")), expected);
}

#[test]
fn images_say_how_large_they_are_and_only_the_first_does_not_wait() {
    let files = [("nl-NL/a.svg", "<svg width=\"40\" height=\"20\"></svg>"), ("zh-TW/方.svg", "<svg/>")];
    assert_eq!(
        prose_with(
            "![weg](weg.png) ![een](a.svg)\n\n![twee](a.svg \"圖\") ![x](方.svg) <img src=\"a.svg\" width=\"10\" alt=\"\"> <img src=\"https://example.org/b.png\" width=\"3px\" height=\"50%\">\n",
            &files
        ),
        "<p><span class=\"missing-image\" title=\"De afbeelding ‘weg.png’ ontbreekt\">weg</span> <img src=\"../a.svg\" alt=\"een\" width=\"40\" height=\"20\" decoding=\"async\"></p>\n<p><img src=\"../a.svg\" alt=\"twee\" title=\"圖\" width=\"40\" height=\"20\" loading=\"lazy\" decoding=\"async\"> <img src=\"../../zh-tw/%E6%96%B9.svg\" alt=\"x\" loading=\"lazy\" decoding=\"async\"> <img src=\"../a.svg\" alt=\"\" width=\"10\" height=\"5\" loading=\"lazy\" decoding=\"async\"> <img src=\"https://example.org/b.png\" alt=\"\" width=\"3\" loading=\"lazy\" decoding=\"async\"></p>"
    );
    assert_eq!(
        prose_with("<div><img src=\"a.svg\" alt=\"圖\"></div>\n", &files),
        "<div><img src=\"../a.svg\" alt=\"圖\" width=\"40\" height=\"20\" decoding=\"async\"></div>"
    );
}

#[test]
fn latin_text_among_arabic_is_kept_from_what_is_around_it() {
    assert_eq!(
        arabic(
            "حدث **HttpRequestFailure: 403** في `a.b` و[.NET](https://example.org/a.b)، راجع ![C++ هنا](weg.png).\n\n```sh\nls -l\n```\n\n<kbd>Ctrl+C</kbd> <code>x.y</code> نص\n"
        ),
        "<p>حدث <strong><bdi>HttpRequestFailure: 403</bdi></strong> في <code dir=\"ltr\">a.b</code> و<a href=\"https://example.org/a.b\"><bdi>.NET</bdi></a>، راجع <span class=\"missing-image\" title=\"De afbeelding ‘weg.png’ ontbreekt\">C++ هنا</span>.</p>\n<pre tabindex=\"0\" dir=\"ltr\"><code class=\"language-sh\"><span class=\"hl-name\">ls</span> <span class=\"hl-property\">-l</span>\n</code></pre>\n<p><kbd dir=\"ltr\">Ctrl+C</kbd> <code dir=\"ltr\">x.y</code> نص</p>"
    );
    let html = arabic("|رسالة|\n|-|\n|Access denied.|\n");
    assert!(html.contains("<td data-label=\"رسالة\"><bdi>Access denied.</bdi>"), "{html}");
}

#[test]
fn text_from_left_to_right_is_not_isolated() {
    assert_eq!(prose("方塊 C++ `x` .NET 1.2.3\n"), "<p>方塊 C++ <code>x</code> .NET 1.2.3</p>");
}

#[test]
fn emphasis_beside_chinese_japanese_and_korean_is_as_its_author_meant() {
    for (written, expected) in [
        ("按**「立即測試」**連結", "按<strong>「立即測試」</strong>連結"),
        ("**강조**를", "<strong>강조</strong>를"),
        ("**\"강조\"**를", "<strong>\"강조\"</strong>를"),
        ("*「注意」*は", "<em>「注意」</em>は"),
        ("**「A」「B」**と", "<strong>「A」「B」</strong>と"),
        ("**「A」**と**「B」**", "<strong>「A」</strong>と<strong>「B」</strong>"),
        ("__「x」__の", "<strong>「x」</strong>の"),
        ("は_「x」_の", "は<em>「x」</em>の"),
        ("~~「x」~~の", "<del>「x」</del>の"),
        ("***「x」***の", "<em><strong>「x」</strong></em>の"),
        ("**[連結](#kop)**在", "<strong><a href=\"#kop\">連結</a></strong>在"),
        ("在**[連結](#kop)，`x`**在", "在<strong><a href=\"#kop\">連結</a>，<code>x</code></strong>在"),
        ("請選**（必要）**，再按**“確定”**鍵。", "請選<strong>（必要）</strong>，再按<strong>“確定”</strong>鍵。"),
        ("**注意：**請", "<strong>注意：</strong>請"),
        ("變數_名稱_值 和 foo__bar__baz", "變數_名稱_值 和 foo__bar__baz"),
        ("\\**「x」**の", "**「x」**の"),
        ("`按**「x」**連`", "<code>按**「x」**連</code>"),
        ("2 ** 3 與 5 * 4", "2 ** 3 與 5 * 4"),
        ("與 a**\"b\"**c", "與 a**\"b\"**c"),
    ] {
        assert_eq!(prose(written), format!("<p>{expected}</p>"), "{written}");
        let cell = prose(&format!("|Foutbericht|App|\n|-|-|\n|{written}|Box|\n"));
        assert!(cell.contains(&format!("data-role=\"message\">{expected}<span")), "{written}: {cell}");
        let heading = prose(&format!("## {written}\n"));
        assert!(heading.contains(&format!("{expected}</h2>")), "{written}: {heading}");
    }
    assert_eq!(prose("```\n按**「x」**連\n```\n"), "<pre tabindex=\"0\"><code>按**「x」**連\n</code></pre>");
}

#[test]
fn elements_of_authors_and_of_github_are_valid_html() {
    assert_eq!(
        prose(
            "<details>\n<summary>Méér <kbd>Ctrl</kbd>+<kbd>C</kbd></summary>\n\n方塊 H<sub>2</sub>O\n\n- [x] ~~één~~\n\n</details>\n"
        ),
        "<details><summary>Méér <kbd>Ctrl</kbd>+<kbd>C</kbd></summary>\n\n<p>方塊 H<sub>2</sub>O</p>\n<ul>\n<li><span class=\"task\" role=\"img\" aria-label=\"Gedaan\">☑</span> <del>één</del></li>\n</ul>\n</details>"
    );
    assert_eq!(
        prose(
            "<https://example.org/方塊?a=1&b=2> en <hulp@example.org> E=mc<sup>2</sup><details><summary>x</summary>y</details>\n"
        ),
        "<p><a href=\"https://example.org/方塊?a=1&amp;b=2\">https://example.org/方塊?a=1&amp;b=2</a> en <a href=\"mailto:hulp@example.org\">hulp@example.org</a> E=mc<sup>2</sup></p><details><summary>x</summary>y</details>"
    );
    assert_eq!(
        prose("|a|\n|-|\n|<details><summary>方塊</summary>één<br>~~twee~~</details>|\n")
            .split("<td data-label=\"a\">")
            .nth(1)
            .unwrap()
            .split("<span class=\"row-links\">")
            .next()
            .unwrap(),
        "<details><summary>方塊</summary>één<br><del>twee</del></details>"
    );
}

/// What the property test strings together.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "    ",
    "  ",
    "> ",
    "* ",
    "1. ",
    "```\n",
    "方塊",
    "é",
    "**",
    "*",
    "__",
    "「",
    "」",
    "|",
    "\\",
    ":::row:::\n",
    ":::row-end:::\n",
    ":::column:::\n",
    ":::column span=\"2\":::\n",
    ":::column-end:::\n",
    "::: zone pivot=\"a\"\n",
    "::: zone-end\n",
    ":::image type=\"complex\" source=\"a.png\" alt-text=\"圖\":::",
    ":::image source=\"a.png\"\nalt-text=\"b*\":::",
    ":::image-end:::\n",
    ":::",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "`",
    "[",
    "](x.md)",
    "|a|\n|-|\n|",
    "[!VIDEO https://x]",
    "# ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn columns_nest_and_no_sign_of_reading_is_left(pieces in vec(select(PIECES), 0..40)) {
        let html = prose_among(&pieces.concat(), &[]);
        prop_assert!(!html.contains(['\u{fdd0}', '\u{10a7f}']), "{}", html);
        prop_assert!(!html.contains("xxx"), "{}", html);
        let mut open = Vec::new();
        for tag in html.split('<').skip(1).filter_map(|rest| Some(rest.split_once('>')?.0)) {
            let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
            match tag.starts_with('/') {
                true => prop_assert_eq!(open.pop(), Some(name), "{}", html),
                false if ["br", "hr", "img", "col", "wbr"].contains(&name) => {}
                false => open.push(name),
            }
        }
        prop_assert!(open.is_empty(), "{}", html);
    }
}
