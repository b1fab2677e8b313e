//! Why the rows of an entry are one, for people and as JSON.

use std::fmt::Write;

use serde::Serialize;

use crate::align::{Alignment, Entry, Evidence, Explanation, WordReason};
use crate::model::{Corpus, LocaleId};
use crate::parse::plain_text;

/// The version of the format; it only ever grows.
const VERSION: u32 = 1;

/// How many words are shown to people for each row: the strongest, which mostly explain it. Chosen.
const MOST_WORDS: usize = 8;

/// A word with less evidence than this is not shown to people: it hardly moves the sum. Chosen.
const LEAST: f32 = 0.2;

#[derive(Serialize)]
struct ExplanationView<'c> {
    version: u32,
    entry: &'c str,
    page: &'c str,
    rows: Vec<RowView<'c>>,
}

#[derive(Serialize)]
struct RowView<'c> {
    locale: &'c str,
    path: &'c str,
    line: usize,
    basis: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared_with: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    likelihood: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rival: Option<f32>,
    words: Vec<WordView<'c>>,
}

#[derive(Serialize)]
struct WordView<'c> {
    column: usize,
    word: Option<&'c str>,
    counterpart: Option<&'c str>,
    likelihood: f32,
}

/// The explanations of an entry as JSON.
pub fn explanation_json(corpus: &Corpus, alignment: &Alignment, entry: &Entry, explanations: &[Explanation]) -> String {
    let view = ExplanationView {
        version: VERSION,
        entry: entry.id.as_str(),
        page: entry.page.as_str(),
        rows: explanations.iter().filter_map(|one| row_view(corpus, alignment, entry, one)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&view).expect("views have string keys only");
    text.push('\n');
    text
}

fn row_view<'c>(
    corpus: &'c Corpus,
    alignment: &Alignment,
    entry: &Entry,
    explanation: &'c Explanation,
) -> Option<RowView<'c>> {
    let (path, line, _) = place(corpus, alignment, entry, &explanation.locale)?;
    let (basis, likelihood, at_place, rival) = match explanation.evidence {
        Evidence::First => ("first", None, None, None),
        Evidence::History => ("history", None, None, None),
        Evidence::Text { likelihood, place, rival } => ("text", Some(likelihood), Some(place), rival),
    };
    let word = |word: &'c WordReason| WordView {
        column: word.column,
        word: word.word.as_deref(),
        counterpart: word.counterpart.as_deref(),
        likelihood: round(word.likelihood),
    };
    Some(RowView {
        locale: explanation.locale.as_str(),
        path,
        line,
        basis,
        compared_with: explanation.compared_with.as_ref().map(LocaleId::as_str),
        likelihood: likelihood.map(round),
        place: at_place.map(round),
        rival: rival.map(round),
        words: explanation.words.iter().map(word).collect(),
    })
}

/// To hundredths: the rest is noise.
fn round(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// The explanations of an entry for people.
pub fn explanation_text(corpus: &Corpus, alignment: &Alignment, entry: &Entry, explanations: &[Explanation]) -> String {
    let mut text = format!("{}\n", entry.id);
    for explanation in explanations {
        let Some((path, line, start)) = place(corpus, alignment, entry, &explanation.locale) else { continue };
        let _ = writeln!(text, "\n{}  {path}:{line}  {start}", explanation.locale);
        let _ = writeln!(text, "  {}", basis(explanation));
        // By the size alone: a word against the pair explains as much as one for it.
        let telling = explanation.words.iter().filter(|word| word.likelihood.abs() >= LEAST);
        for word in telling.take(MOST_WORDS) {
            let _ = writeln!(text, "  {}", shown(corpus, alignment, entry, explanation, word));
        }
    }
    text
}

fn basis(explanation: &Explanation) -> String {
    match explanation.evidence {
        Evidence::First => "the row that the others were compared with".to_owned(),
        Evidence::History => "by history: both were made from one row of the source".to_owned(),
        Evidence::Text { likelihood, place, rival } => {
            let rival =
                rival.map_or("no other row was near".to_owned(), |rival| format!("the next best row {rival:+.1}"));
            format!("by its text: {likelihood:+.1}, and its place: {place:+.1} ({rival})")
        }
    }
}

fn shown(
    corpus: &Corpus,
    alignment: &Alignment,
    entry: &Entry,
    explanation: &Explanation,
    word: &WordReason,
) -> String {
    let column = &alignment.tables[entry.table].columns[word.column];
    let header = column.members.get(&explanation.locale).and_then(|index| {
        let address = alignment.address(entry, &explanation.locale)?;
        let table = corpus.page(&address.page, &address.locale)?.tables.get(address.table)?;
        Some(plain_text(&table.header.get(*index)?.text))
    });
    let first = explanation.compared_with.as_ref().map_or("", LocaleId::as_str);
    let words = match (&word.word, &word.counterpart) {
        (Some(word), Some(counterpart)) if word == counterpart => format!("`{word}` in both"),
        (Some(word), Some(counterpart)) => format!("`{word}` goes with `{counterpart}`"),
        (Some(word), None) => format!("`{word}` of {first} has no counterpart"),
        (None, Some(counterpart)) => format!("`{counterpart}` has no counterpart in {first}"),
        (None, None) => String::new(),
    };
    format!("{:>+6.1}  {words} ({})", word.likelihood, header.unwrap_or_default())
}

/// A row's file, its line and how it begins.
fn place<'c>(
    corpus: &'c Corpus,
    alignment: &Alignment,
    entry: &Entry,
    locale: &LocaleId,
) -> Option<(&'c str, usize, String)> {
    let address = alignment.address(entry, locale)?;
    let page = corpus.page(&address.page, locale)?;
    let line = page.tables.get(address.table)?.rows.get(address.row)?.line;
    let cells = alignment.cells(corpus, &address).iter();
    let start = cells.map(|cell| plain_text(&cell.text)).find(|text| !text.is_empty()).unwrap_or_default();
    Some((page.path.as_str(), line, start.chars().take(60).collect()))
}
