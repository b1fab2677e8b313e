//! From a world to everything that is known about its content.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;

use rayon::prelude::*;

use super::discover::{Discovered, discover};
use super::lock::read_lock;
use super::pinning::{self, OpenPast};
use super::{contents, drawings, glossary, includes};
use crate::align::{Alignment, align};
use crate::check::RULES;
use crate::config::{self, LocalizedText, Options};
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::{Originals, Pins, UnresolvedPin};
use crate::model::{Corpus, CorpusFrame, Glossary, Known, LocaleId, LocaleProfile, Lock, Page};
use crate::parse::{Document, Place, front_matter_date, parse};
use crate::plan::{PlanOptions, SitePlan};
use crate::read::{LARGEST_TEXT, ReadError, RevisionError, World};
use crate::render::Messages;
use crate::text::{FilePath, Source, Span};

/// Everything that is known about the content of a site.
#[derive(Debug)]
pub struct Site {
    /// What the user asked for.
    pub options: Options,
    /// The digests of all pages.
    pub corpus: Corpus,
    /// What the user says about terms and names.
    pub glossary: Glossary,
    /// What was known about the rows before their texts were compared.
    pub known: Known,
    /// What corresponds to what.
    pub alignment: Alignment,
    /// What is made of it, and where.
    pub plan: SitePlan,
    /// What was wrong while reading and planning, at the severities of the rules.
    pub reading: Vec<Diagnostic>,
    /// The pages of the source that translations were made from.
    pub originals: Originals,
    /// Pages that name a revision of their source which cannot be read.
    pub unresolved_pins: Vec<UnresolvedPin>,
    /// Files that are copied without what could act in them.
    pub drawings: BTreeSet<FilePath>,
    /// The past of the source, where pages point into it.
    pub past: Option<OpenPast>,
}

/// Why there is no site to speak of.
#[derive(Debug)]
pub enum Failure {
    /// Something outside could not be read.
    Read(ReadError),
    /// The configuration or a locale's data is wrong; the sources are those the diagnostics point into.
    Configuration(Vec<Diagnostic>, Vec<Source>),
    /// No folder of a locale was found where content should be.
    NoContent(FilePath),
    /// Locales that were asked for and have no folder; those that have one.
    UnknownLocales(Vec<LocaleId>, Vec<LocaleId>),
    /// The repository with the past of this locale cannot be read.
    History(LocaleId, RevisionError),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Read(error) => error.fmt(f),
            Failure::Configuration(diagnostics, _) => {
                let noun = if diagnostics.len() == 1 { "problem" } else { "problems" };
                write!(f, "the configuration has {} {noun}", diagnostics.len())
            }
            Failure::NoContent(folder) => write!(f, "no locale has content in `{folder}`"),
            Failure::UnknownLocales(unknown, present) => {
                write!(f, "no content in {}; there is {}", listed(unknown), listed(present))
            }
            Failure::History(locale, _) => write!(f, "the history of `{locale}` cannot be read"),
        }
    }
}

fn listed(locales: &[LocaleId]) -> String {
    locales.iter().map(|locale| format!("`{locale}`")).collect::<Vec<_>>().join(", ")
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // Its message is the failure's own.
            Failure::Read(error) => error.source(),
            Failure::History(_, error) => Some(error),
            Failure::Configuration(..) | Failure::NoContent(_) | Failure::UnknownLocales(..) => None,
        }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Failure {
        Failure::Read(error)
    }
}

/// Reads the configuration file at `path`, all defaults where it does not exist and need not.
///
/// # Errors
/// [`Failure::Configuration`] with everything that is wrong in it, [`Failure::Read`] where it cannot be read.
pub fn configure(world: &dyn World, path: &FilePath, must_exist: bool) -> Result<Options, Failure> {
    let bytes = match world.read_at_most(LARGEST_TEXT, path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.missing && !must_exist => None,
        Err(error) => return Err(Failure::Read(error)),
    };
    let source = bytes.map(|bytes| config::decode(path, bytes)).transpose().map_err(|wrong| {
        let (source, diagnostic) = *wrong;
        Failure::Configuration(vec![diagnostic], vec![source])
    })?;
    let known: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    config::load(source.as_ref(), &known)
        .map_err(|diagnostics| Failure::Configuration(diagnostics, source.into_iter().collect()))
}

/// Reads and aligns the content of `world`, or only the locales of `only` where it names some. `theme` holds
/// `locales/`: the user's over our own.
///
/// # Errors
/// [`Failure`] where there is nothing to read or no sense in reading it.
pub fn load(world: &dyn World, theme: &dyn World, options: Options, only: &[LocaleId]) -> Result<Site, Failure> {
    let present = discover(world, &options.content)?.locales;
    let wrong = options.locales_without_content(&present);
    if !present.is_empty() && !wrong.is_empty() {
        return Err(Failure::Configuration(wrong, Vec::new()));
    }
    let known = StateKnown { lock: read_lock(world)?, glossary: glossary::read(world)? };
    load_state(world, theme, options, only, known)
}

/// What stands beside the content of a state.
#[derive(Debug, Default)]
pub(super) struct StateKnown {
    /// The names of rows.
    pub(super) lock: Option<Lock>,
    /// What the user says about terms and names.
    pub(super) glossary: Glossary,
}

/// The same for a state of the site in which locales that the configuration names may not have content yet.
///
/// # Errors
/// [`Failure`] where there is nothing to read or no sense in reading it.
pub(super) fn load_state(
    world: &dyn World,
    theme: &dyn World,
    options: Options,
    only: &[LocaleId],
    StateKnown { lock, glossary }: StateKnown,
) -> Result<Site, Failure> {
    let mut discovered = discover(world, &options.content)?;
    if discovered.locales.is_empty() {
        return Err(Failure::NoContent(options.content.root.clone()));
    }
    known_locales(only, &discovered.locales)?;
    let snippets = includes::snippets(world, &options.content)?;
    let past = pinning::source(&options, &discovered);
    discovered.keep_only(only);
    let broken_drawings = drawings::refuse_broken(world, &mut discovered);
    let (profiles, mut diagnostics) = profiles(theme, &options, &discovered.locales)?;
    diagnostics.extend(missing_messages(theme, &profiles));
    let (pages, unreadable, reading) = read_pages(world, &options, &discovered);
    let duplicates = duplicates(&pages);
    let (includes, too_much) = includes::find(world, &discovered, snippets, &pages);
    let frame = CorpusFrame {
        profiles,
        source_locale: options.content.source_locale.clone().filter(|source| discovered.locales.contains(source)),
        default_locale: options.default_locale(&discovered.locales),
        includes,
        unreadable: unreadable_pages(&discovered, &unreadable),
        files: discovered.files,
    };
    let not_copied = discovered.not_copied.into_iter().map(|(_, diagnostic)| diagnostic);
    diagnostics.extend(discovered.diagnostics.into_iter().chain(not_copied).chain(broken_drawings).chain(unreadable));
    diagnostics.extend(duplicates.into_iter().chain(too_much).chain(reading));
    let mut corpus = Corpus::new(frame, pages);
    let (tables_of_contents, wrong) = contents::read(world, &corpus);
    corpus.contents = tables_of_contents;
    diagnostics.extend(wrong);
    let past = past.map(|past| pinning::open(world, &options, &corpus, &past)).transpose()?.flatten();
    if let Some(past) = &past {
        know_language(theme, &mut corpus, &past.locale)?;
    }
    let mut pins = past.as_ref().map(|past| pinning::pins(&options, &corpus, past)).unwrap_or_default();
    diagnostics.append(&mut pins.diagnostics);
    let known = Known { pinned: std::mem::take(&mut pins.rows), lock };
    let alignment = align(&corpus, &known);
    let (plan, collisions) = SitePlan::new(&corpus, &alignment, plan_options(&options, &corpus));
    diagnostics.extend(collisions);
    let Pins { originals, unresolved: unresolved_pins, .. } = pins;
    Ok(Site {
        options,
        corpus,
        glossary,
        known,
        alignment,
        plan,
        reading: diagnostics,
        originals,
        unresolved_pins,
        drawings: discovered.drawings,
        past,
    })
}

/// Adds what is known about the language of the source, which rules read even where it is no locale of the site.
fn know_language(theme: &dyn World, corpus: &mut Corpus, locale: &LocaleId) -> Result<(), Failure> {
    if !corpus.profiles.contains_key(locale) {
        corpus.profiles.extend(config::load_locales(theme, std::slice::from_ref(locale))?.profiles);
    }
    Ok(())
}

/// The messages of the interface that locales lack, one diagnostic for each locale. What cannot be read as messages is
/// told where the site is built.
fn missing_messages(theme: &dyn World, profiles: &[LocaleProfile]) -> Vec<Diagnostic> {
    let Ok((_, missing)) = Messages::load(theme, profiles) else { return Vec::new() };
    let same_folder = |one: &Diagnostic, other: &Diagnostic| one.span.file == other.span.file;
    let of_folder = |missing: &[Diagnostic]| {
        let mut first = missing[0].clone();
        if missing.len() > 1 {
            first.message.push_str(&format!("; {} more are missing", missing.len() - 1));
        }
        first
    };
    missing.chunk_by(same_folder).map(of_folder).collect()
}

fn plan_options(options: &Options, corpus: &Corpus) -> PlanOptions {
    let default_locale = corpus.default_locale.as_ref().or(corpus.locales.first()).expect("a site has a locale");
    let in_locales = |text: &LocalizedText| {
        let of = |locale: &LocaleId| text.in_locale(locale, Some(default_locale)).map(str::to_owned);
        corpus.locales.iter().filter_map(|locale| Some((locale.clone(), of(locale)?))).collect()
    };
    PlanOptions {
        titles: in_locales(&options.site.title),
        descriptions: in_locales(&options.site.description),
        base_url: options.site.base_url.clone(),
        default_locale: default_locale.clone(),
        dated: options.history.is_some()
            || corpus.all_pages().any(|page| front_matter_date(&page.front_matter).is_some()),
        review: options.site.review,
    }
}

/// Reads one page again, for its prose.
///
/// # Errors
/// [`ReadError`] where the file is gone or no longer UTF-8 since it was first read.
pub fn reread(world: &dyn World, options: &Options, page: &Page) -> Result<Document, ReadError> {
    let changed =
        || ReadError { path: page.path.clone(), reason: "it changed while it was read".into(), missing: false };
    let bytes = world.read_at_most(LARGEST_TEXT, &page.path)?;
    let source = Source::from_bytes(page.path.clone(), bytes).map_err(|_| changed())?;
    Ok(parse_at(options, source, &page.locale, &page.below))
}

/// Parses a source as the page of a locale at a path below its folder.
pub(super) fn parse_at(options: &Options, source: Source, locale: &LocaleId, below: &str) -> Document {
    parse(source, &place(options, locale, below)).0
}

fn place(options: &Options, locale: &LocaleId, below: &str) -> Place {
    Place { locale: locale.clone(), below: below.to_owned(), page_key: options.content.page_key.clone() }
}

/// Whether every locale that was asked for is present.
///
/// # Errors
/// [`Failure::UnknownLocales`] with those that are not.
pub fn known_locales(wanted: &[LocaleId], present: &[LocaleId]) -> Result<(), Failure> {
    let unknown: Vec<LocaleId> = wanted.iter().filter(|locale| !present.contains(locale)).cloned().collect();
    if unknown.is_empty() { Ok(()) } else { Err(Failure::UnknownLocales(unknown, present.to_vec())) }
}

/// What is known about each locale, with the configured column roles among its header words.
fn profiles(
    theme: &dyn World,
    options: &Options,
    present: &[LocaleId],
) -> Result<(Vec<LocaleProfile>, Vec<Diagnostic>), Failure> {
    let locales = config::load_locales(theme, present)?;
    if locales.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(Failure::Configuration(locales.diagnostics, locales.sources));
    }
    let mut profiles: Vec<LocaleProfile> = locales.profiles.into_values().collect();
    for profile in &mut profiles {
        for (header, role) in &options.content.roles {
            profile.header_words.values_mut().for_each(|words| words.retain(|word| word != header));
            profile.header_words.entry(*role).or_default().insert(0, header.clone());
        }
    }
    Ok((profiles, locales.diagnostics))
}

/// A page with what is wrong in it, or why it could not be read.
type ReadPage = Result<(Page, Vec<Diagnostic>), Box<Diagnostic>>;

/// All pages, what could not be read, and what is wrong in what was read.
fn read_pages(
    world: &dyn World,
    options: &Options,
    discovered: &Discovered,
) -> (Vec<Page>, Vec<Diagnostic>, Vec<Diagnostic>) {
    let read = |(locale, below, path): &(LocaleId, String, FilePath)| {
        let source = read_source(world, path)?;
        let (document, diagnostics) = parse(source, &place(options, locale, below));
        Ok((document.page, diagnostics))
    };
    let results: Vec<ReadPage> = discovered.pages.par_iter().map(read).collect();
    let (mut pages, mut unreadable, mut reading) = (Vec::new(), Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok((page, diagnostics)) => {
                pages.push(page);
                reading.extend(diagnostics);
            }
            Err(diagnostic) => unreadable.push(*diagnostic),
        }
    }
    (pages, unreadable, reading)
}

fn unreadable_pages(discovered: &Discovered, unreadable: &[Diagnostic]) -> BTreeSet<(LocaleId, String)> {
    let failed: BTreeSet<&FilePath> = unreadable.iter().map(|diagnostic| &diagnostic.span.file).collect();
    let pages = discovered.pages.iter().filter(|(_, _, path)| failed.contains(path));
    pages.map(|(locale, below, _)| (locale.clone(), below.clone())).collect()
}

/// The text of a file, or why it cannot be read as text.
pub(super) fn read_source(world: &dyn World, path: &FilePath) -> Result<Source, Box<Diagnostic>> {
    let unreadable = |at: usize, message: String, help: &str| {
        Box::new(Diagnostic::new("unreadable-file", Severity::Error, Span::new(path, at..at), message).help(help))
    };
    let bytes = world.read_at_most(LARGEST_TEXT, path).map_err(|error| {
        let help = "check that it exists, is a plain file of a sensible size, and may be read";
        unreadable(0, format!("the file cannot be read: {}", error.reason), help)
    })?;
    Source::from_bytes(path.clone(), bytes).map_err(|error| {
        let message = format!("the file is not UTF-8: line {} has a byte that cannot be read", error.line);
        unreadable(error.offset, message, "save it with the encoding UTF-8")
    })
}

/// Two files that claim to be one page in one locale.
fn duplicates(pages: &[Page]) -> Vec<Diagnostic> {
    let mut sorted: Vec<&Page> = pages.iter().collect();
    sorted.sort_by_key(|page| (&page.id, &page.locale, &page.path));
    let same = |pair: &&[&Page]| pair[0].id == pair[1].id && pair[0].locale == pair[1].locale;
    let report = |pair: &[&Page]| {
        let message = format!(
            "`{}` and `{}` are both the page `{}` in `{}`",
            pair[0].path, pair[1].path, pair[1].id, pair[1].locale
        );
        Diagnostic::new("duplicate-url", Severity::Error, Span::new(&pair[1].path, 0..0), message)
            .help("rename or remove one of them, or give it another page key")
            .related(Span::new(&pair[0].path, 0..0), "the other file")
    };
    sorted.windows(2).filter(same).map(report).collect()
}
