//! `hexapla.lock`: the names of rows outlive what happens to their words, and links to them what happens to them.

use std::collections::BTreeSet;

use hexapla::cache::NoCache;
use hexapla::config::Options;
use hexapla::pipeline;
use hexapla::read::{Embedded, Memory};
use proptest::prelude::*;
use serde_json::Value;

use crate::fixtures::git_repository::git;
use crate::fixtures::made_up_text::{config, text};
use crate::fixtures::site_folder::{CHINESE, CHINESE_PATH, DUTCH, DUTCH_PATH, Run, SiteFolder};

/// The two tables with a lock that fits them.
fn locked() -> SiteFolder {
    let site = SiteFolder::two_tables();
    assert_eq!(site.run(&["lock", "--quiet"]).code, 0);
    site
}

fn lock_of(site: &SiteFolder) -> String {
    std::fs::read_to_string(site.path().join("hexapla.lock")).unwrap()
}

/// The names of all rows, in the order of the table.
fn names(site: &SiteFolder) -> Vec<String> {
    let model = site.run(&["model"]).json();
    let entries = model["entries"].as_array().unwrap().iter();
    entries.map(|entry| entry["id"].as_str().unwrap().to_owned()).collect()
}

/// A file of the built site; `None` where it is not there.
fn built(site: &SiteFolder, path: &str) -> Option<String> {
    let run = site.run(&["build", "--quiet"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    std::fs::read_to_string(site.path().join("public").join(path)).ok()
}

/// The findings of `stale-lock`, one on a line.
fn stale(site: &SiteFolder) -> String {
    let run = site.run(&["check", "--format", "concise", "--quiet"]);
    run.stdout.lines().filter(|line| line.contains("[stale-lock]")).collect::<Vec<_>>().join("\n")
}

fn without_line(text: &str, part: &str) -> String {
    text.lines().filter(|line| !line.contains(part)).map(|line| format!("{line}\n")).collect()
}

/// The names of the two tables.
const NAMES: [&str; 3] = ["okta-httprequestfailure-401", "dropbox-httprequestfailure-503", "dropbox-invalid-grant"];

// The file.

#[test]
fn a_lock_is_written_once_and_then_stays_the_same_bytes() {
    let site = SiteFolder::two_tables();
    let first = site.run(&["lock"]);
    assert_eq!((first.code, first.stdout.as_str()), (0, ""), "{first:?}");
    assert_eq!(first.stderr, "`hexapla.lock` keeps the names of 3 rows: 3 new\n");
    let text = lock_of(&site);
    let again = site.run(&["lock"]);
    assert_eq!(again.stderr, "`hexapla.lock` keeps the names of 3 rows: no name changed\n");
    assert_eq!(lock_of(&site), text);
    let files: Vec<_> = std::fs::read_dir(site.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files.len(), 2, "nothing is left beside it: {files:?}");
}

#[test]
fn a_site_without_a_lock_hears_nothing_of_it() {
    let site = SiteFolder::two_tables();
    assert_eq!((names(&site), stale(&site).as_str()), (NAMES.map(str::to_owned).to_vec(), ""));
    assert!(!site.path().join("hexapla.lock").exists());
}

#[test]
fn a_dry_run_writes_nothing() {
    let site = SiteFolder::two_tables();
    let run = site.run(&["lock", "--dry-run"]);
    assert!(run.code == 0 && run.stderr.contains("3 new; nothing was written"), "{run:?}");
    assert!(!site.path().join("hexapla.lock").exists());
}

#[test]
fn a_part_of_the_languages_is_refused() {
    let site = locked();
    let text = lock_of(&site);
    let run = site.run(&["lock", "--locale", "nl-NL"]);
    assert!(run.code == 2 && run.stderr.contains("leave `--locale` out"), "{run:?}");
    assert_eq!(lock_of(&site), text);
}

#[test]
fn a_page_that_cannot_be_read_removes_no_names() {
    let site = locked().with(CHINESE_PATH, b"\xff\xfe");
    let text = lock_of(&site);
    let run = site.run(&["lock"]);
    assert!(run.code == 1 && run.stdout.contains("unreadable-file"), "{run:?}");
    assert_eq!(lock_of(&site), text);
}

#[test]
fn a_broken_lock_answers_2_with_its_line_and_the_way_out() {
    for (broken, line, way_out) in [
        ("version = 1\n<<<<<<< HEAD\n=======\n>>>>>>> tak\n", "hexapla.lock:2:1", "then run `hexapla lock`"),
        ("version = 1\n[entries.a]\n", "hexapla.lock:2:10", "run `hexapla lock`"),
        ("version = 9\n", "hexapla.lock:1:11", "update Hexapla"),
    ] {
        let site = SiteFolder::two_tables().with("hexapla.lock", broken);
        for command in ["check", "build", "model", "lock"] {
            let Run { code, stdout, stderr } = site.run(&[command]);
            assert_eq!((code, stdout.as_str()), (2, ""), "{command}: {stderr}");
            assert!(stderr.contains(line) && stderr.contains(way_out), "{command}: {stderr}");
        }
        assert_eq!(lock_of(&site), broken, "nothing is lost from it");
    }
}

// Names that stay.

#[test]
fn words_of_one_language_do_not_change_a_name() {
    let site = locked().with(DUTCH_PATH, DUTCH.replace("De sleutel is ingetrokken.", "Iemand trok de sleutel in."));
    assert_eq!((names(&site), stale(&site).as_str()), (NAMES.map(str::to_owned).to_vec(), ""));
}

#[test]
fn a_code_that_is_mended_changes_a_name_only_without_a_lock() {
    let mended = DUTCH.replace("401 Niet gemachtigd", "403 Verboden");
    let config = "[content]\nsource_locale = \"nl-NL\"\n";
    let free = SiteFolder::two_tables().with("hexapla.toml", config).with(DUTCH_PATH, &mended);
    assert_eq!(names(&free)[0], "okta-httprequestfailure-403");
    let site = locked().with("hexapla.toml", config).with(DUTCH_PATH, &mended);
    assert_eq!(names(&site), NAMES);
    assert_eq!(stale(&site), "");
    assert!(built(&site, "nl-nl/entries/okta-httprequestfailure-401/index.html").is_some());
}

#[test]
fn a_page_with_another_name_keeps_the_names_of_its_rows() {
    let site = locked();
    for (old, new) in [(DUTCH_PATH, "content/nl-NL/hulp/fouten.md"), (CHINESE_PATH, "content/zh-TW/hulp/fouten.md")] {
        let new = site.path().join(new);
        std::fs::create_dir_all(new.parent().unwrap()).unwrap();
        std::fs::rename(site.path().join(old), new).unwrap();
    }
    assert_eq!((names(&site), stale(&site).as_str()), (NAMES.map(str::to_owned).to_vec(), ""));
    assert_eq!(site.run(&["lock", "--quiet"]).code, 0);
    let lock = lock_of(&site);
    assert!(lock.contains("page = \"hulp/fouten\"") && !lock.contains("foutmeldingen"), "{lock}");
    assert!(!lock.contains("[removed]") && !lock.contains("[renamed]"), "{lock}");
}

#[test]
fn a_new_row_is_stale_until_it_is_locked_and_no_other_name_changes() {
    let row = "|HttpRequestFailure: 401 Niet gemachtigd|Okta|Dit is met zijn vele woorden verreweg de langste uitleg.|Wacht.|\n";
    let site = locked().with(DUTCH_PATH, format!("{DUTCH}{row}"));
    assert_eq!(names(&site), [&NAMES[..], &["okta-httprequestfailure-401-2"]].concat());
    assert_eq!(
        stale(&site),
        "hexapla.lock:1:1: warning[stale-lock] the lock no longer fits the rows: 1 new (`okta-httprequestfailure-401-2`)"
    );
    assert_eq!(site.run(&["lock", "--quiet"]).code, 0);
    assert_eq!(stale(&site), "");
}

// Names that lead elsewhere.

#[test]
fn a_removed_row_leads_to_its_page() {
    let (dutch, chinese) = (without_line(DUTCH, "Okta"), without_line(CHINESE, "Okta"));
    let site = locked().with(DUTCH_PATH, dutch).with(CHINESE_PATH, chinese);
    let path = "zh-tw/entries/okta-httprequestfailure-401/index.html";
    assert_eq!(
        stale(&site),
        "hexapla.lock:1:1: warning[stale-lock] the lock no longer fits the rows: 1 gone (`okta-httprequestfailure-401`)"
    );
    // Before the lock is renewed, and after it.
    let before = built(&site, path).expect("there is a page");
    let run = site.run(&["lock"]);
    assert!(run.stderr.contains("`okta-httprequestfailure-401` leads to the page `foutmeldingen`"), "{run:?}");
    assert!(lock_of(&site).ends_with("\n[removed]\nokta-httprequestfailure-401 = \"foutmeldingen\"\n"));
    let after = built(&site, path).expect("there is a page");
    assert_eq!(before, after);
    for part in [
        "<html lang=\"zh-TW\"",
        "<meta http-equiv=\"refresh\" content=\"0; url=../../foutmeldingen/\">",
        "<h1>這個錯誤已不再列出</h1>",
        "<a href=\"../../foutmeldingen/\">錯誤訊息</a>",
    ] {
        assert!(after.contains(part), "{part}\n{after}");
    }
    assert!(!after.contains("<script>") && !after.contains("style="), "{after}");
    assert_eq!(stale(&site), "");
    let text = lock_of(&site);
    assert_eq!(site.run(&["lock", "--quiet"]).code, 0);
    assert_eq!(lock_of(&site), text);
}

#[test]
fn a_row_that_comes_back_does_not_take_the_name_of_a_removed_one() {
    let site = locked().with(DUTCH_PATH, without_line(DUTCH, "Okta")).with(CHINESE_PATH, without_line(CHINESE, "Okta"));
    assert_eq!(site.run(&["lock", "--quiet"]).code, 0);
    let site = site.with(DUTCH_PATH, DUTCH).with(CHINESE_PATH, CHINESE);
    assert_eq!(names(&site)[0], "okta-httprequestfailure-401-2");
}

#[test]
fn a_renamed_row_is_found_under_both_names() {
    let site = locked().with("hexapla.toml", "[site]\nbase_url = \"https://example.org/x/\"\n");
    let run = site.run(&["lock", "--rename", "okta-httprequestfailure-401=okta-sleutel-ingetrokken"]);
    assert!(run.stderr.contains("`okta-httprequestfailure-401` leads to `okta-sleutel-ingetrokken`"), "{run:?}");
    assert_eq!(names(&site)[0], "okta-sleutel-ingetrokken");
    let page = built(&site, "nl-nl/foutmeldingen/index.html").unwrap();
    assert!(page.contains("<tr id=\"okta-sleutel-ingetrokken\""), "{page}");
    assert!(page.contains("<span id=\"okta-httprequestfailure-401\"></span>"), "{page}");
    let old = built(&site, "nl-nl/entries/okta-httprequestfailure-401/index.html").unwrap();
    let target = "https://example.org/x/nl-nl/entries/okta-sleutel-ingetrokken/";
    assert!(old.contains(&format!("<link rel=\"canonical\" href=\"{target}\">")), "{old}");
    assert!(old.contains("url=../okta-sleutel-ingetrokken/\">"), "{old}");
    let sitemap = built(&site, "nl-nl/sitemap.xml").unwrap();
    assert!(sitemap.contains(target) && !sitemap.contains("okta-httprequestfailure-401/"), "{sitemap}");
    assert_eq!(stale(&site), "");
}

#[test]
fn a_name_that_cannot_be_given_answers_2_and_explains_why() {
    let site = locked();
    let text = lock_of(&site);
    for (rename, way_out) in [
        ("okta-httprequestfailure-40=x", "did you mean `okta-httprequestfailure-401`?"),
        ("okta-httprequestfailure-401=dropbox-invalid-grant", "is taken"),
        ("okta-httprequestfailure-401=Okta 401", "lower-case"),
        ("okta-httprequestfailure-401", "the old name, `=`, the new one"),
    ] {
        let run = site.run(&["lock", "--rename", rename]);
        assert!(run.code == 2 && run.stderr.contains(way_out), "{rename}: {run:?}");
    }
    assert_eq!(lock_of(&site), text);
}

#[test]
fn a_page_of_the_author_keeps_its_place_before_a_retired_id() {
    let site = locked()
        .with(DUTCH_PATH, without_line(DUTCH, "Okta"))
        .with(CHINESE_PATH, without_line(CHINESE, "Okta"))
        .with("content/nl-NL/entries/okta-httprequestfailure-401.md", "# Zelf geschreven\n");
    let page = built(&site, "nl-nl/entries/okta-httprequestfailure-401/index.html").unwrap();
    assert!(page.contains("Zelf geschreven") && !page.contains("http-equiv=\"refresh\""), "{page}");
}

#[test]
fn a_build_of_one_language_does_not_take_the_rows_of_others_for_removed() {
    let extra = "|IOException: 507|Box|磁碟已滿。|清理磁碟。|\n";
    let site = SiteFolder::two_tables().with(CHINESE_PATH, format!("{CHINESE}{extra}"));
    assert_eq!(site.run(&["lock", "--quiet"]).code, 0);
    let run = site.run(&["build", "--quiet", "--locale", "nl-NL"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(site.path().join("public/nl-nl/entries/okta-httprequestfailure-401").exists());
    assert!(!site.path().join("public/nl-nl/entries/box-ioexception-507").exists());
}

// Changes.

#[cfg(unix)]
#[test]
fn a_change_of_the_lock_alone_brings_about_nothing() {
    let site = SiteFolder::two_tables().with(CHINESE_PATH, CHINESE.replace("401", "403"));
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    let commit = |site: &SiteFolder| {
        git(site.path(), &["add", "--all"]);
        git(site.path(), &["commit", "--quiet", "--message", "x"]);
    };
    let since = |site: &SiteFolder| -> Value {
        let report = site.run(&["check", "--since", "HEAD", "--format", "json"]).json();
        serde_json::json!([report["findings"], report["since"]["fixed"], report["since"]["changed_entries"]])
    };
    let nothing = serde_json::json!([[], 0, []]);
    commit(&site);
    assert_eq!(site.run(&["lock", "--quiet"]).code, 0);
    assert_eq!(since(&site), nothing, "the lock is new");
    commit(&site);
    assert_eq!(site.run(&["lock", "--rename", "okta-httprequestfailure-401=okta-sleutel", "--quiet"]).code, 0);
    assert_eq!(since(&site), nothing, "a name is another one");
    commit(&site);
    std::fs::remove_file(site.path().join("hexapla.lock")).unwrap();
    assert_eq!(since(&site), nothing, "the lock is gone");
    let site = site.with("hexapla.lock", "version = 1\n<<<<<<< HEAD\n");
    commit(&site);
    assert_eq!(site.run(&["lock"]).code, 2);
    std::fs::remove_file(site.path().join("hexapla.lock")).unwrap();
    assert_eq!(since(&site), nothing, "a lock that was broken once keeps nobody from a comparison");
}

#[cfg(unix)]
#[test]
fn a_row_that_a_change_adds_without_locking_it_is_reported() {
    let site = locked();
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(site.path(), &["add", "--all"]);
    git(site.path(), &["commit", "--quiet", "--message", "x"]);
    let site = site
        .with(DUTCH_PATH, format!("{DUTCH}|IOException: 507|Box|De schijf is vol.|Ruim op.|\n"))
        .with(CHINESE_PATH, format!("{CHINESE}|IOException: 507|Box|磁碟已滿。|清理磁碟。|\n"));
    let run = site.run(&["check", "--since", "HEAD", "--format", "concise", "--quiet"]);
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
    assert!(
        run.stdout.contains("warning[stale-lock]") && run.stdout.contains("1 new (`box-ioexception-507`)"),
        "{run:?}"
    );
}

// What holds of every site.

fn site(files: &[(&str, &str)]) -> pipeline::Site {
    pipeline::load(&Memory::new(files.iter().copied()), &Embedded, &NoCache, Options::default(), &[])
        .unwrap_or_else(|failure| panic!("{failure:?}"))
}

/// The lock that fits a site; of its files, without a source, nothing is read again.
fn renewed(site: &pipeline::Site) -> String {
    pipeline::renew_lock(&Memory::new([("a", "")]), site, &[]).expect("nothing is renamed").text
}

fn ids(site: &pipeline::Site) -> Vec<String> {
    site.alignment.entries.iter().map(|entry| entry.id.to_string()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: config().cases / 4, ..config() })]

    #[test]
    fn with_a_lock_of_the_same_content_every_name_is_as_without(dutch in text(), chinese in text()) {
        let chinese = format!("{chinese}\n\n{dutch}");
        let files = [("content/nl-NL/a.md", dutch.as_str()), ("content/zh-TW/a.md", &chinese), ("content/nl-NL/b.md", &chinese)];
        let free = site(&files);
        let renewal = renewed(&free);
        let held = site(&[&files[..], &[("hexapla.lock", &renewal)]].concat());
        prop_assert_eq!(ids(&held), ids(&free));
        prop_assert_eq!(renewed(&held), renewal);
        prop_assert_eq!(&held.alignment.lock, &Some(Default::default()));
        prop_assert_eq!(held.alignment.retired.all().len(), 0);
    }

    #[test]
    fn whatever_happens_to_a_locked_site_names_are_unique_and_none_is_forgotten(
        before in text(),
        after in text(),
        chinese in text(),
    ) {
        let old = site(&[("content/nl-NL/a.md", &before), ("content/zh-TW/a.md", &chinese)]);
        let lock = renewed(&old);
        let after = format!("{after}\n\n{before}");
        let files = [("content/nl-NL/a.md", after.as_str()), ("content/zh-TW/a.md", &chinese), ("hexapla.lock", &lock)];
        let new = site(&files);
        let names: BTreeSet<String> = ids(&new).into_iter().collect();
        prop_assert_eq!(names.len(), new.alignment.entries.len());
        let after = renewed(&new);
        for id in ids(&old) {
            let line = format!("\n{id} = ");
            prop_assert!(names.contains(&id) || after.contains(&line), "{id}:\n{}", after);
        }
        let again = site(&[&files[..2], &[("hexapla.lock", &after)]].concat());
        prop_assert_eq!(ids(&again), ids(&new));
        prop_assert_eq!(renewed(&again), after);
    }
}
