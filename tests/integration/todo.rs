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
    let todo = todo(&site, &[]);
    assert_eq!(units(&todo), [""]);
    assert_agrees_with_status(&site);
}
