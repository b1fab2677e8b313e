//! What the guide shows of pull requests, hosts and templates is what the program prints and takes, in every language
//! of the guide.

use std::path::Path;

use serde_json::Value;

use crate::fixtures::git_repository::{clone, git};
use crate::fixtures::site_folder::{Run, SiteFolder};

const ENGLISH: &str = "# Errors

| What you see | App | What to do |
| --- | --- | --- |
| HttpRequestFailure: 401 Unauthorized | Okta | Make a new key. |
| HttpRequestFailure: 503 Unavailable | Dropbox | Try again after 10 minutes. |
| ConnectionRefused: 404 Not Found | Box | Check the address. |
";

const DUTCH: &str = "# Fouten

| Wat u ziet | App | Wat u doet |
| --- | --- | --- |
| HttpRequestFailure: 401 Niet gemachtigd | Okta | Maak een nieuwe sleutel. |
| HttpRequestFailure: 503 Niet beschikbaar | Dropbox | Probeer het na 10 minuten opnieuw. |
| ConnectionRefused: 404 Niet gevonden | Box | Controleer het adres. |
";

/// The site that the guide describes, committed.
fn committed(dutch: &str) -> SiteFolder {
    let site = SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = \"en-US\"\n")
        .with("content/en-US/errors.md", ENGLISH)
        .with("content/nl-NL/errors.md", dutch);
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(site.path(), &["add", "--all"]);
    git(site.path(), &["commit", "--quiet", "--message", "x"]);
    site
}

/// What `check --since main` reports of the change that the guide describes: 10 minutes became 15.
fn change(format: &str) -> Run {
    let site = committed(DUTCH).with("content/en-US/errors.md", ENGLISH.replace("10", "15"));
    let run = site.run(&["check", "--since", "main", "--quiet", "--format", format]);
    assert_eq!(run.code, 0, "{run:?}");
    run
}

/// The page on pull requests in each language of the guide.
fn pages() -> Vec<(String, String)> {
    pages_called("pull-requests")
}

/// A page of the guide in each of its languages.
fn pages_called(name: &str) -> Vec<(String, String)> {
    let page = |tag| format!("content/{tag}/guide/{name}.md");
    let paths = ["en-US", "nl-NL", "zh-TW"].map(page);
    paths.into_iter().map(|path| (path.clone(), read(&path))).collect()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Expects every page to hold a fence with this text.
fn assert_shown(info: &str, text: &str) {
    for (path, page) in pages() {
        assert!(page.contains(&format!("\n```{info}\n{text}```\n")), "{path} should show:\n{text}");
    }
}

#[test]
fn what_a_change_in_the_source_brings_about() {
    assert_shown("text", &change("concise").stdout);
}

/// The first fence of a kind below an anchor of the page on pull requests, the same in each of its languages.
fn sample(anchor: &str, info: &str) -> String {
    let below = |page: &str| -> String {
        let (_, section) = page.split_once(&format!("<a name=\"{anchor}\">")).expect("the page has the anchor");
        let (_, rest) = section.split_once(&format!("\n```{info}\n")).expect("there is a fence below it");
        rest.split_once("```").expect("the fence ends").0.to_owned()
    };
    let mut samples: Vec<String> = pages().iter().map(|(_, page)| below(page)).collect();
    samples.dedup();
    assert_eq!(samples.len(), 1, "{samples:?}");
    samples.remove(0)
}

/// A repository with a configuration, and a change of the source alone: a row reworded, a row and a page added.
fn source_is_ahead(configuration: &str) -> SiteFolder {
    let site = committed(DUTCH).with("hexapla.toml", configuration);
    git(site.path(), &["commit", "--quiet", "--all", "--allow-empty", "--message", "y"]);
    git(site.path(), &["switch", "--quiet", "--create", "change"]);
    let english = ENGLISH.replace("Make a new key.", "Make a new key, and delete the old one.")
        + "| ParseException: 12 Unexpected end | Slack | Send the whole file. |\n";
    let site = site
        .with("content/en-US/errors.md", english)
        .with("content/en-US/keys.md", "# Keys\n\nA key is valid for 30 days.\n");
    git(site.path(), &["add", "--all"]);
    git(site.path(), &["commit", "--quiet", "--message", "z"]);
    site
}

fn since_main(site: &SiteFolder, more: &[&str]) -> Run {
    site.run(&[&["check", "--since", "main", "--quiet", "--format", "concise"], more].concat())
}

#[test]
fn translations_follow_later() {
    let site = source_is_ahead(&sample("translations-follow-later", "toml"));
    let run = since_main(&site, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (0, sample("translations-follow-later", "text").as_str()), "{run:?}");
    assert_eq!(since_main(&site, &["--fail-on", "warning"]).code, 1);
    let site = site.with("content/nl-NL/errors.md", DUTCH.replace("401", "403"));
    let run = since_main(&site, &[]);
    assert!(run.code == 1 && run.stdout.contains("error[status-changed]"), "{run:?}");
}

#[test]
fn nothing_may_fall_behind() {
    let site = source_is_ahead(&sample("nothing-may-fall-behind", "toml"));
    let run = since_main(&site, &[]);
    let errors = sample("translations-follow-later", "text").replace("warning[", "error[");
    assert_eq!((run.code, run.stdout.as_str()), (1, errors.as_str()), "{run:?}");
    let dutch = DUTCH.replace("nieuwe sleutel.", "nieuwe sleutel en verwijder de oude.")
        + "| ParseException: 12 Onverwacht einde | Slack | Stuur het hele bestand. |\n";
    let site = site
        .with("content/nl-NL/errors.md", dutch)
        .with("content/nl-NL/keys.md", "# Sleutels\n\nEen sleutel is 30 dagen geldig.\n");
    let run = since_main(&site, &[]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn an_annotation() {
    assert_shown("text", &change("github").stdout);
}

#[test]
fn a_summary_and_a_test_report() {
    let summary = change("markdown").stdout;
    for (path, page) in pages() {
        assert!(page.contains(&format!("\n````md\n{summary}````\n")), "{path} should show:\n{summary}");
    }
    assert_shown("xml", &change("junit").stdout);
}

#[test]
fn the_reports_for_gitlab_and_reviewdog() {
    let printed = [change("gitlab").json(), change("rdjson").json()];
    for (path, page) in pages() {
        let fences = page.split("\n```json\n").skip(1);
        let text = |rest: &str| rest.split_once("```").expect("the fence ends").0.to_owned();
        let shown: Vec<Value> = fences.map(|rest| serde_json::from_str(&text(rest)).unwrap()).collect();
        assert_eq!(shown, printed, "{path}");
    }
}

#[test]
fn a_shallow_clone() {
    let site = committed(DUTCH);
    git(site.path(), &["commit", "--quiet", "--allow-empty", "--message", "y"]);
    let (_folder, path) = clone(site.path(), &["--depth=1"]);
    git(&path, &["remote", "remove", "origin"]);
    let root = path.to_str().unwrap();
    let run = site.run(&["check", "--root", root, "--since", "origin/main"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_shown("text", &run.stderr.replace(root, "/home/runner/work/docs/docs"));
}

#[test]
fn a_fix() {
    let run = committed(&DUTCH.replace("opnieuw.", "opnieuw .")).run(&["fix", "--diff", "--quiet"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_shown("diff", &run.stdout);
}

#[test]
fn the_headers_of_a_site() {
    let site = SiteFolder::empty().with("content/nl-NL/a.md", "# A\n");
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    let headers = std::fs::read_to_string(site.path().join("public/_headers")).unwrap();
    for (path, page) in pages_called("for-programs") {
        assert!(page.contains(&format!("\n```text\n{headers}```\n")), "{path} should show:\n{headers}");
    }
}

#[test]
fn a_theme_and_what_is_said_of_a_wrong_one() {
    let fences = |page: &str, info: &str| -> Vec<String> {
        let open = format!("\n```{info}\n");
        let rest = page.split(&open).skip(1);
        rest.map(|rest| rest.split_once("```").expect("the fence ends").0.to_owned()).collect()
    };
    for (path, page) in pages_called("templates-and-languages") {
        let landing = fences(&page, "html").into_iter().find(|text| text.contains("extends")).expect("a template");
        let text =
            fences(&page, "markdown").into_iter().find(|text| text.contains("template: landing")).expect("a page");
        let site = SiteFolder::empty().with("content/en-US/a.md", &text).with("templates/landing.html", &landing);
        let run = site.run(&["build", "--quiet"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{path}");
        let html = std::fs::read_to_string(site.path().join("public/en-us/a/index.html")).unwrap();
        assert!(html.contains("class=\"nextstepaction\"><a href=\"../guide/\""), "{path}: {html}");
        let said =
            fences(&page, "text").into_iter().find(|text| text.starts_with("error: a template")).expect("an error");
        let wrong = "\n\n<p>© {{ site.titel }}</p>\n";
        let run = site.with("templates/parts/footer.html", wrong).run(&["build", "--quiet"]);
        assert_eq!((run.code, run.stderr.trim_end()), (2, said.trim_end()), "{path}");
    }
}

#[test]
fn samples_name_the_version_that_the_program_has() {
    let pages = pages().into_iter().chain([("README.md".to_owned(), read("README.md"))]);
    for (path, page) in pages {
        for before in ["hexapla@v", "rev: v", "download/v"] {
            for (at, _) in page.match_indices(before) {
                let version = page[at + before.len()..].lines().next().unwrap_or_default();
                assert_eq!(version, env!("CARGO_PKG_VERSION"), "{path}: `{before}`");
            }
        }
    }
}

#[test]
fn the_guide_names_only_page_kinds_that_are_there() {
    let known: Vec<&str> = hexapla::plan::KINDS.iter().map(|kind| kind.name).collect();
    for tag in ["en-US", "nl-NL", "zh-TW"] {
        let path = format!("{}/content/{tag}/guide/templates-and-languages.md", env!("CARGO_MANIFEST_DIR"));
        let page = std::fs::read_to_string(&path).unwrap();
        let row = page.lines().find_map(|line| line.strip_prefix("| `page.kind` |")).expect("the guide explains it");
        let named: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        assert!(named.len() > 10, "{tag}: {named:?}");
        assert_eq!(named.iter().filter(|name| !known.contains(name)).collect::<Vec<_>>(), [&""; 0], "{tag}");
    }
}
