//! Numbers in the notations of all languages, and HTTP statuses among them.

use super::Scanner;
use super::words::{announces_status, is_word};
use crate::model::InvariantKind;

/// How many bytes before a number are searched for a word that makes it a status.
// The word and what may be between fit in by far; a longer search would read the text again for each number.
const NEAR: usize = 64;

/// Units after three digits that make them no status.
const UNITS: [&str; 16] =
    ["ms", "s", "sec", "min", "h", "kb", "mb", "gb", "tb", "kib", "mib", "px", "%", "mm", "cm", "seconds"];

/// The value of a digit, full-width ones included.
pub(super) fn digit(char: char) -> Option<char> {
    match char {
        '0'..='9' => Some(char),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(char as u32 - 0xff10, 10),
        _ => None,
    }
}

impl Scanner<'_> {
    /// A number, or a word that begins with a digit.
    pub(super) fn number(&mut self, at: usize, end: usize) -> Option<usize> {
        let groups = digit_groups(&self.text[at..end]);
        let stop = at + groups.last().map_or(0, |group| group.end);
        let letters = self.letters_after(stop, end);
        if letters > stop && groups.len() == 1 && self.mixed_word(at, stop, letters) {
            return Some(letters);
        }
        if self.is_in_slug(at, stop) {
            return Some(stop);
        }
        let mut after = stop;
        if groups.len() == 1 && self.is_status(at, stop, end) {
            self.push(InvariantKind::Status, at..stop);
        } else {
            for (text, range) in normalize(&groups) {
                self.push_as(InvariantKind::Number, &text, at + range.start..at + range.end);
            }
        }
        // A unit such as `GB` or an ending such as `nd` belongs to the number; longer words are read by themselves.
        if letters - stop <= 3 {
            after = letters;
        }
        Some(after)
    }

    /// Whether digits are a part of a name such as `ch07-03-paths`, between hyphens and letters.
    fn is_in_slug(&self, at: usize, stop: usize) -> bool {
        let before = self.text[..at].strip_suffix('-').and_then(|text| text.chars().next_back());
        let behind = self.text[stop..].strip_prefix('-').and_then(|text| text.chars().next());
        before.is_some_and(|char| char.is_ascii_alphanumeric()) && behind.is_some_and(|char| char.is_ascii_lowercase())
    }

    /// Where the ASCII letters and digits glued to a number end.
    fn letters_after(&self, stop: usize, end: usize) -> usize {
        let rest = &self.text[stop..end];
        stop + rest.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(rest.len())
    }

    /// `0x80070005` is a code, `4b6ac04a` an identifier; `10GB` and `2nd` are numbers with a tail.
    fn mixed_word(&mut self, at: usize, stop: usize, letters: usize) -> bool {
        let word = &self.text[at..letters];
        let tail = &self.text[stop..letters];
        if let Some(second) = tail.strip_prefix(['x', 'X']).filter(|second| is_size(&self.text[at..stop], second)) {
            self.push(InvariantKind::Number, at..stop);
            self.push(InvariantKind::Number, letters - second.len()..letters);
            return true;
        }
        let hex = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X"));
        if hex.is_some_and(|hex| !hex.is_empty() && hex.chars().all(|char| char.is_ascii_hexdigit())) {
            self.push(InvariantKind::Code, at..letters);
            return true;
        }
        let is_unit = tail.len() <= 3 && tail.chars().all(|char| char.is_ascii_alphabetic());
        if !is_unit {
            self.push(InvariantKind::Identifier, at..letters);
        }
        !is_unit
    }

    fn is_status(&self, at: usize, stop: usize, end: usize) -> bool {
        let Ok(value) = self.text[at..stop].parse::<u16>() else { return false };
        if stop - at != 3 || !(100..=599).contains(&value) {
            return false;
        }
        let after = &self.text[stop..end];
        if after.starts_with(|char: char| is_word(char) && char.is_ascii()) {
            return false;
        }
        let next_word = after.trim_start_matches([' ', '\u{a0}']);
        let unit = next_word.split(|char: char| !char.is_alphanumeric() && char != '%').next().unwrap_or_default();
        if UNITS.contains(&unit.to_lowercase().as_str()) {
            return false;
        }
        // Without a word that announces it, only an error is taken for a status: `200` is as likely a number.
        self.named_status(at) || (value >= 400 && (self.seen_exception || (at == 0 && names_a_reason(after))))
    }

    /// Whether the word before the number announces a status: `HTTP 404`, `HTTP/1.1 503`, `status: 401`.
    fn named_status(&self, at: usize) -> bool {
        let near = self.text.floor_char_boundary(at.saturating_sub(NEAR));
        let before = self.text[near..at].trim_end_matches([' ', ':', '=', '(', '"', '\u{a0}', '：', '（', '/']);
        let before = before.strip_suffix("1.1").or_else(|| before.strip_suffix("1.0")).unwrap_or(before);
        let before = before.trim_end_matches([' ', '/', '2']);
        let start = before
            .rfind(|char: char| !char.is_ascii_alphabetic())
            .map_or(0, |found| found + before[found..].chars().next().map_or(1, char::len_utf8));
        announces_status(&before[start..])
    }
}

/// Whether a status at the start of a text is followed by its reason phrase: `401 Unauthorized`, `401 - 未經授權`.
fn names_a_reason(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', '-', '–', '—', ':', '：']);
    rest.len() < after.len() && rest.chars().next().is_none_or(|char| char.is_uppercase() || crate::parse::is_cjk(char))
}

/// A run of digits in a number, as a byte range, with the separator before it.
struct Group {
    digits: String,
    separator: Option<char>,
    start: usize,
    end: usize,
}

/// One separator for all with one meaning: every kind of space is a space, every kind of apostrophe is `'`.
fn separator_class(char: char) -> char {
    match char {
        '.' | ',' => char,
        '\'' | '’' => '\'',
        _ => ' ',
    }
}

/// The digit groups at the start of `text`, joined by `.`, `,`, `'` or a no-break space.
fn digit_groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut separator = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        if let Some(value) = digit(char) {
            let stop = at + char.len_utf8();
            match groups.last_mut().filter(|_| separator.is_none()) {
                Some(group) => {
                    group.digits.push(value);
                    group.end = stop;
                }
                None => groups.push(Group { digits: value.into(), separator, start: at, end: stop }),
            }
            separator = None;
        } else if matches!(char, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}')
            && chars.peek().is_some_and(|(_, next)| digit(*next).is_some())
        {
            separator = Some(separator_class(char));
        } else {
            break;
        }
    }
    groups
}

/// The values of the numbers in digit groups, in plain digits with `.` for decimals, and where they are.
///
/// `1.514.874`, `1,514,874` and `1 514 874` are one number; so are `1.500` and `1,500`, where no reader can tell
/// a thousands separator from a decimal one; `10.0.0.1` is an address or version and stays whole.
fn normalize(groups: &[Group]) -> Vec<(String, std::ops::Range<usize>)> {
    let Some((first, rest)) = groups.split_first() else { return Vec::new() };
    let whole = first.start..groups.last().map_or(first.end, |group| group.end);
    let digits = || groups.iter().map(|group| group.digits.as_str()).collect::<String>();
    let thousands = |groups: &[Group]| groups.iter().all(|group| group.digits.len() == 3);
    // The first group of a number with thousands has one to three digits and no zero before them: `0.500` is a decimal.
    let leads = first.digits.len() <= 3 && !first.digits.starts_with('0');
    let same = rest.windows(2).all(|pair| pair[0].separator == pair[1].separator);
    match rest {
        [] => vec![(first.digits.clone(), whole)],
        rest if leads && same && thousands(rest) => vec![(digits(), whole)],
        [one] if matches!(one.separator, Some('.' | ',')) => vec![(format!("{}.{}", first.digits, one.digits), whole)],
        [middle @ .., last]
            if leads
                && thousands(middle)
                && !middle.is_empty()
                && matches!(last.separator, Some('.' | ','))
                && last.separator != middle[0].separator =>
        {
            let integer: String = groups[..groups.len() - 1].iter().map(|group| group.digits.as_str()).collect();
            vec![(format!("{integer}.{}", last.digits), whole)]
        }
        rest if rest.iter().all(|group| group.separator == Some('.')) => {
            let text: Vec<&str> = groups.iter().map(|group| group.digits.as_str()).collect();
            vec![(text.join("."), whole)]
        }
        _ => groups.iter().map(|group| (group.digits.clone(), group.start..group.end)).collect(),
    }
}

/// Whether `150x50` is a width and a height.
fn is_size(first: &str, second: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(first) && digits(second) && first != "0"
}
