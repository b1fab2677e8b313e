//! `check --since`: what a change brought about, row by row, and nothing else.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests make real files")]

mod git_repository;
mod site_folder;

use git_repository::git;
use serde_json::json;
use site_folder::{CHINESE, CHINESE_PATH, DUTCH, DUTCH_PATH, SiteFolder};

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
    assert_eq!(site.run(&["check", "--quiet"]).code, 1, "the state has a finding");
    let run = site.run(&["check", "--since", "HEAD", "--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
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
fn a_revision_that_is_not_there_answers_2_and_says_the_way_out() {
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
