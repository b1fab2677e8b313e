//! Phonetic keys: a rough form of how a word is pronounced, by which a name or loan word is recognized in another
//! script: `activity`, `actividad`, `активность`, `アクティビティ`, `액티비티`.

/// How many letters a key has at most.
// Loan words differ in their endings (`activity`, `activité`, `активность`) more than in their beginnings.
const LONGEST: usize = 4;

/// The phonetic key of a word: its first consonants, as far as languages keep them apart in a loan word.
///
/// `A` is a vowel at the start, `P` is b, f, p, v; `K` is c, g, k, q; `T` is d, t; `S` is s, z, ch, j and the like; `L`
/// is l, r. Equal neighbours are one; `None` for fewer than three letters, which too many words share.
pub fn phonetic_key(word: &str) -> Option<String> {
    let mut key = String::with_capacity(LONGEST);
    let letters: Vec<char> = word.chars().flat_map(letters_of).collect();
    for (at, letter) in letters.iter().enumerate() {
        let Some(sounds) = sound_of(*letter, letters.get(at + 1).copied()) else {
            if at == 0 && is_vowel(*letter) {
                key.push('A');
            }
            continue;
        };
        for sound in sounds.chars() {
            if !key.ends_with(sound) && key.len() < LONGEST {
                key.push(sound);
            }
        }
    }
    (key.len() >= 3).then_some(key)
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The letters of the key for a Latin letter, given the letter after it; `None` where it has none, as vowels have.
fn sound_of(letter: char, next: Option<char>) -> Option<&'static str> {
    Some(match letter {
        'c' if matches!(next, Some('e' | 'i' | 'h')) => "S",
        'p' if next == Some('h') => "P",
        'b' | 'p' | 'f' | 'v' => "P",
        'c' | 'k' | 'q' | 'g' => "K",
        'x' => "KS",
        'd' | 't' => "T",
        's' | 'z' | 'j' => "S",
        'l' | 'r' => "L",
        'm' => "M",
        'n' => "N",
        _ => return None,
    })
}

/// The Latin letters that are pronounced like a letter of any script; none where it has no sound of its own.
fn letters_of(letter: char) -> impl Iterator<Item = char> {
    let latin: &'static str = match letter {
        'а'..='я' | 'ё' | 'і' | 'ї' | 'є' | 'ґ' => cyrillic(letter),
        'ァ'..='ヺ' => katakana(letter),
        'α'..='ω' => greek(letter),
        'ء'..='ي' => arabic(letter),
        _ => "",
    };
    let hangul = if ('가'..='힣').contains(&letter) { hangul(letter) } else { ["", "", ""] };
    let plain = if letter.is_ascii_alphabetic() { Some(letter) } else { unaccented(letter) };
    latin.chars().chain(hangul.into_iter().flat_map(str::chars)).chain(plain)
}

/// The ASCII letter below an accent.
pub fn unaccented(letter: char) -> Option<char> {
    use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};
    let base = match CanonicalDecompositionBorrowed::new().decompose(letter) {
        Decomposed::Expansion(base, _) | Decomposed::Singleton(base) => base,
        Decomposed::Default => return None,
    };
    base.is_ascii_alphabetic().then_some(base)
}

fn cyrillic(letter: char) -> &'static str {
    match letter {
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'ж' | 'з' => "z",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'п' => "p",
        'р' => "r",
        'с' | 'ц' | 'ч' | 'ш' | 'щ' => "s",
        'т' => "t",
        'ф' => "f",
        'х' | 'ъ' | 'ь' => "h",
        _ => "a",
    }
}

fn greek(letter: char) -> &'static str {
    match letter {
        'β' | 'φ' => "f",
        'γ' | 'κ' | 'χ' => "k",
        'δ' | 'θ' | 'τ' => "t",
        'ζ' | 'σ' | 'ς' => "s",
        'λ' | 'ρ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'π' => "p",
        'ψ' => "ps",
        _ => "a",
    }
}

fn arabic(letter: char) -> &'static str {
    match letter {
        'ب' | 'ف' => "b",
        'ت' | 'ث' | 'د' | 'ذ' | 'ض' | 'ط' => "t",
        'ج' | 'ز' | 'س' | 'ش' | 'ص' | 'ظ' => "s",
        'غ' | 'ق' | 'ك' | 'خ' => "k",
        'ر' | 'ل' => "l",
        'م' => "m",
        'ن' => "n",
        'ء'..='ا' | 'و' | 'ي' => "a",
        _ => "",
    }
}

fn katakana(letter: char) -> &'static str {
    match letter {
        'ァ'..='オ' | 'ャ'..='ヨ' | 'ヮ' | 'ワ'..='ヲ' => "a",
        'カ'..='ゴ' | 'ヵ' | 'ヶ' => "k",
        'サ'..='ゾ' | 'チ' | 'ヂ' => "s",
        'ッ' => "",
        'タ'..='ド' => "t",
        'ナ'..='ノ' => "n",
        'フ' => "f",
        'ハ' | 'ヒ' | 'ヘ' | 'ホ' => "h",
        'バ'..='ポ' | 'ヴ' | 'ヷ'..='ヺ' => "b",
        'マ'..='モ' => "m",
        'ラ'..='ロ' => "l",
        'ン' => "n",
        _ => "",
    }
}

/// The consonant before a syllable's vowel, the vowel, and the consonant after it.
fn hangul(syllable: char) -> [&'static str; 3] {
    // Unicode orders syllables by initial, vowel and final: 21 vowels times 28 finals make 588 for each initial.
    let index = syllable as u32 - '가' as u32;
    let initial = match index / 588 {
        0 | 1 | 15 => "k",
        2 => "n",
        3 | 4 | 16 => "t",
        5 => "l",
        6 => "m",
        7 | 8 | 17 => "p",
        9 | 10 | 12..=14 => "s",
        _ => "",
    };
    let last = match index % 28 {
        1..=3 | 9 | 24 => "k",
        4..=6 => "n",
        7 | 25 => "t",
        8 | 10..=15 => "l",
        16 => "m",
        17 | 18 | 26 => "p",
        19 | 20 | 22 | 23 => "s",
        21 => "n",
        _ => "",
    };
    [initial, "a", last]
}

#[cfg(test)]
mod tests {
    use super::phonetic_key;

    #[test]
    fn a_loan_word_sounds_alike_in_every_script() {
        for words in [
            ["actividad", "активность", "アクティビティ", "액티비티"],
            ["token", "токен", "トークン", "토큰"],
            ["catalog", "каталог", "カタログ", "카탈로그"],
            ["model", "модель", "モデル", "모델"],
        ] {
            let heard: Vec<Option<String>> =
                words.iter().map(|word| phonetic_key(word).map(|s| s[..3].to_owned())).collect();
            assert_eq!(
                heard.iter().filter(|phonetic_key| **phonetic_key == heard[0]).count(),
                4,
                "{words:?}: {heard:?}"
            );
        }
        assert_eq!(phonetic_key("de"), None);
        assert_eq!(phonetic_key("權杖"), None);
    }
}
