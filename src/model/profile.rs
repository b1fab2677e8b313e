//! What is known about a language.

use std::collections::BTreeMap;
use std::ops::Range;

use super::LocaleId;

/// What a column of a troubleshooting table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The error message.
    Message,
    /// The app or product it concerns.
    AppliesTo,
    /// What it means, its cause.
    Description,
    /// What to do about it.
    Resolution,
}

impl Role {
    /// All roles, in the order in which tables usually have them.
    pub const ALL: [Role; 4] = [Role::Message, Role::AppliesTo, Role::Description, Role::Resolution];

    /// The word for this role in data files and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Message => "message",
            Role::AppliesTo => "applies_to",
            Role::Description => "description",
            Role::Resolution => "resolution",
        }
    }

    /// The role that `word` names.
    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// The direction a script is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// The data of a locale from `locales/<tag>/locale.toml`, completed from its language.
#[derive(Clone, Debug, PartialEq)]
pub struct LocaleProfile {
    /// The locale.
    pub locale: LocaleId,
    /// Its name in its own language: `Nederlands`.
    pub autonym: String,
    /// Writing direction.
    pub direction: Direction,
    /// ISO 15924 code of its script: `Hant`.
    pub script: String,
    /// The fallbacks for a page or message that is missing, nearest first: locales of the site and locales whose
    /// interface words we have.
    pub fallback: Vec<LocaleId>,
    /// Header words per column role, each as [`fold_header`] gives it: the locale's own, then English ones.
    ///
    /// A word is here only if it hardly ever heads another kind of column; still, tables without a
    /// `message` column are no troubleshooting tables, whatever their other columns are called. The words of a
    /// role are in order of strength: where two columns of a table claim one role, the earlier word wins.
    pub header_words: BTreeMap<Role, Vec<String>>,
    /// Characters that should not be in this locale's prose, and what should.
    pub punctuation: Vec<Punctuation>,
    /// Words that mean the opposite of each other, by the idea that they are the two sides of.
    pub antonyms: Vec<Antonyms>,
    /// Words that deny: whole words; in scripts without spaces and in Korean also inside others.
    pub negations: Vec<String>,
    /// Words that no sentence ends with; in scripts without spaces, ends of texts.
    pub linking_words: Vec<String>,
    /// Words that a part of a sentence begins with: the second half of a verb may stand before them.
    pub clause_words: Vec<String>,
    /// Frequent small words, folded, by which a text of this language is recognized.
    pub common_words: Vec<String>,
    /// The common words of English, which texts that nobody translated are in most often.
    pub english_words: Vec<String>,
    /// Words, or single characters, that may rightly be repeated at once, folded.
    pub doubled_words: Vec<String>,
    /// Short forms and their full words, both in lower case: `don't` for `do not`.
    pub contractions: Vec<(String, String)>,
    /// The punctuation between words.
    pub typography: Typography,
    /// How numbers are written.
    pub numbers: NumberFormat,
    /// The words for small numbers, by their beginnings.
    pub number_words: BTreeMap<u32, Vec<String>>,
    /// Whether data for this locale was found; without it the interface is English.
    pub known: bool,
}

/// The two sides of an idea, such as enabling and disabling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Antonyms {
    /// The idea, by one word in all languages.
    pub idea: String,
    /// The forms of either side, in lower case; a `*` at the end of a form matches any further letters of a word, and a
    /// `…` between two words what a verb may have between its halves.
    pub sides: [Vec<String>; 2],
}

/// The punctuation between the words of a language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typography {
    /// Characters that end a sentence.
    pub terminal: Vec<char>,
    /// Brackets that must close, as pairs.
    pub brackets: Vec<(char, char)>,
    /// Punctuation without a space before it.
    pub no_space_before: Vec<char>,
    /// Punctuation without a space after it.
    pub no_space_after: Vec<char>,
}

/// How numbers are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberFormat {
    /// Separators before decimals; empty where nothing is known.
    pub decimal: Vec<char>,
    /// Separators between groups of three digits.
    pub group: Vec<char>,
}

/// A character that does not belong in a locale's prose, and the one that does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Punctuation {
    /// What is written: `︰`.
    pub wrong: String,
    /// What should be: `：`.
    pub right: String,
    /// Where it is wrong.
    pub place: PunctuationPlace,
}

/// Where a character is wrong. A letter is one of the locale's own script: for `zh-TW` a Han character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PunctuationPlace {
    /// At every place.
    Anywhere,
    /// Directly between two letters: the comma of `錯誤,請重試`, not that of `Box, Okta`.
    BetweenLetters,
    /// Directly after a letter, whatever follows.
    AfterLetter,
}

impl PunctuationPlace {
    /// All places.
    pub const ALL: [PunctuationPlace; 3] =
        [PunctuationPlace::Anywhere, PunctuationPlace::BetweenLetters, PunctuationPlace::AfterLetter];

    /// The word for this place in data files.
    pub fn as_str(self) -> &'static str {
        match self {
            PunctuationPlace::Anywhere => "anywhere",
            PunctuationPlace::BetweenLetters => "between-letters",
            PunctuationPlace::AfterLetter => "after-letter",
        }
    }

    /// The place that `word` names.
    pub fn from_word(word: &str) -> Option<PunctuationPlace> {
        PunctuationPlace::ALL.into_iter().find(|place| place.as_str() == word)
    }
}

impl LocaleProfile {
    /// What is known of a locale without any data: its tag.
    pub fn unknown(locale: LocaleId) -> LocaleProfile {
        LocaleProfile {
            autonym: locale.as_str().to_owned(),
            direction: Direction::Ltr,
            script: locale.script(),
            fallback: Vec::new(),
            header_words: BTreeMap::new(),
            punctuation: Vec::new(),
            antonyms: Vec::new(),
            negations: Vec::new(),
            linking_words: Vec::new(),
            clause_words: Vec::new(),
            common_words: Vec::new(),
            english_words: Vec::new(),
            doubled_words: Vec::new(),
            contractions: Vec::new(),
            typography: Typography::default(),
            numbers: NumberFormat::default(),
            number_words: BTreeMap::new(),
            known: false,
            locale,
        }
    }

    /// The role of a column whose header cell reads `header`, by this locale's header words.
    pub fn role(&self, header: &str) -> Option<Role> {
        let header = fold_header(header);
        self.header_words.iter().find(|(_, words)| words.contains(&header)).map(|(role, _)| *role)
    }

    /// Every place of `text` where a character does not belong, in the order of the text.
    ///
    /// Knows nothing of Markdown: code, payloads and URLs are for the caller to leave out.
    pub fn misplaced_punctuation(&self, text: &str) -> Vec<(Range<usize>, &Punctuation)> {
        let mut places: Vec<(Range<usize>, &Punctuation)> = self
            .punctuation
            .iter()
            .flat_map(|punctuation| {
                let hits = text.match_indices(&punctuation.wrong).map(|(at, wrong)| at..at + wrong.len());
                hits.filter(|range| self.is_misplaced(text, range, punctuation.place))
                    .map(move |range| (range, punctuation))
            })
            .collect();
        places.sort_by_key(|(range, _)| (range.start, range.end));
        places
    }

    fn is_misplaced(&self, text: &str, range: &Range<usize>, place: PunctuationPlace) -> bool {
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        let is_letter = |char: Option<char>| char.is_some_and(|char| is_letter_of(&self.script, char));
        match place {
            PunctuationPlace::Anywhere => true,
            PunctuationPlace::BetweenLetters => is_letter(before) && is_letter(after),
            PunctuationPlace::AfterLetter => is_letter(before),
        }
    }
}

/// A header cell as header words are compared: in lower case, without emphasis, links' brackets or a
/// closing colon, with single spaces and straight apostrophes.
pub fn fold_header(header: &str) -> String {
    let plain: String = header
        .chars()
        .filter(|char| !matches!(char, '*' | '_' | '`' | '[' | ']' | '\u{200b}' | '\u{feff}'))
        .map(|char| if matches!(char, '\u{2019}' | '\u{2bc}') { '\'' } else { char })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").trim_end_matches([':', '：', '︰', ' ']).to_lowercase()
}

/// Whether `char` is a letter of `script` (ISO 15924). Known for the scripts whose punctuation differs
/// from ASCII; no other script has letters here.
fn is_letter_of(script: &str, char: char) -> bool {
    let han = matches!(char, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    match script {
        "Hans" | "Hant" | "Hani" => han,
        "Jpan" => han || matches!(char, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | 'ー' | '々'),
        "Kore" => han || matches!(char, '\u{ac00}'..='\u{d7a3}'),
        "Arab" => char.is_alphabetic() && matches!(char, '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(tag: &str, punctuation: &[(&str, &str, PunctuationPlace)]) -> LocaleProfile {
        let locale: LocaleId = tag.parse().unwrap();
        LocaleProfile {
            header_words: BTreeMap::from([(Role::Message, vec!["foutbericht".into(), "message d'erreur".into()])]),
            punctuation: punctuation
                .iter()
                .map(|(wrong, right, place)| Punctuation {
                    wrong: (*wrong).into(),
                    right: (*right).into(),
                    place: *place,
                })
                .collect(),
            ..LocaleProfile::unknown(locale)
        }
    }

    #[test]
    fn header_words_match_whatever_the_case_emphasis_and_spaces() {
        let profile = profile("nl-NL", &[]);
        for header in ["Foutbericht", "**FOUTBERICHT**", " foutbericht\u{a0}: ", "Message  d’erreur"] {
            assert_eq!(profile.role(header), Some(Role::Message), "{header}");
        }
        assert_eq!(profile.role("Bericht"), None);
    }

    #[test]
    fn a_comma_is_wrong_between_han_characters_and_right_beside_latin_names() {
        let profile = profile("zh-TW", &[(",", "，", PunctuationPlace::BetweenLetters)]);
        let found: Vec<usize> =
            profile.misplaced_punctuation("錯誤,請重試: Box, Okta,方塊").iter().map(|(range, _)| range.start).collect();
        assert_eq!(found, ["錯誤".len()]);
    }

    #[test]
    fn a_vertical_colon_is_wrong_anywhere_and_places_come_in_the_order_of_the_text() {
        let profile =
            profile("zh-TW", &[("；", ";", PunctuationPlace::AfterLetter), ("︰", "：", PunctuationPlace::Anywhere)]);
        let found: Vec<&str> = profile
            .misplaced_punctuation("URL︰錯誤；")
            .iter()
            .map(|(_, punctuation)| punctuation.right.as_str())
            .collect();
        assert_eq!(found, ["：", ";"]);
    }
}
