//! Runs of characters of one class, and the token that one becomes.

use super::class::class;
use super::normal::Located;
use super::{Token, TokenKind, lower_case};

/// Where the run of the class of `characters[start]` ends.
pub(super) fn run_end(characters: &[Located], start: usize) -> usize {
    let kind = class(characters[start].character);
    let length = characters[start..].iter().position(|located| class(located.character) != kind);
    length.map_or(characters.len(), |length| start + length)
}

/// Adds one token that is made of `characters`, which are not empty.
pub(super) fn push(tokens: &mut Vec<Token>, kind: TokenKind, characters: &[Located]) {
    push_as(tokens, kind, characters, lower_case(characters));
}

/// Adds one token at the place of `characters` with another text, unless that is empty.
pub(super) fn push_as(tokens: &mut Vec<Token>, kind: TokenKind, characters: &[Located], text: String) {
    if let (Some(first), Some(last), false) = (characters.first(), characters.last(), text.is_empty()) {
        tokens.push(Token { text, kind, start: first.start, end: last.end });
    }
}
