//! What kind of writing a character belongs to.

/// Characters of one class stand together in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Letters, digits and combining marks of scripts that put spaces between words.
    Word,
    /// Korean syllables and letters.
    Hangul,
    /// Scripts without spaces: Han, kana, bopomofo, Thai, Lao, Burmese, Khmer.
    Unspaced,
    /// All else: spaces, punctuation, symbols.
    Between,
}

/// The class of a character in normal form.
pub(super) fn class(character: char) -> Class {
    match character {
        '0'..='9' | 'A'..='Z' | 'a'..='z' => Class::Word,
        '\0'..='\u{7f}' => Class::Between,
        // Thai, Lao, Burmese, Khmer.
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Class::Unspaced,
        // Radicals, the iteration mark and zero of Han, Suzhou numerals.
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' => Class::Unspaced,
        // Hiragana and katakana, without the middle dot that separates foreign names.
        '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' => Class::Unspaced,
        // Bopomofo and small katakana.
        '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}' => Class::Unspaced,
        // Han.
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Class::Unspaced,
        '\u{20000}'..='\u{3ffff}' => Class::Unspaced,
        // Korean letters and syllables.
        '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{a960}'..='\u{a97f}' => Class::Hangul,
        '\u{ac00}'..='\u{d7ff}' => Class::Hangul,
        // Combining accents, which are not alphanumeric by themselves.
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' => Class::Word,
        // The scripts of India: all but their punctuation, since signs inside words are not all alphanumeric.
        '\u{964}' | '\u{965}' | '\u{970}' | '\u{df4}' => Class::Between,
        '\u{900}'..='\u{dff}' => Class::Word,
        _ if character.is_alphanumeric() => Class::Word,
        _ => Class::Between,
    }
}

/// Whether a character is invisible and changes no word: soft hyphens, joiners, direction marks, variation selectors.
pub(super) fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{200c}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}
