//! A Git revision is a world like any other, whatever kind of repository it is in.

use std::path::Path;

use hexapla::read::{Disk, GitTree, Memory, RevisionError, World, merge_base, resolve_revision};
use hexapla::text::FilePath;

use crate::fixtures::git_repository::{GitRepository, clone, git};

fn two_locales() -> GitRepository {
    let repository = GitRepository::new();
    repository.write("docs/content/nl-NL/foutmeldingen.md", "# Foutmeldingen\n");
    repository.write("docs/content/zh-TW/疑難排解.md", "# 疑難排解\r\n");
    repository.write("shared/notes.md", "# Notes\n");
    repository.commit("both locales");
    repository
}

fn paths(world: &impl World, folder: &str) -> Vec<String> {
    world.files(&FilePath::new(folder)).unwrap().iter().map(|path| path.to_string()).collect()
}

fn text(world: &impl World, path: &str) -> String {
    String::from_utf8(world.read(&FilePath::new(path)).unwrap()).unwrap()
}

fn reason(world: &impl World, path: &str) -> (String, bool) {
    let error = world.read(&FilePath::new(path)).unwrap_err();
    (error.reason, error.missing)
}

/// What a person reads: what is wrong, and the way out.
fn said(error: &RevisionError) -> String {
    format!("{error}; {}", error.help())
}

#[test]
fn a_revision_has_the_files_of_its_time_and_not_of_now() {
    let repository = two_locales();
    let site = repository.path().join("docs");
    repository.write("docs/content/nl-NL/foutmeldingen.md", "# Anders\n");
    repository.write("docs/content/nl-NL/nieuw.md", "# Nieuw\n");
    let world = GitTree::open(&site, "HEAD").unwrap();
    assert_eq!(paths(&world, "content"), ["content/nl-NL/foutmeldingen.md", "content/zh-TW/疑難排解.md"]);
    assert_eq!(text(&world, "content/nl-NL/foutmeldingen.md"), "# Foutmeldingen\n");
    assert_eq!(text(&world, "content/zh-TW/疑難排解.md"), "# 疑難排解\r\n");
    assert_eq!(world.commit(), repository.git(&["rev-parse", "HEAD"]));
}

#[test]
fn a_clean_checkout_and_its_revision_are_the_same_world() {
    let repository = two_locales();
    repository.write("docs/.hidden/secret.md", "x");
    repository.write("docs/content/.cache/x.md", "x");
    repository.write("docs/content/.note.md", "a dot file is listed, a dot folder is not");
    std::os::unix::fs::symlink("nl-NL/foutmeldingen.md", repository.path().join("docs/content/link.md")).unwrap();
    repository.commit("things that are not listed");
    let site = repository.path().join("docs");
    let (disk, tree) = (Disk::new(&site), GitTree::open(&site, "main").unwrap());
    for folder in ["", "content", "content/nl-NL", "content/.cache", "../shared", "..", "absent", "content/.note.md"] {
        assert_eq!(paths(&tree, folder), paths(&disk, folder), "{folder}");
    }
    for path in paths(&tree, "..") {
        assert_eq!(text(&tree, &path), text(&disk, &path), "{path}");
    }
}

#[test]
fn a_file_is_read_without_being_listed_first() {
    let repository = two_locales();
    let world = GitTree::open(&repository.path().join("docs"), "HEAD").unwrap();
    assert_eq!(text(&world, "../shared/notes.md"), "# Notes\n");
    assert_eq!(reason(&world, "content/zh-TW/無.md"), ("no such file in this revision".into(), true));
    assert_eq!(reason(&world, "content/zh-TW/疑難排解.md/x"), ("no such file in this revision".into(), true));
    assert_eq!(reason(&world, "content"), ("it is a folder".into(), false));
    assert_eq!(reason(&world, "../../elsewhere.md"), ("it is outside the Git repository".into(), false));
}

#[test]
fn links_and_submodules_are_not_there() {
    let (outer, inner) = (two_locales(), two_locales());
    outer.git(&["submodule", "--quiet", "add", &inner.path().display().to_string(), "docs/content/de-DE"]);
    std::os::unix::fs::symlink("/etc/passwd", outer.path().join("docs/content/link.md")).unwrap();
    outer.commit("a submodule and a link");
    let world = GitTree::open(&outer.path().join("docs"), "HEAD").unwrap();
    assert_eq!(paths(&world, "content"), ["content/nl-NL/foutmeldingen.md", "content/zh-TW/疑難排解.md"]);
    assert_eq!(reason(&world, "content/link.md").0, "it is a symbolic link, and links are not followed");
    assert_eq!(reason(&world, "content/de-DE").0, "it is a submodule, and those are not read");
}

/// A tree with these entries (mode, name, id in hexadecimal), whatever Git thinks of them.
fn tree_of(repository: &GitRepository, entries: &[(&str, &str, &str)]) -> String {
    let mut bytes = Vec::new();
    for (mode, name, id) in entries {
        bytes.extend(format!("{mode} {name}\0").bytes());
        bytes.extend((0..id.len()).step_by(2).map(|at| u8::from_str_radix(&id[at..at + 2], 16).unwrap()));
    }
    std::fs::write(repository.path().join("tree"), bytes).unwrap();
    repository.git(&["hash-object", "-t", "tree", "--literally", "-w", "tree"])
}

#[test]
fn submodules_are_listed_with_their_commits_and_none_leads_out_of_its_folder() {
    let repository = two_locales();
    let commit = repository.git(&["rev-parse", "HEAD"]);
    let nested = tree_of(&repository, &[("160000", "..", &commit), ("160000", "zh-TW", &commit)]);
    let content =
        tree_of(&repository, &[("160000", "../nl-NL", &commit), ("40000", "..", &nested), ("40000", "i18n", &nested)]);
    let root = tree_of(&repository, &[("40000", "content", &content)]);
    let head = repository.git(&["commit-tree", "-m", "kwaad", &root]);
    let world = GitTree::open(repository.path(), &head).unwrap();
    let found = world.submodules(&FilePath::new("content")).unwrap();
    assert_eq!(found, [(FilePath::new("content/i18n/zh-TW"), commit)]);
}

#[test]
fn a_site_that_is_newer_than_the_revision_is_an_empty_world() {
    let repository = two_locales();
    repository.write("new-site/content/nl-NL/a.md", "x");
    repository.commit("a second site");
    let world = GitTree::open(&repository.path().join("new-site"), "HEAD~1").unwrap();
    assert_eq!(paths(&world, ""), [""; 0]);
}

#[test]
fn a_bare_repository_is_read_by_the_folder_inside_it() {
    let repository = two_locales();
    let (_folder, bare) = clone(repository.path(), &["--bare"]);
    let world = GitTree::open_inside(&bare, &FilePath::new("docs"), "main").unwrap();
    assert_eq!(paths(&world, "content/zh-TW"), ["content/zh-TW/疑難排解.md"]);
    let top = GitTree::open(&bare, "main").unwrap();
    assert_eq!(paths(&top, "docs/content/zh-TW"), ["docs/content/zh-TW/疑難排解.md"]);
}

#[test]
fn a_second_worktree_is_read_like_the_first() {
    let repository = two_locales();
    let elsewhere = tempfile::tempdir().unwrap();
    let second = elsewhere.path().join("second");
    repository.git(&["worktree", "add", "--quiet", "-b", "second", &second.display().to_string()]);
    let world = GitTree::open(&second.join("docs"), "HEAD").unwrap();
    assert_eq!(text(&world, "content/nl-NL/foutmeldingen.md"), "# Foutmeldingen\n");
}

#[test]
fn a_repository_of_sha_256_is_read_like_any_other() {
    let repository = GitRepository::init(&["--object-format=sha256"]);
    repository.write("content/zh-TW/疑難排解.md", "# 疑難排解\n");
    let commit = repository.commit("one");
    let world = GitTree::open(repository.path(), "main").unwrap();
    assert_eq!(text(&world, "content/zh-TW/疑難排解.md"), "# 疑難排解\n");
    assert_eq!((world.commit(), commit.len()), (commit.clone(), 64));
}

#[test]
fn a_content_that_a_partial_clone_lacks_is_an_error_of_that_file_alone() {
    let repository = two_locales();
    repository.write("docs/content/logo.png", &"not small".repeat(1000));
    repository.commit("an image");
    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    let (_folder, partial) = clone(repository.path(), &["--no-checkout", "--filter=blob:limit=1k"]);
    let world = GitTree::open(&partial, "HEAD").unwrap();
    assert!(paths(&world, "docs").contains(&"docs/content/logo.png".to_owned()));
    assert_eq!(text(&world, "docs/content/nl-NL/foutmeldingen.md"), "# Foutmeldingen\n");
    let (reason, missing) = reason(&world, "docs/content/logo.png");
    assert!(reason.contains("`git fetch --refetch --no-filter`") && !missing, "{reason}");
    git(&partial, &["fetch", "--quiet", "--refetch", "--no-filter"]);
    assert_eq!(text(&GitTree::open(&partial, "HEAD").unwrap(), "docs/content/logo.png").len(), 9000);
}

#[test]
fn many_threads_read_one_revision() {
    let repository = GitRepository::new();
    for number in 0..50 {
        repository.write(&format!("content/nl-NL/{number}.md"), &format!("# 第 {number} 頁\n"));
    }
    repository.commit("fifty");
    repository.git(&["gc", "--quiet"]);
    let world = GitTree::open(repository.path(), "HEAD").unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for number in 0..50 {
                    let expected = format!("# 第 {number} 頁\n");
                    assert_eq!(text(&world, &format!("content/nl-NL/{number}.md")), expected);
                }
            });
        }
    });
}

#[test]
fn every_world_reports_that_a_file_is_missing() {
    let repository = two_locales();
    let worlds: [&dyn World; 3] =
        [&Disk::new(repository.path()), &Memory::default(), &GitTree::open(repository.path(), "HEAD").unwrap()];
    for world in worlds {
        assert!(world.read(&FilePath::new("content/nl-NL/weg.md")).unwrap_err().missing);
    }
}

#[test]
fn the_merge_base_is_where_two_branches_parted() {
    let repository = two_locales();
    let base = repository.git(&["rev-parse", "HEAD"]);
    repository.git(&["switch", "--quiet", "--create", "vertaling"]);
    repository.commit("on the branch");
    repository.git(&["switch", "--quiet", "main"]);
    repository.commit("on main");
    assert_eq!(merge_base(repository.path(), "main", "vertaling"), Ok(base.clone()));
    assert_eq!(merge_base(&repository.path().join("docs/content"), "vertaling", "HEAD"), Ok(base));
}

#[test]
fn a_revision_may_be_a_tag_a_short_id_or_a_step_back() {
    let repository = two_locales();
    let first = repository.git(&["rev-parse", "HEAD"]);
    repository.git(&["tag", "--annotate", "v1", "--message", "one"]);
    repository.commit("second");
    for name in ["v1", "HEAD~1", "main^", "@~", &first[..10], &first] {
        assert_eq!(resolve_revision(repository.path(), name).as_ref(), Ok(&first), "{name}");
    }
}

#[test]
fn branches_without_common_history_have_no_merge_base() {
    let repository = two_locales();
    repository.git(&["switch", "--quiet", "--orphan", "los"]);
    repository.commit("apart");
    let error = merge_base(repository.path(), "main", "los").unwrap_err();
    assert_eq!(said(&error), "`main` and `los` share no history; name a revision that shares history with the other");
}

#[test]
fn a_mistyped_branch_is_met_with_the_one_that_is_meant() {
    let repository = two_locales();
    repository.git(&["branch", "vertaling-zh"]);
    let help = |revision| resolve_revision(repository.path(), revision).unwrap_err().help();
    assert_eq!(help("vertalign-zh"), "did you mean `vertaling-zh`?");
    assert_eq!(help("mian"), "did you mean `main`?");
    assert_eq!(help("qqq"), "name a branch, a tag or a commit; `git fetch` gets what a remote has");
    for nonsense in
        ["", "a..b", "HEAD~9", "-x", "@{u}", "HEAD:docs/", ":/x", "0000000000000000000000000000000000000000"]
    {
        assert!(!help(nonsense).is_empty());
    }
}

#[test]
fn a_branch_that_only_a_remote_has_is_named_with_its_remote() {
    let repository = two_locales();
    repository.git(&["branch", "vrijgave"]);
    let (_folder, path) = clone(repository.path(), &[]);
    let error = resolve_revision(&path, "vrijgave").unwrap_err();
    assert_eq!(error.help(), "did you mean `origin/vrijgave`?");
}

#[test]
fn what_is_not_a_commit_is_reported() {
    let repository = two_locales();
    let tree = repository.git(&["rev-parse", "HEAD^{tree}"]);
    let error = resolve_revision(repository.path(), &tree).unwrap_err();
    assert_eq!(
        said(&error),
        format!("`{tree}` names a tree, not a commit; name a commit, a branch or a tag of a commit")
    );
}

#[test]
fn a_shallow_clone_names_the_option_that_mends_it() {
    let repository = two_locales();
    let first = repository.git(&["rev-parse", "HEAD"]);
    repository.git(&["switch", "--quiet", "--create", "vertaling"]);
    repository.commit("on the branch");
    repository.git(&["switch", "--quiet", "main"]);
    repository.commit("on main");
    let (_folder, path) = clone(repository.path(), &["--depth=1", "--no-single-branch"]);
    for result in [
        resolve_revision(&path, "HEAD~1"),
        resolve_revision(&path, &first),
        merge_base(&path, "HEAD", "origin/vertaling"),
    ] {
        let error = result.unwrap_err();
        assert!(matches!(error, RevisionError::Shallow { .. }), "{error:?}");
        assert!(error.help().contains("`fetch-depth: 0`") && error.help().contains("`git fetch --unshallow`"));
    }
    assert!(GitTree::open(&path, "HEAD").is_ok());
    git(&path, &["fetch", "--quiet", "--unshallow"]);
    assert_eq!(merge_base(&path, "HEAD", "origin/vertaling"), Ok(first));
}

#[test]
fn a_repository_without_a_commit_is_not_taken_for_an_unknown_name() {
    let repository = GitRepository::new();
    for name in ["HEAD", "HEAD~1", "@"] {
        let error = resolve_revision(repository.path(), name).unwrap_err();
        assert!(
            said(&error).ends_with("has no commit yet, so `HEAD` names nothing; commit something first"),
            "{error}"
        );
    }
    assert!(matches!(resolve_revision(repository.path(), "main2"), Err(RevisionError::Unknown { .. })));
}

#[test]
fn a_folder_outside_any_repository_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let expected = RevisionError::NoRepository { folder: folder.path().into() };
    assert_eq!(resolve_revision(folder.path(), "HEAD"), Err(expected.clone()));
    assert_eq!(GitTree::open(folder.path(), "HEAD").err(), Some(expected.clone()));
    assert_eq!(GitTree::open_inside(folder.path(), &FilePath::new(""), "HEAD").err(), Some(expected));
    assert!(GitTree::open(Path::new("/absent/folder"), "HEAD").is_err());
}
