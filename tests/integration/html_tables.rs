//! Tables that are written in HTML: what is found in them, and what readers get.

use crate::fixtures::git_repository::git;
use crate::fixtures::site_folder::{CHINESE, CHINESE_PATH, DUTCH, DUTCH_PATH, SiteFolder};

/// A page with its pipe table as one of HTML, each cell on a line of its own.
fn in_html(page: &str) -> String {
    let mut html = String::new();
    let mut is_open = false;
    for line in page.lines() {
        let Some(row) = line.strip_prefix('|').and_then(|row| row.strip_suffix('|')) else {
            html.push_str(if std::mem::take(&mut is_open) { "</table>\n" } else { "" });
            html.push_str(line);
            html.push('\n');
            continue;
        };
        if row.starts_with("---") {
            continue;
        }
        let name = if is_open { "td" } else { "th" };
        html.push_str(if std::mem::replace(&mut is_open, true) { "<tr>\n" } else { "<table>\n<tr>\n" });
        row.split('|').for_each(|cell| html.push_str(&format!("  <{name}>{cell}</{name}>\n")));
        html.push_str("</tr>\n");
    }
    html + if is_open { "</table>\n" } else { "" }
}

fn site(dutch: &str, chinese: &str) -> SiteFolder {
    SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = 'nl-NL'\n")
        .with(DUTCH_PATH, dutch)
        .with(CHINESE_PATH, chinese)
}

/// What is found: the severity, the rule and the message of each, and separately the lines of the files.
fn found(site: &SiteFolder) -> (Vec<String>, Vec<String>) {
    let run = site.run(&["check", "--format", "concise", "--quiet"]);
    let line = |line: &str| {
        let (address, rest) = line.split_once(": ").unwrap();
        let mut address = address.rsplitn(3, ':');
        let (line, path) = (address.nth(1).unwrap(), address.next().unwrap());
        let text = std::fs::read_to_string(site.path().join(path)).unwrap();
        (rest.to_owned(), text.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap().trim().to_owned())
    };
    let mut found: Vec<(String, String)> = run.stdout.lines().map(line).collect();
    found.sort();
    found.into_iter().unzip()
}

fn damaged() -> String {
    CHINESE
        .replace("401 未經授權", "403 未經授權")
        .replace("請在 10 分鐘後再試一次。", "請在 100 分鐘後再試一次。")
        .replace("|權杖已過期。|請重新登入。|", "||請重新登入|")
}

#[test]
fn the_same_table_gives_the_same_findings_in_pipes_and_in_html() {
    let pipes = site(DUTCH, &damaged());
    let (expected, _) = found(&pipes);
    assert!(expected.len() >= 3, "{expected:?}");
    for (dutch, chinese) in
        [(in_html(DUTCH), in_html(&damaged())), (DUTCH.to_owned(), in_html(&damaged())), (in_html(DUTCH), damaged())]
    {
        assert_eq!(found(&site(&dutch, &chinese)).0, expected);
    }
    let (_, lines) = found(&site(&in_html(DUTCH), &in_html(&damaged())));
    for line in ["<td>HttpRequestFailure: 403 未經授權</td>", "<td>請在 100 分鐘後再試一次。</td>", "<td></td>"]
    {
        assert!(lines.iter().any(|found| found == line), "{line}: {lines:?}");
    }
    let missing = CHINESE.lines().filter(|line| !line.contains("503")).map(|line| line.to_owned() + "\n");
    let missing: String = missing.collect();
    assert_eq!(found(&site(DUTCH, &missing)).0, found(&site(&in_html(DUTCH), &in_html(&missing))).0);
    assert_eq!(found(&site(&in_html(DUTCH), &in_html(CHINESE))).0, Vec::<String>::new());
}

#[test]
fn a_row_has_one_entry_whatever_its_table_is_written_in() {
    let names = |site: SiteFolder| {
        assert_eq!(site.run(&["build", "--quiet"]).code, 0);
        let json = std::fs::read_to_string(site.path().join("public/zh-tw/entries.json")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let entries = json["entries"].as_array().unwrap().clone();
        let mut ids: Vec<String> = entries.iter().map(|entry| entry["id"].to_string()).collect();
        ids.sort();
        ids
    };
    let expected = names(SiteFolder::two_tables());
    assert_eq!(expected.len(), 3);
    assert_eq!(names(site(&in_html(DUTCH), &in_html(CHINESE))), expected);
    assert_eq!(names(site(DUTCH, &in_html(CHINESE))), expected);
}

/// A table with a cell over three rows and one over two columns.
fn spanning(shared: &str, wide: &str, words: [&str; 4]) -> String {
    let [title, one, two, three] = words;
    format!(
        "# {title}\n\n<table>\n<tr><th>Code</th><th>{title}</th><th>App</th></tr>\n<tr><td>E1001</td>\n\
         <td rowspan=\"3\">{shared}</td>\n<td>{one}</td></tr>\n<tr><td>E1002</td><td>{two}</td></tr>\n\
         <tr><td>E1003</td><td>{three}</td></tr>\n<tr id=\"eigen\"><td>E1004</td><td colspan=\"2\">{wide}</td></tr>\n\
         </table>\n"
    )
}

fn spanning_site(chinese: &str) -> SiteFolder {
    let dutch = ["Uitleg", "De sleutel is ingetrokken.", "De dienst is bezig.", "Het token is verlopen."];
    let words = ["說明", "金鑰已被撤銷。", "服務忙碌中。", "權杖已過期。"];
    site(
        &spanning("Probeer het over 10 minuten opnieuw.", "Meld u na 20 minuten aan.", dutch),
        &spanning(chinese, "請在 25 分鐘後登入。", words),
    )
}

#[test]
fn what_is_wrong_in_a_cell_of_several_rows_or_columns_is_found_once() {
    let (findings, lines) = found(&spanning_site("請在 100 分鐘後再試一次。"));
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert!(findings.iter().all(|finding| finding.contains("number")), "{findings:?}");
    assert_eq!(
        lines,
        [
            "<td rowspan=\"3\">請在 100 分鐘後再試一次。</td>",
            "<tr id=\"eigen\"><td>E1004</td><td colspan=\"2\">請在 25 分鐘後登入。</td></tr>"
        ]
    );
}

#[test]
fn a_table_of_html_looks_as_before_and_its_rows_have_anchors() {
    for trust in ["", "[site]\ntrust_html = true\n"] {
        let site = spanning_site("請在 10 分鐘後再試一次。");
        let site = site.with("hexapla.toml", format!("{trust}[content]\nsource_locale = 'nl-NL'\n"));
        let run = site.run(&["build", "--quiet"]);
        assert_eq!(run.code, 0, "{run:?}");
        let html = std::fs::read_to_string(site.path().join("public/zh-tw/foutmeldingen/index.html")).unwrap();
        let table = &html[html.find("<table").unwrap()..html.find("</table>").unwrap()];
        assert_eq!(table.matches("rowspan=\"3\"").count(), 1, "{table}");
        assert_eq!(table.matches("colspan=\"2\"").count(), 1, "{table}");
        assert_eq!((table.matches("<tr").count(), table.matches("<td").count()), (5, 9), "{table}");
        assert_eq!(table.matches("class=\"permalink\"").count(), 4, "{table}");
        // The author's own id stays, and the row's anchor is in its first cell.
        assert_eq!(table.matches("<tr id=").count(), 4, "{table}");
        assert!(table.contains("<tr id=\"eigen\"><td><span id=\""), "{table}");
        for link in table.split("href=\"#").skip(1) {
            let id = &link[..link.find('"').unwrap()];
            assert_eq!(table.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}: {table}");
        }
    }
}

#[test]
fn a_comment_in_a_row_of_html_keeps_its_findings_from_being_reported() {
    let comment = "請在 100 分鐘後再試一次。\n<!-- hexapla-ignore number-changed: 一百 -->";
    let (findings, _) = found(&spanning_site(comment));
    assert_eq!(findings.len(), 1, "{findings:?}");
}

#[test]
fn a_changed_cell_of_several_rows_leaves_one_finding_behind() {
    let site = spanning_site("請在 10 分鐘後再試一次。").with("content/zh-TW/b.md", "# 方\n");
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(site.path(), &["add", "--all"]);
    git(site.path(), &["commit", "--quiet", "--message", "x"]);
    let dutch = std::fs::read_to_string(site.path().join(DUTCH_PATH)).unwrap();
    let site = site.with(DUTCH_PATH, dutch.replace("Probeer het over", "Vraag de beheerder over"));
    let run = site.run(&["check", "--since", "HEAD", "--format", "concise", "--quiet"]);
    assert_eq!(run.stdout.matches("stale-row").count(), 1, "{run:?}");
}
