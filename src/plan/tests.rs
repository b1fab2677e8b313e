//! Routes, counterparts and collisions of small sites.

use super::fixture::{corpus, locale, options};
use super::*;
use crate::align::align;
use crate::model::Known;

fn planned(files: &[(&str, &str)]) -> (SitePlan, Vec<String>) {
    let corpus = corpus(files);
    let options = fixture::options();
    let (plan, diagnostics) = SitePlan::new(&corpus, &align(&corpus, &Known::default()), Left::default(), options);
    (
        plan,
        diagnostics.into_iter().map(|diagnostic| format!("{}: {}", diagnostic.span.file, diagnostic.message)).collect(),
    )
}

fn routes(plan: &SitePlan, kind: &str) -> Vec<String> {
    plan.pages.iter().filter(|page| page.kind.name == kind).map(|page| page.route.as_str().to_owned()).collect()
}

const DUTCH: &str = "# Fouten\n\n|Foutbericht|App|\n|-|-|\n|BoxServerException: 401|Box|\n|IOException|Alle apps|\n";
const CHINESE: &str =
    "# 錯誤\n\n|錯誤訊息|應用程式|\n|-|-|\n|BoxServerException: 401|方塊|\n|IOException|所有應用程式|\n";

#[test]
fn an_app_has_one_address_whatever_a_language_calls_it() {
    let (plan, diagnostics) = planned(&[("nl-NL/fouten.md", DUTCH), ("zh-TW/fouten.md", CHINESE)]);
    assert_eq!(diagnostics, [""; 0]);
    assert_eq!(
        routes(&plan, "app"),
        [
            "en-us/apps/alle-apps/",
            "en-us/apps/box/",
            "nl-nl/apps/alle-apps/",
            "nl-nl/apps/box/",
            "zh-tw/apps/alle-apps/",
            "zh-tw/apps/box/"
        ]
    );
    let is_fallback = |tag: &str| {
        plan.pages.iter().any(|page| page.kind.name == "app" && page.locale == locale(tag) && page.is_fallback())
    };
    assert_eq!(["en-US", "nl-NL", "zh-TW"].map(is_fallback), [true, false, false]);
    let boxes = plan.topics.all.iter().find(|topic| topic.slug == "box").unwrap();
    let names = [("en-US", "Box"), ("nl-NL", "Box"), ("zh-TW", "方塊")];
    assert_eq!(boxes.names, names.map(|(tag, name)| (locale(tag), name.to_owned())).into());
}

#[test]
fn codes_with_a_description_and_a_solution_are_errors_and_options_are_none() {
    let dutch = "# Codes\n\n|code|oorzaak|oplossing|\n|-|-|-|\n|API-01|Het token is verlopen|Meld u aan|\n| | | |\n\
                 |API-02|De server is gestopt|Wacht|\n";
    let chinese =
        "# 代碼\n\n|編碼|原因|解決方法|\n|-|-|-|\n|API-01|權杖已過期|請登入|\n| | | |\n|API-02|伺服器已停止|請稍候|\n";
    let (plan, _) = planned(&[("nl-NL/codes.md", dutch), ("zh-TW/codes.md", chinese)]);
    assert_eq!(routes(&plan, "entry").len(), 2 * 3);
    for header in ["optie|oorzaak|standaard", "optie|oorzaak|oplossing", "code|naam|oplossing"] {
        let options =
            format!("# Opties\n\n|{header}|\n|-|-|-|\n|max-size|Het grootste|10|\n|host|De server|MQTT-01|\n");
        let (plan, _) = planned(&[("nl-NL/opties.md", &options)]);
        assert_eq!(routes(&plan, "entry"), Vec::<String>::new(), "{header}");
    }
}

#[test]
fn every_page_and_every_entry_is_in_every_tree() {
    let (plan, _) = planned(&[("nl-NL/fouten.md", DUTCH), ("zh-TW/說明/index.md", "# 說明")]);
    assert_eq!(
        routes(&plan, "content"),
        ["en-us/fouten/", "en-us/說明/", "nl-nl/fouten/", "nl-nl/說明/", "zh-tw/fouten/", "zh-tw/說明/"]
    );
    assert_eq!(routes(&plan, "entry").len(), 6);
    let fallback = plan.page_at(&Route::content(&locale("zh-TW"), &PageId::new("fouten"))).unwrap();
    assert!(fallback.is_fallback());
    assert_eq!(fallback.content_locale(), &locale("nl-NL"));
}

#[test]
fn a_row_that_the_source_dropped_is_shown_only_where_it_still_is() {
    let extra = "# 錯誤\n\n|錯誤訊息|應用程式|\n|-|-|\n|BoxServerException: 401|方塊|\n|IOException|所有應用程式|\n|ZipException: 507|Zip|\n";
    let places = |corpus: &Corpus| {
        let (plan, _) = SitePlan::new(corpus, &align(corpus, &Known::default()), Left::default(), options());
        routes(&plan, "entry").into_iter().filter(|route| route.contains("zip")).count()
    };
    let mut corpus = corpus(&[("nl-NL/fouten.md", DUTCH), ("zh-TW/fouten.md", extra)]);
    assert_eq!(places(&corpus), 3);
    corpus.source_locale = Some(locale("nl-NL"));
    assert_eq!(places(&corpus), 1);
}

#[test]
fn earlier_addresses_lead_to_pages_and_give_way_to_what_is_there() {
    let (plan, diagnostics) = planned(&[
        ("nl-NL/gids.md", "---\naliases: [/oud/gids.html, nl-NL/ouder/, zh-tw/elders/, llms.txt, start]\n---\n# Gids"),
        ("zh-TW/gids.md", "---\nredirect_from: 舊/指南.md\n---\n# 指南"),
        ("nl-NL/start.md", "# Start"),
    ]);
    assert_eq!(diagnostics, [""; 0]);
    let nl: Vec<String> = routes(&plan, "alias").into_iter().filter(|route| !route.starts_with("en")).collect();
    assert_eq!(nl, ["nl-nl/oud/gids.html", "nl-nl/oud/gids/", "nl-nl/ouder/", "zh-tw/舊/指南/"]);
}

#[test]
fn an_index_is_the_home_page_and_no_page_besides() {
    let (plan, _) = planned(&[("nl-NL/index.md", "# Welkom"), ("nl-NL/gids.md", "# Gids")]);
    let homes: Vec<bool> =
        plan.pages.iter().filter(|page| page.kind.name == "home").map(|page| page.prose.is_some()).collect();
    assert_eq!(homes, [false, true, false]);
    assert_eq!(routes(&plan, "content"), ["en-us/gids/", "nl-nl/gids/", "zh-tw/gids/"]);
}

#[test]
fn two_files_that_claim_one_url_are_both_named() {
    let (_, diagnostics) = planned(&[("nl-NL/gids.md", "# Gids"), ("nl-NL/gids/index.md", "# Gids")]);
    insta::assert_snapshot!(diagnostics.join("\n"), @"content/nl-NL/gids/index.md: `content/nl-NL/gids/index.md` and `content/nl-NL/gids.md` both claim the URL `/nl-nl/gids/`");
}

#[test]
fn a_page_does_not_take_the_place_of_one_of_ours() {
    let (plan, diagnostics) = planned(&[
        ("zh-TW/search.md", "# 搜尋"),
        ("nl-NL/fouten.md", DUTCH),
        ("nl-NL/apps/box.md", "# Box"),
        ("nl-NL/entries", "bestand"),
    ]);
    insta::assert_snapshot!(diagnostics.join("\n"), @r"
    content/nl-NL/apps/box.md: `content/nl-NL/apps/box.md` claims the URL `/nl-nl/apps/box/`, which is that of the site's own `app` page
    content/zh-TW/search.md: `content/zh-TW/search.md` claims the URL `/zh-tw/search/`, which is that of the site's own `search` page
    content/nl-NL/entries: `content/nl-NL/entries` claims the URL `/nl-nl/entries`, which is that of the site's own `entry` page
    ");
    assert_eq!(routes(&plan, "search"), ["en-us/search/", "nl-nl/search/", "zh-tw/search/"]);
}

#[test]
fn a_translation_at_another_place_is_no_collision() {
    let (plan, diagnostics) = planned(&[("en-US/guide.md", "# Guide"), ("zh-TW/guide/index.md", "# 指南")]);
    assert_eq!(diagnostics, [""; 0]);
    assert_eq!(routes(&plan, "content"), ["en-us/guide/", "nl-nl/guide/", "zh-tw/guide/"]);
}

#[test]
fn files_keep_their_place_and_markdown_is_not_copied() {
    let (plan, _) = planned(&[("zh-TW/media/方塊.png", ""), ("zh-TW/toc.yml", ""), ("zh-TW/gids.md", "# 指南")]);
    let files: Vec<&str> = plan.files.iter().map(|file| file.route.as_str()).collect();
    assert_eq!(files, ["zh-tw/media/方塊.png"]);
}

#[test]
fn absolute_addresses_need_a_base_url() {
    let corpus = corpus(&[("nl-NL/gids.md", "# Gids")]);
    let base_url = BaseUrl::new("https://example.org/x").ok();
    let options = PlanOptions { base_url, ..options() };
    let (plan, _) = SitePlan::new(&corpus, &align(&corpus, &Known::default()), Left::default(), options);
    assert_eq!(routes(&plan, "sitemap_index"), ["sitemap.xml"]);
    assert_eq!(
        planned(&[("nl-NL/gids.md", "# Gids")])
            .0
            .pages
            .iter()
            .filter(|page| page.kind.name.starts_with("sitemap"))
            .count(),
        0
    );
}
