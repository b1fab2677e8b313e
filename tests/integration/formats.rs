//! The formats for other programs, held against the schema that each of them publishes.
//!
//! `tests/schemas/README.md` lists where the schemas are from. XML is validated by `xmllint`, which `tests/run`
//! installs.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::fixtures::site_folder::{CHINESE, CHINESE_PATH, DUTCH, DUTCH_PATH, SiteFolder};

/// Two tables that drifted apart: findings of every severity, one with a fix, in a file with a space in its name.
fn drifted() -> SiteFolder {
    let chinese = CHINESE.replace("401", "403").replace("看到的", "看到的的");
    let last = chinese.trim_end().rfind('\n').unwrap() + 1;
    let severities = "[check.rules]\nmissing-row = \"info\"\n";
    SiteFolder::empty()
        .with(&DUTCH_PATH.replace("fout", "fout "), DUTCH)
        .with(&CHINESE_PATH.replace("fout", "fout "), &chinese[..last])
        .with("hexapla.toml", severities)
}

/// The two tables as they are, and the two that drifted apart, with what is reported of them.
fn reports(format: &str) -> [(Value, String); 2] {
    [SiteFolder::two_tables(), drifted()].map(|site| {
        let findings = site.run(&["check", "--format", "json", "--quiet"]).json()["findings"].clone();
        let run = site.run(&["check", "--format", format, "--quiet"]);
        assert_eq!(run.stderr, "");
        (findings, run.stdout)
    })
}

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas")
}

fn schema(file: &str) -> Value {
    let path = schemas().join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Fails with every place of `report` that the schema does not allow.
fn assert_valid(schema: &Value, report: &Value) {
    let validator = jsonschema::options().should_validate_formats(true).build(schema).expect("the schema is one");
    let errors: Vec<String> =
        validator.iter_errors(report).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}\n{report:#}", errors.join("\n"));
}

fn count(findings: &Value) -> usize {
    findings.as_array().unwrap().len()
}

#[test]
fn the_tables_that_drifted_apart_have_findings_of_every_severity_a_fix_and_related_places() {
    let [(none, _), (findings, _)] = reports("json");
    assert_eq!(none, json!([]));
    let findings = findings.as_array().unwrap();
    for severity in ["error", "warning", "info"] {
        assert!(findings.iter().any(|finding| finding["severity"] == severity), "{severity}: {findings:#?}");
    }
    assert!(findings.iter().any(|finding| !finding["fix"].is_null()), "{findings:#?}");
    assert!(findings.iter().any(|finding| finding["related"] != json!([])), "{findings:#?}");
}

#[test]
fn sarif_is_valid() {
    let mut schema = schema("sarif-2.1.0.json");
    // As published, the pattern of languages, which are not written here, is no regular expression.
    for object in ["run", "toolComponent"] {
        schema["definitions"][object]["properties"]["language"].as_object_mut().unwrap().remove("pattern");
    }
    for (findings, text) in reports("sarif") {
        let log: Value = serde_json::from_str(&text).unwrap();
        assert_valid(&schema, &log);
        assert_eq!(count(&log["runs"][0]["results"]), count(&findings));
    }
}

#[test]
fn gitlab_code_quality_is_valid_and_each_fingerprint_is_there_once() {
    let schema = schema("gitlab-code-quality.json");
    for (findings, text) in reports("gitlab") {
        let report: Value = serde_json::from_str(&text).unwrap();
        assert_valid(&schema, &report);
        let mut fingerprints: Vec<&str> =
            report.as_array().unwrap().iter().map(|finding| finding["fingerprint"].as_str().unwrap()).collect();
        fingerprints.sort_unstable();
        fingerprints.dedup();
        assert_eq!(fingerprints.len(), count(&findings));
    }
}

#[test]
fn rdjson_is_valid() {
    let mut schema = schema("rdjson.json");
    forbid_unknown_properties(&mut schema);
    for (findings, text) in reports("rdjson") {
        let report: Value = serde_json::from_str(&text).unwrap();
        assert_valid(&schema, &report);
        assert_eq!(count(&report["diagnostics"]), count(&findings));
    }
}

/// Reviewdog's schema allows properties that it does not name; a misspelled one would pass.
fn forbid_unknown_properties(schema: &mut Value) {
    for definition in schema["definitions"].as_object_mut().unwrap().values_mut() {
        definition["additionalProperties"] = json!(false);
    }
}

#[test]
fn a_misspelled_property_is_not_valid() {
    let mut schema = schema("rdjson.json");
    forbid_unknown_properties(&mut schema);
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&json!({"diagnostics": [{"message": "x"}]})));
    assert!(!validator.is_valid(&json!({"diagnostics": [{"massage": "x"}]})));
    assert!(!validator.is_valid(&json!({"diagnostics": [{"severity": "NOTE"}]})));
}

#[test]
fn junit_is_valid() {
    for (findings, text) in reports("junit") {
        let site = SiteFolder::empty().with("junit.xml", &text);
        validate_xml(&schemas().join("junit-10.xsd"), &site.path().join("junit.xml"));
        assert_eq!(text.matches("<testcase ").count(), count(&findings).max(1), "{text}");
        let infos = findings.as_array().unwrap().iter().filter(|finding| finding["severity"] == "info").count();
        assert_eq!(text.matches("<failure ").count(), count(&findings) - infos, "{text}");
    }
}

fn validate_xml(schema: &Path, file: &Path) {
    let output = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema"])
        .args([schema, file])
        .output()
        .expect("`xmllint` can be run; `tests/run install` installs it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn markdown_reports_every_finding_by_its_rule() {
    let [(_, none), (findings, text)] = reports("markdown");
    assert_eq!(none, "✅ Hexapla found nothing: the languages agree.\n");
    for finding in findings.as_array().unwrap() {
        let rule = finding["rule"].as_str().unwrap();
        let link = format!("[{rule}](https://hexapla.github.io/hexapla/en-us/rules/{rule}/)");
        assert!(text.contains(&link), "{rule}: {text}");
    }
}
