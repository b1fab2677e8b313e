//! The program as a person or a script meets it: what is printed where, and the exit codes.

use std::io::Read;
use std::process::Stdio;

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::fixtures::site_folder::{CHINESE, CHINESE_PATH, DUTCH, DUTCH_PATH, SiteFolder};

/// The two tables, of which the Chinese one has 403 where the Dutch one has 401, and lacks the last row.
fn drifted() -> SiteFolder {
    let chinese = CHINESE.replace("401", "403");
    let last = chinese.trim_end().rfind('\n').unwrap() + 1;
    SiteFolder::two_tables().with(CHINESE_PATH, &chinese[..last])
}

/// The rules of all findings, in order.
fn rules(report: &Value) -> Vec<&str> {
    report["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect()
}

// Exit codes.

#[test]
fn tables_that_agree_pass_in_silence() {
    let run = SiteFolder::two_tables().run(&["check", "--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn only_findings_as_bad_as_fail_on_make_check_answer_1() {
    let site = drifted();
    assert_eq!(site.run(&["check"]).code, 1);
    let lenient = "[check.rules]\nstatus-changed = \"warning\"\nmissing-row = \"off\"\n";
    let run = site.with("hexapla.toml", lenient).run(&["check"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("warning"), "{run:?}");
}

#[test]
fn wrong_use_answers_2_and_shows_the_way_out() {
    let site = SiteFolder::two_tables();
    for (arguments, way_out) in [
        (vec!["chekc"], "check"),
        (vec!["check", "--format", "xml"], "concise"),
        (vec!["check", "--root", "weg"], "--root"),
        (vec!["check", "--locale", "nl_NL_x"], "nl-NL"),
        (vec!["check", "--config", "weg.toml"], "weg.toml"),
        (vec!["model", "--locale", "fr-FR"], "zh-TW"),
        (vec!["model", "--format", "full"], "json"),
        (vec!["explain", "mising-row"], "missing-row"),
        (vec!["explain", "niets-van-dien-aard"], "hexapla explain"),
        (vec![], "Usage"),
    ] {
        let run = site.run(&arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert_eq!(run.stdout, "", "{arguments:?}");
        assert!(run.stderr.contains(way_out), "{arguments:?}: {run:?}");
    }
}

#[test]
fn a_folder_without_content_answers_2_and_shows_what_goes_there() {
    for command in ["check", "model"] {
        let run = SiteFolder::empty().run(&[command]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.contains("index.md"), "{run:?}");
    }
}

#[test]
fn a_wrong_configuration_answers_2_with_its_place_and_the_nearest_key() {
    let run = SiteFolder::two_tables().with("hexapla.toml", "[contnet]\nroot = \"inhoud\"\n").run(&["check"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("hexapla.toml:1:2") && run.stderr.contains("content"), "{}", run.stderr);
}

#[test]
fn help_and_version_answer_0_on_standard_output() {
    let site = SiteFolder::empty();
    for arguments in [["--help"], ["--version"]] {
        let run = site.run(&arguments);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
        assert!(run.stdout.contains("hexapla"), "{run:?}");
    }
}

// What is printed.

#[test]
fn a_concise_finding_is_a_line_with_its_place_in_characters() {
    let run = drifted().run(&["check", "--format", "concise", "--quiet"]);
    assert_eq!(run.stderr, "");
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(
        lines.iter().any(|line| line.starts_with("content/zh-TW/foutmeldingen.md:10:22: error[status-changed] ")),
        "{run:?}"
    );
    assert!(lines.iter().any(|line| line.contains("warning[missing-row] ")), "{run:?}");
    assert_eq!(lines.len(), 2, "{run:?}");
}

#[test]
fn results_go_to_standard_output_and_the_summary_does_not() {
    let run = drifted().run(&["check"]);
    assert!(run.stdout.contains("status-changed"), "{run:?}");
    assert!(!run.stderr.contains("status-changed") && run.stderr.contains("2 pages"), "{run:?}");
}

#[test]
fn paths_lead_from_where_the_person_is() {
    let site = drifted();
    let root = site.path().file_name().unwrap().to_str().unwrap().to_owned();
    let mut command = site.command(&["check", "--format", "concise", "--quiet", "--root", &root]);
    let output = command.current_dir(site.path().parent().unwrap()).output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.starts_with(&format!("{root}/content/")), "{stdout}");
}

#[test]
fn a_full_finding_shows_the_line_with_a_caret_below_it() {
    let run = drifted().run(&["check", "--locale", "zh-TW", "--quiet"]);
    assert!(run.stdout.contains("|HttpRequestFailure: 403 未經授權|Okta|"), "{run:?}");
    assert!(run.stdout.contains("^^^"), "{run:?}");
    assert!(!run.stdout.contains('\u{1b}'), "no color where nobody asked for it: {run:?}");
}

#[test]
fn color_is_for_who_wants_it() {
    let site = drifted();
    assert!(site.run(&["check", "--color", "always"]).stdout.contains("\u{1b}["));
    assert!(!site.run(&["check", "--color", "never"]).stdout.contains('\u{1b}'));
    let output = site.command(&["check"]).env("NO_COLOR", "1").output().unwrap();
    assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b));
}

#[test]
fn json_has_everything_about_a_finding() {
    let run = drifted().run(&["check", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let report = run.json();
    assert_eq!(report["version"], json!(1));
    assert_eq!(report["summary"], json!({"error": 1, "warning": 1, "info": 0}));
    let finding =
        report["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "status-changed").unwrap();
    let keys: Vec<&String> = finding.as_object().unwrap().keys().collect();
    let expected = "rule severity fingerprint locale path range page entry message data help related fix";
    assert_eq!(keys, expected.split(' ').collect::<Vec<_>>());
    assert_eq!(finding["locale"], json!("zh-TW"));
    assert_eq!(finding["path"], json!(CHINESE_PATH));
    assert_eq!(finding["page"], json!("foutmeldingen"));
    assert_eq!(finding["range"], json!({"start": {"line": 10, "column": 22}, "end": {"line": 10, "column": 25}}));
    assert_eq!(finding["related"][0]["locale"], json!("nl-NL"));
    assert_eq!(finding["related"][0]["path"], json!(DUTCH_PATH));
    let data = &finding["data"];
    assert_eq!(
        [&data["found"], &data["expected"], &data["reference"]],
        [&json!(["403"]), &json!(["401"]), &json!("nl-NL")]
    );
}

#[test]
fn a_fingerprint_outlives_lines_that_move() {
    let moved = CHINESE.replace("401", "403").replace("# 錯誤訊息\n", "# 錯誤訊息\n\n還有一行。\n");
    let fingerprint = |site: SiteFolder| -> Value {
        let report = site.run(&["check", "--format", "json"]).json();
        let finding = report["findings"].as_array().unwrap().iter().find(|found| found["rule"] == "status-changed");
        finding.unwrap()["fingerprint"].clone()
    };
    let before = SiteFolder::two_tables().with(CHINESE_PATH, CHINESE.replace("401", "403"));
    assert_eq!(fingerprint(before), fingerprint(SiteFolder::two_tables().with(CHINESE_PATH, moved)));
}

#[test]
fn a_locale_filter_leaves_out_the_findings_of_others_and_still_compares() {
    let site = drifted();
    assert_eq!(site.run(&["check", "--locale", "nl-NL", "--format", "json"]).code, 0);
    let run = site.run(&["check", "--locale", "zh-TW", "--format", "json"]);
    assert_eq!(rules(&run.json()).len(), 2, "{run:?}");
}

#[test]
fn model_gives_pages_tables_rows_and_entries() {
    let run = SiteFolder::two_tables().run(&["model"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let model = run.json();
    assert_eq!(model["version"], json!(1));
    assert_eq!(model["locales"], json!(["nl-NL", "zh-TW"]));
    let table = &model["pages"][0]["locales"]["zh-TW"]["tables"][0];
    assert_eq!(table["roles"], json!(["message", "applies_to", "description", "resolution"]));
    assert_eq!((&table["line"], table["rows"].as_array().unwrap().len()), (&json!(8), 3));
    assert_eq!(table["rows"][0]["cells"][1], json!("Okta"));
    let entries: Vec<String> = model["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| format!("{} {}", entry["id"].as_str().unwrap(), entry["rows"]))
        .collect();
    assert_snapshot!(entries.join("\n"), @r#"
    okta-httprequestfailure-401 {"nl-NL":{"line":10},"zh-TW":{"line":10}}
    dropbox-httprequestfailure-503 {"nl-NL":{"line":11},"zh-TW":{"line":11}}
    dropbox-invalid-grant {"nl-NL":{"line":12},"zh-TW":{"line":12}}
    "#);
}

#[test]
fn model_of_one_locale_has_that_locale_and_the_same_names() {
    let site = SiteFolder::two_tables();
    let ids = |model: &Value| -> Vec<Value> {
        model["entries"].as_array().unwrap().iter().map(|entry| entry["id"].clone()).collect()
    };
    let (both, dutch) = (site.run(&["model"]).json(), site.run(&["model", "--locale", "nl-NL"]).json());
    assert_eq!(dutch["locales"], json!(["nl-NL"]));
    assert_eq!(ids(&both), ids(&dutch));
}

#[test]
fn explain_shows_a_rule_or_lists_them_all() {
    let site = SiteFolder::empty();
    let one = site.run(&["explain", "missing-row"]);
    assert_eq!((one.code, one.stderr.as_str()), (0, ""));
    assert!(one.stdout.contains("missing-row"), "{one:?}");
    let all = site.run(&["explain"]).stdout;
    let names: Vec<&str> = all.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"name-translated") && names.contains(&"punctuation-width"), "{all}");
}

#[test]
fn explain_asks_whether_a_rule_nearby_was_meant() {
    let run = SiteFolder::empty().run(&["explain", "mising-row"]);
    assert_snapshot!(run.stderr, @r"
    error: there is no rule `mising-row`
      help: did you mean `missing-row`?
    ");
}

#[test]
fn a_reader_that_stops_listening_is_no_error() {
    let mut long = DUTCH.to_owned();
    for number in 0..3000 {
        long += &format!("|TimeoutException: na {number} seconden|Okta|Er kwam geen antwoord.|Wacht even.|\n");
    }
    let site = SiteFolder::two_tables().with(DUTCH_PATH, long);
    let mut child = site.command(&["model"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let status = child.wait().unwrap();
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!((status.code(), errors.as_str()), (Some(0), ""));
}

#[test]
fn every_run_prints_the_same_whatever_the_number_of_threads() {
    let site = drifted();
    for arguments in [vec!["check", "--format", "json"], vec!["model"]] {
        let with = |jobs: &'static str| site.run(&[arguments.as_slice(), &["--jobs", jobs]].concat()).stdout;
        assert_eq!(with("1"), with("4"), "{arguments:?}");
    }
}

#[test]
fn opening_text_that_is_missing_is_reported_once() {
    let english = "# Errors\n\nThis page lists the errors that the connectors of apps can show you.\n\nWait an hour before you try anything else on this page.\n\n## Box\n\nText.\n";
    let site = SiteFolder::empty().with("hexapla.toml", "content.source_locale = \"en\"\n");
    let site =
        site.with("content/en/errors.md", english).with("content/nl-NL/errors.md", "# Fouten\n\n## Box\n\nTekst.\n");
    let site = site
        .with("content/zh-TW/errors.md", "# 錯誤\n\n本頁列出應用程式連接器可能顯示的所有錯誤。\n\n## Box\n\n文字。\n");
    let run = site.run(&["check", "--format", "json"]).json();
    let findings = run["findings"].as_array().unwrap().iter();
    let found: Vec<(&str, &str)> =
        findings.map(|finding| (finding["rule"].as_str().unwrap(), finding["locale"].as_str().unwrap())).collect();
    assert_eq!(found, [("missing-section", "nl-NL"), ("missing-paragraph", "zh-TW")]);
}

#[test]
fn the_help_names_every_report_format() {
    let help = SiteFolder::empty().run(&["check", "--help"]).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, formats) = help.split_once("How results are written: ").expect("the help says what the formats are");
    let (formats, _) = formats.split_once(" for `check`").expect("the formats of `check` come first");
    let mut named: Vec<&str> = formats.split([',', ' ']).filter(|word| !word.is_empty() && *word != "or").collect();
    named.sort_unstable();
    let mut known: Vec<&str> = hexapla::report::FORMATS.iter().map(|format| format.name).collect();
    known.sort_unstable();
    assert_eq!(named, known);
}
