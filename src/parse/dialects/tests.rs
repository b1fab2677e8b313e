//! The example of each construct becomes what is written beside it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::*;
use crate::parse::{DirectiveLine, Document, Place, parse, read_directive_line};
use crate::text::{FilePath, Source};

/// What a page holds: a line for each block and each stretch of text, what is inside another behind two more spaces.
struct Outline<'d> {
    document: &'d Document,
    text: String,
    depth: usize,
    headings: usize,
}

fn outline(markdown: &str) -> String {
    let source = Source::new(FilePath::new("content/nl-NL/a.md"), markdown.to_owned());
    let place = Place { locale: "nl-NL".parse().unwrap(), relative_path: "a.md".into(), page_key: None };
    let document = parse(source, &place).0;
    let mut outline = Outline { document: &document, text: String::new(), depth: 0, headings: 0 };
    let events = joined(document.events());
    let mut rest = events.as_slice();
    while let Some((event, after)) = rest.split_first() {
        rest = after;
        match event {
            (Event::Start(tag), range) => rest = outline.start(tag, range, rest),
            (Event::End(TagEnd::HtmlBlock), _) => {}
            (Event::End(_), _) => outline.depth -= 1,
            (Event::Text(text), _) => outline.words(text),
            (Event::Html(line), _) => outline.directive(line),
            _ => {}
        }
    }
    outline.text
}

type Placed<'t> = (Event<'t>, Range<usize>);

/// The events with neighbouring texts joined.
fn joined(events: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    let mut joined: Vec<Placed<'_>> = Vec::new();
    for (event, range) in events {
        match (joined.last_mut(), &event) {
            (Some((Event::Text(before), place)), Event::Text(text)) => {
                *before = format!("{before}{text}").into();
                place.end = range.end;
            }
            _ => joined.push((event, range)),
        }
    }
    joined
}

impl Outline<'_> {
    fn line(&mut self, words: &str) {
        self.text.push_str(&format!("{}{words}\n", "  ".repeat(self.depth)));
    }

    /// Opens what `tag` is, and returns the events that are left.
    fn start<'e, 't>(&mut self, tag: &Tag<'_>, range: &Range<usize>, rest: &'e [Placed<'t>]) -> &'e [Placed<'t>] {
        let mut rest = rest;
        let source = self.document.source.text();
        let name = match tag {
            Tag::BlockQuote(Some(kind)) => container(&Container::Callout((*kind).into())),
            Tag::BlockQuote(None) => {
                let [(Event::Start(Tag::Paragraph), _), (Event::Text(text), _), after @ ..] = rest else {
                    panic!("a quote begins with words")
                };
                let (read, words) = read_quote(text).expect("a mark opens the quote");
                self.line(&container(&read));
                self.depth += 1;
                rest = after;
                self.line("paragraph");
                self.depth += 1;
                if !words.trim().is_empty() {
                    self.words(words.trim());
                }
                return rest;
            }
            Tag::Link { dest_url, .. } => match link_kind(&source[..range.start], &source[range.end..]) {
                LinkKind::Include => format!("include {dest_url}"),
                _ => format!("link {dest_url}"),
            },
            Tag::Image { dest_url, .. } => format!("image {dest_url}"),
            Tag::Heading { .. } => {
                let heading = &self.document.page.headings[self.headings];
                self.headings += 1;
                let end = rest.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))));
                rest = &rest[end.expect("a heading ends")..];
                let (id, text) = (heading.id.clone(), heading.text.clone());
                self.line(&format!("heading {id}"));
                self.depth += 1;
                self.line(&text);
                return rest;
            }
            Tag::Paragraph => "paragraph".to_owned(),
            Tag::Strong => "strong".to_owned(),
            Tag::Table(_) => "table".to_owned(),
            Tag::TableHead => "header".to_owned(),
            Tag::TableRow => "cells".to_owned(),
            Tag::TableCell => "cell".to_owned(),
            Tag::HtmlBlock => return rest,
            tag => panic!("no construct becomes {tag:?}"),
        };
        self.line(&name);
        self.depth += 1;
        rest
    }

    fn words(&mut self, text: &str) {
        match read_embed(text) {
            Some(Embed::Video(address)) => self.line(&format!("video {address}")),
            None => self.line(text),
        }
    }

    fn directive(&mut self, line: &str) {
        // What else stands on a line of its own is the HTML that a construct is about.
        let Some(line) = read_directive_line(line) else { return };
        match line {
            DirectiveLine::Opens(opened) => {
                self.line(&container(&opened));
                self.depth += 1;
            }
            DirectiveLine::Closes => self.depth -= 1,
            DirectiveLine::EndsDescription => {}
        }
    }
}

fn container(container: &Container) -> String {
    match container {
        Container::Row => "row".to_owned(),
        Container::Column(None) => "column".to_owned(),
        Container::Column(Some(span)) => format!("column {span}"),
        Container::Transparent => "transparent".to_owned(),
        Container::Callout(callout) => format!("callout {}", callout.name()),
        Container::Division(classes) => format!("division {classes}"),
    }
}

#[test]
fn each_construct_becomes_what_it_says() {
    for construct in CONSTRUCTS {
        assert_eq!(outline(construct.example), construct.becomes, "{}", construct.name);
    }
}

#[test]
fn constructs_are_sorted_by_name_and_have_one_each() {
    let names: Vec<&str> = CONSTRUCTS.iter().map(|construct| construct.name).collect();
    assert!(names.is_sorted_by(|one, other| one < other), "{names:?}");
}
