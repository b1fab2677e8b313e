//! What a pull request can bring as content: nothing of it leaks a file, runs in a browser, or takes more than its share.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fixtures::git_repository::{GitRepository, write};
use crate::fixtures::program::program;
use crate::fixtures::site_folder::SiteFolder;

const SECRET: &str = "GEHEIM秘密";

/// All files of the built site, by their paths in it.
fn built(site: &Path) -> Vec<(String, Vec<u8>)> {
    let public = site.join("public");
    let mut files = Vec::new();
    let mut folders = vec![public.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let name = path.strip_prefix(&public).unwrap().to_string_lossy().into_owned();
                    files.push((name, std::fs::read(&path).unwrap()));
                }
            }
        }
    }
    files.sort();
    files
}

fn names(site: &Path) -> Vec<String> {
    built(site).into_iter().map(|(name, _)| name).collect()
}

/// Whether a text is anywhere in the built site.
fn is_published(site: &Path, text: &str) -> bool {
    built(site).iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(text))
}

/// What is found in a site, as `rule path`.
fn found(site: &SiteFolder, arguments: &[&str]) -> Vec<String> {
    let run = site.run(&[&["check", "--format", "json"], arguments].concat());
    let report = run.json();
    let findings = report["findings"].as_array().unwrap().clone();
    let told = |finding: &serde_json::Value| {
        format!("{} {}", finding["rule"].as_str().unwrap(), finding["path"].as_str().unwrap())
    };
    findings.iter().map(told).collect()
}

/// A page that includes `path`.
fn including(path: &str) -> SiteFolder {
    SiteFolder::empty().with("content/nl-NL/a.md", format!("# Kop\n\n[!INCLUDE [een stuk]({path})]\n"))
}

#[test]
fn an_include_reads_nothing_but_markdown_of_its_own_locale() {
    for (path, target) in [
        (".git/config", "../../.git/config"),
        (".env", "../../.env"),
        ("hexapla.lock.md", "../../hexapla.lock.md"),
        ("content/nl-NL/.verborgen.md", ".verborgen.md"),
        ("content/nl-NL/.git/a.md", ".git/a.md"),
        ("snippets/c.md", "../../snippets/c.md"),
        // These two are published by themselves, but not on the page that includes them.
        ("content/nl-NL/a.txt", "a.txt"),
        ("content/zh-TW/b.md", "../zh-TW/b.md"),
    ] {
        let site = including(target).with(path, SECRET);
        let run = site.run(&["build", "--quiet"]);
        assert_eq!(run.code, 0, "{path}: {run:?}");
        let page = std::fs::read_to_string(site.path().join("public/nl-nl/a/index.html")).unwrap();
        assert!(page.contains("een stuk") && !page.contains(SECRET), "{path}");
        let is_public = matches!(path, "content/nl-NL/a.txt" | "content/zh-TW/b.md");
        assert_eq!(is_published(site.path(), SECRET), is_public, "{path}");
        assert!(found(&site, &[]).contains(&"broken-include content/nl-NL/a.md".to_owned()), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn an_include_through_a_link_is_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    write(outside.path().join("geheim.md"), SECRET);
    let site = including("includes/geheim.md");
    std::os::unix::fs::symlink(outside.path(), site.path().join("content/nl-NL/includes")).unwrap();
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    assert!(!is_published(site.path(), SECRET));
    assert!(found(&site, &[]).contains(&"broken-include content/nl-NL/a.md".to_owned()));
}

#[test]
fn a_locale_beside_the_site_includes_what_is_in_its_own_folder() {
    let room = GitRepository::new();
    room.write("site/hexapla.toml", "[content.locales]\nzh-TW = \"../zh/文件\"\n");
    room.write("site/content/nl-NL/a.md", "# Kop\n");
    room.write("zh/文件/a.md", "# 標題\n\n[!INCLUDE [註](includes/註.md)]\n");
    room.write("zh/文件/includes/註.md", "這裡有方塊。");
    let site = room.path().join("site");
    let output = program(&site, &["build", "--quiet"]).output();
    assert!(output.unwrap().status.success());
    assert!(is_published(&site, "這裡有方塊。"));
}

#[test]
fn snippets_are_read_from_folders_that_the_configuration_names_inside_the_repository() {
    let room = GitRepository::new();
    let site = |configured: &str| {
        room.write("docs/hexapla.toml", &format!("[content]\nsnippets = [\"{configured}\"]\n"));
        room.write("docs/content/nl-NL/a.md", "# Kop\n\n[!INCLUDE [x](../../../gedeeld/注意.md)]\n");
        room.write("gedeeld/注意.md", "Gedeeld 方塊.");
        let docs = room.path().join("docs");
        let output = program(&docs, &["build", "--quiet"]).output();
        let output = output.unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap(), is_published(&docs, "Gedeeld 方塊."))
    };
    assert_eq!(site("../gedeeld"), (Some(0), String::new(), true));
    for wrong in ["../..", "../../elders", "../.git"] {
        let (code, said, _) = site(wrong);
        assert_eq!(code, Some(2), "{wrong}: {said}");
        assert!(said.contains("config-invalid") && said.contains("hexapla.toml:2"), "{wrong}: {said}");
    }
}

#[test]
fn files_that_include_each_other_many_times_take_no_time_and_are_reported() {
    let mut site = including("includes/0.md");
    for level in 0..7 {
        let line = format!("[!INCLUDE [x]({}.md)]\n\n", level + 1);
        site = site.with(&format!("content/nl-NL/includes/{level}.md"), line.repeat(50));
    }
    let site = site.with("content/nl-NL/includes/7.md", "einde 終");
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    let size: usize = built(site.path()).iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(size < 10_000_000, "{size} bytes");
    assert!(found(&site, &[]).iter().any(|told| told.starts_with("limit-exceeded content/nl-NL/includes/")));
}

#[test]
fn twenty_thousand_includes_in_one_line_are_read_once_each() {
    let line = "x [!INCLUDE [註](includes/b.md)] ".repeat(20_000);
    let site = SiteFolder::empty().with("content/nl-NL/a.md", line).with("content/nl-NL/includes/b.md", "方塊");
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    let page = built(site.path()).into_iter().find(|(name, _)| name == "nl-nl/a/index.html").unwrap().1;
    assert_eq!(String::from_utf8(page).unwrap().matches("方塊").count(), 1_000);
    // There are too many includes, and the paragraph that they are is too long to be compared.
    assert_eq!(found(&site, &[]), ["limit-exceeded content/nl-NL/a.md"; 2]);
}

#[test]
fn only_files_that_cannot_act_are_copied() {
    let mut site = SiteFolder::empty().with("content/nl-NL/index.md", "# Thuis\n");
    let acting =
        ["a.html", "b.XHTML", "c.js", "d.php", "e.php.jpg", ".htaccess", ".env", "_headers", "f.xml", "g.shtml", "h"];
    for name in acting.into_iter().chain(["media/圖.png", "é.pdf", "rijen.csv"]) {
        site = site.with(&format!("content/nl-NL/{name}"), SECRET);
    }
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    let names = names(site.path());
    for name in acting {
        assert!(!names.contains(&format!("nl-nl/{name}")), "{name}");
        assert!(found(&site, &[]).contains(&format!("file-not-copied content/nl-NL/{name}")), "{name}");
    }
    for name in ["media/圖.png", "é.pdf", "rijen.csv"] {
        assert!(names.contains(&format!("nl-nl/{name}")), "{name}: {names:?}");
    }
    let site = site.with("hexapla.toml", "[content]\ncopy = [\"**/*.html\"]\n");
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    assert!(self::names(site.path()).contains(&"nl-nl/a.html".to_owned()));
    assert!(!found(&site, &[]).contains(&"file-not-copied content/nl-NL/a.html".to_owned()));
}

#[test]
fn a_drawing_is_copied_without_what_acts_in_it_and_one_that_is_none_is_not() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"><foreignObject><p>x</p></foreignObject><text>方塊</text></svg>";
    let site = SiteFolder::empty()
        .with("content/nl-NL/index.md", "# Thuis\n\n![één](goed.svg) ![二](kwaad.svg)\n")
        .with("content/nl-NL/script.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script></svg>")
        .with("content/nl-NL/goed.svg", svg)
        .with("content/nl-NL/kwaad.svg", "<html><script>x()</script>");
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    let files = built(site.path());
    let drawing = &files.iter().find(|(name, _)| name == "nl-nl/goed.svg").unwrap().1;
    let drawing = String::from_utf8(drawing.clone()).unwrap();
    assert!(drawing.contains("方塊") && !drawing.contains("foreignObject") && !drawing.contains("onload"), "{drawing}");
    let told = found(&site, &[]);
    for name in ["kwaad", "script"] {
        assert!(!files.iter().any(|(built, _)| *built == format!("nl-nl/{name}.svg")), "{name}");
    }
    for name in ["goed", "kwaad", "script"] {
        assert!(told.contains(&format!("file-not-copied content/nl-NL/{name}.svg")), "{told:?}");
    }
}

#[test]
fn control_characters_make_no_file_of_the_site_malformed() {
    let site = SiteFolder::empty()
        .with("hexapla.toml", "[site]\ntitle = \"a\\u0007b\\uffff\"\nbase_url = \"https://docs.example.org/\"\n")
        .with("content/nl-NL/index.md", "---\ndate: 2026-01-01\ntitle: \"een\\u0001二\"\n---\n# Kop \u{1b}[31m\n");
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    let mut read = 0;
    for (name, bytes) in built(site.path()).into_iter().filter(|(name, _)| name.ends_with(".xml")) {
        let text = String::from_utf8(bytes).unwrap();
        let is_written = |char: char| !char.is_control() || matches!(char, '\t' | '\n' | '\r');
        assert!(text.chars().all(|char| is_written(char) && char != '\u{ffff}'), "{name}: {text:?}");
        let mut reader = quick_xml::Reader::from_str(&text);
        while reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) != quick_xml::events::Event::Eof {}
        read += 1;
    }
    assert!(read >= 3, "{read} files");
}

#[test]
fn a_text_of_seventeen_megabytes_is_not_read() {
    let site = SiteFolder::two_tables().with("content/nl-NL/groot.md", vec![b'x'; 17 << 20]);
    let run = site.run(&["build", "--quiet"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(found(&site, &[]).contains(&"unreadable-file content/nl-NL/groot.md".to_owned()));
}

#[test]
fn folders_inside_one_another_without_end_are_not_read() {
    let deep = "方/".repeat(300);
    let site = SiteFolder::two_tables().with(&format!("content/nl-NL/{deep}a.md"), "# Diep\n");
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    assert_eq!(found(&site, &[]), [format!("limit-exceeded content/nl-NL/{deep}a.md")]);
}

#[test]
fn marks_in_code_rules_and_anchors_are_not_counted() {
    let quoted = format!("{}\n\n> a <span title=\"\n> 方<div\">\n", "<div>".repeat(200));
    let harmless =
        format!("```text\n{} a\n```\n\n{}\n\n{}", ">".repeat(150), "* ".repeat(120), "<a name=\"x\">".repeat(300));
    // More than two hundred elements are too many whatever stands around them, what only looks like one does not count, and
    // a place in the quote is found without a panic.
    let fewer = quoted.replacen("<div>", "", 1);
    for (text, expected) in [(quoted, 1), (fewer, 0), (harmless, 0)] {
        let site = SiteFolder::empty().with("content/nl-NL/a.md", format!("# Kop\n\n{text}"));
        let told = found(&site, &[]);
        let limits = told.iter().filter(|told| told.starts_with("limit-exceeded")).count();
        assert_eq!(limits, expected, "{told:?}");
        assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    }
}

#[test]
fn more_threads_than_any_machine_has_are_refused() {
    let run = SiteFolder::two_tables().run(&["build", "--jobs", "999999999"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("256"), "{}", run.stderr);
}

#[test]
fn what_one_page_asks_for_is_bounded_and_reported() {
    let rows: String = (0..5_010).map(|at| format!("|Fout{at}: 401|Box|\n")).collect();
    let aliases: String = (0..150).map(|at| format!("- oud{at}\n")).collect();
    let classes: String = (0..80).map(|at| format!("Fout{at}Exception: ")).collect();
    for (text, what) in [
        (format!("|Foutbericht|App|\n|---|---|\n{rows}"), "rows"),
        (format!("---\naliases:\n{aliases}---\n# Kop\n"), "addresses"),
        (format!("|Foutbericht|App|\n|---|---|\n|{classes}|方塊|\n"), "exceptions"),
        (format!("# {}\n", "長".repeat(2_000)), "title"),
        (format!("{} a\n", ">".repeat(500)), "quotes"),
        ("<div>".repeat(500), "elements"),
    ] {
        let site = SiteFolder::empty().with("content/nl-NL/a.md", text);
        let report = site.run(&["check", "--format", "json"]).json();
        let messages = report["findings"].as_array().unwrap().iter();
        let messages: Vec<String> = messages
            .filter(|finding| finding["rule"] == "limit-exceeded")
            .map(|finding| finding["message"].as_str().unwrap().to_owned())
            .collect();
        assert!(messages.len() == 1 && messages[0].contains(what), "{what}: {messages:?}");
    }
}

#[cfg(unix)]
#[test]
fn pipes_among_the_content_keep_nobody_waiting() {
    let site = SiteFolder::two_tables();
    let places = ["content/nl-NL/pijp.md", "content/nl-NL/pijp.png", "hexapla.lock", "glossary.csv", "hexapla.toml"];
    for place in places {
        let made = Command::new("mkfifo").arg(site.path().join(place)).status().unwrap();
        assert!(made.success());
    }
    let run = site.run(&["build", "--quiet"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("not a plain file"), "{}", run.stderr);
}

/// Two checkouts: `basis`, whose configuration is strict, and `hoofd`, which a stranger wrote.
fn two_checkouts() -> (tempfile::TempDir, PathBuf) {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().to_path_buf();
    write(
        path.join("basis/hexapla.toml"),
        "[content]\nsource_locale = \"nl-NL\"\n[check.rules]\nmissing-page = \"error\"\n",
    );
    write(path.join("hoofd/hexapla.toml"), "[check.rules]\nmissing-page = \"off\"\n");
    write(path.join("hoofd/basis/hexapla.toml"), "[check.rules]\nmissing-page = \"off\"\n");
    write(path.join("hoofd/content/nl-NL/a.md"), "# Kop\n");
    write(path.join("hoofd/content/nl-NL/b.md"), "# Kop\n");
    write(path.join("hoofd/content/zh-TW/a.md"), "# 標題\n");
    (room, path)
}

#[test]
fn a_fork_is_checked_with_the_configuration_of_the_base_branch() {
    let (_room, path) = two_checkouts();
    let absolute = path.join("basis/hexapla.toml").to_string_lossy().into_owned();
    let check = |folder: &Path, arguments: &[&str]| {
        program(folder, &[&["check"], arguments].concat()).output().unwrap().status.code()
    };
    assert_eq!(check(&path.join("hoofd"), &[]), Some(0));
    for arguments in [["--root", "hoofd", "--config", "basis/hexapla.toml"], ["--root", "hoofd", "--config", &absolute]]
    {
        assert_eq!(check(&path, &arguments), Some(1), "{arguments:?}");
    }
    assert_eq!(check(&path.join("hoofd"), &["--config", "../basis/hexapla.toml"]), Some(1));
}

#[cfg(unix)]
#[test]
fn a_site_behind_a_link_that_git_could_have_brought_is_not_read() {
    let repository = GitRepository::new();
    let outside = tempfile::tempdir().unwrap();
    write(outside.path().join("content/nl-NL/a.md"), SECRET);
    // To Git a folder like this one is a repository without a working tree.
    write(repository.path().join("kaal/HEAD"), "ref: refs/heads/main\n");
    for folder in ["kaal/objects", "kaal/refs"] {
        std::fs::create_dir(repository.path().join(folder)).unwrap();
    }
    for link in ["docs", "kaal/docs"] {
        std::os::unix::fs::symlink(outside.path(), repository.path().join(link)).unwrap();
        let output = program(repository.path(), &["model", "--root", link]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{link}");
        assert!(!String::from_utf8_lossy(&output.stdout).contains(SECRET), "{link}");
    }
}

/// A commit on top of `HEAD` whose content is a tree inside itself: `width` folders of the same tree at each of `depth`
/// levels.
fn bomb(repository: &GitRepository, width: usize, depth: usize) -> String {
    let tree = |entries: &str| {
        let place = repository.path().join("entries");
        std::fs::write(&place, entries).unwrap();
        let input = std::fs::File::open(&place).unwrap();
        let made = Command::new("git").arg("mktree").current_dir(repository.path()).stdin(input).output().unwrap();
        std::fs::remove_file(place).unwrap();
        String::from_utf8(made.stdout).unwrap().trim().to_owned()
    };
    let page = repository.git(&["hash-object", "-w", "content/nl-NL/a.md"]);
    let mut id = tree(&format!("100644 blob {page}\ta.md\n"));
    for _ in 0..depth {
        let entries: String = (0..width).map(|at| format!("040000 tree {id}\td{at}\n")).collect();
        id = tree(&entries);
    }
    let locale = tree(&format!("040000 tree {id}\tnl-NL\n"));
    let root = tree(&format!("040000 tree {locale}\tcontent\n"));
    repository.git(&["commit-tree", "-p", "HEAD", "-m", "bom", &root])
}

#[test]
fn revisions_that_name_more_files_than_a_disk_holds_are_refused() {
    let repository = GitRepository::new();
    repository.write("content/nl-NL/a.md", "# Kop 方塊\n");
    repository.commit("begin");
    for (width, depth, expected) in [(10, 8, "too many files"), (1, 400, "too deep")] {
        let commit = bomb(&repository, width, depth);
        // As the state after the change, and as what the change is held against.
        for arguments in [vec!["check", "--since", "HEAD", "--head", &commit], vec!["check", "--head", &commit]] {
            let output = program(repository.path(), &arguments).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
            assert!(said.contains(expected), "{arguments:?}: {said}");
        }
        let child = repository.git(&["commit-tree", "-p", &commit, "-m", "kind", "HEAD^{tree}"]);
        let output = program(repository.path(), &["check", "--since", &commit, "--head", &child]).output();
        assert_eq!(output.unwrap().status.code(), Some(2));
    }
}
