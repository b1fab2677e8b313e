//! Characters in one form, each with its place in the text.

use icu_normalizer::{ComposingNormalizer, ComposingNormalizerBorrowed};

use super::class::is_ignorable;
use super::variants::Variants;

/// A character in normal form and the bytes it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Located {
    /// The character.
    pub character: char,
    /// First byte.
    pub start: usize,
    /// First byte after it.
    pub end: usize,
}

const NFKC: ComposingNormalizerBorrowed<'static> = ComposingNormalizer::new_nfkc();

/// The characters of `text` in NFKC, without the invisible ones, Han folded as `variants` say.
pub(super) fn characters(text: &str, variants: &Variants) -> Vec<Located> {
    let mut found = Vec::with_capacity(text.len());
    let mut rest = text.char_indices().peekable();
    while let Some((start, character)) = rest.next() {
        let end = start + character.len_utf8();
        match plain(character) {
            Some(character) if rest.peek().is_none_or(|(_, next)| plain(*next).is_some()) => {
                found.push(Located { character, start, end });
            }
            _ => {
                let mut end = end;
                while let Some((at, next)) = rest.next_if(|(_, next)| plain(*next).is_none()) {
                    end = at + next.len_utf8();
                }
                push_run(&mut found, text, start, end);
            }
        }
    }
    found.retain(|located| !is_ignorable(located.character));
    for located in &mut found {
        located.character = variants.fold(located.character);
    }
    found
}

/// The normal form of a character that is one whatever stands before it, and after it unless what
/// stands there is no such character itself.
///
/// Nearly all text is made of these, and needs no normalizer.
fn plain(character: char) -> Option<char> {
    match character {
        '\0'..='\u{7f}' => Some(character),
        '\u{3000}' => Some(' '),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0),
        '«' | '»' | '\u{c0}'..='\u{12f}' => Some(character),
        '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3ce}' | '\u{400}'..='\u{45f}' => Some(character),
        '\u{5d0}'..='\u{5ea}' | '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' => Some(character),
        '–' | '—' | '‘' | '’' | '“' | '”' | '„' | '•' => Some(character),
        '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}' => Some(character),
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' => Some(character),
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => Some(character),
        _ => None,
    }
}

/// Adds the normal form of the bytes `start..end`, which does not depend on what stands around them.
///
/// Each character gets the bytes of the one it comes from and of the combining marks after that. Where it is not clear
/// which these are, because characters further apart were composed, it gets the bytes of the whole run.
fn push_run(found: &mut Vec<Located>, text: &str, start: usize, end: usize) {
    let whole = NFKC.normalize(&text[start..end]);
    let before = found.len();
    let mut from = start;
    for (at, _) in text[start..end].char_indices().skip(1).filter(|(_, character)| !is_mark(*character)) {
        push_piece(found, text, from, start + at);
        from = start + at;
    }
    push_piece(found, text, from, end);
    if !whole.chars().eq(found[before..].iter().map(|located| located.character)) {
        found.truncate(before);
        found.extend(whole.chars().map(|character| Located { character, start, end }));
    }
}

fn push_piece(found: &mut Vec<Located>, text: &str, start: usize, end: usize) {
    let piece = NFKC.normalize(&text[start..end]);
    found.extend(piece.chars().map(|character| Located { character, start, end }));
}

/// Whether a character is likely to be composed with the one before it.
fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}' | '\u{1160}'..='\u{11ff}' | '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}' | '\u{653}'..='\u{655}'
    )
}
