//! TOML with a place for everything: the only file that sees raw TOML.

use std::ops::Range;

use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::nearest::{listed, nearest};
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::model::LocaleId;
use crate::text::{Source, Span};

/// The keys of a section: its name (empty at the top) and what may be in it.
pub(super) type Section = (&'static str, &'static [&'static str]);

/// Reads one TOML file and keeps everything that is wrong with it.
pub(super) struct Reader<'s> {
    source: &'s Source,
    sections: &'static [Section],
    problems: Vec<Diagnostic>,
}

/// A table and its name as the user writes it: `content.locales`, empty at the top.
pub(super) struct Table<'t> {
    name: String,
    entries: &'t DeTable<'t>,
}

/// A value, its key and where both are.
pub(super) struct Value<'t> {
    name: String,
    key: Range<usize>,
    value: &'t Spanned<DeValue<'t>>,
}

/// Reads `source` with `build`, and answers with what it built only if nothing is wrong.
///
/// `sections` names every section that has fixed keys, so that a key in the wrong one can be sent home.
pub(super) fn read<T>(
    source: &Source,
    sections: &'static [Section],
    build: impl FnOnce(&mut Reader<'_>, &Table<'_>) -> T,
) -> Result<T, Vec<Diagnostic>> {
    let mut reader = Reader { source, sections, problems: Vec::new() };
    if let Some(at) = lone_carriage_return(&source.text()[source.bom_len()..]) {
        // The parser takes each of them for an error of its own, and the longer for each the more there are.
        let help = "save the file with the line ends of this system";
        reader.error(at..at + 1, "not valid TOML: a carriage return without a line feed", Some(help.into()));
        return Err(reader.problems);
    }
    if let Some(at) = one_bracket_too_many(&source.text()[source.bom_len()..]) {
        // The parser goes one level deeper for each of them, also where it only looks for the end of what is wrong.
        let help = "close the brackets before it, or put them between quotes";
        let message = Message::new("more than {limit} brackets are open here").count("limit", MOST_OPEN);
        reader.error(at..at + 1, message, Some(help.into()));
        return Err(reader.problems);
    }
    let (root, broken) = DeTable::parse_recoverable(&source.text()[source.bom_len()..]);
    for error in &broken {
        let end = source.text().len() - source.bom_len();
        let message = Message::new("not valid TOML: {reason}").with("reason", error.message());
        reader.error(error.span().unwrap_or(end..end), message, None);
    }
    let built = build(&mut reader, &Table { name: String::new(), entries: root.get_ref() });
    reader.finish(built, broken.len())
}

/// So many more brackets may be opened than closed, those in strings included: the parser of TOML goes one call deeper
/// for each. Chosen.
const MOST_OPEN: usize = 500;

/// Where the first bracket is that is one too many.
fn one_bracket_too_many(text: &str) -> Option<usize> {
    let mut open = 0usize;
    text.bytes().position(|byte| {
        match byte {
            b'{' | b'[' => open += 1,
            b'}' | b']' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MOST_OPEN
    })
}

/// Where a carriage return is that ends no line.
fn lone_carriage_return(text: &str) -> Option<usize> {
    text.match_indices('\r').map(|(at, _)| at).find(|at| text.as_bytes().get(at + 1) != Some(&b'\n'))
}

impl Reader<'_> {
    /// Reports an error at `range`, which is counted from the end of a byte-order mark.
    pub(super) fn error(&mut self, range: Range<usize>, message: impl Into<Message>, help: Option<String>) {
        let mut problem = Diagnostic::new(rule_ids::CONFIG_INVALID, Severity::Error, self.span(range), message);
        problem.help = help;
        self.problems.push(problem);
    }

    /// Whether nothing wrong was found so far.
    pub(super) fn is_content(&self) -> bool {
        self.problems.is_empty()
    }

    /// The place of `range` in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let offset = self.source.bom_len();
        self.source.span(range.start + offset..range.end + offset)
    }

    /// Reports every key of `table` that is not one of `known`.
    pub(super) fn refuse_unknown_keys(&mut self, table: &Table<'_>, known: &[&str]) {
        for value in table.values().filter(|value| !known.contains(&value.last_name())) {
            let key = value.last_name();
            let help = self.home_of(key).unwrap_or_else(|| self.meant_by(key, known));
            let message = Message::new("unknown key `{key}`").with("key", key).then(table.place());
            self.error(value.key(), message, Some(help));
        }
    }

    /// Where `key` belongs, if it is a known key of exactly one section.
    pub(super) fn home_of(&self, key: &str) -> Option<String> {
        let mut homes = self.sections.iter().filter(|(_, keys)| keys.contains(&key)).map(|(name, _)| *name);
        match (homes.next(), homes.next()) {
            (Some(""), None) => Some(format!("`{key}` belongs at the top of the file")),
            (Some(home), None) => Some(format!("`{key}` belongs to `[{home}]`")),
            _ => None,
        }
    }

    fn meant_by(&self, key: &str, known: &[&str]) -> String {
        if let Some(near) = nearest(key, known) {
            return format!("did you mean `{near}`?");
        }
        let elsewhere = self.sections.iter().find_map(|(section, keys)| Some((section, nearest(key, keys)?)));
        match elsewhere {
            Some((section, near)) if !section.is_empty() => format!("did you mean `{near}` in `[{section}]`?"),
            _ => format!("known here: {}", listed(known)),
        }
    }

    fn line(&self, problem: &Diagnostic) -> usize {
        self.source.lines().line(problem.span.start)
    }

    /// What is wrong, in the order of the file: `broken` problems of its syntax and then those of its meaning.
    ///
    /// A line that is no TOML is read as something else than was meant, and what follows a broken `[table]` is
    /// read as part of another one: what seems wrong with the meaning there is not worth a report.
    fn finish<T>(self, built: T, broken: usize) -> Result<T, Vec<Diagnostic>> {
        if self.problems.is_empty() {
            return Ok(built);
        }
        let (syntax, meaning) = self.problems.split_at(broken);
        let lines: Vec<usize> = syntax.iter().map(|problem| self.line(problem)).collect();
        let lost = lines.iter().copied().filter(|line| self.is_header(*line)).min().unwrap_or(usize::MAX);
        let is_meant = |problem: &&Diagnostic| self.line(problem) < lost && !lines.contains(&self.line(problem));
        let mut problems: Vec<Diagnostic> = syntax.iter().chain(meaning.iter().filter(is_meant)).cloned().collect();
        problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
        problems.dedup();
        Err(problems)
    }

    fn is_header(&self, line: usize) -> bool {
        let range = self.source.lines().range(self.source.text(), line);
        self.source.slice(range).trim_start_matches('\u{feff}').trim_start().starts_with('[')
    }
}

impl<'t> Table<'t> {
    /// The value of `key`.
    pub(super) fn get(&self, key: &str) -> Option<Value<'t>> {
        self.values().find(|value| value.last_name() == key)
    }

    /// The table at `key`; reports an error where something else is there.
    pub(super) fn table(&self, reader: &mut Reader<'_>, key: &str) -> Option<Table<'t>> {
        self.get(key)?.table(reader)
    }

    /// All values, in the order of the file.
    pub(super) fn values(&self) -> impl Iterator<Item = Value<'t>> {
        let mut values: Vec<Value<'t>> = self
            .entries
            .iter()
            .map(|(key, value)| Value { name: self.qualified(key.get_ref()), key: key.span(), value })
            .collect();
        values.sort_by_key(|value| value.key.start);
        values.into_iter()
    }

    fn qualified(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}\u{0}{key}", self.name) }
    }

    /// ` in ...`, for messages; nothing at the top.
    fn place(&self) -> Message {
        match self.name.is_empty() {
            true => Message::from(""),
            false => Message::new(" in `[{table}]`").with("table", dotted(&self.name)),
        }
    }
}

/// Names are kept with NUL between their parts, which no TOML key can hold, since a key may hold a dot.
fn dotted(name: &str) -> String {
    name.replace('\u{0}', ".")
}

impl<'t> Value<'t> {
    /// The key itself: `nl-NL` of `content.locales.nl-NL`.
    pub(super) fn last_name(&self) -> &str {
        self.name.rsplit('\u{0}').next().unwrap_or("")
    }

    /// The whole name: `content.locales.nl-NL`.
    pub(super) fn name(&self) -> String {
        dotted(&self.name)
    }

    /// Where the key is.
    pub(super) fn key(&self) -> Range<usize> {
        self.key.clone()
    }

    /// Where the value is.
    pub(super) fn range(&self) -> Range<usize> {
        self.value.span()
    }

    /// The string here; reports an error where something else is, or an empty one.
    pub(super) fn string(&self, reader: &mut Reader<'_>) -> Option<&'t str> {
        match self.value.get_ref().as_str() {
            Some(text) if text.trim().is_empty() => {
                reader.error(
                    self.range(),
                    Message::new("`{key}` is empty").with("key", self.name()),
                    Some("give it a value or leave it out".into()),
                );
                None
            }
            Some(text) => Some(text),
            None => self.wrong_type(reader, "a string"),
        }
    }

    /// The string here, if it is one.
    pub(super) fn as_string(&self) -> Option<&'t str> {
        self.value.get_ref().as_str()
    }

    /// The truth value here; reports an error where something else is.
    pub(super) fn bool(&self, reader: &mut Reader<'_>) -> Option<bool> {
        self.value.get_ref().as_bool().or_else(|| self.wrong_type(reader, "`true` or `false`"))
    }

    /// The integer here; reports an error where something else is.
    pub(super) fn integer(&self, reader: &mut Reader<'_>) -> Option<i64> {
        let integer = self.value.get_ref().as_integer();
        let number = integer.and_then(|integer| i64::from_str_radix(integer.as_str(), integer.radix()).ok());
        number.or_else(|| self.wrong_type(reader, "an integer"))
    }

    /// The table here; reports an error where something else is.
    pub(super) fn table(&self, reader: &mut Reader<'_>) -> Option<Table<'t>> {
        self.table_or(reader, "a table")
    }

    /// The table here; reports that it must be `expected` where something else is.
    pub(super) fn table_or(&self, reader: &mut Reader<'_>, expected: &str) -> Option<Table<'t>> {
        match self.value.get_ref().as_table() {
            Some(entries) => Some(Table { name: self.name.clone(), entries }),
            None => self.wrong_type(reader, expected),
        }
    }

    /// The elements of the list here; reports an error where something else is.
    pub(super) fn list(&self, reader: &mut Reader<'_>, of: &str) -> Vec<Value<'t>> {
        let Some(elements) = self.value.get_ref().as_array() else {
            return self.wrong_type(reader, &format!("a list of {of}")).unwrap_or_default();
        };
        elements.iter().map(|value| Value { name: self.name.clone(), key: self.key.clone(), value }).collect()
    }

    /// The strings of the list here, with their places; reports an error for everything else.
    pub(super) fn strings(&self, reader: &mut Reader<'_>) -> Vec<(&'t str, Range<usize>)> {
        let elements = self.list(reader, "strings");
        elements.into_iter().filter_map(|element| Some((element.string(reader)?, element.range()))).collect()
    }

    /// The language tag here; reports an error where it is none.
    pub(super) fn locale(&self, reader: &mut Reader<'_>) -> Option<LocaleId> {
        let tag = self.string(reader)?;
        parse_locale(reader, tag, self.range())
    }

    /// The language tag that the key is; reports an error where it is none.
    pub(super) fn locale_key(&self, reader: &mut Reader<'_>) -> Option<LocaleId> {
        parse_locale(reader, self.last_name(), self.key())
    }

    /// One of a few words, by `parse`; reports an error with the nearest of `words` for any other.
    pub(super) fn word<T>(
        &self,
        reader: &mut Reader<'_>,
        words: &[&str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let word = self.string(reader)?;
        let parsed = parse(word);
        if parsed.is_none() {
            let help = match nearest(word, words) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("one of {}", listed(words)),
            };
            let message = Message::new("`{key}` cannot be `{found}`").with("key", self.name()).with("found", word);
            reader.error(self.range(), message, Some(help));
        }
        parsed
    }

    fn wrong_type<T>(&self, reader: &mut Reader<'_>, expected: &str) -> Option<T> {
        let found = match self.value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a truth value",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let message = Message::new("`{key}` must be {expected}, not {found}")
            .with("key", self.name())
            .with("expected", expected)
            .with("found", found);
        reader.error(self.range(), message, None);
        None
    }
}

/// No language has a name of more than three letters in its tag, though the grammar allows eight:
/// `english` is a mistake.
fn parse_locale(reader: &mut Reader<'_>, tag: &str, range: Range<usize>) -> Option<LocaleId> {
    let locale = tag.parse::<LocaleId>().ok().filter(|locale| locale.language().len() <= 3);
    if locale.is_none() {
        let help = reader.home_of(tag).unwrap_or_else(|| "write it like `nl`, `pt-BR` or `zh-Hant-TW`".into());
        reader.error(range, Message::new("`{found}` is not a BCP 47 language tag").with("found", tag), Some(help));
    }
    locale
}
