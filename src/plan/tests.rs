//! Routes, counterparts and collisions of small sites.

use std::collections::BTreeMap;

use super::fixture::{corpus, locale};
use super::*;
use crate::align::align;
use crate::model::Known;

fn planned(files: &[(&str, &str)]) -> (SitePlan, Vec<String>) {
    let corpus = corpus(files);
    let options = PlanOptions { titles: BTreeMap::new(), base_url: None, default_locale: locale("nl-NL") };
    let (plan, diagnostics) = SitePlan::new(&corpus, &align(&corpus, &Known::default()), options);
    (
        plan,
        diagnostics.into_iter().map(|diagnostic| format!("{}: {}", diagnostic.span.file, diagnostic.message)).collect(),
    )
}

fn routes(plan: &SitePlan, kind: &str) -> Vec<String> {
    plan.pages.iter().filter(|page| page.kind == kind).map(|page| page.route.as_str().to_owned()).collect()
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
        ["nl-nl/apps/alle-apps/", "nl-nl/apps/box/", "zh-tw/apps/alle-apps/", "zh-tw/apps/box/"]
    );
    let boxes = plan.topics.of(TopicKind::App).find(|(_, topic)| topic.slug == "box").unwrap().1;
    assert_eq!(boxes.names, BTreeMap::from([(locale("nl-NL"), "Box".into()), (locale("zh-TW"), "方塊".into())]));
}

#[test]
fn every_page_stands_in_every_tree_and_entries_only_where_their_row_is() {
    let (plan, _) = planned(&[("nl-NL/fouten.md", DUTCH), ("zh-TW/說明/index.md", "# 說明")]);
    assert_eq!(
        routes(&plan, "content"),
        ["en-us/fouten/", "en-us/說明/", "nl-nl/fouten/", "nl-nl/說明/", "zh-tw/fouten/", "zh-tw/說明/"]
    );
    assert_eq!(routes(&plan, "entry").len(), 2);
    let stand_in = plan.page_at(&Route::content(&locale("zh-TW"), &PageId::new("fouten"))).unwrap();
    assert!(stand_in.is_fallback());
    assert_eq!(stand_in.content_locale(), &locale("nl-NL"));
}

#[test]
fn an_index_is_the_home_page_and_no_page_besides() {
    let (plan, _) = planned(&[("nl-NL/index.md", "# Welkom"), ("nl-NL/gids.md", "# Gids")]);
    let homes: Vec<bool> =
        plan.pages.iter().filter(|page| page.kind == "home").map(|page| page.prose.is_some()).collect();
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
    let options = PlanOptions { titles: BTreeMap::new(), base_url, default_locale: locale("nl-NL") };
    let (plan, _) = SitePlan::new(&corpus, &align(&corpus, &Known::default()), options);
    assert_eq!(routes(&plan, "sitemap_index"), ["sitemap.xml"]);
    assert_eq!(
        planned(&[("nl-NL/gids.md", "# Gids")]).0.pages.iter().filter(|page| page.kind.starts_with("sitemap")).count(),
        0
    );
}
