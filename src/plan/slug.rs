//! Names as parts of URLs.

use icu_normalizer::DecomposingNormalizer;

/// The most characters a slug has; longer names are cut. Chosen: 80 Chinese characters are 240 of the 255 bytes that a
/// file name may have.
const LONGEST: usize = 80;

/// `name` as a part of a URL: lower case, words joined by `-`. Latin letters lose their accents and are
/// ASCII; letters of other scripts stay. Empty where the name has no letter or digit.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for char in DecomposingNormalizer::new_nfkd().normalize_iter(name.chars()).flat_map(char::to_lowercase) {
        match char {
            // `C`, `C++` and `C#` are three names.
            '+' => push_word(&mut slug, "plus"),
            '#' => push_word(&mut slug, "sharp"),
            'ß' => slug.push_str("ss"),
            'æ' => slug.push_str("ae"),
            'œ' => slug.push_str("oe"),
            'ø' => slug.push('o'),
            'ł' => slug.push('l'),
            'đ' | 'ð' => slug.push('d'),
            'þ' => slug.push_str("th"),
            'ı' => slug.push('i'),
            '\u{300}'..='\u{36f}' => {}
            char if char.is_alphanumeric() => slug.push(char),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    shortened(slug.trim_end_matches('-'))
}

/// Adds a word that stands for a sign, with a `-` on either side.
fn push_word(slug: &mut String, word: &str) {
    if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
    slug.push_str(word);
    slug.push('-');
}

fn shortened(slug: &str) -> String {
    let end = slug.char_indices().nth(LONGEST).map_or(slug.len(), |(at, _)| at);
    slug[..end].trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_names_become_ascii_and_others_keep_their_letters() {
        for (name, expected) in [
            ("Office 365", "office-365"),
            ("Geïntegreerde Straße", "geintegreerde-strasse"),
            ("所有 應用程式", "所有-應用程式"),
            ("com.box.BoxRestException", "com-box-boxrestexception"),
            ("—", ""),
            ("C++", "c-plus-plus"),
            ("C#-運算", "c-sharp-運算"),
            ("Ｂｏｘ！", "box"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!(slug(&"應用 ".repeat(60)).chars().count(), 80);
    }
}
