//! How far translations are behind, in real repositories: by the commits of the source, by what was accepted, and by
//! their own earlier versions.

use crate::fixtures::git_repository::{GitRepository, clone, git};
use crate::fixtures::site_folder::{Run, SiteFolder};

const HEADER: &str = "|Error|App|What to do|\n|---|---|---|\n";
const FIRST: [&str; 3] = [
    "|HttpRequestFailure: 401|Okta|Make a new token.|",
    "|HttpRequestFailure: 503|Dropbox|Try again in 10 minutes.|",
    "|NullPointerException|Box|Don't restart it.|",
];
/// One row edited, one only in how it is written, one removed, one added.
const SECOND: [&str; 3] = [
    "|HttpRequestFailure: 401|Okta|Make a new token and send it to nobody.|",
    "|ParseException|Salesforce|Send us the log.|",
    "|NullPointerException|Box|do not restart it|",
];
const DUTCH: [&str; 3] = [
    "|HttpRequestFailure: 401|Okta|Maak een nieuw token.|",
    "|HttpRequestFailure: 503|Dropbox|Probeer het over 10 minuten opnieuw.|",
    "|NullPointerException|Box|Start het niet opnieuw.|",
];
const CHINESE: [&str; 3] = [
    "|HttpRequestFailure: 401|Okta|請建立新的權杖。|",
    "|HttpRequestFailure: 503|Dropbox|請在 10 分鐘後再試一次。|",
    "|NullPointerException|Box|請勿重新啟動。|",
];

fn page(front_matter: &str, rows: &[&str]) -> String {
    format!("---\ntitle: Errors\n{front_matter}---\n{HEADER}{}\n", rows.join("\n"))
}

/// A site with translations of `revision`, and its configuration.
fn site(config: &str, english: Option<&[&str]>, revision: &str) -> SiteFolder {
    let pin = format!("pin: {revision}\n");
    let folder = SiteFolder::empty()
        .with("hexapla.toml", config)
        .with("content/nl-NL/errors.md", page(&pin, &DUTCH))
        .with("content/zh-TW/errors.md", page(&pin, &CHINESE));
    match english {
        Some(rows) => folder.with("content/en-US/errors.md", page("", rows)),
        None => folder,
    }
}

fn config(repository: &GitRepository, source: bool) -> String {
    let source = if source { "[content]\nsource_locale = 'en-US'\n" } else { "" };
    format!(
        "{source}[history]\nrevision_key = 'pin'\nhash_key = 'hash'\n[history.locales]\nen-US = {{ repository = '{}', path = 'docs' }}\n",
        repository.path().display()
    )
}

/// The source's repository: the first revision, commits beside the page, the second revision; and the first one's name.
fn source() -> (GitRepository, String) {
    let repository = GitRepository::new();
    repository.write("docs/errors.md", &page("", &FIRST));
    let first = repository.commit_at("first", "2017-06-01T12:00:00Z");
    repository.write("docs/other.md", "# Other\n");
    repository.commit_at("beside it", "2017-06-02T12:00:00Z");
    repository.write("docs/errors.md", &page("", &[SECOND[0], FIRST[1], FIRST[2]]));
    repository.commit_at("second", "2017-06-03T12:00:00Z");
    repository.write("docs/errors.md", &page("", &SECOND));
    repository.commit_at("third", "2017-06-05T12:00:00Z");
    (repository, first)
}

fn check(folder: &SiteFolder, rule: &str) -> Vec<String> {
    let run: Run = folder.run(&["check", "--format", "concise", "--quiet"]);
    assert!(run.code < 2, "{run:?}");
    let mark = format!("[{rule}]");
    run.stdout.lines().filter(|line| line.contains(&mark)).map(str::to_owned).collect()
}

#[test]
fn stale_rows_are_those_that_the_source_changed_with_its_old_and_new_words() {
    let (repository, first) = source();
    let folder = site(&config(&repository, true), Some(&SECOND), &first);
    assert_eq!(
        check(&folder, "stale-row"),
        [
            "content/nl-NL/errors.md:7:1: warning[stale-row] `en-US` changed this row, and `nl-NL` did not: `Make a new token.` became `Make a new token and send it to nobody.`",
            "content/nl-NL/errors.md:9:1: info[stale-row] `en-US` changed this row, and `nl-NL` did not: `Don't restart it.` became `do not restart it`",
            "content/zh-TW/errors.md:7:1: warning[stale-row] `en-US` changed this row, and `zh-TW` did not: `Make a new token.` became `Make a new token and send it to nobody.`",
            "content/zh-TW/errors.md:9:1: info[stale-row] `en-US` changed this row, and `zh-TW` did not: `Don't restart it.` became `do not restart it`",
        ]
    );
    let missing = check(&folder, "missing-row");
    assert!(
        missing.len() == 2 && missing.iter().all(|line| line.contains("warning") && line.contains("new row")),
        "{missing:?}"
    );
    let extra = check(&folder, "extra-row");
    assert!(
        extra.len() == 2 && extra.iter().all(|line| line.contains("warning") && line.contains("removed")),
        "{extra:?}"
    );
}

#[test]
fn a_stale_page_counts_the_commits_that_touched_it_and_the_days_between() {
    let (repository, first) = source();
    let said = "2 translations are 2 commits and 4 days behind the source: 2 rows changed, 1 row added, 1 row removed";
    for source in [true, false] {
        let folder = site(&config(&repository, source), source.then_some(&SECOND), &first);
        let found = check(&folder, "stale-page");
        assert!(found.len() == 1 && found[0].ends_with(said), "{source}: {found:?}");
    }
}

#[test]
fn a_merge_that_changed_nothing_itself_is_no_commit_that_a_page_is_behind_by() {
    let (repository, first) = source();
    repository.git(&["checkout", "--quiet", "-b", "side", &first]);
    repository.write("docs/third.md", "# Third\n");
    repository.commit_at("side", "2017-06-06T12:00:00Z");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.git(&["merge", "--quiet", "--no-ff", "--message", "merge", "side"]);
    let found = check(&site(&config(&repository, true), Some(&SECOND), &first), "stale-page");
    assert!(found.len() == 1 && found[0].contains("2 commits and 4 days"), "{found:?}");
}

#[test]
fn a_shallow_clone_names_the_way_out() {
    let (repository, first) = source();
    let (_folder, shallow) = clone(repository.path(), &["--depth=1"]);
    let config = config(&repository, true).replace(&*repository.path().to_string_lossy(), &shallow.to_string_lossy());
    let folder = site(&config, Some(&SECOND), &first);
    let run = folder.run(&["check", "--format", "full", "--quiet"]);
    assert!(
        run.code < 2 && run.stdout.contains("unknown-source-revision") && run.stdout.contains("shallow"),
        "{run:?}"
    );
}

#[test]
fn a_worktree_knows_the_history_as_the_repository_does() {
    let (repository, first) = source();
    let place = tempfile::tempdir().unwrap();
    let worktree = place.path().join("tree");
    repository.git(&["worktree", "add", "--quiet", "--detach", &worktree.to_string_lossy()]);
    let config = config(&repository, true).replace(&*repository.path().to_string_lossy(), &worktree.to_string_lossy());
    let found = check(&site(&config, Some(&SECOND), &first), "stale-page");
    assert!(found.len() == 1 && found[0].contains("2 commits"), "{found:?}");
}

#[test]
fn a_hash_of_the_source_is_right_with_either_kind_of_line_ends() {
    let (repository, first) = source();
    let lf = git(repository.path(), &["show", &format!("{first}:docs/errors.md")]) + "\n";
    let sha1 = |text: &str| hexapla::read::sha1(text.as_bytes()).unwrap();
    for (hash, count) in [(sha1(&lf), 0), (sha1(&lf.replace('\n', "\r\n")), 0), (sha1("else"), 1)] {
        let folder = site(&config(&repository, true), Some(&SECOND), &first)
            .with("content/nl-NL/errors.md", page(&format!("pin: {first}\nhash: {hash}\n"), &DUTCH));
        assert_eq!(check(&folder, "source-hash-mismatch").len(), count, "{hash}");
    }
}

#[test]
fn an_accepted_row_is_fresh_until_either_side_is_edited() {
    let config = "[content]\nsource_locale = 'en-US'\n";
    let folder = site(config, Some(&FIRST), "none");
    assert_eq!(check(&folder, "stale-row"), Vec::<String>::new());
    let run = folder.run(&["accept", "--locale", "nl-NL"]);
    assert!(run.code == 0 && run.stderr.contains("3 rows and 2 blocks of `nl-NL` accepted, 5 new"), "{run:?}");
    let edited = folder.with("content/en-US/errors.md", page("", &[FIRST[0], FIRST[1], SECOND[2]]));
    let found = check(&edited, "stale-row");
    assert!(found.len() == 1 && found[0].starts_with("content/nl-NL/errors.md:9:1: warning"), "{found:?}");
    let translated = DUTCH[2].replace("Start", "Herstart");
    let folder = edited.with("content/nl-NL/errors.md", page("", &[DUTCH[0], DUTCH[1], &translated]));
    assert_eq!(check(&folder, "stale-row"), Vec::<String>::new(), "nothing is known of an edited translation");
    let run = folder.run(&["accept", "content/nl-NL/errors.md", "--locale", "nl-NL", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let status = folder.run(&["status", "--format", "json", "--locale", "nl-NL"]).json();
    assert_eq!((status["locales"][0]["fresh"].as_u64(), status["locales"][0]["stale"].as_u64()), (Some(3), Some(0)));
}

#[test]
fn accepting_goes_before_the_base_revision() {
    let (repository, first) = source();
    let folder = site(&config(&repository, true), Some(&SECOND), &first);
    let run = folder.run(&["accept", "errors", "--locale", "zh-TW"]);
    assert_eq!(run.code, 0, "{run:?}");
    let found = check(&folder, "stale-row");
    assert!(found.len() == 2 && found.iter().all(|line| line.contains("nl-NL")), "{found:?}");
}

#[test]
fn accepting_reports_what_is_missing() {
    let folder = site("", Some(&FIRST), "none");
    for (arguments, said) in [(&["accept"][..], "or `--all`"), (&["accept", "--locale", "nl-NL"], "source_locale")] {
        let run = folder.run(arguments);
        assert!(run.code == 2 && run.stderr.contains(said), "{run:?}");
    }
    let folder = folder.with("hexapla.toml", "[content]\nsource_locale = 'en-US'\n");
    let run = folder.run(&["accept", "eror", "--locale", "nl-NL"]);
    assert!(run.code == 2 && run.stderr.contains("did you mean `errors`?"), "{run:?}");
    assert!(!folder.path().join("hexapla.lock").exists());
}

#[test]
fn a_row_that_was_right_before_has_regressed() {
    let (repository, first) = source();
    let dutch = GitRepository::new();
    dutch.write("docs/errors.md", &page(&format!("pin: {first}\n"), &DUTCH));
    let right = dutch.commit("right");
    let config = config(&repository, true)
        + &format!("nl-NL = {{ repository = '{}', path = 'docs' }}\n", dutch.path().display());
    let broken = DUTCH[1].replace("503", "500");
    let folder = site(&config, Some(&FIRST), &first)
        .with("content/nl-NL/errors.md", page(&format!("pin: {first}\n"), &[DUTCH[0], &broken, DUTCH[2]]));
    let found = check(&folder, "regressed-row");
    assert!(found.len() == 1 && found[0].starts_with("content/nl-NL/errors.md:8:2: error"), "{found:?}");
    assert!(found[0].contains(&right[..8]) && found[0].ends_with("it was `HttpRequestFailure: 503`"), "{found:?}");
    // Where the translation never had it, it is wrong and has not regressed.
    dutch.write("docs/errors.md", &page(&format!("pin: {first}\n"), &[DUTCH[0], &broken, DUTCH[2]]));
    dutch.git(&["add", "--all"]);
    dutch.git(&["commit", "--quiet", "--amend", "--message", "never right"]);
    assert_eq!(check(&folder, "regressed-row"), Vec::<String>::new());
}

#[test]
fn a_rule_that_is_off_changes_no_figure_but_the_findings() {
    let english = "# Errors\n\n|Error|App|\n|-|-|\n|Open the settings of this app and try it again|Box|\n|Wait for a minute and log in again|Okta|\n|Reset the 401 key|Jira|\n";
    let chinese = "# 錯誤\n\n|錯誤|應用程式|\n|-|-|\n|Open the settings of this app and try it again|Box|\n|請等待一分鐘再重新登入|Okta|\n";
    let status = |config: &str| {
        let site = SiteFolder::empty().with("hexapla.toml", format!("content.source_locale = \"en\"\n{config}"));
        let site = site.with("content/en/errors.md", english).with("content/zh-TW/errors.md", chinese);
        let site = site.with("content/en/alone.md", "# Alone\n").with("content/nl-NL/errors.md", "# Fouten\n");
        let mut status = site.run(&["status", "--format", "json"]).json();
        let locales = status["locales"].as_array_mut().unwrap();
        locales.iter_mut().for_each(|locale| drop(locale.as_object_mut().unwrap().remove("findings")));
        status
    };
    let usual = status("");
    let of = |key: &str| usual["locales"][2][key].as_u64();
    assert_eq!(usual["locales"][2]["locale"], "zh-TW");
    assert_eq!((of("missing_pages"), of("untranslated"), of("missing")), (Some(1), Some(1), Some(1)), "{usual}");
    assert_eq!(status("[check.rules]\nstructure = \"off\"\nlanguage = \"off\"\nstaleness = \"off\"\n"), usual);
}
