//! What of a block is compared.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use crate::model::BlockDigest;
use crate::parse::{PassageKind, is_cjk};

/// A block as it is compared with another of the same language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockText {
    /// What it is.
    pub kind: PassageKind,
    /// Its text without line breaks, with straight quotes; code as it is, but for the space at the ends of lines.
    pub text: String,
    /// Its words and signs, hashed, in their order.
    words: Vec<u64>,
    /// The same, sorted.
    sorted_words: Vec<u64>,
}

impl BlockText {
    /// A block with this text as it is in its file.
    pub fn new(kind: PassageKind, text: &str) -> BlockText {
        let text = if kind == PassageKind::Code { code(text) } else { unwrapped(text) };
        let words: Vec<u64> = words(&text).map(hash).collect();
        let mut sorted_words = words.clone();
        sorted_words.sort_unstable();
        BlockText { kind, text, words, sorted_words }
    }

    /// Equal for two blocks of any kind that say the same, in every version of the program.
    pub fn accepted_digest(&self) -> BlockDigest {
        BlockDigest::of(self.text.trim())
    }

    /// Equal for two blocks of one kind that say the same.
    pub(super) fn digest(&self) -> u64 {
        hash((self.kind, &self.text))
    }

    /// Equal for two blocks of any kind with the same text, but for the space at its ends.
    pub(super) fn digest_of_text(&self) -> u64 {
        hash(self.text.trim())
    }

    pub(super) fn sorted_words(&self) -> &[u64] {
        &self.sorted_words
    }

    /// Its words and signs, hashed, in their order.
    pub fn words(&self) -> &[u64] {
        &self.words
    }
}

fn hash(value: impl Hash) -> u64 {
    // The standard hasher with its fixed keys, so that every run has the same.
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Code without the space at the ends of its lines.
fn code(text: &str) -> String {
    text.trim_end().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// A text in one line, without the `>` of the quotes that it continues in, and with straight quotes.
fn unwrapped(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for (at, line) in text.lines().enumerate() {
        let line = if at == 0 { line.trim() } else { line.trim_start_matches([' ', '\t', '>']).trim_end() };
        for word in line.split_whitespace() {
            let is_cjk_both = whole.chars().next_back().is_some_and(is_cjk) && word.chars().next().is_some_and(is_cjk);
            // Between two Han characters a line break is no space.
            if !whole.is_empty() && !is_cjk_both {
                whole.push(' ');
            }
            whole.push_str(word);
        }
    }
    straightened(&whole)
}

fn straightened(text: &str) -> String {
    let straight = |char| match char {
        '‘' | '’' | 'ʼ' | '‚' | '‛' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '\u{a0}' | '\u{202f}' => ' ',
        _ => char,
    };
    text.chars().map(straight).collect()
}

/// Whether a sign only marks words, as bold or as an item of a list.
fn is_mark(char: char) -> bool {
    matches!(char, '*' | '_' | '•' | '●' | '▪' | '◦')
}

/// The words of a text: runs of letters and digits, one by one the characters of scripts without spaces, and signs but
/// marks.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|char: char| char.is_whitespace() || is_mark(char));
        let first = rest.chars().next()?;
        let is_letter = |char: char| char.is_alphanumeric() && !is_cjk(char);
        let length = match first {
            _ if is_letter(first) => rest.find(|char: char| !is_letter(char)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        rest = after;
        Some(word)
    })
}

/// Whether two texts differ in nothing that a translation would show: spaces, capitals, quotes, punctuation and
/// contractions, which `contractions` has with their long forms.
pub fn is_same_but_for_signs(contractions: &[(String, String)], old: &str, new: &str) -> bool {
    letters(contractions, old) == letters(contractions, new)
}

/// The letters and digits of a text in lower case, and the signs that carry meaning beside a number.
fn letters(contractions: &[(String, String)], text: &str) -> String {
    let mut text = text.to_lowercase().replace(['’', 'ʼ'], "'");
    for (short, long) in contractions {
        if text.contains(short.as_str()) {
            text = text.replace(short.as_str(), long);
        }
    }
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
    let is_kept = |(at, char): &(usize, &char)| match **char {
        // `<5` became `>5` is a change of meaning, and so are `=`, `+` and `%`.
        '<' | '>' | '=' | '+' | '%' => true,
        // `1.5` is not `15`, `10-20` not `1020`, and `-5` not `5`.
        '.' | ',' | '/' | ':' => is_digit(chars.get(at.wrapping_sub(1))) && is_digit(chars.get(at + 1)),
        '-' | '−' => is_digit(chars.get(at + 1)),
        // Arrows, signs of mathematics, check marks and pictures say something.
        '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' => true,
        char => char.is_alphanumeric(),
    };
    chars.iter().enumerate().filter(is_kept).map(|(_, char)| *char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_quotes_and_spaces_are_no_words() {
        let text = |text| BlockText::new(PassageKind::Paragraph, text).text;
        assert_eq!(text("Zet ‘aan’\n  > en  “uit”"), "Zet 'aan' en \"uit\"");
        assert_eq!(text("重設\n設定"), "重設設定");
        assert_eq!(BlockText::new(PassageKind::Code, "a  \n  b\n\n").text, "a\n  b");
        assert_eq!(words("Klik op 3x **重設**").collect::<Vec<_>>(), ["Klik", "op", "3x", "重", "設"]);
    }

    #[test]
    fn spaces_capitals_and_punctuation_do_not_make_a_translation_stale() {
        let same = |one, other| is_same_but_for_signs(&[], one, other);
        assert!(same("Klik op **Nu testen**.", "klik op  nu testen"));
        assert!(!same("重設設定", "重設帳戶"));
        for (old, new) in [("a < 5", "a > 5"), ("1.5", "15"), ("-5", "5"), ("10-20", "1020"), ("✅ 方塊", "❌ 方塊")]
        {
            assert!(!same(old, new), "{old}");
        }
        let contractions = [("don't".to_owned(), "do not".to_owned())];
        assert!(is_same_but_for_signs(&contractions, "You don’t need it", "you do not need it."));
    }
}
