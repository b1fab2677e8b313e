//! How long the stages take on made-up content in three languages: `cargo bench`.
//!
//! The content is the same in every run, and has what makes real tables slow: long cells, messages that differ
//! in one word, and rows that stand elsewhere in a translation.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hexapla::align::align;
use hexapla::cache::NoCache;
use hexapla::config::Options;
use hexapla::model::{Known, LocaleId};
use hexapla::parse::{Place, parse};
use hexapla::pipeline::{self, Site};
use hexapla::read::{Embedded, Memory};
use hexapla::text::{FilePath, Source};

/// How many rows a table has; a site has ten such tables for each factor.
const ROWS: usize = 30;

/// The words of one language for the texts of the rows.
struct Words {
    tag: &'static str,
    header: &'static str,
    refused: &'static str,
    cause: &'static str,
    remedy: &'static str,
}

const LANGUAGES: [Words; 3] = [
    Words {
        tag: "en-US",
        header: "|Error message|App|Description|Resolution|",
        refused: "the request was refused",
        cause: "The account has no right to read the list of users.",
        remedy: "Give the account the role `reader`, wait a while and [connect again](connect.md).",
    },
    Words {
        tag: "nl-NL",
        header: "|Foutbericht|App|Beschrijving|Oplossing|",
        refused: "het verzoek is geweigerd",
        cause: "Het account mag de lijst met gebruikers niet lezen.",
        remedy: "Geef het account de rol `reader`, wacht even en [maak opnieuw verbinding](connect.md).",
    },
    Words {
        tag: "zh-TW",
        header: "|錯誤訊息|應用程式|描述|解決方法|",
        refused: "要求遭到拒絕",
        cause: "此帳戶無權讀取使用者清單。",
        remedy: "請授與帳戶 `reader` 角色，稍候片刻，然後[重新連線](connect.md)。",
    },
];

const APPS: [&str; 5] = ["Okta", "Dropbox", "ServiceNow", "Office 365", "Google Workspace"];

/// One page: two paragraphs and a table whose rows begin at `first`, so that languages order them differently.
fn page(words: &Words, number: usize, first: usize) -> String {
    let mut text = format!("---\ntitle: {} {number}\n---\n# {number}\n\n{}\n\n", words.refused, words.cause);
    let _ = writeln!(text, "{}\n|---|---|---|---|", words.header);
    for row in (0..ROWS).map(|row| (row + first) % ROWS) {
        let app = APPS[row % APPS.len()];
        let status = 400 + row % 7;
        let code = 1000 * number + row;
        let _ = writeln!(
            text,
            "|HttpRequestFailure: {status} ({{\"error\":\"E{code}\"}}): {}|{app}|{}|{}|",
            words.refused, words.cause, words.remedy
        );
    }
    text
}

/// Three languages with `pages` pages each.
fn world(pages: usize) -> Memory {
    let mut world = Memory::default();
    for (shift, words) in LANGUAGES.iter().enumerate() {
        for number in 0..pages {
            let path = format!("content/{}/guide/page-{number}.md", words.tag);
            world = world.with(&path, page(words, number, shift * (number % 2)));
        }
    }
    world
}

fn load(world: &Memory) -> Site {
    pipeline::load(world, &Embedded, &NoCache, Options::default(), &[]).expect("made-up content can be read")
}

fn parsing(criterion: &mut Criterion) {
    let locale: LocaleId = "zh-TW".parse().expect("a locale");
    let place = Place { locale, relative_path: "guide/page.md".into(), page_key: None };
    let text = page(&LANGUAGES[2], 1, 0);
    let mut group = criterion.benchmark_group("parse");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("page", |bencher| {
        let source = || Source::new(FilePath::new("content/zh-TW/guide/page.md"), text.clone());
        bencher.iter_batched(source, |source| parse(black_box(source), &place), criterion::BatchSize::SmallInput);
    });
    group.finish();
}

fn whole_site(criterion: &mut Criterion) {
    for (name, pages) in [("1x", 10), ("10x", 100)] {
        let world = world(pages);
        let site = load(&world);
        let mut group = criterion.benchmark_group("site");
        group.sample_size(10).throughput(Throughput::Elements((pages * LANGUAGES.len()) as u64));
        group.bench_function(BenchmarkId::new("load", name), |bencher| bencher.iter(|| load(&world)));
        group.bench_function(BenchmarkId::new("align", name), |bencher| {
            bencher.iter(|| align(&site.corpus, &Known::default()))
        });
        group.bench_function(BenchmarkId::new("check", name), |bencher| {
            bencher.iter(|| pipeline::check(&world, &site).expect("memory can be read"));
        });
        group.finish();
    }
}

criterion_group!(benches, parsing, whole_site);
criterion_main!(benches);
