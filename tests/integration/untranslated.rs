//! Pages and rows that are there and were not translated, in real sites.

use crate::fixtures::site_folder::{CHINESE, DUTCH, SiteFolder};

const ENGLISH: &str = "---
title: Error messages
---
# Error messages

What you see and what you do.

|Error message|App|Description|What to do|
|---|---|---|---|
|HttpRequestFailure: 401 Unauthorized|Okta|The key was revoked.|Make a new key.|
|HttpRequestFailure: 503 Unavailable|Dropbox|The service is busy.|Try again in 10 minutes.|
|{\"error\":\"invalid_grant\"}|Dropbox|The token has expired.|Log in again.|
";

const PROSE: &str = "# Welcome to the connectors

Here you read how the apps are connected. Begin with the first of them, and then try the others.

- Make a token for the app.
- Test the connection again.
";

const SOURCE: &str = "[site]\nbase_url = 'https://docs.example.org/'\n[content]\nsource_locale = 'en-US'\n";

/// All locales that a site has beside the source.
const OTHERS: [&str; 8] = ["de-DE", "es-ES", "fr-FR", "ja-JP", "ko-KR", "nl-NL", "ru-RU", "zh-TW"];

/// A site with a named source in English.
fn with_source() -> SiteFolder {
    SiteFolder::empty().with("hexapla.toml", SOURCE).with("content/en-US/errors.md", ENGLISH)
}

/// What `rules` find in a site, as lines.
fn found(folder: &SiteFolder, rules: &[&str]) -> Vec<String> {
    let run = folder.run(&["check", "--format", "concise", "--quiet"]);
    assert!(run.code < 2, "{run:?}");
    let is_wanted = |line: &&str| rules.iter().any(|rule| line.contains(&format!("[{rule}]")));
    run.stdout.lines().filter(is_wanted).map(str::to_owned).collect()
}

/// The figures of a locale in `status`.
fn status(folder: &SiteFolder, locale: &str) -> serde_json::Value {
    let status = folder.run(&["status", "--format", "json"]).json();
    let locales = status["locales"].as_array().unwrap();
    locales.iter().find(|line| line["locale"] == locale).unwrap().clone()
}

const LANGUAGE: [&str; 3] = ["untranslated-page", "untranslated-cell", "wrong-language"];

#[test]
fn a_copy_of_the_source_is_not_translated_however_many_others_are_copies_too() {
    for count in [1, 4, 8] {
        let mut folder = with_source().with("content/en-US/index.md", PROSE);
        for locale in &OTHERS[OTHERS.len() - count..] {
            folder = folder.with(&format!("content/{locale}/errors.md"), ENGLISH);
            folder = folder.with(&format!("content/{locale}/index.md"), PROSE);
        }
        let found = found(&folder, &LANGUAGE);
        assert_eq!(found.len(), 2 * count, "{found:#?}");
        for locale in &OTHERS[OTHERS.len() - count..] {
            for line in [
                format!(
                    "content/{locale}/errors.md:4:1: warning[untranslated-page] 8 of 8 texts have the same words as `en-US`: this page is not translated"
                ),
                format!(
                    "content/{locale}/index.md:1:1: warning[untranslated-page] 5 of 5 texts have the same words as `en-US`: this page is not translated"
                ),
            ] {
                assert!(found.contains(&line), "{line} {found:#?}");
            }
            let status = status(&folder, locale);
            let figures = ["pages", "untranslated_pages", "rows", "fresh", "stale", "unknown", "untranslated"];
            assert_eq!(figures.map(|key| status[key].as_u64().unwrap()), [2, 2, 3, 0, 0, 0, 3], "{locale}");
        }
    }
}

#[test]
fn a_copy_beside_translations_is_not_translated_and_they_are() {
    let folder = with_source()
        .with("content/nl-NL/errors.md", DUTCH)
        .with("content/zh-TW/errors.md", CHINESE)
        .with("content/es-ES/errors.md", ENGLISH);
    let found = found(&folder, &LANGUAGE);
    assert!(
        found.len() == 1 && found[0].starts_with("content/es-ES/errors.md:4:1: warning[untranslated-page]"),
        "{found:?}"
    );
    for (locale, untranslated) in [("nl-NL", 0), ("zh-TW", 0), ("es-ES", 3)] {
        assert_eq!(status(&folder, locale)["untranslated"], untranslated, "{locale}");
    }
}

#[test]
fn a_page_with_most_of_its_sentences_left_is_one_finding() {
    let dutch = PROSE.replace("Welcome to the connectors", "Welkom bij de connectors");
    let folder = with_source()
        .with("content/en-US/start.md", PROSE)
        .with("content/nl-NL/errors.md", DUTCH)
        .with("content/nl-NL/start.md", &dutch);
    let found = found(&folder, &LANGUAGE);
    assert_eq!(
        found,
        [
            "content/nl-NL/start.md:1:1: warning[untranslated-page] 4 of 5 texts have the same words as `en-US`: this page is not translated"
        ]
    );
    let mostly = dutch.replace(
        "Here you read how the apps are connected. Begin with the first of them, and then try the others.",
        "Hier leest u hoe de apps worden verbonden. Begin met de eerste, en probeer daarna de andere.",
    );
    let folder = folder.with("content/nl-NL/start.md", mostly);
    let found = self::found(&folder, &LANGUAGE);
    assert!(found.len() == 2 && found.iter().all(|line| line.contains("[untranslated-cell]")), "{found:?}");
    assert_eq!(status(&folder, "nl-NL")["untranslated_pages"], 0);
}

/// A table of eight rows in two languages, of which the first `left` have the source's words.
fn eight_rows(left: usize) -> (String, String) {
    let words = ["key", "token", "license", "account", "password", "address", "limit", "network"];
    let dutch = ["sleutel", "token", "licentie", "account", "wachtwoord", "adres", "limiet", "netwerk"];
    let row =
        |at: usize| format!("|HTTP 40{at}|The {} is not valid.|Ask the owner for another {}.|\n", words[at], words[at]);
    let own = |at: usize| {
        format!("|HTTP 40{at}|De {} is niet geldig.|Vraag de eigenaar om een andere {}.|\n", dutch[at], dutch[at])
    };
    let english = "# Errors\n\n|Code|Description|What to do|\n|-|-|-|\n".to_owned();
    let translated = "# Fouten\n\n|Code|Beschrijving|Oplossing|\n|-|-|-|\n".to_owned();
    let rows = (0..8).map(|at| if at < left { row(at) } else { own(at) });
    (english + &(0..8).map(row).collect::<String>(), translated + &rows.collect::<String>())
}

#[test]
fn rows_that_are_left_are_reported_whether_they_are_few_or_most() {
    let dutch = "\nDeze tabel laat zien wat er mis kan gaan met de connectors. Zoek de code op die de app laat zien, en lees wat er \
                 ernaast staat. Als dat niet helpt, vraag dan de mensen van de helpdesk, die het logboek van gisteren kunnen lezen. \
                 Vergeet niet om te zeggen welke app u gebruikt, en wanneer het misging. Neem ook een foto van het scherm op, want \
                 daarop is vaak te zien wat er werkelijk aan de hand was toen de verbinding werd verbroken.\n";
    let english = "\nThis table shows what can go wrong with the connectors. Look for the code that the app shows, and read what \
                   is beside it. If that does not help, ask the people of the desk, who can read the log of yesterday. Do not \
                   forget to say which app you use, and when it went wrong. Take a picture of the screen too, since that often \
                   shows what was the matter when the connection was lost.\n";
    for left in [1, 5] {
        let (source, translation) = eight_rows(left);
        let folder = SiteFolder::empty()
            .with("hexapla.toml", SOURCE)
            .with("content/en-US/a.md", source + english)
            .with("content/nl-NL/a.md", translation + dutch);
        let found = found(&folder, &LANGUAGE);
        assert_eq!(found.len(), 2 * left, "{found:#?}");
        assert!(found.iter().all(|line| line.contains("[untranslated-cell]")), "{found:#?}");
        let status = status(&folder, "nl-NL");
        assert_eq!((&status["untranslated"], &status["untranslated_pages"]), (&left.into(), &0.into()));
    }
    // Without the prose, five of eight rows are most of the page.
    let (source, translation) = eight_rows(5);
    let folder = SiteFolder::empty()
        .with("hexapla.toml", SOURCE)
        .with("content/en-US/a.md", source)
        .with("content/nl-NL/a.md", translation);
    let found = self::found(&folder, &LANGUAGE);
    assert!(found.len() == 1 && found[0].contains("[untranslated-page]"), "{found:?}");
    let status = status(&folder, "nl-NL");
    assert_eq!((&status["untranslated"], &status["untranslated_pages"]), (&5.into(), &1.into()));
}

#[test]
fn messages_are_kept_on_purpose_where_four_of_five_rows_keep_them_and_no_other_column_is() {
    let page = |messages: &[&str], header: &str, texts: &str| {
        let rows: Vec<String> = messages.iter().map(|message| format!("|{message}|{texts}|\n")).collect();
        format!(
            "# {header}\n\n|{}|{}|\n|-|-|\n{}",
            if header == "Errors" { "Error message" } else { "Foutmelding" },
            if header == "Errors" { "What to do" } else { "Oplossing" },
            rows.concat()
        )
    };
    let english = [
        "The token has expired today",
        "The license is not valid",
        "The address cannot be found",
        "The service is not available",
        "The password was not accepted",
    ];
    let site = |dutch: &[&str], solution: &str| {
        SiteFolder::empty()
            .with("hexapla.toml", SOURCE)
            .with("content/en-US/a.md", page(&english, "Errors", "Ask the owner of the app."))
            .with("content/nl-NL/a.md", page(dutch, "Fouten", solution))
    };
    let mut dutch = english;
    dutch[0] = "Het token is vandaag verlopen";
    let kept = site(&dutch, "Vraag het aan de eigenaar van de app, want alleen die kan er iets aan doen.");
    assert_eq!(found(&kept, &LANGUAGE), Vec::<String>::new());
    let status = status(&kept, "nl-NL");
    assert_eq!((&status["untranslated"], &status["kept"]), (&0.into(), &serde_json::json!({ "message": 4 })));
    dutch[1] = "De licentie is niet geldig";
    let not_kept = site(&dutch, "Vraag het aan de eigenaar van de app, want alleen die kan er iets aan doen.");
    assert_eq!(found(&not_kept, &LANGUAGE).len(), 3);
    // All solutions are left: no policy keeps those, and the page is not translated.
    let left = site(&english, "Ask the owner of the app.");
    let found = found(&left, &LANGUAGE);
    assert!(found.len() == 1 && found[0].contains("[untranslated-page]"), "{found:?}");
}

#[test]
fn tables_of_codes_names_and_numbers_have_nothing_to_translate() {
    let table = "|Code|App|Default|Values|\n|-|-|-|-|\n|AADSTS70002|Google Workspace|10|exact, semantic|\n|ORA-00942|Office 365|common-options|array[string]|\n|`a b c`|https://a.example/x|[1, 2]|--all|\n";
    let folder = SiteFolder::empty()
        .with("hexapla.toml", SOURCE)
        .with("content/en-US/codes.md", format!("# Codes\n\n{table}\n```sh\nrun the app with it\n```\n"))
        .with("content/nl-NL/codes.md", format!("# Codes\n\n{table}\n```sh\nrun the app with it\n```\n"))
        .with("content/zh-TW/codes.md", format!("# 代碼\n\n{table}\n```sh\nrun the app with it\n```\n"));
    assert_eq!(found(&folder, &LANGUAGE), Vec::<String>::new());
    for locale in ["nl-NL", "zh-TW"] {
        let status = status(&folder, locale);
        assert_eq!((&status["untranslated"], &status["untranslated_pages"]), (&0.into(), &0.into()), "{locale}");
    }
}

#[test]
fn a_page_that_only_includes_another_is_as_translated_as_its_description() {
    let page = |description: &str| {
        format!("---\ntitle: x\ndescription: {description}\n---\n\n[!INCLUDE [the words of it](x.txt)]\n")
    };
    let folder = SiteFolder::empty()
        .with("hexapla.toml", SOURCE)
        .with("content/en-US/a.md", page("How to connect the app."))
        .with("content/nl-NL/a.md", page("Hoe u de app verbindt."))
        .with("content/zh-TW/a.md", page("How to connect the app."));
    let found = found(&folder, &LANGUAGE);
    assert!(found.len() == 1 && found[0].starts_with("content/zh-TW/a.md:"), "{found:?}");
}

#[test]
fn one_language_in_two_countries_may_have_the_same_words() {
    let folder = with_source().with("content/en-GB/errors.md", ENGLISH).with("content/nl-NL/errors.md", DUTCH);
    assert_eq!(found(&folder, &LANGUAGE), Vec::<String>::new());
    assert_eq!(status(&folder, "en-GB")["untranslated"], 0);
}

#[test]
fn a_copy_of_a_chinese_source_is_not_translated_either() {
    let folder = SiteFolder::empty()
        .with("hexapla.toml", "[content]\nsource_locale = 'zh-TW'\n")
        .with("content/zh-TW/errors.md", CHINESE)
        .with("content/nl-NL/errors.md", CHINESE);
    let found = found(&folder, &LANGUAGE);
    assert!(
        found.len() == 1 && found[0].starts_with("content/nl-NL/errors.md:4:1: warning[untranslated-page]"),
        "{found:?}"
    );
    assert_eq!(status(&folder, "nl-NL")["untranslated"], 3);
}

#[test]
fn readers_and_search_engines_are_told_that_a_copy_is_no_translation() {
    let dated = |page: &str| page.replace("---\n# ", "date: 2026-11-30\n---\n# ");
    let folder =
        with_source().with("content/nl-NL/errors.md", dated(DUTCH)).with("content/es-ES/errors.md", dated(ENGLISH));
    let run = folder.run(&["build", "--quiet"]);
    assert!(run.code < 2, "{run:?}");
    let read = |path: &str| {
        std::fs::read_to_string(folder.path().join("public").join(path))
            .unwrap_or_else(|error| panic!("{path}: {error} {run:?}"))
    };
    let copy = read("es-es/errors/index.html");
    assert!(copy.contains("class=\"notice\""), "{copy}");
    assert!(copy.contains("<link rel=\"canonical\" href=\"https://docs.example.org/en-us/errors/\">"), "{copy}");
    for page in ["en-us/errors/index.html", "nl-nl/errors/index.html"] {
        let page = read(page);
        assert!(!page.contains("class=\"notice\"") && page.contains("hreflang=\"nl-NL\""), "{page}");
        assert!(!page.contains("rel=\"alternate\" hreflang=\"es-ES\""), "{page}");
    }
    let sitemap = read("es-es/sitemap.xml");
    assert!(!["errors/", "entries/", "apps/", "status/"].iter().any(|page| sitemap.contains(page)), "{sitemap}");
    assert!(read("nl-nl/sitemap.xml").contains("nl-nl/errors/"));
    assert!(!read("nl-nl/sitemap.xml").contains("es-es/errors/"));
    assert!(!read("es-es/feed.xml").contains("es-es/errors/"));
    assert!(read("nl-nl/feed.xml").contains("nl-nl/errors/"));
    let pages = read("es-es/llms.txt");
    assert!(pages.contains("/en-us/errors/") && !pages.contains("/es-es/errors/"), "{pages}");
}

#[test]
fn a_page_that_the_source_dropped_is_only_where_it_still_is() {
    let folder = with_source()
        .with("content/nl-NL/errors.md", DUTCH)
        .with("content/nl-NL/oud.md", "# Oude pagina\n\nDeze pagina is er nog.\n")
        .with("content/zh-TW/errors.md", CHINESE);
    let run = folder.run(&["build", "--quiet"]);
    assert!(run.code < 2, "{run:?}");
    let is_there = |path: &str| folder.path().join("public").join(path).exists();
    assert!(is_there("nl-nl/oud/index.html"));
    assert!(!is_there("en-us/oud/index.html") && !is_there("zh-tw/oud/index.html"));
    assert_eq!(found(&folder, &["orphan-page"]).len(), 1);
    // Without a source the pages are in all trees, as before.
    let folder = folder.with("hexapla.toml", "");
    assert!(folder.run(&["build", "--quiet"]).code < 2);
    assert!(folder.path().join("public/en-us/oud/index.html").exists());
}
