//! A site in one text: a line `=== path` begins a file. What is above the first one is a page in Dutch.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use hexapla::cache::NoCache;
use hexapla::check::Finding;
use hexapla::config::Options;
use hexapla::freshness::RowsByEntry;
use hexapla::pipeline::{self, Failure, Site};
use hexapla::publish::{Outcome, PublishError, Sink, Target};
use hexapla::read::{Embedded, Layered, Memory, World};
use hexapla::report::{FORMATS, Places, Report, Style};
use hexapla::text::{FilePath, Source};

use crate::well_formed::check_file;

/// What begins a line that names a file.
const FILE: &[u8] = b"=== ";

/// The files of a site that was built, by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The world that a text describes.
pub fn world(input: &[u8]) -> Memory {
    let mut world = Memory::default();
    let (mut path, mut file) = ("content/nl-NL/index.md".to_owned(), Vec::new());
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(FILE) {
            Some(name) => {
                world = world.with(&path, std::mem::take(&mut file));
                path = String::from_utf8_lossy(name).trim().to_owned();
            }
            None => file.extend_from_slice(line),
        }
    }
    world.with(&path, file)
}

/// The site in a world, with what a user may change of the theme; `None` where that is refused.
pub fn load(world: &Memory) -> Option<Site> {
    let read = pipeline::configure(world, &FilePath::new("hexapla.toml"), false)
        .and_then(|options: Options| pipeline::load(world, &theme(world), &NoCache, options, &[]));
    match read {
        Ok(site) => Some(site),
        Err(Failure::Configuration(wrong, _)) => {
            assert!(!wrong.is_empty(), "the configuration is refused, and nothing is wrong");
            None
        }
        Err(_) => None,
    }
}

fn theme(world: &Memory) -> Layered<Memory, Embedded> {
    Layered::new(world.clone(), Embedded)
}

/// Builds a site and checks each of its files; nothing where it is refused.
pub fn build(world: &Memory, site: &Site) -> Files {
    if !pipeline::blocking(site).is_empty() {
        return Files::new();
    }
    let kept = Kept::default();
    // A theme that is broken is refused; nothing else may keep a site from being built.
    let built = pipeline::build(world, &theme(world), site, &kept, &|_| {});
    if let Err(pipeline::BuildFailure::Publish(error)) = &built {
        panic!("the target refuses a path: {error}");
    }
    let files = std::mem::take(&mut *kept.0.lock().unwrap_or_else(PoisonError::into_inner));
    files.iter().for_each(|(path, bytes)| check_file(path, bytes));
    files
}

/// The length of a file in bytes and its text; nothing where it cannot be read.
type KnownFile = Option<(usize, Arc<Source>)>;

/// Checks that findings lie in their files, and that every format can report them.
pub fn check_findings(world: &Memory, findings: &[Finding]) {
    // As in the program, each file is read once, however many findings are in it.
    let known = RefCell::new(BTreeMap::<FilePath, KnownFile>::new());
    let read = |path: &FilePath| {
        let bytes = world.read(path).or_else(|_| Embedded.read(path)).ok()?;
        let source = Source::new(path.clone(), String::from_utf8_lossy(&bytes).into_owned());
        Some((bytes.len(), Arc::new(source)))
    };
    let file = |path: &FilePath| known.borrow_mut().entry(path.clone()).or_insert_with(|| read(path)).clone();
    let source = |path: &FilePath| file(path).map(|(_, source)| source);
    for found in findings {
        let span = &found.diagnostic.span;
        let length = file(&span.file).map_or(0, |(length, _)| length);
        assert!(span.start <= span.end && span.end <= length, "{}: {span:?} of {length} bytes", found.diagnostic.rule);
    }
    let places = Places::new(&source, &|_| None, "");
    let report = Report {
        findings,
        rows: &RowsByEntry::new(),
        blocks: &[],
        since: None,
        places: &places,
        style: Style::default(),
    };
    for format in FORMATS {
        let text = (format.write)(&report);
        let is_json = matches!(format.name, "json" | "gitlab" | "rdjson" | "sarif");
        let is_right = !is_json || serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
        assert!(is_right, "the format `{}` is not JSON", format.name);
    }
}

/// A target that keeps the files of a site in memory.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Files>>);

impl Target for Kept {
    fn begin(&self) -> Result<Box<dyn Sink>, PublishError> {
        Ok(Box::new(self.clone()))
    }
}

impl Sink for Kept {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let leaves = path.split('/').any(|part| matches!(part, "" | "." | ".."));
        assert!(!leaves && !path.contains(['\\', '\0']), "`{path}` is no path inside a site");
        let before = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.to_vec());
        assert!(before.is_none(), "`{path}` is written twice");
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Outcome, PublishError> {
        Ok(Outcome::default())
    }
}
