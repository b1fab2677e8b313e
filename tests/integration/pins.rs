//! Pins that sites write into their translations, understood without any configuration.

use hexapla::history::{Holds, KNOWN_KEYS};

use crate::fixtures::git_repository::{GitRepository, clone, git, write};
use crate::fixtures::site_folder::{Run, SiteFolder};

const CONFIG: &str = "[content]\nsource_locale = 'en-US'\n";
const SOURCE: &str = "content/en-US/errors.md";
const DUTCH: &str = "content/nl-NL/errors.md";
const CHINESE: &str = "content/zh-TW/errors.md";

const OLD: &str = "---\ntitle: Errors\n---\n|Error|What to do|\n|---|---|\n|Failure: 401|Make a new token.|\n";
const NEW: &str =
    "---\ntitle: Errors\n---\n|Error|What to do|\n|---|---|\n|Failure: 401|Ask an administrator for help.|\n";

/// Hashes of the old source, as `sha1sum`, `sha256sum` and `md5sum` give them.
const SHA1: &str = "09027101f9e90887bf6db065b5319b6e797528f8";
const SHA256: &str = "29bab4894f93100eac1596439853ee11e5588ee1a0c7ff808e97c9b1b91153e2";
const MD5: &str = "a257c40aed164d311efebf9dc5885713";
/// That of the file with the line ends of Windows.
const SHA1_CRLF: &str = "306b317b327728183357995c8b492746683e7da8";

/// Those of the new source.
const NEW_SHA1: &str = "546192ce5a970c48ae04004efc39d9a621a6e120";
const NEW_SHA256: &str = "cfac4919907e618ba928d0c4ebc18b52e9b448f2694fb3af7b1ce30ab3c2ba88";
const NEW_MD5: &str = "de171a71747f208c8590d36cadeb3f32";
const NEW_SHA1_CRLF: &str = "a235ff693b247517d1b0904d821316bbce65afc3";

fn dutch(pin: &str) -> String {
    format!("---\ntitle: Fouten\n{pin}---\n|Fout|Wat te doen|\n|---|---|\n|Failure: 401|Maak een nieuw token.|\n")
}

fn chinese(pin: &str) -> String {
    format!("---\ntitle: 錯誤\n{pin}---\n|錯誤|處理方式|\n|---|---|\n|Failure: 401|請建立新的權杖。|\n")
}

/// A key with its value, below another one where the key has a dot and `is_nested`.
fn pin(key: &str, value: &str, is_nested: bool) -> String {
    match key.split_once('.').filter(|_| is_nested) {
        Some((above, key)) => format!("{above}:\n  other: 1\n  {key}: {value}\n"),
        None => format!("{key}: {value}\n"),
    }
}

/// A site in a repository of its own, with the old source committed; the commit and the blob of that.
fn committed() -> (SiteFolder, String, String) {
    let folder = SiteFolder::empty().with("hexapla.toml", CONFIG).with(SOURCE, OLD);
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    let old = commit(&folder);
    let blob = git(folder.path(), &["rev-parse", &format!("HEAD:{SOURCE}")]);
    (folder, old, blob)
}

/// A site whose source was edited once, with the commit and the blob of before.
fn edited() -> (SiteFolder, String, String) {
    let (folder, old, blob) = committed();
    let folder = folder.with(SOURCE, NEW);
    commit(&folder);
    (folder, old, blob)
}

fn commit(folder: &SiteFolder) -> String {
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--allow-empty", "--message", "x"]);
    git(folder.path(), &["rev-parse", "HEAD"])
}

fn check(folder: &SiteFolder) -> Run {
    let run = folder.run(&["check", "--format", "concise", "--quiet"]);
    assert!(run.code < 2 && run.stderr.is_empty(), "{run:?}");
    run
}

/// What `check` says of rows and pins.
fn staleness(folder: &SiteFolder) -> Vec<String> {
    let run = check(folder);
    let rules = ["[stale-row]", "[unknown-source-revision]", "[source-hash-mismatch]"];
    let found = run.stdout.lines().filter(|line| rules.iter().any(|rule| line.contains(rule)));
    found.map(str::to_owned).collect()
}

/// The locales whose one row is stale. Fails where anything else is said of pins.
fn stale(folder: &SiteFolder) -> Vec<&'static str> {
    let found = staleness(folder);
    assert!(found.iter().all(|line| line.contains("[stale-row]")), "{found:?}");
    ["nl-NL", "zh-TW"].into_iter().filter(|tag| found.iter().any(|line| line.contains(tag))).collect()
}

#[test]
fn each_known_key_is_understood_flat_and_nested() {
    let (folder, old, blob) = edited();
    let new = git(folder.path(), &["rev-parse", "HEAD"]);
    let new_blob = git(folder.path(), &["rev-parse", &format!("HEAD:{SOURCE}")]);
    let mut folder = folder;
    // Git's packs are asked in another way than single objects.
    git(folder.path(), &["repack", "--quiet", "-a", "-d"]);
    for known in KNOWN_KEYS {
        let values: &[&str] = match known.holds {
            Holds::Commit => &[&old, &old[..8]],
            Holds::Blob => &[&blob, &blob[..12]],
            Holds::Digest => &[SHA1, SHA1_CRLF, SHA256, &SHA256[..16], MD5],
        };
        let current = if known.holds == Holds::Commit { &new } else { &new_blob };
        for value in values {
            for is_nested in [false, true] {
                folder = folder
                    .with(DUTCH, dutch(&pin(known.name, value, is_nested)))
                    .with(CHINESE, chinese(&pin(known.name, current, is_nested)));
                assert_eq!(stale(&folder), ["nl-NL"], "{}: {value}", known.name);
            }
        }
    }
}

#[test]
fn what_a_value_is_is_found_by_trying() {
    let (folder, old, blob) = edited();
    let quoted = format!("translation:\n  source_commit: \"{}\" # 原文\n", old.to_uppercase());
    let folder = folder.with(DUTCH, dutch(&format!("source_commit: {blob}\n"))).with(CHINESE, chinese(&quoted));
    assert_eq!(stale(&folder), ["nl-NL", "zh-TW"], "a blob where a commit is expected, and a commit in capitals");
    let folder = folder
        .with(DUTCH, dutch(&format!("i18n_source_sha: {old}\n")))
        .with(CHINESE, chinese(&format!("source_hash: sha256:{SHA256}\n")));
    assert_eq!(stale(&folder), ["nl-NL", "zh-TW"], "a commit where a blob is expected, and a hash with its name");
}

#[test]
fn pages_of_one_site_may_have_keys_of_their_own_and_the_configured_one_goes_first() {
    let (folder, old, blob) = edited();
    let new = git(folder.path(), &["rev-parse", "HEAD"]);
    let config = format!("{CONFIG}[history]\nrevision_key = 'bron'\n");
    let folder = folder
        .with("hexapla.toml", &config)
        .with(DUTCH, dutch(&format!("default_lang_commit: {old}\nbron: {new}\n")))
        .with(CHINESE, chinese(&format!("i18n_source_sha: {blob}\n")));
    assert_eq!(stale(&folder), ["zh-TW"]);
    let folder = folder.with(DUTCH, dutch(&format!("default_lang_commit: {new}\nbron: {old}\n")));
    assert_eq!(stale(&folder), ["nl-NL", "zh-TW"]);
}

#[test]
fn a_commit_that_a_squash_lost_is_found_again_by_the_hash_beside_it() {
    let (folder, _, _) = edited();
    let lost = "0123456789abcdef0123456789abcdef01234567";
    for (key, hash_key, hash) in [
        ("ms.sourcegitcommit", "ms.openlocfilehash", SHA1),
        ("source_commit", "source_sha256", SHA256),
        ("source_commit", "vingerafdruk", MD5),
    ] {
        let config = format!("{CONFIG}[history]\nhash_key = 'vingerafdruk'\n");
        write(folder.path().join("hexapla.toml"), &config);
        write(folder.path().join(DUTCH), &dutch(&format!("{key}: {lost}\n{hash_key}: {hash}\n")));
        assert_eq!(stale(&folder), ["nl-NL"], "{hash_key}");
    }
    let config = format!("{CONFIG}[history]\nrevision_key = 'bron'\nhash_key = 'vingerafdruk'\n");
    let folder =
        folder.with("hexapla.toml", &config).with(DUTCH, dutch(&format!("bron: {lost}\nvingerafdruk: {SHA1_CRLF}\n")));
    assert_eq!(stale(&folder), ["nl-NL"]);
    let folder = folder.with(DUTCH, dutch(&format!("bron: {lost}\n")));
    let found = staleness(&folder);
    assert!(matches!(&found[..], [line] if line.contains("[unknown-source-revision]")), "{found:?}");
}

#[test]
fn a_version_that_came_with_a_merge_is_found_by_its_hash() {
    let (folder, _, _) = committed();
    git(folder.path(), &["checkout", "--quiet", "-b", "zijtak"]);
    let folder = folder.with(SOURCE, NEW);
    commit(&folder);
    let blob = git(folder.path(), &["rev-parse", &format!("HEAD:{SOURCE}")]);
    git(folder.path(), &["checkout", "--quiet", "main"]);
    let folder = folder.with("content/en-US/other.md", "# Other\n");
    commit(&folder);
    git(folder.path(), &["merge", "--quiet", "--no-ff", "--message", "x", "zijtak"]);
    let folder = folder.with(SOURCE, NEW.replace("Ask an administrator for help.", "Wait for an hour."));
    commit(&folder);
    let folder = folder
        .with(DUTCH, dutch(&format!("i18n_source_sha: {blob}\n")))
        .with(CHINESE, chinese(&format!("source_sha256: {NEW_SHA256}\n")));
    assert_eq!(stale(&folder), ["nl-NL", "zh-TW"]);
    assert!(check(&folder).stdout.contains("1 commit and 0 days behind"), "what came after the merge counts");
}

#[test]
fn a_hash_of_another_revision_than_the_one_beside_it_is_reported() {
    let (folder, old, _) = edited();
    let new = git(folder.path(), &["rev-parse", "HEAD"]);
    let pins = |commit: &str| format!("ms.sourcegitcommit: {commit}\nms.openlocfilehash: {SHA1}\n");
    let folder = folder.with(DUTCH, dutch(&pins(&old))).with(CHINESE, chinese(&pins(&new)));
    let found = staleness(&folder);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("nl-NL") && found[0].contains("[stale-row]"), "{found:?}");
    assert!(found[1].contains("zh-TW/errors.md:4:1") && found[1].contains("[source-hash-mismatch]"), "{found:?}");
    let alone = dutch(&format!("ms.openlocfilehash: {SHA1}\n"));
    assert_eq!(stale(&folder.with(DUTCH, alone).with(CHINESE, chinese(""))), ["nl-NL"]);
}

#[test]
fn a_key_that_is_only_known_and_explains_nothing_is_left_alone() {
    let (folder, old, _) = edited();
    let lost = "0123456789abcdef0123456789abcdef01234567";
    git(folder.path(), &["repack", "--quiet", "-a", "-d"]);
    let (long, described) = ("0".repeat(64), format!("v1-2-g{}", "0".repeat(64)));
    for value in [lost, "0123456", &long, &described, "main", "[1, 2]", "{a: b}", "''"] {
        for known in KNOWN_KEYS {
            write(folder.path().join(DUTCH), &dutch(&pin(known.name, value, false)));
            assert_eq!(staleness(&folder), [""; 0], "{}: {value}", known.name);
        }
    }
    // Where another page shows that the commits are of this repository, one that is not there is a slip.
    let folder = folder
        .with(DUTCH, dutch(&pin("l10n.sourceCommit", lost, true)))
        .with(CHINESE, chinese(&pin("l10n.sourceCommit", &old, true)));
    let found = staleness(&folder);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("nl-NL/errors.md:5:1") && found[0].contains("[unknown-source-revision]"), "{found:?}");
}

#[test]
fn pages_of_the_source_are_no_translations() {
    let (folder, old, _) = committed();
    let folder = folder.with(SOURCE, NEW.replace("title: Errors\n", &format!("title: Errors\nsource_commit: {old}\n")));
    commit(&folder);
    let folder = folder.with(DUTCH, dutch(""));
    assert_eq!(stale(&folder), [""; 0]);
}

#[test]
fn without_a_repository_or_its_history_nothing_fails() {
    let (folder, old, blob) = edited();
    let pins = [pin("default_lang_commit", &old, false), pin("i18n_source_sha", &blob, false)];
    let folder = folder.with(DUTCH, dutch(&pins[0])).with(CHINESE, chinese(&pins[1]));
    commit(&folder);
    assert_eq!(stale(&folder), ["nl-NL", "zh-TW"]);
    let (_around, shallow) = clone(folder.path(), &["--depth", "1"]);
    let empty = SiteFolder::empty();
    git(empty.path(), &["init", "--quiet"]);
    let without = SiteFolder::empty();
    for place in [empty.path(), without.path()] {
        for file in ["hexapla.toml", SOURCE, DUTCH, CHINESE] {
            write(place.join(file), &std::fs::read_to_string(folder.path().join(file)).unwrap());
        }
    }
    for place in [shallow.as_path(), empty.path(), without.path()] {
        let root = place.to_str().unwrap();
        let check = folder.run(&["check", "--root", root, "--format", "concise", "--quiet"]);
        assert_eq!(check.code, 0, "{check:?}");
        // Of a shallow clone it is said once that it is one.
        let is_cut = usize::from(place == shallow);
        assert_eq!(check.stdout.matches("unknown-source-revision").count(), is_cut, "{check:?}");
        assert!(!check.stdout.contains("stale-row"), "{check:?}");
        let build = folder.run(&["build", "--root", root, "--quiet"]);
        assert_eq!((build.code, build.stderr.as_str()), (0, ""), "{build:?}");
    }
}

#[test]
fn a_source_in_a_repository_beside_the_site_is_found_by_its_hash() {
    let repository = GitRepository::new();
    repository.write("docs/errors.md", OLD);
    repository.commit("old");
    repository.write("docs/errors.md", NEW);
    repository.commit("new");
    let config = format!("{CONFIG}[history.locales]\nen-US = {{ repository = 'source', path = 'docs' }}\n");
    let folder = SiteFolder::empty()
        .with("hexapla.toml", config)
        .with(DUTCH, dutch(&format!("source_sha256: {SHA256}\n")))
        .with(CHINESE, chinese(""));
    let url = format!("file://{}", repository.path().display());
    git(folder.path(), &["clone", "--quiet", "--bare", &url, "source"]);
    assert_eq!(stale(&folder), ["nl-NL"]);
}

fn accept(folder: &SiteFolder, more: &[&str]) -> Run {
    folder.run(&[&["accept", "--pin"], more].concat())
}

fn read(folder: &SiteFolder, path: &str) -> String {
    std::fs::read_to_string(folder.path().join(path)).unwrap()
}

#[test]
fn accept_writes_the_state_of_the_source_as_the_old_pin_was_written() {
    let (folder, old, blob) = edited();
    let new = git(folder.path(), &["rev-parse", "HEAD"]);
    let new_blob = git(folder.path(), &["rev-parse", &format!("HEAD:{SOURCE}")]);
    let other_commit = "0123456789abcdef0123456789abcdef01234567";
    let cases = [
        (
            format!("l10n:\n  sourceCommit: {old} # bron\n  x: 1\n"),
            format!("l10n:\n  sourceCommit: {new} # bron\n  x: 1\n"),
        ),
        (format!("default_lang_commit: '{}'\n", &old[..10]), format!("default_lang_commit: '{}'\n", &new[..10])),
        (
            format!("source_commit:   \"{}\"\n", old.to_uppercase()),
            format!("source_commit:   \"{}\"\n", new.to_uppercase()),
        ),
        (format!("source_commit: {other_commit}\n"), format!("source_commit: {new}\n")),
        (format!("i18n_source_sha: {blob}\n"), format!("i18n_source_sha: {new_blob}\n")),
        (
            format!("translation_source_commit: {}\n", &blob[..9]),
            format!("translation_source_commit: {}\n", &new_blob[..9]),
        ),
        (format!("source_hash: sha256:{}\n", &SHA256[..16]), format!("source_hash: sha256:{}\n", &NEW_SHA256[..16])),
        (format!("tmdTranslationSourceHash: '{MD5}'\n"), format!("tmdTranslationSourceHash: '{NEW_MD5}'\n")),
        (
            format!("ms.openlocfilehash: {SHA1}\nms.date: 01/02/2020\nms.sourcegitcommit: {old}\n"),
            format!("ms.openlocfilehash: {NEW_SHA1}\nms.date: 01/02/2020\nms.sourcegitcommit: {new}\n"),
        ),
        (format!("ms.openlocfilehash: {SHA1_CRLF}\n"), format!("ms.openlocfilehash: {NEW_SHA1_CRLF}\n")),
        (format!("source_sha256: {}\n", "9".repeat(64)), format!("source_sha256: {NEW_SHA256}\n")),
        (
            format!("source_revision: 1234567\nsource_commit: {old}\n"),
            format!("source_revision: 1234567\nsource_commit: {new}\n"),
        ),
    ];
    for (before, after) in cases {
        // The byte-order mark, line ends and words of the page stay.
        let bytes = |pin: &str| format!("\u{feff}{}", chinese(pin).replace('\n', "\r\n"));
        write(folder.path().join(CHINESE), &bytes(&before));
        let run = accept(&folder, &[]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
        assert!(run.stderr.contains(" in 1 file written"), "{run:?}");
        assert_eq!(read(&folder, CHINESE), bytes(&after));
        assert_eq!(stale(&folder), [""; 0], "{after}");
        let again = accept(&folder, &[]);
        assert!(again.stderr.contains("0 pins in 0 files written; 1 page current already"), "{again:?}");
    }
}

#[test]
fn after_accept_the_page_is_fresh_until_the_source_is_edited_again() {
    let (folder, old, blob) = edited();
    let folder = folder
        .with(DUTCH, dutch(&format!("default_lang_commit: {old}\n")))
        .with(CHINESE, chinese(&format!("i18n_source_sha: {blob}\n")));
    commit(&folder);
    assert_eq!(stale(&folder), ["nl-NL", "zh-TW"]);
    let before = check(&folder);
    assert!(before.stdout.contains("[stale-page] 2 translations are 1 commit"), "{before:?}");
    let run = accept(&folder, &["--locale", "nl-NL", "content/zh-TW"]);
    assert_eq!(run.code, 2, "nothing of that language is there: {run:?}");
    assert_eq!(accept(&folder, &["--dry-run"]).code, 0);
    assert_eq!(stale(&folder), ["nl-NL", "zh-TW"]);
    assert_eq!(accept(&folder, &["content/zh-TW", "content/nl-NL/errors.md"]).code, 0);
    commit(&folder);
    assert_eq!(stale(&folder), [""; 0]);
    let after = check(&folder);
    assert!(!after.stdout.contains("[stale-page]"), "{after:?}");
    let folder = folder.with(SOURCE, NEW.replace("for help", "for another token"));
    commit(&folder);
    assert_eq!(stale(&folder), ["nl-NL", "zh-TW"]);
    assert_eq!(accept(&folder, &["--locale", "nl-NL"]).code, 0);
    assert_eq!(stale(&folder), ["zh-TW"]);
    assert_eq!(accept(&folder, &["errors"]).code, 0);
    assert_eq!(stale(&folder), [""; 0]);
}

#[test]
fn a_source_that_is_not_committed_cannot_be_pinned_by_a_commit() {
    let (folder, old, _) = committed();
    let before = dutch(&format!("source_commit: {old}\n"));
    let folder =
        folder.with(SOURCE, NEW).with(DUTCH, &before).with(CHINESE, chinese(&format!("source_hash: {SHA256}\n")));
    let run = accept(&folder, &[]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains(&format!("`{SOURCE}` has changes")) && run.stderr.contains("`git commit`"), "{run:?}");
    assert_eq!(read(&folder, DUTCH), before, "nothing is written where not all can be");
    assert_eq!(accept(&folder, &["--locale", "zh-TW"]).code, 0, "a digest needs no commit");
    assert!(read(&folder, CHINESE).contains(NEW_SHA256));
    commit(&folder);
    assert_eq!(stale(&folder), ["nl-NL"]);
}

#[test]
fn what_cannot_be_pinned_is_said() {
    let folder = SiteFolder::empty().with("hexapla.toml", CONFIG).with(SOURCE, OLD).with(DUTCH, dutch(""));
    let run = accept(&folder, &[]);
    assert!(run.code == 2 && run.stderr.contains("no translation that is meant says what it was made from"), "{run:?}");
    let commit = dutch("default_lang_commit: 0123456789abcdef0123456789abcdef01234567\n");
    let run = accept(&folder.with(DUTCH, commit), &[]);
    assert!(run.code == 2 && run.stderr.contains("there is no Git repository around the source"), "{run:?}");
    let folder = SiteFolder::empty()
        .with("hexapla.toml", CONFIG)
        .with(SOURCE, NEW)
        .with(DUTCH, dutch(&format!("source_sha256: {SHA256}\n")))
        .with(CHINESE, chinese(&format!("source_sha256: >-\n  {SHA256}\n")));
    let run = accept(&folder, &[]);
    assert!(run.code == 0 && run.stderr.contains("`content/zh-TW/errors.md` is left alone"), "{run:?}");
    assert!(read(&folder, DUTCH).contains(NEW_SHA256));
}
