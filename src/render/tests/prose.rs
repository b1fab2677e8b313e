//! What the author wrote, as readers see it.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// What the property test strings together.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    " ",
    "# ",
    "## ",
    "方塊",
    "één",
    "**",
    "*",
    "_",
    "`",
    "```\n",
    "> ",
    "> [!NOTE]\n",
    "> [!div class=\"x\"]\n",
    "* ",
    "1. ",
    "[^a]",
    "[^a]: ",
    "[x](a.md)",
    "![y](b.png)",
    "[",
    "]",
    "(",
    ")",
    "[!INCLUDE [t](includes/a.md)]",
    "[!VIDEO https://x]",
    "|a|b|\n|-|-|\n",
    "|c|d|\n",
    "|",
    "\\",
    "<div>",
    "</div>",
    "<p>",
    "<ul>",
    "<li>",
    "<br>",
    "</br>",
    "<table>",
    "<td>",
    "<a name=\"方塊\">",
    "<a href=\"x\">",
    "</a>",
    "<h3 id=\"方塊\">",
    "</h3>",
    "<TenantId>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<b onclick=\"x\">",
    "<İ a=\"",
    "<details>",
    "<summary>",
    "&amp;",
    "&lt",
    "{#方塊}",
    "---\n",
    "\u{0}",
    "\r\n",
    "    ",
    "<span id='",
    "https://example.org",
];

#[test]
fn a_cell_is_shown_as_it_was_written() {
    for cell in [
        "Vul \"<TenantId>\" in, of '<access key>'",
        "{\"error\":\"invalid_grant\",\"error_description\":\"Ongeldig vernieuwingstoken\"}",
        "錯誤：{{ x }} 與 {{ y | upper }} {% if z %}",
        "De waarde... -- 'zo' \"en\" zo {.klasse #id}",
        "按一下 <número> 和 <訪問金鑰>",
        "a & b &copy c < d > e",
        "C:\\pad\\naar en $HOME/~x",
    ] {
        assert_eq!(row(cell), cell);
    }
    assert_eq!(row("a \\| b"), "a | b");
}

#[test]
fn a_row_links_to_itself_and_to_its_entry() {
    insta::assert_snapshot!(prose("|Foutbericht|App|\n|-|:-:|\n|IOException: <b>方塊</b>|Box|\n"), @r##"
    <section class="table-scroll" tabindex="0" aria-label="Tabel 1: Kop">
    <table>
    <thead>
    <tr><th scope="col">Foutbericht</th><th scope="col" class="align-center">App</th></tr>
    </thead>
    <tbody>
    <tr id="box-ioexception" data-apps="Box" data-exceptions="IOException">
    <td data-label="Foutbericht" data-role="message">IOException: <b>方塊</b><span class="row-links"><a class="permalink" href="#box-ioexception" aria-label="Link naar de rij ‘IOException: 方塊’"></a><a class="entry-link" href="../entries/box-ioexception/" aria-label="Meer over ‘IOException: 方塊’"></a></span></td>
    <td class="align-center" data-label="App" data-role="applies_to">Box</td>
    </tr>
    </tbody>
    </table>
    </section>
    "##);
}

#[test]
fn a_stray_pipe_is_shown_in_the_cell_that_it_stands_in() {
    let html = prose("|Foutbericht|App|\n|-|-|\n|IOException: {\"a|b\"}|Box|\n|IOException: c|Box|\n");
    assert!(text(&html).contains("IOException: {\"a|b\"}"), "{html}");
    assert_eq!(html.matches("<td").count(), 4);
}

#[test]
fn headings_have_one_anchor_in_every_language_and_keep_their_own() {
    let files = [
        ("nl-NL/gids.md", "# Gids\n\n## <a name=\"see-also\"></a>Zie ook\n\n## Zie ook {#nogmaals}\n"),
        ("zh-TW/gids.md", "# 指南\n\n## 另請參閱\n\n## 再次\n"),
    ];
    let outputs = site(&files);
    insta::assert_snapshot!(article(&outputs["nl-nl/gids/index.html"]), @r#"
    <h1 id="gids">Gids</h1>
    <h2 id="see-also">Zie ook</h2>
    <h2 id="nogmaals">Zie ook</h2>
    "#);
    insta::assert_snapshot!(article(&outputs["zh-tw/gids/index.html"]), @r#"
    <h1 id="gids"><span id="指南"></span>指南</h1>
    <h2 id="see-also"><span id="另請參閱"></span>另請參閱</h2>
    <h2 id="nogmaals"><span id="再次"></span>再次</h2>
    "#);
}

#[test]
fn the_dialect_is_rendered_as_its_authors_mean_it() {
    let markdown = "> [!NOTE]\n> Let op.\n\n> [!Warning] Meteen *erachter*.\n\n> [!div class=\"checklist\"]\n> * één\n> * twee\n\n[!VIDEO https://example.org/v?x=1&y=2]\n\n> Een citaat\n";
    insta::assert_snapshot!(prose(markdown), @r#"
    <div class="alert alert-note" role="note">
    <p class="alert-title">Opmerking</p>
    <p>Let op.</p>
    </div>
    <div class="alert alert-warning" role="note">
    <p class="alert-title">Waarschuwing</p>
    <p>Meteen <em>erachter</em>.</p>
    </div>
    <div class="checklist">
    <ul>
    <li>één</li>
    <li>twee</li>
    </ul>
    </div>
    <p class="video"><a href="https://example.org/v?x=1&amp;y=2">Bekijk de video op example.org</a></p>
    <blockquote>
    <p>Een citaat</p>
    </blockquote>
    "#);
}

#[test]
fn included_files_are_part_of_the_page() {
    let markdown =
        "# Kop\n\n[!INCLUDE [Melding](includes/melding.md)]\n\nMet [!include[naam](includes/naam.md)] werkt het.\n";
    let html = prose_among(
        markdown,
        &[
            ("nl-NL/includes/melding.md", "---\ntitle: x\n---\nZie [hier](../pagina.md).\n\n|a|\n|-|\n|方塊|\n"),
            ("nl-NL/includes/naam.md", "*Box* en `方塊`\n"),
        ],
    );
    insta::assert_snapshot!(html, @r#"
    <h1 id="kop">Kop</h1>
    <p>Zie <a href="./">hier</a>.</p>
    <section class="table-scroll" tabindex="0" aria-label="Tabel 1: x">
    <table>
    <thead>
    <tr><th scope="col">a</th></tr>
    </thead>
    <tbody>
    <tr>
    <td data-label="a">方塊</td>
    </tr>
    </tbody>
    </table>
    </section>
    <p>Met <em>Box</em> en <code>方塊</code> werkt het.</p>
    "#);
}

#[test]
fn an_include_that_cannot_be_is_marked() {
    let html = prose_among(
        "# Kop\n\nA [!INCLUDE [weg](includes/weg.md)], b [!INCLUDE [buiten](../../../etc/passwd)]\n\n[!INCLUDE [kring](includes/kring.md)]\n",
        &[("nl-NL/includes/kring.md", "rond [!INCLUDE [en rond](kring.md)]\n")],
    );
    insta::assert_snapshot!(html, @r#"
    <h1 id="kop">Kop</h1>
    <p>A <span class="broken-link" title="Het bestand ‘includes/weg.md’ kon niet worden ingevoegd">weg</span>, b <span class="broken-link" title="Het bestand ‘../../../etc/passwd’ kon niet worden ingevoegd">buiten</span></p>
    <p>rond <span class="broken-link" title="Het bestand ‘kring.md’ kon niet worden ingevoegd">en rond</span></p>
    "#);
}

#[test]
fn links_stay_within_the_language_and_broken_ones_are_marked() {
    let markdown = "# Kop\n\n[a](andere.md#zie) [b](alleen-engels.md) [c](weg.md) [d](#kop) [e](https://example.org/?a=1&b=2) [f](javascript:alert(1)) [g](media/een.pdf) ![h](media/weg.png) ![](media/方塊.png)\n";
    let others = [
        ("nl-NL/andere.md", "# Andere"),
        ("en-US/alleen-engels.md", "# English"),
        ("nl-NL/media/een.pdf", ""),
        ("zh-TW/media/方塊.png", ""),
    ];
    insta::assert_snapshot!(prose_among(markdown, &others), @r##"
    <h1 id="kop">Kop</h1>
    <p><a href="../andere/#zie">a</a> <a href="../alleen-engels/">b</a> <span class="broken-link" title="Er is geen pagina op ‘weg.md’">c</span> <a href="#kop">d</a> <a href="https://example.org/?a=1&amp;b=2">e</a> <span class="broken-link" title="Er is geen pagina op ‘javascript:alert(1)’">f</span> <a href="../media/een.pdf">g</a> <span class="missing-image" title="De afbeelding ‘media/weg.png’ ontbreekt">h</span> <img src="../../zh-tw/media/%E6%96%B9%E5%A1%8A.png" alt="" decoding="async"></p>
    "##);
}

#[test]
fn hostile_html_does_nothing() {
    let html = prose(
        "<script>alert(1)</script>\n\n<p onclick=\"x()\" style=\"color:red\">tekst</p>\n\nA <iframe src=\"https://x\"></iframe> b <img src=x onerror=alert(1)> <a href=\"javascript:x\">c</a> <svg onload=alert(1)><script>2</script></svg> <form action=x><input name=q></form>\n\n<!-- een opmerking --> na\n\n<style>p{}</style>\n",
    );
    for refused in [
        "script",
        "onclick",
        "onerror",
        "onload",
        "style",
        "iframe",
        "javascript",
        "<form",
        "<input",
        "opmerking",
        "alert",
    ] {
        assert!(!html.contains(refused), "{refused}: {html}");
    }
    assert!(html.contains("<p>tekst</p>"), "{html}");
}

#[test]
fn broken_html_comes_out_whole() {
    insta::assert_snapshot!(prose("Alinea <div>blok <p>in blok</div> rest\n\n<ul class=\"a b\"><br><li>één<li>twee</ul>\n\n<table><tr><td colspan=\"2\" width=3>方塊</table>\n"), @r#"
    <p>Alinea </p><div>blok <p>in blok</p></div> rest
    <ul class="a b"><li>één</li><li>twee</li></ul>
    <table><tbody><tr><td colspan="2">方塊</td></tr></tbody></table>
    "#);
    insta::assert_snapshot!(prose("|a|\n|-|\n|een</br>twee<br></br>drie<ul><li>vier</li><li>vijf</ul>|\n"), @r##"
    <section class="table-scroll" tabindex="0" aria-label="Tabel 1: Kop">
    <table>
    <thead>
    <tr><th scope="col">a</th></tr>
    </thead>
    <tbody>
    <tr id="pagina-een-twee-drie-vier-vijf">
    <td data-label="a">een<br>twee<br>drie<ul><li>vier</li><li>vijf</li></ul><span class="row-links"><a class="permalink" href="#pagina-een-twee-drie-vier-vijf" aria-label="Link naar de rij ‘een twee drie vier vijf’"></a></span></td>
    </tr>
    </tbody>
    </table>
    </section>
    "##);
    insta::assert_snapshot!(prose("## \n\n<h3></h3>\n\n<a name=\"x\"></a><a id='x'>y</a> <a name=\"kop\">z</a>\n"), @r#"
    <div></div>
    <p><span id="x"></span>y z</p>
    "#);
}

#[test]
fn words_that_look_like_tags_are_text() {
    assert_eq!(
        text(&prose("Vul <TenantId> in.\n\n<nombre>\n\n<access key> en **<naam>**\n")),
        "Vul <TenantId> in.\n<nombre>\n<access key> en <naam>"
    );
}

#[test]
fn only_tags_have_anchors_and_none_of_them_is_lost() {
    let html = prose("<p>Het veld id=x</p>\n\n<!-- <b id=\"x\"> --><b title=\"<i id='x'>\">方</b> <TenantId id=x>\n");
    assert!(!html.contains(" id=\"x\"") && !html.contains("<i"), "{html}");
    let html = prose("<a name=\"één\" id=\"二\">a</a> <img id=\"drie\" src=\"weg.png\">\n\n<div\n  id='四'>b</div>\n");
    for id in ["één", "二", "drie", "四"] {
        assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{html}");
    }
}

#[test]
fn a_tag_ends_behind_its_quotes_and_text_that_is_no_tag_is_shown() {
    let read = |markdown: &str| text(&prose(markdown));
    assert_eq!(read("<div title=\"a > b 500\">方塊</div>\n"), "方塊");
    assert_eq!(read("<div>als a <b, dan <i>nu</i></div>\n"), "als a <b, dan nu");
    assert_eq!(
        read("<div>stuur het naar <a@voorbeeld.nl>, of <table-name></div>\n"),
        "stuur het naar <a@voorbeeld.nl>, of <table-name>"
    );
    assert!(prose("![Vul <TenantId> in](https://voorbeeld.nl/a.png)\n").contains("alt=\"Vul &lt;TenantId&gt; in\""));
}

#[test]
fn trusted_html_is_left_alone() {
    let setup = Setup { trust_html: true, ..Setup::default() };
    let outputs = site_with(
        &setup,
        &[("nl-NL/pagina.md", "# Kop\n\n<my-widget on=\"x\"><script src=\"a.js\"></script></my-widget>\n")],
    )
    .unwrap();
    assert!(
        article(&outputs["nl-nl/pagina/index.html"])
            .contains("<my-widget on=\"x\"><script src=\"a.js\"></script></my-widget>")
    );
}

#[test]
fn footnotes_tasks_and_code_are_rendered() {
    insta::assert_snapshot!(prose("Een[^a] en nog eens[^a].\n\n[^a]: De *noot*.\n\n* [x] klaar\n* [ ] 待辦\n\n```JSON title\n{\"a\": \"<b>\"}\n```\n"), @r##"
    <p>Een<sup class="footnote-reference"><a href="#fn-1" id="fnref-1">1</a></sup> en nog eens<sup class="footnote-reference"><a href="#fn-1">1</a></sup>.</p>
    <ul>
    <li><span class="task" role="img" aria-label="Gedaan">☑</span> klaar</li>
    <li><span class="task" role="img" aria-label="Nog te doen">☐</span> 待辦</li>
    </ul>
    <pre tabindex="0"><code class="language-json">{<span class="hl-property">"a"</span>: <span class="hl-string">"&lt;b&gt;"</span>}
    </code></pre>
    <section class="footnotes" aria-label="Voetnoten">
    <ol>
    <li id="fn-1">
    <p>De <em>noot</em>.</p>
    <a class="footnote-back" href="#fnref-1" aria-label="Terug naar de tekst">↩</a>
    </li>
    </ol>
    </section>
    "##);
}

#[test]
fn chinese_emphasis_and_line_ends_read_as_their_author_meant() {
    assert_eq!(
        prose("按**「立即測試」**連結，\n再試一次。\n"),
        "<p>按<strong>「立即測試」</strong>連結，再試一次。</p>"
    );
    assert_eq!(
        prose("最後\n**粗體**\n後面 `碼`\n接著\n`code`\nAPI。\n"),
        "<p>最後<strong>粗體</strong>後面 <code>碼</code>接著\n<code>code</code>\nAPI。</p>"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_rendering_panic_or_an_id_appear_twice(pieces in vec(select(PIECES), 0..40)) {
        let html = prose_among(&pieces.concat(), &[("nl-NL/includes/a.md", "|方塊|\n|-|\n|<b>|\n")]);
        let tags = html.split('<').skip(1).filter_map(|rest| Some(rest.split_once('>')?.0));
        let ids: Vec<&str> = tags.filter_map(|tag| tag.split_once(" id=\"")?.1.split('"').next()).collect();
        let distinct: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        prop_assert_eq!(ids.len(), distinct.len(), "{}", html);
        prop_assert!(!html.contains("<script") && !html.contains("<b onclick"), "{}", html);
    }
}
