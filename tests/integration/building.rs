//! From a folder to a site with one command: what is made, what is kept, and what is found in it.

use std::collections::BTreeMap;
use std::path::Path;

use hexapla::read::{Disk, World};
use hexapla::text::FilePath;
use serde_json::Value;

use crate::fixtures::git_repository::GitRepository;
use crate::fixtures::site_folder::{CHINESE, CHINESE_PATH, DUTCH, DUTCH_PATH, SiteFolder};

/// Every file of a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let disk = Disk::new(folder);
    let files = disk.files(&FilePath::new("")).unwrap();
    files.into_iter().map(|path| (path.to_string(), disk.read(&path).unwrap())).collect()
}

fn page(site: &SiteFolder, path: &str) -> String {
    std::fs::read_to_string(site.path().join("public").join(path).join("index.html")).unwrap()
}

/// The two tables, built.
fn built() -> SiteFolder {
    let site = SiteFolder::two_tables();
    let run = site.run(&["build", "--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    site
}

// What is made.

#[test]
fn every_row_has_a_page_in_every_language_that_leads_to_the_others() {
    let site = built();
    for (tag, lang, message) in [("nl-nl", "nl-NL", "401 Niet gemachtigd"), ("zh-tw", "zh-TW", "401 未經授權")] {
        let entry = page(&site, &format!("{tag}/entries/okta-httprequestfailure-401"));
        assert!(entry.contains(&format!("<html lang=\"{lang}\"")), "{entry}");
        assert!(entry.contains(message), "{entry}");
    }
    let dutch = page(&site, "nl-nl/entries/okta-httprequestfailure-401");
    for text in ["Okta", "De sleutel is ingetrokken.", "Maak een nieuwe sleutel.", "hreflang=\"zh-TW\""] {
        assert!(dutch.contains(text), "{text}: {dutch}");
    }
}

#[test]
fn apps_exceptions_and_statuses_have_pages_of_their_own() {
    let site = built();
    for path in ["zh-tw/apps/dropbox", "zh-tw/exceptions/httprequestfailure", "zh-tw/status/503", "zh-tw/search"] {
        assert!(page(&site, path).contains("<html lang=\"zh-TW\""), "{path}");
    }
    assert!(site.path().join("public/404.html").exists());
}

#[test]
fn the_summary_counts_pages_that_people_read() {
    let site = SiteFolder::two_tables().with("content/nl-NL/extra.md", "---\naliases: [oud]\n---\n# Extra\n");
    let run = site.run(&["build"]);
    let written = files(&site.path().join("public"));
    let redirects = written.values().filter(|bytes| String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\""));
    let pages = written.keys().filter(|path| path.ends_with(".html")).count() - redirects.count();
    assert!(written.len() > pages + 2 && written.contains_key("nl-nl/oud/index.html"), "{:?}", written.keys());
    assert!(run.stderr.starts_with(&format!("{pages} pages, ")), "{pages}: {run:?}");
}

#[test]
fn a_summary_goes_to_standard_error() {
    let run = SiteFolder::two_tables().run(&["build"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert!(run.stderr.contains("2 locales and 3 table rows"), "{run:?}");
    assert!(run.stderr.contains("base_url"), "what is left out is told: {run:?}");
}

#[test]
fn two_builds_give_the_same_bytes() {
    let site = built();
    let first = files(&site.path().join("public"));
    assert_eq!(site.run(&["build", "--jobs", "1", "--out", "weer"]).code, 0);
    let second = files(&site.path().join("weer"));
    let differ: Vec<&String> =
        first.iter().filter(|(path, bytes)| second.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert_eq!(differ, Vec::<&String>::new());
    assert_eq!(first.len(), second.len());
}

#[test]
fn a_cell_is_shown_as_it_was_written() {
    let cells = "|IOException: \"<TenantId>\" {{ x }} {a}|Okta|Het ontbreekt. {.klasse}|Vul `<TenantId>` in.|\n";
    let site = SiteFolder::two_tables().with(DUTCH_PATH, format!("{DUTCH}{cells}"));
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    let html = page(&site, "nl-nl/foutmeldingen").replace("&quot;", "\"").replace("&#123;", "{").replace("&#125;", "}");
    for written in ["\"&lt;TenantId&gt;\" {{ x }} {a}", "Het ontbreekt. {.klasse}"] {
        assert!(html.contains(written), "{written}: {html}");
    }
}

#[test]
fn a_stray_pipe_is_folded_back_and_reported() {
    let chinese = CHINESE.replace("權杖已過期。", "權杖|已過期。");
    let site = SiteFolder::two_tables().with(CHINESE_PATH, chinese);
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    assert!(page(&site, "zh-tw/foutmeldingen").contains("權杖|已過期。"));
    let run = site.run(&["check", "--format", "concise", "--quiet"]);
    assert!(run.stdout.contains("error[ragged-row]"), "{run:?}");
}

#[test]
fn html_that_would_run_does_not() {
    let hostile = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))\n\n\
                   <p style=\"position:fixed\" onclick=\"x()\">Hallo</p>\n\n|<script>fout|App|\n|---|---|\n|a|<b onmouseover=x>|\n";
    let site = SiteFolder::two_tables().with("content/nl-NL/vijandig.md", hostile);
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    let html = page(&site, "nl-nl/vijandig");
    let main = &html[html.find("<main").unwrap()..html.find("</main>").unwrap()];
    for tag in main.split('<').skip(1).map(|tag| tag.split('>').next().unwrap()) {
        assert!(!tag.starts_with("script"), "{tag}");
        for attribute in ["onerror", "onclick", "onmouseover", "style=", "href=\"javascript:"] {
            assert!(!tag.contains(attribute), "{tag}");
        }
    }
}

#[test]
fn a_broken_link_is_marked_text_and_no_failure() {
    let site = SiteFolder::two_tables().with("content/nl-NL/a.md", "# A\n\nZie [dit](weg.md).\n");
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    let html = page(&site, "nl-nl/a");
    assert!(html.contains("dit") && !html.contains("weg.md\""), "{html}");
}

// What is kept.

#[test]
fn the_old_site_stays_when_a_file_cannot_be_read() {
    let site = built();
    let before = files(&site.path().join("public"));
    let site = site.with("content/nl-NL/latin.md", b"# Caf\xe9\n");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("content/nl-NL/latin.md:1"), "{run:?}");
    assert_eq!(before, files(&site.path().join("public")));
}

#[test]
fn the_old_site_stays_when_two_files_claim_one_address() {
    let site = built();
    let before = files(&site.path().join("public"));
    let site = site.with("content/zh-TW/foutmeldingen/index.md", CHINESE);
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("foutmeldingen/index.md") && run.stdout.contains("duplicate-url"), "{run:?}");
    assert_eq!(before, files(&site.path().join("public")));
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let site = SiteFolder::two_tables().with("public/dagboek.txt", "van mij");
    let run = site.run(&["build"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("help:"), "{run:?}");
    assert_eq!(files(&site.path().join("public")).len(), 1);
}

#[test]
fn the_content_is_no_place_for_the_site() {
    let site = SiteFolder::two_tables();
    for out in [".", "content", "content/nl-NL"] {
        assert_eq!(site.run(&["build", "--out", out]).code, 2, "{out}");
    }
    assert!(site.path().join(DUTCH_PATH).exists());
}

// What is found in it.

/// The URLs that a search gives, best first.
fn search(site: &SiteFolder, locale: &str, query: &str) -> Vec<String> {
    let run = site.run(&["search", query, "--locale", locale, "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let results = run.json()["results"].as_array().unwrap().clone();
    results.iter().map(|result: &Value| result["url"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_message_in_any_language_finds_its_row() {
    let site = built();
    let noise = "2026-11-03T09:14:07Z [worker-7] ERROR 5f2c9a1be07d4c38 ";
    for (locale, query, url) in [
        ("nl-NL", "HttpRequestFailure: 503 無法使用", "nl-nl/foutmeldingen/#dropbox-httprequestfailure-503"),
        ("zh-TW", "HttpRequestFailure: 401 Niet gemachtigd", "zh-tw/foutmeldingen/#okta-httprequestfailure-401"),
        ("zh-TW", "權杖已過期", "zh-tw/foutmeldingen/#dropbox-invalid-grant"),
    ] {
        assert_eq!(search(&site, locale, query).first().map(String::as_str), Some(url), "{query}");
        assert_eq!(search(&site, locale, &format!("{noise}{query}")).first().map(String::as_str), Some(url), "{query}");
    }
}

#[test]
fn nothing_found_is_no_failure() {
    let site = built();
    assert_eq!(search(&site, "nl-NL", "zeppelin"), Vec::<String>::new());
    assert_eq!(site.run(&["search", "zeppelin", "--locale", "nl-NL"]).code, 0);
}

#[test]
fn a_search_before_the_first_build_asks_to_build() {
    let run = SiteFolder::two_tables().run(&["search", "fout", "--locale", "nl-NL"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("hexapla build"), "{run:?}");
}

// Where it goes.

#[test]
fn a_branch_of_a_bare_repository_holds_what_a_build_makes() {
    let site = built();
    let repository = GitRepository::init(&["--bare"]);
    let place = repository.path().to_str().unwrap();
    let run = site.run(&["publish", "--branch", "gh-pages", "--repository", place]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    let listed = repository.git(&["-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "gh-pages"]);
    let built = files(&site.path().join("public"));
    for path in built.keys().filter(|path| path.ends_with(".html")) {
        assert!(listed.lines().any(|line| line == path), "{path}: {listed}");
    }
}

#[test]
fn a_folder_to_publish_to_or_a_branch_is_asked_for() {
    let run = SiteFolder::two_tables().run(&["publish"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--folder"), "{run:?}");
}
