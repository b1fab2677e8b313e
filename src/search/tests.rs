//! What the index and its queries promise.

use proptest::prelude::*;

use super::*;

fn entry(url: &str, app: &str, message: &str, foreign: &[&str]) -> SearchDocument {
    SearchDocument {
        url: url.to_owned(),
        kind: DocumentKind::Entry,
        entry: Some(url.to_owned()),
        page: "gids".to_owned(),
        title: message.to_owned(),
        app: app.to_owned(),
        message: message.to_owned(),
        foreign: foreign.iter().map(|message| (*message).to_owned()).collect(),
        ..SearchDocument::default()
    }
}

fn documents() -> Vec<SearchDocument> {
    vec![
        entry("okta", "Okta", "De server gaf 401 Niet gemachtigd terug", &["伺服器傳回 401 未經授權"]),
        entry(
            "lang",
            "Okta",
            "De server gaf 401 Niet gemachtigd terug omdat het token is ingetrokken",
            &["權杖已撤銷 401"],
        ),
        entry("box", "Box", "De server gaf 401 Niet gemachtigd terug", &["伺服器傳回 401 未經授權"]),
    ]
}

fn bytes() -> Vec<u8> {
    build_index(&"nl-NL".parse().expect("a tag"), &documents())
}

#[track_caller]
fn check(query: &str, expected: &[&str]) {
    let index = Index::from_bytes(&bytes()).expect("we wrote it");
    let hits = index.search(query, expected.len());
    let found: Vec<&str> = hits.iter().map(|hit| hit.document.url.as_str()).collect();
    assert_eq!(found, expected, "for {query:?}");
}

#[test]
fn a_log_line_in_another_language_and_script_finds_the_row() {
    check("2026-11-22T14:03:27.403Z 服务器传回 401 未经授权", &["okta", "box", "lang"]);
    check("Niet gemachtigd 伺服器 Box", &["box"]);
}

#[test]
fn a_message_that_is_covered_whole_comes_before_a_longer_one() {
    check("De server gaf 401 Niet gemachtigd terug", &["okta", "box", "lang"]);
    check("De server gaf 401 Niet gemachtigd terug omdat het token is ingetrokken", &["lang", "okta", "box"]);
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    assert_eq!(bytes(), bytes());
}

#[test]
fn an_index_reports_its_locale_and_size() {
    let index = Index::from_bytes(&bytes()).expect("we wrote it");
    assert_eq!((index.len(), index.locale().as_str()), (3, "nl-NL"));
    let empty = build_index(index.locale(), &[]);
    let empty = Index::from_bytes(&empty).expect("we wrote it");
    assert!(empty.is_empty() && empty.search("fout", 5).is_empty());
}

#[test]
fn bytes_that_are_no_index_are_an_error_with_a_way_out() {
    let newer = String::from_utf8(bytes()).expect("JSON").replace("\"version\":1", "\"version\":9");
    for bytes in [&b""[..], b"{}", b"\xff\xfe", newer.as_bytes()] {
        let error = Index::from_bytes(bytes).expect_err("no index");
        assert!(error.to_string().ends_with("build the site again"), "{error}");
    }
}

proptest! {
    #[test]
    fn no_query_is_too_odd(query in any::<String>()) {
        Index::from_bytes(&bytes()).expect("we wrote it").search(&query, 3);
    }

    #[test]
    fn no_damage_makes_reading_or_searching_panic(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = bytes();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = b"AZaz09-_[],\"{}\\ "[usize::from(byte) % 16];
        }
        if let Ok(index) = Index::from_bytes(&bytes) {
            index.search("De servr gaf 401 未經授權 okta ge", 3);
        }
    }

    #[test]
    fn every_document_is_found_by_its_own_message(messages in prop::collection::vec("[a-z]{3,9}( [a-z]{3,9}){0,4}", 1..6)) {
        let documents: Vec<SearchDocument> = messages.iter().map(|message| entry(message, "", message, &[])).collect();
        let index = build_index(&"nl-NL".parse().expect("a tag"), &documents);
        let index = Index::from_bytes(&index).expect("we wrote it");
        for message in &messages {
            let hits = index.search(message, 10);
            prop_assert!(hits.iter().any(|hit| &hit.document.url == message));
        }
    }
}
