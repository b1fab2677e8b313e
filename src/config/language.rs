//! What `locale.toml` holds about the words and signs of a language, for the rules that compare texts.

use std::collections::BTreeMap;

use super::reader::{Reader, Table, Value};
use crate::diagnostic::Message;
use crate::model::{Antonyms, NumberFormat, Typography};

pub(super) const TYPOGRAPHY_KEYS: &[&str] = &["terminal", "brackets", "no_space_before", "no_space_after"];
pub(super) const NUMBER_KEYS: &[&str] = &["decimal", "group"];

/// The words and signs of a language.
#[derive(Clone, Debug, Default)]
pub(super) struct Language {
    pub antonyms: Vec<Antonyms>,
    pub negations: Vec<String>,
    pub linking_words: Vec<String>,
    pub clause_words: Vec<String>,
    pub common_words: Vec<String>,
    pub doubled_words: Vec<String>,
    pub contractions: Vec<(String, String)>,
    pub typography: Typography,
    pub numbers: NumberFormat,
    pub number_words: BTreeMap<u32, Vec<String>>,
}

pub(super) fn read(reader: &mut Reader<'_>, root: &Table<'_>) -> Language {
    let antonym_table = root.table(reader, "antonyms");
    let pairs = antonym_table.iter().flat_map(Table::values);
    Language {
        antonyms: pairs.filter_map(|value| antonyms(reader, &value)).collect(),
        negations: words(reader, root, "negations"),
        clause_words: words(reader, root, "clause_words"),
        linking_words: words(reader, root, "linking_words"),
        common_words: words(reader, root, "common_words"),
        doubled_words: words(reader, root, "doubled_words"),
        contractions: contractions(reader, root),
        typography: typography(reader, root),
        numbers: numbers(reader, root),
        number_words: number_words(reader, root),
    }
}

fn words(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> Vec<String> {
    let Some(value) = table.get(key) else { return Vec::new() };
    value.strings(reader).into_iter().map(|(word, _)| word.to_lowercase()).collect()
}

fn contractions(reader: &mut Reader<'_>, root: &Table<'_>) -> Vec<(String, String)> {
    let table = root.table(reader, "contractions");
    let values = table.iter().flat_map(Table::values);
    values.filter_map(|value| Some((value.last_name().to_lowercase(), value.string(reader)?.to_lowercase()))).collect()
}

fn antonyms(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Antonyms> {
    let sides = value.list(reader, "two lists of words");
    if let [one, other] = &sides[..] {
        let side = |reader: &mut Reader<'_>, side: &Value<'_>| -> Vec<String> {
            side.strings(reader).into_iter().map(|(word, _)| word.to_lowercase()).collect()
        };
        let sides = [side(reader, one), side(reader, other)];
        return Some(Antonyms { idea: value.last_name().to_owned(), sides });
    }
    let help = "write both sides, such as `enable = [[\"enable\"], [\"disable\", \"turn off\"]]`";
    let message = Message::new("`{key}` must be two lists of words").with("key", value.name());
    reader.error(value.range(), message, Some(help.into()));
    None
}

fn typography(reader: &mut Reader<'_>, root: &Table<'_>) -> Typography {
    let Some(table) = root.table(reader, "typography") else { return Typography::default() };
    reader.refuse_unknown_keys(&table, TYPOGRAPHY_KEYS);
    Typography {
        terminal: characters(reader, &table, "terminal"),
        brackets: brackets(reader, &table),
        no_space_before: characters(reader, &table, "no_space_before"),
        no_space_after: characters(reader, &table, "no_space_after"),
    }
}

fn numbers(reader: &mut Reader<'_>, root: &Table<'_>) -> NumberFormat {
    let Some(table) = root.table(reader, "numbers") else { return NumberFormat::default() };
    reader.refuse_unknown_keys(&table, NUMBER_KEYS);
    NumberFormat { decimal: characters(reader, &table, "decimal"), group: characters(reader, &table, "group") }
}

fn number_words(reader: &mut Reader<'_>, root: &Table<'_>) -> BTreeMap<u32, Vec<String>> {
    let table = root.table(reader, "number_words");
    let mut words = BTreeMap::new();
    for value in table.iter().flat_map(Table::values) {
        match value.last_name().parse() {
            Ok(number) => {
                let forms = value.strings(reader).into_iter().map(|(word, _)| word.to_lowercase()).collect();
                words.insert(number, forms);
            }
            Err(_) => {
                let message = Message::new("`{found}` is no number").with("found", value.last_name());
                reader.error(value.key(), message, None);
            }
        }
    }
    words
}

/// A list of single characters, spaces among them.
fn characters(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> Vec<char> {
    let pieces = pieces(reader, table, key, "one character");
    pieces.into_iter().filter_map(|text| text.chars().next()).collect()
}

fn brackets(reader: &mut Reader<'_>, table: &Table<'_>) -> Vec<(char, char)> {
    let pieces = pieces(reader, table, "brackets", "two characters");
    pieces.into_iter().filter_map(|text| Some((text.chars().next()?, text.chars().nth(1)?))).collect()
}

/// Strings whose number of characters is in `size`.
fn pieces<'t>(reader: &mut Reader<'_>, table: &Table<'t>, key: &str, size: &str) -> Vec<&'t str> {
    let wanted = if size == "one character" { 1 } else { 2 };
    let Some(value) = table.get(key) else { return Vec::new() };
    let mut pieces = Vec::new();
    for element in value.list(reader, "strings") {
        match element.as_string().filter(|text| text.chars().count() == wanted) {
            Some(text) => pieces.push(text),
            None => {
                let message = Message::new("`{key}` holds strings of {expected}");
                let message = message.with("key", element.name()).with("expected", size);
                reader.error(element.range(), message, None);
            }
        }
    }
    pieces
}
