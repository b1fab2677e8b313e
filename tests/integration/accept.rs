//! What people accept: rows and prose that are right as they are, in real repositories, until either side is edited.

use std::collections::BTreeSet;

use crate::fixtures::git_repository::{git, write};
use crate::fixtures::site_folder::{Run, SiteFolder};

const DUTCH: &str = "---
title: Doos
description: Alles over de doos.
---
# Doos

De connector bewaart elk verzoek zeven dagen lang.

Zet de schakelaar aan voordat u verdergaat.

## Stappen

- Open de instellingen van de doos.
- Sluit de instellingen van de doos.

|Fout|App|Wat te doen|
|---|---|---|
|HttpRequestFailure: 401|Okta|Maak een nieuw token.|
|HttpRequestFailure: 503|Dropbox|Probeer het over 10 minuten opnieuw.|
";

const CHINESE: &str = "---
title: 方塊
description: 關於方塊的一切。
---
# 方塊

連接器會將每個要求保留七天。

繼續之前請先開啟開關。

## 步驟

- 開啟方塊的設定。
- 關閉方塊的設定。

|錯誤|應用程式|處理方式|
|---|---|---|
|HttpRequestFailure: 401|Okta|請建立新的權杖。|
|HttpRequestFailure: 503|Dropbox|請在 10 分鐘後再試一次。|
";

const ENGLISH: &str = "---
title: Box
description: All about the box.
---
# Box

The connector keeps each request for seven days.

Turn the switch on before you continue.

## Steps

- Open the settings of the box.
- Close the settings of the box.

|Error|App|What to do|
|---|---|---|
|HttpRequestFailure: 401|Okta|Make a new token.|
|HttpRequestFailure: 503|Dropbox|Try again in 10 minutes.|
";

const PLAIN_DUTCH: &str = "# Wolk\n\nDe wolk bewaart elk bestand dertig dagen lang.\n";
const PLAIN_CHINESE: &str = "# 雲端\n\n雲端會將每個檔案保留三十天。\n";
const PLAIN_ENGLISH: &str = "# Cloud\n\nThe cloud keeps each file for thirty days.\n";

const CONFIG: &str = "content.source_locale = 'en'\n";
const PINS: &str = "content.source_locale = 'en'\n[history]\nrevision_key = 'pin'\n";

/// Two pages in three languages, committed. Nothing says what the translations were made from.
fn site() -> SiteFolder {
    let site = SiteFolder::empty()
        .with("hexapla.toml", CONFIG)
        .with("content/en/a/box.md", ENGLISH)
        .with("content/nl-NL/a/box.md", DUTCH)
        .with("content/zh-TW/a/box.md", CHINESE)
        .with("content/en/cloud.md", PLAIN_ENGLISH)
        .with("content/nl-NL/cloud.md", PLAIN_DUTCH)
        .with("content/zh-TW/cloud.md", PLAIN_CHINESE);
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(&site);
    site
}

/// The same, with translations that name the commit that they were made from.
fn pinned() -> SiteFolder {
    let site = site().with("hexapla.toml", PINS);
    let head = git(site.path(), &["rev-parse", "HEAD"]);
    for (path, text) in [("nl-NL/a/box.md", DUTCH), ("zh-TW/a/box.md", CHINESE)] {
        write(site.path().join("content").join(path), &text.replacen("---\n", &format!("---\npin: {head}\n"), 1));
    }
    for (path, text) in [("nl-NL/cloud.md", PLAIN_DUTCH), ("zh-TW/cloud.md", PLAIN_CHINESE)] {
        write(site.path().join("content").join(path), &format!("---\npin: {head}\n---\n{text}"));
    }
    commit(&site);
    site
}

fn commit(site: &SiteFolder) {
    git(site.path(), &["add", "--all"]);
    git(site.path(), &["commit", "--quiet", "--allow-empty", "--message", "x"]);
}

fn edit(site: &SiteFolder, path: &str, old: &str, new: &str) {
    let path = site.path().join(path);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{old}");
    std::fs::write(path, text.replace(old, new)).unwrap();
}

fn accept(site: &SiteFolder, arguments: &[&str]) -> String {
    let Run { code, stdout, stderr } = site.run(&[&["accept"], arguments].concat());
    assert_eq!((code, stdout.as_str()), (0, ""), "{stderr}");
    stderr
}

/// What is not current: path, line and rule of each finding.
fn behind(site: &SiteFolder) -> Vec<String> {
    behind_since(site, &[])
}

fn behind_since(site: &SiteFolder, arguments: &[&str]) -> Vec<String> {
    let run = site.run(&[&["check", "--format", "concise", "--quiet"], arguments].concat());
    assert!(run.code < 2, "{run:?}");
    let rules =
        ["stale-row", "stale-block", "missing-paragraph", "missing-section", "extra-paragraph", "extra-section"];
    let is_one = |line: &&str| rules.iter().any(|rule| line.contains(&format!("[{rule}]")));
    run.stdout.lines().filter(is_one).map(str::to_owned).collect()
}

/// Path and line of each.
fn places(found: &[String]) -> Vec<String> {
    found.iter().map(|line| line.splitn(3, ':').take(2).collect::<Vec<_>>().join(":")).collect()
}

fn lock(site: &SiteFolder) -> String {
    std::fs::read_to_string(site.path().join("hexapla.lock")).unwrap()
}

/// Fresh and stale units of a language: rows and blocks of prose together.
fn units(site: &SiteFolder, locale: &str) -> (u64, u64) {
    let status = site.run(&["status", "--format", "json"]).json();
    let of = |one: &&serde_json::Value| one["locale"] == locale;
    let units = &status["locales"].as_array().unwrap().iter().find(of).unwrap()["states"]["units"];
    (units["fresh"].as_u64().unwrap(), units["stale"].as_u64().unwrap())
}

const PARAGRAPH: (&str, &str) = ("for seven days", "for ten days");
const ROW: (&str, &str) = ("Make a new token", "Make a newer token");

// What holds without anything else.

#[test]
fn the_lock_alone_shows_what_the_source_changed_with_its_old_and_new_words() {
    let site = site();
    let said = accept(&site, &["--all"]);
    assert_eq!(
        said,
        "2 rows and 11 blocks of `nl-NL` accepted, 13 new\n2 rows and 11 blocks of `zh-TW` accepted, 13 new\n"
    );
    assert_eq!((behind(&site), units(&site, "nl-NL")), (Vec::new(), (13, 0)));
    commit(&site);
    edit(&site, "content/en/a/box.md", PARAGRAPH.0, PARAGRAPH.1);
    edit(&site, "content/en/a/box.md", ROW.0, ROW.1);
    let found = behind(&site);
    let nl = ["content/nl-NL/a/box.md:7", "content/nl-NL/a/box.md:18"];
    let zh = ["content/zh-TW/a/box.md:7", "content/zh-TW/a/box.md:18"];
    assert_eq!(places(&found), [nl, zh].concat());
    assert!(found[0].contains("`The connector keeps each request for seven days.` became"), "{found:?}");
    assert!(found[1].contains("`Make a new token.` became `Make a newer token.`"), "{found:?}");
    assert_eq!(units(&site, "nl-NL"), (11, 2));
    // Again, and again other words.
    accept(&site, &["a/box", "--locale", "nl-NL"]);
    assert_eq!((places(&behind(&site)), units(&site, "nl-NL")), (zh.map(str::to_owned).to_vec(), (13, 0)));
    edit(&site, "content/en/a/box.md", PARAGRAPH.1, "for twenty days");
    let found = behind(&site);
    assert_eq!(places(&found), [&nl[..1], &zh].concat());
    assert!(found[0].contains("since the translation in `nl-NL` was accepted"), "no commit has these words: {found:?}");
}

#[test]
fn rewrapping_and_moving_are_no_change_and_an_edited_translation_is_accepted_no_more() {
    let site = site();
    accept(&site, &["--all"]);
    edit(&site, "content/en/a/box.md", "keeps each request", "keeps\neach   request");
    edit(&site, "content/zh-TW/a/box.md", "連接器會將", "連接器\n會將");
    assert_eq!((behind(&site), units(&site, "zh-TW")), (Vec::new(), (13, 0)));
    edit(&site, "content/nl-NL/a/box.md", "zeven dagen lang", "een week lang");
    edit(&site, "content/en/a/box.md", PARAGRAPH.0, PARAGRAPH.1);
    assert_eq!(places(&behind(&site)), ["content/zh-TW/a/box.md:7"]);
    assert_eq!((units(&site, "nl-NL"), units(&site, "zh-TW")), ((13, 0), (12, 1)));
}

#[test]
fn a_block_that_the_source_drops_after_it_was_accepted_is_too_much() {
    let site = site();
    accept(&site, &["--all"]);
    commit(&site);
    edit(&site, "content/en/a/box.md", "Turn the switch on before you continue.\n\n", "");
    let found = behind(&site);
    assert_eq!(places(&found), ["content/nl-NL/a/box.md:9", "content/zh-TW/a/box.md:9"]);
    assert!(found[0].contains("[extra-paragraph] `en` removed this paragraph: `Turn the switch on"), "{found:?}");
    assert_eq!(accept(&site, &["content/nl-NL/a/box.md:9"]), "1 block of `nl-NL` accepted, 1 new\n");
    assert_eq!(places(&behind(&site)), ["content/zh-TW/a/box.md:9"]);
    assert_eq!(site.run(&["lock", "--quiet"]).code, 0);
    assert_eq!(places(&behind(&site)), ["content/zh-TW/a/box.md:9"], "`lock` keeps it");
}

// Beside what the translations name.

#[test]
fn an_accepted_block_of_a_pinned_page_is_fresh_until_the_source_is_edited_again() {
    let site = pinned();
    edit(&site, "content/en/a/box.md", PARAGRAPH.0, PARAGRAPH.1);
    edit(&site, "content/en/a/box.md", ROW.0, ROW.1);
    commit(&site);
    let found = behind(&site);
    let all = ["nl-NL/a/box.md:8", "nl-NL/a/box.md:19", "zh-TW/a/box.md:8", "zh-TW/a/box.md:19"];
    assert_eq!(places(&found), all.map(|place| format!("content/{place}")));
    // A place as `check` prints it, of prose and of a row.
    let place = |line: &String| line.split(": ").next().unwrap().to_owned();
    assert_eq!(accept(&site, &[&place(&found[0])]), "1 block of `nl-NL` accepted, 1 new\n");
    assert_eq!(accept(&site, &[&place(&found[3])]), "1 row of `zh-TW` accepted, 1 new\n");
    assert_eq!(places(&behind(&site)), [places(&found)[1].clone(), places(&found)[2].clone()]);
    assert_eq!((units(&site, "nl-NL"), units(&site, "zh-TW")), ((12, 1), (12, 1)));
    let text = lock(&site);
    let head = git(site.path(), &["rev-parse", "HEAD"]);
    assert_eq!((text.matches("blocks.").count(), text.matches(&head).count()), (1, 2), "{text}");
    commit(&site);
    edit(&site, "content/en/a/box.md", PARAGRAPH.1, "for twenty days");
    let again = behind(&site);
    assert!(again[0].contains("nl-NL/a/box.md:8") && again[0].contains("for ten days.` became"), "{again:?}");
    let fingerprint = |site: &SiteFolder| {
        let report = site.run(&["check", "--format", "json", "--rule", "stale-block", "--locale", "nl-NL"]).json();
        report["findings"][0]["fingerprint"].as_str().unwrap().to_owned()
    };
    let first = fingerprint(&site);
    edit(&site, "content/en/a/box.md", "for twenty days", "for thirty days");
    assert_ne!(fingerprint(&site), first);
}

#[test]
fn a_row_whose_old_words_nobody_knows_is_another_finding_when_it_is_edited_again() {
    let site = site();
    edit(&site, "content/en/a/box.md", "Okta|Make", "Okta|Please make");
    accept(&site, &["--all"]);
    let fingerprint = |word: &str| {
        edit(&site, "content/en/a/box.md", "|Okta|", &format!("|Okta|{word}"));
        let report = site.run(&["check", "--format", "json", "--rule", "stale-row", "--locale", "nl-NL"]).json();
        let finding = &report["findings"][0];
        assert!(finding["message"].as_str().unwrap().contains("was accepted"), "{finding}");
        finding["fingerprint"].as_str().unwrap().to_owned()
    };
    assert_ne!(fingerprint("Now "), fingerprint("Right "));
}

#[test]
fn what_a_translation_lacks_or_has_too_much_can_be_accepted() {
    let site = pinned();
    edit(&site, "content/en/a/box.md", "## Steps", "Nobody but the team in Taipei needs this.\n\n## Steps");
    edit(&site, "content/en/a/box.md", "- Close the settings of the box.\n", "");
    commit(&site);
    let found = behind(&site);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[0].contains("missing-paragraph") && found[1].contains("extra-paragraph"), "{found:?}");
    let before = units(&site, "nl-NL");
    assert_eq!(accept(&site, &["cloud", "a/box", "--locale", "nl-NL"]).lines().count(), 1);
    assert!(behind(&site).iter().all(|line| line.contains("zh-TW")), "{:?}", behind(&site));
    assert_eq!((before.1, units(&site, "nl-NL")), (0, (before.0 + 2, 0)));
    assert!(lock(&site).contains("blocks.\"- of ") && lock(&site).contains(" of -\" = "), "{}", lock(&site));
    edit(&site, "content/en/a/box.md", "Nobody but the team in Taipei", "Everybody in the team of Taipei");
    assert_eq!(behind(&site).iter().filter(|line| line.contains("nl-NL")).count(), 1);
}

#[test]
fn a_whole_section_can_be_accepted_as_missing() {
    let site = pinned();
    edit(
        &site,
        "content/en/cloud.md",
        "days.\n",
        "days.\n\n## Limits\n\nOne file has at most ten gigabytes.\n\n### Names\n\nA name has at most two hundred letters.\n",
    );
    let found = behind(&site);
    assert!(found.len() == 2 && found.iter().all(|line| line.contains("missing-section")), "{found:?}");
    assert_eq!(accept(&site, &["content/en/cloud.md:5", "--locale", "zh-TW"]), "4 blocks of `zh-TW` accepted, 4 new\n");
    let left = behind(&site);
    assert!(left.len() == 1 && left[0].contains("nl-NL"), "{left:?}");
    edit(&site, "content/en/cloud.md", "two hundred letters", "three hundred letters");
    assert_eq!(behind(&site).len(), 2);
}

// An edit that concerns no translation.

#[test]
fn since_a_revision_exactly_what_the_source_edited_is_accepted() {
    let site = pinned();
    edit(&site, "content/en/a/box.md", "Turn the switch on", "Turn on the switch");
    commit(&site);
    edit(&site, "content/en/a/box.md", "seven days", "7 days");
    edit(&site, "content/en/a/box.md", ROW.0, ROW.1);
    let said = accept(&site, &["--since", "HEAD"]);
    assert_eq!(said, "1 row and 1 block of `nl-NL` accepted, 2 new\n1 row and 1 block of `zh-TW` accepted, 2 new\n");
    assert_eq!(accept(&site, &["--since", "HEAD", "--dry-run"]).matches(", 0 new; nothing was written").count(), 2);
    assert_eq!(behind_since(&site, &["--since", "HEAD"]), Vec::<String>::new());
    assert_eq!(places(&behind(&site)), ["content/nl-NL/a/box.md:10", "content/zh-TW/a/box.md:10"]);
    // Without any pin, and where one of the languages followed.
    let site = self::site();
    edit(&site, "content/en/a/box.md", PARAGRAPH.0, PARAGRAPH.1);
    edit(&site, "content/en/a/box.md", ROW.0, ROW.1);
    edit(&site, "content/nl-NL/a/box.md", "een nieuw token", "een nieuwer token");
    edit(&site, "content/nl-NL/a/box.md", "zeven dagen", "tien dagen");
    assert_eq!(behind_since(&site, &["--since", "HEAD"]).len(), 2);
    assert_eq!(accept(&site, &["--since", "HEAD"]), "1 row and 1 block of `zh-TW` accepted, 2 new\n");
    assert_eq!(behind_since(&site, &["--since", "HEAD"]), Vec::<String>::new());
}

// Names.

#[test]
fn names_are_rows_pages_files_folders_and_places_wherever_one_stands() {
    let accepted = |site: &SiteFolder, from: &str, arguments: &[&str]| {
        let folder = site.path().join(from);
        let output =
            site.command(&[&["accept", "--dry-run"], arguments].concat()).current_dir(folder).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{arguments:?}: {said}");
        said.replace("; nothing was written", "").replace(" accepted", "")
    };
    let site = site();
    let absolute = site.path().join("content/nl-NL/cloud.md").display().to_string();
    let dutch = "2 blocks of `nl-NL`, 2 new\n";
    for name in ["content/nl-NL/cloud.md", "./content/nl-NL/cloud.md", &absolute] {
        assert_eq!(accepted(&site, "", &[name]), dutch, "{name}");
    }
    assert_eq!(accepted(&site, "content/nl-NL", &["--root", "../..", "cloud.md"]), dutch);
    assert_eq!(accepted(&site, "content", &["--root", "..", "nl-NL/cloud.md:3:1"]), "1 block of `nl-NL`, 1 new\n");
    let both = "2 blocks of `nl-NL`, 2 new\n2 blocks of `zh-TW`, 2 new\n";
    for name in ["cloud", "content/en/cloud.md"] {
        assert_eq!(accepted(&site, "", &[name]), both, "{name}");
    }
    assert_eq!(accepted(&site, "", &["content/en/cloud.md:1"]).matches("1 block of").count(), 2);
    assert_eq!(accepted(&site, "", &["content/zh-TW/a"]), "2 rows and 9 blocks of `zh-TW`, 11 new\n");
    assert_eq!(accepted(&site, "", &["content/en", "--locale", "zh-TW"]), "2 rows and 11 blocks of `zh-TW`, 13 new\n");
    assert_eq!(accepted(&site, "", &["okta-httprequestfailure-401"]).matches("1 row of").count(), 2);
    assert_eq!(accepted(&site, "", &["content/en/a/box.md:18", "--locale", "nl-NL"]), "1 row of `nl-NL`, 1 new\n");
    assert_eq!(accepted(&site, "", &["--locale", "nl-NL"]), "2 rows and 11 blocks of `nl-NL`, 13 new\n");
}

#[test]
fn what_cannot_be_meant_answers_2_with_the_way_out_and_writes_nothing() {
    let site = site();
    for (arguments, said) in [
        (&[][..], "name rows, pages, files or places"),
        (&[], "`--since REV`"),
        (&[], "`--all`"),
        (&["clod"], "did you mean `cloud`?"),
        (&["cloud", "content/nl-NL/clod.md"], "did you mean `content/nl-NL/cloud.md`?"),
        (&["content/nl-NL/cloud.md:2"], "nothing that can be accepted is called `content/nl-NL/cloud.md:2`"),
        (&["content/nl-NL/cloud.md", "--locale", "zh-TW"], "content/nl-NL/cloud.md`"),
        (&["--all", "--locale", "en"], "`en` is the source itself"),
        (&["--all", "cloud"], "cannot be used with"),
        (&["--since", "nergens"], "nergens"),
    ] {
        let run = site.run(&[&["accept"], arguments].concat());
        assert!(run.code == 2 && run.stderr.contains(said), "{arguments:?}: {run:?}");
    }
    assert!(!site.path().join("hexapla.lock").exists());
}

// The file.

#[test]
fn two_people_who_accept_in_two_branches_merge_without_a_conflict() {
    // Pages beside each other in the lock, the same page in two languages, and rows.
    let site = site();
    assert_eq!(site.run(&["lock", "--quiet"]).code, 0);
    edit(&site, "content/en/a/box.md", ROW.0, ROW.1);
    edit(&site, "content/en/a/box.md", PARAGRAPH.0, PARAGRAPH.1);
    edit(&site, "content/en/cloud.md", "thirty days", "30 days");
    commit(&site);
    let branches: [(&str, &[&str]); 3] = [
        ("een", &["content/nl-NL/a/box.md"]),
        ("twee", &["content/zh-TW/a/box.md"]),
        ("drie", &["cloud", "--locale", "nl-NL", "--locale", "zh-TW"]),
    ];
    for (branch, arguments) in branches {
        git(site.path(), &["checkout", "--quiet", "-b", branch, "main"]);
        accept(&site, arguments);
        commit(&site);
    }
    git(site.path(), &["checkout", "--quiet", "main"]);
    for (branch, _) in branches {
        git(site.path(), &["merge", "--quiet", "--no-edit", branch]);
    }
    let merged = lock(&site);
    assert_eq!((merged.matches("rows.okta").count(), merged.matches("blocks.").count()), (2, 22), "{merged}");
    assert_eq!(accept(&site, &["--all"]).matches(", 0 new").count(), 2, "all of it is there");
    assert_eq!(lock(&site), merged);
    assert_eq!((behind(&site), units(&site, "nl-NL"), units(&site, "zh-TW")), (Vec::new(), (13, 0), (13, 0)));
}

#[test]
fn a_lock_forgets_what_is_gone_and_only_that() {
    let site = site();
    accept(&site, &["--all"]);
    let full = lock(&site);
    assert_eq!(site.run(&["lock", "--quiet"]).code, 0);
    assert_eq!(lock(&site), full);
    edit(&site, "content/nl-NL/a/box.md", "zeven dagen lang", "een week lang");
    std::fs::remove_file(site.path().join("content/en/cloud.md")).unwrap();
    edit(&site, "content/en/a/box.md", "Turn the switch on", "Turn on the switch");
    assert_eq!(site.run(&["lock", "--quiet"]).code, 0);
    let kept = lock(&site);
    let blocks = |text: &str| -> BTreeSet<String> {
        text.lines().filter(|line| line.starts_with("blocks.")).map(str::to_owned).collect()
    };
    // Two pages of two blocks, and the block that was edited.
    assert_eq!((blocks(&full).len(), blocks(&kept).len()), (22, 17));
    assert!(blocks(&kept).is_subset(&blocks(&full)) && !kept.contains("[pages.cloud"), "{kept}");
    let found = places(&behind(&site));
    assert_eq!(found, ["content/nl-NL/a/box.md:9", "content/zh-TW/a/box.md:9"]);
}

#[test]
fn a_lock_of_before_is_read_and_written_anew() {
    let site = site();
    accept(&site, &["content/nl-NL/a/box.md:18"]);
    let text = lock(&site);
    let row = text.lines().find(|line| line.starts_with("rows.okta")).unwrap();
    let digests = row.split('"').nth(1).unwrap().split(" at ").next().unwrap().to_owned();
    let before = text.split("\n[pages.").next().unwrap();
    let block = "page = \"a/box\"\n";
    let old = before.replacen(block, &format!("{block}accepted.nl-NL = \"{digests}\"\n"), 1) + "\n";
    let site = site.with("hexapla.lock", &old);
    assert_eq!(site.run(&["status", "--format", "json"]).json()["locales"][1]["fresh"], 2);
    assert_eq!(site.run(&["lock", "--quiet"]).code, 0);
    assert!(lock(&site).contains(&format!("rows.okta-httprequestfailure-401 = \"{digests}\"\n")), "{}", lock(&site));
}

#[test]
fn a_hostile_lock_is_an_error_with_its_line_or_says_nothing() {
    let site = site();
    accept(&site, &["--all"]);
    let good = lock(&site);
    let line = good.lines().find(|line| line.starts_with("blocks.")).unwrap().to_owned();
    for (bad, said) in [
        (format!("{line}\n{line}"), "keep one of the two"),
        ("blocks.\"- of -\" = \"-\"".to_owned(), "not an accepted block"),
        ("blocks.\"0123456789abcdef of 0123456789abcde\" = \"-\"".to_owned(), "not an accepted block"),
        ("blocks.\"0123456789abcdef of -\" = \"HEAD~1\"".to_owned(), "not a commit"),
        ("blocks.\"0123456789abcdef of -\" = 1".to_owned(), "hexapla.lock:"),
        ("rows.a = \"01234567 of\"".to_owned(), "not an accepted row"),
        ("words.a = \"\"".to_owned(), "unknown key `words`"),
        ("blocks = 1".to_owned(), "hexapla.lock:"),
    ] {
        let site = SiteFolder::two_tables().with("hexapla.toml", CONFIG).with("content/en/a.md", "# A\n");
        let text = format!("version = 1\n\n[pages.a.nl-NL]\n{bad}\n");
        let site = site.with("hexapla.lock", &text);
        for command in [&["check"][..], &["accept", "--all"], &["lock"]] {
            let run = site.run(command);
            assert!(run.code == 2 && run.stderr.contains(said), "{bad}: {run:?}");
        }
        assert_eq!(lock(&site), text, "nothing is lost from it");
    }
    // Digests of nothing, commits that are nowhere, and rows that nobody has, in any number.
    let mut text = good;
    for at in 0..20_000_u64 {
        let digest = at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let more = format!("blocks.\"{digest:016x} of {:016x}\" = \"{digest:016x}\"\n", !digest);
        let head = "[pages.\"a/box\".nl-NL]\n";
        text = if at == 0 { text.replacen(head, &format!("{head}@"), 1) } else { text };
        text = text.replacen('@', &format!("{more}@"), 1);
    }
    let text = text.replacen('@', "rows.nobody = \"01234567 of 01234567 at 0123abc\"\n", 1);
    let site = site.with("hexapla.lock", &text);
    assert_eq!((behind(&site), units(&site, "nl-NL")), (Vec::new(), (13, 0)));
    // Nor is a file read that nobody can mean.
    std::fs::File::create(site.path().join("hexapla.lock")).unwrap().set_len(1 << 30).unwrap();
    let run = site.run(&["accept", "--all"]);
    assert!(run.code == 2 && run.stderr.contains("larger than"), "{run:?}");
}

#[test]
fn nothing_but_the_lock_is_written_and_not_where_it_is_no_file() {
    let site = site();
    accept(&site, &["--all"]);
    assert_eq!(git(site.path(), &["status", "--porcelain"]), "?? hexapla.lock");
    std::fs::remove_file(site.path().join("hexapla.lock")).unwrap();
    std::os::unix::fs::symlink("content/en/cloud.md", site.path().join("hexapla.lock")).unwrap();
    let run = site.run(&["accept", "--all"]);
    assert!(run.code == 2 && run.stderr.contains("hexapla.lock"), "{run:?}");
    assert_eq!(std::fs::read_to_string(site.path().join("content/en/cloud.md")).unwrap(), PLAIN_ENGLISH);
}
