//! Directives: what is written between triple colons. The [dialects](super::dialects) define which there are.
//!
//! A line such as `:::row:::` ends the list or paragraph before it, which no line of text does. So while Markdown is
//! read, it is replaced by a comment, and `:::image …:::` by an image; then both are put back. A directive that did not
//! come out where it should, in code for instance, is text.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::Placed;
use super::dialects::{Construct, Container, DirectiveImage, Form, directive_named};
use super::directive_syntax::Directive;
use super::source_map::Edit;

/// A directive of more bytes is text.
// Without a bound, each `:::` that nothing closes would be read to the end of the text.
const LONGEST_DIRECTIVE: usize = 4_000;

/// A container inside so many others is text: nobody means that, and the functions that write the page recurse.
const DEEPEST: usize = 20;

/// What a line of triple colons does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectiveLine {
    /// It opens a container.
    Opens(Container),
    /// It closes the last container that is open.
    Closes,
    /// It ends the long description of an image, which is no container.
    EndsDescription,
}

/// What a line does that begins with three colons; `None` where it is text.
pub fn read_directive_line(line: &str) -> Option<DirectiveLine> {
    read_line(line).map(|(_, directive)| directive)
}

/// What a line does, and the construct that it belongs to.
fn read_line(line: &str) -> Option<(&'static Construct, DirectiveLine)> {
    let directive = Directive::read(line)?;
    if !line[directive.length..].trim().is_empty() {
        return None;
    }
    if let Some(opener) = directive.name.strip_suffix(END) {
        let construct = directive_named(opener)?;
        let is_image = matches!(construct.form, Form::Image(_));
        return Some((construct, if is_image { DirectiveLine::EndsDescription } else { DirectiveLine::Closes }));
    }
    let construct = directive_named(&directive.name)?;
    let Form::Container { open, .. } = construct.form else { return None };
    open(&directive).map(|container| (construct, DirectiveLine::Opens(container)))
}

/// What follows the name of a directive in the name of the one that closes it.
const END: &str = "-end";

/// A directive that is written in a text.
#[derive(Clone, Debug)]
pub struct Written {
    written: Range<usize>,
    kind: Kind,
    /// Where the directive is that closes or opens this one; `None` for an image.
    partner: Option<usize>,
}

#[derive(Clone, Debug)]
enum Kind {
    Line,
    Image(DirectiveImage),
}

/// The directives of a text, and the indentation inside columns that means nothing.
#[derive(Debug, Default)]
pub struct Directives {
    written: Vec<Written>,
    indentation: Vec<Range<usize>>,
}

/// A line of the text with what matters of it here.
struct Line {
    start: usize,
    /// The bytes of white space that it begins with.
    indent: usize,
    /// The index of the directive that it is; `None` for other lines.
    mark: Option<usize>,
    /// Whether its indentation is not counted: it is between fences, or empty.
    is_silent: bool,
}

impl Directives {
    /// The directives of `text`; each line among them has a partner.
    pub fn of(text: &str) -> Directives {
        if !text.contains(":::") {
            return Directives::default();
        }
        let (lines, mut marks) = scan(text);
        pair(text, &mut marks);
        let indentation = indentation(text, &lines, &marks);
        let mut directives = Directives { written: marks, indentation };
        directives.remove(&[]);
        directives
    }

    /// Makes text of the directives at `wrong`, and of lines without a partner.
    pub fn remove(&mut self, wrong: &[usize]) {
        let gone: BTreeSet<usize> = wrong.iter().map(|index| self.written[*index].written.start).collect();
        self.written.retain(|mark| {
            let is_whole = mark.is_image() || mark.partner.is_some_and(|partner| !gone.contains(&partner));
            is_whole && !gone.contains(&mark.written.start)
        });
        if self.written.is_empty() {
            self.indentation.clear();
        }
    }

    /// The edits that replace the directives while Markdown is read, sorted.
    pub fn edits(&self, text: &str) -> Vec<Edit> {
        let replacement = |mark: &Written| Edit { written: mark.written.clone(), read: mark.replacement(text) };
        let gone = |range: &Range<usize>| Edit { written: range.clone(), read: String::new() };
        let mut edits: Vec<Edit> =
            self.written.iter().map(replacement).chain(self.indentation.iter().map(gone)).collect();
        edits.sort_by_key(|edit| (edit.written.start, edit.written.end));
        edits
    }

    /// The events with the directives in them: an image, or an `Html` event of its own that is the line as it was
    /// written.
    ///
    /// # Errors
    /// The directives that did not come out as such, or whose partner is in another block.
    pub fn put_back<'t>(&self, text: &'t str, events: Vec<Placed<'t>>) -> Result<Vec<Placed<'t>>, Vec<usize>> {
        let mut found = vec![false; self.written.len()];
        let mut placed: Vec<Placed<'t>> = Vec::with_capacity(events.len());
        let mut events = events.into_iter().peekable();
        while let Some((event, range)) = events.next() {
            match &event {
                Event::Start(Tag::Image { .. }) => {
                    let Some(index) = self.at(&range) else {
                        placed.push((event, range));
                        continue;
                    };
                    found[index] = true;
                    while events.next_if(|(event, _)| !matches!(event, Event::End(TagEnd::Image))).is_some() {}
                    events.next();
                    placed.extend(self.written[index].image());
                }
                Event::Html(_) if matches!(placed.last(), Some((Event::Start(Tag::HtmlBlock), _))) => {
                    let is_empty = |event: &Event<'_>| matches!(event, Event::Html(text) if text.trim().is_empty());
                    let mut line = vec![(event, range.clone())];
                    line.extend(std::iter::from_fn(|| events.next_if(|(event, _)| is_empty(event))));
                    let alone = matches!(events.peek(), Some((Event::End(TagEnd::HtmlBlock), _)));
                    match self.line_in(&range).filter(|_| alone) {
                        Some(index) => {
                            found[index] = true;
                            placed.pop();
                            events.next();
                            let written = self.written[index].written.clone();
                            placed.push((Event::Html(CowStr::Borrowed(&text[written.clone()])), written));
                        }
                        None => placed.extend(line),
                    }
                }
                _ => placed.push((event, range)),
            }
        }
        let astray = self.astray(&placed);
        for index in astray {
            found[index] = false;
        }
        let wrong: Vec<usize> = (0..self.written.len()).filter(|index| !found[*index]).collect();
        if wrong.is_empty() { Ok(placed) } else { Err(wrong) }
    }

    /// The index of the image directive that is exactly at `range`.
    fn at(&self, range: &Range<usize>) -> Option<usize> {
        let index = self.at_start(range.start)?;
        (self.written[index].written == *range && self.written[index].is_image()).then_some(index)
    }

    fn at_start(&self, start: usize) -> Option<usize> {
        self.written.binary_search_by_key(&start, |mark| mark.written.start).ok()
    }

    /// The index of the first line directive in `range`.
    fn line_in(&self, range: &Range<usize>) -> Option<usize> {
        let index = self.written.partition_point(|mark| mark.written.start < range.start);
        let mark = self.written.get(index)?;
        (mark.written.end <= range.end && matches!(mark.kind, Kind::Line)).then_some(index)
    }

    /// The directives whose partner is not in their own block.
    fn astray(&self, events: &[Placed<'_>]) -> Vec<usize> {
        let mut astray = Vec::new();
        let mut open: Vec<Vec<usize>> = vec![Vec::new()];
        for (event, range) in events {
            match event {
                Event::Start(_) => open.push(Vec::new()),
                Event::End(_) => astray.extend(open.pop().unwrap_or_default()),
                Event::Html(_) => {
                    let Some(index) = self.line_in(range).filter(|index| self.written[*index].written == *range) else {
                        continue;
                    };
                    let partner = self.written[index].partner.unwrap_or_default();
                    if self.at_start(partner).is_some_and(|partner| self.written[partner].is_image()) {
                        continue;
                    }
                    let here = open.last_mut().expect("every block that ends has begun");
                    match here.last() {
                        _ if partner > range.start => here.push(index),
                        Some(last) if self.written[*last].written.start == partner => {
                            here.pop();
                        }
                        _ => astray.push(index),
                    }
                }
                _ => {}
            }
        }
        astray.extend(open.into_iter().flatten());
        astray
    }
}

impl Written {
    fn is_image(&self) -> bool {
        matches!(self.kind, Kind::Image(_))
    }

    /// What is read in its place: as many bytes, so that places after it stay as they are.
    fn replacement(&self, text: &str) -> String {
        let written = &text[self.written.clone()];
        if let Kind::Line = self.kind {
            return format!("<!--{}-->", "x".repeat(written.len().saturating_sub(7)));
        }
        let mut at_line_start = false;
        let fill = |byte: u8| {
            at_line_start = byte == b'\n' || (at_line_start && matches!(byte, b' ' | b'\t' | b'>'));
            if at_line_start || byte == b'\r' { char::from(byte) } else { 'x' }
        };
        let inside: String = written.bytes().skip(2).take(written.len() - 6).map(fill).collect();
        format!("![{inside}](x)")
    }

    fn image<'t>(&self) -> Vec<Placed<'t>> {
        let Kind::Image(DirectiveImage { source, alternative, place, .. }) = &self.kind else { return Vec::new() };
        let (link_type, title, id) = (LinkType::Inline, CowStr::Borrowed(""), CowStr::Borrowed(""));
        let image = Tag::Image { link_type, dest_url: source.clone().into(), title, id };
        let mut events = vec![(Event::Start(image), self.written.clone())];
        if !alternative.is_empty() {
            events.push((Event::Text(alternative.clone().into()), place.clone()));
        }
        events.push((Event::End(TagEnd::Image), self.written.clone()));
        events
    }
}

/// The lines of the text and all that may be a directive, in their order.
fn scan(text: &str) -> (Vec<Line>, Vec<Written>) {
    let (mut lines, mut marks): (Vec<Line>, Vec<Written>) = (Vec::new(), Vec::new());
    let mut fence: Option<&str> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let prefix = line.len() - content.len();
        let is_fenced = fence.is_some();
        match (fence, fence_of(content)) {
            (None, Some(opening)) => fence = Some(opening),
            (Some(open), Some(closing)) if closing.starts_with(open) && content[closing.len()..].trim().is_empty() => {
                fence = None;
            }
            _ => {}
        }
        let mut mark = None;
        if !is_fenced && fence.is_none() {
            if content.starts_with(":::") && read_line(content).is_some() {
                mark = Some(marks.len());
                let written = start + prefix..start + line.trim_end().len();
                marks.push(Written { written, kind: Kind::Line, partner: None });
            } else {
                images(text, start..start + line.len(), &mut marks);
            }
        }
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        lines.push(Line { start, indent, mark, is_silent: is_fenced || content.trim().is_empty() });
        start += line.len();
    }
    (lines, marks)
}

/// The fence that a line begins with.
fn fence_of(content: &str) -> Option<&str> {
    let char = content.chars().next().filter(|char| matches!(char, '`' | '~'))?;
    let length = content.len() - content.trim_start_matches(char).len();
    let is_fence = length >= 3 && !(char == '`' && content[length..].contains('`'));
    is_fence.then(|| &content[..length])
}

/// Gathers the images that begin in a line.
fn images(text: &str, line: Range<usize>, marks: &mut Vec<Written>) {
    let mut at = line.start;
    while let Some(found) = text[at..line.end].find(":::") {
        let start = at + found;
        at = start + 3;
        let before = marks.last().is_some_and(|mark| start < mark.written.end);
        let mut end = (start + LONGEST_DIRECTIVE).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let directive = Directive::read(&text[start..end]).filter(|_| !before);
        let Some((length, mut image)) = directive.and_then(|directive| Some((directive.length, image_of(&directive)?)))
        else {
            continue;
        };
        image.place = start + image.place.start..start + image.place.end;
        marks.push(Written { written: start..start + length, kind: Kind::Image(image), partner: None });
        at = at.max((start + length).min(line.end));
    }
}

/// The image that a directive writes.
fn image_of(directive: &Directive<'_>) -> Option<DirectiveImage> {
    match directive_named(&directive.name)?.form {
        Form::Image(read) => read(directive),
        _ => None,
    }
}

/// Finds for each line the one that closes it. One that nothing closes does not keep those around it from each other.
fn pair(text: &str, marks: &mut [Written]) {
    let mut open: Vec<(String, usize)> = Vec::new();
    for at in 0..marks.len() {
        if matches!(&marks[at].kind, Kind::Image(image) if !image.is_complex) {
            continue;
        }
        let directive = Directive::read(&text[marks[at].written.clone()]);
        let name = directive.map(|directive| directive.name).unwrap_or_default();
        let Some(opener) = name.strip_suffix(END) else {
            if open.len() < DEEPEST {
                open.push((name, at));
            }
            continue;
        };
        let Some(position) = open.iter().rposition(|(known, _)| known == opener) else { continue };
        let opening = open[position].1;
        open.truncate(position);
        marks[at].partner = Some(marks[opening].written.start);
        if !marks[opening].is_image() {
            marks[opening].partner = Some(marks[at].written.start);
        }
    }
}

/// An indented container while its lines are gathered.
struct Indented {
    /// The indentation of the outermost one.
    base: usize,
    /// Where the line is that closes it.
    end: usize,
    /// Its own lines, without those of others in it.
    lines: Vec<usize>,
}

/// The indentation that authors give to what is in rows and columns, where four spaces would make it code.
fn indentation(text: &str, lines: &[Line], marks: &[Written]) -> Vec<Range<usize>> {
    let mut gone = Vec::new();
    let mut open: Vec<Indented> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let mark = line.mark.map(|mark| &marks[mark]).filter(|mark| mark.partner.is_some());
        let directive = mark.and_then(|mark| Some((read_line(&text[mark.written.clone()])?, mark)));
        match (directive, open.last_mut()) {
            (Some(((construct, DirectiveLine::Opens(_)), mark)), outer) if is_indented(construct) => {
                let base = outer.map_or(line.indent, |outer| outer.base);
                gone.extend(line.cut(base, line.indent));
                open.push(Indented { base, end: mark.partner.unwrap_or_default(), lines: Vec::new() });
            }
            (Some(((_, DirectiveLine::Closes), mark)), Some(indented)) if indented.end == mark.written.start => {
                gone.extend(line.cut(indented.base, line.indent));
                gone.extend(indented.indentation(lines));
                open.pop();
            }
            (_, Some(indented)) => indented.lines.push(index),
            _ => {}
        }
    }
    gone
}

fn is_indented(construct: &Construct) -> bool {
    matches!(construct.form, Form::Container { is_indented: true, .. })
}

impl Indented {
    fn indentation(&self, lines: &[Line]) -> Vec<Range<usize>> {
        let own = || self.lines.iter().map(|index| &lines[*index]);
        let shared = own().filter(|line| !line.is_silent).map(|line| line.indent).min().unwrap_or(0);
        own().filter_map(|line| line.cut(self.base, shared)).collect()
    }
}

impl Line {
    /// The bytes of its indentation from `base` up to `indent`.
    fn cut(&self, base: usize, indent: usize) -> Option<Range<usize>> {
        let end = indent.min(self.indent);
        (base < end).then(|| self.start + base..self.start + end)
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Tag};

    use super::*;
    use crate::parse::{Document, PassageKind, Place, parse};
    use crate::text::{FilePath, Source};

    fn document(text: &str) -> Document {
        let source = Source::new(FilePath::new("content/nl-NL/a.md"), text.to_owned());
        parse(source, &Place { locale: "nl-NL".parse().unwrap(), relative_path: "a.md".into(), page_key: None }).0
    }

    #[test]
    fn lines_are_read_whatever_space_is_in_them() {
        for (line, expected) in [
            (":::row:::", Some(DirectiveLine::Opens(Container::Row))),
            ("::::row::::", Some(DirectiveLine::Opens(Container::Row))),
            (":::column span=\"3\":::", Some(DirectiveLine::Opens(Container::Column(Some(3))))),
            (":::column span=\"\":::  \r", Some(DirectiveLine::Opens(Container::Column(None)))),
            ("::: zone pivot=\"a,b\"", Some(DirectiveLine::Opens(Container::Transparent))),
            (":::moniker range=\">= 1\" :::", Some(DirectiveLine::Opens(Container::Transparent))),
            ("::: Zone-End", Some(DirectiveLine::Closes)),
            (":::image-end:::", Some(DirectiveLine::EndsDescription)),
            (":::row", None),
            (":::row::: en meer", None),
            (":::方塊:::", None),
            ("::zone::", None),
            (":::zone pivot=a", None),
        ] {
            assert_eq!(read_directive_line(line), expected, "{line}");
        }
    }

    #[test]
    fn tables_headings_and_images_in_columns_are_those_of_the_page() {
        let text = "# Kop\n\n:::row:::\n    :::column:::\n        ## 標題\n        |a|b|\n        |-|-|\n        |één|:::image type=\"content\" source=\"方.png\" alt-text=\"圖\":::|\n    :::column-end:::\n:::row-end:::\n\n:::image source=\"x.png\":::\n";
        let document = document(text);
        let page = &document.page;
        let headings: Vec<&str> = page.headings.iter().map(|heading| heading.text.as_str()).collect();
        assert_eq!(headings, ["Kop", "標題"]);
        assert_eq!(&*page.tables[0].rows[0].cells[0].text, "één");
        let links: Vec<_> =
            page.links.iter().map(|link| (link.kind, link.target.as_str(), link.text.as_str())).collect();
        let image = crate::model::LinkKind::Image;
        assert_eq!(links, [(image, "方.png", "圖"), (image, "x.png", "")]);
        assert_eq!(&text[page.links[1].span.range()], ":::image source=\"x.png\":::");
        let cell = document.cell_events(&page.tables[0].rows[0].cells[1].text);
        assert!(matches!(&cell[0], Event::Start(Tag::Image { dest_url, .. }) if &**dest_url == "方.png"), "{cell:?}");
    }

    #[test]
    fn directives_are_no_prose() {
        let text = ":::zone pivot=\"a\":::\n方塊\n:::zone-end:::\n";
        let document = document(text);
        let passages: Vec<_> =
            document.passages().into_iter().map(|passage| (passage.kind, &text[passage.range])).collect();
        assert_eq!(passages, [(PassageKind::Paragraph, "方塊")]);
        assert_eq!((document.page.prose[0].blocks, document.page.prose[0].characters), (1, 2));
    }

    #[test]
    fn a_directive_that_nothing_closes_leaves_the_others_alone() {
        let directives = Directives::of(
            ":::row:::\n:::zone x=\"1\":::\n:::column:::\n:::column-end:::\n:::row-end:::\n:::row-end:::\n",
        );
        assert_eq!(directives.written.iter().map(|mark| mark.written.start).collect::<Vec<_>>(), [0, 27, 40, 57]);
    }

    #[test]
    fn rows_in_rows_without_end_are_text_from_some_depth_on() {
        let many = 5_000;
        let text = format!("{}方塊\n{}", ":::row:::\n".repeat(many), ":::row-end:::\n".repeat(many));
        let document = document(&text);
        let lines = document.events().iter().filter(|(event, _)| matches!(event, Event::Html(_))).count();
        assert_eq!(lines, 2 * DEEPEST);
    }
}
