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
