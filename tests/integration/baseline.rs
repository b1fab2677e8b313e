//! What is reported, what is put off, and what makes a check fail.

use std::collections::BTreeSet;

use serde_json::json;

use crate::fixtures::site_folder::{CHINESE, CHINESE_PATH, DUTCH, DUTCH_PATH, Run, SiteFolder};

/// The two tables with a status that differs and a row that is missing.
fn drifted() -> SiteFolder {
    let last = CHINESE.trim_end().rfind('\n').unwrap() + 1;
    SiteFolder::two_tables()
        .with(DUTCH_PATH, DUTCH.replace("401", "403"))
        .with(CHINESE_PATH, &CHINESE[..last])
        .with("hexapla.toml", "[content]\nsource_locale = \"nl-NL\"\n")
}

fn concise(site: &SiteFolder, more: &[&str]) -> Run {
    site.run(&[&["check", "--format", "concise", "--quiet"], more].concat())
}

fn rules(run: &Run) -> Vec<&str> {
    run.stdout.lines().map(|line| line.split(['[', ']']).nth(1).unwrap()).collect()
}

#[test]
fn a_baseline_puts_off_what_is_known_and_nothing_else() {
    let site = drifted();
    assert_eq!(rules(&concise(&site, &[])), ["status-changed", "missing-row"]);
    let run = concise(&site, &["--write-baseline", "known.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    let run = concise(&site, &["--baseline", "known.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    // Something new is reported, and so is what is known once its source row changes.
    let site = site.with(DUTCH_PATH, DUTCH.replace("401", "403").replace("503", "504"));
    assert_eq!(rules(&concise(&site, &["--baseline", "known.txt"])), ["status-changed"]);
    let site = site.with(DUTCH_PATH, DUTCH.replace("401", "403").replace("ingetrokken", "verlopen"));
    let run = concise(&site, &["--baseline", "known.txt"]);
    assert_eq!(rules(&run), ["status-changed"], "its source row changed: {run:?}");
}

#[test]
fn a_baseline_only_ever_shrinks_and_never_by_half_a_look() {
    let site = drifted();
    concise(&site, &["--write-baseline", "known.txt"]);
    let known = || std::fs::read_to_string(site.path().join("known.txt")).unwrap();
    let before = known();
    for partial in [["--locale", "nl-NL"], ["--rule", "missing-row"], ["--since", "HEAD"]] {
        let run = concise(&site, &[&["--baseline", "known.txt", "--prune-baseline"], &partial[..]].concat());
        assert!(run.code == 2 && run.stderr.contains("help:"), "{run:?}");
        assert_eq!(known(), before);
    }
    // One finding is mended and another is new: the first goes, the second does not come.
    std::fs::write(site.path().join(CHINESE_PATH), CHINESE.replace("503", "504")).unwrap();
    concise(&site, &["--baseline", "known.txt", "--prune-baseline"]);
    let after = known();
    assert_eq!((before.lines().count(), after.lines().count()), (3, 2), "{before}{after}");
    assert!(after.lines().all(|line| before.contains(line)));
}

#[test]
fn a_baseline_that_is_broken_or_missing_is_reported_with_its_line() {
    let site = drifted().with("known.txt", "<<<<<<< HEAD\n");
    let run = concise(&site, &["--baseline", "known.txt"]);
    assert!(run.code == 2 && run.stderr.contains("known.txt:1:") && run.stderr.contains("help:"), "{run:?}");
    let run = concise(&site, &["--baseline", "weg.txt"]);
    assert!(run.code == 2 && run.stderr.contains("--write-baseline"), "{run:?}");
    let run = concise(&site, &["--prune-baseline"]);
    assert!(run.code == 2 && run.stderr.contains("--baseline FILE"), "{run:?}");
}

#[test]
fn the_configuration_may_name_the_baseline_and_give_folders_severities_of_their_own() {
    let site = drifted();
    concise(&site, &["--write-baseline", "known.txt"]);
    let site = site.with("hexapla.toml", "[content]\nsource_locale = \"nl-NL\"\n[check]\nbaseline = \"known.txt\"\n");
    assert_eq!(concise(&site, &[]).stdout, "");
    let overrides = "[content]\nsource_locale = \"nl-NL\"\n\
        [[check.overrides]]\npaths = [\"content/zh-TW/**\"]\nrules = { status-changed = \"info\", missing-row = \"off\" }\n";
    let site = site.with("hexapla.toml", overrides);
    let run = concise(&site, &[]);
    assert_eq!((run.code, rules(&run)), (0, vec!["status-changed"]), "{run:?}");
}

#[test]
fn what_the_configuration_says_of_a_rule_is_the_severity_of_all_its_findings() {
    let source = "[content]\nsource_locale = \"nl-NL\"\n";
    let site = SiteFolder::two_tables()
        .with(CHINESE_PATH, CHINESE.replace("401", "403"))
        .with("content/nl-NL/tekst.md", "# Tekst\n\nWacht 10 minuten en meld je dan opnieuw aan bij Okta.\n")
        .with("content/zh-TW/tekst.md", "# 文字\n\n請等候 15 分鐘，然後重新登入 Okta。\n")
        .with("content/nl-NL/status.md", "# Status\n\nDe server van Okta antwoordt met HTTP 503.\n")
        .with("content/zh-TW/status.md", "# 狀態\n\nOkta 的伺服器以 HTTP 504 回應。\n");
    let levels = |more: &str| {
        let run = concise(site_with(&site, &format!("{source}{more}")), &[]);
        let level = |line: &str| line.split(' ').nth(1).unwrap().to_owned();
        run.stdout.lines().map(level).collect::<BTreeSet<String>>()
    };
    // Of their own, rules find less fault with prose than with a row.
    let own = levels("");
    assert!(own.contains("error[status-changed]") && own.contains("warning[number-changed]"), "{own:?}");
    for level in ["error", "warning", "info"] {
        let configured = levels(&format!("[check.rules]\nfacts = \"{level}\"\n"));
        assert!(configured.len() > 1, "{configured:?}");
        assert!(configured.iter().all(|found| found.starts_with(&format!("{level}["))), "{configured:?}");
    }
}

fn site_with<'s>(site: &'s SiteFolder, configuration: &str) -> &'s SiteFolder {
    std::fs::write(site.path().join("hexapla.toml"), configuration).unwrap();
    site
}

#[test]
fn rules_are_chosen_and_what_fails_is_said_on_the_command_line() {
    let site = drifted();
    assert_eq!(rules(&concise(&site, &["--rule", "missing-row"])), ["missing-row"]);
    let wrong = concise(&site, &["--rule", "mising-row"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("`missing-row`"), "{wrong:?}");
    assert_eq!(concise(&site, &["--exit-zero"]).code, 0);
    let site = SiteFolder::two_tables().with(DUTCH_PATH, DUTCH.replace("ingetrokken", "ingetrokken ingetrokken"));
    assert_eq!(concise(&site, &[]).code, 0, "a warning");
    assert_eq!(concise(&site, &["--fail-on", "warning"]).code, 1);
}

#[test]
fn a_report_is_written_beside_the_one_that_is_printed() {
    let site = drifted();
    let run = concise(&site, &["--report", "json=out.json", "--report", "github=out.txt"]);
    assert_eq!((run.code, run.stdout.lines().count()), (1, 2), "{run:?}");
    let read = |name: &str| std::fs::read_to_string(site.path().join(name)).unwrap();
    let json: serde_json::Value = serde_json::from_str(&read("out.json")).unwrap();
    assert_eq!([&json["summary"]["error"], &json["summary"]["warning"]], [&json!(1), &json!(1)]);
    assert_eq!(read("out.txt").lines().count(), 2);
    for wrong in ["json", "xml=a", "json=", "json=-"] {
        assert_eq!(concise(&site, &["--report", wrong]).code, 2, "{wrong}");
    }
}

#[test]
fn what_comments_ignore_is_shown_on_demand_and_fails_nothing() {
    let ignored = CHINESE
        .replace("|請建立新的金鑰。|", "|請建立新的金鑰。 <!-- hexapla-ignore status-changed: the server says so -->|");
    let site = SiteFolder::two_tables().with(CHINESE_PATH, ignored.replace("401", "403"));
    let run = concise(&site, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    let run = concise(&site, &["--show-suppressed"]);
    assert_eq!((run.code, rules(&run)), (0, vec!["status-changed"]), "{run:?}");
    assert!(run.stdout.contains("info[") && run.stdout.contains("the server says so"), "{run:?}");
}

#[test]
fn no_report_replaces_content_and_what_cannot_be_read_stops_a_baseline() {
    let site = drifted();
    for arguments in [["--report", "json=content/nl-NL/foutmeldingen.md"], ["--write-baseline", "content/nl-NL/a.txt"]]
    {
        let run = concise(&site, &arguments);
        assert!(run.code == 2 && run.stderr.contains("inside the content"), "{run:?}");
    }
    let run = concise(&site, &["--report", "json=a", "--report", "github=a"]);
    assert_eq!(run.code, 2, "{run:?}");
    concise(&site, &["--write-baseline", "known.txt"]);
    let site = site.with("content/nl-NL/stuk.md", b"\xff");
    let run = concise(&site, &["--baseline", "known.txt", "--prune-baseline"]);
    assert!(run.code == 2 && run.stderr.contains("stuk.md"), "{run:?}");
    assert_eq!(rules(&concise(&site, &["--rule", "missing-row"])).first(), Some(&"unreadable-file"));
}
