//! Words of others inside Markdown, so that they are read and nothing else.

use super::concise::one_line;

/// `text` on one line, for a paragraph, a cell of a table or an HTML block: what could mean anything to Markdown or
/// HTML is a character reference, which both read as the bare character.
///
/// What a code host looks for in the finished text (`@people`, `#1`, `:emoji:`, links without markup, formulas) is
/// broken by a space of no width.
pub(super) fn plain(text: &str) -> String {
    let line = one_line(text);
    let mut escaped = String::with_capacity(line.len());
    for (at, char) in line.char_indices() {
        let after = &line[at + char.len_utf8()..];
        match char {
            '.' if ends_with_www(&line[..at]) => escaped.push_str("&#8203;."),
            '@' | '#' if after.starts_with(char::is_alphanumeric) => escaped.push_str(&format!("{char}&#8203;")),
            ':' if after.starts_with("//") || begins_emoji(after) => escaped.push_str(":&#8203;"),
            '-' if line[..at].ends_with("GH") => escaped.push_str("-&#8203;"),
            '&' | '<' | '>' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '$' | '^' | '\\' => {
                escaped.push_str(&format!("&#{};", u32::from(char)));
            }
            char => escaped.push(char),
        }
    }
    escaped
}

/// The first `count` characters of `text`, with an ellipsis where there are more.
pub(super) fn clip(text: &str, count: usize) -> String {
    match text.char_indices().nth(count) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn ends_with_www(text: &str) -> bool {
    text.len() >= 3 && text.is_char_boundary(text.len() - 3) && text[text.len() - 3..].eq_ignore_ascii_case("www")
}

/// Whether what follows a colon is the name of an emoji and another colon. Two of the names are numbers; all other
/// numbers are those of lines and ports.
fn begins_emoji(after: &str) -> bool {
    let Some((name, _)) = after.split_once(':') else { return false };
    let is_name = |char: char| char.is_alphanumeric() || matches!(char, '_' | '+' | '-');
    let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
    name.chars().all(is_name) && (!is_number || matches!(name, "100" | "1234"))
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// What a reader sees of `markdown`; fails where anything but text is in it.
    fn seen(markdown: &str) -> String {
        let events = Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION);
        let text = events.map(|event| match event {
            Event::Text(text) => text.to_string(),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => String::new(),
            event => panic!("{event:?} in {markdown:?}"),
        });
        text.collect::<String>().replace('\u{200b}', "")
    }

    #[test]
    fn markup_is_read_and_does_nothing() {
        let text =
            "Zie <b>dit</b> `code` *een* _twee_ ~~drie~~ [link](http://x) ![x](y) | a & b \\ $x$ ^z^ 錯誤<!-- -->";
        assert_eq!(seen(&format!("x {}", plain(text))), format!("x {text}"));
    }

    #[test]
    fn nobody_is_called_and_nothing_is_linked() {
        assert_eq!(plain("@jan, #12, C# en GH-3"), "@&#8203;jan, #&#8203;12, C# en GH-&#8203;3");
        assert_eq!(
            plain("https://evil.example www.evil.example"),
            "https:&#8203;//evil.example www&#8203;.evil.example"
        );
        assert_eq!(
            plain("jan@example.com :tada: fout: a.md:1:7"),
            "jan@&#8203;example.com :&#8203;tada: fout: a.md:1:7"
        );
    }

    #[test]
    fn lines_are_joined_and_control_characters_shown() {
        assert_eq!(plain("een\r\n\n# twee\u{1b}[0m"), "een # twee␛&#91;0m");
    }

    #[test]
    fn a_text_is_clipped_between_characters() {
        assert_eq!((clip("錯誤訊息", 2), clip("錯誤", 2)), ("錯誤…".into(), "錯誤".into()));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_said_is_text(text in "[ -~錯é\\n]{0,40}") {
            let text = format!("x {text} x");
            let expected = one_line(&text);
            proptest::prop_assert_eq!(seen(&plain(&text)), expected);
        }
    }
}
