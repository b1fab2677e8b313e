//! From the text of a file to a page.
//!
//! **Comes in:** a [`Source`]. **Goes out:** a [`Document`] and diagnostics; parsing never fails.
//! **Never happens here:** I/O, knowledge of other pages or locales, writing HTML.

mod aliases;
mod anchor_slug;
mod blocks;
mod conflicts;
mod contents;
pub mod dialects;
mod directive;
mod directive_syntax;
mod front_matter;
mod front_matter_fences;
mod front_matter_lines;
pub mod html;
mod html_lines;
mod html_tables;
mod inlines;
mod landmarks;
mod limits;
mod no_text;
mod passages;
mod pipes;
mod prose_words;
mod shortcodes;
mod signature;
mod slug;
mod source_map;
mod tables;
mod text_lines;
mod toml_front_matter;
mod unread_tables;

pub use aliases::{ALIAS_KEYS, MOST_ALIASES, alias_folder, aliases};
pub use contents::{ContentsLine, is_contents, parse_contents};
pub use dialects::{heading_id, is_cjk};
pub use directive::{DirectiveLine, read_directive_line};
pub use front_matter::{front_matter_date, front_matter_list};
pub use html_lines::HtmlLines;
pub use inlines::{alternative_text, cell_events, plain_text, push_plain};
pub use limits::MOST_ELEMENTS;
pub use passages::{Passage, PassageKind};
pub use pipes::split_row;
pub use prose_words::is_code_word;
pub use signature::{code_spans, is_unseen, read_signature, reference};
pub use slug::slug;
pub use tables::fold_pieces;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag};

use crate::diagnostic::{Diagnostic, Message};
use crate::model::{LocaleId, Page, PageId};
use crate::text::Source;
use directive::Directives;
use html_tables::Places;
use limits::{Exceeded, Excess};
use source_map::{Edit, SourceMap, without_signs};

/// A page with its prose, alive while its page group is worked on.
#[derive(Clone, Debug)]
pub struct Document {
    /// The digest, which outlives the document.
    pub page: Page,
    /// The text the page was read from.
    pub source: Source,
    /// First byte of the Markdown below the front matter.
    pub body: usize,
    /// Link reference definitions: label in lower case to destination and title.
    pub definitions: BTreeMap<String, (String, String)>,
}

/// Where a page is: what [`parse`] cannot know from the text.
#[derive(Clone, Debug)]
pub struct Place {
    /// The page's locale.
    pub locale: LocaleId,
    /// The path below the locale's folder, with its extension.
    pub relative_path: String,
    /// The front matter key that names pages whose paths differ, where the site has one.
    pub page_key: Option<String>,
}

/// Reads a Markdown file as the page at `place`.
pub fn parse(source: Source, place: &Place) -> (Document, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (front_matter, body) = front_matter::read(&source, &mut diagnostics);
    let Reading { events, definitions, exceeded } = read_body(&source, body);
    let conflicts = conflicts::conflicts(source.text(), &fenced(&events));
    if conflicts.iter().any(|conflict| conflict.open.start < body) {
        // What is wrong with the front matter is the conflict in it.
        diagnostics.clear();
    }
    diagnostics.extend(conflicts.iter().map(|conflict| conflicts::report(&source, conflict)));
    diagnostics.extend(exceeded.into_iter().map(|mark| limit_exceeded(&source, mark)));
    let content = blocks::read(&source, &events, &mut diagnostics);
    drop(events);
    let (title, is_cut) = cut_title(title(front_matter.get("title"), &content.headings, &place.relative_path));
    if is_cut {
        diagnostics.push(limit_exceeded(&source, Exceeded { at: source.bom_len(), what: TITLE }));
    }
    let mut sentences = Vec::new();
    ["title", "description"].iter().for_each(|key| {
        prose_words::read_sentences(front_matter.get(key).unwrap_or_default(), &mut sentences);
    });
    sentences.extend(content.sentences);
    let page = Page {
        id: page_id(place, front_matter.get(place.page_key.as_deref().unwrap_or_default())),
        locale: place.locale.clone(),
        path: source.path().clone(),
        relative_path: place.relative_path.clone(),
        title,
        front_matter,
        headings: content.headings,
        anchors: content.anchors,
        gives_anchors: shortcodes::give_anchors(source.slice(body..source.text().len())),
        tables: content.tables,
        links: content.links,
        prose: content.prose,
        sentences,
        hash: *blake3::hash(source.text().as_bytes()).as_bytes(),
        words: words_digest(source.slice(body..source.text().len())),
    };
    (Document { page, source, body, definitions }, diagnostics)
}

/// The fenced code blocks of a text, in bytes.
fn fenced(events: &[Placed<'_>]) -> Vec<Range<usize>> {
    let is_fence = |(event, _): &&Placed<'_>| matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))));
    events.iter().filter(is_fence).map(|(_, range)| range.clone()).collect()
}

/// A digest of the words of a text, whatever space is between them.
fn words_digest(text: &str) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for word in text.split_whitespace() {
        hasher.update(word.as_bytes());
        hasher.update(b" ");
    }
    *hasher.finalize().as_bytes()
}

impl Document {
    /// The Markdown events of the body with their byte ranges in the file.
    ///
    /// A table's events are there too, but its rows and cells are better taken from
    /// `page.tables`: the one whose `span.start` is the start of the `Start(Table)` event. A table of HTML is HTML here.
    ///
    /// An `Html` event by itself among blocks is a line for [`read_directive_line`]; what such a line opens, another
    /// one closes in the same block.
    pub fn events(&self) -> Vec<(Event<'_>, Range<usize>)> {
        read_body(&self.source, self.body).events
    }

    /// Where the tables of HTML are: what events begin in them is part of their cells.
    pub fn html_tables(&self) -> Places {
        Places::of(&self.page.tables)
    }

    /// The prose of the page, one stretch of text at a time; the texts of tables are not in it.
    pub fn passages(&self) -> Vec<Passage> {
        passages::read(self)
    }

    /// The events of one cell's Markdown, without a paragraph around them.
    ///
    /// `cell` is trimmed raw Markdown as in [`Cell::text`](crate::model::Cell); an unescaped `|` in it is text.
    pub fn cell_events(&self, cell: &str) -> Vec<Event<'static>> {
        inlines::cell_events(cell, &self.definitions)
    }
}

/// Link reference definitions: label in lower case to destination and title.
pub type Definitions = BTreeMap<String, (String, String)>;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// An event with its bytes in the text that it was read from.
type Placed<'t> = (Event<'t>, Range<usize>);

/// How often a text is read with directives before all of them are taken for text.
// Each reading finds those that did not come out where they should; without them, others may no longer do so either.
const MOST_READINGS: usize = 4;

/// A text as it was read.
struct Reading<'t> {
    events: Vec<Placed<'t>>,
    definitions: Definitions,
    /// The first place of each kind that is over a limit, and so is text or left out.
    exceeded: Vec<Exceeded>,
}

fn read_body(source: &Source, body: usize) -> Reading<'_> {
    let mut reading = read(&source.text()[body..], &Definitions::new());
    for (_, range) in &mut reading.events {
        *range = range.start + body..range.end + body;
    }
    reading.exceeded.iter_mut().for_each(|mark| mark.at += body);
    reading
}

/// Reads Markdown as its author means it. `known` are definitions from elsewhere; what comes out are its own.
fn read<'t>(text: &'t str, known: &Definitions) -> Reading<'t> {
    let exceeded = limits::exceeded(text);
    let mut always = limits::edits(&exceeded);
    always.extend(dialects::edits(text));
    let mut directives = Directives::of(text);
    let mut found = None;
    for _ in 0..MOST_READINGS {
        let mut edits = directives.edits(text);
        edits.extend_from_slice(&always);
        if edits.is_empty() {
            break;
        }
        let (events, definitions) = read_with(text, edits, known);
        match directives.put_back(text, events) {
            Ok(events) => {
                found = Some((events, definitions));
                break;
            }
            Err(wrong) => directives.remove(&wrong),
        }
    }
    let (events, definitions) = found.unwrap_or_else(|| read_with(text, always, known));
    let (events, too_deep) = flattened(events);
    let exceeded = first_of_each(exceeded, &events, too_deep);
    Reading { events, definitions, exceeded }
}

/// Reads a text with nothing but these edits.
fn read_with<'t>(text: &'t str, mut edits: Vec<Edit>, known: &Definitions) -> (Vec<Placed<'t>>, Definitions) {
    if edits.is_empty() {
        return read_as_it_is(text, known);
    }
    edits.sort_by_key(|edit| edit.written.start);
    let source_map = SourceMap::new(text, &edits);
    let (events, definitions) = read_as_it_is(source_map.text(), known);
    let events = events.into_iter().map(|(event, range)| source_map.restored(event, range)).collect();
    (events, definitions.into_iter().map(without_signs_in).collect())
}

/// The first place of each kind that is over a limit, but for those in code, which are text anyway.
fn first_of_each(exceeded: Vec<Exceeded>, events: &[Placed<'_>], too_deep: Option<Exceeded>) -> Vec<Exceeded> {
    if exceeded.is_empty() {
        return too_deep.into_iter().collect();
    }
    let code: Vec<&Range<usize>> = events
        .iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect();
    let is_code = |mark: &Exceeded| {
        let next = code.partition_point(|range| range.end <= mark.at);
        code.get(next).is_some_and(|range| range.contains(&mark.at))
    };
    let mut kinds: Vec<Exceeded> = Vec::new();
    // Whoever opens too many containers in a line nests too deep as well.
    for mark in exceeded.into_iter().filter(|mark| !is_code(mark)) {
        if kinds.iter().all(|known| known.what != mark.what) {
            kinds.push(mark);
        }
    }
    let is_reported = kinds.iter().any(|mark| mark.what == limits::CONTAINERS);
    kinds.extend(too_deep.filter(|_| !is_reported));
    kinds
}

/// Reports a place that is over a limit.
fn limit_exceeded(source: &Source, mark: Exceeded) -> Diagnostic {
    // A tag over several lines of a quote comes without the markers of the quote, so its place is not exact.
    let at = source.text().floor_char_boundary(mark.at.min(source.text().len()));
    let length = source.text()[at..].chars().next().map_or(0, char::len_utf8);
    let message = Message::from("there are ")
        .then(mark.what.message())
        .then(" here, so what is over that is text, or is left out");
    let help =
        "nobody means so many: look for a mark that was never closed, or for text that should stand in a code block";
    Diagnostic::limit_exceeded(source.span(at..at + length), message, help)
}

/// A definition of more bytes is not repeated in each of the cells that refer to it.
const LONGEST_REPEATED: usize = 512;

fn read_as_it_is<'t>(text: &'t str, known: &Definitions) -> (Vec<Placed<'t>>, Definitions) {
    let resolve = |link: BrokenLink<'_>| {
        let (target, title) = known.get(&link.reference.to_lowercase())?;
        // A document that is read whole has a bound for this of its own; each of many cells would begin anew.
        if target.len() + title.len() > LONGEST_REPEATED {
            return None;
        }
        Some((CowStr::from(target.clone()), CowStr::from(title.clone())))
    };
    let parser = Parser::new_with_broken_link_callback(text, options(), Some(resolve));
    let definitions = parser.reference_definitions().iter();
    let definitions = definitions
        .map(|(label, definition)| {
            let title = definition.title.as_deref().unwrap_or_default().to_owned();
            (label.to_lowercase(), (definition.dest.to_string(), title))
        })
        .collect();
    (parser.into_offset_iter().map(|(event, range)| (with_scheme(event), range)).collect(), definitions)
}

/// An address of mail as a link like any other.
fn with_scheme(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Link { link_type: link_type @ LinkType::Email, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: format!("mailto:{dest_url}").into(), title, id })
        }
        event => event,
    }
}

fn without_signs_in((label, (target, title)): (String, (String, String))) -> (String, (String, String)) {
    let clean = |text: String| without_signs(&text).into_string();
    (clean(label), (clean(target), clean(title)))
}

/// Quotes, lists and emphasis inside so many others are left out, with their content kept: nobody means that, and
/// whoever walks the events may recurse.
const DEEPEST: usize = 60;

const DEPTH: Excess =
    Excess { what: "more than {limit:,} quotes, lists and emphasis inside one another", limit: Some(DEEPEST) };

/// The events without what is nested deeper than [`DEEPEST`], and the first of those.
fn flattened(events: Vec<Placed<'_>>) -> (Vec<Placed<'_>>, Option<Exceeded>) {
    let mut depth = 0usize;
    let mut too_deep = None;
    let mut keep = |(event, range): &Placed<'_>| match event {
        Event::Start(_) => {
            depth += 1;
            if depth > DEEPEST {
                too_deep.get_or_insert(range.start);
            }
            depth <= DEEPEST
        }
        Event::End(_) => {
            depth = depth.saturating_sub(1);
            depth < DEEPEST
        }
        _ => true,
    };
    let kept = events.into_iter().filter(|placed| keep(placed)).collect();
    (kept, too_deep.map(|at| Exceeded { at, what: DEPTH }))
}

fn page_id(place: &Place, key: Option<&str>) -> PageId {
    match key {
        Some(key) => PageId::new(key),
        None => PageId::new(stem(&place.relative_path)),
    }
}

/// The path without its Markdown extension.
fn stem(relative_path: &str) -> &str {
    match relative_path.rsplit_once('.') {
        Some((stem, extension)) if extension.eq_ignore_ascii_case("md") => stem,
        Some((stem, extension)) if extension.eq_ignore_ascii_case("markdown") => stem,
        _ => relative_path,
    }
}

/// How many characters a title has at most: it is on other pages too, in their navigation.
const LONGEST_TITLE: usize = 1_000;

const TITLE: Excess = Excess { what: "more than {limit:,} characters in the title", limit: Some(LONGEST_TITLE) };

/// The beginning of a title that is too long, and whether it was.
fn cut_title(title: String) -> (String, bool) {
    match title.char_indices().nth(LONGEST_TITLE) {
        None => (title, false),
        Some((end, _)) => (title[..end].to_owned() + "…", true),
    }
}

fn title(given: Option<&str>, headings: &[crate::model::Heading], relative_path: &str) -> String {
    let first = || headings.iter().find(|heading| !heading.text.is_empty()).map(|heading| heading.text.as_str());
    given.or_else(first).unwrap_or_else(|| stem(relative_path).rsplit('/').next().unwrap_or_default()).to_owned()
}
