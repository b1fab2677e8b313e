//! `check --since`: what a change brought about, row by row, and nothing else.

use std::collections::BTreeMap;

use serde_json::json;

use crate::fixtures::git_repository::git;
use crate::fixtures::site_folder::{CHINESE, CHINESE_PATH, DUTCH, DUTCH_PATH, SiteFolder};

/// The two tables, committed. The Chinese one lacks its last row, which is nobody's change.
fn committed() -> SiteFolder {
    let last = CHINESE.trim_end().rfind('\n').unwrap() + 1;
    let site = SiteFolder::two_tables().with(CHINESE_PATH, &CHINESE[..last]);
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(&site);
    site
}

fn commit(site: &SiteFolder) -> String {
    git(site.path(), &["add", "--all"]);
    git(site.path(), &["commit", "--quiet", "--message", "x"]);
    git(site.path(), &["rev-parse", "HEAD"])
}

#[test]
fn a_change_of_nothing_brings_about_nothing() {
    let site = committed();
    assert!(site.run(&["check", "--quiet"]).stdout.contains("missing-row"), "the state has a finding");
    let run = site.run(&["check", "--since", "HEAD", "--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn a_merge_that_was_committed_with_its_conflict_is_one_error() {
    let conflict = |text: &str| format!("{text}\n<<<<<<< HEAD\nVraag het.\n=======\n請詢問。\n>>>>>>> tak\n");
    let site = committed().with("content/nl-NL/index.md", "# Hulp\n").with("content/zh-TW/index.md", "# 說明\n");
    commit(&site);
    let site = site.with("content/nl-NL/index.md", conflict("# Hulp\n"));
    let run = site.run(&["check", "--since", "HEAD", "--rule", "merge-conflict", "--format", "concise", "--quiet"]);
    let expected = "content/nl-NL/index.md:3:1: error[merge-conflict] a merge conflict that nobody resolved\n";
    assert_eq!((run.code, run.stdout.as_str()), (1, expected), "{run:?}");
    // Once it is there, it is nobody's change.
    commit(&site);
    let run = site.with("content/nl-NL/ander.md", "# Ander\n").run(&["check", "--since", "HEAD", "--quiet"]);
    assert!(!run.stdout.contains("merge-conflict"), "{run:?}");
}

/// Three languages of three pages each, the Dutch ones in a folder of their own, committed.
fn three_languages() -> SiteFolder {
    let mut site = SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = \"en-US\"\n[content.locales]\nnl-NL = \"nederlands\"\n");
    for page in ["index", "box", "okta"] {
        site = site
            .with(&format!("content/en-US/{page}.md"), "# Help\n\nAsk a colleague.\n")
            .with(&format!("nederlands/{page}.md"), "# Hulp\n\nVraag een collega.\n")
            .with(&format!("content/zh-TW/{page}.md"), "# 說明\n\n詢問同事。\n");
    }
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(&site);
    site
}

#[test]
fn a_language_that_is_removed_as_a_whole_is_one_finding() {
    let concise = |site: &SiteFolder| site.run(&["check", "--since", "HEAD", "--format", "concise", "--quiet"]);
    let site = three_languages();
    git(site.path(), &["rm", "-r", "--quiet", "content/zh-TW"]);
    let expected = "content/en-US/box.md:1:1: warning[missing-locale] `zh-TW` has no pages any more\n";
    let run = concise(&site);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, expected, ""));
    // Images that stay behind do not make pages of it.
    let site = site.with("content/zh-TW/media/a.png", "x");
    assert_eq!(concise(&site).stdout, expected);
    // What is gone already is nobody's change.
    commit(&site);
    let site = site.with("content/en-US/box.md", "# Help\n\nAsk two colleagues.\n");
    assert!(!concise(&site).stdout.contains("zh-TW"), "{:?}", concise(&site));
}

#[test]
fn a_language_whose_folder_the_configuration_names_is_checked_without_it_and_not_built() {
    let site = three_languages();
    git(site.path(), &["rm", "-r", "--quiet", "nederlands"]);
    let expected = "hexapla.toml:4:9: warning[missing-locale] \
                    the configuration names a folder for `nl-NL`, which has no pages\n";
    for arguments in [&["check"][..], &["check", "--since", "HEAD"]] {
        let run = site.run(&[arguments, &["--format", "concise", "--quiet"]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (0, expected), "{run:?}");
    }
    let run = site.run(&["build"]);
    assert!(run.code == 2 && run.stderr.contains("`content.locales.nl-NL` names `nl-NL`"), "{run:?}");
}

#[test]
fn a_changed_status_names_exactly_that_row() {
    let site = committed();
    let base = git(site.path(), &["rev-parse", "HEAD"]);
    let site = site.with(DUTCH_PATH, DUTCH.replace("401", "403"));
    let run = site.run(&["check", "--since", "HEAD", "--format", "json"]);
    let report = run.json();
    assert_eq!(run.code, 1, "{run:?}");
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{report:#}");
    assert_eq!(findings[0]["rule"], json!("status-changed"));
    assert_eq!((&findings[0]["path"], &findings[0]["range"]["start"]["line"]), (&json!(DUTCH_PATH), &json!(10)));
    assert_eq!(report["since"]["base"], json!(base));
    let changed = report["since"]["changed_entries"].as_array().unwrap();
    assert_eq!(changed.len(), 1, "{report:#}");
    assert_eq!(changed[0]["locales"], json!(["nl-NL"]));
}

#[test]
fn a_harmless_rewording_brings_about_nothing() {
    let site = committed().with(DUTCH_PATH, DUTCH.replace("De sleutel is ingetrokken.", "Iemand trok de sleutel in."));
    let run = site.run(&["check", "--since", "HEAD", "--format", "concise"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
}

#[test]
fn rows_that_move_bring_about_nothing() {
    let mut lines: Vec<&str> = DUTCH.lines().collect();
    let last = lines.pop().unwrap();
    lines.insert(9, last);
    let site = committed().with(DUTCH_PATH, lines.join("\n") + "\n");
    let run = site.run(&["check", "--since", "HEAD", "--format", "concise"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
}

#[test]
fn a_mended_row_is_counted() {
    let site = committed().with(CHINESE_PATH, CHINESE);
    let report = site.run(&["check", "--since", "HEAD", "--format", "json"]).json();
    assert_eq!((&report["findings"], &report["since"]["fixed"]), (&json!([]), &json!(1)));
}

#[test]
fn github_gets_an_annotation_at_the_line() {
    let site = committed().with(DUTCH_PATH, DUTCH.replace("503", "504"));
    let run = site.run(&["check", "--since", "HEAD", "--format", "github", "--quiet"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
    assert!(run.stdout.starts_with("::error file=content/nl-NL/foutmeldingen.md,line=11,"), "{run:?}");
}

#[test]
fn a_branch_is_seen_from_where_it_parted() {
    let site = committed();
    git(site.path(), &["checkout", "--quiet", "-b", "tak"]);
    let site = site.with(DUTCH_PATH, DUTCH.replace("401", "403"));
    commit(&site);
    git(site.path(), &["checkout", "--quiet", "main"]);
    let site = site.with(CHINESE_PATH, CHINESE);
    commit(&site);
    git(site.path(), &["checkout", "--quiet", "tak"]);
    let report = site.run(&["check", "--since", "main", "--format", "json"]).json();
    assert_eq!(report["findings"].as_array().unwrap().len(), 1, "{report:#}");
    assert_eq!(report["since"]["fixed"], json!(0));
}

#[test]
fn a_revision_that_is_not_there_answers_2_and_shows_the_way_out() {
    let site = committed();
    let run = site.run(&["check", "--since", "origin/weg"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("origin/weg") && run.stderr.contains("help:"), "{run:?}");
}

#[test]
fn a_folder_without_a_repository_answers_2() {
    let run = SiteFolder::two_tables().run(&["check", "--since", "HEAD"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("help:"), "{run:?}");
}

#[test]
fn a_language_that_a_change_adds_may_be_named_in_the_configuration() {
    let site = SiteFolder::empty().with(DUTCH_PATH, DUTCH);
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(&site);
    let site = site.with(CHINESE_PATH, CHINESE).with("hexapla.toml", "[site]\ndefault_locale = \"zh-TW\"\n");
    let run = site.run(&["check", "--since", "HEAD", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
}

#[test]
fn a_language_beside_the_repository_is_compared_as_it_is() {
    let both = SiteFolder::empty()
        .with("site/content/nl-NL/foutmeldingen.md", DUTCH)
        .with("zh/foutmeldingen.md", CHINESE)
        .with("site/hexapla.toml", "[content.locales]\nzh-TW = \"../zh\"\n");
    let folder = both.path().join("site");
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    git(&folder, &["add", "--all"]);
    git(&folder, &["commit", "--quiet", "--message", "x"]);
    let both = both.with("site/content/nl-NL/foutmeldingen.md", DUTCH.replace("401", "403"));
    let run = both.run(&["check", "--root", "site", "--since", "HEAD", "--format", "concise", "--quiet"]);
    assert_eq!((run.code, run.stdout.lines().count()), (1, 1), "{run:?}");
}

const NINE_TAGS: [&str; 9] = ["en-US", "de-DE", "es-ES", "fr-FR", "ja-JP", "ko-KR", "nl-NL", "pt-BR", "zh-TW"];

/// A table of 27 rows that have the very same words in nine languages; English is the source.
fn nine_languages() -> SiteFolder {
    let table = nine_languages_table();
    let config =
        "[content]\nsource_locale = \"en-US\"\n[check.rules]\nuntranslated-cell = \"off\"\nwrong-language = \"off\"\n";
    let site = SiteFolder::empty().with("hexapla.toml", config);
    let site = NINE_TAGS.iter().fold(site, |site, tag| site.with(&format!("content/{tag}/errors.md"), &table));
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(&site);
    site
}

fn nine_languages_table() -> String {
    let row = |at: usize| {
        format!("|HttpRequestFailure: {} at AF{}|Box|Step {at} failed.|Try {at} again.|\n", 400 + at, 2000 + at)
    };
    let rows: String = (1..=27).map(row).collect();
    format!("# Errors\n\n|Error message|App|Description|Resolution|\n|---|---|---|---|\n{rows}")
}

#[test]
fn one_edited_source_row_makes_eight_translations_stale_and_nothing_else_in_every_format() {
    let edited = nine_languages_table().replace("Try 9 again.", "Ask 15 colleagues about Dropbox.");
    let site = nine_languages().with("content/en-US/errors.md", edited);
    let report = site.run(&["check", "--since", "HEAD", "--format", "json"]).json();
    let findings = report["findings"].as_array().unwrap();
    let rules: Vec<&str> = findings.iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["stale-row"; 8], "{report:#}");
    assert!(findings.iter().all(|finding| finding["range"]["start"]["line"] == json!(13)), "{report:#}");
    let said = "`Try 9 again.` became `Ask 15 colleagues about Dropbox.`";
    for (format, mark, times) in [("concise", said, 8), ("full", said, 8), ("github", "title=stale-row", 8)] {
        let run = site.run(&["check", "--since", "HEAD", "--format", format, "--quiet"]);
        assert_eq!((run.code, run.stdout.matches(mark).count()), (0, times), "{format}: {run:?}");
    }
}

/// How often each rule reports something, in a whole check and in one of the change alone.
fn rules_before_and_since(site: &SiteFolder) -> [BTreeMap<String, usize>; 2] {
    [&["check"][..], &["check", "--since", "HEAD"]].map(|arguments| {
        let report = site.run(&[arguments, &["--format", "json"]].concat()).json();
        let mut counts = BTreeMap::new();
        for finding in report["findings"].as_array().unwrap() {
            *counts.entry(finding["rule"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        counts
    })
}

#[test]
fn a_column_that_the_source_adds_is_one_finding_for_each_translation() {
    let wider: String = nine_languages_table()
        .lines()
        .map(|line| match line {
            "|Error message|App|Description|Resolution|" => format!("{line}Who can do it|\n"),
            "|---|---|---|---|" => format!("{line}---|\n"),
            line if line.starts_with('|') => format!("{line}The administrator|\n"),
            line => format!("{line}\n"),
        })
        .collect();
    let site = nine_languages().with("content/en-US/errors.md", wider);
    let expected = BTreeMap::from([("missing-column".to_owned(), 8)]);
    assert_eq!(rules_before_and_since(&site), [expected.clone(), expected]);
}

#[test]
fn a_section_and_a_paragraph_that_the_source_adds_are_one_finding_for_each_translation() {
    let more = "\nAsk the administrator of the app for another key.\n\n\
                ## Limits\n\nBox allows 30 calls a minute, and no more.\n\n- Wait a minute before the next call.\n";
    let before = nine_languages_table() + "\nCall the helpdesk of the app.\n";
    let site =
        NINE_TAGS.iter().fold(nine_languages(), |site, tag| site.with(&format!("content/{tag}/errors.md"), &before));
    commit(&site);
    let site = site.with("content/en-US/errors.md", before + more);
    let expected = BTreeMap::from([("missing-paragraph".to_owned(), 8), ("missing-section".to_owned(), 8)]);
    // The prose of all languages is English here, which is no news of the change.
    let mut whole = expected.clone();
    whole.insert("untranslated-page".to_owned(), 8);
    assert_eq!(rules_before_and_since(&site), [whole, expected]);
}

#[test]
fn a_source_row_that_is_added_or_removed_is_said_of_each_translation() {
    let table = nine_languages_table();
    let more = table.clone() + "|ParseException: AF9000|Box|The answer is no JSON.|Wait.|\n";
    let site = nine_languages().with("content/en-US/errors.md", more);
    let report = site.run(&["check", "--since", "HEAD", "--format", "json"]).json();
    let rules: Vec<&str> =
        report["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["missing-row"; 8], "{report:#}");
}

/// A page with its old address in front matter.
fn with_alias(text: &str) -> String {
    format!("---\naliases: [foutmeldingen]\n---\n{text}")
}

#[test]
fn a_page_that_moves_without_its_old_address_is_one_finding() {
    let site = committed();
    for (tag, path) in [("nl-NL", DUTCH_PATH), ("zh-TW", CHINESE_PATH)] {
        git(site.path(), &["mv", path, &format!("content/{tag}/fouten.md")]);
    }
    let concise = |site: &SiteFolder| site.run(&["check", "--since", "HEAD", "--format", "concise", "--quiet"]);
    let expected = "content/nl-NL/fouten.md:1:1: warning[missing-alias] \
                    the page moved here, and no alias keeps its old address `foutmeldingen` in `nl-NL`, `zh-TW`\n";
    let run = concise(&site);
    assert_eq!((run.code, run.stdout.as_str()), (0, expected), "{run:?}");
    // The line of the help is all that it takes.
    let full = site.run(&["check", "--since", "HEAD", "--quiet"]);
    assert!(full.stdout.contains("add `aliases: [foutmeldingen]`"), "{full:?}");
    // Removed in one language and moved in the other, the page has one new address, with one old.
    git(site.path(), &["rm", "--force", "--quiet", "content/zh-TW/fouten.md"]);
    let site = site.with("content/zh-TW/index.md", "# 說明\n");
    assert!(concise(&site).stdout.contains("old address `foutmeldingen` in `nl-NL`\n"), "{:?}", concise(&site));
    // Removed everywhere, it has none.
    git(site.path(), &["rm", "--force", "--quiet", "content/nl-NL/fouten.md"]);
    let site = site.with("content/nl-NL/index.md", "# Hulp\n");
    assert!(!concise(&site).stdout.contains("missing-alias"), "{:?}", concise(&site));
}

#[test]
fn a_page_that_moves_brings_about_nothing() {
    let site = committed();
    let mut site = site;
    for (tag, path) in [("nl-NL", DUTCH_PATH), ("zh-TW", CHINESE_PATH)] {
        let moved = format!("content/{tag}/fouten.md");
        git(site.path(), &["mv", path, &moved]);
        let text = std::fs::read_to_string(site.path().join(&moved)).unwrap();
        site = site.with(&moved, with_alias(&text));
    }
    let run = site.run(&["check", "--since", "HEAD", "--format", "concise"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    // And where it is edited on the way, the finding is about the row that was edited.
    let site = site.with("content/nl-NL/fouten.md", with_alias(&DUTCH.replace("401", "403")));
    let run = site.run(&["check", "--since", "HEAD", "--format", "concise", "--quiet"]);
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
    assert!(run.stdout.contains("fouten.md:13:") && run.stdout.contains("status-changed"), "{run:?}");
}

#[test]
fn a_head_is_read_from_its_commit_and_not_from_the_folder() {
    let site = committed();
    let site = site.with(DUTCH_PATH, DUTCH.replace("401", "403"));
    let broken = commit(&site);
    let site = site.with(DUTCH_PATH, DUTCH);
    commit(&site);
    let check = |head: &str| site.run(&["check", "--since", "HEAD~2", "--head", head, "--format", "json"]);
    let report = check("HEAD~1").json();
    assert_eq!(report["findings"].as_array().unwrap().len(), 1, "{report:#}");
    assert_eq!(report["since"]["head"], json!(broken));
    assert_eq!(check("HEAD").json()["findings"], json!([]));
    // The excerpt is that of the commit, too.
    let full = site.run(&["check", "--since", "HEAD~2", "--head", "HEAD~1", "--quiet"]);
    assert!(full.stdout.contains("HttpRequestFailure: 403"), "{full:?}");
}

#[test]
fn a_bare_repository_needs_a_head() {
    let site = committed();
    let broken = site.with(DUTCH_PATH, DUTCH.replace("401", "403"));
    commit(&broken);
    let bare = tempfile::tempdir().unwrap();
    git(bare.path(), &["clone", "--quiet", "--bare", broken.path().to_str().unwrap(), "."]);
    let root = bare.path().to_str().unwrap();
    let run = broken.run(&["check", "--root", root, "--since", "HEAD~1"]);
    assert_eq!(run.code, 2, "{run:?}");
    let run = broken.run(&["check", "--root", root, "--since", "HEAD~1", "--head", "HEAD", "--format", "json"]);
    assert_eq!(run.json()["findings"].as_array().unwrap().len(), 1, "{run:?}");
}

#[test]
fn a_locale_in_a_repository_of_its_own_has_a_revision_of_its_own() {
    let both = SiteFolder::empty()
        .with("site/content/nl-NL/foutmeldingen.md", DUTCH)
        .with("zh/docs/foutmeldingen.md", CHINESE)
        .with("site/hexapla.toml", "[content.locales]\nzh-TW = \"../zh/docs\"\n");
    for folder in ["site", "zh"] {
        git(&both.path().join(folder), &["init", "--quiet", "--initial-branch=main"]);
        git(&both.path().join(folder), &["add", "--all"]);
        git(&both.path().join(folder), &["commit", "--quiet", "--message", "x"]);
    }
    let both = both.with("zh/docs/foutmeldingen.md", CHINESE.replace("503", "504"));
    let check = |since: &[&str]| {
        let arguments = [&["check", "--root", "site", "--format", "concise", "--quiet"], since].concat();
        both.run(&arguments)
    };
    assert_eq!(check(&["--since", "HEAD"]).stdout, "", "the site itself did not change");
    let run = check(&["--since", "HEAD", "--since", "zh-TW=HEAD"]);
    assert_eq!((run.code, run.stdout.lines().count()), (1, 1), "{run:?}");
    assert!(run.stdout.contains("zh/docs/foutmeldingen.md:11:"), "{run:?}");
    let wrong = check(&["--since", "nl-NL=HEAD"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("no repository of its own"), "{wrong:?}");
}

#[test]
fn a_configuration_that_was_broken_is_reported_and_its_content_is_compared() {
    let site = committed().with("hexapla.toml", "[chekc]\n");
    commit(&site);
    let site = site.with("hexapla.toml", "").with(DUTCH_PATH, DUTCH.replace("401", "403"));
    let run = site.run(&["check", "--since", "HEAD", "--format", "concise"]);
    assert_eq!((run.code, run.stdout.lines().count()), (1, 1), "{run:?}");
    assert!(run.stderr.contains("note: `hexapla.toml`") && run.stderr.contains("chekc"), "{run:?}");
}

#[test]
fn what_is_learned_from_a_change_reports_nothing_of_rows_that_it_did_not_touch() {
    // Two rows that call an app by another name: a third one that keeps it makes a convention of it.
    let rows = "|E1|方塊|x|\n|E2|方塊|x|\n";
    let table = |rows: &str| format!("# T\n\n|錯誤訊息|應用程式|描述|\n|---|---|---|\n{rows}");
    let english = "# T\n\n|Error message|App|Description|\n|---|---|---|\n|E1|Box|x|\n|E2|Box|x|\n|E3|Box|x|\n";
    let site = SiteFolder::empty()
        .with("content/en/t.md", english)
        .with("content/zh-TW/t.md", table(rows))
        .with("hexapla.toml", "[content]\nsource_locale = \"en\"\n");
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(&site);
    let site = site.with("content/zh-TW/t.md", table(&format!("{rows}|E3|Box|x|\n")));
    let run = site.run(&["check", "--since", "HEAD", "--format", "concise", "--quiet"]);
    assert!(!run.stdout.contains("name-translated"), "{run:?}");
    let state = site.run(&["check", "--format", "concise", "--quiet"]);
    assert_eq!(
        state.stdout.matches("name-translated").count(),
        2,
        "they are found where the state is checked: {state:?}"
    );
}

#[test]
fn a_mistake_in_an_edited_source_row_is_reported_beside_the_translations_that_are_stale() {
    let edited = nine_languages_table().replace("Try 9 again.", "Ask the the colleagues.");
    let site = nine_languages().with("content/en-US/errors.md", edited);
    let report = site.run(&["check", "--since", "HEAD", "--format", "json"]).json();
    let rules: Vec<&str> =
        report["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
    let of = |rule: &str| rules.iter().filter(|found| **found == rule).count();
    assert_eq!((of("stale-row"), of("doubled-word"), rules.len()), (8, 1, 9), "{report:#}");
}

#[test]
fn a_row_left_behind_is_a_warning_whatever_the_edit_was_or_what_the_configuration_says() {
    let config = "[content]\nsource_locale = \"nl-NL\"\n";
    let mut site = SiteFolder::two_tables().with("hexapla.toml", config);
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(&site);
    let check = |site: &SiteFolder, more: &[&str]| {
        site.run(&[&["check", "--since", "HEAD", "--format", "concise", "--quiet"], more].concat())
    };
    for edited in
        [DUTCH.replace("401", "403"), DUTCH.replace("Maak een nieuwe sleutel.", "Vraag een nieuwe sleutel aan.")]
    {
        site = site.with("hexapla.toml", config).with(DUTCH_PATH, edited);
        let run = check(&site, &[]);
        assert_eq!((run.code, run.stdout.lines().count()), (0, 1), "{run:?}");
        assert!(run.stdout.contains("warning[stale-row]"), "{run:?}");
        let run = check(&site, &["--rule", "status-changed"]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "no more than the whole run reports");
        site = site.with("hexapla.toml", format!("{config}[check.rules]\nstale-row = \"error\"\n"));
        let run = check(&site, &[]);
        assert_eq!((run.code, run.stdout.contains("error[stale-row]")), (1, true), "{run:?}");
    }
}

#[test]
fn a_change_that_mends_a_broken_glossary_is_checked() {
    let site = committed().with("glossary.csv", "term,nonsense\n\"a");
    commit(&site);
    let site = site.with("glossary.csv", "nl-NL,keep\nBox,yes\n");
    let run = site.run(&["check", "--since", "HEAD", "--format", "concise", "--quiet"]);
    assert!(run.code < 2, "{run:?}");
}

#[test]
fn two_revisions_of_one_repository_are_refused() {
    let site = committed();
    let run = site.run(&["check", "--since", "HEAD", "--since", "HEAD"]);
    assert!(run.code == 2 && run.stderr.contains("second revision"), "{run:?}");
}

#[test]
fn a_table_that_the_source_drops_is_reported_of_each_translation_once() {
    let without: String = nine_languages_table().lines().filter(|line| !line.starts_with('|')).collect();
    let site = nine_languages().with("content/en-US/errors.md", without + "\n");
    let report = site.run(&["check", "--since", "HEAD", "--format", "json"]).json();
    let rules: Vec<&str> =
        report["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["extra-row"; 8], "{report:#}");
}
