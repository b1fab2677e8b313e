//! A rule's page, and the examples on it as sites that can be checked.
//!
//! Each heading of level 2 or 3 begins an example, a site of its own, empty at first. Under it
//!
//! - a fence with `file=PATH` in its info string is a file: of the site's folder where it is TOML
//!   (`toml file=hexapla.toml`, `toml file=hexapla.lock`), else of `content/` (`md file=nl-NL/fouten.md`). With
//!   `bytes=latin1` each character is written as one byte, for files that are not UTF-8. With `before` it is what the
//!   file said at an older revision, and the findings are those of `hexapla check --since`. With `revision=NAME` it is
//!   what the file said at a revision that pages name in their front matter;
//! - the fence `text findings` is what `hexapla check --format concise` says about the site, of the page's rule
//!   alone, or the word `none`.

use std::ops::Range;
use std::sync::Arc;

use hexapla::check::Finding;
use hexapla::freshness::RowsByEntry;
use hexapla::model::LocaleId;
use hexapla::pipeline::{Failure, check, configure, load, since};
use hexapla::read::{Embedded, Layered, Memory, World};
use hexapla::report::{Places, Report, Style, format};
use hexapla::text::{FilePath, Source};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// What a page says where nothing is found.
pub const NOTHING: &str = "none\n";

/// A heading of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    pub level: usize,
    /// The `name` of its `<a>`; empty where it has none.
    pub anchor: String,
    pub text: String,
    /// What stands below it, up to the next heading.
    pub body: Range<usize>,
}

/// A fenced block: its info string and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    pub info: String,
    pub text: String,
}

/// A site, and what should be found in it.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// The heading it stands under.
    pub heading: String,
    /// Its files, by their paths below the site's folder.
    pub files: Vec<(String, Vec<u8>)>,
    /// Those of its files that said something else at an older revision.
    pub before: Vec<(String, Vec<u8>)>,
    /// What its files said at revisions that pages name: revision, path and text.
    pub past: Vec<(String, String, Vec<u8>)>,
    /// What should be found: lines, or [`NOTHING`].
    pub expected: Option<String>,
}

/// The headings of a page.
pub fn headings(page: &str) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut open = false;
    for (event, range) in Parser::new(page).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                open = true;
                if let Some(last) = headings.last_mut() {
                    last.body.end = range.start;
                }
                headings.push(Heading { level: level as usize, body: range.end..page.len(), ..Heading::default() });
            }
            Event::End(TagEnd::Heading(_)) => open = false,
            Event::InlineHtml(tag) if open && tag.starts_with("<a name=\"") => {
                let heading = headings.last_mut().expect("a heading is open");
                heading.anchor = tag["<a name=\"".len()..].trim_end_matches("\">").to_owned();
            }
            Event::Text(text) | Event::Code(text) if open => {
                headings.last_mut().expect("a heading is open").text.push_str(&text);
            }
            _ => {}
        }
    }
    headings
}

/// The fenced blocks of a page, each with its place in bytes.
pub fn fences(page: &str) -> Vec<(Fence, Range<usize>)> {
    let mut fences: Vec<(Fence, Range<usize>)> = Vec::new();
    let mut open = false;
    for (event, range) in Parser::new(page).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                open = true;
                fences.push((Fence { info: info.to_string(), text: String::new() }, range));
            }
            Event::End(TagEnd::CodeBlock) => open = false,
            Event::Text(text) if open => fences.last_mut().expect("a fence is open").0.text.push_str(&text),
            _ => {}
        }
    }
    fences
}

/// The examples of a page: all headings of level 2 and 3 under which there is a fence.
pub fn examples(page: &str) -> Vec<Example> {
    let fences = fences(page);
    let of_heading = |heading: &Heading| {
        let mut example = Example { heading: heading.text.clone(), ..Example::default() };
        for (fence, _) in fences.iter().filter(|(_, place)| heading.body.contains(&place.start)) {
            example.add(fence);
        }
        example
    };
    let all = headings(page).iter().filter(|heading| heading.level > 1).map(of_heading).collect::<Vec<_>>();
    all.into_iter().filter(|example| !example.files.is_empty() || example.expected.is_some()).collect()
}

impl Example {
    fn add(&mut self, fence: &Fence) {
        let words = fence.info.split_whitespace();
        if fence.info == "text findings" {
            assert!(self.expected.replace(fence.text.clone()).is_none(), "two lists of findings: {}", self.heading);
        } else if let Some(path) = words.clone().find_map(|word| word.strip_prefix("file=")) {
            let is_beside_content = [".toml", ".lock", ".csv", ".ftl"].iter().any(|end| path.ends_with(end));
            let path = if is_beside_content { path.to_owned() } else { format!("content/{path}") };
            let says = |wanted: &str| words.clone().any(|word| word == wanted);
            let bytes = if says("bytes=latin1") { to_latin1(&fence.text) } else { fence.text.clone().into_bytes() };
            if let Some(revision) = words.clone().find_map(|word| word.strip_prefix("revision=")) {
                return self.past.push((revision.to_owned(), path, bytes));
            }
            let files = if says("before") { &mut self.before } else { &mut self.files };
            files.push((path, bytes));
        }
    }

    /// What `rule` finds in the site, as the page would say it.
    pub fn findings(&self, rule: &str) -> String {
        let lines = self.report(rule, "concise");
        if lines.is_empty() { NOTHING.to_owned() } else { lines }
    }

    /// What `rule` finds in the site, in this format.
    pub fn report(&self, rule: &str, format: &str) -> String {
        let (world, findings) = self.found(rule);
        write(&world, &findings, format)
    }

    /// The site, and what `rule` finds in it.
    pub fn found(&self, rule: &str) -> (Memory, Vec<Finding>) {
        let past = self.past.iter();
        let past = past.fold(Memory::default(), |world, (name, path, text)| world.with_past(name, path, text.clone()));
        let world = with_files(past, &self.files);
        let before = (!self.before.is_empty()).then(|| with_files(world.clone(), &self.before));
        let mut findings = findings(&world, before.as_ref());
        findings.retain(|finding| finding.diagnostic.rule == rule);
        (world, findings)
    }
}

fn to_latin1(text: &str) -> Vec<u8> {
    text.chars().map(|char| u8::try_from(char).expect("every character is one of Latin-1")).collect()
}

/// A world with more files, in place of those of the same paths.
fn with_files(world: Memory, files: &[(String, Vec<u8>)]) -> Memory {
    files.iter().fold(world, |world, (path, bytes)| world.with(path, bytes.clone()))
}

/// Everything that `hexapla check` says about a site, wrong configuration included, or what it says since the state
/// of `before`.
fn findings(world: &Memory, before: Option<&Memory>) -> Vec<Finding> {
    let theme = Layered::new(world.clone(), Embedded);
    let options = configure(world, &FilePath::new("hexapla.toml"), false);
    match (options.and_then(|options| load(world, &theme, options, &[])), before) {
        (Ok(site), None) => check(world, &site).expect("files in memory can be read again").findings,
        (Ok(site), Some(before)) => {
            since(before, &theme, world, &site).expect("what was there before is a site").found.findings
        }
        (Err(Failure::Configuration(diagnostics, _)), _) => {
            let finding =
                |diagnostic| Finding { diagnostic, locale: None, page: None, entry: None, fingerprint: String::new() };
            diagnostics.into_iter().map(finding).collect()
        }
        (Err(failure), _) => panic!("the example is no site: {failure:?}"),
    }
}

fn write(world: &Memory, findings: &[Finding], name: &str) -> String {
    let source = |path: &FilePath| {
        let bytes = world.read(path).ok()?;
        Some(Arc::new(Source::new(path.clone(), String::from_utf8_lossy(&bytes).into_owned())))
    };
    let no_locale = |_: &FilePath| None::<LocaleId>;
    let places = Places::new(&source, &no_locale, "");
    let format = format(name).expect("the format is one of ours");
    (format.write)(&Report {
        findings,
        rows: &RowsByEntry::new(),
        since: None,
        places: &places,
        style: Style::default(),
    })
}
