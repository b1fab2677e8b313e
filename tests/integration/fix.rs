//! `hexapla fix`: safe edits in place, and nothing else.

use crate::fixtures::git_repository::git;
use crate::fixtures::site_folder::{CHINESE, CHINESE_PATH, DUTCH, DUTCH_PATH, SiteFolder};

/// A Chinese page with a byte-order mark, Windows line endings, padding, and a name that is translated.
fn windows_page() -> String {
    let padded = CHINESE.replace("|Okta|", "| 奧克塔   |").replace("|請建立新的金鑰。|", "|請為 Okta 建立新的金鑰。|");
    format!("\u{feff}{}", padded.replace('\n', "\r\n"))
}

fn translated() -> SiteFolder {
    SiteFolder::empty()
        .with(DUTCH_PATH, DUTCH.replace("Maak een nieuwe sleutel.", "Maak een nieuwe sleutel voor Okta."))
        .with(CHINESE_PATH, windows_page())
        .with("hexapla.toml", "[content]\nsource_locale = \"nl-NL\"\n")
}

fn committed(site: SiteFolder) -> SiteFolder {
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(site.path(), &["config", "core.autocrlf", "false"]);
    git(site.path(), &["add", "--all"]);
    git(site.path(), &["commit", "--quiet", "--message", "x"]);
    site
}

fn page(site: &SiteFolder) -> String {
    std::fs::read_to_string(site.path().join(CHINESE_PATH)).unwrap()
}

#[test]
fn a_fix_changes_the_word_and_nothing_around_it_once() {
    let site = committed(translated());
    let run = site.run(&["fix"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    assert!(run.stderr.contains("1 finding mended in 1 file"), "{run:?}");
    let expected = windows_page().replace("奧克塔", "Okta");
    assert_eq!(page(&site), expected);
    git(site.path(), &["commit", "--quiet", "--all", "--message", "y"]);
    let again = site.run(&["fix"]);
    assert!(again.stderr.contains("0 findings mended in 0 files"), "{again:?}");
    assert_eq!(page(&site), expected);
}

#[test]
fn a_diff_shows_what_would_change_and_changes_nothing() {
    let site = translated();
    let run = site.run(&["fix", "--diff"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.starts_with(&format!("--- a/{CHINESE_PATH}\n+++ b/{CHINESE_PATH}\n")), "{run:?}");
    let changed = |mark: char| run.stdout.lines().filter(|line| line.starts_with(mark)).count();
    assert_eq!((changed('-'), changed('+')), (2, 2), "{run:?}");
    assert_eq!(page(&site), windows_page());
}

#[test]
fn what_could_not_be_had_back_is_not_touched_without_force() {
    let loose = translated();
    let run = loose.run(&["fix"]);
    assert!(run.code == 2 && run.stderr.contains("--force"), "there is no repository: {run:?}");
    let site = committed(translated());
    let dirty = windows_page() + "\r\nNog iets.\r\n";
    let site = site.with(CHINESE_PATH, &dirty);
    let run = site.run(&["fix"]);
    assert!(run.code == 2 && run.stderr.contains(CHINESE_PATH) && run.stderr.contains("--force"), "{run:?}");
    assert_eq!(page(&site), dirty);
    assert_eq!(site.run(&["fix", "--force"]).code, 0);
    assert_eq!(page(&site), dirty.replace("奧克塔", "Okta"));
}

#[test]
fn a_fix_keeps_to_the_paths_locales_and_rules_that_are_named() {
    let site = committed(translated());
    for arguments in [["fix", DUTCH_PATH], ["fix", "--locale=nl-NL"], ["fix", "--rule=name-case"]] {
        let run = site.run(&arguments);
        assert!(run.code == 0 && run.stderr.contains("0 findings"), "{run:?}");
    }
    assert_eq!(page(&site), windows_page());
    let run = site.run(&["fix", "content/zh-TW", "--locale=zh-TW", "--rule=name-translated"]);
    assert!(run.stderr.contains("1 finding mended"), "{run:?}");
    let wrong = site.run(&["fix", "weg.md"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("weg.md"), "{wrong:?}");
}

#[test]
fn likely_fixes_are_made_only_where_they_are_asked_for() {
    let doubled = DUTCH.replace("Meld u opnieuw aan.", "Meld u opnieuw opnieuw aan.");
    let site = committed(SiteFolder::two_tables().with(DUTCH_PATH, &doubled));
    assert!(site.run(&["fix"]).stderr.contains("0 findings"));
    assert!(site.run(&["fix", "--suggested"]).stderr.contains("1 finding mended"));
    assert_eq!(std::fs::read_to_string(site.path().join(DUTCH_PATH)).unwrap(), DUTCH);
}

#[test]
fn a_mistake_on_many_pages_is_mended_in_the_file_that_is_named_and_in_no_other() {
    let page = CHINESE.replace("您會看到的內容與應對方式。", "您會看到下列內容\u{fe30}");
    let site = (0..12).fold(SiteFolder::empty(), |site, at| site.with(&format!("content/zh-TW/p{at}.md"), &page));
    let site = committed(site.with("content/zh-TW/wide.md", CHINESE.replace("方式。", "方式：")));
    let run = site.run(&["fix", "content/zh-TW/p7.md"]);
    assert_eq!(run.code, 0, "{run:?}");
    let changed = git(site.path(), &["diff", "--name-only"]);
    assert_eq!(changed, "content/zh-TW/p7.md", "{run:?}");
    assert!(run.stderr.contains("1 finding mended in 1 file"), "{run:?}");
}

#[test]
fn a_locale_that_is_not_there_is_reported() {
    let run = committed(translated()).run(&["fix", "--locale", "de"]);
    assert!(run.code == 2 && run.stderr.contains("nl-NL"), "{run:?}");
}

#[test]
fn a_lost_backslash_before_a_pipe_is_put_back_where_another_language_shows_it() {
    let table = |rows: &str| format!("| 選項 | 意義 |\n| --- | --- |\n{rows}");
    let dutch = "| Optie | Betekenis |\n| --- | --- |\n| `grep` | Zoekt fout \\| storing in het logboek. |\n| `awk` | Zoekt `rij\\|kolom`. |\n| `sed` | Schrijft alles. |\n";
    let chinese = table(
        "| `grep` | 在記錄中搜尋錯誤 | 故障。 |\n| `awk` | 搜尋 `rij|kolom`。 |\n| `sed` | 寫入所有內容。 | 備註 |\n",
    );
    let site = SiteFolder::empty().with(DUTCH_PATH, dutch).with(CHINESE_PATH, &chinese);
    let site = committed(site.with("hexapla.toml", "[content]\nsource_locale = \"nl-NL\"\n"));
    let run = site.run(&["fix", "--suggested"]);
    let expected = chinese.replace("錯誤 | 故障", "錯誤 \\| 故障").replace("rij|kolom", "rij\\|kolom");
    assert_eq!(page(&site), expected, "no other language has a pipe in the last row: {run:?}");
}
