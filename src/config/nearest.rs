//! What someone who mistyped a word probably meant.

/// The candidate nearest to `word`, if one is near enough to be meant; the first of equals.
///
/// Case, hyphens and underscores do not count.
pub(super) fn nearest<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let folded = fold(word);
    let distance = |candidate: &str| strsim::osa_distance(&folded, &fold(candidate));
    let (near, distance) =
        candidates.iter().map(|candidate| (*candidate, distance(candidate))).min_by_key(|(_, distance)| *distance)?;
    (distance <= (near.chars().count() / 3).max(1)).then_some(near)
}

/// The words in backticks, with commas between them.
pub(super) fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn fold(word: &str) -> String {
    word.to_lowercase().replace(['-', '_', ' '], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typing_error_is_mended_and_another_word_is_not() {
        let keys = ["title", "base_url", "default_locale"];
        assert_eq!(nearest("baseURL", &keys), Some("base_url"));
        assert_eq!(nearest("titel", &keys), Some("title"));
        assert_eq!(nearest("標題", &keys), None);
        assert_eq!(nearest("theme", &keys), None);
        assert_eq!(nearest("", &[]), None);
    }
}
