//! The characters of a text, however they are spelled.
//!
//! `&#39;`, `'` and `\'` are one character to a reader, `&nbsp;` is a space, and `&#x200B;` nothing at all. What is
//! compared is what readers see; code is left as it is.

use icu_normalizer::ComposingNormalizer;
use pulldown_cmark::{Event, Parser};

use super::markup::code_spans;

/// A text in the characters that readers see, with the places of the text as it was written.
pub struct Characters {
    /// What readers see.
    pub text: String,
    /// For each byte of it where the character begins, and where it ends, in the text as it was written.
    places: Vec<(u32, u32)>,
}

impl Characters {
    /// The characters of a text; `None` where they are written as they are.
    pub fn of(markdown: &str) -> Option<Characters> {
        if !is_spelled(markdown) {
            return None;
        }
        let code = code_spans(markdown);
        let mut next_code = code.iter().peekable();
        let mut characters = Characters { text: String::with_capacity(markdown.len()), places: Vec::new() };
        let mut at = 0;
        while let Some(char) = markdown[at..].chars().next() {
            while next_code.peek().is_some_and(|span| span.end <= at) {
                next_code.next();
            }
            if let Some(span) = next_code.peek().filter(|span| span.start <= at) {
                characters.push(&markdown[at..span.end], at, None);
                at = span.end;
                continue;
            }
            let length = characters.step(markdown, at, char);
            at += length;
        }
        Some(characters)
    }

    /// Reads one character at `at`. Returns in how many bytes it is written.
    fn step(&mut self, markdown: &str, at: usize, char: char) -> usize {
        let rest = &markdown[at..];
        if char == '&'
            && let Some((decoded, length)) = reference(rest)
        {
            match decoded.as_str() {
                // What would be read as markup stays as it is written, in one spelling.
                "<" => self.push("&lt;", at, Some(at + length)),
                ">" => self.push("&gt;", at, Some(at + length)),
                "`" | "[" | "]" | "\\" | "{" => self.push(&rest[..length], at, None),
                _ => self.push_decoded(&decoded, at, at + length),
            }
            return length;
        }
        if char == '\\'
            && let Some(escaped) = rest[1..].chars().next().filter(|escaped| is_undone(*escaped))
            // `[text]\(words)` is no link.
            && !(escaped == '(' && self.text.ends_with(']'))
        {
            self.push(escaped.encode_utf8(&mut [0; 4]), at, Some(at + 2));
            return 2;
        }
        self.push_decoded(&rest[..char.len_utf8()], at, at + char.len_utf8());
        char.len_utf8()
    }

    /// Adds characters but those that nobody sees; what belongs to the character before is put together with it.
    fn push_decoded(&mut self, decoded: &str, start: usize, end: usize) {
        for char in decoded.chars().filter(|char| !is_unseen(*char)) {
            let before = self.text.chars().next_back().filter(|_| joins(char));
            let Some(before) = before else {
                self.push(char.encode_utf8(&mut [0; 4]), start, Some(end));
                continue;
            };
            let at = self.text.len() - before.len_utf8();
            let begins = self.places[at].0 as usize;
            let both: String = [before, char].iter().collect();
            self.text.truncate(at);
            self.places.truncate(at);
            self.push(&ComposingNormalizer::new_nfc().normalize(&both), begins, Some(end));
        }
    }

    /// Adds text that is written from `start` to `end`, or as it is where there is no `end`.
    fn push(&mut self, text: &str, start: usize, end: Option<usize>) {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.text.push_str(text);
        match end {
            Some(end) => self.places.extend(text.bytes().map(|_| (offset(start), offset(end)))),
            None => self.places.extend((0..text.len()).map(|at| (offset(start + at), offset(start + at + 1)))),
        }
    }

    /// Where in the text as it was written a stretch of this one is.
    pub fn written(&self, start: u32, end: u32) -> (u32, u32) {
        let begins = self.places.get(start as usize).map_or(start, |place| place.0);
        let ends = (end as usize).checked_sub(1).and_then(|last| self.places.get(last)).map_or(begins, |place| place.1);
        (begins, ends.max(begins))
    }
}

/// Whether a text has a character that is written in another way.
fn is_spelled(markdown: &str) -> bool {
    markdown.contains(['&', '\\'])
        || !markdown.is_ascii() && markdown.chars().any(|char| is_unseen(char) || joins(char))
}

/// Whether a backslash before a character only says that it is no markup. Those that would then be read as markup by
/// what reads the characters keep it.
fn is_undone(char: char) -> bool {
    char.is_ascii_punctuation() && !matches!(char, '`' | '<' | '>' | '\\' | '[' | ']' | '&')
}

/// Characters without width, which show nothing: spaces of no width, soft hyphens, marks of direction.
pub fn is_unseen(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character may become one with the character before it: accents, the marks of kana, vowels and ends of
/// Hangul.
fn joins(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{1161}'..='\u{11c2}' | '\u{653}'..='\u{655}')
}

/// A character reference is no longer than this.
const LONGEST: usize = 34;

/// The characters of the reference at the start of `text`, and its length; `None` where there is none.
pub fn reference(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &text[1..end];
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        };
        return code.map(|code| (char::from_u32(code).unwrap_or('\u{fffd}').to_string(), end + 1));
    }
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    // The parser has the names of all characters.
    let decoded = Parser::new(&text[..=end]).find_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    });
    decoded.filter(|decoded| *decoded != text[..=end]).map(|decoded| (decoded, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(markdown: &str) -> String {
        Characters::of(markdown).map_or_else(|| markdown.to_owned(), |characters| characters.text)
    }

    #[test]
    fn one_character_is_the_same_however_it_is_spelled() {
        for (markdown, expected) in [
            ("foto&#39;s &#x27;één&#X27;", "foto's 'één'"),
            ("1\\.000 \\*方塊\\* Tenant\\_ID", "1.000 *方塊* Tenant_ID"),
            ("a&nbsp;b&#x200B;c\u{200b}d\u{ad}e", "a\u{a0}bcde"),
            ("R&amp;D caf&eacute;", "R&D café"),
            ("cafe\u{301} か\u{3099} \u{1112}\u{1161}\u{11ab}", "café が 한"),
            ("&lt;b&#62; &notanyname; a&b; & x", "&lt;b&gt; &notanyname; a&b; & x"),
            ("C:\\\\temp\\x \\<x>", "C:\\\\temp\\x \\<x>"),
        ] {
            assert_eq!(seen(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn code_is_left_as_it_is() {
        assert_eq!(seen("&#39;`&#39; 1\\.0` ``a`b&nbsp;``&#39;"), "'`&#39; 1\\.0` ``a`b&nbsp;``'");
    }

    #[test]
    fn places_are_those_of_the_text_as_it_was_written() {
        let markdown = "é&#39;方\\.0";
        let characters = Characters::of(markdown).unwrap();
        assert_eq!(characters.text, "é'方.0");
        let written = |part: &str| {
            let at = characters.text.find(part).unwrap();
            let (start, end) = characters.written(at as u32, (at + part.len()) as u32);
            &markdown[start as usize..end as usize]
        };
        assert_eq!((written("é"), written("'"), written("方.")), ("é", "&#39;", "方\\."));
    }
}
