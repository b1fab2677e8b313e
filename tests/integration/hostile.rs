//! Content that nobody wrote on purpose, or that somebody did: it is reported, and the rest is still checked.

use hexapla::cache::NoCache;
use hexapla::check::Finding;
use hexapla::config::Options;
use hexapla::parse::{Place, parse};
use hexapla::pipeline::{self, Site};
use hexapla::read::{Embedded, Memory};
use hexapla::text::{FilePath, Source};

use crate::fixtures::site_folder::{CHINESE, CHINESE_PATH, DUTCH, DUTCH_PATH, SiteFolder};

/// Both tables in memory, to be made worse.
fn two_tables() -> Memory {
    Memory::new([(DUTCH_PATH, DUTCH), (CHINESE_PATH, CHINESE)])
}

fn load(world: &Memory) -> Site {
    pipeline::load(world, &Embedded, &NoCache, Options::default(), &[]).unwrap_or_else(|failure| panic!("{failure:?}"))
}

fn check(world: &Memory) -> Vec<Finding> {
    pipeline::check(world, &load(world)).unwrap().findings
}

/// What was found as `rule path:line`.
fn found(world: &Memory) -> Vec<String> {
    let line = |path: &FilePath, at: usize| {
        let bytes = hexapla::read::World::read(world, path).unwrap();
        Source::new(path.clone(), String::from_utf8_lossy(&bytes).into_owned()).position(at).line
    };
    let told = |finding: &Finding| {
        let span = &finding.diagnostic.span;
        format!("{} {}:{}", finding.diagnostic.rule, span.file, line(&span.file, span.start))
    };
    check(world).iter().map(told).collect()
}

fn parse_page(text: String) -> hexapla::parse::Document {
    let place = Place { locale: "nl-NL".parse().unwrap(), relative_path: "a.md".into(), page_key: None };
    parse(Source::new(FilePath::new("a.md"), text), &place).0
}

#[test]
fn tables_that_agree_are_clean() {
    assert_eq!(found(&two_tables()), Vec::<String>::new());
}

#[test]
fn a_byte_order_mark_and_the_line_ends_of_windows_change_nothing() {
    let windows = format!("\u{feff}{}", CHINESE.replace('\n', "\r\n"));
    assert_eq!(found(&two_tables().with(CHINESE_PATH, windows)), Vec::<String>::new());
}

#[test]
fn an_empty_file_is_a_page_without_rows() {
    let world = two_tables().with("content/nl-NL/leeg.md", "").with("content/zh-TW/leeg.md", "\u{feff}\r\n");
    let site = load(&world);
    assert_eq!((site.corpus.pages.len(), site.alignment.entries.len()), (2, 3));
    assert_eq!(found(&world), Vec::<String>::new());
}

#[test]
fn a_file_that_is_not_utf_8_is_named_with_its_line_and_the_rest_is_checked() {
    let world = two_tables()
        .with("content/nl-NL/latin.md", b"# Caf\xe9\n\n".to_vec())
        .with("content/zh-TW/big5.md", b"# \n\n\xbf\xf9\xbb~\n".to_vec())
        .with(CHINESE_PATH, CHINESE.replace("401", "403"));
    assert!(!pipeline::blocking(&load(&world)).is_empty());
    assert_eq!(
        found(&world),
        [
            "unreadable-file content/nl-NL/latin.md:1",
            "unreadable-file content/zh-TW/big5.md:3",
            "status-changed content/zh-TW/foutmeldingen.md:10",
        ]
    );
}

#[test]
fn broken_front_matter_is_reported_and_its_table_is_still_read() {
    let world = two_tables().with(CHINESE_PATH, CHINESE.replace("title: 錯誤訊息", "title: 錯誤: 訊息"));
    assert_eq!(found(&world), ["front-matter-invalid content/zh-TW/foutmeldingen.md:2"]);
    assert_eq!(load(&world).alignment.entries.len(), 3);
}

#[test]
fn a_table_without_a_delimiter_row_is_reported() {
    let world = two_tables().with(CHINESE_PATH, CHINESE.replace("|---|---|---|---|\n", ""));
    assert!(found(&world).contains(&"missing-delimiter content/zh-TW/foutmeldingen.md:8".to_owned()));
}

#[test]
fn two_files_that_claim_one_page_block_the_build() {
    let world = two_tables().with("content/nl-NL/foutmeldingen/index.md", DUTCH);
    assert!(!pipeline::blocking(&load(&world)).is_empty());
    assert!(found(&world).iter().any(|told| told.starts_with("duplicate-url ")));
}

#[test]
fn an_include_outside_the_folder_is_refused() {
    let world = two_tables().with("content/nl-NL/a.md", "[!INCLUDE [x](../../../../etc/passwd)]\n");
    assert!(found(&world).iter().any(|told| told.starts_with("broken-include content/nl-NL/a.md:1")));
}

#[test]
fn folders_whose_names_are_no_language_are_reported_and_not_read() {
    let world = two_tables().with("content/nederlands/a.md", "# A\n");
    assert_eq!(found(&world), ["unknown-locale content/nederlands/a.md:1"]);
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_not_followed() {
    let site = SiteFolder::two_tables().with("elders/geheim.md", "# Geheim\n");
    std::os::unix::fs::symlink(site.path().join("elders/geheim.md"), site.path().join("content/nl-NL/geheim.md"))
        .unwrap();
    std::os::unix::fs::symlink(site.path().join("elders"), site.path().join("content/zh-TW/elders")).unwrap();
    std::os::unix::fs::symlink(site.path(), site.path().join("content/zh-TW/kring")).unwrap();
    let run = site.run(&["model"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!run.stdout.contains("geheim"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named_or_was_readable_after_all() {
    use std::os::unix::fs::PermissionsExt;
    let site = SiteFolder::two_tables().with("content/nl-NL/dicht.md", "# Dicht\n");
    let path = site.path().join("content/nl-NL/dicht.md");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    let run = site.run(&["check", "--format", "concise"]);
    let is_root = std::fs::read(&path).is_ok();
    assert!(is_root || run.stdout.contains("unreadable-file") && run.code == 1, "{run:?}");
}

#[test]
fn twenty_thousand_rows_are_read_and_aligned() {
    let table = |header: &str, said: &str| {
        let row = |number: usize| format!("|SyncException{number}: {said}|Okta|\n");
        format!("# A\n\n{header}\n|---|---|\n{}", (0..20_000).map(row).collect::<String>())
    };
    let world = Memory::default()
        .with("content/nl-NL/a.md", table("|Foutbericht|App|", "het lukte niet"))
        .with("content/zh-TW/a.md", table("|錯誤訊息|應用程式|", "無法完成"));
    let site = load(&world);
    assert_eq!(site.alignment.entries.len(), 20_000);
    assert!(site.alignment.entries.iter().all(|entry| entry.rows.len() == 2));
}

#[test]
fn quotes_and_lists_ten_thousand_deep_do_not_exhaust_the_stack() {
    for deep in
        [">".repeat(10_000), "- ".repeat(10_000), "[".repeat(50_000), "*".repeat(50_000), "{\"a\":".repeat(20_000)]
    {
        let cell = deep.replace('|', "");
        let world = Memory::default()
            .with("content/nl-NL/a.md", format!("{deep}\n\n|Fout|\n|---|\n|{cell}|\n"))
            .with("content/zh-TW/a.md", format!("{deep} 錯誤\n"));
        let found = check(&world);
        assert!(found.len() < 100, "{} findings in three texts", found.len());
    }
}

#[test]
fn a_line_of_a_megabyte_is_a_cell_like_any_other() {
    let long = "錯誤 HttpRequestFailure: 401 {\"error\":1} ".repeat(25_000);
    let document = parse_page(format!("|Fout|App|\n|---|---|\n|{long}|Okta|\n"));
    assert_eq!(&*document.page.tables[0].rows[0].cells[0].text, long.trim());
}

#[test]
fn a_header_of_nothing_but_wide_space_is_a_column() {
    for space in ["\u{3000}", "\u{2028}", "\u{a0}"] {
        let document = parse_page(format!("|{space}\n-|\n錯誤|\n"));
        assert_eq!(&*document.page.tables[0].rows[0].cells[0].text, "錯誤", "{space:?}");
    }
}

#[test]
fn ten_thousand_columns_are_columns() {
    let row = "|a".repeat(10_000);
    let document = parse_page(format!("{row}|\n{}|\n{row}|b|c|\n", "|-".repeat(10_000)));
    assert_eq!(document.page.tables[0].rows[0].cells.len(), 10_000);
}

#[test]
fn nothing_nested_without_end_exhausts_the_stack_of_a_build() {
    let deep = [
        format!("|Fout|App|\n|---|---|\n|{}|Box|\n", "{\\\"".repeat(30_000)),
        format!("{} diep\n", ">".repeat(15_000)),
        "*a ".repeat(30_000),
        format!("|Fout|App|\n|---|---|\n|{}|Box|\n", "<b>".repeat(20_000)),
        "<div>".repeat(50_000),
    ];
    for text in deep {
        let run = SiteFolder::two_tables().with("content/nl-NL/diep.md", &text).run(&["build", "--quiet"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", &text[..20]);
    }
}

#[test]
fn what_is_never_closed_is_read_in_one_pass() {
    let backticks: String = (1..1_500).map(|length| format!("{} ", "`".repeat(length))).collect();
    let open = ["](", "&lt;", "{{", "${", "<a "].map(|open| open.repeat(60_000));
    for text in open.iter().chain([&backticks]) {
        let page = parse_page(format!("|Fout|App|\n|---|---|\n|{text}|方塊|\n")).page;
        assert_eq!(page.tables[0].rows.len(), 1);
    }
    let headings = parse_page("# Kop\n".repeat(20_000)).page.headings;
    assert_eq!(headings.last().map(|heading| heading.id.as_str()), Some("kop-19999"));
}

#[test]
fn includes_that_fan_out_are_not_taken_for_circles() {
    let world = (0..40).fold(two_tables(), |world, level| {
        let next = level + 1;
        let text = format!("[!INCLUDE [a]({next}.md)]\n\n[!INCLUDE [b]({next}.md)]\n");
        world.with(&format!("content/nl-NL/includes/{level}.md"), text)
    });
    let world = world
        .with("content/nl-NL/includes/40.md", "Klaar.\n")
        .with("content/nl-NL/includes/rond.md", "[!INCLUDE [rond](rond.md)]\n");
    let page = |file: &str| format!("[!INCLUDE [x](includes/{file}.md)]\n");
    let world = world.with("content/nl-NL/uit.md", page("0")).with("content/nl-NL/rond.md", page("rond"));
    let told: Vec<String> = found(&world).into_iter().filter(|line| line.starts_with("broken-include")).collect();
    assert_eq!(told, ["broken-include content/nl-NL/rond.md:1"]);
}

#[test]
#[cfg(unix)]
fn an_include_does_not_lead_out_of_the_folder_by_a_link() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("geheim.md"), "GEHEIM").unwrap();
    let site = SiteFolder::two_tables()
        .with("content/nl-NL/includes/echt.md", "echt")
        .with("content/nl-NL/a.md", "[!INCLUDE [x](includes/link.md)]\n\n[!INCLUDE [y](buiten/geheim.md)]\n");
    let folder = site.path().join("content/nl-NL");
    std::os::unix::fs::symlink(outside.path().join("geheim.md"), folder.join("includes/link.md")).unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.join("buiten")).unwrap();
    assert_eq!(site.run(&["build", "--quiet"]).code, 0);
    let page = std::fs::read_to_string(site.path().join("public/nl-nl/a/index.html")).unwrap();
    assert!(!page.contains("GEHEIM"), "{page}");
    assert_eq!(site.run(&["check", "--format", "concise", "--quiet"]).stdout.matches("broken-include").count(), 2);
}

#[test]
fn an_output_among_the_content_is_refused() {
    let run = SiteFolder::two_tables().run(&["build", "--out", "content/nl-NL/site"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("is inside the content"), "{run:?}");
}

#[test]
fn lines_of_windows_are_counted_right_above_a_table_without_a_delimiter_row() {
    let world = two_tables().with("content/nl-NL/b.md", "een\r\ntwee\r\n|錯誤|App|\r\n|a|b|\r\n");
    assert!(found(&world).contains(&"missing-delimiter content/nl-NL/b.md:3".to_owned()), "{:?}", found(&world));
}
