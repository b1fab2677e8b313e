//! The tokenizer of HTML: where tags and comments are, and the names and attributes of tags.
//!
//! The attributes of a tag, with quotes and character references resolved, are read by html5ever's tokenizer, as
//! browsers read it. Where a tag ends is decided here, for three reasons:
//!
//! - html5ever names no places, and a finding needs the bytes of what it is about;
//! - to a browser everything behind `<TenantId` up to the next `>` is a tag, however far that is, and is lost where none
//!   comes. Here what never ends, or holds another `<` outside quotes, is no tag but text: an author who writes
//!   `a <b, c <i>d</i>` forgot nothing, and a reader must see it;
//! - a text may have a `<` in every second byte, and the browser's way takes the rest of the text for each of them.
//!
//! The states are those of the standard (HTML, 13.2.5.8 to 13.2.5.40), and a test compares them with html5ever.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use html5ever::tokenizer::{self, BufferQueue, TokenSink, TokenSinkResult, TokenizerOpts};
use rustc_hash::FxHashMap;

use super::Element;

/// A piece of HTML.
#[derive(Debug)]
pub enum Token<'h> {
    /// Text between tags, character references as they are.
    Text(&'h str),
    /// A tag.
    Tag(Tag<'h>),
    /// A comment, a declaration or a processing instruction; readers do not see them.
    Hidden(&'h str),
}

/// A tag.
#[derive(Debug)]
pub struct Tag<'h> {
    /// The whole tag as it is written.
    pub source: &'h str,
    /// Its first byte in the text that was read.
    pub start: usize,
    /// The element's name in lower case.
    pub name: Cow<'h, str>,
    /// Whether it closes the element.
    pub is_closing: bool,
    attributes: OnceCell<Vec<html5ever::Attribute>>,
}

impl Tag<'_> {
    /// What is known of the element; `None` where HTML has none of this name.
    pub fn element(&self) -> Option<&'static Element> {
        Element::named(&self.name)
    }

    /// Whether this is the tag of a component: a name with a capital that HTML does not know, with attributes, without
    /// content, or at the end of some. `<TenantId>` alone is a placeholder, which is text.
    pub fn is_component(&self) -> bool {
        let is_capital = |source: &str| source.starts_with(|char: char| char.is_ascii_uppercase());
        let name = self.source.trim_start_matches(['<', '/']);
        is_capital(name)
            && self.element().is_none()
            && (self.is_closing || self.source.ends_with("/>") || self.source.contains('='))
    }

    /// The value of an attribute (its name in lower case), with character references resolved; empty where it has none.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let attributes = self.attributes.get_or_init(|| attributes(self.source));
        attributes.iter().find(|attribute| *attribute.name.local == *name).map(|attribute| &*attribute.value)
    }

    /// The bytes of an attribute's value in the text that was read, as it is written; `None` where it has none.
    pub fn place_of_value(&self, name: &str) -> Option<Range<usize>> {
        let place = place_of_value(self.source, name)?;
        Some(self.start + place.start..self.start + place.end)
    }

    /// The names under which links find the element: the `name` of an `<a>`, and its `id`.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        let name = if self.name == "a" { self.attribute("name") } else { None };
        let is_shown = !self.is_closing && self.element().is_some();
        let anchors = if is_shown { [name, self.attribute("id")] } else { [None; 2] };
        anchors.into_iter().flatten().filter(|anchor| !anchor.is_empty())
    }

    /// The first byte behind the tag.
    pub fn end(&self) -> usize {
        self.start + self.source.len()
    }
}

/// The tokens of `html`, which together are all of it.
pub fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut tokenizer = Tokenizer::new(html);
    let mut at = 0;
    let mut next = None;
    std::iter::from_fn(move || {
        if let Some(token) = next.take() {
            return Some(token);
        }
        let start = at;
        let Some((token, place, end)) = tokenizer.next_from(start) else {
            at = html.len();
            return (start < html.len()).then(|| Token::Text(&html[start..]));
        };
        at = end;
        if place == start {
            return Some(token);
        }
        next = Some(token);
        Some(Token::Text(&html[start..place]))
    })
}

/// The tags of a stretch of Markdown, in which a comment is one only where it ends.
pub fn tags(markdown: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut tokenizer = Tokenizer::new(markdown);
    let mut at = 0;
    markdown.match_indices('<').filter_map(move |(start, _)| {
        if start < at {
            return None;
        }
        // In Markdown a comment that nothing ends is text, while HTML would hide the rest of the page.
        if let Some(end) = tokenizer.comment_at(start) {
            at = end;
            return None;
        }
        let tag = tokenizer.tag_at(start)?;
        at = tag.end();
        Some(tag)
    })
}

/// Where in a text the tags and comments are.
///
/// It remembers what it found, so that asking at every `<` of a text takes time in proportion to the text.
#[derive(Debug)]
pub struct Tokenizer<'h> {
    html: &'h str,
    /// Where the tag ends that has a certain `<` inside certain quotes; `None` where it never does.
    ends: FxHashMap<(usize, u8), Option<usize>>,
    /// From here on no comment ends.
    last_comment_end: Option<usize>,
}

/// What has more attributes than this is no tag: html5ever compares each of them with all others.
const MOST_ATTRIBUTES: usize = 64;

/// Where the reading of a tag is.
#[derive(Clone, Copy)]
enum State {
    Name,
    /// Before the name of an attribute, or the end.
    Between,
    AttributeName,
    AfterAttributeName,
    BeforeValue,
    Unquoted,
    Quoted(u8),
}

impl<'h> Tokenizer<'h> {
    /// A tokenizer of `html`.
    pub fn new(html: &'h str) -> Tokenizer<'h> {
        Tokenizer { html, ends: FxHashMap::default(), last_comment_end: None }
    }

    /// The tag that begins at `start`, where one does.
    pub fn tag_at(&mut self, start: usize) -> Option<Tag<'h>> {
        let inside = self.html[start..].strip_prefix('<')?;
        let name = inside.strip_prefix('/').unwrap_or(inside);
        if !name.starts_with(|char: char| char.is_ascii_alphabetic()) {
            return None;
        }
        let end = self.end_of_tag(self.html.len() - name.len())?;
        let name = &name[..name.find(['\t', '\n', '\x0C', '\r', ' ', '/', '>'])?];
        Some(Tag {
            source: &self.html[start..end],
            start,
            name: lower_case(name),
            is_closing: inside.starts_with('/'),
            attributes: OnceCell::new(),
        })
    }

    /// Where the comment ends that begins at `start`, where one does; `None` too where it never ends.
    pub fn comment_at(&mut self, start: usize) -> Option<usize> {
        let comment = self.html[start..].strip_prefix("<!--")?;
        // `<!-->` and `<!--->` are whole comments.
        if let Some(length) = [">", "->"].into_iter().find_map(|end| comment.starts_with(end).then_some(end.len())) {
            return Some(start + "<!--".len() + length);
        }
        if self.last_comment_end.is_some_and(|last| start >= last) {
            return None;
        }
        match comment.find("-->") {
            Some(length) => Some(start + "<!--".len() + length + "-->".len()),
            None => {
                self.last_comment_end = Some(start);
                None
            }
        }
    }

    /// The first token but text at or behind `from`, with its first byte and the one behind it.
    fn next_from(&mut self, from: usize) -> Option<(Token<'h>, usize, usize)> {
        let mut at = from;
        loop {
            let start = at + self.html[at..].find('<')?;
            if let Some(tag) = self.tag_at(start) {
                let end = tag.end();
                return Some((Token::Tag(tag), start, end));
            }
            if let Some(end) = self.hidden_at(start) {
                return Some((Token::Hidden(&self.html[start..end]), start, end));
            }
            at = start + 1;
        }
    }

    /// Where a comment, a declaration or a processing instruction ends that begins at `start`; one that nothing ends
    /// goes on to the end of the text.
    fn hidden_at(&mut self, start: usize) -> Option<usize> {
        let html = &self.html[start..];
        if html.starts_with("<!--") {
            return Some(self.comment_at(start).unwrap_or(self.html.len()));
        }
        let is_hidden = html.starts_with("<!") || html.starts_with("<?");
        is_hidden.then(|| html.find('>').map_or(self.html.len(), |end| start + end + 1))
    }

    /// The first byte behind the tag whose name begins at `name`.
    fn end_of_tag(&mut self, name: usize) -> Option<usize> {
        // Only inside quotes may a tag contain a `<`, which may be the start of another tag. The end is stored for each
        // such `<`, so that reading from there stops at the next one, and the time is linear.
        let mut crossed = Vec::new();
        let mut attributes = 0;
        let mut state = State::Name;
        let mut end = None;
        for (at, byte) in self.html.bytes().enumerate().skip(name) {
            match (state, byte) {
                (State::Quoted(quote), b'<') => {
                    if let Some(known) = self.ends.get(&(at, quote)) {
                        end = *known;
                        break;
                    }
                    crossed.push((at, quote));
                }
                (State::Quoted(_), _) => {}
                (_, b'>') => {
                    end = Some(at + 1);
                    break;
                }
                (_, b'<') => break,
                _ => {}
            }
            let next = next_state(state, byte);
            attributes += usize::from(matches!(
                (state, next),
                (State::Between | State::AfterAttributeName, State::AttributeName)
            ));
            if attributes > MOST_ATTRIBUTES {
                break;
            }
            state = next;
        }
        self.ends.extend(crossed.into_iter().map(|place| (place, end)));
        end
    }
}

/// The state after a byte that does not end the tag.
fn next_state(state: State, byte: u8) -> State {
    let is_space = matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ');
    match (state, byte) {
        (State::Quoted(quote), _) if byte != quote => state,
        (State::Quoted(_), _) => State::Between,
        (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
        (State::BeforeValue, _) if is_space => State::BeforeValue,
        (State::BeforeValue, _) => State::Unquoted,
        (State::Unquoted, b'/') => State::Unquoted,
        (State::AttributeName | State::AfterAttributeName, b'=') => State::BeforeValue,
        (State::AttributeName | State::AfterAttributeName, _) if is_space => State::AfterAttributeName,
        (_, b'/') => State::Between,
        (_, _) if is_space => State::Between,
        (State::Name | State::Unquoted, _) => state,
        _ => State::AttributeName,
    }
}

/// The bytes of an attribute's value in a tag, as it is written; `None` where it has none.
fn place_of_value(tag: &str, attribute: &str) -> Option<Range<usize>> {
    let mut state = State::Name;
    let (mut name, mut value) = (0..0, 0);
    for (at, byte) in tag.bytes().enumerate().skip_while(|(_, byte)| matches!(byte, b'<' | b'/')) {
        let next = next_state(state, byte);
        match (state, next) {
            (State::AttributeName, State::AttributeName) => {}
            (_, State::AttributeName) => name = at..at,
            (State::AttributeName, _) => name.end = at,
            (State::BeforeValue, State::Quoted(_)) => value = at + 1,
            (State::BeforeValue, State::Unquoted) => value = at,
            (State::Quoted(_) | State::Unquoted, State::Between)
                if tag[name.clone()].eq_ignore_ascii_case(attribute) =>
            {
                return Some(value..at);
            }
            _ => {}
        }
        state = next;
    }
    let is_last = matches!(state, State::Unquoted) && tag[name].eq_ignore_ascii_case(attribute);
    is_last.then(|| value..tag.len() - 1)
}

fn lower_case(name: &str) -> Cow<'_, str> {
    match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    }
}

/// What receives the tag that html5ever reads.
#[derive(Default)]
struct Receiver(RefCell<Vec<html5ever::Attribute>>);

impl TokenSink for Receiver {
    type Handle = ();

    fn process_token(&self, token: tokenizer::Token, _line: u64) -> TokenSinkResult<()> {
        if let tokenizer::Token::TagToken(tag) = token {
            self.0.replace(tag.attrs);
        }
        TokenSinkResult::Continue
    }
}

/// The attributes of a tag, each name once.
fn attributes(tag: &str) -> Vec<html5ever::Attribute> {
    let reader = tokenizer::Tokenizer::new(Receiver::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(tag.into());
    // A sink that only ever continues is never waited for.
    let _ = reader.feed(&input);
    reader.sink.0.into_inner()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tag(html: &str) -> Tag<'_> {
        match tokens(html).next() {
            Some(Token::Tag(tag)) => tag,
            other => panic!("{html}: {other:?}"),
        }
    }

    /// Each token as it is written, a tag in brackets and what is hidden in braces.
    fn read(html: &str) -> String {
        let shown = tokens(html).map(|token| match token {
            Token::Text(text) => text.to_owned(),
            Token::Tag(tag) => format!("[{}]", &tag.source[1..tag.source.len() - 1]),
            Token::Hidden(hidden) => format!("{{{hidden}}}"),
        });
        shown.collect()
    }

    #[test]
    fn tags_are_read_with_their_attributes() {
        let image = tag("<IMG src='方塊.png' alt=\"Een > beeld\" hidden/>");
        assert_eq!(
            (&*image.name, image.attribute("alt"), image.attribute("hidden"), image.attribute("title")),
            ("img", Some("Een > beeld"), Some(""), None)
        );
        assert_eq!(tag("</TenantId>").name, "tenantid");
        assert_eq!(tag("<número de puerto>").source, "<número de puerto>");
        assert_eq!(tag("<a href=\"?a=1&amp;b=2&copy=3\" href=\"x\">").attribute("href"), Some("?a=1&b=2&copy=3"));
    }

    #[test]
    fn values_have_a_place() {
        for (html, expected) in [
            ("é <a title=\"href='x'\" HREF = '說明.md'>", Some("說明.md")),
            ("<a href=x.md>", Some("x.md")),
            ("<a data-href=y href=x/ id=é>", Some("x/")),
            ("<a href=\"\">", Some("")),
            ("<a href>", None),
            ("<a title=\"href=x\">", None),
        ] {
            let tag = tags(html).next().expect("there is a tag");
            assert_eq!(tag.place_of_value("href").map(|place| &html[place]), expected, "{html}");
        }
    }

    #[test]
    fn anchors_are_ids_and_the_names_of_places() {
        for (html, expected) in [
            ("<a name=\"zie-ook\">", &["zie-ook"][..]),
            ("<a href='x' id='另請參閱'/>", &["另請參閱"]),
            ("<a name=x id=y>", &["x", "y"]),
            ("<p id=\"a&amp;b\" name=c>", &["a&b"]),
            ("<a href=\"name=y\" name=\"\">", &[]),
            ("</p id=x>", &[]),
            ("<TenantId id=x>", &[]),
        ] {
            assert_eq!(tag(html).anchors().collect::<Vec<_>>(), expected, "{html}");
        }
    }

    #[test]
    fn markdown_has_tags_outside_comments() {
        let names = |markdown| tags(markdown).map(|tag| tag.name.into_owned()).collect::<Vec<_>>();
        assert_eq!(names("een <!-- <b> --> <i title=\"<u>\"> <!-- <BR/>"), ["i", "br"]);
    }

    #[test]
    fn a_tag_ends_behind_its_quotes() {
        for (html, expected) in [
            ("<a title=\"a > b 500\">é</a>", "[a title=\"a > b 500\"]é[/a]"),
            ("<a title='<b>' data-x=\"'>\">", "[a title='<b>' data-x=\"'>\"]"),
            ("<b,c> <a@b.nl> <table-name>", "[b,c] [a@b.nl] [table-name]"),
            ("<br/><br />< br>", "[br/][br /]< br>"),
        ] {
            assert_eq!(read(html), expected);
        }
    }

    #[test]
    fn what_is_no_tag_is_text() {
        for text in ["1 < 2 <3 <a", "</ b> </> <方塊>", "a <b en \"c\"", "<a title=\"één>"] {
            assert_eq!(read(text), text);
        }
        assert_eq!(read("a <b, c <i>d</i>"), "a <b, c [i]d[/i]");
        assert_eq!(read("<a href=<TenantUrl>>"), "<a href=[TenantUrl]>");
    }

    #[test]
    fn what_readers_do_not_see_is_hidden() {
        assert_eq!(read("<!-- 註解 > -->é"), "{<!-- 註解 > -->}é");
        assert_eq!(read("<!-->é<!--->è"), "{<!-->}é{<!--->}è");
        assert_eq!(read("<!DOCTYPE html>a<?x?>b<!-- <b>"), "{<!DOCTYPE html>}a{<?x?>}b{<!-- <b>}");
    }

    #[test]
    fn tags_without_an_end_take_no_more_time_than_they_are_long() {
        let cases = ["<a b=' c=\"' d=\"", "<a ", "<a b=\"", "<!--", "<a b='\"' c='"];
        let attributes = format!("<b{}>", " c d=e".repeat(100_000));
        for text in cases.map(|part| part.repeat(100_000)).into_iter().chain([attributes]) {
            let mut tokenizer = Tokenizer::new(&text);
            let found = text
                .match_indices('<')
                .filter(|(at, _)| tokenizer.tag_at(*at).is_some() || tokenizer.comment_at(*at).is_some());
            assert_eq!(found.count(), 0);
        }
    }

    /// Receives the tag at the start of a text and stops there.
    struct Stop;

    impl TokenSink for Stop {
        type Handle = ();

        fn process_token(&self, token: tokenizer::Token, _line: u64) -> TokenSinkResult<()> {
            match token {
                tokenizer::Token::TagToken(_) => TokenSinkResult::Script(()),
                _ => TokenSinkResult::Continue,
            }
        }
    }

    /// Where the tag at the start of `html` ends for html5ever.
    fn end_in_browsers(html: &str) -> Option<usize> {
        let reader = tokenizer::Tokenizer::new(Stop, TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(html.into());
        match reader.feed(&input) {
            html5ever::TokenizerResult::Script(()) => Some(html.len() - input.pop_front().map_or(0, |rest| rest.len())),
            _ => None,
        }
    }

    proptest! {
        #[test]
        fn a_tag_ends_where_browsers_end_it(inside in "[a-zé =\"'/>\r\n\t]{0,24}", closing in "/?") {
            let html = format!("<{closing}b{inside}");
            let end = Tokenizer::new(&html).tag_at(0).map(|tag| tag.end());
            prop_assert_eq!(end, end_in_browsers(&html));
        }

        #[test]
        fn tokens_are_all_of_the_text(html in "[ab<>/!\"'= é-]{0,40}") {
            let written: String = tokens(&html)
                .map(|token| match token {
                    Token::Text(text) | Token::Hidden(text) => text,
                    Token::Tag(tag) => tag.source,
                })
                .collect();
            prop_assert_eq!(written, html);
        }
    }
}
