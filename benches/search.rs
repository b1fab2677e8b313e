//! How long it takes to index 2,000 rows, to read that index, and to answer a pasted log line.

use criterion::{Criterion, criterion_group, criterion_main};
use hexapla::model::LocaleId;
use hexapla::search::{DocumentKind, Index, SearchDocument, build_index};
use hexapla::terms::tokenize;

const WORDS: [&str; 24] = [
    "verbinding",
    "server",
    "token",
    "verlopen",
    "account",
    "machtiging",
    "antwoord",
    "fout",
    "wachtwoord",
    "beheerder",
    "logboek",
    "aanvraag",
    "geweigerd",
    "certificaat",
    "limiet",
    "bestand",
    "伺服器",
    "權杖",
    "連線",
    "逾時",
    "帳戶",
    "要求",
    "授權",
    "憑證",
];

const APPS: [&str; 8] =
    ["Okta", "Box", "Salesforce", "ServiceNow", "Workday", "Dropbox", "Office 365", "Exchange Online"];

/// Words chosen by a sequence that is the same in every run.
fn words(seed: usize, count: usize) -> String {
    let place = |step: usize| (seed * 31 + step * step * 7 + step * 13 + seed / 24) % WORDS.len();
    (0..count).map(|step| WORDS[place(step)]).collect::<Vec<_>>().join(" ")
}

fn row(number: usize) -> SearchDocument {
    let code = format!("ERR{:05}", number / 2);
    SearchDocument {
        url: format!("nl-nl/gids/#rij-{number}"),
        kind: DocumentKind::Entry,
        entry: Some(format!("rij-{number}")),
        page: "gids".to_owned(),
        title: format!("{code} {}", words(number, 4)),
        app: APPS[number % APPS.len()].to_owned(),
        message: format!("RequestFailureException: {code}: {}", words(number, 8)),
        description: words(number + 1, 12),
        resolution: words(number + 2, 16),
        foreign: (0..3).map(|locale| format!("{code}: {}", words(number + locale * 5000, 8))).collect(),
        signature: vec!["RequestFailureException".to_owned(), code],
        ..SearchDocument::default()
    }
}

fn search(criterion: &mut Criterion) {
    let locale: LocaleId = "nl-NL".parse().expect("a tag");
    let documents: Vec<SearchDocument> = (0..2_000).map(row).collect();
    let bytes = build_index(&locale, &documents);
    let index = Index::from_bytes(&bytes).expect("we wrote it");
    let log = format!(
        "2026-11-22T14:03:27.401Z ERROR [exec-3] sync - {} traceId=4bf92f3577b34da6a3ce929d0e0e4736",
        documents[1234].message
    );
    let prose = words(7, 20_000);
    criterion
        .bench_function("build an index of 2,000 rows", |bencher| bencher.iter(|| build_index(&locale, &documents)));
    criterion.bench_function("read an index of 2,000 rows", |bencher| {
        bencher.iter(|| Index::from_bytes(&bytes).map(|index| index.len()))
    });
    criterion.bench_function("answer a log line", |bencher| bencher.iter(|| index.search(&log, 20).len()));
    criterion.bench_function("answer words with slips", |bencher| {
        bencher.iter(|| index.search("verbidning met de serever verloopt", 20).len())
    });
    criterion.bench_function("tokenize 20,000 words", |bencher| bencher.iter(|| tokenize(&prose).len()));
}

criterion_group!(benches, search);
criterion_main!(benches);
