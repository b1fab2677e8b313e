//! The anchors that headings get from their words.

use icu_properties::CodePointMapData;
use icu_properties::props::{Alphabetic, BinaryProperty, GeneralCategory};

/// The anchor of a heading, as GitHub makes it: in lower case, each blank as one `-`, and without signs and punctuation
/// but for `-` and `_`. Empty where nothing is left.
///
/// This is the algorithm of github-slugger (<https://github.com/Flet/github-slugger>), which Docusaurus and others use
/// as well; letters, marks and numbers of every script stay.
pub fn anchor_slug(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter(|char| is_kept(*char))
        .map(|char| if char == ' ' { '-' } else { char })
        .collect()
}

fn is_kept(char: char) -> bool {
    use GeneralCategory as Is;
    if matches!(char, ' ' | '-') || Alphabetic::for_char(char) {
        return true;
    }
    matches!(
        CodePointMapData::<GeneralCategory>::new().get(char),
        Is::NonspacingMark
            | Is::SpacingMark
            | Is::EnclosingMark
            | Is::DecimalNumber
            | Is::LetterNumber
            | Is::ConnectorPunctuation
            | Is::UppercaseLetter
            | Is::LowercaseLetter
            | Is::TitlecaseLetter
            | Is::ModifierLetter
            | Is::OtherLetter
    )
}

#[cfg(test)]
mod tests {
    use super::anchor_slug;
    use crate::text::UniqueNames;

    #[test]
    fn anchors_are_those_of_github() {
        for (text, expected) in [
            ("Zie ook: foto's & één", "zie-ook-fotos--één"),
            ("「錯誤」 訊息。", "錯誤-訊息"),
            ("2.12.1", "2121"),
            ("—", ""),
            ("Vraag 1 / 2", "vraag-1--2"),
            ("甲、乙（丙）", "甲乙丙"),
        ] {
            assert_eq!(anchor_slug(text), expected, "{text}");
        }
    }

    /// From the published cases of github-slugger (`test/fixtures.json`, ISC licence).
    #[test]
    fn the_published_cases_of_github_slugger_hold() {
        for (text, expected) in [
            ("bravoCharlieDelta", "bravocharliedelta"),
            ("__proto__", "__proto__"),
            ("heading with a - dash", "heading-with-a---dash"),
            ("heading with an _ underscore", "heading-with-an-_-underscore"),
            ("heading with a period.txt", "heading-with-a-periodtxt"),
            (
                "exchange.bind_headers(exchange, routing [, bindCallback])",
                "exchangebind_headersexchange-routing--bindcallback",
            ),
            (" ", "-"),
            (" a ", "-a-"),
            ("apostrophe’s should be trimmed", "apostrophes-should-be-trimmed"),
            ("I ♥ unicode", "i--unicode"),
            ("en–dash", "endash"),
            ("😄 unicode emoji", "-unicode-emoji"),
            ("😄-😄 unicode emoji", "--unicode-emoji"),
            ("😄_😄 unicode emoji", "_-unicode-emoji"),
            ("😄 - an emoji", "---an-emoji"),
            (":smile: - a gemoji", "smile---a-gemoji"),
            ("Профили пользователей", "профили-пользователей"),
            ("Привет non-latin 你好", "привет-non-latin-你好"),
            (
                ":ok_hand::hatched_chick: Two in a row with no spaces",
                "ok_handhatched_chick-two-in-a-row-with-no-spaces",
            ),
            ("aA Æ Ⴉ ǅ ℍ Ⅷ ﬀ Ｉb", "aa-æ-ⴉ-ǆ-ℍ-ⅷ-ﬀ-ｉb"),
            ("a) ] } ༻ 〉 》 」 』 】 ）b", "a---------b"),
            ("a_ ‿ ⁀ ︳ ＿b", "a_-‿-⁀-︳-＿b"),
            ("a$ ¢ € ￥b", "a---b"),
            ("a- ֊ ‐ – — 〜 －b", "a-------b"),
            ("a0 ٢ ९ ０b", "a0-٢-९-０b"),
            ("a҈ ⃣ ꙰b", "a҈-⃣-꙰b"),
            ("a\u{2028}b", "ab"),
        ] {
            assert_eq!(anchor_slug(text), expected, "{text}");
        }
        let mut names = UniqueNames::default();
        let given: Vec<String> = ["echo", "echo", "echo 1", "echo-1", "echo", "foxtrot-1", "foxtrot", "foxtrot"]
            .map(|text| names.give(&anchor_slug(text), '-', 1))
            .into();
        assert_eq!(given, ["echo", "echo-1", "echo-1-1", "echo-1-2", "echo-2", "foxtrot-1", "foxtrot", "foxtrot-2"]);
    }
}
