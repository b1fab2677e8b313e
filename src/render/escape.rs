//! Text as HTML and XML.

use std::io::{self, Write};

/// `text` as a double-quoted attribute's value.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 16);
    for char in text.chars() {
        match char {
            '"' => html.push_str("&quot;"),
            char => push(&mut html, char),
        }
    }
    html
}

/// `text` as one line of text in Markdown, in which no character means more than itself.
pub fn escape_markdown(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    for char in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            markdown.push('\\');
        }
        markdown.push(char);
    }
    markdown
}

/// Writes a value of a template, wherever it stands in HTML or XML. Neither has a way to write control characters, so
/// those are named.
pub fn escape_value(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut from = 0;
    for (at, char) in text.char_indices() {
        let instead = match char {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#x27;",
            char if is_forbidden(char) => "",
            _ => continue,
        };
        out.write_all(&text.as_bytes()[from..at])?;
        match instead {
            "" => write!(out, "{}", shown(char))?,
            instead => out.write_all(instead.as_bytes())?,
        }
        from = at + char.len_utf8();
    }
    out.write_all(&text.as_bytes()[from..])
}

/// Appends `text` as text between tags.
pub fn push_escaped(html: &mut String, text: &str) {
    text.chars().for_each(|char| push(html, char));
}

fn push(html: &mut String, char: char) {
    match char {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        char if is_forbidden(char) => html.push_str(&shown(char)),
        char => html.push(char),
    }
}

/// A character that cannot be written, in words.
fn shown(char: char) -> String {
    if char == '\0' { '\u{fffd}'.to_string() } else { format!("[U+{:04X}]", u32::from(char)) }
}

/// Characters that HTML or XML does not allow in any form: control characters, and two that are no characters at all.
fn is_forbidden(char: char) -> bool {
    (char.is_control() && !matches!(char, '\t' | '\n' | '\r')) || matches!(char, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cannot_leave_the_place_where_they_stand_in_html_or_xml() {
        let mut out = Vec::new();
        escape_value("方<b>\u{7}\u{0}&\"'\u{ffff} één\n", &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "方&lt;b&gt;[U+0007]\u{fffd}&amp;&quot;&#x27;[U+FFFF] één\n");
        assert_eq!(escape("\u{1b}\"<方"), "[U+001B]&quot;&lt;方");
    }
}
