//! Words, and the compounds that connecting characters make of them.
//!
//! `com.box.TokenRefreshException` has three components, and the last of them three parts.

use std::ops::Range;

use super::class::{Class, class};
use super::normal::Located;
use super::run::{push as push_token, push_as, run_end};
use super::{Token, TokenKind, lower_case, noise};

/// Adds the tokens of the compound that starts at `start`, a word character, and says where it ends.
pub(super) fn push(tokens: &mut Vec<Token>, characters: &[Located], start: usize) -> usize {
    let components = components(characters, start);
    let end = components.last().map_or(start + 1, |last| last.end);
    let suffix = suffix_length(&characters[end..]);
    let whole = &characters[start..end + suffix];
    if components.len() > 1 && noise::is_time_or_guid(whole) {
        push_as(tokens, TokenKind::Noise, whole, whole_text(whole));
    } else if components.len() > 1 && is_numeric(whole) {
        push_as(tokens, TokenKind::Number, whole, number_text(characters, &components));
    } else {
        // The whole is a token as well as its components: `com.box.BoxException` is found by `BoxException`, and by its
        // whole name before others.
        if whole.len() > components[0].len() {
            push_as(tokens, TokenKind::Identifier, whole, whole_text(whole));
        }
        let alone = whole.len() == components[0].len();
        for component in components.iter().filter(|component| alone || component.len() > 1) {
            push_component(tokens, &characters[component.clone()]);
        }
    }
    end + suffix
}

/// The word runs from `start` on that single connecting characters hold together.
fn components(characters: &[Located], start: usize) -> Vec<Range<usize>> {
    let mut components = Vec::new();
    let mut from = start;
    loop {
        let end = run_end(characters, from);
        components.push(from..end);
        let [before, connector, after] = neighbours(characters, end);
        if class(after) != Class::Word || !connects(before, connector, after) {
            return components;
        }
        from = end + 1;
    }
}

/// The characters before, at and after `at`; spaces where there are none.
fn neighbours(characters: &[Located], at: usize) -> [char; 3] {
    let character = |index: usize| characters.get(index).map_or(' ', |located| located.character);
    [character(at - 1), character(at), character(at + 1)]
}

fn connects(before: char, connector: char, after: char) -> bool {
    match connector {
        '.' | '_' | '-' | '@' | '\'' | '’' | '‐' => true,
        // Between digits they are part of numbers, times and time zones; between letters they separate.
        ',' | ':' | '/' | '+' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

/// How many characters belong to the word before them, as in `C++` and `C#`.
fn suffix_length(rest: &[Located]) -> usize {
    let length = rest.iter().take_while(|located| matches!(located.character, '+' | '#')).count();
    let followed = rest.get(length).is_some_and(|located| class(located.character) != Class::Between);
    if length > 2 || followed { 0 } else { length }
}

/// Lower case, with one apostrophe and one hyphen.
fn whole_text(characters: &[Located]) -> String {
    lower_case(characters).replace('’', "'").replace('‐', "-")
}

fn is_numeric(characters: &[Located]) -> bool {
    characters.iter().all(|located| located.character.is_ascii_digit() || matches!(located.character, '.' | ','))
}

/// A number without its group separators, or with a point where the comma may be decimal.
fn number_text(characters: &[Located], components: &[Range<usize>]) -> String {
    let grouped = components[0].len() <= 3 && components[1..].iter().all(|group| group.len() == 3);
    let separator = if grouped { "" } else { "." };
    let pieces: Vec<String> = components.iter().map(|piece| lower_case(&characters[piece.clone()])).collect();
    pieces.join(separator)
}

/// Adds a component and, where case or digits cut it, its parts of two characters or more.
fn push_component(tokens: &mut Vec<Token>, component: &[Located]) {
    if noise::is_random(component) {
        return push_token(tokens, TokenKind::Noise, component);
    }
    let parts = parts(component);
    if parts.len() > 1 {
        push_token(tokens, TokenKind::Identifier, component);
        for part in parts.into_iter().filter(|part| part.len() > 1) {
            push_token(tokens, TokenKind::Part, part);
        }
    } else if component[0].character.is_numeric() {
        push_token(tokens, TokenKind::Number, component);
    } else {
        push_token(tokens, TokenKind::Word, component);
    }
}

fn parts(component: &[Located]) -> Vec<&[Located]> {
    let mut parts = Vec::new();
    let mut from = 0;
    for at in 1..component.len() {
        if is_cut(component, at) {
            parts.push(&component[from..at]);
            from = at;
        }
    }
    parts.push(&component[from..]);
    parts
}

/// Whether a part starts at `at`: `token|Refresh`, `HTTP|Request`, `AADSTS|70002`.
fn is_cut(component: &[Located], at: usize) -> bool {
    let before = component[at - 1].character;
    let here = component[at].character;
    if before.is_numeric() != here.is_numeric() {
        return true;
    }
    let lower_follows = component.get(at + 1).is_some_and(|after| after.character.is_lowercase());
    here.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && lower_follows))
}
