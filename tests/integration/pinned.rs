//! Translations that name the revision of their source: their rows are known through Git, whatever became of them.

use hexapla::cache::NoCache;
use hexapla::history::{BaseRevisions, PinKeys, RevisionProblem, RevisionSource, base_revisions};
use hexapla::model::{LocaleId, PageId};
use hexapla::pipeline::{Site, configure, load};
use hexapla::read::{Disk, Embedded, World};
use hexapla::text::FilePath;

use crate::fixtures::git_repository::{GitRepository, clone, git, write};
use crate::fixtures::site_folder::SiteFolder;

const CONFIG: &str = "[content]
source_locale = 'en-US'
[history]
revision_key = 'source_commit'
[history.locales]
en-US = { repository = '../source', path = 'docs' }
";

const HEAD: &str = "|Error|App|What to do|\n|---|---|---|\n";
const FIRST: [&str; 4] = [
    "|HttpRequestFailure: 401|Okta|Make a new token.|",
    "|HttpRequestFailure: 503|Dropbox|Try again in 10 minutes.|",
    "|NullPointerException|Box|Contact support.|",
    "|Internal error|Box|Try again later.|",
];
/// Sorted anew, one edited, one lost, two added.
const SECOND: [&str; 5] = [
    "|Internal error|Box|Try again later.|",
    "|HttpRequestFailure: 429|Dropbox|Try again in 10 minutes.|",
    "|HttpRequestFailure: 503|Dropbox|Wait and try again in 20 minutes.|",
    "|ParseException|Salesforce|Send us the log.|",
    "|HttpRequestFailure: 401|Okta|Make a new token.|",
];
const DUTCH_FIRST: [&str; 4] = [
    "|HttpRequestFailure: 401|Okta|Maak een nieuw token.|",
    "|HttpRequestFailure: 503|Dropbox|Probeer het over 10 minuten opnieuw.|",
    "|NullPointerException|Box|Neem contact op.|",
    "|Interne fout|Box|Probeer het later.|",
];
const CHINESE_SECOND: [&str; 5] = [
    "|內部錯誤|Box|請稍後再試。|",
    "|HttpRequestFailure: 429|Dropbox|請在 10 分鐘後再試一次。|",
    "|HttpRequestFailure: 503|Dropbox|請等候，並在 20 分鐘後再試一次。|",
    "|ParseException|Salesforce|請將記錄檔傳給我們。|",
    "|HttpRequestFailure: 401|Okta|請建立新的權杖。|",
];

fn page(revision: &str, rows: &[&str]) -> String {
    let pin = if revision.is_empty() { String::new() } else { format!("source_commit: {revision}\n") };
    format!("---\ntitle: Errors\n{pin}---\n{HEAD}{}\n", rows.join("\n"))
}

/// The repository of the source with two revisions of the page, and their names.
fn source() -> (GitRepository, String, String) {
    let repository = GitRepository::new();
    repository.write("docs/errors.md", &page("", &FIRST));
    let first = repository.commit("first");
    repository.write("docs/errors.md", &page("", &SECOND));
    let second = repository.commit("second");
    (repository, first, second)
}

/// A folder with a site in `site` and a bare clone of the source in `source`.
fn site(repository: &GitRepository, pages: &[(&str, String)]) -> SiteFolder {
    let folder = SiteFolder::empty().with("site/hexapla.toml", CONFIG);
    let url = format!("file://{}", repository.path().display());
    git(folder.path(), &["clone", "--quiet", "--bare", &url, "source"]);
    pages.iter().fold(folder, |folder, (tag, text)| folder.with(&format!("site/content/{tag}/errors.md"), text))
}

fn read(folder: &SiteFolder) -> (Site, BaseRevisions) {
    let world = Disk::new(folder.path().join("site"));
    let options = configure(&world, &FilePath::new("hexapla.toml"), true).unwrap();
    let site = load(&world, &Embedded, &NoCache, options, &[]).unwrap_or_else(|failure| panic!("{failure:?}"));
    let source = RevisionSource {
        locale: &"en-US".parse().unwrap(),
        revisions: &*world.repository("../source").unwrap(),
        files: &|| None,
        folder: &FilePath::new("docs"),
        keys: PinKeys { revision: Some("source_commit"), hash: None },
        page_key: None,
    };
    let pins = base_revisions(&site.corpus, source, None);
    (site, pins)
}

/// The origins of a page's rows, `None` where they are not known.
fn origins(pins: &BaseRevisions, tag: &str, rows: usize) -> Vec<Option<u32>> {
    let locale: LocaleId = tag.parse().unwrap();
    (0..rows).map(|row| pins.rows.origin(&PageId::new("errors"), &locale, 0, row).map(|origin| origin.0)).collect()
}

#[test]
fn translations_of_two_revisions_come_out_exactly() {
    let (repository, first, second) = source();
    let mut now = SECOND;
    now[3] = "|ParseException|Salesforce|Send us the whole log.|";
    let pages = [
        ("en-US", page("", &now)),
        ("nl-NL", page(&first, &DUTCH_FIRST)),
        ("zh-TW", page(&second[..10], &CHINESE_SECOND)),
        ("ja-JP", page(&first, &DUTCH_FIRST)),
    ];
    let (site, pins) = read(&site(&repository, &pages));
    assert_eq!(origins(&pins, "nl-NL", 4), [0, 1, 2, 3].map(Some));
    assert_eq!(origins(&pins, "ja-JP", 4), [0, 1, 2, 3].map(Some));
    assert_eq!(origins(&pins, "zh-TW", 5), [3, 4, 1, 5, 0].map(Some));
    assert_eq!(origins(&pins, "en-US", 5), [3, 4, 1, 5, 0].map(Some));
    assert_eq!((site.unresolved_revisions.len(), pins.diagnostics.len()), (0, 0));
}

#[test]
fn the_source_may_be_known_by_its_history_alone() {
    let (repository, first, second) = source();
    let pages = [("nl-NL", page(&first, &DUTCH_FIRST)), ("zh-TW", page(&second, &CHINESE_SECOND))];
    for config in [CONFIG.to_owned(), CONFIG.replace("source_locale = 'en-US'\n", "")] {
        let folder = site(&repository, &pages).with("site/hexapla.toml", config);
        let (site, pins) = read(&folder);
        assert_eq!(origins(&pins, "zh-TW", 5), [3, 4, 1, 5, 0].map(Some));
        assert_eq!((site.corpus.source_locale, pins.diagnostics.len()), (None, 0));
        let run = folder.run(&["build", "--root", "site", "--quiet"]);
        assert_eq!(run.code, 0, "{run:?}");
    }
}

#[test]
fn a_difference_in_rows_is_reported_and_the_rest_is_kept() {
    let (repository, first, _) = source();
    let pages = [("en-US", page("", &FIRST)), ("nl-NL", page(&first, &DUTCH_FIRST[..3]))];
    let folder = site(&repository, &pages);
    assert_eq!(origins(&read(&folder).1, "nl-NL", 3), [Some(0), Some(1), Some(2)]);
    let run = folder.run(&["check", "--root", "site", "--format", "concise", "--quiet"]);
    let told = run.stdout.lines().find(|line| line.contains("row-count-differs")).unwrap_or_else(|| panic!("{run:?}"));
    let message = format!("the table has 3 rows, its source at revision `{}` has 4", &first[..8]);
    assert!(told.contains("nl-NL/errors.md:5:2: info") && told.contains(&message), "{told}");
}

#[test]
fn a_revision_that_is_not_there_leaves_the_page_to_its_text() {
    let (repository, first, _) = source();
    let unknown = "0123456789012345678901234567890123456789";
    let pages = [
        ("en-US", page("", &FIRST)),
        ("nl-NL", page(unknown, &DUTCH_FIRST)),
        ("zh-TW", page("HEAD~1", &DUTCH_FIRST)),
        ("ja-JP", page(&first, &DUTCH_FIRST)),
    ];
    let folder = site(&repository, &pages);
    let (site, pins) = read(&folder);
    assert_eq!(site.unresolved_revisions, pins.unresolved);
    let unresolved: Vec<(&str, &str)> =
        site.unresolved_revisions.iter().map(|pin| (pin.locale.as_str(), pin.revision.as_str())).collect();
    assert_eq!(unresolved, [("nl-NL", unknown), ("zh-TW", "HEAD~1")]);
    assert_eq!((origins(&pins, "nl-NL", 1), origins(&pins, "ja-JP", 1)), (vec![None], vec![Some(0)]));
    let run = folder.run(&["check", "--root", "site", "--format", "concise", "--quiet"]);
    let told: Vec<&str> = run.stdout.lines().filter(|line| line.contains("[unknown-source-revision]")).collect();
    assert_eq!(told.len(), 2, "{run:?}");
    assert!(told[0].starts_with("site/content/nl-NL/errors.md:3:1") && told[0].contains(unknown), "{told:?}");
    assert!(told[1].starts_with("site/content/zh-TW/errors.md:3:1") && told[1].contains("HEAD~1"), "{told:?}");
    assert!(run.stderr.is_empty(), "{run:?}");
}

#[test]
fn a_partial_clone_needs_only_what_is_named() {
    let (repository, first, second) = source();
    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    let (_folder, partial) = clone(repository.path(), &["--bare", "--filter=blob:none"]);
    git(&partial, &["cat-file", "blob", &format!("{first}:docs/errors.md")]);
    let pages = [("nl-NL", page(&first, &DUTCH_FIRST)), ("zh-TW", page(&second, &CHINESE_SECOND))];
    let folder = site(&repository, &pages);
    std::fs::remove_dir_all(folder.path().join("source")).unwrap();
    std::os::unix::fs::symlink(&partial, folder.path().join("source")).unwrap();
    let (site, pins) = read(&folder);
    assert_eq!(origins(&pins, "nl-NL", 4), [0, 1, 2, 3].map(Some));
    let reasons: Vec<&RevisionProblem> = site.unresolved_revisions.iter().map(|pin| &pin.reason).collect();
    assert!(matches!(reasons[..], [RevisionProblem::Unreadable(_)]), "{reasons:?}");
}

#[test]
fn a_repository_that_cannot_be_opened_answers_2_and_names_the_key() {
    let (repository, first, _) = source();
    let folder = site(&repository, &[("en-US", page("", &FIRST)), ("nl-NL", page(&first, &DUTCH_FIRST))]);
    let without = |config: &str| CONFIG.replace("'../source'", config);
    for config in [
        without("'../weg'"),
        without("'content'"),
        "[history]\nrevision_key = 'source_commit'\n".to_owned() + "[content]\nsource_locale = 'en-US'\n",
    ] {
        std::fs::write(folder.path().join("site/hexapla.toml"), config).unwrap();
        for command in ["check", "build", "model"] {
            let run = folder.run(&[command, "--root", "site"]);
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
            assert!(run.stderr.contains("`history.locales.en-US`") && run.stderr.contains("help:"), "{}", run.stderr);
        }
    }
}

#[test]
fn a_site_in_its_own_repository_needs_no_more_than_the_key() {
    let folder = SiteFolder::empty()
        .with("site/hexapla.toml", "[content]\nsource_locale = 'en-US'\n[history]\nrevision_key = 'source_commit'\n")
        .with("site/content/en-us/errors.md", page("", &FIRST));
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    let commit = |message: &str| {
        git(folder.path(), &["add", "--all"]);
        git(folder.path(), &["commit", "--quiet", "--message", message]);
        git(folder.path(), &["rev-parse", "HEAD"])
    };
    let first = commit("first");
    let write = |path: &str, text: String| write(folder.path().join(path), &text);
    write("site/content/nl-NL/errors.md", page(&first, &DUTCH_FIRST[..3]));
    commit("a translation that lacks a row");
    write("site/content/zh-TW/errors.md", page(&first, &CHINESE_SECOND));
    let all = folder.run(&["check", "--root", "site", "--format", "concise", "--quiet"]);
    assert_eq!(all.stdout.matches("row-count-differs").count(), 2, "{all:?}");
    let since = folder.run(&["check", "--root", "site", "--since", "HEAD", "--format", "concise", "--quiet"]);
    let told: Vec<&str> = since.stdout.lines().filter(|line| line.contains("row-count-differs")).collect();
    assert!(matches!(told[..], [line] if line.contains("zh-TW")), "what the base said already is not said: {since:?}");
}
