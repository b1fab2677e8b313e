//! The lines of a Markdown text as its author sees them, before Markdown reads them.

use std::ops::Range;

/// A line of a text.
#[derive(Clone, Copy, Debug)]
pub struct TextLine<'t> {
    /// Where the line begins, in bytes of the text.
    pub start: usize,
    /// Where its words begin: behind white space and the marks of quotes.
    pub words_at: usize,
    /// How many quotes it is marked for.
    pub quotes: usize,
    /// Its words without white space around them; empty where it has none.
    pub words: &'t str,
    /// Whether it is between the fences of a code block, or one of them.
    pub is_code: bool,
}

impl TextLine<'_> {
    /// Where the words end, in bytes of the text.
    pub fn end(&self) -> usize {
        self.words_at + self.words.len()
    }

    /// Whether nothing can be read from the line: it ends what is above it.
    pub fn is_blank_or_code(&self) -> bool {
        self.is_code || self.words.is_empty()
    }

    /// How many columns of white space are before its words or the marks of its quotes. A tab counts as four.
    pub fn indent(&self, text: &str) -> usize {
        let before = &text[self.start..self.words_at];
        before.chars().take_while(|char| *char != '>').map(|char| if char == '\t' { 4 } else { 1 }).sum()
    }

    /// What has to be before a line below this one for it to be inside the same quotes.
    pub fn marks(&self, text: &str) -> String {
        let before = &text[self.start..self.words_at];
        before.chars().map(|char| if matches!(char, '>' | '\t') { char } else { ' ' }).collect()
    }
}

/// The lines of a text. One pass.
pub fn text_lines(text: &str) -> Vec<TextLine<'_>> {
    let mut lines = Vec::new();
    let mut fence: Option<(u8, usize)> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (quotes, marks) = quotes(line);
        let words = line[marks..].trim();
        let words_at = start + marks + (line[marks..].len() - line[marks..].trim_start().len());
        let mark = fence_mark(words);
        let is_code = fence.is_some() || mark.is_some();
        match (fence, mark) {
            (None, Some(opened)) => fence = Some(opened),
            (Some((byte, length)), Some((closing, found)))
                if byte == closing && found >= length && words.len() == found =>
            {
                fence = None;
            }
            _ => {}
        }
        let words_at = if words.is_empty() { start + marks } else { words_at };
        lines.push(TextLine { start, words_at, quotes, words, is_code });
        start += line.len();
    }
    lines
}

/// How many marks of quotes a line begins with, and the length of all that is before its words. A quote may begin in
/// a list item.
fn quotes(line: &str) -> (usize, usize) {
    let bytes = line.as_bytes();
    let blanks = |at: usize| bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let (mut quotes, mut at) = (0, 0);
    loop {
        at += blanks(at);
        if bytes.get(at) == Some(&b'>') {
            quotes += 1;
            at += 1;
            continue;
        }
        let marker = match bytes.get(at) {
            Some(b'-' | b'*' | b'+') => 1,
            _ => {
                let digits = bytes[at..].iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
                if digits > 0 && matches!(bytes.get(at + digits), Some(b'.' | b')')) { digits + 1 } else { 0 }
            }
        };
        let gap = blanks(at + marker);
        if marker == 0 || gap == 0 || bytes.get(at + marker + gap) != Some(&b'>') {
            return (quotes, at);
        }
        at += marker + gap;
    }
}

/// The character and the length of the fence that a line is or opens.
fn fence_mark(words: &str) -> Option<(u8, usize)> {
    let byte = *words.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = words.bytes().take_while(|other| *other == byte).count();
    let is_inline = byte == b'`' && words[length..].contains('`');
    (length >= 3 && !is_inline).then_some((byte, length))
}

/// Whether a line is HTML tags from its first to its last character, with or without text between them.
pub fn is_tag_line(words: &str) -> bool {
    let name = words.strip_prefix("</").or_else(|| words.strip_prefix('<'));
    name.is_some_and(|name| name.starts_with(|char: char| char.is_ascii_alphabetic() || char == '>'))
        && words.ends_with('>')
}

/// Whether a line is HTML tags and nothing else.
pub fn is_tags_only(words: &str) -> bool {
    let mut rest = words;
    while let Some(tag) = rest.strip_prefix('<') {
        let Some((_, after)) = tag.split_once('>') else { return false };
        rest = after.trim_start();
    }
    rest.is_empty() && is_tag_line(words)
}

/// Where white space of so many columns ends in the line at `start`.
pub fn columns_of_space(text: &str, start: usize, columns: usize) -> Range<usize> {
    let mut left = columns;
    let mut end = start;
    for byte in text[start..].bytes() {
        let width = match byte {
            b' ' => 1,
            b'\t' => 4,
            _ => break,
        };
        if left < width {
            break;
        }
        left -= width;
        end += 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_known_by_its_quotes_and_words_and_whether_it_is_code() {
        let text = "> - één \n\n1. > > 方塊\r\n~~~ sh\n> x\n~~~\n  y";
        let found: Vec<(usize, &str, bool)> =
            text_lines(text).iter().map(|line| (line.quotes, line.words, line.is_code)).collect();
        assert_eq!(
            found,
            [
                (1, "- één", false),
                (0, "", false),
                (2, "方塊", false),
                (0, "~~~ sh", true),
                (1, "x", true),
                (0, "~~~", true),
                (0, "y", false),
            ]
        );
        assert_eq!(text_lines(text)[2].marks(text), "   > > ");
    }

    #[test]
    fn a_line_of_tags_has_no_text_between_them() {
        assert!(is_tag_line("<summary>說明</summary>") && !is_tags_only("<summary>說明</summary>"));
        assert!(is_tags_only("</TabItem> </Tabs>") && !is_tags_only("a < b >") && !is_tags_only("<3>"));
    }

    #[test]
    fn a_tab_is_four_columns() {
        assert_eq!(columns_of_space("\t 方", 0, 4), 0..1);
        assert_eq!(columns_of_space("      é", 0, 4), 0..4);
        assert_eq!(columns_of_space("  é", 0, 4), 0..2);
    }
}
