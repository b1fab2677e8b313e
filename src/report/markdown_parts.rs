//! What the parts of the Markdown report share: how long they are, and how they are folded.

use super::markdown_text::clip;
use crate::diagnostic::counted;

/// How many characters the table of rows takes at most, the words that changed, and the prose left behind: a fifth of the
/// text each, so that two are left to the findings. Chosen.
const SECTION_LIMIT: usize = 12_000;

/// More findings, or rows, than this are folded: they would fill more than a screen of a pull request. Chosen.
pub(super) const UNFOLDED: usize = 10;

/// How much is shown of a name, and of words that changed, in characters. Chosen: one cell of a thousand words must not
/// take the room of all other findings.
pub(super) const NAME_LENGTH: usize = 120;
pub(super) const WORDS_LENGTH: usize = 400;

/// How much is shown before and after words that changed: enough to find the place in a sentence. Chosen.
const CONTEXT: usize = 40;

/// Two texts without most of what they have in common at both ends.
pub(super) fn around_change(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let shorter = old.len().min(new.len());
    let same_start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let same_end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let from = same_start.saturating_sub(CONTEXT);
    let cut = same_end.min(shorter - same_start).saturating_sub(CONTEXT);
    let part = |text: &[char]| {
        let shown: String = text[from..text.len() - cut].iter().collect();
        let (before, after) = (if from > 0 { "…" } else { "" }, if cut > 0 { "…" } else { "" });
        clip(&format!("{before}{shown}{after}"), WORDS_LENGTH)
    };
    (part(&old), part(&new))
}

/// A part that is opened with a click; the title is escaped already.
pub(super) fn folded(title: &str, text: &str) -> String {
    format!("<details>\n<summary>{title}</summary>\n\n{}\n\n</details>\n\n", text.trim_end())
}

/// As many of `parts` as a section takes, and how many more there are.
pub(super) fn fitting(parts: Vec<String>, noun: &str) -> String {
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        if length(&text) + length(part) > SECTION_LIMIT {
            return text + &format!("\n{} more.\n\n", counted(parts.len() - at, noun));
        }
        text += part;
    }
    text
}

pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_long_words_the_change_is_shown() {
        let (same, end) = ("錯".repeat(100), "誤".repeat(500));
        let (old, new) = around_change(&format!("{same}een{end}"), &format!("{same}twee{end}"));
        let (before, after) = ("錯".repeat(CONTEXT), "誤".repeat(CONTEXT));
        assert_eq!((old, new), (format!("…{before}een{after}…"), format!("…{before}twee{after}…")));
        assert_eq!(around_change("aaa", "aa"), ("aaa".into(), "aa".into()));
    }
}
