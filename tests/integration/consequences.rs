//! One mistake is one finding.

use crate::fixtures::site_folder::SiteFolder;

const ROWS: [(&str, &str, &str); 7] = [
    ("AF401", "Make a new token.", "請建立新的權杖。"),
    ("AF403", "Ask for the license.", "請申請授權。"),
    ("AF404", "Look for the folder.", "請尋找該資料夾。"),
    ("AF409", "Close the other window.", "請關閉另一個視窗。"),
    ("AF429", "Wait ten minutes.", "請等候十分鐘。"),
    ("AF500", "Tell the owner of the server.", "請告知伺服器的擁有者。"),
    ("AF503", "Try again in the evening.", "請於傍晚再試一次。"),
];

/// A page with a table, the rows of the translation in this order.
fn site(delimiter: &str, order: [usize; 7]) -> SiteFolder {
    let english: String = ROWS.iter().map(|(code, text, _)| format!("| {code} | {text} |\n")).collect();
    let chinese: String = order.iter().map(|at| format!("| {} | {} |\n", ROWS[*at].0, ROWS[*at].2)).collect();
    let intro = ["Look for the code in this table.", "請在這個表格中尋找代碼。"];
    SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = 'en-US'\n")
        .with(
            "content/en-US/a.md",
            format!("# Codes\n\n{}\n\n| Error code | What to do |\n{delimiter}\n{english}", intro[0]),
        )
        .with(
            "content/zh-TW/a.md",
            format!("# 代碼\n\n{}\n\n| 錯誤代碼 | 解決方法 |\n| --- | --- |\n{chinese}", intro[1]),
        )
}

const IN_ORDER: [usize; 7] = [0, 1, 2, 3, 4, 5, 6];

fn reported(site: &SiteFolder) -> Vec<String> {
    let run = site.run(&["check", "--format", "concise", "--quiet"]);
    run.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn a_table_of_the_source_that_is_none_is_reported_there_and_not_in_the_translation() {
    assert_eq!(reported(&site("| --- | --- |", IN_ORDER)), Vec::<String>::new());
    let found = reported(&site("| --- | --- | --- |", IN_ORDER));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("content/en-US/a.md:5:1: warning[missing-delimiter]"), "{found:?}");
}

#[test]
fn rows_that_moved_as_one_are_one_finding() {
    let found = reported(&site("| --- | --- |", [2, 3, 4, 5, 6, 0, 1]));
    assert_eq!(
        found,
        ["content/zh-TW/a.md:12:1: info[moved-row] 2 rows from here on stand at another place than in `en-US`"]
    );
    let found = reported(&site("| --- | --- |", [1, 0, 2, 3, 4, 6, 5]));
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn what_a_translation_explains_besides_is_no_finding_where_there_is_a_source() {
    let site = |config: &str, dutch: &str, chinese: &str| {
        let site = SiteFolder::empty()
            .with("hexapla.toml", config)
            .with("content/en-US/a.md", "# Ports\n\nStart the server on the port of your choice, but not on `443`.\n")
            .with("content/nl-NL/a.md", format!("# Poorten\n\n{dutch}\n"))
            .with("content/zh-TW/a.md", format!("# 連接埠\n\n{chinese}\n"));
        reported(&site)
    };
    let source = "[content]\nsource_locale = 'en-US'\n";
    let dutch = "Start de server op een poort naar keuze, zoals 8081 met `--port`, maar niet op `443`.";
    let chinese = "在您選擇的連接埠上啟動伺服器，但不要使用 `443`。";
    assert_eq!(site(source, dutch, chinese), Vec::<String>::new());
    assert!(!site("[content]\n", dutch, chinese).is_empty(), "one of three peers says it");
    let other = site(source, "Start de server op een poort naar keuze, maar niet op `444`.", chinese);
    assert!(other.iter().any(|line| line.contains("nl-NL") && line.contains("inline-code-changed")), "{other:?}");
    let lost = site(source, dutch, "在您選擇的連接埠上啟動伺服器。");
    assert!(lost.iter().any(|line| line.contains("zh-TW") && line.contains("inline-code-changed")), "{lost:?}");
}
