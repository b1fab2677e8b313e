//! What is given made up input, and what must hold of the answer.
//!
//! A target is one file with a constant, and one line in [`TARGETS`]; its seeds are the files of `fuzz/seeds/<name>/`.

mod configuration;
mod front_matter;
mod git_tree;
mod glossary;
mod include_graph;
mod lock;
mod page;
mod search;
mod signature;
mod site;
mod table;
mod toc;

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use hexapla::diagnostic::Diagnostic;
use hexapla::text::{FilePath, Source, Span};

/// All targets, by name.
pub const TARGETS: &[Target] = &[
    configuration::TARGET,
    front_matter::TARGET,
    git_tree::TARGET,
    glossary::TARGET,
    include_graph::TARGET,
    lock::TARGET,
    page::TARGET,
    search::TARGET,
    signature::TARGET,
    site::TARGET,
    table::TARGET,
    toc::TARGET,
];

/// Something that takes input.
pub struct Target {
    /// Its name on the command line, and of the folder with its seeds.
    pub name: &'static str,
    /// Gives it an input, and panics where an invariant does not hold.
    pub run: fn(&[u8], &mut Traits),
    /// The signs that its format is made of.
    pub tokens: &'static [&'static str],
    /// What opens something in its format, and what closes it.
    pub pairs: &'static [(&'static str, &'static str)],
    /// What is around a repeated piece, `{}`, when growth is measured; none where inputs cannot grow.
    pub frames: &'static [&'static str],
    /// How many made up inputs `cargo test` runs: as many as take about a second. So many are run, too, for each time
    /// that growth is measured, which takes far longer than one of them.
    pub trials: usize,
}

/// What was seen while inputs ran. An input that shows something new is kept, and changed further.
#[derive(Default)]
pub struct Traits(HashSet<u64>);

impl Traits {
    /// Something was seen.
    pub fn note(&mut self, what: impl Hash) {
        let mut hasher = rustc_hash::FxHasher::default();
        what.hash(&mut hasher);
        self.0.insert(hasher.finish());
    }

    /// So many of something were seen; only the magnitude counts.
    pub fn count(&mut self, what: &str, count: usize) {
        self.note((what, usize::BITS - count.leading_zeros()));
    }

    /// The rules that something broke.
    pub fn found(&mut self, diagnostics: &[Diagnostic]) {
        for found in diagnostics {
            self.note((found.rule, found.severity, found.help.is_some()));
            self.note(message_shape(&found.message));
        }
        self.count("diagnostics", diagnostics.len());
    }

    /// How much was seen.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// How a message begins and ends, without what it names, counts and cites between backticks.
fn message_shape(message: &str) -> String {
    let beginning = message.split(['`', '"', ':']).next().unwrap_or_default();
    let end = message.rsplit(['`', '"', ':']).next().unwrap_or_default();
    let own = beginning.chars().take(40).chain(end.chars().take(20));
    own.filter(|char| !char.is_ascii_digit()).collect()
}

/// The input as text; what is no UTF-8 is replaced.
fn text_of(input: &[u8]) -> String {
    String::from_utf8_lossy(input).into_owned()
}

/// The input as a file.
fn source_of(path: &str, input: &[u8]) -> Source {
    Source::new(FilePath::new(path), text_of(input))
}

/// A place must lie in its text, between characters.
fn check_place(text: &str, place: &Range<usize>, what: &str) {
    assert!(text.get(place.clone()).is_some(), "{what} is at {place:?} of {} bytes", text.len());
}

/// All places that diagnostics name must lie in the text that they were read from, and their words follow the style.
fn check_diagnostics(source: &Source, diagnostics: &[Diagnostic]) {
    let check = |span: &Span| {
        assert_eq!(&span.file, source.path(), "a diagnostic is about another file");
        check_place(source.text(), &span.range(), "a diagnostic");
    };
    for found in diagnostics {
        check(&found.span);
        found.related.iter().for_each(|label| check(&label.span));
        found.fix.iter().flat_map(|fix| &fix.edits).for_each(|edit| check(&edit.span));
        assert!(!found.message.is_empty(), "a diagnostic of `{}` says nothing", found.rule);
    }
}
