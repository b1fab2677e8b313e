//! What `hexapla.toml` and the data of locales may hold, and what is reported where they hold something else.

use super::*;
use crate::layout::{FileUse, Files};

const RULES: &[&str] = &["missing-row", "punctuation-width", "reversed-meaning", "wrong-script"];

fn source(text: &str) -> Source {
    Source::new(FilePath::new("hexapla.toml"), text.into())
}

fn good(text: &str) -> Options {
    load(Some(&source(text)), RULES).unwrap()
}

/// The report about a bad file: line, column and text of the place, then message and help.
fn said(text: &str) -> String {
    let source = source(text);
    let problems = load(Some(&source), RULES).unwrap_err();
    let line = |problem: &Diagnostic| {
        let position = source.position(problem.span.start);
        let place = source.slice(problem.span.range());
        let help = problem.help.iter().map(|help| format!("\n    {help}")).collect::<String>();
        format!("{}:{} <{place}> {}{help}", position.line, position.column, problem.message)
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn locale(tag: &str) -> LocaleId {
    tag.parse().unwrap()
}

#[test]
fn a_whole_file_is_read_whole() {
    let options = good(
        r#"
[site]
title = { nl = "Connectors: problemen oplossen", zh-TW = "連接器疑難排解" }
base_url = "https://docs.example.org/connectors"
default_locale = "nl-nl"
trust_html = true

[content]
root = "./documenten"
source_locale = "en-US"
page_key = "ms.assetid"
include = ["**/*.md"]
exclude = ["concept/**", "*.tmp"]
[content.locales]
nl-NL = "../connectors.nl-nl/docs"
[content.roles]
"**Foutmelding**" = "message"

[history]
revision_key = "ms.sourcegitcommit"
hash_key = "ms.openlocfilehash"
[history.locales]
en-US = { repository = "../connectors", path = "docs" }

[check]
fail_on = "warning"
baseline = "known.txt"
[check.rules]
punctuation-width = "warning"
missing-row = "off"
[[check.overrides]]
paths = ["content/*/old/**"]
rules = { missing-row = "info" }
"#,
    );
    assert_eq!(options.site.title.in_locale(&locale("nl-BE"), None), Some("Connectors: problemen oplossen"));
    assert_eq!(options.site.title.in_locale(&locale("fr"), Some(&locale("zh-TW"))), Some("連接器疑難排解"));
    let base_url = options.site.base_url.as_ref().unwrap();
    assert_eq!((base_url.as_str(), base_url.path()), ("https://docs.example.org/connectors/", "/connectors/"));
    assert_eq!(base_url.as_str(), "https://docs.example.org/connectors/");
    assert_eq!(options.site.default_locale, Some(locale("nl-NL")));
    assert!(options.site.trust_html);
    assert_eq!(options.content.root.as_str(), "documenten");
    assert_eq!(options.content.source_locale, Some(locale("en-US")));
    assert_eq!(options.content.page_key.as_deref(), Some("ms.assetid"));
    assert_eq!(options.content.locales[&locale("nl-NL")].as_str(), "../connectors.nl-nl/docs");
    assert_eq!(options.content.roles["foutmelding"], crate::model::Role::Message);
    let history = options.history.as_ref().unwrap();
    assert_eq!(history.revision_key.as_deref(), Some("ms.sourcegitcommit"));
    assert_eq!(history.hash_key.as_deref(), Some("ms.openlocfilehash"));
    assert_eq!(history.locales[&locale("en-US")].location, "../connectors");
    assert_eq!(history.locales[&locale("en-US")].path.as_str(), "docs");
    assert_eq!(options.check.fail_on, Severity::Warning);
    assert_eq!(options.check.baseline, Some(FilePath::new("known.txt")));
    let at = |rule, path| options.check.severities.of(rule, &FilePath::new(path), Some(Severity::Error));
    assert_eq!(at("punctuation-width", "content/nl/a.md"), Some(Severity::Warning));
    assert_eq!(at("missing-row", "content/nl/a.md"), None);
    assert_eq!(at("missing-row", "content/nl/old/b/a.md"), Some(Severity::Info));
    assert_eq!(at("wrong-script", "content/nl/a.md"), Some(Severity::Error));
}

#[test]
fn without_a_file_or_in_an_empty_one_everything_is_as_usual() {
    for options in [load(None, RULES).unwrap(), good(""), good("\u{feff}# niets\r\n[site]\r\n")] {
        assert_eq!(options.content.root.as_str(), "content");
        assert_eq!((options.check.fail_on, &options.check.baseline), (Severity::Error, &None));
        assert_eq!(options.site, SiteOptions::default());
        assert!(options.history.is_none());
    }
}

#[test]
fn every_mistake_is_reported_with_its_place_and_a_way_out() {
    insta::assert_snapshot!(said(
        r#"titel = "x"
[site]
base-url = "https://a"
base_url = "docs.example.org"
default_locale = "nederlands"
title = 7
[content]
page_key = ["ms.assetid"]
include = ["**/{a.md", 3]
fail_on = "error"
root = "/srv/docs"
[content.locales]
nl-NL = "nl"
nl-nl = "nl2"
zh-TW = "./nl"
exclude = ["x"]
[content.roles]
Fout = "mesage"
include = ["x"]
[histroy]
[history.locales]
en = { repo = "x" }
nl = "../x"
zh = { path = "../x" }
[check]
fail_on = "erro"
[check.rules]
punctuation-widht = "warning"
wrong-script = "fatal"
fail_on = "off"
"#
    ), @r#"
1:1 <titel> unknown key `titel`
    did you mean `title` in `[site]`?
3:1 <base-url> unknown key `base-url` in `[site]`
    did you mean `base_url`?
4:12 <"docs.example.org"> `site.base_url` is not an absolute URL
    write the address of the site's folder, such as `https://docs.example.org/connectors/`
5:18 <"nederlands"> `nederlands` is not a BCP 47 language tag
    write it like `nl`, `pt-BR` or `zh-Hant-TW`
6:9 <7> `site.title` must be a string, or a table of strings per locale, not an integer
8:12 <["ms.assetid"]> `content.page_key` must be a string, not a list
9:12 <"**/{a.md"> `**/{a.md` is not a glob: unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)
    `*` stands for a part of a name, `**/` for any folders, `{a,b}` for either
9:24 <3> `content.include` must be a string, not an integer
10:1 <fail_on> unknown key `fail_on` in `[content]`
    `fail_on` belongs to `[check]`
11:8 <"/srv/docs"> `content.root` is not a relative path
    write it as seen from the folder of `hexapla.toml`, such as `../connectors.nl-nl/docs`
14:1 <nl-nl> `nl-NL` has a folder already
    a locale has one folder
15:9 <"./nl"> `nl` is the folder of `nl-NL` already
    each locale needs a folder of its own
16:1 <exclude> unknown key `exclude` in `[content.locales]`
    `exclude` belongs to `[content]`: put it above `[content.locales]`
18:8 <"mesage"> `content.roles.Fout` cannot be `mesage`
    did you mean `message`?
19:1 <include> unknown key `include` in `[content.roles]`
    `include` belongs to `[content]`: put it above `[content.roles]`
20:2 <histroy> unknown key `histroy`
    did you mean `history`?
22:8 <repo> unknown key `repo` in `[history.locales.en]`
    known here: `repository`, `path`
23:6 <"../x"> `history.locales.nl` must be a table such as `{ repository = "../connectors", path = "docs" }`, not a string
24:15 <"../x"> `history.locales.zh.path` climbs out of its repository
    write it as seen from the top of the repository, such as `docs`
26:11 <"erro"> `check.fail_on` cannot be `erro`
    did you mean `error`?
28:1 <punctuation-widht> there is no rule `punctuation-widht`
    did you mean `punctuation-width`?
29:16 <"fatal"> `check.rules.wrong-script` cannot be `fatal`
    one of `error`, `warning`, `info`, `off`
30:1 <fail_on> there is no rule `fail_on`
    `fail_on` belongs to `[check]`: put it above `[check.rules]`
"#);
}

#[test]
fn places_are_right_after_a_byte_order_mark_and_on_a_line_with_chinese() {
    insta::assert_snapshot!(said("\u{feff}[site]\r\ntitle = { zh-TW = \"說明\", \"中文\" = \"說明\" }\r\n"), @r#"
2:25 <"中文"> `中文` is not a BCP 47 language tag
    write it like `nl`, `pt-BR` or `zh-Hant-TW`
"#);
}

#[test]
fn broken_toml_is_reported_once_a_line_with_the_other_mistakes() {
    insta::assert_snapshot!(said("[site]\ntitle = een titel\nbase_ur = 'x'\n[check\nfail_on = 'error'\n"), @r#"
2:9 <een titel> not valid TOML: string values must be quoted, expected literal string
3:1 <base_ur> unknown key `base_ur` in `[site]`
    did you mean `base_url`?
4:7 <> not valid TOML: unclosed table, expected `]`
"#);
}

#[test]
fn an_address_is_of_a_folder_on_the_web() {
    for (text, path) in [("https://a.org", "/"), ("http://a.org/é/", "/%C3%A9/"), ("https://a.org:8080/x/y", "/x/y/")]
    {
        assert_eq!(crate::plan::BaseUrl::new(text).unwrap().path(), path, "{text}");
    }
    for text in [
        "",
        "a.org/x",
        "/x/",
        "ftp://a.org/",
        "mailto:x@a.org",
        "https://a.org/?q",
        "https://a.org/#x",
        "https://u:p@a.org/",
    ] {
        assert!(crate::plan::BaseUrl::new(text).is_err(), "{text}");
    }
}

#[test]
fn globs_choose_pages_and_leave_files_out() {
    let files = good("[content]\ninclude = ['./gids/**', '*.md']\nexclude = ['**/concept*', '**/*.psd']").content.files;
    for (path, file_use) in [
        ("說明.md", FileUse::Markdown),
        ("gids/a/b.md", FileUse::Markdown),
        ("elders/a.md", FileUse::Ignored),
        ("gids/concept.md", FileUse::Ignored),
        ("media/a.png", FileUse::Copied),
        ("media/a.psd", FileUse::Ignored),
    ] {
        assert_eq!(files.use_of(path), file_use, "{path}");
    }
    assert_eq!(Files::default().use_of("x/README.MD"), FileUse::Markdown);
}

#[test]
fn a_glob_that_nobody_means_is_refused_before_it_is_read() {
    let nested = format!("{}說明{}", "{a=".repeat(400), "}".repeat(400));
    let source = source(&format!("[content]\ninclude = ['{nested}']"));
    let problems = load(Some(&source), &[]).unwrap_err();
    assert_eq!(problems[0].message, "this glob is longer than 1000 bytes");
}

#[test]
fn the_default_locale_is_the_sources_else_english_else_the_first() {
    let present = [locale("de"), locale("en-GB"), locale("en-US"), locale("nl-NL")];
    let default = |text: &str| good(text).default_locale(&present).unwrap().to_string();
    assert_eq!(default(""), "en-GB");
    assert_eq!(default("[content]\nsource_locale = 'nl-NL'"), "nl-NL");
    assert_eq!(default("[site]\ndefault_locale = 'de'\n[content]\nsource_locale = 'nl-NL'"), "de");
    assert_eq!(Options::default().default_locale(&[locale("zh-TW"), locale("nl")]), Some(locale("nl")));
    assert_eq!(Options::default().default_locale(&[]), None);
}

#[test]
fn a_locale_that_is_named_must_have_pages() {
    let options = good("[content]\nsource_locale = 'en-GB'\n[content.locales]\nnl-NL = '../nl'\nzh-TW = '../tw'");
    let problems = options.locales_without_content(&[locale("en-US"), locale("nl-NL")]);
    let said: Vec<(&str, Option<&str>)> =
        problems.iter().map(|problem| (problem.message.as_str(), problem.help.as_deref())).collect();
    assert_eq!(
        said,
        [
            ("`content.source_locale` names `en-GB`, which has no pages", Some("did you mean `en-US`?")),
            ("`content.locales.zh-TW` names `zh-TW`, which has no pages", Some("locales with pages: `en-US`, `nl-NL`")),
        ]
    );
}

#[test]
fn there_is_no_site_without_its_source_and_its_default_and_one_without_a_translation() {
    let options =
        good("[site]\ndefault_locale = 'zh-TW'\n[content]\nsource_locale = 'nl-NL'\n[content.locales]\nde = 'de'");
    let needed = options.needed_locales_without_content(&[locale("en-US")]);
    let needed: Vec<&str> = needed.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        needed,
        [
            "`site.default_locale` names `zh-TW`, which has no pages",
            "`content.source_locale` names `nl-NL`, which has no pages"
        ]
    );
    let folders = options.folders_without_content(&[locale("en-US")]);
    assert_eq!(folders.into_keys().collect::<Vec<_>>(), [locale("de")]);
    assert!(options.folders_without_content(&[locale("de")]).is_empty());
}

#[test]
fn a_source_locale_with_a_history_need_not_have_pages() {
    let options = good("[content]\nsource_locale = 'en-US'\n[history.locales]\nen-US = { repository = '../en' }");
    assert_eq!(options.locales_without_content(&[locale("nl-NL")]), []);
    let options = good("[content.locales]\nzh-TW = '../tw'\n[history.locales]\nzh-TW = { repository = '../tw' }");
    assert_eq!(options.locales_without_content(&[locale("nl-NL")]).len(), 1, "a folder that is named must be there");
}

#[test]
fn a_file_that_is_not_utf8_is_an_error_at_the_first_wrong_byte() {
    let (source, problem) = *decode(&FilePath::new("hexapla.toml"), b"[site]\n# caf\xe9\n".to_vec()).unwrap_err();
    assert_eq!(source.position(problem.span.start), crate::text::Position { line: 2, column: 6 });
    assert_eq!(source.slice(problem.span.range()), "\u{fffd}");
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[\\[\\]a-z_.='\"{}, 方\n\r\u{feff}#0-9]{0,120}") {
        let source = source(&text);
        for problem in load(Some(&source), RULES).err().unwrap_or_default() {
            proptest::prop_assert!(source.text().get(problem.span.range()).is_some());
        }
    }
}

#[test]
fn brackets_that_nothing_closes_and_lone_carriage_returns_are_one_problem_each() {
    let nested = "\"{fail_on = direction = [check]\n方".repeat(20_000);
    for (text, expected) in [
        (format!("[content]\ninclude = [{nested}]\n"), "more than 500 brackets are open here"),
        ("x = ".to_owned() + &"[".repeat(100_000), "more than 500 brackets are open here"),
        ("een\r".repeat(50_000), "not valid TOML: a carriage return without a line feed"),
    ] {
        let source = Source::new(FilePath::new("hexapla.toml"), text);
        let problems = load(Some(&source), &[]).unwrap_err();
        assert_eq!(problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>(), [expected]);
    }
}

#[test]
fn a_group_switches_all_its_rules_and_a_rule_goes_before_its_group() {
    let options = good(
        "[check.rules]\nmissing-row = \"info\"\nstructure = \"off\"\nlanguage = \"error\"\n[[check.overrides]]\npaths = [\"content/zh-TW/**\"]\nrules = { structure = \"warning\" }\n",
    );
    let of = |rule: &str, file: &str| options.check.severities.of(rule, &FilePath::new(file), Some(Severity::Warning));
    assert_eq!(of("missing-page", "content/nl/a.md"), None);
    assert_eq!(of("missing-row", "content/nl/a.md"), Some(Severity::Info));
    assert_eq!(of("wrong-script", "content/nl/a.md"), Some(Severity::Error));
    assert_eq!(of("number-changed", "content/nl/a.md"), Some(Severity::Warning));
    assert_eq!(of("missing-page", "content/zh-TW/a.md"), Some(Severity::Warning));
}

#[test]
fn a_rule_that_is_off_by_default_is_switched_on_by_its_own_name_and_not_by_its_group() {
    let of = |text| good(text).check.severities.of("reversed-meaning", &FilePath::new("content/nl/a.md"), None);
    assert_eq!(of(""), None);
    assert_eq!(of("[check.rules]\nlanguage = \"error\"\n"), None);
    assert_eq!(of("[check.rules]\nreversed-meaning = \"info\"\n"), Some(Severity::Info));
}
