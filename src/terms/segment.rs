//! Runs of one kind of writing, and the tokens they give.

use super::class::{Class, class};
use super::compound;
use super::normal::Located;
use super::run::{push, run_end};
use super::{Token, TokenKind};

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
                // Korean puts spaces between words, but particles and endings are attached to them: the bigrams find
                // the word in all its forms, the whole run ranks the exact form first. Two syllables are a bigram
                // already.
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

fn push_bigrams(tokens: &mut Vec<Token>, run: &[Located]) {
    for pair in run.windows(run.len().min(2)) {
        push(tokens, TokenKind::Bigram, pair);
    }
}
