//! Whether a Han character belongs to Simplified or to Traditional Chinese alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use encoding_rs::BIG5;

use super::Variants;

/// A way to write Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HanForm {
    /// As on the mainland.
    Simplified,
    /// As in Taiwan and Hong Kong.
    Traditional,
}

/// Characters that fold onto others but are written in Simplified texts as well: 著作, 乾坤, 瞭望, 慰藉, 徵羽.
const ALSO_SIMPLIFIED: &str = "著乾瞭藉徵於鍾麼剋";

struct Forms {
    /// Characters that a Traditional one folds onto, with that one where there is just one.
    simplified: BTreeMap<char, Option<char>>,
    traditional: BTreeSet<char>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut simplified: BTreeMap<char, Option<char>> = BTreeMap::new();
    let mut traditional = BTreeSet::new();
    for (variant, folded) in Variants::all().pairs().filter(|(variant, _)| is_big5(*variant)) {
        simplified.entry(folded).and_modify(|only| *only = None).or_insert(Some(variant));
        traditional.insert(variant);
    }
    simplified.retain(|folded, _| !is_big5(*folded));
    // Big5 was made for Taiwan: what it has and the mainland's fold leaves alone is written on both sides.
    traditional.retain(|variant| {
        simplified.contains_key(&Variants::all().fold(*variant)) && !ALSO_SIMPLIFIED.contains(*variant)
    });
    Forms { simplified, traditional }
});

/// The one form of Chinese that has this character; `None` for those that both have, and for anything else.
///
/// Simplified alone is what Big5, the character set of Taiwan, does not have and some Traditional character
/// folds onto; Traditional alone is what folds onto such a character.
pub fn han_form(char: char) -> Option<HanForm> {
    if !('\u{3400}'..='\u{9fff}').contains(&char) {
        return None;
    }
    if FORMS.simplified.contains_key(&char) {
        return Some(HanForm::Simplified);
    }
    FORMS.traditional.contains(&char).then_some(HanForm::Traditional)
}

/// The counterpart of a character in the other form; `None` where there are several. A character of both forms is its
/// own.
pub fn other_form(char: char) -> Option<char> {
    match han_form(char) {
        Some(HanForm::Simplified) => FORMS.simplified[&char],
        Some(HanForm::Traditional) => Some(Variants::all().fold(char)),
        None => Some(char),
    }
}

fn is_big5(char: char) -> bool {
    let mut buffer = [0; 4];
    let (_, _, unmappable) = BIG5.encode(char.encode_utf8(&mut buffer));
    !unmappable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_one_form_are_distinguished_from_those_of_both() {
        for char in "连设误应张这说".chars() {
            assert_eq!(han_form(char), Some(HanForm::Simplified), "{char}");
        }
        for char in "連設誤應張這說".chars() {
            assert_eq!(han_form(char), Some(HanForm::Traditional), "{char}");
        }
        for char in "台后里面只干的人a1，".chars() {
            assert_eq!(han_form(char), None, "{char}");
        }
    }

    #[test]
    fn a_character_is_converted_only_where_it_is_clear_to_what() {
        assert_eq!(other_form('连'), Some('連'));
        assert_eq!(other_form('誤'), Some('误'));
        assert_eq!(other_form('方'), Some('方'));
    }
}
