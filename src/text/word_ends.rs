//! Where words begin and end, also in languages that write no spaces between them.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// The bytes of a text at which a word, a space or a mark ends, and 0, in their order. Chinese, Japanese, Thai and others
/// are cut by the dictionaries of ICU4X.
pub fn word_ends(text: &str) -> Vec<usize> {
    WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(text).collect()
}

#[cfg(test)]
mod tests {
    use super::word_ends;

    #[test]
    fn words_end_where_readers_see_them_end() {
        let words = |text: &'static str| -> Vec<&str> {
            word_ends(text).windows(2).map(|ends| &text[ends[0]..ends[1]]).collect()
        };
        assert_eq!(words("de foutmelding"), ["de", " ", "foutmelding"]);
        assert_eq!(words("所有功能"), ["所有", "功能"]);
        assert_eq!(words("サーバーの設定"), ["サーバー", "の", "設定"]);
        assert_eq!(words(""), Vec::<&str>::new());
    }
}
