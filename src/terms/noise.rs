//! What only looks like words: timestamps, GUIDs, trace ids, tokens of random characters.

use super::normal::Located;

/// Whether a compound is a date, a time, both, or a GUID.
pub(super) fn is_time_or_guid(compound: &[Located]) -> bool {
    is_time(compound) || is_guid(compound)
}

/// Whether a word is a long hexadecimal number, or so long and so often changes between letters and
/// digits that nobody has chosen it.
pub(super) fn is_random(word: &[Located]) -> bool {
    let digits = word.iter().filter(|located| located.character.is_ascii_digit()).count();
    if digits == 0 || !word.iter().all(|located| located.character.is_ascii_alphanumeric()) {
        return false;
    }
    let is_hex = without_prefix(word).iter().all(|located| located.character.is_ascii_hexdigit());
    // Chosen: error codes such as `0x80070005` have eight digits and must be found, trace ids have sixteen and more.
    (is_hex && without_prefix(word).len() >= 12) || (word.len() >= 16 && changes(word) >= 3)
}

fn is_time(compound: &[Located]) -> bool {
    let count = |wanted: &[char]| compound.iter().filter(|located| wanted.contains(&located.character)).count();
    let known = compound.iter().all(|located| {
        located.character.is_ascii_digit()
            || matches!(located.character, 'T' | 't' | 'Z' | 'z' | '-' | ':' | '/' | '.' | ',' | '+')
    });
    // One hyphen or slash is rather a range or a fraction.
    known && (count(&[':']) >= 1 || count(&['-']) >= 2 || count(&['/']) >= 2)
}

fn is_guid(compound: &[Located]) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let groups: Vec<&[Located]> = compound.split(|located| located.character == '-').collect();
    groups.len() == lengths.len()
        && groups.iter().zip(lengths).all(|(group, length)| group.len() == length)
        && groups.iter().all(|group| group.iter().all(|located| located.character.is_ascii_hexdigit()))
}

/// The word without a leading `0x`.
fn without_prefix(word: &[Located]) -> &[Located] {
    match word {
        [zero, x, rest @ ..] if zero.character == '0' && matches!(x.character, 'x' | 'X') => rest,
        _ => word,
    }
}

/// How often letters and digits take turns.
fn changes(word: &[Located]) -> usize {
    word.windows(2).filter(|pair| pair[0].character.is_ascii_digit() != pair[1].character.is_ascii_digit()).count()
}
