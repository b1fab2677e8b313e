//! Text as HTML.

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

/// `text` without the control characters that XML has no way to write.
pub fn xml_text(text: &str) -> String {
    text.chars().filter(|char| !is_forbidden(*char)).collect()
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
        '\0' => html.push('\u{fffd}'),
        char if is_forbidden(char) => html.push_str(&format!("[U+{:04X}]", u32::from(char))),
        char => html.push(char),
    }
}

/// Control characters that HTML does not allow in any form.
fn is_forbidden(char: char) -> bool {
    char.is_control() && !matches!(char, '\t' | '\n' | '\r')
}
