//! How aligning large tables grows: `cargo bench --bench align`.
//!
//! The tables are made up: words of their own in each language, drawn as unevenly as real ones are, a code in every
//! second row, one row in thirty missing and one in thirty moved in each locale.

use std::fmt::Write;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hexapla::align::align;
use hexapla::cache::NoCache;
use hexapla::config::Options;
use hexapla::model::Known;
use hexapla::pipeline::{self, Site};
use hexapla::read::{Embedded, Memory};

const LOCALES: [&str; 9] = ["en-US", "de-DE", "es-ES", "fr-FR", "ja-JP", "ko-KR", "nl-NL", "ru-RU", "zh-TW"];

/// Numbers that are the same in every run (Knuth's linear congruential generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    /// A word's number: low ones far more often than high ones.
    fn word(&mut self) -> usize {
        let wide = self.below(4000) + 1;
        self.below(wide)
    }
}

/// The `number`th word of a language.
fn word(locale: usize, number: usize) -> String {
    let mut numbers = Numbers((locale * 1_000_003 + number) as u64);
    let (first, last, length) = match LOCALES[locale] {
        "ja-JP" | "zh-TW" => ('\u{4e00}', '\u{5e00}', 2),
        "ko-KR" => ('\u{ac00}', '\u{b400}', 3),
        "ru-RU" => ('а', 'я', 7),
        _ => ('a', 'z', 7),
    };
    let letter = |numbers: &mut Numbers| {
        let letter = first as u32 + numbers.below((last as u32 - first as u32) as usize) as u32;
        char::from_u32(letter).expect("the ranges hold letters only")
    };
    (0..length).map(|_| letter(&mut numbers)).collect()
}

/// A table with `rows` rows as one language has it.
fn page(locale: usize, rows: usize) -> String {
    let mut order: Vec<usize> = (0..rows).collect();
    let mut numbers = Numbers(locale as u64 + 1);
    order.retain(|_| numbers.below(30) > 0);
    for _ in 0..rows / 30 {
        let row = order.remove(numbers.below(order.len()));
        order.insert(numbers.below(order.len()), row);
    }
    let space = if matches!(LOCALES[locale], "ja-JP" | "zh-TW") { "" } else { " " };
    let mut text = String::from("# Table\n\n|A|B|C|D|\n|---|---|---|---|\n");
    for row in order {
        let mut numbers = Numbers(row as u64 * 7919);
        let mut sentence = |words: usize| {
            let words: Vec<String> = (0..words).map(|_| word(locale, numbers.word())).collect();
            words.join(space)
        };
        let (message, description, resolution) = (sentence(6), sentence(12), sentence(14));
        let code = if row % 2 == 0 { format!("E{:06}", row * 37) } else { String::new() };
        let app = ["Okta", "Dropbox", "ServiceNow", "Office 365"][row % 4];
        let _ = writeln!(text, "|HttpRequestFailure: {code} {message}|{app}|{description}|{resolution}|");
    }
    text
}

fn site(locales: &[usize], rows: usize) -> Site {
    let mut world = Memory::default();
    for locale in locales {
        world = world.with(&format!("content/{}/table.md", LOCALES[*locale]), page(*locale, rows));
    }
    pipeline::load(&world, &Embedded, &NoCache, Options::default(), &[]).expect("made-up content can be read")
}

fn growth(criterion: &mut Criterion) {
    let nine: Vec<usize> = (0..9).collect();
    let two = [0, 8];
    for (name, locales, sizes) in
        [("9 locales", &nine[..], [500, 1000, 2000]), ("2 locales", &two, [5000, 10_000, 20_000])]
    {
        let mut group = criterion.benchmark_group(format!("align/{name}"));
        group.sample_size(10);
        for rows in sizes {
            let site = site(locales, rows);
            group.throughput(Throughput::Elements((rows * locales.len()) as u64));
            group.bench_function(BenchmarkId::from_parameter(rows), |bencher| {
                bencher.iter(|| align(&site.corpus, &Known::default()));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, growth);
criterion_main!(benches);
