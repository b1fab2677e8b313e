//! Text inside blocks: plain text and cells.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::Definitions;

/// The readable text of a stretch of Markdown on one line: markup and known HTML tags gone, entities decoded.
pub fn plain_text(markdown: &str) -> String {
    let mut plain = String::new();
    for event in cell_events(markdown, &Definitions::new()) {
        push_plain(&mut plain, &event);
    }
    plain.trim().to_owned()
}

/// Appends what a reader sees of an inline event.
pub fn push_plain(plain: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(text) | Event::Code(text) => plain.push_str(text),
        Event::SoftBreak | Event::HardBreak => plain.push(' '),
        Event::InlineHtml(tag) => push_tag(plain, tag),
        _ => {}
    }
}

/// A tag reads as a space where it breaks the line, as itself where HTML does not know it.
fn push_tag(plain: &mut String, tag: &str) {
    let name: String = tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
    match name.to_ascii_lowercase().as_str() {
        "br" | "p" | "li" | "ul" | "ol" | "div" | "tr" | "td" => plain.push(' '),
        known if is_known_element(known) => {}
        _ if tag.starts_with("<!") => {}
        _ => plain.push_str(tag),
    }
}

/// Whether HTML has an element of this name (lower case). Others are an author's placeholder, such as `<TenantId>`.
pub fn is_known_element(name: &str) -> bool {
    const ELEMENTS: &[&str] = &[
        "a",
        "abbr",
        "acronym",
        "address",
        "area",
        "article",
        "aside",
        "audio",
        "b",
        "base",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "body",
        "br",
        "button",
        "canvas",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "data",
        "datalist",
        "dd",
        "del",
        "details",
        "dfn",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "map",
        "mark",
        "menu",
        "meta",
        "meter",
        "nav",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "output",
        "p",
        "param",
        "picture",
        "pre",
        "progress",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "script",
        "search",
        "section",
        "select",
        "slot",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "track",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
    ];
    ELEMENTS.binary_search(&name).is_ok()
}

/// The events of one cell, without a paragraph around them; every unescaped `|` is text.
pub fn cell_events(cell: &str, definitions: &Definitions) -> Vec<Event<'static>> {
    if !cell.contains(['\\', '`', '*', '_', '[', ']', '<', '>', '&', '!', '~', '|', '^', '\n', '\r', ':', '{']) {
        return if cell.is_empty() { Vec::new() } else { vec![Event::Text(CowStr::from(cell.to_owned()))] };
    }
    let table = format!("|x|\n|-|\n|{}|\n", escape_pipes(cell));
    let events = super::read(&table, definitions).events;
    let start = events.iter().rposition(|(event, _)| matches!(event, Event::Start(Tag::TableCell)));
    let end = events.iter().rposition(|(event, _)| matches!(event, Event::End(TagEnd::TableCell)));
    match (start, end) {
        (Some(start), Some(end)) if start < end => {
            events[start + 1..end].iter().map(|(event, _)| event.clone().into_static()).collect()
        }
        _ => vec![Event::Text(CowStr::from(cell.to_owned()))],
    }
}

/// Whether an element of this name (lower case) has no content, and so no closing tag.
pub fn is_void_element(name: &str) -> bool {
    const VOID: &[&str] =
        &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
    VOID.contains(&name)
}

/// The cell as one cell of a table: line ends become spaces and unescaped pipes are escaped.
fn escape_pipes(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len() + 2);
    let mut escaped = false;
    for char in cell.chars() {
        match char {
            '\n' | '\r' => text.push(' '),
            '|' if !escaped => text.push_str("\\|"),
            _ => text.push(char),
        }
        escaped = char == '\\' && !escaped;
    }
    if escaped {
        text.push(' ');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_elements_is_sorted() {
        assert!(is_known_element("a") && is_known_element("wbr") && is_known_element("br"));
        assert!(!is_known_element("tenantid"));
    }

    #[test]
    fn plain_text_keeps_what_the_author_wrote() {
        assert_eq!(plain_text("Klik **nu** op `x`<br>[hier](a.md)"), "Klik nu op x hier");
        assert_eq!(plain_text("貼上 <TenantId> \\| {{ x }} &amp; {y}"), "貼上 <TenantId> | {{ x }} & {y}");
        assert_eq!(plain_text("# geen kop"), "# geen kop");
        assert_eq!(plain_text("a|b\\"), "a|b\\");
    }
}
