//! Words, identifiers, bigrams: one tokenizer for aligning, learning and searching.
//!
//! **Comes in:** any text. **Goes out:** [`Token`]s in the form in which they are compared, with their place
//! in the text. **Never happens here:** dictionaries, stemming, stop words, knowledge of a language. What a
//! text gives depends on its characters alone, so an index and a query cannot disagree.
//!
//! `templates/assets/search-core.js` implements this folder once more, for the browser; `tests/search_cases.json`
//! checks that both give equal tokens. In the order of the work:
//!
//! 1. `normal` brings characters to one form (NFKC, Traditional Han to Simplified) and remembers where they were.
//! 2. `class` decides what kind of writing a character belongs to.
//! 3. `segment` cuts runs of one kind: words and compounds of them, Hangul, and scripts without spaces.
//! 4. `compound` takes identifiers apart; `noise` recognizes those that are left whole.

mod class;
mod compound;
mod han_form;
mod noise;
mod normal;
mod run;
mod segment;
mod variants;

pub use han_form::{HanForm, han_form, other_form};
pub use variants::Variants;

use normal::Located;

/// Something to compare texts by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its folded text: equal tokens have equal texts.
    pub text: String,
    /// What it is.
    pub kind: TokenKind,
    /// Its first byte in the text that was read.
    pub start: usize,
    /// The first byte after it.
    pub end: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A word of one piece, such as `verbinding`.
    Word,
    /// Something with an inner structure, whole, such as `com.box.TokenRefreshException` or `API-connector`.
    Identifier,
    /// A piece of an [`Identifier`](TokenKind::Identifier) that is cut at case or digits, such as `refresh`.
    Part,
    /// Two neighbours in a script without spaces, or in Hangul; one character where it stands alone.
    Bigram,
    /// A number without group separators: `1514874` for `1.514.874`.
    Number,
    /// A timestamp, GUID, trace id or other long random text; it is never taken apart.
    Noise,
}

impl TokenKind {
    /// The word for it in tables of cases.
    pub fn as_str(self) -> &'static str {
        match self {
            TokenKind::Word => "word",
            TokenKind::Identifier => "identifier",
            TokenKind::Part => "part",
            TokenKind::Bigram => "bigram",
            TokenKind::Number => "number",
            TokenKind::Noise => "noise",
        }
    }
}

/// The tokens of `text`, by where they start, a whole before its parts.
pub fn tokenize(text: &str) -> Vec<Token> {
    tokenize_with(text, Variants::all())
}

/// The tokens of `text` where only `variants` are folded, as an index does that knows no others.
pub fn tokenize_with(text: &str, variants: &Variants) -> Vec<Token> {
    segment::tokens(&normal::characters(text, variants))
}

/// `text` in the form in which tokens are compared: NFKC, lower case, Traditional Han as Simplified.
pub fn fold(text: &str) -> String {
    lower_case(&normal::characters(text, Variants::all()))
}

/// The characters in lower case, with the one form of letters that lower case leaves with two.
fn lower_case(characters: &[Located]) -> String {
    let mut text = String::with_capacity(characters.len());
    for lower in characters.iter().flat_map(|located| located.character.to_lowercase()) {
        match lower {
            'ς' => text.push('σ'),
            'ß' => text.push_str("ss"),
            DOT_ABOVE => {}
            _ => text.push(lower),
        }
    }
    text
}

/// What remains of the Turkish `İ` beside its `i`.
const DOT_ABOVE: char = '\u{307}';

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let tokens: Vec<String> = tokenize(text).into_iter().map(|token| token.text).collect();
        assert_eq!(tokens.join(" "), expected, "for {text:?}");
    }

    #[test]
    fn an_identifier_gives_itself_and_its_parts() {
        check(
            "com.box.TokenRefreshException: token vernieuwen",
            "com.box.tokenrefreshexception com box tokenrefreshexception token refresh exception token vernieuwen",
        );
        check(
            "TokenRefreshException: 重新整理權杖無效",
            "tokenrefreshexception token refresh exception 重新 新整 整理 理权 权杖 杖无 无效",
        );
        check("HTTPRequest invalid_grant", "httprequest http request invalid_grant invalid grant");
        check("AADSTS70002 0x80070005 C++ C# 401", "aadsts70002 aadsts 70002 0x80070005 80070005 c++ c# 401");
    }

    #[test]
    fn punctuation_glues_nothing_and_deletes_nothing() {
        check(r#"{"error":"invalid_grant"}'"#, "error invalid_grant invalid grant");
        check("Foutcode:401,probeer", "foutcode 401 probeer");
        check("l'accès aux app’s", "l'accès accès aux app's app");
    }

    #[test]
    fn traditional_and_simplified_are_one() {
        assert_eq!(fold("伺服器傳回：權杖無效"), fold("伺服器传回:权杖无效"));
        check("後", "后");
    }

    #[test]
    fn hangul_gives_the_word_and_its_bigrams_whatever_the_particle() {
        check("토큰이 500명", "토큰이 토큰 큰이 500 명");
    }

    #[test]
    fn grouped_numbers_are_one_number() {
        check("1.514.874 1,514,874 1514874 3,5 10.0.0.1", "1514874 1514874 1514874 3.5 10.0.0.1");
    }

    #[test]
    fn timestamps_and_ids_are_not_taken_apart() {
        check("2026-11-22T14:03:27.401Z", "2026-11-22t14:03:27.401z");
        check("[2026-11-22 14:03:27,403]", "2026-11-22 14:03:27,403");
        check("4b6ac04a-4653-4c4a-bd6f-5926743475cc", "4b6ac04a-4653-4c4a-bd6f-5926743475cc");
        check("trace=4bf92f3577b34da6a3ce929d0e0e4736", "trace 4bf92f3577b34da6a3ce929d0e0e4736");
    }

    #[test]
    fn letters_with_two_lower_cases_have_one() {
        assert_eq!(fold("İSTANBUL ΟΔΟΣ STRASSE ẞ ＡＰＩ"), "istanbul οδοσ strasse ss api");
        assert_eq!(fold("straße"), "strasse");
    }

    #[test]
    fn a_token_knows_its_bytes() {
        for text in ["fout ＡＰＩ ｶﾞｷﾞ x", "e\u{301}tat 權杖 ﬁn", "한글\u{1112}\u{1161}\u{11ab} z"] {
            for token in tokenize(text) {
                let slice = &text[token.start..token.end];
                let again: Vec<String> = tokenize(slice).into_iter().map(|token| token.text).collect();
                assert!(again.contains(&token.text), "{token:?} is not in {slice:?}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_tokens_in_its_bounds(text in proptest::prelude::any::<String>()) {
            let mut last = 0;
            for token in tokenize(&text) {
                proptest::prop_assert!(token.start < token.end);
                proptest::prop_assert!(text.get(token.start..token.end).is_some());
                proptest::prop_assert!(token.start >= last);
                last = token.start;
            }
        }

        #[test]
        fn folding_twice_is_folding_once(text in proptest::prelude::any::<String>()) {
            let once = fold(&text);
            proptest::prop_assert_eq!(fold(&once), once.clone());
        }
    }
}
