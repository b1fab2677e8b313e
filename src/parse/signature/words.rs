//! Exception classes, codes, identifiers and names.

use std::ops::Range;

use super::Scanner;
use crate::model::InvariantKind;
use crate::parse::is_cjk;

/// How the names of exception classes end.
const CLASS_ENDINGS: [&str; 5] = ["Exception", "Error", "Failure", "Fault", "Throwable"];

/// Endings that make two words with a dot between them a file or host name rather than a missing space.
const FILE_ENDINGS: [&str; 46] = [
    "aspx", "bat", "cer", "cfg", "cmd", "com", "conf", "config", "crt", "csv", "dll", "doc", "docx", "exe", "gz",
    "htm", "html", "ini", "io", "jar", "java", "js", "json", "key", "log", "md", "msi", "net", "org", "pdf", "pem",
    "png", "ps1", "py", "rs", "sh", "sql", "svg", "tar", "toml", "txt", "vhd", "xlsx", "xml", "yaml", "yml",
];

/// How many words with dots between them one identifier has at most; a longer run is read in pieces.
// Every word of a run that is no identifier is the start of another try, which reads all words after it.
const MOST_WORDS: usize = 32;

/// Whether a character is part of a word of an alphabet. CJK characters are not: no spaces separate their words.
pub(super) fn is_word(char: char) -> bool {
    char == '_' || (char.is_alphanumeric() && !is_cjk(char))
}

/// Words before a number that make it an HTTP status.
const STATUS_WORDS: [&str; 7] = ["http", "https", "status", "statuscode", "code", "httpcode", "httpstatus"];

/// Whether an HTTP status may follow a word.
pub(super) fn announces_status(word: &str) -> bool {
    STATUS_WORDS.contains(&word.to_ascii_lowercase().as_str())
}

impl Scanner<'_> {
    /// Reads a word, which is an invariant of the kind that its shape shows, or none.
    pub(super) fn word(&mut self, at: usize, end: usize) -> Option<usize> {
        if let Some(stop) = self.bare_url(at, end) {
            return Some(stop);
        }
        let stop = self.word_end(at, end);
        if !self.text[at..stop].is_ascii() {
            return Some(self.maybe_name(at, stop, end));
        }
        if let Some(dotted) = self.dotted_end(at, stop, end) {
            self.dotted(at..dotted);
            return Some(dotted);
        }
        if let Some(code) = self.code_end(at, stop, end) {
            return Some(code);
        }
        let word = &self.text[at..stop];
        if is_class(word) {
            self.class(at..stop);
            return Some(stop);
        }
        if self.text[stop..end].starts_with("()") {
            self.push(InvariantKind::Identifier, at..stop + 2);
            return Some(stop + 2);
        }
        if is_identifier(word) {
            self.push(InvariantKind::Identifier, at..stop);
            return Some(stop);
        }
        Some(self.maybe_name(at, stop, end))
    }

    fn word_end(&self, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        at + rest.find(|char: char| !is_word(char)).unwrap_or(rest.len())
    }

    fn class(&mut self, range: Range<usize>) {
        self.seen_exception = true;
        self.push(InvariantKind::Exception, range);
    }

    /// Where a dotted identifier such as `com.box.BoxException` or `app.config` ends, if this is one.
    fn dotted_end(&self, at: usize, stop: usize, end: usize) -> Option<usize> {
        let mut words = vec![&self.text[at..stop]];
        let mut position = stop;
        while words.len() < MOST_WORDS && self.text[position..end].starts_with('.') {
            let next = self.word_end(position + 1, end);
            if next == position + 1 || !self.text[position + 1..next].is_ascii() {
                break;
            }
            words.push(&self.text[position + 1..next]);
            position = next;
        }
        is_dotted_identifier(&words).then_some(position)
    }

    fn dotted(&mut self, range: Range<usize>) {
        let text = &self.text[range.clone()];
        let last = range.start + text.rfind('.').map_or(0, |dot| dot + 1);
        let class = is_class(&self.text[last..range.end]);
        self.push(InvariantKind::Identifier, range.clone());
        if class {
            self.class(last..range.end);
        }
    }

    /// A vendor's code: `AADSTS70002`, `ORA-00942`, `ERR_CONNECTION_REFUSED`, or `HTTP404`, which is a status.
    fn code_end(&mut self, at: usize, stop: usize, end: usize) -> Option<usize> {
        let word = &self.text[at..stop];
        let letters = word.find(|char: char| !char.is_ascii_uppercase()).unwrap_or(word.len());
        if letters == 0 {
            return None;
        }
        let rest = &word[letters..];
        if letters >= 2 && rest.is_empty() {
            return self.dashed_code_end(at, stop, end);
        }
        // Three digits at least: `S3` and `V2` are names of things, not of errors.
        let digits = rest.len() >= 3 && rest.chars().all(|char| char.is_ascii_digit());
        if digits && &word[..letters] == "HTTP" && rest.len() == 3 {
            self.push(InvariantKind::Status, at + letters..stop);
            return Some(stop);
        }
        let snake = word.len() > 4 && word.contains('_') && is_upper_snake(word);
        (digits || snake).then(|| {
            self.push(InvariantKind::Code, at..stop);
            stop
        })
    }

    fn dashed_code_end(&mut self, at: usize, stop: usize, end: usize) -> Option<usize> {
        let rest = &self.text[stop..end];
        let length = rest.find(|char: char| !char.is_ascii_digit() && char != '-').unwrap_or(rest.len());
        let number = rest[..length].trim_end_matches('-');
        let digits = number.chars().filter(char::is_ascii_digit).count();
        (number.starts_with('-') && digits >= 3 && !number.contains("--")).then(|| {
            self.push(InvariantKind::Code, at..stop + number.len());
            stop + number.len()
        })
    }

    /// A name, from a capitalized word on, with the capitalized words and the number that follow it.
    fn maybe_name(&mut self, at: usize, stop: usize, end: usize) -> usize {
        if !starts_upper(&self.text[at..stop]) {
            return stop;
        }
        if announces_status(&self.text[at..stop]) {
            return stop;
        }
        let mut name_end = stop;
        let mut words = 1;
        while let Some(next) = self.next_name_word(name_end, end) {
            name_end = next;
            words += 1;
        }
        let word = &self.text[at..stop];
        let shaped = words > 1 || has_inner_upper(word) || word.chars().any(|char| char.is_ascii_digit());
        // A single capitalized word at the start of a sentence shows nothing: every sentence has one.
        if shaped || self.stands_out(at, stop, end) {
            self.push(InvariantKind::Name, at..name_end);
        }
        if words > 1 { self.name_numbers(stop..name_end) } else { stop }
    }

    /// The numbers of a name (`Office 365`) are numbers too.
    fn name_numbers(&mut self, range: Range<usize>) -> usize {
        let text = &self.text[range.clone()];
        if let Some(space) = text.rfind(' ').filter(|space| text[space + 1..].chars().all(|char| char.is_ascii_digit()))
        {
            self.push(InvariantKind::Number, range.start + space + 1..range.end);
        }
        range.end
    }

    /// Where the next word of a name ends: one space, then a capital or a short number that ends the name.
    fn next_name_word(&self, at: usize, end: usize) -> Option<usize> {
        let space = self.char_at(at).filter(|char| matches!(char, ' ' | '\u{a0}') && at < end)?;
        let start = at + space.len_utf8();
        if start >= end {
            return None;
        }
        let stop = self.word_end(start, end);
        let word = &self.text[start..stop];
        // A version or a year, such as `Office 365` or `Server 2019`; longer numbers are no part of a name.
        let number = (1..=4).contains(&word.len()) && word.chars().all(|char| char.is_ascii_digit());
        if number {
            let after = self.char_at(stop).filter(|_| stop < end);
            return after.is_none_or(|char| !matches!(char, '.' | ',' | ':' | '/')).then_some(stop);
        }
        let plain = starts_upper(word) && !is_class(word) && !is_identifier(word) && word.len() > 1;
        let code = word.chars().filter(char::is_ascii_digit).count() >= 3;
        (plain && !code).then_some(stop)
    }

    /// Whether a single capitalized word stands out: alone, inside a sentence, or before a CJK character.
    fn stands_out(&self, at: usize, stop: usize, end: usize) -> bool {
        let before = self.text[..at].trim_end();
        let after = self.text[stop..end].trim_start();
        if before.is_empty() && after.is_empty() {
            return true;
        }
        if after.starts_with(is_cjk) || before.ends_with(is_cjk) {
            return true;
        }
        let inside =
            before.chars().next_back().is_some_and(|char| char.is_alphanumeric() || matches!(char, ',' | '-' | '/'));
        inside && stop - at > 1
    }
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(|char| char.is_uppercase() && char.is_alphabetic())
}

fn has_inner_upper(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

/// `TokenRefreshException`: capitals and an ending, with something before the ending.
fn is_class(word: &str) -> bool {
    CLASS_ENDINGS.iter().any(|ending| {
        word.strip_suffix(ending).is_some_and(|stem| {
            stem.starts_with(|char: char| char.is_ascii_uppercase())
                && stem.chars().all(|char| char.is_ascii_alphanumeric())
        })
    })
}

/// A word that only code writes: `Tenant_ID`, `accessToken`, `v2`, `S3`.
fn is_identifier(word: &str) -> bool {
    let inner = word.trim_matches('_');
    let snake = inner.contains('_');
    let camel = word.starts_with(|char: char| char.is_ascii_lowercase()) && has_inner_upper(word);
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let mixed = digits > 0 && digits < word.len();
    snake || camel || mixed
}

fn is_upper_snake(word: &str) -> bool {
    word.chars().all(|char| char.is_ascii_uppercase() || char.is_ascii_digit() || char == '_')
}

/// Whether words with dots between them are one identifier and not a sentence without a space.
fn is_dotted_identifier(words: &[&str]) -> bool {
    let long = words.iter().all(|word| word.len() > 1);
    match words {
        [_] | [] => false,
        [first, second] => {
            // Two plain words with a dot between them are more often two sentences without a space.
            let shaped = is_identifier(first) || is_identifier(second) || is_class(second);
            (shaped && long) || (first.len() > 1 && FILE_ENDINGS.contains(second))
        }
        _ => {
            long || words.iter().any(|word| is_class(word))
                || words.last().is_some_and(|last| FILE_ENDINGS.contains(last))
        }
    }
}
