//! One file at many revisions of one repository, whatever kind of repository it is and whatever it lacks.

use std::path::Path;

use hexapla::read::{Disk, GitRevisions, GitTree, ReadError, Revision, RevisionError, Revisions, World};
use hexapla::text::FilePath;

use crate::fixtures::git_repository::{GitRepository, clone, git};

const PAGE: &str = "docs/nl-NL/foutmeldingen.md";

/// A page with three versions; answers with their commits, oldest first.
fn three_versions() -> (GitRepository, Vec<String>) {
    let repository = GitRepository::new();
    let version = |text: &str| {
        repository.write(PAGE, text);
        repository.commit(text)
    };
    let commits = ["# Fouten\n", "# Fouten\r\n", "# 錯誤\n"].map(version);
    (repository, commits.into())
}

fn open(site: &Path, location: &str) -> GitRevisions {
    GitRevisions::open(site, location).unwrap_or_else(|error| panic!("{error}"))
}

fn read(revisions: &dyn Revisions, name: &str, path: &str) -> Result<Option<String>, ReadError> {
    let revision = revisions.resolve(name).unwrap_or_else(|error| panic!("{error}"));
    let bytes = revisions.read(&revision, &FilePath::new(path))?;
    Ok(bytes.map(|bytes| String::from_utf8(bytes).unwrap()))
}

#[test]
fn the_versions_of_a_file_come_youngest_first_and_with_the_commit_that_brought_them_to_the_branch() {
    let (repository, mut commits) = three_versions();
    repository.git(&["checkout", "--quiet", "-b", "zijtak"]);
    for text in ["# 錯誤訊息\n", "# 錯誤訊息一覽\n"] {
        repository.write(PAGE, text);
        repository.commit(text);
    }
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("docs/nl-NL/anders.md", "x");
    repository.commit("another file");
    repository.git(&["merge", "--quiet", "--no-ff", "--message", "merge", "zijtak"]);
    let merge = repository.git(&["rev-parse", "HEAD"]);
    let revisions = open(repository.path(), ".");
    let history = revisions.file_history(&revisions.head().unwrap(), &|name| name.ends_with(".md")).unwrap();
    let versions = history.versions_of(&FilePath::new(PAGE));
    let texts = versions.iter().map(|(commit, content)| {
        let text = revisions.read_content(*content, &FilePath::new(PAGE)).unwrap();
        (history.commits[*commit].revision().commit, String::from_utf8(text).unwrap())
    });
    let merge = merge.trim().to_owned();
    commits.extend([merge.clone(), merge]);
    let all = ["# Fouten\n", "# Fouten\r\n", "# 錯誤\n", "# 錯誤訊息\n", "# 錯誤訊息一覽\n"].map(str::to_owned);
    let youngest_first: Vec<(String, String)> = commits.into_iter().zip(all).rev().collect();
    assert_eq!(texts.collect::<Vec<_>>(), youngest_first);
}

#[test]
fn a_name_with_more_digits_than_an_id_leads_nowhere_in_a_pack_either() {
    let (repository, _) = three_versions();
    repository.git(&["repack", "--quiet", "-a", "-d"]);
    let revisions = open(repository.path(), ".");
    for name in ["0".repeat(41), "a".repeat(64), format!("v1-2-g{}", "b".repeat(64))] {
        assert!(matches!(revisions.resolve(&name), Err(RevisionError::Unknown { .. })), "{name}");
    }
}

#[test]
fn a_file_is_read_as_it_was_at_each_revision() {
    let (repository, commits) = three_versions();
    let revisions = open(repository.path(), ".");
    for (commit, text) in commits.iter().zip(["# Fouten\n", "# Fouten\r\n", "# 錯誤\n"]) {
        assert_eq!(read(&revisions, commit, PAGE), Ok(Some(text.to_owned())));
    }
    assert_eq!(read(&revisions, &commits[0][..8], "docs/zh-TW/無.md"), Ok(None));
    assert_eq!(read(&revisions, "main", "weg/foutmeldingen.md"), Ok(None));
    assert_eq!(read(&revisions, "main", "docs/nl-NL").unwrap_err().reason, "it is a folder");
    assert_eq!(read(&revisions, "main", "../weg.md").unwrap_err().reason, "it is outside the Git repository");
}

#[test]
fn a_repository_is_found_as_seen_from_the_site() {
    let (repository, _) = three_versions();
    repository.write("site/hexapla.toml", "");
    let site = repository.path().join("site");
    let (_folder, bare) = clone(repository.path(), &["--bare"]);
    let elsewhere = tempfile::tempdir().unwrap();
    let second = elsewhere.path().join("second");
    repository.git(&["worktree", "add", "--quiet", "-b", "second", &second.display().to_string()]);
    for location in [".", "./", "..", &bare.display().to_string(), &second.display().to_string()] {
        assert_eq!(read(&open(&site, location), "main", PAGE), Ok(Some("# 錯誤\n".to_owned())), "{location}");
    }
    let around = GitRevisions::around(&repository.path().join("docs"), &FilePath::new("nl-NL")).unwrap();
    assert_eq!(read(&around, "main", "foutmeldingen.md"), Ok(Some("# 錯誤\n".to_owned())));
    let beside = GitRevisions::around(&site, &FilePath::new("../docs/nl-NL")).unwrap();
    assert_eq!(read(&beside, "main", "foutmeldingen.md"), Ok(Some("# 錯誤\n".to_owned())));
    assert!(GitRevisions::open(&site, "../weg").is_err());
    assert!(GitRevisions::open(elsewhere.path(), ".").is_err());
}

#[test]
fn every_world_on_disk_leads_to_the_same_history() {
    let (repository, commits) = three_versions();
    let worlds: [&dyn World; 2] =
        [&Disk::new(repository.path()), &GitTree::open(repository.path(), &commits[0]).unwrap()];
    for world in worlds {
        assert_eq!(read(&*world.repository(".").unwrap(), &commits[2], PAGE), Ok(Some("# 錯誤\n".to_owned())));
        let around = world.repository_around(&FilePath::new("docs/nl-NL")).unwrap();
        assert_eq!(read(&*around, &commits[1], "foutmeldingen.md"), Ok(Some("# Fouten\r\n".to_owned())));
    }
}

#[test]
fn only_names_lead_to_a_revision_and_no_expressions() {
    let (repository, commits) = three_versions();
    repository.git(&["tag", "--annotate", "v1.0", "--message", "one", &commits[0]]);
    let revisions = open(repository.path(), ".");
    for name in ["v1.0", &commits[0], &commits[0][..7], &commits[0].to_uppercase()] {
        assert_eq!(revisions.resolve(name).map(|revision| revision.commit).as_ref(), Ok(&commits[0]), "{name}");
    }
    for name in ["", "HEAD~1", ":/Fouten", "main^{tree}", "@{1}", "--all", "v1.0..main", &commits[0][..5], "20170630"] {
        assert!(matches!(revisions.resolve(name), Err(RevisionError::Unknown { .. })), "{name}");
    }
}

#[test]
fn revisions_are_in_the_order_of_time_and_of_descent_where_the_clock_stood_still() {
    let repository = GitRepository::new();
    let mut commits = vec![repository.commit_at("eerst", "2017-01-01T00:00:00Z")];
    commits.extend((0..6).map(|number| repository.commit_at(&number.to_string(), "2017-02-01T00:00:00Z")));
    commits.push(repository.commit_at("laatst", "2017-03-01T00:00:00Z"));
    let revisions = open(repository.path(), ".");
    let resolve = |commit: &String| revisions.resolve(commit).unwrap();
    for step in [1, 3] {
        let chosen: Vec<&String> = commits.iter().step_by(step).collect();
        let shuffled: Vec<Revision> = chosen.iter().rev().chain(&chosen).copied().map(resolve).collect();
        let sorted = revisions.oldest_first(shuffled);
        assert_eq!(sorted.iter().map(|revision| &revision.commit).collect::<Vec<_>>(), chosen);
    }
}

#[test]
fn what_a_clone_lacks_is_an_error_of_whoever_asks_for_it() {
    let (repository, commits) = three_versions();
    let (_shallow, path) = clone(repository.path(), &["--depth=1"]);
    let shallow = open(&path, ".");
    assert!(matches!(shallow.resolve(&commits[0]), Err(RevisionError::Shallow { .. })));
    assert_eq!(read(&shallow, &commits[2], PAGE), Ok(Some("# 錯誤\n".to_owned())));
    assert_eq!(shallow.oldest_first(vec![shallow.resolve("main").unwrap()]).len(), 1);

    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    for filter in ["--filter=blob:none", "--filter=tree:0"] {
        let (_partial, path) = clone(repository.path(), &["--bare", filter]);
        let partial = open(&path, ".");
        let error = read(&partial, &commits[0], PAGE).unwrap_err();
        assert!(error.reason.contains("`git fetch --refetch --no-filter`") && !error.missing, "{filter}: {error}");
    }
    let (_partial, path) = clone(repository.path(), &["--bare", "--filter=blob:none"]);
    git(&path, &["cat-file", "blob", &format!("{}:{PAGE}", commits[1])]);
    assert_eq!(read(&open(&path, "."), &commits[1], PAGE), Ok(Some("# Fouten\r\n".to_owned())));
}
