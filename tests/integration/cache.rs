//! What a run finds is kept for the next one, and nothing but time depends on it.

use std::path::{Path, PathBuf};

use hexapla::cache::digest;

use crate::fixtures::git_repository::{GitRepository, git, write};
use crate::fixtures::program::program;

const EN: &str = "content/en-US/errors.md";
const NL: &str = "content/nl-NL/errors.md";

/// A page in two languages, of which the source was edited after it was translated.
fn site() -> GitRepository {
    let site = GitRepository::new();
    site.write("hexapla.toml", "[content]\nsource_locale = 'en-US'\n");
    site.write(EN, "# Errors\n\nWait 10 minutes before you try again, and then call the helpdesk.\n");
    site.write(NL, "# Fouten\n\nWacht 10 minuten voordat je het opnieuw probeert, en bel dan de helpdesk.\n");
    site.write("content/zh-TW/errors.md", "# 錯誤\n\n請等候 10 分鐘後再試一次，然後致電技術支援中心。\n");
    site.commit_at("translated", "2026-01-01T12:00:00Z");
    edit_source(&site, "10 minutes", "20 minutes");
    site.commit_at("edited", "2026-02-01T12:00:00Z");
    site
}

fn edit_source(site: &GitRepository, old: &str, new: &str) {
    let text = std::fs::read_to_string(site.path().join(EN)).unwrap();
    assert!(text.contains(old));
    site.write(EN, &text.replace(old, new));
}

/// What `status` says of Dutch: fresh and stale units.
#[track_caller]
fn dutch(site: &Path, cache: &[&str]) -> (u64, u64) {
    let output = program(site, &[&["status", "--format", "json"], cache].concat()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let status: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let locales = status["locales"].as_array().unwrap();
    let units = &locales.iter().find(|line| line["locale"] == "nl-NL").unwrap()["states"]["units"];
    (units["fresh"].as_u64().unwrap(), units["stale"].as_u64().unwrap())
}

/// The same, as whoever keeps something in `.cache` says it, and whoever keeps nothing.
#[track_caller]
fn both(site: &Path) -> (u64, u64) {
    let kept = dutch(site, &["--cache-dir", ".cache"]);
    assert_eq!(kept, dutch(site, &["--no-cache"]));
    kept
}

/// The file of this name in the cache of the one site that is in there.
fn cached(folder: &Path, name: &str) -> PathBuf {
    let sites = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files = sites.map(|site| site.join(name)).filter(|file| file.is_file());
    let found = files.next().unwrap_or_else(|| panic!("no {name} in {}", folder.display()));
    assert_eq!(files.next(), None);
    found
}

/// Replaces a part of what is kept in a file, and the digest of it where the file is to look whole.
fn replace(file: &Path, old: &str, new: &str, is_whole: bool) {
    let text = std::fs::read_to_string(file).unwrap();
    let (header, rest) = text.split_once('\n').unwrap();
    let changed = rest.replace(old, new);
    assert_ne!(changed, rest);
    let header =
        if is_whole { header.replace(&digest(rest.as_bytes()), &digest(changed.as_bytes())) } else { header.into() };
    std::fs::write(file, format!("{header}\n{changed}")).unwrap();
}

#[test]
fn whatever_changes_a_result_is_found_anew() {
    let site = site();
    let root = site.path();
    assert_eq!(both(root), (1, 1));
    assert_eq!(both(root), (1, 1));
    edit_source(&site, "# Errors", "# Messages");
    assert_eq!(both(root), (0, 2));
    site.git(&["checkout", "--quiet", "--", EN]);
    assert_eq!(both(root), (1, 1));
    // Only the head moves, to a commit that brought both languages as they are: what is on disk stays as it was.
    let edited = site.git(&["rev-parse", "HEAD"]);
    let import = site.git(&["commit-tree", "-m", "import", "HEAD^{tree}"]);
    site.git(&["update-ref", "HEAD", &import]);
    assert_eq!(both(root), (2, 0));
    site.git(&["update-ref", "HEAD", &edited]);
    assert_eq!(both(root), (1, 1));
    site.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    assert_eq!(both(root), (2, 0));
}

#[test]
fn a_lock_a_setting_and_a_new_page_are_seen() {
    let site = site();
    let root = site.path();
    assert_eq!(both(root), (1, 1));
    let accepted = program(root, &["accept", "--all"]).output().unwrap();
    assert!(accepted.status.success(), "{accepted:?}");
    assert_eq!(both(root), (2, 0));
    std::fs::remove_file(root.join("hexapla.lock")).unwrap();
    assert_eq!(both(root), (1, 1));
    let edit = site.git(&["rev-parse", "HEAD"]);
    site.write("hexapla.toml", "[content]\nsource_locale = 'zh-TW'\n");
    assert_eq!(both(root), (2, 0));
    site.write("hexapla.toml", &format!("[content]\nsource_locale = 'en-US'\n\n[history]\nignore = ['{edit}']\n"));
    assert_eq!(both(root), (1, 1));
    site.write("content/en-US/more.md", "# More\n");
    site.write("content/nl-NL/more.md", "# Meer\n");
    assert_eq!(both(root).1, 1);
}

#[test]
fn a_result_is_taken_from_the_cache_as_long_as_it_is_whole() {
    let site = site();
    let kept = ["--cache-dir", ".cache"];
    assert_eq!(dutch(site.path(), &kept), (1, 1));
    let file = cached(&site.path().join(".cache"), "status.cache");
    replace(&file, "\"stale\":1", "\"stale\":7", true);
    assert_eq!(dutch(site.path(), &kept), (1, 7));
    assert_eq!(dutch(site.path(), &["--no-cache"]), (1, 1));
    // Cut off, or changed by whoever does not know how.
    replace(&file, "\"stale\":7", "\"stale\":8", false);
    assert_eq!(dutch(site.path(), &kept), (1, 1));
    std::fs::write(&file, "\u{0}").unwrap();
    assert_eq!(dutch(site.path(), &kept), (1, 1));
}

#[test]
fn what_a_translation_knows_is_taken_from_the_cache_by_every_command() {
    let site = site();
    let kept = ["--cache-dir", ".cache"];
    let stale = |arguments: &[&str]| {
        let check = ["check", "--format", "concise"];
        let output = program(site.path(), &[&check, arguments].concat()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().filter(|line| line.contains("stale-")).count()
    };
    let found = stale(&kept);
    assert!(found > 0);
    let file = cached(&site.path().join(".cache"), "known-sources.cache");
    let text = std::fs::read_to_string(&file).unwrap();
    let verdicts = text.split_once('\n').unwrap().1;
    let all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(verdicts).unwrap();
    assert_eq!(all.len(), 2);
    for verdict in all.values() {
        replace(&file, &verdict.to_string(), "\"Current\"", true);
        if !std::fs::read_to_string(&file).unwrap().contains("Older") {
            break;
        }
    }
    assert_eq!((stale(&kept), stale(&["--no-cache"])), (0, found));
    // A page that changed is found anew.
    edit_source(&site, "helpdesk", "help desk of your school");
    assert_eq!(stale(&kept), stale(&["--no-cache"]));
}

#[test]
fn a_content_that_is_absent_is_looked_for_again() {
    let site = site();
    let root = site.path();
    let blob = site.git(&["rev-parse", &format!("HEAD~1:{EN}")]);
    let object = root.join(".git/objects").join(&blob[..2]).join(&blob[2..]);
    let away = root.join("elders");
    std::fs::rename(&object, &away).unwrap();
    let kept = ["--cache-dir", ".git/cache"];
    assert_ne!(dutch(root, &kept), (1, 1));
    std::fs::rename(&away, &object).unwrap();
    assert_eq!(dutch(root, &kept), (1, 1));
}

#[test]
fn a_cache_that_git_tracks_is_not_used() {
    let site = site();
    let kept = ["--cache-dir", ".cache"];
    assert_eq!(dutch(site.path(), &kept), (1, 1));
    assert_eq!(site.git(&["status", "--short"]), "", "it keeps itself out of Git");
    replace(&cached(&site.path().join(".cache"), "status.cache"), "\"stale\":1", "\"stale\":7", true);
    site.git(&["add", "--force", ".cache"]);
    let output = program(site.path(), &["status", "--cache-dir", ".cache"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("note: no cache is used: ") && said.contains("Git tracks files in"), "{said}");
    assert_eq!(dutch(site.path(), &kept), (1, 1));
    // Nor is the top of a work tree, where its mark and its files may be tracked.
    let root = site.path();
    std::fs::copy(root.join(".cache/CACHEDIR.TAG"), root.join("CACHEDIR.TAG")).unwrap();
    let output = program(root, &["status", "--cache-dir", "."]).output().unwrap();
    assert!(String::from_utf8(output.stderr).unwrap().contains("no cache is used"));
    // A link may lead anywhere.
    git(site.path(), &["rm", "-r", "--quiet", "--cached", ".cache"]);
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::rename(site.path().join(".cache"), elsewhere.path().join("c")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("c"), site.path().join(".cache")).unwrap();
    assert_eq!(dutch(site.path(), &kept), (1, 1));
}

#[test]
fn a_cache_that_cannot_be_kept_is_no_error() {
    let site = site();
    site.write("bestand", "檔案");
    site.write("map/van-een-ander.txt", "檔案");
    for folder in ["bestand/cache", "map", "content/en-US/cache"] {
        let output = program(site.path(), &["status", "--cache-dir", folder]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && said.starts_with("note: no cache is used: "), "{folder}: {said}");
    }
    let names = std::fs::read_dir(site.path().join("map")).unwrap().count();
    assert_eq!((names, site.path().join("content/en-US/cache").exists()), (1, false));
}

#[test]
fn a_cache_in_the_repository_of_another_language_is_held_to_the_same() {
    let room = GitRepository::new();
    room.write("vertaling/nl/fouten.md", "# Fouten\n");
    room.write(
        "vertaling/cache/CACHEDIR.TAG",
        "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of Hexapla.\n",
    );
    room.commit("begin");
    let site = tempfile::tempdir().unwrap();
    let other = room.path().join("vertaling");
    let config = format!("[content.locales]\nnl-NL = '{}'\n", relative(site.path(), &other.join("nl")));
    write(site.path().join("hexapla.toml"), &config);
    write(site.path().join("content/zh-TW/fouten.md"), "# 錯誤\n");
    let output =
        program(site.path(), &["status", "--cache-dir", other.join("cache").to_str().unwrap()]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("Git tracks files in"), "{said}");
}

/// A path as seen from a folder, by way of the root of the file system.
fn relative(from: &Path, to: &Path) -> String {
    let up = from.canonicalize().unwrap().components().skip(1).map(|_| "..").collect::<Vec<_>>().join("/");
    format!("{up}{}", to.canonicalize().unwrap().display())
}

#[test]
fn contents_of_a_repository_that_this_one_borrows_from_are_looked_for_again() {
    let site = site();
    let room = tempfile::tempdir().unwrap();
    git(room.path(), &["clone", "--quiet", "--shared", site.path().to_str().unwrap(), "kloon"]);
    let clone = room.path().join("kloon");
    let blob = site.git(&["rev-parse", &format!("HEAD~1:{EN}")]);
    let object = site.path().join(".git/objects").join(&blob[..2]).join(&blob[2..]);
    let away = site.path().join("elders");
    std::fs::rename(&object, &away).unwrap();
    let kept = ["--cache-dir", ".git/cache"];
    assert_ne!(dutch(&clone, &kept), (1, 1));
    std::fs::rename(&away, &object).unwrap();
    assert_eq!(dutch(&clone, &kept), (1, 1));
}

#[test]
fn a_content_that_is_replaced_by_another_is_not_what_it_was() {
    let site = site();
    let root = site.path();
    assert_eq!(both(root), (1, 1));
    let [old, new] = ["HEAD~1", "HEAD"].map(|revision| site.git(&["rev-parse", &format!("{revision}:{EN}")]));
    site.git(&["replace", &old, &new]);
    assert_eq!(both(root), (2, 0));
}

#[test]
fn without_another_folder_it_is_in_that_of_the_users_caches() {
    let (site, user) = (site(), tempfile::tempdir().unwrap());
    let output = program(site.path(), &["status"]).env("XDG_CACHE_HOME", user.path()).output().unwrap();
    assert!(output.status.success());
    let folder = user.path().join("hexapla");
    assert!(cached(&folder, "status.cache").is_file() && cached(&folder, "known-sources.cache").is_file());
    assert!(
        std::fs::read_to_string(folder.join("CACHEDIR.TAG"))
            .unwrap()
            .starts_with("Signature: 8a477f597d28d172789f06886806bc55")
    );
}
