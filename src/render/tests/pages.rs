//! What stands on each kind of page.

use super::*;

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
fn the_root_offers_every_language_and_the_404_page_speaks_them() {
    let outputs = site(&[("nl-NL/gids.md", "# Gids"), ("zh-TW/gids.md", "# 指南")]);
    assert!(
        outputs["index.html"]
            .contains("<li><a href=\"zh-tw/\" lang=\"zh-TW\" dir=\"ltr\" hreflang=\"zh-TW\">繁體中文</a></li>")
    );
    let missing = &outputs["404.html"];
    assert!(missing.contains("這個網址沒有對應的頁面。") && missing.contains("<a href=\"/nl-nl/\""), "{missing}");
}
