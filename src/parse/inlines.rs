//! Text inside blocks: plain text, cells and emphasis beside CJK punctuation.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Parser, Tag, TagEnd};

use super::Definitions;
use crate::text::Source;

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
    let resolve = |link: BrokenLink<'_>| {
        let (target, title) = definitions.get(&link.reference.to_lowercase())?;
        Some((CowStr::from(target.clone()), CowStr::from(title.clone())))
    };
    let parser = Parser::new_with_broken_link_callback(&table, super::options(), Some(resolve)).into_offset_iter();
    let source = Source::new(crate::text::FilePath::new("cell"), table.clone());
    let events = super::flattened(join_cjk_emphasis(&source, parser.collect()));
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

type Placed<'a> = (Event<'a>, Range<usize>);

/// Makes `按**「測試」**連結` bold, as its author meant.
///
/// CommonMark does not open or close emphasis between a letter and punctuation, and Chinese and Japanese put no
/// space there. Two literal `**` in one run of text, with a CJK character beside them, become strong emphasis.
pub fn join_cjk_emphasis<'a>(source: &Source, events: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
    if !events.windows(2).any(|pair| is_star_pair(&pair[0], &pair[1])) {
        return events;
    }
    let events = pair_stars(events);
    let mut joined: Vec<Placed<'a>> = Vec::with_capacity(events.len());
    let mut open: Option<usize> = None;
    let mut in_code_block = false;
    for (event, range) in events {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => in_code_block = true,
            Event::End(TagEnd::CodeBlock) => in_code_block = false,
            _ => {}
        }
        let stars = !in_code_block && is_stars(source, &event, &range);
        match open {
            _ if !stars => {
                if ends_run(&event) {
                    open = None;
                }
                joined.push((event, range));
            }
            Some(start) if beside_cjk(source, &joined[start].1) || beside_cjk(source, &range) => {
                joined[start].0 = Event::Start(Tag::Strong);
                joined.push((Event::End(TagEnd::Strong), range));
                open = None;
            }
            _ => {
                open = Some(joined.len());
                joined.push((event, range));
            }
        }
    }
    joined
}

/// Two literal `*` side by side.
fn is_star_pair(first: &Placed<'_>, second: &Placed<'_>) -> bool {
    let star = |event: &Event<'_>| matches!(event, Event::Text(text) if &**text == "*");
    star(&first.0) && star(&second.0) && first.1.end == second.1.start
}

/// Makes one event of each pair of literal `*` that stand side by side.
fn pair_stars(events: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    let mut paired: Vec<Placed<'_>> = Vec::with_capacity(events.len());
    for placed in events {
        match paired.last_mut() {
            Some(last) if is_star_pair(last, &placed) => {
                last.0 = Event::Text(CowStr::Borrowed("**"));
                last.1.end = placed.1.end;
            }
            _ => paired.push(placed),
        }
    }
    paired
}

/// A text event that is just an unescaped `**`.
fn is_stars(source: &Source, event: &Event<'_>, range: &Range<usize>) -> bool {
    matches!(event, Event::Text(text) if &**text == "**") && !source.text()[..range.start].ends_with('\\')
}

/// Emphasis is not joined across the borders of other markup or of blocks.
fn ends_run(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(_) | Event::End(_) | Event::HardBreak)
}

fn beside_cjk(source: &Source, range: &Range<usize>) -> bool {
    let before = source.text()[..range.start].chars().next_back();
    let after = source.text()[range.end..].chars().next();
    before.is_some_and(is_cjk) || after.is_some_and(is_cjk)
}

/// Han, kana, Hangul and the punctuation of their scripts.
pub fn is_cjk(char: char) -> bool {
    matches!(char, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
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

    #[test]
    fn emphasis_beside_chinese_punctuation_is_emphasis() {
        let source = Source::new(crate::text::FilePath::new("a.md"), "按**「立即測試」**連結".into());
        let events = Parser::new_ext(source.text(), super::super::options()).into_offset_iter().collect();
        let joined = join_cjk_emphasis(&source, events);
        assert!(joined.iter().any(|(event, _)| *event == Event::Start(Tag::Strong)), "{joined:?}");
        assert_eq!(plain_text("按**「立即測試」**連結"), "按「立即測試」連結");
        assert_eq!(plain_text("2**「a\\**「"), "2**「a**「");
    }
}
