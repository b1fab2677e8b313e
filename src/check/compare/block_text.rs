//! How blocks of prose are named and quoted in messages.

use std::collections::BTreeSet;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::freshness::WordChange;
use crate::history::is_same_but_for_signs;
use crate::parse::{PassageKind, is_cjk, read_signature};

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

/// Whether two states of a block differ in nothing that a translation would show: spaces, capitals, punctuation, marks and
/// contractions. Of code only spaces are nothing; and the numbers, links and code in a text are the same in both.
pub fn is_cosmetic(contractions: &[(String, String)], kind: PassageKind, change: &WordChange) -> bool {
    let WordChange { old, new } = change;
    match kind {
        PassageKind::Code => old.split_whitespace().eq(new.split_whitespace()),
        PassageKind::Heading => level(old) == level(new) && is_same_text(contractions, old, new),
        _ => is_same_text(contractions, old, new),
    }
}

fn level(heading: &str) -> usize {
    heading.bytes().take_while(|byte| *byte == b'#').count()
}

/// The same of two texts that are no code.
pub fn is_same_text(contractions: &[(String, String)], old: &str, new: &str) -> bool {
    is_same_but_for_signs(contractions, old, new)
        && read_signature(old).into_facts().eq(read_signature(new).into_facts())
}

/// So many words around a change are quoted with it, so that it can be found. Chosen.
const AROUND: usize = 2;

/// Beyond the words that two texts begin and end with alike, so many are compared one by one, which takes time with the
/// square of them; of more all that is between is quoted.
const MOST_COMPARED: usize = 2_000;

/// So many characters of the old and the new words are quoted. A message is one line; all of the words are in the files.
const LONGEST: usize = 200;

/// What is put around words that changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeMarks {
    /// Before and after words that are no longer there.
    pub old: (&'static str, &'static str),
    /// Before and after words that are new.
    pub new: (&'static str, &'static str),
}

/// The old and the new words of some changes, with a few words around them, and `…` where words are left out. What was
/// put for the same words before is quoted once: a name that got another one is in many cells of a row.
pub fn changed_words(changes: &[WordChange]) -> (String, String) {
    marked_words(changes, ChangeMarks::default())
}

/// The same with marks around the words that changed.
pub fn marked_words(changes: &[WordChange], marks: ChangeMarks) -> (String, String) {
    let mut seen: BTreeSet<(Vec<&str>, Vec<&str>)> = BTreeSet::new();
    let sides = changes.iter().filter_map(|change| of_change(&change.old, &change.new, &mut seen, marks));
    let (old, new): (Vec<String>, Vec<String>) = sides.unzip();
    (closed(shorten(&old.join(" | ")), marks.old), closed(shorten(&new.join(" | ")), marks.new))
}

/// A text that was cut behind a mark which opens, with the one that closes.
fn closed(text: String, (open, close): (&str, &str)) -> String {
    let is_open = !open.is_empty() && text.rfind(open) > text.rfind(close);
    if is_open { text + close } else { text }
}

/// Texts of no more characters are quoted whole: they are one line of a report.
const SHORT: usize = 80;

fn of_change<'t>(
    old: &'t str,
    new: &'t str,
    seen: &mut BTreeSet<(Vec<&'t str>, Vec<&'t str>)>,
    marks: ChangeMarks,
) -> Option<(String, String)> {
    let mut before = Quoted::new(parts(old));
    let mut after = Quoted::new(parts(new));
    for (old_range, new_range) in changes(&words(&before.parts), &words(&after.parts)) {
        if seen.insert((words(&before.parts[old_range.clone()]), words(&after.parts[new_range.clone()]))) {
            before.mark(old_range);
            after.mark(new_range);
        }
    }
    if !before.is_shown.contains(&true) && !after.is_shown.contains(&true) {
        return None;
    }
    if old.chars().count().max(new.chars().count()) <= SHORT {
        before.is_shown.fill(true);
        after.is_shown.fill(true);
    }
    Some((before.text(marks.old), after.text(marks.new)))
}

fn words<'t>(parts: &[&'t str]) -> Vec<&'t str> {
    parts.iter().map(|part| part.trim_end()).collect()
}

/// A text of which the parts that changed are quoted.
struct Quoted<'t> {
    parts: Vec<&'t str>,
    /// Which of them changed.
    is_changed: Vec<bool>,
    /// Which of them are quoted.
    is_shown: Vec<bool>,
}

impl<'t> Quoted<'t> {
    fn new(parts: Vec<&'t str>) -> Quoted<'t> {
        Quoted { is_changed: vec![false; parts.len()], is_shown: vec![false; parts.len()], parts }
    }

    /// Marks the words of a change, and quotes those around it too.
    fn mark(&mut self, range: Range<usize>) {
        let around = range.start.saturating_sub(AROUND)..(range.end + AROUND).min(self.parts.len());
        self.is_shown[around].fill(true);
        self.is_changed[range].fill(true);
    }

    /// The parts that are quoted, with `…` for the others.
    fn text(&self, (open, close): (&str, &str)) -> String {
        let mut text = String::new();
        let mut is_left_out = false;
        for (at, part) in self.parts.iter().enumerate() {
            let is_changed = |at: Option<usize>| at.and_then(|at| self.is_changed.get(at)) == Some(&true);
            let begins = is_changed(Some(at)) && !is_changed(at.checked_sub(1));
            let ends = is_changed(Some(at)) && !is_changed(Some(at + 1));
            if self.is_shown[at] {
                let word = part.trim_end();
                let (before, after) = (if begins { open } else { "" }, if ends { close } else { "" });
                text.extend([before, word, after, &part[word.len()..]]);
            } else if !is_left_out {
                text.push_str(if text.is_empty() { "… " } else { "…" });
                if part.ends_with(' ') && !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            is_left_out = !self.is_shown[at];
        }
        text.trim_end().to_owned()
    }
}

/// The parts of a text that are compared, which together are all of it: words with the spaces behind them, and characters
/// of scripts without spaces one by one.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        // A space belongs to what is before it.
        let is_end = next.is_none_or(|next| next != ' ' && (is_cjk(char) || is_cjk(next) || char == ' '));
        if is_end {
            parts.push(&text[start..at + char.len_utf8()]);
            start = at + char.len_utf8();
        }
    }
    parts
}

/// The ranges in which two lists of parts differ.
fn changes(before: &[&str], after: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let start = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (rest_before, rest_after) = (&before[start..], &after[start..]);
    let end = rest_before.iter().rev().zip(rest_after.iter().rev()).take_while(|(one, other)| one == other).count();
    let (old, new) = (start..before.len() - end, start..after.len() - end);
    if old.len().max(new.len()) > MOST_COMPARED {
        return vec![(old, new)];
    }
    let differing = capture_diff_slices(Algorithm::Myers, &before[old], &after[new]);
    let differing = differing.into_iter().filter(|change| !matches!(change, DiffOp::Equal { .. }));
    let moved = |range: Range<usize>| range.start + start..range.end + start;
    differing.map(|change| (moved(change.old_range()), moved(change.new_range()))).collect()
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

    #[test]
    fn the_words_that_changed_are_marked_where_somebody_asks_for_it_and_a_mark_that_is_cut_is_closed() {
        let marks = ChangeMarks { old: ("[-", "-]"), new: ("{+", "+}") };
        let marked = |old: &str, new: &str| marked_words(&[WordChange { old: old.into(), new: new.into() }], marks);
        let (old, new) = marked("Wacht zeven lange dagen, en dan.", "Wacht tien dagen, en vraag dan.");
        assert_eq!(old, "Wacht [-zeven lange-] dagen, en dan.");
        assert_eq!(new, "Wacht {+tien+} dagen, en {+vraag+} dan.");
        assert_eq!(marked("重設設定", "重設帳戶"), ("重設[-設定-]".to_owned(), "重設{+帳戶+}".to_owned()));
        let (_, new) = marked("Begin.", &format!("Begin. {}", "錯誤".repeat(300)));
        assert!(new.starts_with("Begin. {+錯誤") && new.ends_with("…+}"), "{new}");
    }

    #[test]
    fn of_a_long_text_in_a_script_without_spaces_the_characters_that_changed_are_quoted() {
        let chinese = "權杖在三十天未使用後過期。".repeat(12);
        let (old, new) = words(&format!("{chinese}請重設設定"), &format!("{chinese}請重設帳戶"));
        assert_eq!((old.as_str(), new.as_str()), ("… 重設設定", "… 重設帳戶"));
        let many = "woord ".repeat(5_000);
        let (old, new) = words(&format!("{many}aan"), &format!("{many}uit"));
        assert_eq!((old.as_str(), new.as_str()), ("… woord woord aan", "… woord woord uit"));
    }

    #[test]
    fn the_same_words_that_were_put_for_others_are_quoted_once() {
        let change = |old: &str| WordChange { old: old.to_owned(), new: old.replace("Box", "方塊") };
        let changes = [change("Box"), change("Verbind Box opnieuw."), change("Open Box als beheerder, en sluit Box.")];
        let expected =
            ("Box | Open Box als beheerder, en sluit Box.", "方塊 | Open 方塊 als beheerder, en sluit 方塊.");
        let (old, new) = changed_words(&changes);
        assert_eq!((old.as_str(), new.as_str()), expected);
    }
}
