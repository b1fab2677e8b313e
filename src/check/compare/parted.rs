//! Code of a text that another one has with spaces put in: `data Source` for `dataSource`, `(?: a)` for `(?:a)`.

use std::ops::Range;

use crate::model::{Cover, InvariantKind};
use crate::units::Text;

/// A shorter name or pattern may be two words, or two patterns, by chance. Chosen.
const SHORTEST: usize = 6;

/// What only regular expressions have.
const OF_PATTERNS: [&str; 10] = ["(?", "\\d", "\\w", "\\s", "\\b", "\\.", "]+", "]*", "]{", "[^"];

/// Where a text has spaces within code of another one, with that code. Inline code is compared as a whole elsewhere.
pub fn parted_code<'t>(own: &Text<'_>, reference: &'t Text<'_>) -> Option<(Range<usize>, &'t str)> {
    if !own.text.contains(' ') {
        return None;
    }
    let mut codes = names(reference).chain(patterns(reference)).peekable();
    codes.peek()?;
    let taken = Cover::of(&own.signature.invariants, |kind| {
        matches!(kind, InvariantKind::InlineCode | InvariantKind::LinkTarget | InvariantKind::Url)
    });
    let letters: Vec<(usize, char)> = own.text.char_indices().filter(|(_, char)| *char != ' ').collect();
    let joined: String = letters.iter().map(|(_, char)| *char).collect();
    // The byte in the text of each byte without the spaces.
    let mut places: Vec<usize> = Vec::with_capacity(joined.len());
    letters.iter().for_each(|(at, char)| places.extend((0..char.len_utf8()).map(|byte| at + byte)));
    let place = |at: usize, code: &str| places[at]..places[at + code.len() - 1] + 1;
    codes.find_map(|code| {
        let mut found = joined.match_indices(code).map(|(at, _)| place(at, code));
        let range = found.find(|range| {
            let written = &own.text[range.clone()];
            written.contains(' ')
                && !reference.text.contains(written)
                && is_whole(own.text, range)
                && !taken.touches(range.start, range.end)
        })?;
        Some((range, code))
    })
}

/// Whether no letter or digit of ASCII is beside a part of a text.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let is_word = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
    let (first, last) = (text[range.clone()].chars().next(), text[range.clone()].chars().next_back());
    let goes_on = is_word(first) && is_word(text[..range.start].chars().next_back())
        || is_word(last) && is_word(text[range.end..].chars().next());
    !goes_on
}

/// The identifiers of a text with a capital behind a small letter: what is parted is known by its capital.
fn names<'t>(text: &'t Text<'_>) -> impl Iterator<Item = &'t str> {
    let kinds = [InvariantKind::Identifier, InvariantKind::Exception, InvariantKind::InlineCode];
    let invariants = text.signature.invariants.iter().filter(move |invariant| kinds.contains(&invariant.kind));
    invariants.map(|invariant| &*invariant.text).filter(|name| {
        let bytes = name.as_bytes();
        bytes.len() >= SHORTEST
            && bytes.iter().all(u8::is_ascii_alphanumeric)
            && bytes.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
    })
}

/// The regular expressions of a text that are no inline code: words with signs that nothing else has.
fn patterns<'t>(text: &'t Text<'_>) -> impl Iterator<Item = &'t str> {
    let words = text.text.split(|char: char| char.is_whitespace() || char == '`');
    let words = words.map(|word| word.trim_end_matches([',', '.', ';', ':']));
    words.filter(|word| word.len() >= SHORTEST && word.is_ascii() && OF_PATTERNS.iter().any(|sign| word.contains(sign)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::read_signature;
    use crate::text::FilePath;

    fn parted(own: &str, reference: &str) -> Option<(String, String)> {
        let (locale, file) = ("zh-TW".parse().unwrap(), FilePath::new("a.md"));
        let signatures = (read_signature(own), read_signature(reference));
        let text = Text::alone(&locale, &file, own, &signatures.0);
        let other = Text { text: reference, signature: &signatures.1, ..text };
        parted_code(&text, &other).map(|(range, code)| (own[range].to_owned(), code.to_owned()))
    }

    #[test]
    fn code_with_a_space_put_in_is_found() {
        let found = |found: &str, code: &str| Some((found.to_owned(), code.to_owned()));
        let source = "Set dataSource first, since dataSource is read.";
        let dutch = "Stel dataSource in, want data Source wordt gelezen.";
        assert_eq!(parted(dutch, source), found("data Source", "dataSource"));
        assert_eq!(
            parted("群組不擷取，例如：(?: xxx)。", "Groups do not capture: (?:xxx)"),
            found("(?: xxx)", "(?:xxx)")
        );
    }

    #[test]
    fn words_beside_each_other_and_code_that_is_there_are_none() {
        assert_eq!(parted("資料來源 data source 會被讀取", "The dataSource is read"), None);
        assert_eq!(parted("de (?:xxx) groep", "the group (?:xxx)"), None);
        assert_eq!(parted("meta data Sources", "the dataSource, since it is"), None);
        assert_eq!(parted("`(?: xxx)`", "`(?:xxx)`"), None);
    }
}
