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
