//! The cases that Rust and the browser share: the same tokens, the same index, the same order.
//!
//! `tests/browser/search-cases.test.mjs` runs the same table against `templates/assets/search-core.js`. Where the
//! index is meant to change, review the snapshot: `INSTA_UPDATE=always cargo test --test integration search_cases::`.

use hexapla::model::LocaleId;
use hexapla::search::{DocumentKind, Index, SearchDocument, build_index};
use hexapla::terms::{Variants, tokenize_with};
use serde_json::Value;

#[test]
fn texts_give_the_tokens_of_the_table() {
    for case in list(&cases()["tokens"]) {
        let characters: Vec<char> = case["variants"].as_str().unwrap_or("").chars().collect();
        let variants = Variants::from_pairs(characters.chunks(2).map(|pair| (pair[0], pair[1])));
        let tokens = tokenize_with(text(&case["text"]), &variants);
        let found: Vec<String> = tokens.iter().map(|token| format!("{} {}", token.kind.as_str(), token.text)).collect();
        assert_eq!(found, texts(&case["tokens"]), "for {}", case["text"]);
    }
}

#[test]
fn the_index_is_the_one_that_the_browser_reads() {
    let bytes = build_index(&locale("nl-NL"), &documents(&cases(), "nl-NL"));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("..");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_binary_snapshot!("search_index.json", bytes));
}

#[test]
fn queries_find_the_documents_of_the_table_first() {
    let cases = cases();
    let index = index(&cases, "nl-NL");
    for case in list(&cases["ranking"]) {
        let query = text(&case["query"]).repeat(case["repeat"].as_u64().unwrap_or(1) as usize);
        let expected = texts(&case["first"]);
        let found = fragments(&index, &query, expected.len().max(1));
        assert_eq!(found, expected, "for {} repeated to {} bytes", case["query"], query.len());
    }
}

/// How often the right row is first, in each locale, for the message of each row in each locale, plain and in a log.
///
/// A row with the very same message in the language of the query is right too: its page has the rest.
#[test]
fn a_pasted_message_finds_its_row_in_every_language() {
    let cases = cases();
    let mut misses = Vec::new();
    for reader in LOCALES {
        let index = index(&cases, reader);
        for (writer, row) in
            LOCALES.into_iter().flat_map(|writer| list(&cases["rows"]).iter().map(move |row| (writer, row)))
        {
            let message = text(&row["message"][writer]);
            for query in [message.to_owned(), in_log(message), in_trace(message)] {
                let first = fragments(&index, &query, 1);
                let right =
                    list(&cases["rows"]).iter().filter(|other| other["message"][writer] == row["message"][writer]);
                if !right.map(|row| text(&row["entry"])).any(|entry| first.iter().any(|found| found == entry)) {
                    misses.push(format!("{reader} has {first:?} first for {query}"));
                }
            }
        }
    }
    assert_eq!(misses, Vec::<String>::new());
}

#[test]
fn the_app_decides_between_rows_with_one_message() {
    let cases = cases();
    let mut misses = Vec::new();
    for reader in LOCALES {
        let index = index(&cases, reader);
        for (writer, row) in
            LOCALES.into_iter().flat_map(|writer| list(&cases["rows"]).iter().map(move |row| (writer, row)))
        {
            let query = in_log(&format!("[{}] {}", text(&row["app"]), text(&row["message"][writer])));
            let first = fragments(&index, &query, 1);
            if first != [text(&row["entry"])] {
                misses.push(format!("{reader} has {first:?} first for {query}"));
            }
        }
    }
    assert_eq!(misses, Vec::<String>::new());
}

#[test]
fn a_typing_error_in_every_long_word_still_finds_the_row() {
    for reader in LOCALES {
        let share = share_right(reader, with_slips, |found, row| found == row);
        assert!(share >= 90, "{reader}: {share}%");
    }
}

#[test]
fn a_message_cut_short_still_finds_a_row_that_begins_so() {
    for reader in LOCALES {
        let share = share_right(reader, cut_short, |found, row| found.starts_with(&cut_short(row)));
        assert!(share >= 90, "{reader}: {share}%");
    }
}

/// In how many of a hundred rows the first hit for the changed message has a message that is right for the row's.
fn share_right(reader: &str, change: fn(&str) -> String, is_right: fn(&str, &str) -> bool) -> usize {
    let cases = cases();
    let index = index(&cases, reader);
    let messages: Vec<&str> = list(&cases["rows"]).iter().map(|row| text(&row["message"][reader])).collect();
    let right = messages.iter().filter(|message| {
        let hits = index.search(&change(message), 1);
        hits.first().is_some_and(|hit| is_right(&hit.document.title, message))
    });
    right.count() * 100 / messages.len()
}

const LOCALES: [&str; 3] = ["en-US", "nl-NL", "zh-TW"];

fn in_log(message: &str) -> String {
    format!(
        "2026-11-22 14:03:27,403 ERROR [http-nio-8080-exec-4] c.e.sync.ApiJob - {message} traceId=4bf92f3577b34da6a3ce929d0e0e4736"
    )
}

fn in_trace(message: &str) -> String {
    let id = "7c0a9f1e-3d52-4b8a-9e61-5f0d2c7b8a94";
    format!(
        "WARN 2026-11-22T14:03:27.400Z job 4711 ({id}) failed: {message}\n\tat com.example.jobs.Worker.run(Worker.java:401)"
    )
}

/// The message with the second and third letter of every word of six letters or more changed round.
fn with_slips(message: &str) -> String {
    let slip = |word: &str| match word.as_bytes() {
        [_, second, third, ..] if word.len() >= 6 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            format!("{}{}{}{}", &word[..1], char::from(*third), char::from(*second), &word[3..])
        }
        _ => word.to_owned(),
    };
    message.split(' ').map(slip).collect::<Vec<_>>().join(" ")
}

/// The first three quarters of the message.
fn cut_short(message: &str) -> String {
    message.chars().take(message.chars().count() * 3 / 4).collect()
}

fn cases() -> Value {
    serde_json::from_str(include_str!("../search_cases.json")).expect("the table of cases is JSON")
}

fn index(cases: &Value, locale_tag: &str) -> Index {
    let bytes = build_index(&locale(locale_tag), &documents(cases, locale_tag));
    Index::from_bytes(&bytes).expect("we wrote it")
}

/// The part of each hit's URL behind the `#`, best first.
fn fragments(index: &Index, query: &str, limit: usize) -> Vec<String> {
    let hits = index.search(query, limit);
    hits.iter().map(|hit| hit.document.url.rsplit('#').next().unwrap_or("").to_owned()).collect()
}

fn documents(cases: &Value, locale: &str) -> Vec<SearchDocument> {
    let rows = list(&cases["rows"]).iter().map(|row| entry(row, locale));
    let sections = list(&cases["sections"]).iter().map(|case| section(case, locale));
    rows.chain(sections).collect()
}

fn entry(row: &Value, locale: &str) -> SearchDocument {
    let others = LOCALES.into_iter().filter(|other| *other != locale);
    SearchDocument {
        url: format!("{}/guide/#{}", locale.to_ascii_lowercase(), text(&row["entry"])),
        kind: DocumentKind::Entry,
        entry: Some(text(&row["entry"]).to_owned()),
        page: "guide".to_owned(),
        title: text(&row["message"][locale]).to_owned(),
        app: text(&row["app"]).to_owned(),
        message: text(&row["message"][locale]).to_owned(),
        description: text(&row["description"][locale]).to_owned(),
        resolution: text(&row["resolution"][locale]).to_owned(),
        foreign: others.map(|other| text(&row["message"][other]).to_owned()).collect(),
        signature: texts(&row["signature"]),
        ..SearchDocument::default()
    }
}

fn section(case: &Value, locale: &str) -> SearchDocument {
    SearchDocument {
        url: format!("{}/guide/#{}", locale.to_ascii_lowercase(), text(&case["anchor"])),
        page: "guide".to_owned(),
        title: text(&case["title"][locale]).to_owned(),
        prose: text(&case["prose"][locale]).to_owned(),
        ..SearchDocument::default()
    }
}

fn locale(tag: &str) -> LocaleId {
    tag.parse().expect("a tag of the table")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list in the table of cases")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text in the table of cases")
}

fn texts(value: &Value) -> Vec<String> {
    list(value).iter().map(|value| text(value).to_owned()).collect()
}
