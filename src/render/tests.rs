//! What readers see of small sites.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::align::align;
use crate::model::PageId;
use crate::parse::{Place, parse};
use crate::plan::fixture::{corpus, locale};
use crate::plan::{BaseUrl, KINDS, PlanOptions};
use crate::read::{Embedded, Layered, Memory};
use crate::text::Source;

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

/// How a test's site is made.
#[derive(Default)]
struct Setup {
    base_url: Option<&'static str>,
    trust_html: bool,
    theme: Vec<(&'static str, &'static str)>,
}

/// Every output of a site of files at `tag/path`, by path.
fn site_with(setup: &Setup, files: &[(&str, &str)]) -> Result<BTreeMap<String, String>, RenderError> {
    let corpus = corpus(files);
    let alignment = align(&corpus);
    let titles = corpus.locales.iter().map(|locale| (locale.clone(), "Connectors".to_owned())).collect();
    let base_url = setup.base_url.map(|url| BaseUrl::new(url).unwrap());
    let options = PlanOptions { titles, base_url, default_locale: locale("nl-NL") };
    let plan = SitePlan::new(&corpus, &alignment, options).0;
    let paths: Vec<(String, &str)> = files.iter().map(|(path, text)| (format!("content/{path}"), *text)).collect();
    let world = Memory::new(paths.iter().map(|(path, text)| (path.as_str(), *text)));
    let theme = Layered::new(Memory::new(setup.theme.iter().copied()), Embedded);
    let options = RenderOptions { trust_html: setup.trust_html };
    let renderer = Renderer::new(&plan, &corpus, &alignment, &world, &theme, options)?;
    let mut outputs = BTreeMap::new();
    for page in &plan.pages {
        let document = page.prose.as_ref().map(|prose| document(&world, &corpus, &prose.page, &prose.locale));
        let output = renderer.render(page, document.as_ref())?;
        outputs.insert(output.path, String::from_utf8(output.bytes).unwrap());
    }
    Ok(outputs)
}

fn document(world: &Memory, corpus: &Corpus, page: &PageId, locale: &LocaleId) -> Document {
    let page = corpus.page(page, locale).unwrap();
    let source = Source::from_bytes(page.path.clone(), world.read(&page.path).unwrap()).unwrap();
    parse(source, &Place { locale: locale.clone(), below: page.below.clone(), page_key: None }).0
}

fn site(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    site_with(&Setup::default(), files).unwrap()
}

/// What a page holds between the tags of its article.
fn article(html: &str) -> String {
    let start = html.find("<article").and_then(|at| Some(at + html[at..].find('>')? + 1)).expect("an article");
    let end = html.find("</article>").expect("the end of the article");
    html[start..end].trim().to_owned()
}

/// The prose of one Dutch page, beside which there are `others`.
fn prose_among(markdown: &str, others: &[(&str, &str)]) -> String {
    let mut files = vec![("nl-NL/pagina.md", markdown)];
    files.extend_from_slice(others);
    article(&site(&files)["nl-nl/pagina/index.html"])
}

fn prose(markdown: &str) -> String {
    prose_among(&format!("# Kop\n\n{markdown}"), &[]).split_once("</h1>\n").unwrap().1.to_owned()
}

/// The text of HTML: tags gone, entities resolved.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    ["&lt;<", "&gt;>", "&quot;\"", "&#39;'", "&amp;&"].iter().fold(text, |text, pair| {
        let (entity, char) = pair.split_at(pair.len() - 1);
        text.replace(entity, char)
    })
}

fn row(cell: &str) -> String {
    let html = prose(&format!("|Foutbericht|App|\n|-|-|\n|{cell}|Box|\n"));
    let start = html.find("<td data-label=\"Foutbericht\">").unwrap();
    let end = start + html[start..].find("<span class=\"row-links\">").unwrap();
    text(&html[start..end])
}

const DUTCH: &str = "# Fouten oplossen\n\n|Foutbericht|App|Oorzaak|Oplossing|\n|-|-|-|-|\n|BoxServerException: 401 - Niet gemachtigd|Box|De app is *verwijderd*.|Maak [opnieuw verbinding](verbinden.md), zie [hier](#zie).|\n|HttpRequestFailure: 401|Okta|Het token is ongeldig.|Vernieuw het token.|\n";
const CHINESE: &str = "# 疑難排解\n\n|錯誤訊息|應用程式|原因|解決方法|\n|-|-|-|-|\n|BoxServerException: 401 - 未經授權|方塊|應用程式已移除。|重新連線。|\n|HttpRequestFailure: 401|Okta|權杖無效。|更新權杖。|\n";

#[test]
fn every_kind_of_the_plan_has_one_view() {
    let views: Vec<&str> = kinds::VIEWS.iter().map(|view| view.kind).collect();
    let planned: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(views, planned);
}

#[test]
fn a_renderer_can_be_shared_between_threads() {
    fn shared<T: Sync>() {}
    shared::<Renderer<'_>>();
}

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
    <tr id="box-ioexception">
    <td data-label="Foutbericht">IOException: <b>方塊</b><span class="row-links"><a class="permalink" href="#box-ioexception" aria-label="Link naar de rij ‘IOException: 方塊’"></a><a class="entry-link" href="../entries/box-ioexception/" aria-label="Meer over ‘IOException: 方塊’"></a></span></td>
    <td class="align-center" data-label="App">Box</td>
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
    <p><a href="../andere/#zie">a</a> <a href="../alleen-engels/">b</a> <span class="broken-link" title="Er is geen pagina op ‘weg.md’">c</span> <a href="#kop">d</a> <a href="https://example.org/?a=1&amp;b=2">e</a> <span class="broken-link" title="Er is geen pagina op ‘javascript:alert(1)’">f</span> <a href="../media/een.pdf">g</a> <span class="missing-image" title="De afbeelding ‘media/weg.png’ ontbreekt">h</span> <img src="../../zh-tw/media/%E6%96%B9%E5%A1%8A.png" alt="" loading="lazy"></p>
    "##);
}

#[test]
fn a_page_that_is_missing_is_shown_in_another_language_and_says_so() {
    let setup = Setup { base_url: Some("https://example.org/"), ..Setup::default() };
    let outputs =
        site_with(&setup, &[("nl-NL/gids.md", "# Gids\n\n[verder](gids.md)\n"), ("zh-TW/x.md", "# 說明")]).unwrap();
    let html = &outputs["zh-tw/gids/index.html"];
    for part in [
        "<html lang=\"zh-TW\" dir=\"ltr\">",
        "<main id=\"page-content\" class=\"main\" tabindex=\"-1\" lang=\"nl-NL\" dir=\"ltr\">",
        "<p class=\"fallback-notice\" role=\"note\" lang=\"zh-TW\" dir=\"ltr\">本頁尚未翻譯，目前顯示的語言版本為：Nederlands。</p>",
        "<link rel=\"canonical\" href=\"https://example.org/nl-nl/gids/\">",
        "<a href=\"./\">verder</a>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(!html.contains("rel=\"alternate\""), "{html}");
    assert!(outputs["nl-nl/sitemap.xml"].contains("/nl-nl/gids/"));
    assert!(!outputs["zh-tw/sitemap.xml"].contains("/zh-tw/gids/"));
}

#[test]
fn alternates_name_the_languages_that_have_the_page_and_the_one_for_everyone_else() {
    let setup = Setup { base_url: Some("https://example.org/x"), ..Setup::default() };
    let outputs = site_with(&setup, &[("nl-NL/fouten.md", DUTCH), ("zh-TW/fouten.md", CHINESE)]).unwrap();
    let html = &outputs["zh-tw/entries/box-boxserverexception-401/index.html"];
    let head: Vec<&str> = html
        .lines()
        .filter(|line| line.starts_with("<link rel=\"canonical\"") || line.starts_with("<link rel=\"alternate\""))
        .collect();
    insta::assert_snapshot!(head.join("\n"), @r#"
    <link rel="canonical" href="https://example.org/x/zh-tw/entries/box-boxserverexception-401/">
    <link rel="alternate" hreflang="nl-NL" href="https://example.org/x/nl-nl/entries/box-boxserverexception-401/">
    <link rel="alternate" hreflang="zh-TW" href="https://example.org/x/zh-tw/entries/box-boxserverexception-401/">
    <link rel="alternate" hreflang="x-default" href="https://example.org/x/nl-nl/entries/box-boxserverexception-401/">
    "#);
    insta::assert_snapshot!(outputs["sitemap.xml"], @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>https://example.org/x/en-us/sitemap.xml</loc></sitemap>
    <sitemap><loc>https://example.org/x/nl-nl/sitemap.xml</loc></sitemap>
    <sitemap><loc>https://example.org/x/zh-tw/sitemap.xml</loc></sitemap>
    </sitemapindex>
    "#);
    insta::assert_snapshot!(outputs["robots.txt"], @r#"
    User-agent: *
    Allow: /
    Sitemap: https://example.org/x/sitemap.xml
    "#);
}

#[test]
fn an_entry_has_its_cells_its_languages_and_its_relatives() {
    let outputs = site(&[("nl-NL/fouten.md", DUTCH), ("zh-TW/fouten.md", CHINESE)]);
    let html = &outputs["nl-nl/entries/box-boxserverexception-401/index.html"];
    let main = &html[html.find("<main").unwrap()..html.find("</main>").unwrap()];
    insta::assert_snapshot!(main, @r#"
    <main id="page-content" class="main" tabindex="-1">
    <article class="entry">
    <p class="eyebrow"><a href="../../fouten/#box-boxserverexception-401">Fouten oplossen</a></p>
    <h1 class="entry-title">BoxServerException: 401 - Niet gemachtigd</h1>
    <p class="entry-tools"><button type="button" class="copy" hidden data-copy="BoxServerException: 401 - Niet gemachtigd" data-copied="Gekopieerd">Melding kopiëren</button></p>
    <dl class="fields">
    <div class="field field-applies-to">
    <dt>App</dt>
    <dd>Box</dd>
    </div>
    <div class="field field-description">
    <dt>Oorzaak</dt>
    <dd>De app is <em>verwijderd</em>.</dd>
    </div>
    <div class="field field-resolution">
    <dt>Oplossing</dt>
    <dd>Maak <span class="broken-link" title="Er is geen pagina op ‘verbinden.md’">opnieuw verbinding</span>, zie <a href="../../fouten/#zie">hier</a>.</dd>
    </div>
    </dl>
    <p class="entry-origin"><a href="../../fouten/#box-boxserverexception-401">Deze rij in de tabel bekijken</a></p>
    </article>
    <section class="translations" aria-labelledby="page-translations">
    <h2 id="page-translations">In andere talen</h2>
    <dl>
    <div class="translation">
    <dt><a href="../../../zh-tw/entries/box-boxserverexception-401/" lang="zh-TW" dir="ltr" hreflang="zh-TW">繁體中文</a></dt>
    <dd lang="zh-TW" dir="ltr">BoxServerException: 401 - 未經授權</dd>
    </div>
    </dl>
    </section>
    <section class="related" aria-labelledby="page-related">
    <h2 id="page-related">Verwante fouten</h2>
    <h3><a href="../../status/401/">Ook HTTP-status 401</a> <span class="count" aria-label="2 fouten" role="img">2</span></h3>
    <ul class="entry-list">
    <li><a class="entry-message" href="../okta-httprequestfailure-401/">HttpRequestFailure: 401</a> <span class="entry-app">Okta</span> <span class="entry-cause">Het token is ongeldig.</span></li>
    </ul>

    </section>
    "#);
}

#[test]
fn a_home_page_lists_everything_in_the_order_of_its_language() {
    let outputs =
        site(&[("nl-NL/fouten.md", DUTCH), ("zh-TW/fouten.md", CHINESE), ("zh-TW/index.md", "# 首頁\n\n歡迎。\n")]);
    let html = &outputs["zh-tw/index.html"];
    let main = &html[html.find("<main").unwrap()..html.find("</main>").unwrap()];
    insta::assert_snapshot!(main, @r#"
    <main id="page-content" class="main" tabindex="-1">
    <div class="prose">
    <h1 id="首頁">首頁</h1>
    <p>歡迎。</p>
    </div>
    <section class="home-section" aria-labelledby="page-list">
    <h2 id="page-list">頁面</h2>
    <ul class="page-list">
    <li><a href="fouten/">疑難排解</a></li>
    </ul>
    </section>
    <section class="home-section" aria-labelledby="page-apps">
    <h2 id="page-apps">應用程式</h2>
    <ul class="topic-list">
    <li><a href="apps/box/">方塊</a> <span class="count" aria-label="1 個錯誤" role="img">1</span></li>
    <li><a href="apps/okta/">Okta</a> <span class="count" aria-label="1 個錯誤" role="img">1</span></li>
    </ul>
    </section>
    <section class="home-section" aria-labelledby="page-exceptions">
    <h2 id="page-exceptions">例外</h2>
    <ul class="topic-list">
    <li><a href="exceptions/boxserverexception/">BoxServerException</a> <span class="count" aria-label="1 個錯誤" role="img">1</span></li>
    <li><a href="exceptions/httprequestfailure/">HttpRequestFailure</a> <span class="count" aria-label="1 個錯誤" role="img">1</span></li>
    </ul>
    </section>
    <section class="home-section" aria-labelledby="page-status">
    <h2 id="page-status">HTTP 狀態碼</h2>
    <ul class="topic-list">
    <li><a href="status/401/">401</a> <span class="count" aria-label="2 個錯誤" role="img">2</span></li>
    </ul>
    </section>
    "#);
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
    <pre tabindex="0"><code class="language-json">{"a": "&lt;b&gt;"}
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
}

#[test]
fn the_root_offers_every_language_and_the_404_page_speaks_them() {
    let outputs = site(&[("nl-NL/gids.md", "# Gids"), ("zh-TW/gids.md", "# 指南")]);
    assert!(
        outputs["index.html"]
            .contains("<li><a href=\"zh-tw/\" lang=\"zh-TW\" dir=\"ltr\" hreflang=\"zh-TW\">繁體中文</a></li>")
    );
    let missing = &outputs["404.html"];
    assert!(missing.contains("這個網址沒有對應的頁面。") && missing.contains("<a href=\"/nl-nl/\""), "{missing}");
}

#[test]
fn a_user_template_hides_ours_and_its_errors_name_file_and_line() {
    let files = [("nl-NL/gids.md", "# Gids")];
    let theme = vec![("templates/parts/footer.html", "<footer>eigen voet</footer>\n")];
    let outputs = site_with(&Setup { theme, ..Setup::default() }, &files).unwrap();
    assert!(outputs["nl-nl/gids/index.html"].contains("<footer>eigen voet</footer>"));
    let theme = vec![("templates/parts/footer.html", "\n\n{{ site.onbekend }}\n")];
    let error = site_with(&Setup { theme, ..Setup::default() }, &files).unwrap_err().to_string();
    assert!(error.contains("`templates/parts/footer.html`, line 3"), "{error}");
}

#[test]
fn words_that_a_language_lacks_are_english_and_reported() {
    let theme = vec![("locales/nl/site.ftl", "navigation-home = Thuis\nnumber-group-separator = .\n")];
    let theme = Layered::new(Memory::new(theme), Embedded);
    let corpus = corpus(&[("nl-NL/gids.md", "# Gids")]);
    let (messages, diagnostics) = Messages::load(&theme, corpus.profiles.values()).unwrap();
    assert_eq!(messages.format(&locale("nl-NL"), "navigation-home", &[]).unwrap(), "Thuis");
    assert_eq!(messages.format(&locale("nl-NL"), "search-button", &[]).unwrap(), "Search");
    let message =
        &diagnostics.iter().find(|diagnostic| diagnostic.message.contains("`search-button`")).unwrap().message;
    assert_eq!(message, "`locales/nl` has no message `search-button`, so readers see it in English");
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.message.starts_with("`locales/nl`")), "{diagnostics:?}");
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

#[test]
fn numbers_and_plurals_follow_the_language() {
    let corpus = corpus(&[("nl-NL/gids.md", "# Gids")]);
    let messages = Messages::load(&Embedded, corpus.profiles.values()).unwrap().0;
    let count = |tag: &str, number: usize| {
        messages.format(&locale(tag), "entry-count", &[("count", Argument::Number(number))]).unwrap()
    };
    assert_eq!([count("nl-NL", 1), count("nl-NL", 1_234_567)], ["1 fout", "1.234.567 fouten"]);
    assert_eq!([count("zh-TW", 1_000), count("en-US", 1_000)], ["1,000 個錯誤", "1,000 errors"]);
}

#[test]
fn dutch_and_chinese_have_every_message() {
    let corpus = corpus(&[("nl-NL/gids.md", "# Gids")]);
    let (_, diagnostics) = Messages::load(&Embedded, corpus.profiles.values()).unwrap();
    assert_eq!(diagnostics, []);
}

#[test]
fn a_message_file_that_is_no_fluent_is_an_error_with_its_line() {
    let theme = Layered::new(Memory::new([("locales/nl/site.ftl", "a = b\n\n= c\n")]), Embedded);
    let corpus = corpus(&[("nl-NL/gids.md", "# Gids")]);
    let error = Messages::load(&theme, corpus.profiles.values()).err().unwrap().to_string();
    assert!(error.starts_with("`locales/nl/site.ftl`, line 3: "), "{error}");
}
