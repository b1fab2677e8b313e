//! Text inside blocks: plain text and cells.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::Definitions;
use super::html::{Token, tokens};

/// The readable text of a stretch of Markdown on one line: markup and known HTML tags gone, entities decoded.
pub fn plain_text(markdown: &str) -> String {
    let mut plain = String::new();
    for event in cell_events(markdown, &Definitions::new()) {
        push_plain(&mut plain, &event);
    }
    plain.trim().to_owned()
}

/// What is read out in place of the first image of HTML in a stretch of Markdown; `None` where there is no such text.
pub fn alternative_text(markdown: &str) -> Option<String> {
    let image = tokens(markdown).find_map(|token| match token {
        Token::Tag(tag) if tag.name == "img" => tag.attribute("alt").map(|text| text.trim().to_owned()),
        _ => None,
    });
    image.filter(|text| !text.is_empty())
}

/// Appends what a reader sees of an inline event.
pub fn push_plain(plain: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(text) | Event::Code(text) => plain.push_str(text),
        Event::SoftBreak | Event::HardBreak => plain.push(' '),
        Event::InlineHtml(html) => push_html(plain, html),
        _ => {}
    }
}

/// A tag reads as a space where it parts words, as itself where neither HTML nor a component knows it.
fn push_html(plain: &mut String, html: &str) {
    for token in tokens(html) {
        match token {
            Token::Text(text) => plain.push_str(text),
            Token::Tag(tag) => match tag.element() {
                Some(element) if element.parts_words => plain.push(' '),
                Some(_) => {}
                None if tag.is_component() => {}
                None => plain.push_str(tag.source),
            },
            Token::Hidden(_) => {}
        }
    }
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

/// The cell as one cell of a table: line ends become spaces and unescaped pipes are escaped.
fn escape_pipes(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len() + 2);
    let (mut escaped, mut is_at_start_of_line) = (false, false);
    for char in cell.chars() {
        match char {
            // A cell of HTML may go over lines, each with its indentation.
            '\n' | '\r' if text.ends_with(' ') => {}
            '\n' | '\r' => text.push(' '),
            ' ' | '\t' if is_at_start_of_line => {}
            '|' if !escaped => text.push_str("\\|"),
            _ => text.push(char),
        }
        // One backslash is enough, whatever stands before it: pipes are unescaped before anything else is read.
        escaped = char == '\\';
        is_at_start_of_line = matches!(char, '\n' | '\r') || is_at_start_of_line && matches!(char, ' ' | '\t');
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
    fn the_words_for_an_image_are_those_that_are_read_out() {
        assert_eq!(alternative_text("<b>x</b> <img src=\"a.svg\" alt=\" een vinkje \"/>"), Some("een vinkje".into()));
        assert_eq!(alternative_text("<img src=\"a.svg\" alt=\"\"> 沒有"), None);
    }

    #[test]
    fn pipes_in_code_are_unescaped_as_on_github() {
        assert_eq!(plain_text(r"`a \\| b` c"), r"a \| b c");
        assert_eq!(plain_text(r"`a \| b`, \|"), "a | b, |");
    }

    #[test]
    fn plain_text_keeps_what_the_author_wrote() {
        assert_eq!(plain_text("Klik **nu** op `x`<br>[hier](a.md)"), "Klik nu op x hier");
        assert_eq!(plain_text("貼上 <TenantId> \\| {{ x }} &amp; {y}"), "貼上 <TenantId> | {{ x }} & {y}");
        assert_eq!(plain_text("貼上 <table-name> of <i title=\"a > b\">é</i><!-- x -->"), "貼上 <table-name> of é");
        assert_eq!(plain_text("# geen kop"), "# geen kop");
        assert_eq!(plain_text("a|b\\"), "a|b\\");
    }
}
