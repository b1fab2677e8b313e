//! What of a text is compared.

use std::borrow::Cow;
use std::ops::Range;

use crate::parse::html::Tokenizer;
use crate::parse::{code_spans, is_unseen, reference};

/// What begins an include.
const INCLUDE: &str = "[!INCLUDE";

/// A text with spaces, byte for byte, in place of HTML tags, of images and of the titles of links: their words are not
/// read as part of the text. Offsets stay those of the text as it was written.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) && !text.contains("![") && !text.contains("[!") {
        return Cow::Borrowed(text);
    }
    let mut blanks = Vec::new();
    images(text, &mut blanks);
    includes(text, &mut blanks);
    html(text, &mut blanks);
    let mut bytes = text.as_bytes().to_vec();
    blanks.sort_unstable_by_key(|range| range.start);
    let mut done = 0;
    for range in blanks {
        // Every byte is blanked once, however many of the ranges hold it.
        let start = range.start.max(done);
        if start < range.end {
            bytes[start..range.end].fill(b' ');
            done = range.end;
        }
    }
    let text = String::from_utf8(bytes).expect("whole characters were replaced");
    Cow::Owned(references(text))
}

/// The text with characters in place of references such as `&#39;`, and spaces in place of what is left of them. What is
/// markup as a character stays as it was written, and so does code.
fn references(text: String) -> String {
    if !text.contains('&') {
        return text;
    }
    let code = code_spans(&text);
    let mut shown = String::with_capacity(text.len());
    let mut done = 0;
    for (at, _) in text.match_indices('&') {
        let Some((decoded, length)) = reference(&text[at..]).filter(|_| !is_in(&code, at)) else { continue };
        let is_markup = decoded.contains(['<', '>', '`', '[', ']', '\\', '*', '_', '|']);
        if is_markup || decoded.len() > length {
            continue;
        }
        let seen: String = decoded.chars().filter(|char| !is_unseen(*char)).collect();
        shown.push_str(&text[done..at]);
        shown.push_str(&seen);
        shown.extend(std::iter::repeat_n(' ', length - seen.len()));
        done = at + length;
    }
    shown.push_str(&text[done..]);
    shown
}

/// Whether a byte is in one of some ranges, which are sorted.
fn is_in(ranges: &[Range<usize>], at: usize) -> bool {
    let range = ranges.partition_point(|range| range.end <= at);
    ranges.get(range).is_some_and(|range| range.start <= at)
}

/// The next places of something in a text, asked for from left to right: what was found once is not searched for again.
struct Next<'t> {
    text: &'t str,
    needle: &'static str,
    /// Where it was found last, or the end of the text where it is not there any more.
    found: usize,
}

impl<'t> Next<'t> {
    fn new(text: &'t str, needle: &'static str) -> Next<'t> {
        Next { text, needle, found: text.find(needle).unwrap_or(text.len()) }
    }

    /// The first place at or behind `at`, which is not before the one of the last call.
    fn from(&mut self, at: usize) -> Option<usize> {
        if self.found < at {
            self.found = self.text[at..].find(self.needle).map_or(self.text.len(), |place| at + place);
        }
        Some(self.found).filter(|place| *place < self.text.len())
    }
}

/// The alternative texts and titles of images. The target stays: it is compared.
fn images(text: &str, blanks: &mut Vec<Range<usize>>) {
    let mut targets = Next::new(text, "](");
    let (mut ends, mut spaces, mut lines) = (Next::new(text, ")"), Next::new(text, " "), Next::new(text, "\n"));
    let mut last = None;
    for (start, _) in text.match_indices("![") {
        let Some(middle) = targets.from(start) else { break };
        blanks.push(start..middle);
        if last.replace(middle) == Some(middle) {
            continue;
        }
        let target = middle + "](".len();
        let end = ends.from(target).unwrap_or(text.len());
        let title = spaces.from(target).into_iter().chain(lines.from(target)).min();
        blanks.extend(title.filter(|title| *title < end).map(|title| title..end));
    }
}

/// `[!INCLUDE [title](path)]` shows the text of another file.
fn includes(text: &str, blanks: &mut Vec<Range<usize>>) {
    let mut ends = Next::new(text, ")]");
    for (start, _) in text.match_indices("[!") {
        let is_include = text.get(start..start + INCLUDE.len()).is_some_and(|mark| mark.eq_ignore_ascii_case(INCLUDE));
        if !is_include {
            continue;
        }
        let Some(end) = ends.from(start) else { break };
        blanks.push(start..end + ")]".len());
    }
}

/// Comments, and tags of HTML and of components but those that hold a link, and those in code.
fn html(text: &str, blanks: &mut Vec<Range<usize>>) {
    let code = code_spans(text);
    let mut tokenizer = Tokenizer::new(text);
    let mut at = 0;
    for (start, _) in text.match_indices('<') {
        if start < at || is_in(&code, start) {
            continue;
        }
        if text[start..].starts_with("<!--") {
            at = tokenizer.comment_at(start).unwrap_or(text.len());
            blanks.push(start..at);
        } else if let Some(tag) = tokenizer.tag_at(start).filter(|tag| tag.element().is_some() || tag.is_component()) {
            at = tag.end();
            if tag.place_of_value("href").is_none() {
                blanks.push(start..at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_is_no_text_is_blanked_byte_for_byte() {
        for (text, expected) in [
            ("Klik <b>nu</b> op <a href=\"x\">é</a>", "Klik    nu     op <a href=\"x\">é    "),
            ("foto&#39;s&nbsp;&#x200B;x `&#39;` &lt;b", "foto'    s\u{a0}            x `&#39;` &lt;b"),
            ("code `<Kop />` 與 `<b>`", "code `<Kop />` 與 `<b>`"),
            ("![方](a.png \"t\") b", "     ](a.png    ) b"),
            ("![![a](b)](c)", "     ](b)](c)"),
            ("x [!include [a](b.md)] y", "x                      y"),
            ("een <!-- <b> --> twee <!-- drie", "een              twee          "),
            ("方法 <Badge text=\"nieuw\" /></Tip>", "方法                             "),
            ("<TenantId> <table-name> < 3 <br", "<TenantId> <table-name> < 3 <br"),
            ("<b title=\"a > b\">方</b> <i data-href=\"x\">", "                 方                      "),
            ("<a title='<b>' href=\"x\"><b>", "<a title='<b>' href=\"x\">   "),
        ] {
            assert_eq!(visible(text), expected, "{text}");
        }
    }
}
