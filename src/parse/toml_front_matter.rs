//! Front matter in TOML, between lines of `+++`, as Hugo and Zola write it.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Value;

use super::front_matter_lines::{MOST_BRACKETS, lines_from};
use crate::diagnostic::rule_ids::FRONT_MATTER_INVALID as RULE;
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::model::FrontMatterValue;
use crate::text::Source;

/// The values of a block: those of its keys, and those below a key by names with dots. In file order.
pub fn read(
    source: &Source,
    inside: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<FrontMatterValue>, Vec<FrontMatterValue>) {
    let block = source.slice(inside.clone());
    let places = places(block);
    if block.matches(['[', '{']).count() > MOST_BRACKETS {
        let message = "front matter with too many brackets to be meant";
        diagnostics.push(invalid(source, inside.start, message.into(), "write one `key = value` on each line"));
        return (Vec::new(), Vec::new());
    }
    let table: toml::Table = match toml::from_str(block) {
        Ok(table) => table,
        Err(error) => {
            let at = inside.start + error.span().map_or(0, |span| span.start).min(block.len());
            let reason = error.message().lines().next().unwrap_or_default();
            let message = Message::new("front matter that is not TOML: {reason}").with("reason", reason);
            let help = "put text between quotes and dates without them: `title = \"…\"`, `date = 2026-03-02`";
            diagnostics.push(invalid(source, at, message, help));
            return (Vec::new(), Vec::new());
        }
    };
    let value = |key: &str, text: String| {
        let place = places.get(key).cloned().unwrap_or(0..0);
        let span = source.span(inside.start + place.start..inside.start + place.end);
        FrontMatterValue { key: key.to_owned(), value: text, span }
    };
    let mut values: Vec<FrontMatterValue> = table.iter().map(|(key, found)| value(key, text_of(found))).collect();
    let mut scalars = Vec::new();
    for (key, found) in &table {
        below(key, found, &mut scalars);
    }
    let mut nested: Vec<FrontMatterValue> = scalars.into_iter().map(|(key, text)| value(&key, text)).collect();
    values.sort_by_key(|value| value.span.start);
    nested.sort_by_key(|value| value.span.start);
    (values, nested)
}

/// Whether a line begins as a key of TOML does: `key =`, or `[table]`.
pub fn is_key(line: &str) -> bool {
    key_of(line).is_some() || table_of(line).is_some()
}

fn invalid(source: &Source, at: usize, message: Message, help: &str) -> Diagnostic {
    let at = source.text().floor_char_boundary(at);
    let line = source.lines().range(source.text(), source.lines().line(at));
    Diagnostic::new(RULE, Severity::Error, source.span(line), message).help(help)
}

/// The lines of the keys, in bytes of the block; those below a table by their names with dots. The first one of each
/// counts.
fn places(block: &str) -> BTreeMap<String, Range<usize>> {
    let mut places = BTreeMap::new();
    let mut table = String::new();
    for line in lines_from(block, 0) {
        let content = &block[line.clone()];
        let place = line.start..line.start + content.trim_end().len();
        if let Some(name) = table_of(content) {
            table = name;
            places.entry(table.clone()).or_insert(place);
        } else if let Some(key) = key_of(content) {
            let name = if table.is_empty() { key } else { format!("{table}.{key}") };
            places.entry(name).or_insert(place);
        }
    }
    places
}

/// The name of the table that a line opens.
fn table_of(line: &str) -> Option<String> {
    let name = line.trim().strip_prefix('[')?.strip_prefix('[').unwrap_or(line.trim().get(1..)?);
    let name = name.split_once(']')?.0;
    Some(unquoted(name)).filter(|name| !name.is_empty())
}

/// The key that a line gives a value to.
fn key_of(line: &str) -> Option<String> {
    let (key, _) = line.split_once('=')?;
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | '"' | '\'' | ' ' | '\t');
    Some(unquoted(key)).filter(|name| !name.is_empty() && key.chars().all(is_part))
}

/// A key with dots, without the quotes and the white space around its parts.
fn unquoted(key: &str) -> String {
    key.split('.').map(|part| part.trim().trim_matches(['"', '\''])).collect::<Vec<_>>().join(".")
}

/// The values below a table that are no tables or lists.
fn below(path: &str, value: &Value, found: &mut Vec<(String, String)>) {
    let Value::Table(table) = value else { return };
    for (key, value) in table {
        let path = format!("{path}.{key}");
        match value {
            Value::Table(_) => below(&path, value, found),
            Value::Array(_) => {}
            _ => found.push((path, text_of(value))),
        }
    }
}

/// A value as it was written, without quotes; lists and tables as YAML, as those of a block of YAML are.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(is) => is.to_string(),
        Value::Datetime(date) => date.to_string(),
        Value::Array(_) | Value::Table(_) => {
            serde_yaml::to_string(&yaml_of(value)).map(|text| text.trim_end().to_owned()).unwrap_or_default()
        }
    }
}

fn yaml_of(value: &Value) -> serde_yaml::Value {
    match value {
        Value::Array(list) => serde_yaml::Value::Sequence(list.iter().map(yaml_of).collect()),
        Value::Table(table) => {
            let pairs = table.iter().map(|(key, value)| (serde_yaml::Value::String(key.clone()), yaml_of(value)));
            serde_yaml::Value::Mapping(pairs.collect())
        }
        Value::Boolean(is) => serde_yaml::Value::Bool(*is),
        Value::Integer(number) => serde_yaml::Value::Number((*number).into()),
        scalar => serde_yaml::Value::String(text_of(scalar)),
    }
}
