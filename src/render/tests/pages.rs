//! What stands on each kind of page.

use super::*;
use crate::model::{ContentsDestination, ContentsNode};

const DUTCH: &str = "# Fouten oplossen\n\n|Foutbericht|App|Oorzaak|Oplossing|\n|-|-|-|-|\n|BoxServerException: 401 - Niet gemachtigd|Box|De app is *verwijderd*.|Maak [opnieuw verbinding](verbinden.md), zie [hier](#zie).|\n|HttpRequestFailure: 401|Okta|Het token is ongeldig.|Vernieuw het token.|\n";
const CHINESE: &str = "# 疑難排解\n\n|錯誤訊息|應用程式|原因|解決方法|\n|-|-|-|-|\n|BoxServerException: 401 - 未經授權|方塊|應用程式已移除。|重新連線。|\n|HttpRequestFailure: 401|Okta|權杖無效。|更新權杖。|\n";

#[test]
fn a_page_that_is_missing_is_shown_in_another_language_and_says_so() {
    let setup = Setup { base_url: Some("https://example.org/"), ..Setup::default() };
    let outputs =
        site_with(&setup, &[("nl-NL/gids.md", "# Gids\n\n[verder](gids.md)\n"), ("zh-TW/x.md", "# 說明")]).unwrap();
    let html = &outputs["zh-tw/gids/index.html"];
    for part in [
        "<html lang=\"zh-TW\" dir=\"ltr\">",
        "<main id=\"page-content\" class=\"main\" tabindex=\"-1\" lang=\"nl-NL\" dir=\"ltr\">",
        "<p class=\"notice\" role=\"note\" lang=\"zh-TW\" dir=\"ltr\">本頁尚未翻譯，目前顯示的語言版本為：Nederlands。</p>",
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
        .filter(|line| {
            line.starts_with("<link rel=\"canonical\"") || line.starts_with("<link rel=\"alternate\" hreflang")
        })
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
    <h1 class="entry-title" dir="ltr">BoxServerException: 401 - Niet gemachtigd</h1>
    <p class="entry-tools">
    <button type="button" class="copy" data-copy="BoxServerException: 401 - Niet gemachtigd" data-copied="Gekopieerd">Melding kopiëren</button>
    <a href="../../fouten/#box-boxserverexception-401">Deze rij in de tabel bekijken</a>
    <a href="../../hexapla/fouten/#box-boxserverexception-401">Alle talen vergelijken</a>
    </p>
    <dl class="fields">
    <div class="field field-applies-to">
    <dt>App</dt>
    <dd>
    <ul class="chips">
    <li><a class="chip" href="../../apps/box/">Box</a></li>
    </ul></dd>
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
    </article>
    <section class="entry-section" aria-labelledby="page-translations">
    <h2 id="page-translations">In andere talen</h2>
    <dl class="translations">
    <div class="translation">
    <dt><a href="../../../zh-tw/entries/box-boxserverexception-401/" lang="zh-TW" dir="ltr" hreflang="zh-TW">繁體中文</a></dt>
    <dd lang="zh-TW" dir="auto">BoxServerException: 401 - 未經授權</dd>
    </div>
    </dl>
    </section>
    <section class="entry-section" aria-labelledby="page-siblings">
    <h2 id="page-siblings">Andere fouten in dezelfde tabel</h2>
    <ul class="entry-list">
    <li><a class="entry-message" href="../okta-httprequestfailure-401/"><bdi>HttpRequestFailure: 401</bdi></a> <span class="entry-app">Okta</span> <span class="entry-cause">Het token is ongeldig.</span></li>
    </ul>

    </section>
    <section class="entry-section" aria-labelledby="page-related">
    <h2 id="page-related">Verwante fouten</h2>
    <h3><a href="../../status/401/">Ook HTTP-status 401</a> <span class="count" aria-label="2 fouten" role="img">2</span></h3>
    <ul class="entry-list">
    <li><a class="entry-message" href="../okta-httprequestfailure-401/"><bdi>HttpRequestFailure: 401</bdi></a> <span class="entry-app">Okta</span> <span class="entry-cause">Het token is ongeldig.</span></li>
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
    <div class="home-folders">
    <div class="home-folder">
    <ul class="page-list">
    <li><a href="fouten/">疑難排解</a></li>
    </ul>
    </div>
    </div>
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
fn a_row_that_a_language_lacks_is_shown_in_its_place_in_another_and_says_so() {
    let fewer = "# 疑難排解\n\n|應用程式|錯誤訊息|原因|解決方法|\n|-|-|-|-|\n|Okta|HttpRequestFailure: 401|權杖無效。|更新權杖。|\n";
    let setup = Setup { base_url: Some("https://example.org/"), ..Setup::default() };
    let outputs = site_with(&setup, &[("nl-NL/fouten.md", DUTCH), ("zh-TW/fouten.md", fewer)]).unwrap();
    let html = &outputs["zh-tw/fouten/index.html"];
    let rows: Vec<&str> = html.split("<tr id=\"").skip(1).collect();
    assert_eq!(rows.len(), 2);
    assert!(
        rows[0].starts_with("box-boxserverexception-401\" class=\"fallback-row\" lang=\"nl-NL\" dir=\"ltr\""),
        "{}",
        rows[0]
    );
    let cells: Vec<String> = rows[0].split("<td").skip(1).map(|cell| text(cell.split_once('>').unwrap().1)).collect();
    assert!(cells[0].contains("Nederlands") && cells[0].contains("Box"), "{cells:?}");
    assert!(cells[1].starts_with("BoxServerException: 401 - Niet gemachtigd"), "{cells:?}");
    let entry = &outputs["zh-tw/entries/box-boxserverexception-401/index.html"];
    assert!(
        entry.contains(
            "<link rel=\"canonical\" href=\"https://example.org/nl-nl/entries/box-boxserverexception-401/\">"
        )
    );
    assert!(
        entry.contains("lang=\"nl-NL\"")
            && entry.contains("<p class=\"notice\" role=\"note\" lang=\"zh-TW\" dir=\"ltr\">")
            && !entry.contains("hreflang=\"x-default\"")
    );
    assert!(!outputs["zh-tw/sitemap.xml"].contains("boxserverexception"), "{}", outputs["zh-tw/sitemap.xml"]);
    assert!(outputs["nl-nl/sitemap.xml"].contains("entries/box-boxserverexception-401/"));
    let source = Setup { source: Some("zh-TW"), ..Setup::default() };
    let outputs = site_with(&source, &[("nl-NL/fouten.md", DUTCH), ("zh-TW/fouten.md", fewer)]).unwrap();
    assert!(!outputs["zh-tw/fouten/index.html"].contains("fallback-row"), "the source knows best which rows there are");
}

/// The links of one part of a page, in order, with their text.
fn links(html: &str, open: &str, close: &str) -> Vec<String> {
    let part = html.split_once(open).unwrap_or_else(|| panic!("no {open} in {html}")).1.split_once(close).unwrap().0;
    let link = |link: &str| {
        let href = link.split_once("href=\"")?.1.split_once('"')?.0;
        Some(format!("{href} {}", text(link.split_once('>')?.1.split_once("</a>")?.0).trim()))
    };
    part.split("<a ").skip(1).filter_map(link).collect()
}

#[test]
fn a_folder_with_a_table_of_contents_has_the_order_that_its_author_gave_it() {
    let html = |files: &[(&str, &str)]| {
        let contents = |title: &str, page: &str| ContentsNode {
            title: title.to_owned(),
            destination: Some(ContentsDestination::Page(PageId::new(page), String::new())),
            nodes: Vec::new(),
        };
        let nodes = vec![contents("Laatste eerst", "gids/z"), contents("", "gids/一")];
        let setup = Setup { contents: BTreeMap::from([("gids".to_owned(), nodes)]), ..Setup::default() };
        site_with(&setup, files).unwrap()["nl-nl/gids/z/index.html"].clone()
    };
    let html = html(&[("nl-NL/a.md", "# A"), ("nl-NL/gids/一.md", "# 一"), ("nl-NL/gids/z.md", "# Z")]);
    let navigation = links(&html, "<nav id=\"page-navigation\"", "</nav>");
    assert_eq!(navigation, ["../../ Startpagina", "../../a/ A", "./ Laatste eerst", "../%E4%B8%80/ 一"]);
    assert_eq!(links(&html, "<nav class=\"pager\"", "</nav>").len(), 2);
}

#[test]
fn pages_follow_each_other_and_stand_below_each_other_by_folder() {
    let outputs = site(&[
        ("nl-NL/begin.md", "# Begin"),
        ("nl-NL/gids/index.md", "# Gids"),
        ("nl-NL/gids/一.md", "# 一"),
        ("nl-NL/gids/diep/b.md", "# B"),
    ]);
    let html = &outputs["nl-nl/gids/diep/b/index.html"];
    assert_eq!(links(html, "<nav class=\"breadcrumbs\"", "</nav>"), ["../../../ Startpagina", "../../ Gids"]);
    assert_eq!(links(html, "<nav class=\"pager\"", "</nav>").len(), 1);
    let navigation = links(html, "<nav id=\"page-navigation\"", "</nav>");
    assert_eq!(
        navigation,
        ["../../../ Startpagina", "../../../begin/ Begin", "../../ Gids", "../../%E4%B8%80/ 一", "./ B"]
    );
}
