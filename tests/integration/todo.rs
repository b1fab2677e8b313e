//! What a translator does next, in real repositories.

use serde_json::{Value, json};

use crate::fixtures::git_repository::git;
use crate::fixtures::site_folder::SiteFolder;

const CONFIG: &str = "[content]
source_locale = 'en-US'
[history]
revision_key = 'source_commit'
";

const ENGLISH: &str = "# Errors

Ask the administrator of the app for the newest address.

Wait 10 minutes before you try again, and then call the helpdesk.

|Error|App|What to do|
|---|---|---|
|HttpRequestFailure: 401|Okta|Make a new token within 10 days.|
|HttpRequestFailure: 503|Dropbox|Try again in some minutes, or ask for help.|

## Old browsers

Internet Explorer is still allowed for now.

## Requirements of the server {#requirements}

You need an administrator of the app, and the address of your server.
";

/// The source edits a paragraph, a row and a heading, adds a paragraph and a section with a table, and drops a section.
fn edited() -> String {
    let limits =
        "## Limits {#limits}\n\nThirty calls a minute are allowed.\n\n|Plan|Calls|\n|---|---|\n|Small plan|30|\n";
    let edited = ENGLISH
        .replace("Wait 10 minutes", "Wait 20 minutes")
        .replace("within 10 days", "within 20 days")
        .replace("Requirements of the server", "Requirements of the servers and clients")
        .replace("## Old browsers\n\nInternet Explorer is still allowed for now.\n\n", "");
    format!("{edited}\nThe address must be one that your colleagues can open.\n\n{limits}")
}

const DUTCH: &str = "# Fouten

Vraag de beheerder van de app om het nieuwste adres.

Wacht 10 minuten voordat je het opnieuw probeert, en bel dan de helpdesk.

|Fout|App|Wat te doen|
|---|---|---|
|HttpRequestFailure: 401|Okta|Maak binnen 10 dagen een nieuw token.|
|HttpRequestFailure: 503|Dropbox|Probeer het over enkele minuten opnieuw, of vraag om hulp.|

## Oude browsers

Internet Explorer mag voorlopig nog.

## Vereisten van de server {#requirements}

Je hebt een beheerder van de app nodig, en het adres van je server.
";

/// Without the first paragraph, and with one row as it was.
const CHINESE: &str = "# 錯誤

請等候 10 分鐘後再試一次，然後致電技術支援中心。

|錯誤|應用程式|處理方式|
|---|---|---|
|HttpRequestFailure: 401|Okta|請在 10 天內建立新的權杖。|
|HttpRequestFailure: 503|Dropbox|Try again in some minutes, or ask for help.|

## 舊版瀏覽器

目前仍允許使用 Internet Explorer。

## 伺服器的需求 {#requirements}

您需要應用程式的管理員，以及伺服器的位址。
";

const GUIDE: &str =
    "# Guide\n\nThis guide shows how you connect the apps of your colleagues.\n\nIt takes ten minutes of your time.\n";

fn pinned(text: &str, revision: &str) -> String {
    format!("---\nsource_commit: {revision}\n---\n{text}")
}

fn commit(site: &SiteFolder) -> String {
    git(site.path(), &["add", "--all"]);
    git(site.path(), &["commit", "--quiet", "--message", "x"]);
    git(site.path(), &["rev-parse", "HEAD"])
}

/// A site with these pages of the source committed; beside it the name of the commit.
fn source(pages: &[(&str, &str)]) -> (SiteFolder, String) {
    let site = SiteFolder::empty().with("hexapla.toml", CONFIG);
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    let with = |site: SiteFolder, (name, text): &(&str, &str)| site.with(&format!("content/en-US/{name}"), text);
    let site = pages.iter().fold(site, with);
    let revision = commit(&site);
    (site, revision)
}

/// Translations of a page that the source has edited since, a page that Chinese has in English, and one that is new.
fn site() -> SiteFolder {
    let (site, first) = source(&[("errors.md", ENGLISH), ("guide.md", GUIDE)]);
    let dutch_guide =
        "# Gids\n\nDeze gids laat zien hoe je de apps van je collega's verbindt.\n\nHet kost je tien minuten.\n";
    let site = site
        .with("content/nl-NL/errors.md", pinned(DUTCH, &first))
        .with("content/zh-TW/errors.md", pinned(CHINESE, &first))
        .with("content/nl-NL/guide.md", pinned(dutch_guide, &first))
        .with("content/zh-TW/guide.md", pinned(GUIDE, &first))
        .with("content/en-US/errors.md", edited())
        .with("content/en-US/new.md", "# New\n\nNobody has translated this yet.\n");
    commit(&site);
    site
}

fn todo(site: &SiteFolder, arguments: &[&str]) -> Value {
    let run = site.run(&[&["todo", "--format", "json"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.json()
}

/// The units in short: page and line, kind, state and reason.
fn units(todo: &Value) -> Vec<String> {
    let text = |unit: &Value, key: &str| unit[key].as_str().unwrap().to_owned();
    let short = |unit: &Value| {
        let keys = ["kind", "state", "reason"].map(|key| text(unit, key)).join(" ");
        format!("{} {}:{} {keys}", text(unit, "locale"), text(unit, "page"), unit["line"])
    };
    todo["units"].as_array().unwrap().iter().map(short).collect()
}

/// Fails where the sums of the units are not what `status` counts, for rows and for blocks, in every locale.
fn assert_agrees_with_status(site: &SiteFolder) {
    let todo = todo(site, &[]);
    let status = site.run(&["status", "--format", "json"]).json();
    let mut compared = 0;
    for line in status["locales"].as_array().unwrap().iter().filter(|line| line["source"] == false) {
        let of_locale = |unit: &&Value| unit["locale"] == line["locale"];
        for state in ["stale", "missing", "untranslated", "orphan"] {
            let units =
                || todo["units"].as_array().unwrap().iter().filter(of_locale).filter(|unit| unit["state"] == state);
            let sum = |key: &str| units().map(|unit| unit[key].as_u64().unwrap()).sum::<u64>();
            let (rows, blocks) = (sum("rows"), sum("blocks"));
            let states = &line["states"];
            assert_eq!(
                (&json!(rows), &json!(rows + blocks)),
                (&states["rows"][state], &states["units"][state]),
                "{todo:#}"
            );
            compared += rows + blocks;
        }
        let summary = todo["summary"]["locales"].as_array().unwrap().iter().find(|of| of["locale"] == line["locale"]);
        assert_eq!(summary.unwrap()["states"], line["states"]["units"]);
    }
    assert!(compared > 0, "there is something to compare");
}

#[test]
fn each_thing_that_is_to_be_done_is_listed_once_in_dutch_and_in_chinese() {
    let site = site();
    let expected = [
        "nl-NL errors:8 paragraph stale source-changed",
        "nl-NL errors:12 row stale source-changed",
        "nl-NL errors:19 heading stale source-changed",
        "nl-NL errors:21 paragraph missing source-added",
        "nl-NL errors:21 section missing source-added",
        "nl-NL errors:15 section orphan source-removed",
        "nl-NL new:1 page missing absent",
        "zh-TW errors:4 paragraph missing absent",
        "zh-TW errors:6 paragraph stale source-changed",
        "zh-TW errors:10 row stale source-changed",
        "zh-TW errors:11 row untranslated source-words",
        "zh-TW errors:17 heading stale source-changed",
        "zh-TW errors:19 paragraph missing source-added",
        "zh-TW errors:19 section missing source-added",
        "zh-TW errors:13 section orphan source-removed",
        "zh-TW guide:1 page untranslated source-words",
        "zh-TW new:1 page missing absent",
    ];
    assert_eq!(units(&todo(&site, &[])), expected);
    assert_agrees_with_status(&site);
}

#[test]
fn a_unit_has_the_words_of_the_source_then_and_now_and_those_of_the_translation() {
    let todo = todo(&site(), &["--locale", "nl-NL"]);
    let unit = |kind: &str, state: &str| {
        let is_it = |unit: &&Value| unit["kind"] == kind && unit["state"] == state;
        todo["units"].as_array().unwrap().iter().find(is_it).unwrap().clone()
    };
    let row = json!({
        "locale": "nl-NL", "page": "errors", "path": "content/nl-NL/errors.md", "line": 12, "kind": "row",
        "entry": "okta-httprequestfailure-401", "state": "stale", "reason": "source-changed", "facts": true,
        "source": {
            "path": "content/en-US/errors.md", "line": 9,
            "old": "Make a new token within 10 days.", "new": "Make a new token within 20 days.",
        },
        "text": "HttpRequestFailure: 401 | Okta | Maak binnen 10 dagen een nieuw token.",
        "blocks": 0, "rows": 1,
    });
    assert_eq!(unit("row", "stale"), row);
    let heading = unit("heading", "stale");
    assert_eq!(
        (&heading["facts"], &heading["text"]),
        (&json!(false), &json!("Vereisten van de server {#requirements}"))
    );
    let section = unit("section", "missing");
    let words = section["source"]["new"].as_str().unwrap();
    assert!(words.starts_with("Limits") && words.contains("Thirty calls a minute"), "{words}");
    assert_eq!((&section["text"], &section["source"]["old"]), (&Value::Null, &Value::Null));
    // The heading, the paragraph and the header of the table; and its row.
    assert_eq!((&section["blocks"], &section["rows"]), (&json!(3), &json!(1)));
    let orphan = unit("section", "orphan");
    assert_eq!((&orphan["source"]["old"], &orphan["source"]["path"]), (&json!("Old browsers"), &Value::Null));
    assert!(orphan["text"].as_str().unwrap().ends_with("Internet Explorer mag voorlopig nog."));
    let page = unit("page", "missing");
    assert_eq!(
        (&page["path"], &page["source"]["path"]),
        (&json!("content/nl-NL/new.md"), &json!("content/en-US/new.md"))
    );
    assert_eq!((&page["blocks"], &page["source"]["new"], &page["text"]), (&json!(2), &json!("New"), &Value::Null));
    let summary = json!({
        "units": 7, "listed": 7, "truncated": false,
        "locales": [{
            "locale": "nl-NL", "pages": 2, "units": 7,
            "states": {"fresh": 8, "stale": 3, "missing": 7, "untranslated": 0, "orphan": 2, "unknown": 0},
        }],
    });
    assert_eq!((&todo["version"], &todo["summary"]), (&json!(1), &summary));
}

#[test]
fn people_read_first_how_much_there_is_and_then_what_changed_page_by_page() {
    let site = site();
    let text = site.run(&["todo", "--limit", "3"]).stdout;
    insta::assert_snapshot!(text, @r#"
    nl-NL: 3 stale, 7 missing, 2 orphans in 2 pages
    zh-TW: 3 stale, 8 missing, 4 untranslated, 2 orphans in 3 pages

    nl-NL errors: 3 stale, 5 missing, 2 orphans

    content/nl-NL/errors.md:8: paragraph, stale: the source changed facts
      source:      content/en-US/errors.md:5
      source was:  Wait [-10-] minutes before you try again, and then call the helpdesk.
      source is:   Wait {+20+} minutes before you try again, and then call the helpdesk.
      translation: Wacht 10 minuten voordat je het opnieuw probeert, en bel dan de helpdesk.

    content/nl-NL/errors.md:12: row, stale: the source changed facts
      source:      content/en-US/errors.md:9
      source was:  Make a new token within [-10-] days.
      source is:   Make a new token within {+20+} days.
      translation: HttpRequestFailure: 401 | Okta | Maak binnen 10 dagen een nieuw token.

    content/nl-NL/errors.md:19: heading, stale: the source changed
      source:      content/en-US/errors.md:12
      source was:  Requirements of the [-server-] {#requirements}
      source is:   Requirements of the {+servers and clients+} {#requirements}
      translation: Vereisten van de server {#requirements}

    14 more; `--limit 17` lists all
    "#);
    let markdown = site.run(&["todo", "--locale", "zh-TW", "--limit", "2", "--format", "markdown"]).stdout;
    insta::assert_snapshot!(markdown, @r#"
    **zh-TW**: 3 stale, 8 missing, 4 untranslated, 2 orphans in 3 pages

    ### zh-TW errors: 3 stale, 6 missing, 1 untranslated, 2 orphans

    - [ ] content/zh-TW/errors.md:4: paragraph, missing: it was never translated
      Source: content/en-US/errors.md:3

      ```diff
      + Ask the administrator of the app for the newest address.
      ```

    - [ ] content/zh-TW/errors.md:6: paragraph, stale: the source changed facts
      Source: content/en-US/errors.md:5

      ```diff
      - Wait 10 minutes before you try again, and then call the helpdesk.
      + Wait 20 minutes before you try again, and then call the helpdesk.
      ```

      Translation: 請等候 10 分鐘後再試一次，然後致電技術支援中心。

    8 more.
    "#);
}

#[test]
fn pages_with_stale_facts_come_first_then_the_order_of_the_authors_and_last_what_is_only_to_be_removed() {
    let page = |title: &str| {
        format!(
            "# {title}\n\nThe connector keeps each request for 7 days, and then it is removed.\n\nOld text of the page {title}.\n"
        )
    };
    let dutch = |title: &str| {
        format!(
            "# {title}\n\nDe connector bewaart elk verzoek 7 dagen, en dan wordt het gewist.\n\nOude tekst van de pagina {title}.\n"
        )
    };
    let names = ["alpha", "beta", "gamma", "delta"];
    let texts: Vec<(String, String)> = names.iter().map(|name| (format!("{name}.md"), page(name))).collect();
    let pages: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (site, first) = source(&pages);
    let site = names
        .iter()
        .fold(site, |site, name| site.with(&format!("content/nl-NL/{name}.md"), pinned(&dutch(name), &first)));
    let site = site
        .with("content/en-US/TOC.md", "# [](delta.md)\n# [](gamma.md)\n# [](beta.md)\n# [](alpha.md)\n")
        .with("content/en-US/alpha.md", page("alpha").replace("removed", "deleted"))
        .with("content/en-US/beta.md", page("beta").replace("7 days", "9 days"))
        .with("content/en-US/gamma.md", page("gamma").replace("removed", "deleted"))
        .with("content/en-US/delta.md", page("delta").replace("\nOld text of the page delta.\n", ""));
    commit(&site);
    let expected = [
        "nl-NL beta:6 paragraph stale source-changed",
        "nl-NL gamma:6 paragraph stale source-changed",
        "nl-NL alpha:6 paragraph stale source-changed",
        "nl-NL delta:8 paragraph orphan source-removed",
    ];
    assert_eq!(units(&todo(&site, &[])), expected);
    assert_agrees_with_status(&site);
}

#[test]
fn one_language_one_page_or_some_things_are_listed_where_somebody_asks_for_them() {
    let site = site();
    let all = units(&todo(&site, &[]));
    let dutch: Vec<String> = all.iter().filter(|unit| unit.starts_with("nl-NL")).cloned().collect();
    assert_eq!(units(&todo(&site, &["--locale", "nl-NL"])), dutch);
    for page in ["new", "content/en-US/new.md", "content/zh-TW/new.md", "./content/nl-NL/new.md"] {
        let expected = ["nl-NL new:1 page missing absent", "zh-TW new:1 page missing absent"];
        assert_eq!(units(&todo(&site, &["--page", page])), expected, "{page}");
    }
    let root = site.path().to_str().unwrap().to_owned();
    let elsewhere = SiteFolder::empty();
    let path = format!("{root}/content/nl-NL/guide.md");
    let run = elsewhere.run(&["--root", &root, "todo", "--page", &path, "--format", "json"]);
    assert_eq!(units(&run.json()), ["zh-TW guide:1 page untranslated source-words"], "{}", run.stderr);
    assert_eq!(run.json()["units"][0]["path"], format!("{root}/content/zh-TW/guide.md"));
    let cut = todo(&site, &["--limit", "2"]);
    assert_eq!(units(&cut), all[..2]);
    assert_eq!((&cut["summary"]["units"], &cut["summary"]["truncated"]), (&json!(all.len()), &json!(true)));
    let unknown = site.run(&["todo", "--page", "eror"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("there is no page `eror`\n  help: did you mean `errors`?"), "{}", unknown.stderr);
}

#[test]
fn rules_that_are_off_change_nothing() {
    let site = site();
    let before = todo(&site, &[]);
    let off = "[check.rules]\nstructure = \"off\"\nlanguage = \"off\"\nstaleness = \"off\"\n";
    assert_eq!(todo(&site.with("hexapla.toml", format!("{CONFIG}{off}")), &[]), before);
}

#[test]
fn where_nothing_is_to_be_done_it_says_so_and_what_it_does_not_know() {
    let (site, first) = source(&[("guide.md", GUIDE)]);
    let dutch =
        "# Gids\n\nDeze gids laat zien hoe je de apps van je collega's verbindt.\n\nHet kost je tien minuten.\n";
    let chinese = "# 指南\n\n本指南說明如何連接您同事的應用程式。\n\n這會花費您十分鐘的時間。\n";
    let site = site.with("content/nl-NL/guide.md", pinned(dutch, &first)).with("content/zh-TW/guide.md", chinese);
    let run = site.run(&["todo"]);
    let expected = "nl-NL: nothing to do\nzh-TW: nothing to do; of 3 it is not known how current they are\n";
    assert_eq!((run.code, run.stdout.as_str()), (0, expected));
    assert_eq!(todo(&site, &["--locale", "en-US"])["units"], json!([]));
}

#[test]
fn a_page_that_the_source_does_not_have_is_one_orphan() {
    let (site, first) = source(&[("guide.md", GUIDE), ("gone.md", ENGLISH)]);
    let old = format!("# Oud\n\nDit had het Engels ooit ook.\n\n{}", &DUTCH[DUTCH.find("|Fout").unwrap()..]);
    let site = site.with("content/nl-NL/guide.md", pinned(GUIDE, &first)).with("content/nl-NL/old.md", old);
    let site = site.with("content/nl-NL/gone.md", pinned(DUTCH, &first));
    std::fs::remove_file(site.path().join("content/en-US/gone.md")).unwrap();
    commit(&site);
    let expected = [
        "nl-NL guide:1 page untranslated source-words",
        "nl-NL gone:1 page orphan source-removed",
        "nl-NL old:1 page orphan not-in-source",
    ];
    let todo = todo(&site, &[]);
    assert_eq!(units(&todo), expected);
    assert_eq!((&todo["units"][2]["rows"], &todo["units"][2]["source"]["new"]), (&json!(2), &Value::Null));
    assert_agrees_with_status(&site);
}

#[test]
fn languages_without_a_source_have_to_do_what_the_others_have() {
    let site = SiteFolder::empty()
        .with("content/nl-NL/index.md", DUTCH)
        .with("content/de-DE/index.md", DUTCH.replace("Vraag", "Frage").replace("Wacht", "Warte"))
        .with("content/zh-TW/index.md", CHINESE);
    assert_agrees_with_status(&site);
    let missing = "zh-TW index:1 paragraph missing absent".to_owned();
    assert!(units(&todo(&site, &[])).contains(&missing), "{:#}", todo(&site, &[]));
}

#[test]
fn hostile_words_are_only_words_and_long_ones_are_cut() {
    let hostile = "\u{1b}[31m <script>x</script> @jan [x](javascript:y) ``` `` ~~~ \u{202e}";
    let long = "Ask the administrator of the server. ".repeat(4_000);
    let english = format!("# Errors\n\nWait 10 minutes {hostile} and then call.\n\n{long}\n\n- ```` {hostile}\n");
    let dutch = format!(
        "# Fouten\n\nWacht 10 minuten {hostile} en bel dan.\n\n{}\n\n- ```` {hostile} 錯誤\n",
        long.replace("Ask", "Vraag")
    );
    let (site, first) = source(&[("errors.md", &english)]);
    let site = site
        .with("content/nl-NL/errors.md", pinned(&dutch, &first))
        .with("content/en-US/errors.md", english.replace("10 minutes", "20 minutes").replace("````", "`````"))
        .with("content/en-US/new.md", format!("# {hostile}\n\n{long}\n"));
    commit(&site);
    let (text, markdown) = (site.run(&["todo"]).stdout, site.run(&["todo", "--format", "markdown"]).stdout);
    for written in [&text, &markdown] {
        assert!(written.contains("minutes") && !written.contains(['\u{1b}', '\u{202e}']), "{written:?}");
        assert!(written.len() < 5_000, "{}", written.len());
    }
    let mut fence = false;
    for line in markdown.lines() {
        let line = line.trim_start();
        if line.starts_with("```") {
            fence = !fence;
            assert!(["```diff", "```"].contains(&line), "{line}");
        } else if !fence {
            assert!(!line.contains("<script") && !line.contains("](") && !line.contains("@jan"), "{line}");
        } else {
            assert!(line.starts_with(['+', '-']), "{line}");
        }
    }
    assert!(!fence, "{markdown}");
    assert_agrees_with_status(&site);
}

#[test]
fn the_guide_shows_what_the_command_prints() {
    let english = "# Errors\n\nThis page is about errors of the connector.\n\nWait 10 minutes before you try again.\n";
    let dutch = "# Fouten\n\nDeze pagina gaat over fouten van de connector.\n\nWacht 10 minuten voordat je het opnieuw probeert.\n";
    let (site, first) = source(&[("errors.md", english)]);
    let edited = english.replace("10", "20") + "\nAsk the administrator for the new address.\n";
    let site = site
        .with("content/nl-NL/errors.md", pinned(dutch, &first))
        .with("content/en-US/errors.md", edited)
        .with("content/en-US/new.md", "# New\n\nNobody has translated this yet.\n");
    commit(&site);
    let printed = site.run(&["todo", "--locale", "nl-NL"]).stdout;
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/content/en-US/guide/checking.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    assert!(guide.contains(&format!("```text\n{printed}```\n")), "{printed}");
}
