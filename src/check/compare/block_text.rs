//! How blocks of prose are named and quoted in messages.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::freshness::WordChange;
use crate::parse::PassageKind;

/// What a block is called.
pub fn noun(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Title => "title",
        PassageKind::Description => "description",
        PassageKind::Heading => "heading",
        PassageKind::Header => "table header",
        PassageKind::Item => "list item",
        PassageKind::Code => "code block",
        PassageKind::Html => "block of HTML",
        PassageKind::Paragraph => "paragraph",
    }
}

/// The beginning of a text, in one line: enough to find it.
pub fn start_of_text(text: &str) -> String {
    let start: String = text.chars().take(60).map(|char| if char == '\n' { ' ' } else { char }).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}

/// So many words around a change are quoted with it, so that it can be found. Chosen.
const AROUND: usize = 2;

/// Texts of more words are quoted from the first change to the last, and not compared word by word, which takes time with
/// the square of them.
const MOST_COMPARED: usize = 2_000;

/// So many characters of the old and the new words are quoted. A message is one line; all of the words are in the files.
const LONGEST: usize = 200;

/// The old and the new words of a change, with a few words around them, and `…` where words are left out.
pub fn changed_words(changes: &[WordChange]) -> (String, String) {
    let sides: Vec<(String, String)> = changes.iter().map(|change| of_change(&change.old, &change.new)).collect();
    let (old, new): (Vec<String>, Vec<String>) = sides.into_iter().unzip();
    (shorten(&old.join(" … ")), shorten(&new.join(" … ")))
}

/// Texts of no more characters are quoted whole: they are one line of a report.
const SHORT: usize = 80;

fn of_change(old: &str, new: &str) -> (String, String) {
    if old.len().max(new.len()) <= SHORT {
        return (old.to_owned(), new.to_owned());
    }
    let (before, after): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    if before.len().max(after.len()) > MOST_COMPARED {
        return (old.to_owned(), new.to_owned());
    }
    let (mut of_old, mut of_new) = (vec![false; before.len()], vec![false; after.len()]);
    for change in capture_diff_slices(Algorithm::Myers, &before, &after) {
        if !matches!(change, DiffOp::Equal { .. }) {
            mark(&mut of_old, change.old_range());
            mark(&mut of_new, change.new_range());
        }
    }
    (quoted(&before, &of_old), quoted(&after, &of_new))
}

/// Marks the words of a change, and those around it.
fn mark(words: &mut [bool], range: std::ops::Range<usize>) {
    let around = range.start.saturating_sub(AROUND)..(range.end + AROUND).min(words.len());
    words[around].fill(true);
}

/// The words that are marked, with `…` for the others.
fn quoted(words: &[&str], is_shown: &[bool]) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for (word, is_shown) in words.iter().zip(is_shown) {
        match is_shown {
            true => parts.push(word),
            false if parts.last() == Some(&"…") => {}
            false => parts.push("…"),
        }
    }
    parts.join(" ")
}

fn shorten(text: &str) -> String {
    let short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(old: &str, new: &str) -> (String, String) {
        changed_words(&[WordChange { old: old.to_owned(), new: new.to_owned() }])
    }

    #[test]
    fn short_texts_are_quoted_whole_and_of_others_the_words_that_changed_with_two_around_them() {
        let dutch =
            "De connector van de beheerder bewaart elk verzoek zeven dagen, en wist het daarna weer op zijn plaats.";
        let (old, new) = words(dutch, &dutch.replace("zeven", "tien"));
        assert_eq!((old.as_str(), new.as_str()), ("… elk verzoek zeven dagen, en …", "… elk verzoek tien dagen, en …"));
        assert_eq!(words("重設設定", "重設帳戶"), ("重設設定".to_owned(), "重設帳戶".to_owned()));
        let (old, new) = words(dutch, &format!("{dutch} Vraag eerst de beheerder."));
        assert_eq!((old.as_str(), new.as_str()), ("… zijn plaats.", "… zijn plaats. Vraag eerst de beheerder."));
    }
}
