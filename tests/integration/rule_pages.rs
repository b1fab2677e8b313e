//! A rule's page is its specification: its examples are run, and its translations have the same findings.
//!
//! `fixtures/rule_page.rs` explains how an example is written.

use std::collections::BTreeSet;

use hexapla::check::{RULES, Rule, default_level, is_on_by_default};
use hexapla::diagnostic::{Data, Diagnostic, Value};
use hexapla::read::{Disk, World};
use hexapla::text::FilePath;

use crate::fixtures::rule_page::{Example, Fence, Heading, NOTHING, examples, fences, headings};

/// The headings of every page, with their anchors.
const SECTIONS: [(&str, &str); 6] = [
    ("What it finds", "what-it-finds"),
    ("Why it matters", "why-it-matters"),
    ("Example", "example"),
    ("What it does not flag", "what-it-does-not-flag"),
    ("Fix", "fix"),
    ("Default severity", "default-severity"),
];

const TRANSLATIONS: [&str; 2] = ["nl-NL", "zh-TW"];

fn repository() -> Disk {
    Disk::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    let bytes = repository().read(&FilePath::new(path)).unwrap_or_else(|error| panic!("{error}"));
    String::from_utf8(bytes).unwrap()
}

/// The files of the rules' folder with this extension.
fn rule_files(extension: &str) -> Vec<FilePath> {
    let mut files = repository().files(&FilePath::new("src/check/rules")).unwrap();
    files.retain(|file| file.extension() == extension);
    files
}

fn snake(rule: &Rule) -> String {
    rule.id.replace('-', "_")
}

/// A rule's page, in the folder of its group.
fn page_path(rule: &Rule) -> String {
    format!("src/check/rules/{}/{}.md", rule.group.as_str(), snake(rule))
}

#[test]
fn every_example_finds_what_its_page_shows() {
    let mut wrong = String::new();
    for rule in RULES {
        for example in examples(rule.page) {
            let expected = example.expected.clone().unwrap_or_else(|| "(the page does not say)\n".to_owned());
            let found = example.findings(rule.id);
            if found != expected {
                let heading = &example.heading;
                wrong += &format!("\n`{}`, under `{heading}`\n  page:\n{expected}  found:\n{found}", rule.id);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_a_message_quotes_is_in_the_data_of_its_finding() {
    let mut wrong = String::new();
    for rule in RULES {
        for (_, found) in examples(rule.page).iter().map(|example| example.found(rule.id)) {
            for Diagnostic { message, data, .. } in found.into_iter().map(|finding| finding.diagnostic) {
                if message.contains('`') && data.is_empty() {
                    wrong += &format!("\n`{}` quotes what is no data: {message}", rule.id);
                }
                if without_quoted(&message, &data).contains('{') {
                    wrong += &format!("\n`{}` leaves a place open: {message}", rule.id);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The words of a message itself: pages may well quote `{name}`.
fn without_quoted(message: &str, data: &Data) -> String {
    let texts = data.iter().flat_map(|(_, value)| match value {
        Value::Text(text) => vec![text.as_str()],
        Value::Count(_) => Vec::new(),
        Value::Texts(texts) => texts.iter().map(String::as_str).collect(),
    });
    texts.filter(|text| !text.is_empty()).fold(message.to_owned(), |words, text| words.replace(text, ""))
}

#[test]
fn every_page_has_all_headings_and_names_the_severity_of_its_rule() {
    for rule in RULES {
        let headings = headings(rule.page);
        let Some((title, rest)) = headings.split_first() else { panic!("`{}` has no page", rule.id) };
        assert_eq!((title.level, title.text.as_str()), (1, rule.id));
        let sections: Vec<&Heading> = rest.iter().filter(|heading| heading.level == 2).collect();
        let names: Vec<(&str, &str)> = sections.iter().map(|heading| (&*heading.text, &*heading.anchor)).collect();
        assert_eq!(names, SECTIONS, "`{}`", rule.id);
        assert!(rest.iter().all(|heading| !heading.anchor.is_empty()), "`{}`: each heading has an anchor", rule.id);
        let severity = rule.page[sections[5].body.clone()].trim();
        let level = format!("`{}`", default_level(rule));
        if is_on_by_default(rule.id) {
            assert_eq!(severity, level, "`{}`", rule.id);
        } else {
            assert!(severity.starts_with(&level), "`{}` says that it is off, and how it is switched on", rule.id);
            assert!(severity.contains(&format!("`{} = \"{}\"`", rule.id, rule.severity.as_str())), "`{}`", rule.id);
        }
    }
}

#[test]
fn every_page_shows_findings_and_no_findings_in_dutch_and_in_traditional_chinese() {
    for rule in RULES {
        let examples = examples(rule.page);
        let found = |example: &Example| example.expected.as_deref() != Some(NOTHING);
        assert!(examples.iter().any(found), "`{}` has an example with a finding", rule.id);
        assert!(!examples.iter().all(found), "`{}` has an example without a finding", rule.id);
        for tag in TRANSLATIONS {
            let folder = format!("content/{tag}/");
            let mut files = examples.iter().flat_map(|example| example.files.iter().chain(&example.added));
            assert!(files.any(|(path, _)| path.starts_with(&folder)), "`{}` has an example in {tag}", rule.id);
        }
    }
}

#[test]
fn every_file_of_a_rule_is_registered_and_the_list_is_sorted() {
    let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    let texts: Vec<(String, String)> =
        rule_files("rs").iter().map(|file| (file.as_str().to_owned(), read(file.as_str()))).collect();
    let made: BTreeSet<&str> =
        texts.iter().filter(|(_, text)| text.contains("pub const RULE: Rule")).map(|(path, _)| path.as_str()).collect();
    let wanted: Vec<String> = RULES.iter().map(|rule| page_path(rule).replace(".md", ".rs")).collect();
    assert_eq!(made, wanted.iter().map(String::as_str).collect());
}

#[test]
fn every_page_beside_the_rules_belongs_to_one() {
    let pages: BTreeSet<String> = rule_files("md").iter().map(|file| file.name().to_owned()).collect();
    let wanted: BTreeSet<String> = RULES.iter().map(|rule| format!("{}.md", snake(rule))).collect();
    assert_eq!(pages, wanted);
    for rule in RULES {
        assert_eq!(rule.page, read(&page_path(rule)), "`{}`", rule.id);
    }
}

#[test]
fn every_rule_has_its_page_on_the_site() {
    for rule in RULES {
        let beside_the_code = format!("../../../{}", page_path(rule));
        assert_includes("en-US", rule, &beside_the_code);
        for tag in TRANSLATIONS {
            assert_includes(tag, rule, &format!("includes/{}.md", rule.id));
        }
    }
}

/// Asserts that the page of a rule is its title, its description and one include.
fn assert_includes(tag: &str, rule: &Rule, file: &str) {
    let path = format!("content/{tag}/rules/{}.md", rule.id);
    let text = read(&path);
    let front_matter = format!("---\ntitle: {}\ndescription: ", rule.id);
    assert!(text.starts_with(&front_matter), "{path}: {text}");
    let body = format!("\n---\n\n[!INCLUDE [{}]({file})]\n", rule.id);
    assert!(text.ends_with(&body), "{path}: {text}");
}

#[test]
fn a_page_of_a_rule_links_to_no_file() {
    // It is shown by `hexapla explain` and included by pages in other folders, where a relative link leads nowhere, and
    // `check` does not look at links in included files.
    let is_link = |line: &&str| line.contains(".md)") || line.contains(".md#");
    for rule in RULES {
        let translated = TRANSLATIONS.map(|tag| read(&format!("content/{tag}/rules/includes/{}.md", rule.id)));
        for page in translated.iter().map(String::as_str).chain([rule.page]) {
            let prose = page.split("```").step_by(2).flat_map(str::lines);
            assert_eq!(prose.filter(is_link).collect::<Vec<_>>(), Vec::<&str>::new(), "`{}`", rule.id);
        }
    }
}

#[test]
fn the_index_of_rules_names_every_rule_with_its_severity() {
    for tag in TRANSLATIONS.iter().chain(&["en-US"]) {
        let index = read(&format!("content/{tag}/rules/index.md"));
        let rows: BTreeSet<&str> =
            index.lines().filter_map(|line| line.strip_prefix("| [")?.rsplit_once(" | ")).map(|(row, _)| row).collect();
        let wanted = RULES.iter().map(|rule| format!("{0}]({0}.md) | `{1}`", rule.id, default_level(rule)));
        let wanted: Vec<String> = wanted.collect();
        assert_eq!(rows, wanted.iter().map(String::as_str).collect(), "{tag}");
    }
}

#[test]
fn translations_have_the_same_headings_and_the_same_code() {
    for rule in RULES {
        for tag in TRANSLATIONS {
            let path = format!("content/{tag}/rules/includes/{}.md", rule.id);
            let text = read(&path);
            let outline = |page: &str| -> Vec<(usize, String)> {
                headings(page).into_iter().map(|heading| (heading.level, heading.anchor)).collect()
            };
            assert_eq!(outline(&text), outline(rule.page), "{path}");
            let code = |page: &str| -> Vec<Fence> { fences(page).into_iter().map(|(fence, _)| fence).collect() };
            assert_eq!(code(&text), code(rule.page), "{path}");
        }
    }
}

#[test]
fn the_guide_shows_a_report_as_check_prints_it() {
    let files = [
        ("hexapla.toml", "[content]\nsource_locale = 'en-US'\n"),
        (
            "content/en-US/troubleshooting/errors.md",
            "# Errors\n\n| Error message | App |\n| --- | --- |\n| HttpRequestFailure: 401 Unauthorized | Okta |\n",
        ),
        (
            "content/nl-NL/troubleshooting/errors.md",
            "# Fouten\n\n| Foutmelding | App |\n| --- | --- |\n| HttpRequestFailure: 403 Niet geautoriseerd | Okta |\n",
        ),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).to_vec();
    let report = Example { files, ..Example::default() }.report("status-changed", "full");
    for tag in ["en-US", "nl-NL", "zh-TW"] {
        let guide = read(&format!("content/{tag}/guide/checking.md"));
        let shown = fences(&guide).into_iter().map(|(fence, _)| fence).find(|fence| fence.info == "text");
        assert_eq!(shown.map(|fence| fence.text.trim_end().to_owned()).as_deref(), Some(report.trim_end()), "{tag}");
    }
}

#[test]
fn the_index_of_rules_has_a_section_for_each_group() {
    for tag in TRANSLATIONS.iter().chain(&["en-US"]) {
        let index = read(&format!("content/{tag}/rules/index.md"));
        let mut section = "";
        let mut sections: BTreeSet<(String, String)> = BTreeSet::new();
        for line in index.lines() {
            if let Some((anchor, _)) = line.strip_prefix("## <a name=\"").and_then(|rest| rest.split_once('"')) {
                section = anchor;
            }
            if let Some((rule, _)) = line.strip_prefix("| [").and_then(|rest| rest.split_once(']')) {
                sections.insert((rule.to_owned(), section.to_owned()));
            }
        }
        let groups = RULES.iter().map(|rule| (rule.id.to_owned(), rule.group.as_str().to_owned()));
        assert_eq!(sections, groups.collect(), "{tag}");
    }
}
