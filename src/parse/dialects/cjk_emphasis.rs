//! Emphasis beside Chinese, Japanese and Korean text.
//!
//! CommonMark opens emphasis before a letter, or before punctuation that follows a space or punctuation. Chinese and
//! Japanese put no space there, so `按**「立即測試」**連結` is not bold although its author means it. Where such a text
//! touches a delimiter, punctuation beside the delimiter is read as a letter would be, as the amendment for these
//! languages proposes (<https://github.com/tats-u/markdown-cjk-friendly>). Text in other scripts is read as ever.

use super::{Construct, Form};
use crate::parse::source_map::{Edit, LETTER, PUNCTUATION};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "cjk_emphasis",
    form: Form::Edits(edits),
    example: "按**「立即測試」**連結\n",
    becomes: "paragraph\n  按\n  strong\n    「立即測試」\n  連結\n",
};

/// The signs to put beside the delimiters of emphasis in `text` so that they are read as meant; sorted.
fn edits(text: &str) -> Vec<Edit> {
    if !text.contains(['*', '_', '~']) || text.is_ascii() || text.contains([LETTER, PUNCTUATION]) {
        return Vec::new();
    }
    let bytes = text.as_bytes();
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(start) =
        bytes[at..].iter().position(|byte| matches!(byte, b'*' | b'_' | b'~')).map(|found| at + found)
    {
        let mark = bytes[start];
        let end = start + bytes[start..].iter().take_while(|byte| **byte == mark).count();
        let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
        if let (Some(before), Some(after)) = (before, after) {
            edits.extend(sign(mark, before, after).map(|(is_before, sign)| {
                let at = if is_before { start } else { end };
                Edit { written: at..at, read: sign.to_string() }
            }));
        }
        at = end;
    }
    edits
}

/// The sign to put beside a delimiter between these characters, and whether before it.
fn sign(mark: u8, before: char, after: char) -> Option<(bool, char)> {
    let closes = is_punctuation(before) && after.is_alphanumeric();
    let opens = is_punctuation(after) && before.is_alphanumeric();
    if before == '\\' || !(closes || opens) {
        return None;
    }
    match mark {
        // An underscore inside a word is part of the word, so it takes more: text of these languages on both sides.
        b'_' => (is_cjk(before) && is_cjk(after)).then_some((opens, PUNCTUATION)),
        _ => (is_cjk(before) || is_cjk(after)).then_some((closes, LETTER)),
    }
}

fn is_punctuation(char: char) -> bool {
    !char.is_alphanumeric() && !char.is_whitespace()
}

/// Han, kana, Hangul and the punctuation of their scripts.
pub fn is_cjk(char: char) -> bool {
    matches!(char, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(text: &str) -> Vec<(usize, char)> {
        edits(text).into_iter().map(|edit| (edit.written.start, edit.read.chars().next().unwrap_or_default())).collect()
    }

    #[test]
    fn punctuation_that_touches_a_delimiter_beside_chinese_is_read_as_a_letter() {
        assert_eq!(signs("按**「測」**連"), [(5, LETTER), (14, LETTER)]);
        assert_eq!(signs("__「x」__の"), [(11, PUNCTUATION)]);
        assert_eq!(signs("~~「x」~~の"), [(9, LETTER)]);
    }

    #[test]
    fn other_text_is_read_as_ever() {
        for text in ["", "een**(twee)**drie é", "測 **「試」** 驗", "變數_名稱", "按\\**「x」", "a_(方)_b", "*** 方"]
        {
            assert_eq!(signs(text), [], "{text}");
        }
    }
}
