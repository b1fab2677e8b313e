//! What `status`, the report for reviewers and the view show of prose, in real sites.

use serde_json::{Value, json};

use crate::fixtures::git_repository::git;
use crate::fixtures::site_folder::SiteFolder;

const CONFIG: &str = "[site]
base_url = 'https://docs.example.org/'
[content]
source_locale = 'en-US'
[history]
revision_key = 'source_commit'
";

const ENGLISH: &str = "# Connectors

Connect the apps of your colleagues.

## Requirements {#requirements}

You need an administrator of the app, and the address of your server.

- A token that is valid for ten days.

## Old browsers

Internet Explorer is still allowed for now.

<!-- seen by nobody -->
";

/// The source edits a paragraph, adds a section with two blocks, and drops one with one block.
fn edited() -> String {
    let limits = "## Limits {#limits}\n\nThirty calls a minute are allowed, and no more.\n\n";
    ENGLISH
        .replace("and the address of your server", "and the addresses of both of your servers")
        .replace("## Requirements", &format!("{limits}## Requirements"))
        .replace("## Old browsers\n\nInternet Explorer is still allowed for now.\n", "")
}

const DUTCH: &str = "# Connectors

Verbind de apps van je collega's.

## Vereisten {#requirements}

Je hebt een beheerder van de app nodig, en het adres van je server.

- Een token dat tien dagen geldig is.

## Oude browsers

Internet Explorer mag voorlopig nog.
";

/// Without the last section, and with one item as it was.
const CHINESE: &str = "# 連接器

連接您同事的應用程式。

## 需求 {#requirements}

您需要應用程式的管理員，以及伺服器的位址。

- A token that is valid for ten days.
";

fn pinned(text: &str, revision: &str) -> String {
    format!("---\nsource_commit: {revision}\n---\n{text}")
}

fn commit(site: &SiteFolder) -> String {
    git(site.path(), &["add", "--all"]);
    git(site.path(), &["commit", "--quiet", "--message", "x"]);
    git(site.path(), &["rev-parse", "HEAD"])
}

/// A site with its source committed.
fn source() -> SiteFolder {
    let site = SiteFolder::empty().with("hexapla.toml", CONFIG).with("content/en-US/index.md", ENGLISH);
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    site
}

/// The states of a locale in `status`.
fn states(site: &SiteFolder, locale: &str) -> Value {
    let status = site.run(&["status", "--format", "json"]).json();
    let locales = status["locales"].as_array().unwrap();
    locales.iter().find(|line| line["locale"] == locale).unwrap()["states"].clone()
}

fn counts(fresh: usize, stale: usize, missing: usize, untranslated: usize, orphan: usize, unknown: usize) -> Value {
    json!({
        "fresh": fresh, "stale": stale, "missing": missing,
        "untranslated": untranslated, "orphan": orphan, "unknown": unknown,
    })
}

#[test]
fn each_block_of_the_source_is_in_one_state_in_dutch_and_in_chinese() {
    let site = source();
    let first = commit(&site);
    let site = site
        .with("content/nl-NL/index.md", pinned(DUTCH, &first))
        .with("content/zh-TW/index.md", pinned(CHINESE, &first));
    assert_eq!(states(&site, "en-US")["units"], counts(7, 0, 0, 0, 0, 0));
    assert_eq!(states(&site, "nl-NL")["units"], counts(7, 0, 0, 0, 0, 0));
    assert_eq!(states(&site, "zh-TW")["units"], counts(4, 0, 2, 1, 0, 0));
    let site = site.with("content/en-US/index.md", edited());
    commit(&site);
    assert_eq!(states(&site, "en-US")["units"], counts(7, 0, 0, 0, 0, 0));
    assert_eq!(states(&site, "nl-NL")["units"], counts(4, 1, 2, 0, 2, 0));
    assert_eq!(states(&site, "zh-TW")["units"], counts(3, 1, 2, 1, 0, 0));
    assert_eq!(states(&site, "nl-NL")["pages"], counts(0, 1, 0, 0, 0, 0));
    let off = "[check.rules]\nstructure = \"off\"\nlanguage = \"off\"\nstaleness = \"off\"\n";
    let before = states(&site, "zh-TW");
    assert_eq!(states(&site.with("hexapla.toml", format!("{CONFIG}{off}")), "zh-TW"), before);
}

#[test]
fn without_history_blocks_are_unknown_missing_untranslated_or_orphans() {
    let table = "\n|Error|App|\n|-|-|\n|Try to log in again later|Box|\n";
    let dutch = "\n|Fout|App|\n|-|-|\n|Probeer later opnieuw in te loggen|Box|\n";
    let site = source()
        .with("content/en-US/index.md", ENGLISH.to_owned() + table)
        .with("content/nl-NL/index.md", DUTCH.to_owned() + dutch)
        .with("content/zh-TW/index.md", ENGLISH.to_owned() + table)
        .with("content/en-US/new.md", "# New\n\nNobody has translated this yet.\n")
        .with("content/nl-NL/old.md", "# Oud\n\nDit had het Engels ooit ook.\n");
    assert_eq!(states(&site, "en-US")["units"], counts(11, 0, 0, 0, 0, 0));
    let nl = states(&site, "nl-NL");
    assert_eq!(nl["units"], counts(0, 0, 2, 0, 2, 9), "{nl}");
    assert_eq!((&nl["rows"], &nl["pages"]), (&counts(0, 0, 0, 0, 0, 1), &counts(0, 0, 1, 0, 1, 1)));
    let zh = states(&site, "zh-TW");
    assert_eq!(zh["units"], counts(0, 0, 2, 9, 0, 0), "{zh}");
    assert_eq!((&zh["rows"], &zh["pages"]), (&counts(0, 0, 0, 1, 0, 0), &counts(0, 0, 1, 1, 0, 0)));
    let text = site.run(&["status", "--quiet"]).stdout;
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
    assert!(lines.contains(&vec!["nl-NL", "0", "0", "9", "2", "0", "2"]), "{text}");
}

#[test]
fn languages_without_a_source_lack_what_most_of_the_others_have() {
    let german = "# Konnektoren\n\nVerbinde die Apps deiner Kollegen.\n\n## Anforderungen {#requirements}\n\nDu brauchst einen Verwalter der \
                  App und die Adresse deines Servers.\n\n- Ein Token, das zehn Tage gilt.\n\n## Alte Browser\n\nDer \
                  Internet Explorer ist noch erlaubt.\n";
    let site = SiteFolder::empty()
        .with("content/nl-NL/index.md", DUTCH)
        .with("content/de-DE/index.md", german)
        .with("content/zh-TW/index.md", CHINESE.replace("A token that is valid for ten days.", "有效期為十天的權杖。"));
    assert_eq!(states(&site, "nl-NL")["units"], counts(0, 0, 0, 0, 0, 7));
    assert_eq!(states(&site, "zh-TW")["units"], counts(0, 0, 2, 0, 0, 5));
}

#[test]
fn reviewers_see_each_block_that_a_change_leaves_behind_with_its_old_and_new_words() {
    let site = source().with("content/nl-NL/index.md", DUTCH).with("content/zh-TW/index.md", CHINESE);
    commit(&site);
    let site = site.with("content/en-US/index.md", edited());
    let markdown = |arguments: &[&str]| {
        let base = ["check", "--since", "HEAD", "--format", "markdown", "--quiet"];
        site.run(&[&base, arguments].concat()).stdout
    };
    let text = markdown(&[]);
    let section = &text[text.find("### Prose left behind").unwrap()..];
    insta::assert_snapshot!(&section[..section.find("### content").unwrap()], @r"
    ### Prose left behind

    #### index

    The section at content/en-US/index.md:5:4 is missing in nl-NL, zh-TW:

    ```diff
    + Limits {#limits}
    ```

    The paragraph at content/en-US/index.md:11:1 is stale in nl-NL, zh-TW:

    ```diff
    - You need an administrator of the app, and the address of your server.
    + You need an administrator of the app, and the addresses of both of your servers.
    ```

    The section was removed, and is still in nl-NL:

    ```diff
    - Old browsers
    ```
    ");
    let dutch = markdown(&["--locale", "nl-NL"]);
    assert!(dutch.contains("is stale in nl-NL:") && !dutch.contains("zh-TW"), "{dutch}");
    let links = markdown(&["--rule", "broken-link"]);
    assert!(!links.contains("Prose left behind"), "{links}");
}

/// The rows of a view as texts of their cells, each with the name of its section.
fn rows_of_view(site: &SiteFolder, tag: &str) -> Vec<Vec<String>> {
    let path = site.path().join(format!("public/{tag}/hexapla/index/index.html"));
    let html = std::fs::read_to_string(path).unwrap();
    let body = &html[html.find("<tbody>").unwrap()..html.find("</tbody>").unwrap()];
    let text = |cell: &str| {
        let parts = cell.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text));
        parts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let cells = |row: &str| row.split("</td>").flat_map(|cell| cell.split("</th>")).map(text).collect::<Vec<_>>();
    body.split("</tr>").map(cells).filter(|cells| cells.len() > 1).collect()
}

#[test]
fn the_view_shows_blocks_with_findings_in_all_languages_beside_each_other() {
    let site = source();
    let first = commit(&site);
    let site = site
        .with("content/nl-NL/index.md", pinned(&DUTCH.replace("tien dagen", "11 <i onclick=x>dagen</i>"), &first))
        .with("content/zh-TW/index.md", pinned(CHINESE, &first))
        .with("content/en-US/index.md", edited().replace("ten days", "10 days"));
    commit(&site);
    let run = site.run(&["build", "--quiet"]);
    assert_eq!(run.code, 0, "{run:?}");
    let dashboard = std::fs::read_to_string(site.path().join("public/nl-nl/hexapla/index.html")).unwrap();
    // Of seven blocks both lack two that the source added, and one is not translated in Chinese.
    for share in ["7 van 7", "5 van 7", "4 van 7"] {
        assert!(dashboard.contains(&format!("data-label=\"Rijen en tekst\">{share}")), "{share} {dashboard}");
    }
    let rows = rows_of_view(&site, "zh-tw");
    let starts = |row: &Vec<String>| {
        row.iter().take(4).map(|cell| cell.chars().take(28).collect::<String>()).collect::<Vec<_>>().join(" | ")
    };
    let rows: Vec<String> = rows.iter().map(|row| format!("{}\n", starts(row))).collect();
    insta::assert_snapshot!(rows.concat(), @r"
    Limits 2 項問題 | Limits {#limits} | 此處缺少這段文字。 警告 missing-section | 此處缺少這段文字。 警告 missing-section
    需求 2 項問題 | You need an administrator of | 過時 原文的變更： … of the app, and  | 過時 原文的變更： … of the app, and 
    需求 4 項問題 | A token that is valid for 10 | 過時 原文的變更： A token that is va | 過時 原文的變更： A token that is va
    Oude browsers 1 項問題 |  |  | 無原文 Oude browsers 警告 extra-s
    ");
}

#[test]
fn a_page_without_tables_has_a_view_only_where_something_was_found() {
    let site = SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = 'en-US'\n")
        .with("content/en-US/good.md", "# Good\n\nNothing is wrong here at all.\n")
        .with("content/nl-NL/good.md", "# Goed\n\nHier is helemaal niets mis mee.\n")
        .with("content/en-US/bad.md", "# Bad\n\nWait for 10 minutes and try it again.\n")
        .with("content/nl-NL/bad.md", "# Slecht\n\nWacht 15 minuten en probeer het opnieuw.\n");
    let run = site.run(&["build", "--quiet"]);
    assert_eq!(run.code, 0, "{run:?}");
    let is_there = |page: &str| site.path().join(format!("public/nl-nl/hexapla/{page}/index.html")).exists();
    assert!(is_there("bad") && !is_there("good"));
    let dashboard = std::fs::read_to_string(site.path().join("public/nl-nl/hexapla/index.html")).unwrap();
    assert!(dashboard.contains("href=\"bad/\"") && !dashboard.contains("href=\"good/\""), "{dashboard}");
}
