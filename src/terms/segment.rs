//! Runs of one kind of writing, and the tokens they give.

use super::class::{Class, class};
use super::compound;
use super::normal::Located;
use super::{Token, TokenKind, lower_case};

/// The tokens of a text in normal form.
pub(super) fn tokens(characters: &[Located]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(characters.len() / 4);
    let mut at = 0;
    while at < characters.len() {
        let kind = class(characters[at].character);
        at = match kind {
            Class::Word => compound::push(&mut tokens, characters, at),
            Class::Between => at + 1,
            Class::Hangul | Class::Unspaced => {
                let end = run_end(characters, at);
                if kind == Class::Hangul && end - at > 2 {
                    push(&mut tokens, TokenKind::Word, &characters[at..end]);
                }
                push_bigrams(&mut tokens, &characters[at..end]);
                end
            }
        };
    }
    tokens
}

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

/// Adds one token that stands where `characters` do and has another text, unless that is empty.
pub(super) fn push_as(tokens: &mut Vec<Token>, kind: TokenKind, characters: &[Located], text: String) {
    if let (Some(first), Some(last), false) = (characters.first(), characters.last(), text.is_empty()) {
        tokens.push(Token { text, kind, start: first.start, end: last.end });
    }
}

fn push_bigrams(tokens: &mut Vec<Token>, run: &[Located]) {
    for pair in run.windows(run.len().min(2)) {
        push(tokens, TokenKind::Bigram, pair);
    }
}
