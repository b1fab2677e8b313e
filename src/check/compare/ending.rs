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

/// Whether a text has fewer sentences than another.
pub fn has_fewer_sentences(own: &Text<'_>, other: &Text<'_>) -> bool {
    sentences(&own.visible()).len() < sentences(&other.visible()).len()
}

/// Whether a text has fewer sentences than another, even where the parts between its commas count as sentences: languages
/// join what others divide.
pub fn says_less(own: &Text<'_>, other: &Text<'_>) -> bool {
    let visible = own.visible();
    let clauses = visible.split(['.', '!', '?', ';', ',', '。', '！', '？', '；', '，', '、', '،']);
    let long = clauses.filter(|part| part.chars().filter(|char| char.is_alphanumeric()).count() >= CLAUSE).count();
    has_fewer_sentences(own, other) && long < sentences(&other.visible()).len()
}

/// Whether the second half of another text has code, numbers or links, and a text has none of them anywhere.
pub fn lacks_what_ends(own: &Text<'_>, other: &Text<'_>) -> bool {
    let mut ending = facts_from(other, other.text.len() / 2).peekable();
    ending.peek().is_some() && !ending.any(|fact| has(own, fact))
}

/// Whether a text has the code, number or link that the second half of another ends with: it came to the end of it.
pub fn has_what_ends(own: &Text<'_>, other: &Text<'_>) -> bool {
    facts_from(other, other.text.len() / 2).last().is_some_and(|fact| has(own, fact))
}

/// What survives translation of a text from a byte on.
fn facts_from<'t>(text: &Text<'t>, from: usize) -> impl Iterator<Item = &'t str> {
    let invariants = text.signature.invariants.iter();
    let facts = invariants.filter(move |invariant| invariant.start as usize >= from && is_fact(invariant.kind));
    facts.map(|invariant| &*invariant.text)
}

fn has(text: &Text<'_>, fact: &str) -> bool {
    text.signature.invariants.iter().any(|invariant| &*invariant.text == fact)
}

fn is_fact(kind: InvariantKind) -> bool {
    use InvariantKind::{Code, Exception, Identifier, InlineCode, LinkTarget, Number, Placeholder, Status, Url};
    matches!(kind, Code | Exception | Identifier | InlineCode | LinkTarget | Number | Placeholder | Status | Url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::read_signature;
    use crate::text::FilePath;

    /// Asks `test` about two texts.
    fn of(own: &str, other: &str, test: fn(&Text<'_>, &Text<'_>) -> bool) -> bool {
        let (locale, file) = ("nl-NL".parse().unwrap(), FilePath::new("a.md"));
        let signatures = (read_signature(own), read_signature(other));
        let own = Text::alone(&locale, &file, own, &signatures.0);
        test(&own, &Text { text: other, signature: &signatures.1, ..own })
    }

    #[test]
    fn a_text_says_less_where_sentences_are_missing_and_not_only_joined() {
        let two = "Herstart de dienst. Neem contact op met de beheerder als dat niet helpt.";
        assert!(of("重新啟動服務", two, says_less));
        assert!(!of("重新啟動服務，如果沒有幫助，請與系統管理員連絡。", two, says_less));
        assert!(of("Herstart de dienst.", two, has_fewer_sentences));
    }

    #[test]
    fn the_facts_of_the_second_half_show_whether_a_text_came_to_its_end() {
        let other = "Zet `mode` op `safe` en wacht daarna minstens 30 seconden voor `retry`.";
        assert!(of("把 `mode` 設成 `safe`", other, lacks_what_ends));
        assert!(!of("把 `mode` 設成 `safe`，等 30 秒", other, lacks_what_ends));
        assert!(of("設定 `mode`，再用 `retry`", other, has_what_ends));
        assert!(!of("Wacht even.", "Wacht nog een minuut.", lacks_what_ends));
    }

    #[test]
    fn a_linking_word_counts_only_as_a_word_of_its_own() {
        assert!(ends_with_word("klik op de", "de"));
        assert!(ends_with_word("主機名稱和", "和"));
        assert!(!ends_with_word("meteen", "een"));
        assert!(!ends_with_word("de", "de"));
    }
}
