//! What a pull request can bring into an output, beside it and on the way to it: nothing of that is deleted elsewhere,
//! followed, trusted or published.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use hexapla::publish::{Folder, MARKER, Outcome, PublishError, Target};
use tempfile::TempDir;

use crate::fixtures::git_repository::{GitRepository, git, write};
use crate::fixtures::site_folder::SiteFolder;

/// What every list of ours begins with.
const HEAD: &str = "# Hexapla wrote the files listed here, and replaces them with the next build. Version 1\n";

/// The mark of a work folder, as far as anybody can know it.
const MARK: &str =
    "A run of Hexapla works here; the next one removes what a dead one left. Version 2\nfolder 1 mark 2\n";

/// Publishes two pages to `output`, made from the site in the folder `site`.
fn publish(output: &Path, site: &Path) -> Result<Outcome, PublishError> {
    let sink = Folder::new(output, [site.to_path_buf()]).begin()?;
    sink.write("nl-nl/index.html", b"Nieuw")?;
    sink.write("zh-tw/index.html", "新的".as_bytes())?;
    sink.finish()
}

/// A folder without links in its path.
fn room() -> (TempDir, PathBuf) {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().canonicalize().unwrap();
    (room, path)
}

/// A site that others have published, with a file that its server needs.
fn victim() -> (TempDir, PathBuf) {
    let (room, path) = room();
    publish(&path.join("www"), &path).unwrap();
    write(path.join("www/CNAME"), "docs.example.org");
    (room, path.join("www"))
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

const PUBLISHED: [&str; 3] = [MARKER, "nl-nl", "zh-tw"];
const VICTIM: [&str; 4] = [MARKER, "CNAME", "nl-nl", "zh-tw"];

fn said(error: &PublishError) -> String {
    format!("{error}; {}", error.help.as_deref().unwrap_or("no help"))
}

// Folders beside the output that look like those of a run.

#[test]
fn links_in_a_folder_that_looks_like_a_dead_runs_lead_nowhere() {
    let ((_victim_room, www), (_room, site)) = (victim(), room());
    for (name, link) in [(".public.hexapla-1-0", "new"), (".public.hexapla-2-0", "old")] {
        write(site.join(name).join(".hexapla-run"), MARK);
        symlink(&www, site.join(name).join(link)).unwrap();
    }
    symlink(&www, site.join(".public.hexapla-3-0")).unwrap();
    let outcome = publish(&site.join("public"), &site).unwrap();
    assert_eq!((names(&www), names(&site.join("public"))), (owned(&VICTIM), owned(&PUBLISHED)));
    assert_eq!(outcome.leftovers, [site.join(".public.hexapla-1-0"), site.join(".public.hexapla-2-0")]);
    assert!(site.join(".public.hexapla-3-0").is_symlink());
}

#[test]
fn a_folder_that_looks_like_a_dead_runs_brings_nothing_into_the_site() {
    let (_room, site) = room();
    let old = site.join(".public.hexapla-1-0/old");
    write(site.join(".public.hexapla-1-0/.hexapla-run"), MARK);
    write(old.join(MARKER), &format!("{HEAD}index.html\n"));
    write(old.join("kwaad.html"), "<script>alert(1)</script>");
    let outcome = publish(&site.join("public"), &site).unwrap();
    assert_eq!(names(&site.join("public")), PUBLISHED);
    assert_eq!((outcome.kept.len(), outcome.leftovers), (0, vec![site.join(".public.hexapla-1-0")]));
    assert_eq!(names(&old), [MARKER, "kwaad.html"]);
}

#[test]
fn a_run_that_died_before_it_had_begun_is_cleaned_up_at_once() {
    let (_room, site) = room();
    fs::create_dir(site.join(".public.hexapla-1-0")).unwrap();
    write(site.join(".public.hexapla-2-0/.hexapla-run"), "");
    let outcome = publish(&site.join("public"), &site).unwrap();
    assert_eq!((names(&site), outcome.leftovers), (vec!["public".to_owned()], vec![]));
}

#[test]
fn an_empty_mark_with_something_beside_it_stays() {
    let (_room, site) = room();
    write(site.join(".public.hexapla-2-0/.hexapla-run"), "");
    write(site.join(".public.hexapla-2-0/dagboek.txt"), "van mij");
    let outcome = publish(&site.join("public"), &site).unwrap();
    assert_eq!(outcome.leftovers, [site.join(".public.hexapla-2-0")]);
    assert_eq!(names(&site.join(".public.hexapla-2-0")), [".hexapla-run", "dagboek.txt"]);
}

#[test]
fn an_empty_mark_that_git_tracks_stays() {
    let (_repository, site) = repository_with(&[(".public.hexapla-2-0/.hexapla-run", "")]);
    let outcome = publish(&site.join("public"), &site).unwrap();
    assert_eq!(outcome.leftovers, [site.join(".public.hexapla-2-0")]);
    assert!(site.join(".public.hexapla-2-0/.hexapla-run").exists());
}

#[test]
fn a_work_folder_of_an_output_with_a_longer_name_is_left_to_it() {
    let (_room, site) = room();
    let work = site.join(".public.hexapla-b.hexapla-1-0");
    write(work.join(".hexapla-run"), "");
    publish(&site.join("public"), &site).unwrap();
    assert!(work.join(".hexapla-run").exists());
}

/// The variable that names where the other process is to die.
const DIE: &str = "HEXAPLA_TEST_DIES_BUILDING";

/// Dies in another process while it publishes to `public`; answers the work folder that it leaves.
fn die_half_way(site: &Path) -> PathBuf {
    let test = ["--exact", "hostile_output::what_git_tracks_is_no_dead_run_even_where_its_mark_is_true"];
    let status = Command::new(std::env::current_exe().unwrap()).args(test).env(DIE, site).output().unwrap().status;
    assert!(!status.success());
    let name = names(site).into_iter().find(|name| name.starts_with(".public.hexapla-")).unwrap();
    site.join(name)
}

#[test]
fn what_git_tracks_is_no_dead_run_even_where_its_mark_is_true() {
    if let Some(site) = std::env::var_os(DIE) {
        let site = Path::new(&site);
        let sink = Folder::new(site.join("public"), [site.to_path_buf()]).begin().unwrap();
        sink.write("nl-nl/half.html", b"half").unwrap();
        std::process::abort();
    }
    let repository = GitRepository::new();
    let site = repository.path().canonicalize().unwrap();
    let work = die_half_way(&site);
    write(work.join("old").join(MARKER), &format!("{HEAD}index.html\n"));
    write(work.join("old/kwaad.html"), "<script>alert(1)</script>");
    repository.commit("brought by others");
    let outcome = publish(&site.join("public"), &site).unwrap();
    assert_eq!(outcome.leftovers, std::slice::from_ref(&work));
    assert_eq!(names(&site.join("public")), PUBLISHED);
    assert!(work.join("old/kwaad.html").exists());
    repository.git(&["rm", "-r", "--quiet", "--cached", "."]);
    let outcome = publish(&site.join("public"), &site).unwrap();
    assert_eq!((outcome.leftovers, names(&site)), (vec![], vec![".git".to_owned(), "public".to_owned()]));
}

#[test]
fn links_in_the_folder_of_a_dead_run_lead_nowhere_either() {
    let ((_victim_room, www), (_room, site)) = (victim(), room());
    let work = die_half_way(&site);
    fs::remove_dir_all(work.join("new")).unwrap();
    symlink(&www, work.join("new")).unwrap();
    symlink(&www, work.join("old")).unwrap();
    let outcome = publish(&site.join("public"), &site).unwrap();
    assert_eq!((names(&www), outcome.leftovers), (owned(&VICTIM), vec![work]));
}

#[test]
fn what_somebody_put_beside_the_mark_of_a_dead_run_is_reported_until_it_is_gone() {
    let (_room, site) = room();
    let work = die_half_way(&site);
    write(work.join("日記.txt"), "van mij");
    for _ in 0..2 {
        assert_eq!(publish(&site.join("public"), &site).unwrap().leftovers, std::slice::from_ref(&work));
        assert_eq!(names(&work), [".hexapla-run", "日記.txt"]);
    }
    fs::remove_file(work.join("日記.txt")).unwrap();
    assert_eq!(publish(&site.join("public"), &site).unwrap().leftovers, [""; 0].map(PathBuf::from));
    assert_eq!(names(&site), ["public"]);
}

#[test]
fn what_is_carried_over_does_not_go_through_a_link() {
    let ((_victim_room, www), (_room, site)) = (victim(), room());
    publish(&site.join("public"), &site).unwrap();
    let work = die_half_way(&site);
    let old = work.join("old");
    fs::rename(site.join("public"), &old).unwrap();
    write(old.join("zh-tw/說明.txt"), "bewaren");
    write(site.join("public").join(MARKER), &format!("{HEAD}index.html\n"));
    symlink(&www, site.join("public/zh-tw")).unwrap();
    let begun = Folder::new(site.join("public"), [site.clone()]).begin();
    assert!(begun.is_ok());
    assert_eq!(names(&www), VICTIM);
    assert!(old.join("zh-tw/說明.txt").exists());
}

// An output that Git has brought.

/// A repository whose top is a site's folder.
fn repository_with(files: &[(&str, &str)]) -> (GitRepository, PathBuf) {
    let repository = GitRepository::new();
    files.iter().for_each(|(path, text)| repository.write(path, text));
    repository.commit("brought by others");
    let site = repository.path().canonicalize().unwrap();
    (repository, site)
}

#[test]
fn an_output_with_a_list_that_git_tracks_is_refused() {
    let list = format!("{HEAD}index.html\nscriptie.html\n");
    let (_repository, site) = repository_with(&[("public/.hexapla-site", &list), ("public/kwaad.html", "kwaad")]);
    write(site.join("public/scriptie.html"), "van mij");
    let error = publish(&site.join("public"), &site).unwrap_err();
    let expected = format!(
        "cannot publish to `{}`: Git tracks files in it, so that a pull request could add its own to the site; take it \
         out with `git rm -r --cached public` and list it in `.gitignore`, or publish to another folder, or to a branch",
        site.join("public").display()
    );
    assert_eq!(said(&error), expected);
    assert_eq!(names(&site.join("public")), [MARKER, "kwaad.html", "scriptie.html"]);
    assert_eq!(names(&site), [".git", "public"]);
}

#[test]
fn a_file_that_git_tracks_in_an_output_of_ours_is_not_published() {
    let (repository, site) = repository_with(&[]);
    publish(&site.join("public"), &site).unwrap();
    repository.write("public/zh-tw/說明/kwaad.html", "kwaad");
    repository.git(&["add", "public/zh-tw/說明/kwaad.html"]);
    assert!(publish(&site.join("public"), &site).is_err());
    repository.git(&["config", "core.ignoreCase", "true"]);
    assert!(publish(&site.join("public"), &site).is_err());
    repository.git(&["rm", "-r", "--quiet", "--cached", "public"]);
    assert_eq!(publish(&site.join("public"), &site).unwrap().kept, ["zh-tw/說明"]);
}

#[test]
fn where_names_ignore_case_git_tracks_an_output_under_any_of_them() {
    let (repository, site) = repository_with(&[("Public/kwaad.html", "kwaad")]);
    fs::create_dir_all(site.join("public")).unwrap();
    assert_eq!(publish(&site.join("public"), &site).map(drop), Ok(()));
    repository.git(&["config", "core.ignoreCase", "true"]);
    assert!(publish(&site.join("public"), &site).is_err());
}

#[test]
fn an_output_in_a_submodule_is_refused() {
    let (repository, site) = repository_with(&[]);
    for output in ["public", "modules/公開/public"] {
        publish(&site.join(output), &site).unwrap();
    }
    for (module, output) in [("public", "public"), ("modules/公開", "modules/公開/public")] {
        let entry = format!("160000,{},{module}", "1".repeat(40));
        repository.git(&["update-index", "--add", "--cacheinfo", &entry]);
        assert!(publish(&site.join(output), &site).is_err(), "{output}");
    }
}

#[test]
fn a_site_in_a_submodule_is_built_there() {
    let (outer, top) = repository_with(&[]);
    write(top.join("docs/content/nl-NL/a.md"), "# A");
    let entry = format!("160000,{},docs", "1".repeat(40));
    outer.git(&["update-index", "--add", "--cacheinfo", &entry]);
    for _ in 0..2 {
        publish(&top.join("docs/public"), &top.join("docs")).unwrap();
    }
}

#[test]
fn an_output_that_is_a_working_tree_of_its_own_is_published_to_and_keeps_what_others_put_there() {
    let (repository, site) = repository_with(&[("content/nl-NL/a.md", "# A"), (".gitignore", "/public\n")]);
    repository.git(&["worktree", "add", "--quiet", "--orphan", "-b", "gh-pages", "public"]);
    write(site.join("public").join(MARKER), &format!("{HEAD}index.html\n"));
    write(site.join("public/CNAME"), "docs.example.org");
    git(&site.join("public"), &["add", "--all"]);
    git(&site.join("public"), &["commit", "--quiet", "--message", "site"]);
    let outcome = publish(&site.join("public"), &site).unwrap();
    assert_eq!(outcome.kept, [".git", "CNAME"]);
    assert!(git(&site.join("public"), &["status", "--porcelain"]).contains("?? nl-nl/"));
}

#[test]
fn a_repository_of_which_the_sources_are_no_part_may_track_the_output() {
    let (_repository, published) = repository_with(&[("docs/.hexapla-site", HEAD), ("docs/CNAME", "docs.example.org")]);
    let (_room, site) = room();
    assert_eq!(publish(&published.join("docs"), &site).unwrap().kept, ["CNAME"]);
}

#[test]
fn a_committed_folder_that_looks_like_a_repository_does_not_hide_what_git_tracks() {
    let (repository, top) =
        repository_with(&[("docs/public/.hexapla-site", HEAD), ("docs/public/kwaad.html", "kwaad")]);
    for (path, text) in [("docs/HEAD", "ref: refs/heads/main\n"), ("docs/objects/x", ""), ("docs/refs/x", "")] {
        repository.write(path, text);
    }
    assert!(publish(&top.join("docs/public"), &top.join("docs")).is_err());
}

#[test]
fn a_repository_whose_index_cannot_be_read_is_reported() {
    let (_repository, site) = repository_with(&[("a.md", "# A")]);
    write(site.join("public").join(MARKER), HEAD);
    write(site.join(".git/index"), "kapot");
    let error = publish(&site.join("public"), &site).unwrap_err();
    assert!(error.message.starts_with("cannot find out whether Git tracks `"), "{error}");
    fs::remove_dir_all(site.join("public")).unwrap();
    assert_eq!(publish(&site.join("public"), &site).map(drop), Ok(()));
}

#[test]
fn a_list_that_is_a_link_a_pipe_or_names_what_no_site_has_makes_no_folder_ours() {
    let (_room, site) = room();
    let (output, list) = (site.join("public"), site.join("public").join(MARKER));
    write(output.join("dagboek.txt"), "van mij");
    write(site.join("lijst"), &format!("{HEAD}dagboek.txt\n"));
    let is_refused = || assert!(said(&publish(&output, &site).unwrap_err()).contains("did not write"));
    symlink(site.join("lijst"), &list).unwrap();
    is_refused();
    fs::remove_file(&list).unwrap();
    assert!(Command::new("mkfifo").arg(&list).status().unwrap().success());
    is_refused();
    fs::remove_file(&list).unwrap();
    for path in ["../lijst", "/etc/passwd", ""] {
        write(&list, &format!("{HEAD}dagboek.txt\n{path}\n"));
        is_refused();
    }
    assert_eq!(names(&output), [MARKER, "dagboek.txt"]);
}

// Links on the way.

#[test]
fn a_link_in_the_sites_folder_is_not_followed_to_what_it_leads_to() {
    let ((_victim_room, www), (_room, site)) = (victim(), room());
    fs::create_dir(site.join("map")).unwrap();
    symlink(&www, site.join("public")).unwrap();
    symlink(www.parent().unwrap(), site.join("map/公開")).unwrap();
    for output in ["public", "map/公開/www", "map/公開/nieuw", "map/../public"] {
        let error = publish(&site.join(output), &site).unwrap_err();
        assert!(said(&error).contains("is a symbolic link, which is not followed"), "{}", said(&error));
    }
    assert_eq!((names(&www), names(www.parent().unwrap())), (owned(&VICTIM), vec!["www".to_owned()]));
}

#[test]
fn a_link_beside_the_sites_folder_is_not_followed_where_git_can_have_brought_it() {
    let ((_victim_room, www), (_repository, top)) = (victim(), repository_with(&[("docs/content/nl-NL/a.md", "# A")]));
    symlink(&www, top.join("public")).unwrap();
    assert!(publish(&top.join("public"), &top.join("docs")).is_err());
    assert!(publish(&top.join("docs/../public"), &top.join("docs")).is_err());
    assert_eq!(names(&www), VICTIM);
}

#[test]
fn links_above_the_site_and_the_one_that_it_was_named_by_are_the_users_own() {
    let ((_room, place), (_repository, top)) = (room(), repository_with(&[("docs/content/nl-NL/a.md", "# A")]));
    symlink(&top, place.join("werk")).unwrap();
    publish(&place.join("werk/docs/public"), &place.join("werk/docs")).unwrap();
    publish(&place.join("werk/docs/public"), &top.join("docs")).unwrap();
    symlink("docs", top.join("文件")).unwrap();
    publish(&top.join("文件/public"), &top.join("文件")).unwrap();
    assert!(publish(&top.join("文件/public"), &top.join("docs")).is_err());
    fs::create_dir(place.join("srv")).unwrap();
    symlink("srv", place.join("var")).unwrap();
    publish(&place.join("var/www"), &top.join("docs")).unwrap();
    assert_eq!(names(&place.join("srv/www")), PUBLISHED);
}

// The commands.

#[test]
fn a_build_reports_what_it_refuses_and_why() {
    let site = SiteFolder::two_tables().with("public/.hexapla-site", HEAD).with("public/kwaad.html", "kwaad");
    git(site.path(), &["init", "--quiet"]);
    git(site.path(), &["add", "--all"]);
    let run = site.run(&["build"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    assert!(
        run.stderr.contains("Git tracks files in it") && run.stderr.contains("\n  help: take it out with"),
        "{run:?}"
    );
    git(site.path(), &["rm", "-r", "--quiet", "--cached", "public"]);
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
}

#[test]
fn a_build_names_the_folder_that_it_could_not_know_to_be_its_own() {
    let site = SiteFolder::two_tables().with(".public.hexapla-1-0/.hexapla-run", MARK);
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("warning: `") && run.stderr.contains(".public.hexapla-1-0` looks like"), "{run:?}");
}

#[test]
fn reports_and_baselines_are_not_written_through_links() {
    let (_room, elsewhere) = room();
    let site = SiteFolder::two_tables();
    symlink(&elsewhere, site.path().join("rapport")).unwrap();
    for option in [["--report", "json=rapport/報告.json"], ["--write-baseline", "rapport/basis.txt"]] {
        let run = site.run(&[&["check"], &option[..]].concat());
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains("is a symbolic link") && run.stderr.contains("\n  help: "), "{run:?}");
    }
    assert_eq!(names(&elsewhere), [""; 0]);
}
