//! How a text ends, and what of its counterpart it does not come to.

use crate::check::Context;
use crate::model::InvariantKind;
use crate::parse::is_cjk;
use crate::text::sentences;
use crate::units::Text;

/// Signs behind the last word that say nothing about whether it is the last one.
const AROUND: [char; 10] = ['*', '_', '`', ')', '）', '"', '”', '」', ' ', '\u{a0}'];

/// A part between two commas with fewer letters is a word or two, as in a list. Chosen.
const CLAUSE: usize = 4;

/// Whether a text ends with punctuation that ends sentences in its language, or with a colon.
pub fn ends_sentence(context: &Context<'_>, text: &Text<'_>) -> bool {
    let visible = text.visible();
    let last = visible.trim_end().trim_end_matches(AROUND).chars().next_back();
    let of_locale = |last: char| match context.profile(text.locale) {
        Some(profile) => profile.typography.terminal.contains(&last) || last == ':',
        None => ".!?:".contains(last),
    };
    last.is_some_and(|last| of_locale(last) || "。！？…：︰:;；".contains(last))
}

/// Whether a text stops in the middle: at a comma or a word that needs another one, inside brackets or code.
pub fn breaks_off(context: &Context<'_>, text: &Text<'_>) -> bool {
    let written = text.text.trim_end();
    if written.ends_with([',', '，', '、', '،']) || written.matches('`').count() % 2 == 1 {
        return true;
    }
    let Some(profile) = context.profile(text.locale) else { return false };
    let is_open = |(open, close): &(char, char)| written.matches(*open).count() > written.matches(*close).count();
    profile.typography.brackets.iter().any(is_open) || {
        let ending = written.trim_end_matches(['*', '_', ' ', '\u{a0}']).to_lowercase();
        profile.linking_words.iter().any(|word| ends_with_word(&ending, word))
    }
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| {
        let before = rest.chars().next_back();
        // Words of Han and Kana follow each other without a space; `-` joins a word to the one before it.
        word.starts_with(is_cjk) || before.is_some_and(char::is_whitespace)
    })
}

/// Whether a text breaks off within a word of another that goes on in the very same words.
pub fn is_start_of(own: &Text<'_>, other: &Text<'_>) -> bool {
    let (own, other) = (own.text.trim_end(), other.text.trim_end());
    let rest = other.strip_prefix(own).unwrap_or_default();
    let is_word = |char: Option<char>| char.is_some_and(|char| char.is_alphanumeric() && !is_cjk(char));
    is_word(own.chars().next_back()) && is_word(rest.chars().next())
}

/// Whether a text has fewer sentences than another, even where the parts between its commas count as sentences: languages
/// join what others divide.
pub fn says_less(own: &Text<'_>, other: &Text<'_>) -> bool {
    let there = sentences(&other.visible()).len();
    let visible = own.visible();
    let clauses = visible.split(['.', '!', '?', ';', ',', '。', '！', '？', '；', '，', '、', '،']);
    let long = clauses.filter(|part| part.chars().filter(|char| char.is_alphanumeric()).count() >= CLAUSE).count();
    sentences(&visible).len() < there && long < there
}

/// Whether the second half of another text has code, numbers or links, and a text has none of them anywhere.
pub fn lacks_what_ends(own: &Text<'_>, other: &Text<'_>) -> bool {
    let half = other.text.len() / 2;
    let mut ending = other
        .signature
        .invariants
        .iter()
        .filter(|invariant| invariant.start as usize >= half && is_fact(invariant.kind))
        .map(|invariant| &*invariant.text)
        .peekable();
    let has = |fact: &str| own.signature.invariants.iter().any(|invariant| &*invariant.text == fact);
    ending.peek().is_some() && !ending.any(has)
}

fn is_fact(kind: InvariantKind) -> bool {
    use InvariantKind::{Code, Exception, Identifier, InlineCode, LinkTarget, Number, Placeholder, Status, Url};
    matches!(kind, Code | Exception | Identifier | InlineCode | LinkTarget | Number | Placeholder | Status | Url)
}
