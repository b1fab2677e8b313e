//! Edits of a text.

/// A part of a text and what it becomes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextEdit {
    /// Its first byte.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// What is there instead.
    pub text: String,
}

/// A text after edits, which are in order; one that overlaps the edit before it is left out.
pub fn edited(text: &str, edits: &[TextEdit]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let is_inside = at <= edit.start && edit.start <= edit.end && edit.end <= text.len();
        if !is_inside || !text.is_char_boundary(edit.start) || !text.is_char_boundary(edit.end) {
            continue;
        }
        result.push_str(&text[at..edit.start]);
        result.push_str(&edit.text);
        at = edit.end;
    }
    result.push_str(&text[at..]);
    result
}

/// The one edit that makes `new` of `old`: what is between the beginning and the end that both have.
pub fn difference(old: &str, new: &str) -> TextEdit {
    let start: usize =
        old.chars().zip(new.chars()).take_while(|(one, other)| one == other).map(|(char, _)| char.len_utf8()).sum();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let ends = old_rest.chars().rev().zip(new_rest.chars().rev());
    let end: usize = ends.take_while(|(one, other)| one == other).map(|(char, _)| char.len_utf8()).sum();
    TextEdit { start, end: old.len() - end, text: new_rest[..new_rest.len() - end].to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> TextEdit {
        TextEdit { start, end, text: text.to_owned() }
    }

    #[test]
    fn edits_are_made_in_order_and_what_cannot_be_made_is_left_out() {
        let text = "詢問一次。\nVraag één keer.\n";
        let edits = [edit(0, 3, "請"), edit(1, 2, "!"), edit(15, 15, "\n"), edit(900, 901, "!")];
        assert_eq!(edited(text, &edits), "請問一次。\n\nVraag één keer.\n");
    }

    #[test]
    fn the_difference_makes_one_text_of_the_other() {
        for (old, new) in
            [("請等十分鐘。", "請等百分鐘。"), ("één één", "één"), ("", "nieuw"), ("oud", ""), ("é", "è"), ("=", "=")]
        {
            assert_eq!(edited(old, &[difference(old, new)]), new, "{old}");
        }
        assert_eq!(difference("請等十分鐘", "請等百分鐘"), edit(6, 9, "百"));
    }
}
