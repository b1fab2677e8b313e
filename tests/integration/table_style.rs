//! What one table does otherwise than the rest of its language is its style.

use crate::fixtures::site_folder::SiteFolder;

const EN: &str = "|Error message|What to do|";
const ZH: &str = "|錯誤訊息|解決方法|";

/// A table of twelve rows that end as in the source, and one of three rows, of which so many do.
fn site(ended: usize) -> SiteFolder {
    let table = |header: &str, rows: &[(String, bool)], mark: &str| {
        let rows = rows
            .iter()
            .enumerate()
            .map(|(number, (text, is_ended))| format!("|E{number}|{text}{}|\n", if *is_ended { mark } else { "" }));
        format!("{header}\n|---|---|\n{}", rows.collect::<String>())
    };
    let long = |text: &str| (0..12).map(|number| (format!("{text} {number}"), true)).collect::<Vec<_>>();
    let short = |text: &str, ended: usize| {
        (0..3).map(|number| (format!("{text} {number}"), number < ended)).collect::<Vec<_>>()
    };
    let page = |long: String, short: String| format!("# A\n\n{long}\n## B\n\n{short}");
    SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = 'en-US'\n")
        .with(
            "content/en-US/a.md",
            page(
                table(EN, &long("Wait for the server number"), "."),
                table(EN, &short("Ask the owner of the server", 3), "."),
            ),
        )
        .with(
            "content/zh-TW/a.md",
            page(table(ZH, &long("等候伺服器編號"), "。"), table(ZH, &short("詢問伺服器的擁有者", ended), "。")),
        )
}

fn reported(site: &SiteFolder) -> usize {
    let run = site.run(&["check", "--format", "concise", "--quiet"]);
    run.stdout.lines().filter(|line| line.contains("terminal-punctuation")).count()
}

#[test]
fn a_table_of_which_no_cell_ends_with_a_mark_has_a_style_of_its_own() {
    assert_eq!(reported(&site(2)), 1);
    assert_eq!(reported(&site(0)), 0);
    assert_eq!(reported(&site(3)), 0);
}
