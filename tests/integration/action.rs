//! The GitHub action: its scripts, run as a runner of GitHub runs them.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::json;
use tempfile::TempDir;

use crate::fixtures::git_repository::{clone, git, write};
use crate::fixtures::site_folder::{CHINESE, CHINESE_PATH, DUTCH, DUTCH_PATH, Run, SiteFolder};

const SARIF: &str = "hexapla.sarif";
const TARGET: &str = "x86_64-unknown-linux-gnu";

/// What a runner lends to the steps of a job: a folder for the program and files to answer in.
struct Runner {
    folder: TempDir,
}

impl Runner {
    /// One with the program on its path, and a summary that an earlier step began.
    fn new() -> Runner {
        let runner = Runner { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(runner.path("bin")).unwrap();
        symlink(env!("CARGO_BIN_EXE_hexapla"), runner.path("bin/hexapla")).unwrap();
        write(runner.path("summary.md"), "# Eerder\n");
        for file in ["output", "added-path"] {
            write(runner.path(file), "");
        }
        runner
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `ci/action/check.sh` in a folder with these inputs.
    fn check(&self, folder: &Path, inputs: &[(&str, &str)]) -> Run {
        self.run("ci/action/check.sh", folder, inputs)
    }

    /// Runs `ci/action/install.sh` for the target of these tests with these inputs.
    fn install(&self, inputs: &[(&str, &str)]) -> Run {
        let bin = self.path("installed");
        let own = [("HEXAPLA_TARGET", TARGET), ("HEXAPLA_BIN", bin.to_str().unwrap())];
        self.run("ci/action/install.sh", self.folder.path(), &[&own, inputs].concat())
    }

    /// Runs a script of the repository with nothing in its environment but what the runner and the inputs give.
    fn run(&self, script: &str, folder: &Path, inputs: &[(&str, &str)]) -> Run {
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap());
        let output = Command::new("bash")
            .arg(repository().join(script))
            .current_dir(folder)
            .stdin(Stdio::null())
            .env_clear()
            .env("PATH", path)
            .env("XDG_CACHE_HOME", self.path("caches"))
            .env("RUNNER_TEMP", self.folder.path())
            .env("GITHUB_OUTPUT", self.path("output"))
            .env("GITHUB_PATH", self.path("added-path"))
            .env("GITHUB_STEP_SUMMARY", self.path("summary.md"))
            .envs(inputs.iter().copied())
            .output()
            .unwrap();
        Run {
            code: output.status.code().expect("the script ends by itself"),
            stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("errors are UTF-8"),
        }
    }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The two tables on `main`, which lacks a Chinese row, and a branch `tak` that has `text` in Dutch.
fn branch(text: &str) -> SiteFolder {
    let last = CHINESE.trim_end().rfind('\n').unwrap() + 1;
    let site = SiteFolder::two_tables().with(CHINESE_PATH, &CHINESE[..last]);
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(&site);
    git(site.path(), &["checkout", "--quiet", "-b", "tak"]);
    let site = site.with(DUTCH_PATH, text);
    commit(&site);
    site
}

/// That branch with a status that is wrong in line 10.
fn broken_branch() -> SiteFolder {
    branch(&DUTCH.replace("401", "403"))
}

fn commit(site: &SiteFolder) {
    git(site.path(), &["add", "--all"]);
    git(site.path(), &["commit", "--quiet", "--allow-empty", "--message", "x"]);
}

/// The workflow commands of a run.
fn annotations(run: &Run) -> Vec<&str> {
    run.stdout.lines().filter(|line| line.starts_with("::")).collect()
}

/// The one result in the SARIF file of a site.
fn the_result(site: &SiteFolder) -> serde_json::Value {
    let text = std::fs::read_to_string(site.path().join(SARIF)).unwrap();
    let sarif: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(1), "{sarif:#}");
    sarif["runs"][0]["results"][0].clone()
}

#[test]
fn a_row_that_a_change_breaks_is_annotated_summed_up_and_in_the_sarif_file() {
    let (site, runner) = (broken_branch(), Runner::new());
    let run = runner.check(site.path(), &[("HEXAPLA_SINCE", "main"), ("HEXAPLA_SARIF_FILE", SARIF)]);
    assert_eq!(run.code, 1, "{run:?}");

    let annotations = annotations(&run);
    assert_eq!(annotations.len(), 1, "{run:?}");
    assert!(annotations[0].starts_with(&format!("::error file={DUTCH_PATH},line=10,")), "{run:?}");
    assert!(annotations[0].contains("title=status-changed::"), "{run:?}");

    let summary = runner.text("summary.md");
    assert!(summary.starts_with("# Eerder\n"), "what is there stays: {summary}");
    assert!(summary.contains("status-changed") && summary.contains(&format!("{DUTCH_PATH}:10")), "{summary}");

    let result = the_result(&site);
    assert_eq!(result["ruleId"], json!("status-changed"));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!((&place["artifactLocation"]["uri"], &place["region"]["startLine"]), (&json!(DUTCH_PATH), &json!(10)));

    assert_eq!(runner.text("output"), format!("exit-code=1\nsarif-file={SARIF}\n"));
}

#[test]
fn a_change_that_breaks_nothing_passes() {
    let site = branch(&DUTCH.replace("De sleutel is ingetrokken.", "Iemand trok de sleutel in."));
    let runner = Runner::new();
    let run = runner.check(site.path(), &[("HEXAPLA_SINCE", "main")]);
    assert_eq!((run.code, annotations(&run)), (0, Vec::new()), "{run:?}");
    assert_eq!(runner.text("output"), "exit-code=0\n");
}

#[test]
fn without_a_revision_everything_is_reported() {
    let (site, runner) = (broken_branch(), Runner::new());
    let run = runner.check(site.path(), &[("HEXAPLA_SINCE", "")]);
    assert_eq!((run.code, annotations(&run).len()), (1, 2), "{run:?}");
}

#[test]
fn the_places_of_a_site_in_a_folder_count_from_the_top_of_the_repository() {
    let site = SiteFolder::empty()
        .with("docs/hexapla.toml", "[content]\nsource_locale = \"zh-TW\"\n")
        .with("docs/content/nl-NL/foutmeldingen.md", DUTCH.replace("401", "403"))
        .with("docs/content/zh-TW/foutmeldingen.md", CHINESE);
    let run = Runner::new().check(site.path(), &[("HEXAPLA_ROOT", "docs"), ("HEXAPLA_SARIF_FILE", SARIF)]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.starts_with("::error file=docs/content/nl-NL/foutmeldingen.md,line=10,"), "{run:?}");
    let place = &the_result(&site)["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], json!("docs/content/nl-NL/foutmeldingen.md"));
}

#[test]
fn more_arguments_are_parted_at_spaces_and_nothing_in_them_is_expanded() {
    let (site, runner) = (broken_branch(), Runner::new());
    let run = runner.check(site.path(), &[("HEXAPLA_SINCE", "main"), ("HEXAPLA_ARGS", "--rule missing-row\n --quiet")]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""), "{run:?}");
    let run = runner.check(site.path(), &[("HEXAPLA_ARGS", "--rule *")]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("`*`") || run.stderr.contains("'*'"), "{run:?}");
}

#[test]
fn the_lowest_severity_that_fails_can_be_chosen() {
    let (site, runner) = (branch(&DUTCH.replace("dienst is", "dienst dienst is")), Runner::new());
    let since = ("HEXAPLA_SINCE", "main");
    assert_eq!(runner.check(site.path(), &[since]).code, 0);
    assert_eq!(runner.check(site.path(), &[since, ("HEXAPLA_FAIL_ON", "warning")]).code, 1);
}

#[test]
fn known_findings_are_not_reported() {
    let (site, runner) = (broken_branch(), Runner::new());
    assert_eq!(site.run(&["check", "--write-baseline", "known.json", "--exit-zero", "--quiet"]).code, 0);
    let run = runner.check(site.path(), &[("HEXAPLA_BASELINE", "known.json")]);
    assert_eq!((run.code, annotations(&run)), (0, Vec::new()), "{run:?}");
}

#[test]
fn the_name_of_a_branch_is_never_run() {
    let site = broken_branch();
    for branch in ["x;touch${IFS}pwned", "$(touch${IFS}pwned)", "`touch${IFS}pwned`", "x|touch${IFS}pwned"] {
        git(site.path(), &["branch", branch, "main"]);
        let run = Runner::new().check(site.path(), &[("HEXAPLA_SINCE", branch)]);
        assert_eq!((run.code, annotations(&run).len()), (1, 1), "{branch}: {run:?}");
    }
    for name in ["x;touch pwned", "$(touch pwned)", "\"; touch pwned; \"", "--version", "main --exit-zero"] {
        let run = Runner::new().check(site.path(), &[("HEXAPLA_SINCE", name)]);
        assert_eq!(run.code, 2, "{name}: {run:?}");
    }
    assert!(!site.path().join("pwned").exists());
}

/// More than one line, for a runner that reads line by line.
const MORE_THAN_A_LINE: &[&str] = &["x\nexit-code=0", "x\n::add-mask::x", "x\r::add-mask::x", "\u{b}x", "x\n"];

/// Expects that a run refused an input, and printed nothing that a runner takes for a command.
fn assert_input_refused(run: &Run, name: &str) {
    assert_eq!(run.code, 2, "{name}: {run:?}");
    assert!(run.stderr.contains(&format!("`{name}`")) && run.stderr.contains("help:"), "{run:?}");
    let printed = format!("{}\n{}", run.stdout, run.stderr);
    assert!(!printed.split(['\n', '\r']).any(|line| line.trim_start().starts_with("::")), "{name}: {run:?}");
}

/// What a step of the action gives to the script that it runs, by the names of the variables.
fn variables_of_step(script: &str) -> Vec<String> {
    let text = std::fs::read_to_string(repository().join("action.yml")).unwrap();
    let step = text.split("- name:").find(|step| step.contains(script)).unwrap();
    let names = step.lines().filter_map(|line| line.trim().split_once(": ${{")).map(|(name, _)| name.to_owned());
    names.collect()
}

#[test]
fn every_input_of_the_check_is_one_line_or_nothing_is_run() {
    let site = broken_branch();
    let names = variables_of_step("ci/action/check.sh");
    assert!(names.len() >= 6, "{names:?}");
    for name in &names {
        // Arguments may be on lines of their own, as long as there is nothing else between them.
        let is_list = name == "HEXAPLA_ARGS";
        for value in MORE_THAN_A_LINE.iter().filter(|value| !is_list || !value.contains('\n')) {
            let runner = Runner::new();
            let run = runner.check(site.path(), &[(name, value)]);
            assert_input_refused(&run, name);
            assert_eq!(runner.text("output"), "exit-code=2\n", "{name}: {value:?}");
            assert_eq!(runner.text("summary.md"), "# Eerder\n");
        }
    }
}

#[test]
fn every_input_of_the_installation_is_one_line_or_nothing_is_installed() {
    let releases = Releases::new();
    let mut names = variables_of_step("ci/action/install.sh");
    names.extend(["HEXAPLA_BIN", "HEXAPLA_TARGET"].map(str::to_owned));
    assert_eq!(names.len(), 4, "{names:?}");
    for name in &names {
        for value in MORE_THAN_A_LINE {
            let runner = Runner::new();
            let url = releases.url();
            let run = runner.install(&[("HEXAPLA_VERSION", "1.2.3"), ("HEXAPLA_RELEASES", &url), (name, value)]);
            assert_input_refused(&run, name);
            assert_eq!(runner.text("added-path"), "");
        }
    }
}

#[test]
fn names_that_look_like_options_or_patterns_are_names() {
    let site = SiteFolder::empty()
        .with("-docs/hexapla.toml", "[content]\nsource_locale = \"zh-TW\"\n")
        .with("-docs/content/nl-NL/foutmeldingen.md", DUTCH.replace("401", "403"))
        .with("-docs/content/zh-TW/foutmeldingen.md", CHINESE);
    let runner = Runner::new();
    let run = runner.check(site.path(), &[("HEXAPLA_ROOT", "-docs"), ("HEXAPLA_SARIF_FILE", "-[*] 錯誤=1.sarif")]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(site.path().join("-[*] 錯誤=1.sarif").exists(), "{run:?}");
    assert_eq!(runner.text("output"), "exit-code=1\nsarif-file=-[*] 錯誤=1.sarif\n");

    let releases = Releases::new();
    let inputs = [("HEXAPLA_VERSION", "1.2.3"), ("HEXAPLA_RELEASES", &*releases.url()), ("HEXAPLA_BIN", "-map[1]")];
    let run = runner.install(&inputs);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(runner.path("-map[1]/hexapla").exists(), "{run:?}");
    assert!(runner.text("added-path").ends_with("/-map[1]\n"));
}

#[test]
fn a_target_cannot_leave_the_folder_of_its_release() {
    let releases = Releases::new();
    for target in ["../v1.2.3/x-y", "x", "--output", "x-*"] {
        let runner = Runner::new();
        let url = releases.url();
        let inputs = [("HEXAPLA_VERSION", "1.2.3"), ("HEXAPLA_RELEASES", &*url), ("HEXAPLA_TARGET", target)];
        let run = runner.install(&inputs);
        assert_eq!(run.code, 2, "{target}: {run:?}");
        assert!(run.stderr.contains("is no target"), "{target}: {run:?}");
    }
}

/// The files that name the actions that run.
const WORKFLOWS: &[&str] = &["action.yml", ".github/workflows/ci.yml", ".github/workflows/release.yml"];

#[test]
fn every_action_is_pinned_by_its_commit_with_its_version_beside_it() {
    for file in WORKFLOWS {
        let text = std::fs::read_to_string(repository().join(file)).unwrap();
        let used = text.lines().filter_map(|line| line.trim_start().trim_start_matches("- ").strip_prefix("uses: "));
        for action in used {
            let (name, comment) = action.split_once(" # v").unwrap_or((action, ""));
            let commit = name.split_once('@').map_or("", |(_, commit)| commit);
            let is_commit = commit.len() == 40 && commit.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            assert!(is_commit, "{file}: {action}: a tag may be moved; name the commit");
            assert_eq!(comment.split('.').count(), 3, "{file}: {action}: say which version the commit is");
        }
    }
}

#[test]
fn no_script_of_a_workflow_holds_an_expression() {
    for file in WORKFLOWS {
        let text = std::fs::read_to_string(repository().join(file)).unwrap();
        let found = expressions_in_scripts(&text);
        assert!(found.is_empty(), "{file}: {found:?} would become a part of a script; give it through `env`");
    }
    let hostile = "env:\n  A: ${{ a }}\nrun: echo ${{ b }}\n- run: |\n    x\n\n    ${{ c }}\nwith: ${{ d }}\n";
    assert_eq!(expressions_in_scripts(hostile), ["run: echo ${{ b }}", "${{ c }}"]);
}

/// The lines with an expression in what follows a `run:`.
fn expressions_in_scripts(workflow: &str) -> Vec<&str> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut script: Option<usize> = None;
    let mut found = Vec::new();
    for line in workflow.lines().filter(|line| !line.trim().is_empty()) {
        let key = line.trim_start().trim_start_matches("- ");
        script = script.filter(|begun| indent(line) > *begun);
        if script.is_none() && key.starts_with("run:") && key != "run:" {
            script = Some(indent(line));
        }
        if script.is_some() && line.contains("${{") {
            found.push(line.trim());
        }
    }
    found
}

#[test]
fn a_shallow_clone_answers_2_and_shows_the_way_out() {
    let site = broken_branch();
    let (_folder, shallow) = clone(site.path(), &["--depth=1", "--branch=tak"]);
    let runner = Runner::new();
    let run = runner.check(&shallow, &[("HEXAPLA_SINCE", "origin/main"), ("HEXAPLA_SARIF_FILE", SARIF)]);
    assert_eq!((run.code, annotations(&run)), (2, Vec::new()), "{run:?}");
    assert!(run.stderr.contains("fetch-depth: 0"), "{run:?}");
    assert_eq!(runner.text("output"), "exit-code=2\n");
}

/// A folder of releases, with one that holds a program which only prints what it is.
struct Releases {
    folder: TempDir,
}

impl Releases {
    fn new() -> Releases {
        let releases = Releases { folder: tempfile::tempdir().unwrap() };
        let program = releases.folder.path().join("hexapla");
        write(&program, "#!/bin/sh\necho uitgebracht\n");
        std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
        let tag = releases.tag();
        let notices = releases.folder.path().join("notices");
        write(&notices, "Vermeldingen\n");
        let [program, notices, folder] = [&program, &notices, &tag].map(|path| path.to_str().unwrap());
        run("ci/release/pack.sh", &[TARGET, program, notices, folder]);
        let sums = "cd \"$1\" && if command -v sha256sum; then sha256sum hexapla-*; else shasum -a 256 hexapla-*; fi";
        let sums = Command::new("bash").args(["-c", sums, "bash"]).arg(&tag).output().unwrap();
        write(tag.join("SHA256SUMS"), &String::from_utf8(sums.stdout).unwrap());
        releases
    }

    /// The folder of the release 1.2.3.
    fn tag(&self) -> PathBuf {
        self.folder.path().join("v1.2.3")
    }

    fn url(&self) -> String {
        format!("file://{}", self.folder.path().display())
    }
}

/// Runs a script of the repository, which must succeed; answers what it prints.
fn run(script: &str, arguments: &[&str]) -> String {
    let output = Command::new("bash").arg(repository().join(script)).args(arguments).output().unwrap();
    assert!(output.status.success(), "{script} {arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_release_with_the_right_checksum_is_installed() {
    let releases = Releases::new();
    for version in ["1.2.3", "v1.2.3"] {
        let runner = Runner::new();
        let run = runner.install(&[("HEXAPLA_VERSION", version), ("HEXAPLA_RELEASES", &releases.url())]);
        assert_eq!(run.code, 0, "{run:?}");
        let installed = Command::new(runner.path("installed/hexapla")).output().unwrap();
        assert_eq!(String::from_utf8(installed.stdout).unwrap(), "uitgebracht\n");
        let added = PathBuf::from(runner.text("added-path").trim_end());
        assert_eq!(added.canonicalize().unwrap(), runner.path("installed").canonicalize().unwrap());
    }
}

#[test]
fn a_release_with_a_wrong_checksum_is_refused() {
    let releases = Releases::new();
    let archive = releases.tag().join(format!("hexapla-{TARGET}.tar.gz"));
    let mut bytes = std::fs::read(&archive).unwrap();
    bytes.push(0);
    std::fs::write(&archive, bytes).unwrap();
    assert_refused(&releases, "SHA-256");
}

#[test]
fn a_release_without_a_checksum_is_refused() {
    let releases = Releases::new();
    let sums = std::fs::read_to_string(releases.tag().join("SHA256SUMS")).unwrap();
    write(releases.tag().join("SHA256SUMS"), &sums.replace(".tar.gz", ".tar.gz.old"));
    assert_refused(&releases, "no checksum");
}

/// Expects that nothing of the release is installed, and that the error explains why.
fn assert_refused(releases: &Releases, why: &str) {
    let runner = Runner::new();
    let run = runner.install(&[("HEXAPLA_VERSION", "1.2.3"), ("HEXAPLA_RELEASES", &releases.url())]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains(why) && run.stderr.contains("help:"), "{run:?}");
    assert!(!runner.path("installed/hexapla").exists());
    assert_eq!(runner.text("added-path"), "");
}

#[test]
fn a_version_that_is_not_released_or_none_answers_2() {
    let releases = Releases::new();
    for version in ["9.9.9", "1.2", "../v1.2.3", "1.2.3/..", "$(touch pwned)"] {
        let runner = Runner::new();
        let run = runner.install(&[("HEXAPLA_VERSION", version), ("HEXAPLA_RELEASES", &releases.url())]);
        assert_eq!(run.code, 2, "{version}: {run:?}");
        assert!(run.stderr.contains("help:"), "{version}: {run:?}");
        assert!(!runner.path("pwned").exists());
    }
}

#[test]
fn each_runner_gets_the_archive_made_for_it_of_the_version_that_the_action_has() {
    let releases = Releases::new();
    let runners = [
        ("Linux", "X64", "hexapla-x86_64-unknown-linux-"),
        ("Linux", "ARM64", "hexapla-aarch64-unknown-linux-"),
        ("macOS", "X64", "hexapla-x86_64-apple-darwin.tar.gz"),
        ("macOS", "ARM64", "hexapla-aarch64-apple-darwin.tar.gz"),
        ("Windows", "X64", "hexapla-x86_64-pc-windows-msvc.zip"),
    ];
    let tag = releases.folder.path().join(concat!("v", env!("CARGO_PKG_VERSION")));
    write(tag.join("SHA256SUMS"), "");
    for (system, machine, archive) in runners {
        let runner = Runner::new();
        let inputs = [("RUNNER_OS", system), ("RUNNER_ARCH", machine), ("HEXAPLA_RELEASES", &releases.url())];
        let run = runner.run("ci/action/install.sh", runner.folder.path(), &inputs);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains(&format!("{}/{archive}", tag.display())), "{run:?}");
    }
}

#[test]
fn an_archive_has_the_licences_of_the_program_and_of_what_is_in_it() {
    let releases = Releases::new();
    let archive = releases.tag().join(format!("hexapla-{TARGET}.tar.gz"));
    let listed = Command::new("tar").arg("-tzf").arg(archive).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    for file in ["hexapla", "LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY-NOTICES.txt"] {
        assert!(listed.lines().any(|line| line == format!("hexapla-{TARGET}/{file}")), "{file}: {listed}");
    }
}

#[test]
fn the_page_of_a_release_is_the_section_of_the_changelog() {
    let notes = run("ci/release/notes.sh", &[env!("CARGO_PKG_VERSION")]);
    assert!(notes.contains("`build` makes a static site"), "{notes}");
    assert!(!notes.contains("# Changelog"), "{notes}");
}
