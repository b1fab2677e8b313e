//! A search index and a query: the first line of the input is the query, each other one a document whose fields have
//! tabs between them. The whole input is read as an index as well, and so is the index with a few bytes changed.

use hexapla::search::{DocumentKind, Index, SearchDocument, build_index};

use super::{Target, Traits, text_of};
use crate::numbers::Numbers;

/// The target.
pub const TARGET: Target = Target {
    name: "search",
    run,
    tokens: &[
        "\t",
        "\n",
        " ",
        "HttpRequestFailure: 401",
        "AADSTS70002",
        "Unauthorized",
        "het lukte niet",
        "無法完成",
        "無法完成連線",
        "憑證",
        "権限",
        "token",
        "tokens",
        "toekn",
        "E401",
        "0x80070005",
        "com.box.boxjavalibv2.exceptions.BoxServerException",
        "at java.base/java.lang.Thread.run(Thread.java:829)",
        "{\"error\":\"invalid_grant\"}",
        "\"",
        "{\"format\":\"hexapla-search\",\"version\":1,",
        "\"terms\":\" 0a 1b\"",
        "\"postings\":\"",
        "\"references\":\"",
        "\"documents\":[",
        "[0,\"a\",\"\",0,\"\",\"\",\"\"]",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "AAAA",
        "____",
        "gggggggB",
        "ﬁ",
        "ﾊﾝｶｸ",
        "é",
    ],
    pairs: &[("[", "]"), ("{\"a\":", "}"), ("\"", "\"")],
    frames: &[
        "{}",
        "{}\n\t\tOkta\tHttpRequestFailure: 401\n",
        "無法完成 401\n{}",
        "invalid\n\t\tBox\t{}\n",
        "fout {}\n\t\tBox\t{}\n",
    ],
    trials: 120,
};

/// How many hits are asked for.
const MOST_HITS: usize = 20;

fn run(input: &[u8], traits: &mut Traits) {
    let text = text_of(input);
    let (query, documents) = text.split_once('\n').unwrap_or((&text, ""));
    let documents: Vec<SearchDocument> = documents.lines().map(document).collect();
    let locale = "zh-TW".parse().expect("it is a language tag");
    let bytes = build_index(&locale, &documents);
    let index = Index::from_bytes(&bytes).unwrap_or_else(|error| panic!("what was built cannot be read: {error}"));
    assert_eq!(index.len(), documents.len(), "a document is lost");
    let hits = index.search(query, MOST_HITS);
    assert!(hits.len() <= MOST_HITS, "there are more hits than were asked for");
    assert!(hits.is_sorted_by(|one, other| one.score >= other.score), "a worse hit comes first");
    assert!(hits == index.search(query, MOST_HITS), "searching twice does not give the same");
    traits.count("hits", hits.len());
    traits.count("documents", documents.len());
    search_in_anything(input, query, traits);
    search_in_anything(&damaged(bytes, input), query, traits);
}

/// Bytes are an index that can be searched, or an error reports what they are.
fn search_in_anything(bytes: &[u8], query: &str, traits: &mut Traits) {
    match Index::from_bytes(bytes) {
        Ok(index) => traits.count("hits of a damaged index", index.search(query, MOST_HITS).len()),
        Err(error) => {
            traits.note(error.to_string().chars().filter(char::is_ascii_alphabetic).take(30).collect::<String>())
        }
    }
}

fn document(line: &str) -> SearchDocument {
    let mut fields = line.split('\t').map(str::to_owned);
    let mut field = || fields.next().unwrap_or_default();
    let (page, entry) = (field(), field());
    let (app, message) = (field(), field());
    let (description, resolution) = (field(), field());
    let foreign = vec![field(), field()];
    SearchDocument {
        url: format!("zh-tw/{page}/#{entry}"),
        kind: if entry.is_empty() { DocumentKind::Section } else { DocumentKind::Entry },
        entry: Some(entry).filter(|entry| !entry.is_empty()),
        title: message.clone(),
        signature: message.split(' ').map(str::to_owned).take(3).collect(),
        page,
        app,
        message,
        description,
        resolution,
        prose: field(),
        foreign,
    }
}

/// The bytes with a few of them changed, always in the same way for the same input.
fn damaged(mut bytes: Vec<u8>, input: &[u8]) -> Vec<u8> {
    let hash = blake3::hash(input);
    let seed = hash.as_bytes()[..8].iter().fold(0, |seed, byte| seed << 8 | u64::from(*byte));
    let mut numbers = Numbers::new(seed);
    for _ in 0..numbers.length(4) {
        let (at, choice) = (numbers.below(bytes.len()), numbers.below(3));
        let byte = *numbers.choose(b"ABgz09_-\" ,[]{}0\xff");
        match choice {
            0 => bytes[at] = byte,
            1 => bytes.insert(at, byte),
            _ => drop(bytes.remove(at)),
        }
    }
    bytes
}
