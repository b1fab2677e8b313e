//! Publishing changes a place in one step, or not at all, and never loses what others put there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use hexapla::publish::{Author, Branch, Folder, MARKER, Outcome, PublishError, TARGETS, Target};
use tempfile::TempDir;

use crate::fixtures::git_repository::{GitRepository, clone, git, write};

/// A site of two pages, in Dutch and in Traditional Chinese.
const SITE: &[(&str, &str)] = &[("nl-nl/foutmeldingen/index.html", "Nieuw"), ("zh-tw/疑難排解/index.html", "新的")];

/// Another one, of which no page has the same path.
const OLD_SITE: &[(&str, &str)] = &[("nl-nl/oud.html", "Oud"), ("zh-tw/舊.html", "舊的")];

fn publish(target: &dyn Target, site: &[(&str, &str)]) -> Result<Outcome, PublishError> {
    let sink = target.begin()?;
    for (path, text) in site {
        sink.write(path, text.as_bytes())?;
    }
    sink.finish()
}

/// What a person reads: what is wrong, and the way out.
fn said(error: &PublishError) -> String {
    format!("{error}; {}", error.help.as_deref().unwrap_or("no help"))
}

fn room() -> (TempDir, PathBuf) {
    let room = tempfile::tempdir().unwrap();
    let output = room.path().canonicalize().unwrap().join("public");
    (room, output)
}

fn folder(output: &Path) -> Folder {
    Folder::new(output, [])
}

/// Every file below a folder, our list of them included, with its content.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let walk =
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| !entry.file_type().is_dir());
    walk.map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        (path, std::fs::read_to_string(entry.path()).unwrap())
    })
    .collect()
}

fn pages(folder: &Path) -> Vec<(String, String)> {
    files(folder).into_iter().filter(|(path, _)| path != MARKER).collect()
}

fn owned(site: &[(&str, &str)]) -> Vec<(String, String)> {
    site.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

// The registry.

#[test]
fn every_target_has_its_line() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/publish/targets");
    let written: Vec<String> = names(&folder)
        .iter()
        .filter_map(|name| name.strip_suffix(".rs"))
        .filter(|name| *name != "mod")
        .map(str::to_owned)
        .collect();
    let registered: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(registered, written);
    assert!(TARGETS.iter().all(|target| !target.summary.is_empty() && !target.summary.ends_with('.')));
}

// A folder.

#[test]
fn a_folder_holds_the_site_and_a_list_of_it() {
    let (room, output) = room();
    let outcome = publish(&folder(&output), SITE).unwrap();
    assert_eq!(pages(&output), owned(SITE));
    let list = &files(&output)[MARKER];
    assert!(list.ends_with("\nnl-nl/foutmeldingen/index.html\nzh-tw/疑難排解/index.html\n"), "{list}");
    assert_eq!(outcome, Outcome { files: 2, bytes: 11, ..Outcome::default() });
    assert_eq!(names(room.path()), ["public"]);
}

#[test]
fn the_old_site_goes_when_the_new_one_comes() {
    let (room, output) = room();
    publish(&folder(&output), OLD_SITE).unwrap();
    publish(&folder(&output), SITE).unwrap();
    assert_eq!(pages(&output), owned(SITE));
    assert_eq!(names(room.path()), ["public"]);
}

#[test]
fn two_publishes_are_the_same_bytes_in_whatever_order_they_are_written() {
    let (_room, output) = room();
    publish(&folder(&output), SITE).unwrap();
    let first = files(&output);
    let reversed: Vec<_> = SITE.iter().rev().copied().collect();
    publish(&folder(&output), &reversed).unwrap();
    assert_eq!(files(&output), first);
}

#[test]
fn an_unfinished_site_changes_nothing_and_leaves_nothing() {
    let (room, output) = room();
    publish(&folder(&output), OLD_SITE).unwrap();
    let sink = folder(&output).begin().unwrap();
    sink.write("nl-nl/half.html", b"half").unwrap();
    assert_eq!(pages(&output), owned(OLD_SITE));
    drop(sink);
    assert_eq!(pages(&output), owned(OLD_SITE));
    assert_eq!(names(room.path()), ["public"]);
}

#[test]
fn an_unfinished_site_does_not_leave_the_folders_above_it_either() {
    let (room, _) = room();
    let deep = folder(&room.path().join("a/b/public"));
    drop(deep.begin().unwrap());
    assert_eq!(names(room.path()), [""; 0]);
    publish(&deep, SITE).unwrap();
    assert_eq!(pages(&room.path().join("a/b/public")), owned(SITE));
}

#[test]
fn a_site_with_a_failed_write_cannot_be_finished() {
    let (_room, output) = room();
    publish(&folder(&output), OLD_SITE).unwrap();
    let sink = folder(&output).begin().unwrap();
    sink.write("nl-nl/goed.html", b"goed").unwrap();
    assert!(sink.write("../nl-nl/fout.html", b"fout").is_err());
    assert_eq!(sink.finish().unwrap_err().to_string(), "the site is not whole, because a file could not be written");
    assert_eq!(pages(&output), owned(OLD_SITE));
}

#[test]
fn an_empty_folder_is_ours_to_fill() {
    let (_room, output) = room();
    std::fs::create_dir(&output).unwrap();
    publish(&folder(&output), SITE).unwrap();
    assert_eq!(pages(&output), owned(SITE));
}

#[test]
fn a_folder_of_others_is_refused_before_anything_is_touched() {
    let (room, output) = room();
    write(output.join("belangrijk.txt"), "bewaren");
    let error = folder(&output).begin().err().unwrap();
    let expected = format!(
        "`{}` holds files that Hexapla did not write; publish to another folder, or empty this one first",
        output.display()
    );
    assert_eq!(said(&error), expected);
    assert_eq!(pages(&output), owned(&[("belangrijk.txt", "bewaren")]));
    assert_eq!(names(room.path()), ["public"]);
}

#[test]
fn a_list_that_is_not_ours_does_not_make_a_folder_ours() {
    let (_room, output) = room();
    write(output.join(MARKER), "index.html\n");
    assert!(folder(&output).begin().is_err());
}

#[test]
fn a_folder_that_others_filled_meanwhile_is_refused_at_the_end() {
    let (room, output) = room();
    let sink = folder(&output).begin().unwrap();
    sink.write("index.html", b"x").unwrap();
    write(output.join("index.html"), "van een ander");
    assert!(sink.finish().is_err());
    assert_eq!(pages(&output), owned(&[("index.html", "van een ander")]));
    assert_eq!(names(room.path()), ["public"]);
}

#[test]
fn what_others_put_into_our_folder_is_carried_over() {
    let (room, output) = room();
    publish(&folder(&output), OLD_SITE).unwrap();
    write(output.join("CNAME"), "docs.example.org");
    write(output.join("nl-nl/eigen/notitie.txt"), "bewaren");
    write(output.join(".git/HEAD"), "ref: refs/heads/main");
    std::os::unix::fs::symlink("/absent", output.join("zh-tw/連結")).unwrap();
    let outcome = publish(&folder(&output), SITE).unwrap();
    assert_eq!(outcome.kept, [".git", "CNAME", "nl-nl/eigen", "zh-tw/連結"]);
    assert_eq!(std::fs::read_link(output.join("zh-tw/連結")).unwrap(), Path::new("/absent"));
    std::fs::remove_file(output.join("zh-tw/連結")).unwrap();
    let theirs =
        [(".git/HEAD", "ref: refs/heads/main"), ("CNAME", "docs.example.org"), ("nl-nl/eigen/notitie.txt", "bewaren")];
    assert_eq!(pages(&output), owned(&[&theirs, SITE].concat()));
    assert_eq!((outcome.leftovers, names(room.path())), (Vec::new(), vec!["public".to_owned()]));
}

#[test]
fn what_others_put_where_the_new_site_has_a_page_is_refused() {
    let (room, output) = room();
    publish(&folder(&output), OLD_SITE).unwrap();
    write(output.join("zh-tw/疑難排解/notes.txt"), "van een ander");
    let before = files(&output);
    let error = publish(&folder(&output), SITE).unwrap_err();
    let expected = format!(
        "`zh-tw/疑難排解` in `{}` was not written by Hexapla, and the new site has a file of its own there; \
         move `zh-tw/疑難排解` away, or publish somewhere else",
        output.display()
    );
    assert_eq!(said(&error), expected);
    assert_eq!(files(&output), before);
    assert_eq!(names(room.path()), ["public"]);
}

#[test]
fn a_link_that_others_put_in_place_of_our_folder_is_not_followed() {
    let (room, output) = room();
    publish(&folder(&output), OLD_SITE).unwrap();
    let elsewhere = room.path().join("elsewhere");
    write(elsewhere.join("oud.html"), "niet van ons");
    std::fs::remove_dir_all(output.join("nl-nl")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, output.join("nl-nl")).unwrap();
    publish(&folder(&output), &[("index.html", "x")]).unwrap();
    assert_eq!(pages(&elsewhere), owned(&[("oud.html", "niet van ons")]));
    assert!(output.join("nl-nl").is_symlink());
}

#[test]
fn the_sources_of_the_site_are_never_replaced() {
    let (room, _) = room();
    let site = room.path().join("site");
    write(site.join("content/nl-NL/a.md"), "# A");
    let sources = [site.clone(), site.join("content")];
    let begin = |output: PathBuf| Folder::new(output, sources.clone()).begin().map(drop);
    for output in
        [site.clone(), site.join("."), site.join("content/.."), room.path().into(), site.join("content"), "/".into()]
    {
        let error = begin(output.clone()).unwrap_err();
        assert!(
            said(&error).contains("publish to a folder that holds nothing else, such as `public`"),
            "{}",
            said(&error)
        );
    }
    assert_eq!(begin(site.join("public")), Ok(()));
    assert_eq!(pages(&site), owned(&[("content/nl-NL/a.md", "# A")]));
}

#[test]
fn an_output_that_is_a_file_or_below_one_is_refused() {
    let (room, output) = room();
    write(&output, "a file");
    let error = folder(&output).begin().err().unwrap();
    assert_eq!(
        said(&error),
        format!(
            "cannot publish to `{}`: it is not a folder; move it away, or publish to another folder",
            output.display()
        )
    );
    let error = folder(&output.join("below")).begin().err().unwrap();
    assert!(error.to_string().starts_with(&format!("cannot publish to `{}", output.display())), "{error}");
    assert_eq!(pages(room.path()), owned(&[("public", "a file")]));
}

/// Even root cannot make a folder in `/proc`.
#[test]
#[cfg(target_os = "linux")]
fn a_place_that_cannot_be_written_to_is_reported_at_once() {
    let error = folder(Path::new("/proc/hexapla-public")).begin().err().unwrap();
    assert!(error.to_string().starts_with("cannot write in `/proc`: "), "{error}");
    assert!(error.help.unwrap().ends_with("publish to another folder"));
}

#[test]
fn an_output_behind_a_link_is_replaced_where_it_is() {
    let (room, output) = room();
    std::os::unix::fs::symlink("real", &output).unwrap();
    std::fs::create_dir(room.path().join("real")).unwrap();
    publish(&folder(&output), OLD_SITE).unwrap();
    publish(&folder(&output), SITE).unwrap();
    assert!(output.is_symlink());
    assert_eq!(pages(&room.path().join("real")), owned(SITE));
}

#[test]
fn paths_may_be_long_and_in_any_script_and_those_that_leave_the_site_are_refused() {
    let (_room, output) = room();
    let name = "錯".repeat(80);
    let long = format!("{name}/{name}/{name}/{name}/ümlaut é e\u{301} 🙂/index.html");
    publish(&folder(&output), &[(&long, "長")]).unwrap();
    assert_eq!(pages(&output), owned(&[(&long, "長")]));
    for path in ["/etc/x", "../x", "a/../../x", "C:\\x", "a//b", MARKER, ".git/config"] {
        let error = publish(&folder(&output), &[(path, "x")]).unwrap_err();
        assert!(error.to_string().starts_with("cannot publish `"), "{error}");
    }
    assert_eq!(pages(&output), owned(&[(&long, "長")]));
}

#[test]
fn two_files_with_one_path_are_refused() {
    let (_room, output) = room();
    let error = publish(&folder(&output), &[("a", "1"), ("a", "2")]).unwrap_err();
    assert_eq!(said(&error), "the site has two files for `a`; give one of the pages another name or place");
    for site in [[("a", "1"), ("a/b", "2")], [("a/b", "2"), ("a", "1")]] {
        assert!(publish(&folder(&output), &site).is_err());
    }
    assert!(!output.exists());
}

#[test]
fn paths_that_differ_only_in_case_are_reported() {
    let (_room, output) = room();
    let result = publish(&folder(&output), &[("entries/Box.html", "1"), ("entries/box.html", "2")]);
    let pair = ("entries/Box.html".to_owned(), "entries/box.html".to_owned());
    match result {
        Ok(outcome) => assert_eq!(outcome.case_clashes, [pair]),
        Err(error) => assert!(error.to_string().contains("does not tell case"), "{error}"),
    }
}

#[test]
fn many_threads_write_one_site() {
    let (_room, output) = room();
    let repository = GitRepository::new();
    for target in [&folder(&output) as &dyn Target, &branch(repository.path())] {
        let sink = target.begin().unwrap();
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let sink = &sink;
                scope.spawn(move || {
                    for page in 0..50 {
                        sink.write(&format!("zh-tw/{page}/{thread}.html"), b"same").unwrap();
                    }
                });
            }
        });
        assert!(sink.finish().unwrap().files >= 200);
    }
    assert_eq!(pages(&output).len(), 200);
}

// Runs that died.

/// Begins to publish in another process, which dies half way; answers the work folder it left.
fn die_half_way(output: &Path) -> PathBuf {
    let test = ["--exact", "publish::a_run_that_dies_half_way_is_cleaned_up_by_the_next"];
    let status = Command::new(std::env::current_exe().unwrap()).args(test).env(DIE, output).output().unwrap().status;
    assert!(!status.success());
    let parent = output.parent().unwrap();
    let name = names(parent).into_iter().find(|name| name.starts_with(".public.hexapla-")).unwrap();
    parent.join(name)
}

/// The variable that names where the other process is to die.
const DIE: &str = "HEXAPLA_TEST_DIES_PUBLISHING_TO";

#[test]
fn a_run_that_dies_half_way_is_cleaned_up_by_the_next() {
    if let Some(output) = std::env::var_os(DIE) {
        let sink = folder(Path::new(&output)).begin().unwrap();
        sink.write("nl-nl/half.html", b"half").unwrap();
        std::process::abort();
    }
    let (room, output) = room();
    publish(&folder(&output), OLD_SITE).unwrap();
    die_half_way(&output);
    assert_eq!(names(room.path()).len(), 2);
    assert_eq!(pages(&output), owned(OLD_SITE));
    publish(&folder(&output), SITE).unwrap();
    assert_eq!(names(room.path()), ["public"]);
}

#[test]
fn a_run_that_died_before_the_old_site_was_gone_is_finished_and_loses_nothing_of_others() {
    let (room, output) = room();
    publish(&folder(&output), OLD_SITE).unwrap();
    write(output.join("CNAME"), "docs.example.org");
    let work = die_half_way(&output);
    std::fs::rename(&output, work.join("old")).unwrap();
    publish(&folder(&room.path().join("other")), SITE).unwrap();
    std::fs::rename(room.path().join("other"), &output).unwrap();
    publish(&folder(&output), SITE).unwrap();
    assert_eq!(pages(&output), owned(&[&[("CNAME", "docs.example.org")], SITE].concat()));
    assert_eq!(names(room.path()), ["public"]);
}

#[test]
fn a_run_that_died_between_taking_the_old_site_and_putting_the_new_is_undone() {
    let (room, output) = room();
    publish(&folder(&output), OLD_SITE).unwrap();
    let work = die_half_way(&output);
    std::fs::rename(&output, work.join("old")).unwrap();
    drop(folder(&output).begin().unwrap());
    assert_eq!(pages(&output), owned(OLD_SITE));
    assert_eq!(names(room.path()), ["public"]);
}

#[test]
fn a_run_that_lives_and_a_folder_that_only_looks_like_one_are_left_alone() {
    let (room, output) = room();
    write(room.path().join(".public.hexapla-notes/new/mine.txt"), "bewaren");
    let first = folder(&output).begin().unwrap();
    first.write("nl-nl/eerste.html", b"1").unwrap();
    publish(&folder(&output), OLD_SITE).unwrap();
    first.finish().unwrap();
    assert_eq!(pages(&output), owned(&[("nl-nl/eerste.html", "1")]));
    assert_eq!(names(room.path()), [".public.hexapla-notes", "public"]);
}

// A branch.

fn branch(repository: &Path) -> Branch {
    Branch {
        repository: repository.into(),
        branch: "gh-pages".into(),
        message: "Publish the site\n\n發佈".into(),
        author: Some(Author { name: "Annelies 安".into(), email: "a@example.org".into() }),
        force: false,
    }
}

fn listed(repository: &Path, revision: &str) -> Vec<String> {
    let names = git(repository, &["ls-tree", "-r", "-z", "--name-only", revision]);
    names.split_terminator('\0').map(str::to_owned).collect()
}

#[test]
fn a_branch_gets_one_commit_with_the_site_and_no_jekyll() {
    let repository = GitRepository::init(&["--bare"]);
    let outcome = publish(&branch(repository.path()), SITE).unwrap();
    let expected = [MARKER, ".nojekyll", "nl-nl/foutmeldingen/index.html", "zh-tw/疑難排解/index.html"];
    assert_eq!(listed(repository.path(), "gh-pages"), expected);
    assert_eq!(repository.git(&["show", "gh-pages:zh-tw/疑難排解/index.html"]), "新的");
    let log = repository.git(&["log", "--format=%an <%ae> %cn|%B", "gh-pages"]);
    assert_eq!(log, "Annelies 安 <a@example.org> Annelies 安|Publish the site\n\n發佈");
    let branch = outcome.branch.unwrap();
    assert_eq!(branch.commit, repository.git(&["rev-parse", "gh-pages"]));
    assert_eq!(branch.tree, repository.git(&["rev-parse", "gh-pages^{tree}"]));
    assert_eq!((branch.unchanged, branch.replaced, branch.name.as_str()), (false, None, "gh-pages"));
    assert_eq!((outcome.files, outcome.bytes), (3, 11));
    repository.git(&["fsck", "--strict"]);
}

#[test]
fn the_next_site_is_a_commit_on_top_and_the_same_site_is_none() {
    let repository = GitRepository::init(&["--bare"]);
    let first = publish(&branch(repository.path()), OLD_SITE).unwrap().branch.unwrap();
    let second = publish(&branch(repository.path()), SITE).unwrap().branch.unwrap();
    assert_eq!(repository.git(&["rev-parse", "gh-pages^"]), first.commit);
    let third = publish(&branch(repository.path()), SITE).unwrap().branch.unwrap();
    assert_eq!((third.unchanged, &third.commit), (true, &second.commit));
    let again = publish(&branch(repository.path()), OLD_SITE).unwrap().branch.unwrap();
    assert_eq!((again.tree == first.tree, again.commit == first.commit), (true, false));
    assert_eq!(repository.git(&["rev-list", "--count", "gh-pages"]), "3");
}

#[test]
fn the_trees_of_equal_sites_are_equal_in_any_repository_and_equal_to_the_folder() {
    let (one, other, (_room, output)) = (GitRepository::new(), GitRepository::init(&["--bare"]), room());
    let first = publish(&branch(one.path()), SITE).unwrap().branch.unwrap();
    let reversed: Vec<_> = SITE.iter().rev().copied().collect();
    let second = publish(&branch(other.path()), &reversed).unwrap().branch.unwrap();
    assert_eq!(first.tree, second.tree);
    publish(&folder(&output), &[SITE, &[(".nojekyll", "")]].concat()).unwrap();
    let git_dir = format!("--git-dir={}", other.path().display());
    let worktree = format!("--work-tree={}", output.display());
    git(&output, &[&git_dir, "-c", "core.bare=false", &worktree, "add", "--all"]);
    assert_eq!(git(&output, &[&git_dir, "write-tree"]), first.tree);
}

#[test]
fn a_repository_of_sha_256_can_be_published_to() {
    let repository = GitRepository::init(&["--bare", "--object-format=sha256"]);
    let outcome = publish(&branch(repository.path()), SITE).unwrap();
    assert_eq!(outcome.branch.unwrap().commit, repository.git(&["rev-parse", "gh-pages"]));
    repository.git(&["fsck", "--strict"]);
}

#[test]
fn the_working_tree_and_its_index_stay_as_they_are() {
    let repository = GitRepository::new();
    repository.write("content/nl-NL/a.md", "# A");
    let head = repository.commit("content");
    repository.write("content/nl-NL/a.md", "# Anders");
    let before = repository.git(&["status", "--porcelain"]);
    publish(&branch(&repository.path().join("content")), SITE).unwrap();
    assert_eq!(repository.git(&["status", "--porcelain"]), before);
    assert_eq!(repository.git(&["rev-parse", "HEAD"]), head);
}

#[test]
fn a_branch_that_is_checked_out_anywhere_is_refused() {
    let repository = GitRepository::new();
    let main = Branch { branch: "refs/heads/main".into(), ..branch(repository.path()) };
    assert!(main.begin().is_err(), "a branch without a commit is checked out too");
    repository.commit("one");
    let error = main.begin().err().unwrap();
    assert!(error.to_string().starts_with("the branch `main` is checked out in `"), "{error}");
    assert!(error.help.unwrap().contains("`gh-pages`"));
    let elsewhere = tempfile::tempdir().unwrap();
    let second = elsewhere.path().join("second");
    repository.git(&["worktree", "add", "--quiet", "-b", "gh-pages", second.to_str().unwrap()]);
    for place in [repository.path(), &second] {
        let error = branch(place).begin().err().unwrap();
        assert!(error.to_string().contains("second`"), "{error}");
    }
    assert!(Branch { branch: "main".into(), ..branch(&second) }.begin().is_err());
}

#[test]
fn a_branch_of_others_is_refused_unless_it_is_to_be_replaced_and_its_history_stays() {
    let repository = GitRepository::new();
    repository.write("index.html", "van een ander");
    let theirs = repository.commit("theirs");
    repository.git(&["branch", "gh-pages"]);
    let error = branch(repository.path()).begin().err().unwrap();
    assert_eq!(
        said(&error),
        "the branch `gh-pages` holds files that Hexapla did not write; publish to another branch, \
         or replace them with `--force`; the history of the branch keeps them"
    );
    let forced = Branch { force: true, ..branch(repository.path()) };
    let outcome = publish(&forced, SITE).unwrap().branch.unwrap();
    assert_eq!(outcome.replaced, Some(theirs.clone()));
    assert_eq!(repository.git(&["rev-parse", "gh-pages^"]), theirs);
    assert!(!listed(repository.path(), "gh-pages").contains(&"index.html".into()));
    assert_eq!(publish(&forced, SITE).unwrap().branch.unwrap().replaced, None);
}

#[test]
fn what_others_committed_to_our_branch_is_carried_over() {
    let origin = GitRepository::init(&["--bare"]);
    publish(&branch(origin.path()), OLD_SITE).unwrap();
    let (_folder, copy) = clone(origin.path(), &["--branch=gh-pages"]);
    write(copy.join("CNAME"), "docs.example.org");
    write(copy.join("nl-nl/eigen/notitie.txt"), "bewaren");
    git(&copy, &["add", "--all"]);
    git(&copy, &["commit", "--quiet", "--message", "a domain"]);
    git(&copy, &["push", "--quiet"]);
    let outcome = publish(&branch(origin.path()), SITE).unwrap();
    assert_eq!(outcome.kept, ["CNAME", "nl-nl/eigen"]);
    let names = listed(origin.path(), "gh-pages");
    assert!(names.contains(&"CNAME".into()) && names.contains(&"nl-nl/eigen/notitie.txt".into()), "{names:?}");
    assert!(!names.contains(&"nl-nl/oud.html".into()), "{names:?}");
    let error = publish(&branch(origin.path()), &[("CNAME", "x")]).unwrap_err();
    assert!(error.to_string().starts_with("`CNAME` in the branch `gh-pages` was not written by Hexapla"), "{error}");
}

#[test]
fn a_branch_that_only_the_remote_has_is_continued() {
    let origin = GitRepository::new();
    origin.commit("content");
    let first = publish(&branch(origin.path()), OLD_SITE).unwrap().branch.unwrap();
    let (_folder, copy) = clone(origin.path(), &[]);
    let same = publish(&branch(&copy), OLD_SITE).unwrap().branch.unwrap();
    assert_eq!((same.unchanged, &same.commit), (true, &first.commit));
    assert_eq!(git(&copy, &["rev-parse", "refs/heads/gh-pages"]), first.commit);
    git(&copy, &["branch", "--quiet", "-D", "gh-pages"]);
    publish(&branch(&copy), SITE).unwrap();
    assert_eq!(git(&copy, &["rev-parse", "gh-pages^"]), first.commit);
    git(&copy, &["push", "--quiet", "origin", "gh-pages"]);
}

#[test]
fn a_branch_that_moved_meanwhile_is_not_overwritten() {
    let repository = GitRepository::init(&["--bare"]);
    publish(&branch(repository.path()), OLD_SITE).unwrap();
    let slow = branch(repository.path()).begin().unwrap();
    let fresh = branch(repository.path());
    slow.write("nl-nl/traag.html", b"x").unwrap();
    let moved = publish(&fresh, SITE).unwrap().branch.unwrap();
    let error = slow.finish().unwrap_err();
    assert!(said(&error).contains("`gh-pages`") && said(&error).ends_with("publish again"), "{}", said(&error));
    assert_eq!(repository.git(&["rev-parse", "gh-pages"]), moved.commit);
}

#[test]
fn a_branch_that_came_meanwhile_is_not_overwritten() {
    let repository = GitRepository::init(&["--bare"]);
    let slow = branch(repository.path()).begin().unwrap();
    let first = publish(&branch(repository.path()), SITE).unwrap().branch.unwrap();
    slow.write("nl-nl/traag.html", b"x").unwrap();
    assert!(slow.finish().is_err());
    assert_eq!(repository.git(&["rev-parse", "gh-pages"]), first.commit);
}

#[test]
fn an_unfinished_site_does_not_move_the_branch() {
    let repository = GitRepository::init(&["--bare"]);
    let sink = branch(repository.path()).begin().unwrap();
    sink.write("index.html", b"x").unwrap();
    drop(sink);
    assert_eq!(repository.git(&["branch", "--list"]), "");
}

#[test]
fn the_git_configuration_names_who_commits_where_the_caller_does_not() {
    let repository = GitRepository::init(&["--bare"]);
    repository.git(&["config", "user.name", "Uit de configuratie"]);
    repository.git(&["config", "user.email", "config@example.org"]);
    publish(&Branch { author: None, ..branch(repository.path()) }, SITE).unwrap();
    assert_eq!(
        repository.git(&["log", "-1", "--format=%cn <%ce>", "gh-pages"]),
        "Uit de configuratie <config@example.org>"
    );
}

#[test]
fn a_name_that_no_branch_can_have_is_refused() {
    let repository = GitRepository::init(&["--bare"]);
    for name in
        ["", "a..b", "-x", "HEAD", "@", "refs/heads/@", "@{-1}", "refs/tags/v1", "a b", "refs/heads/", "x.lock", "a/"]
    {
        let error = Branch { branch: name.into(), ..branch(repository.path()) }.begin().err().unwrap();
        assert_eq!(error.to_string(), format!("`{name}` cannot be the name of a branch"));
    }
}

#[test]
fn a_folder_without_a_repository_is_reported() {
    let (room, _) = room();
    let error = branch(room.path()).begin().err().unwrap();
    assert!(error.to_string().starts_with("there is no Git repository at `"), "{error}");
}
