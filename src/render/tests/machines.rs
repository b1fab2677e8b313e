//! What programs read of small sites: Markdown alternates, lists, feeds and data.

use super::*;
use crate::freshness::Freshness;
use crate::model::Date;

const DUTCH: &str = "# Fouten\n\n|Foutbericht|App|Oorzaak|Oplossing|\n|-|-|-|-|\n|BoxServerException: 401|Box|Verlopen|Verbind opnieuw|\n|IOException|Alle apps|Netwerk|Wacht|\n";
const CHINESE: &str =
    "# 錯誤\n\n|錯誤訊息|應用程式|原因|解決方法|\n|-|-|-|-|\n|BoxServerException: 401|方塊|已過期|重新連線|\n";
const BASE: &str = "https://docs.example.org/connectors";

fn with_base(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    site_with(&Setup { base_url: Some(BASE), ..Setup::default() }, files).unwrap()
}

#[test]
fn a_page_has_a_markdown_alternate_whose_links_lead_to_others() {
    let text = "---\ntitle: Gids\ndescription: x\n---\nZie [fouten](fouten.md#kop) en ![plaat](media/a.png), niet [dit](https://example.org/fouten.md).\r\n";
    let site = site(&[
        ("nl-NL/gids.md", text),
        ("nl-NL/fouten.md", DUTCH),
        ("nl-NL/media/a.png", ""),
        ("zh-TW/gids.md", "# 指南"),
    ]);
    insta::assert_snapshot!(site["nl-nl/gids/index.html.md"], @r"
    # Gids

    Zie [fouten](../fouten/index.html.md#kop) en ![plaat](../media/a.png), niet [dit](https://example.org/fouten.md).
    ");
    assert!(site["nl-nl/gids/index.html"].contains("type=\"text/markdown\" href=\"index.html.md\""));
    assert!(!site.contains_key("en-us/gids/index.html.md"), "a copy in other words has no twin");
    assert!(!site["en-us/gids/index.html"].contains("text/markdown"));
}

#[test]
fn an_alternate_holds_what_is_included_and_mends_the_links_of_cells() {
    let table = "|Foutbericht|Oplossing|\n|-|-|\n|IOException|Zie [gids](gids.md#deel)|\n";
    let site = site(&[
        ("nl-NL/a.md", &format!("# A\n\nVóór [!INCLUDE [x](includes/x.md)] erna.\n\n{table}")),
        ("nl-NL/includes/x.md", "---\ntitle: x\n---\n*ingevoegd 方塊*, zie [gids](../gids.md)\n"),
        ("nl-NL/gids.md", "# Gids"),
    ]);
    let alternate = &site["nl-nl/a/index.html.md"];
    assert!(alternate.contains("Vóór *ingevoegd 方塊*, zie [gids](../gids/index.html.md) erna."), "{alternate}");
    let is_entry = |path: &&String| path.starts_with("nl-nl/entries/") && path.ends_with("index.html.md");
    let entry = &site[site.keys().find(is_entry).unwrap()];
    assert!(entry.contains("Zie [gids](../../gids/index.html.md#deel)"), "{entry}");
}

#[test]
fn an_alternate_loses_no_column_and_no_tag() {
    let table = "|Foutbericht|Oplossing|Ernst|\n|-|-|-|\n|Fout: \\<TenantId> *x*|Wacht|hoog 方塊|\n";
    let site = site(&[("nl-NL/a.md", &format!("# A [x]\n\n{table}"))]);
    let is_entry = |path: &&String| path.starts_with("nl-nl/entries/") && path.ends_with("index.html.md");
    let alternate = &site[site.keys().find(is_entry).unwrap()];
    assert!(alternate.starts_with("# Fout: \\<TenantId\\> x\n"), "{alternate}");
    assert!(
        alternate.contains("## Ernst\n\nhoog 方塊\n") && alternate.contains("[A \\[x\\]](../../a/index.html.md)"),
        "{alternate}"
    );
    assert!(site["nl-nl/llms.txt"].contains("- [A \\[x\\]](/nl-nl/a/index.html.md)"));
}

#[test]
fn entries_topics_and_homes_have_markdown_alternates_too() {
    let site = site(&[("nl-NL/fouten.md", DUTCH), ("zh-TW/fouten.md", CHINESE)]);
    insta::assert_snapshot!(site["nl-nl/entries/box-boxserverexception-401/index.html.md"], @r"
    # BoxServerException: 401

    ## App

    Box

    ## Oorzaak

    Verlopen

    ## Oplossing

    Verbind opnieuw

    [Fouten](../../fouten/index.html.md)

    ## In andere talen

    - [繁體中文](../../../zh-tw/entries/box-boxserverexception-401/index.html.md)
    ");
    let topic = &site["zh-tw/apps/box/index.html.md"];
    assert!(
        topic.contains("[BoxServerException: 401](../../entries/box-boxserverexception-401/index.html.md)"),
        "{topic}"
    );
    assert!(site["nl-nl/index.html.md"].contains("- [Fouten](fouten/index.html.md)"));
}

#[test]
fn entries_are_there_for_programs_as_their_schema_says() {
    let site = site(&[("nl-NL/fouten.md", DUTCH), ("zh-TW/fouten.md", CHINESE)]);
    let schema = Embedded.read(&FilePath::new("templates/assets/entries.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_slice(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for tag in ["nl-nl", "zh-tw", "en-us"] {
        let entries: serde_json::Value = serde_json::from_str(&site[&format!("{tag}/entries.json")]).unwrap();
        let wrong: Vec<String> = validator.iter_errors(&entries).map(|error| error.to_string()).collect();
        assert_eq!(wrong, [""; 0], "{tag}");
        assert_eq!(entries["entries"].as_array().unwrap().len(), 2, "{tag}");
    }
    let chinese: serde_json::Value = serde_json::from_str(&site["zh-tw/entries.json"]).unwrap();
    let [first, fallback] = [0, 1].map(|at| &chinese["entries"][at]);
    assert_eq!((first["applies_to"].as_str(), first["language"].as_str()), (Some("方塊"), Some("zh-TW")));
    assert_eq!((fallback["applies_to"].as_str(), fallback["language"].as_str()), (Some("Alle apps"), Some("nl-NL")));
    assert_eq!(first["url"].as_str(), Some("fouten/#box-boxserverexception-401"));
    assert!(validator.validate(&serde_json::json!({ "version": 1, "locale": "nl", "entries": [{}] })).is_err());
}

#[test]
fn language_models_find_the_pages_of_a_language_and_the_languages() {
    let site = with_base(&[("nl-NL/fouten.md", DUTCH), ("nl-NL/gids/a.md", "---\ndescription: Eerst dit.\n---\n# A")]);
    let dutch = &site["nl-nl/llms.txt"];
    assert!(dutch.starts_with("# Connectors\n"), "{dutch}");
    assert!(dutch.contains("- [Fouten](https://docs.example.org/connectors/nl-nl/fouten/index.html.md)\n"), "{dutch}");
    assert!(
        dutch
            .contains("## gids\n\n- [A](https://docs.example.org/connectors/nl-nl/gids/a/index.html.md): Eerst dit.\n")
    );
    assert!(!dutch.contains("zh-tw/llms.txt"));
    assert!(site["llms.txt"].contains("- [繁體中文](https://docs.example.org/connectors/zh-tw/llms.txt)"));
}

#[test]
fn a_feed_lists_what_changed_last_first() {
    let mut freshness = KnownFreshness::default();
    for (page, date) in [("oud", "2020-01-02"), ("nieuw", "2021-10-15")] {
        freshness.version_changed.insert((PageId::new(page), locale("nl-NL")), date.parse().unwrap());
    }
    let setup = Setup { base_url: Some(BASE), freshness, ..Setup::default() };
    let files = [("nl-NL/oud.md", "# Oud & wijs"), ("nl-NL/nieuw.md", "# Nieuw"), ("zh-TW/無.md", "# 無日期")];
    let site = site_with(&setup, &files).unwrap();
    let feed = &site["nl-nl/feed.xml"];
    let mut reader = quick_xml::Reader::from_str(feed);
    while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
    assert!(feed.contains("<updated>2021-10-15T00:00:00Z</updated>"));
    let (new, old) = (feed.find("<title>Nieuw</title>").unwrap(), feed.find("<title>Oud &amp; wijs</title>").unwrap());
    assert!(new < old, "{feed}");
    assert!(!site["zh-tw/feed.xml"].contains("<entry>"), "what is in other words is not news here");
    assert!(site["nl-nl/oud/index.html"].contains("<time datetime=\"2020-01-02\">"));
    assert!(!self::site(&[("nl-NL/oud.md", "# Oud")]).contains_key("nl-nl/feed.xml"), "without a base URL");
}

#[test]
fn browsers_learn_to_search_a_language() {
    let site = with_base(&[("nl-NL/a.md", "# A")]);
    let search = &site["nl-nl/opensearch.xml"];
    assert!(
        search.contains("template=\"https://docs.example.org/connectors/nl-nl/search/?q={searchTerms}\""),
        "{search}"
    );
    assert!(site["nl-nl/a/index.html"].contains("application/opensearchdescription+xml"));
}

#[test]
fn hosts_get_redirects_from_earlier_addresses_and_the_policy() {
    let site = with_base(&[("nl-NL/gids.md", "---\naliases: oud/één\n---\n# Gids")]);
    let redirects = &site["_redirects"];
    assert!(redirects.contains("/connectors/nl-nl/oud/%C3%A9%C3%A9n/ /connectors/nl-nl/gids/ 301\n"), "{redirects}");
    assert!(site["_headers"].starts_with("/connectors/*\n  Content-Security-Policy: default-src 'none';"));
    let moved = &site["nl-nl/oud/één/index.html"];
    assert!(moved.contains("<meta http-equiv=\"refresh\" content=\"0; url=../../gids/\">"), "{moved}");
    assert!(moved.contains("<link rel=\"canonical\" href=\"https://docs.example.org/connectors/nl-nl/gids/\">"));
}

#[test]
fn what_a_page_is_can_be_read_by_programs_and_by_nothing_else() {
    let hostile = DUTCH.replace("Netwerk", "een `</script><script>alert(1)</script><!--`");
    let site = with_base(&[("nl-NL/fouten.md", &hostile)]);
    let page = &site["nl-nl/entries/alle-apps-ioexception/index.html"];
    let json = page.split_once("<script type=\"application/ld+json\">").unwrap().1.split_once("</script>").unwrap().0;
    let described: serde_json::Value = serde_json::from_str(json).unwrap();
    let [described, breadcrumbs] = [0, 1].map(|at| &described["@graph"][at]);
    assert_eq!(described["@type"], "TechArticle");
    assert_eq!(described["inLanguage"], "nl-NL");
    assert_eq!(described["mainEntity"]["name"], "IOException");
    assert!(described["mainEntity"]["acceptedAnswer"]["text"].as_str().unwrap().contains("</script>"));
    assert_eq!(breadcrumbs["itemListElement"][1]["item"], "https://docs.example.org/connectors/nl-nl/fouten/");
}

#[test]
fn rows_and_pages_say_how_current_they_are() {
    let mut freshness = KnownFreshness::default();
    freshness.rows.insert((0, locale("zh-TW")), Freshness::Stale(Vec::new()));
    freshness.source_changed.insert(PageId::new("fouten"), Date::new(2017, 6, 29).unwrap());
    freshness.pages.insert((PageId::new("fouten"), locale("zh-TW")), Freshness::Stale(Vec::new()));
    let setup = Setup { freshness, source: Some("nl-NL"), ..Setup::default() };
    let site = site_with(&setup, &[("nl-NL/fouten.md", DUTCH), ("zh-TW/fouten.md", CHINESE)]).unwrap();
    let entry = &site["zh-tw/entries/box-boxserverexception-401/index.html"];
    assert!(entry.contains("2017年6月29日") && entry.contains("datetime=\"2017-06-29\""), "{entry}");
    assert!(entry.contains("翻譯之後，原文已有變更。"), "{entry}");
    let page = &site["zh-tw/fouten/index.html"];
    assert!(
        page.contains("本頁翻譯之後，原文已有變更。")
            && page.contains("href=\"../../nl-nl/fouten/\" hreflang=\"nl-NL\""),
        "{page}"
    );
    assert!(!site["nl-nl/fouten/index.html"].contains("notice-stale"));
    let numbers = |tag: &str| {
        let rows = site["zh-tw/hexapla/index.html"].split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
        let row = rows.split("<tr>").find(|row| row.contains(&format!("lang=\"{tag}\""))).unwrap().to_owned();
        let cells = row.split("<td").map(|cell| text(cell.split_once('>').unwrap().1).trim().to_owned());
        cells.filter(|cell| cell.parse::<usize>().is_ok()).collect::<Vec<String>>()
    };
    // Up to date, out of date, missing, not translated, not known, without original, and findings.
    assert_eq!(numbers("nl-NL"), ["2", "0", "0", "0", "0", "0", "0"]);
    assert_eq!(numbers("zh-TW"), ["0", "1", "1", "0", "0", "0", "0"]);
}
