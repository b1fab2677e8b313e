//! From a world to everything that is known about its content.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::base_revisions::{self, SourceContent, SourceRepository};
use super::caught_up::caught_up;
use super::failure::Failure;
use super::histories::Histories;
use super::known_sources::{CachedVerdicts, known_sources};
use super::lock::read_lock;
use super::repositories::Repositories;
pub use super::rereading::reread;
pub(super) use super::rereading::{parse_at, place, reread_source};
use super::site::{Site, StateKnown};
use super::{drawings, glossary, seen_source};
use crate::align::align;
use crate::cache::{Cache, NoCache};
use crate::check::RULES;
use crate::config::{self, ContentOptions, LocalizedText, Options};
use crate::diagnostic::{Diagnostic, Message, Severity, rule_ids};
use crate::freshness::Left;
use crate::history::{BaseRevisions, PinKeys};
use crate::layout::{Discovered, discover, find_includes, find_shared, read_contents, read_source, snippets_inside};
use crate::model::{Corpus, CorpusFrame, Known, LocaleId, LocaleProfile, Page};
use crate::parse::parse;
use crate::plan::{PlanOptions, SitePlan};
use crate::read::{LARGEST_TEXT, World};
use crate::render::Messages;
use crate::text::{FilePath, Span};
use crate::units::AlignedCorpus;

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
/// `locales/`: the user's over our own. `cache` has what earlier runs found.
///
/// # Errors
/// [`Failure`] where there is nothing to read or no sense in reading it.
pub fn load(
    world: &dyn World,
    theme: &dyn World,
    cache: &dyn Cache,
    options: Options,
    only: &[LocaleId],
) -> Result<Site, Failure> {
    let present = discover(world, options.content.places())?.locales;
    refuse_absent(&present, options.locales_without_content(&present))?;
    load_now(world, theme, cache, options, only)
}

/// Reads and aligns the content of `world` as [`load`] does, also where a language whose folder the configuration names
/// has no pages. A rule reports that; a site would be made without the language, and nobody would notice.
///
/// # Errors
/// [`Failure`] where there is nothing to read or no sense in reading it.
pub fn load_to_check(
    world: &dyn World,
    theme: &dyn World,
    cache: &dyn Cache,
    options: Options,
    only: &[LocaleId],
) -> Result<Site, Failure> {
    refuse_needed_absent(world, &options)?;
    load_now(world, theme, cache, options, only)
}

/// Reads and aligns the content of `world` as [`load_to_check`] does, for a change of it to be judged: what the commits
/// before it left behind is not asked for.
///
/// # Errors
/// [`Failure`] where there is nothing to read or no sense in reading it.
pub fn load_to_compare(world: &dyn World, theme: &dyn World, options: Options) -> Result<Site, Failure> {
    refuse_needed_absent(world, &options)?;
    let known = StateKnown { lock: read_lock(world)?, glossary: glossary::read(world)?, ..StateKnown::default() };
    load_state(world, theme, options, &[], known)
}

/// # Errors
/// [`Failure::Configuration`] where locales that have no other content than what the configuration names have none.
fn refuse_needed_absent(world: &dyn World, options: &Options) -> Result<(), Failure> {
    let present = discover(world, options.content.places())?.locales;
    refuse_absent(&present, options.needed_locales_without_content(&present))
}

/// # Errors
/// [`Failure`] where there is nothing to read or no sense in reading it.
fn load_now(
    world: &dyn World,
    theme: &dyn World,
    cache: &dyn Cache,
    options: Options,
    only: &[LocaleId],
) -> Result<Site, Failure> {
    let known = StateKnown { lock: read_lock(world)?, glossary: glossary::read(world)?, ..StateKnown::default() };
    load_with(world, theme, options, only, known, Past::Whole(cache))
}

/// # Errors
/// [`Failure::Configuration`] where locales have no content, unless none has any.
fn refuse_absent(present: &[LocaleId], absent: Vec<Diagnostic>) -> Result<(), Failure> {
    if present.is_empty() || absent.is_empty() { Ok(()) } else { Err(Failure::Configuration(absent, Vec::new())) }
}

/// Reads and aligns a state of the site in which locales that the configuration names may not have content yet.
///
/// # Errors
/// [`Failure`] where there is nothing to read or no sense in reading it.
pub(super) fn load_state(
    world: &dyn World,
    theme: &dyn World,
    options: Options,
    only: &[LocaleId],
    known: StateKnown,
) -> Result<Site, Failure> {
    load_with(world, theme, options, only, known, Past::AsConfigured)
}

/// What is asked of the history of a site.
#[derive(Clone, Copy)]
enum Past<'c> {
    /// What each translation was made from, as far as pins or commits show it. The cache has what was found before.
    Whole(&'c dyn Cache),
    /// Only what the configuration names: where a change is judged, it is compared with the state before it.
    AsConfigured,
}

/// # Errors
/// [`Failure`] where there is nothing to read or no sense in reading it.
fn load_with(
    world: &dyn World,
    theme: &dyn World,
    options: Options,
    only: &[LocaleId],
    StateKnown { lock, glossary, repositories }: StateKnown,
    past: Past<'_>,
) -> Result<Site, Failure> {
    let mut discovered = discover(world, options.content.places())?;
    if discovered.locales.is_empty() {
        return Err(Failure::NoContent(options.content.root.clone()));
    }
    known_locales(only, &discovered.locales)?;
    let snippets = snippets(world, &options.content)?;
    let source_history = base_revisions::source(&options, &discovered)
        .filter(|_| matches!(past, Past::Whole(_)) || base_revisions::keys(&options) != PinKeys::default());
    let histories = match past {
        Past::Whole(_) => Histories::open((world, &repositories), &options, &discovered)?,
        Past::AsConfigured => Histories::default(),
    };
    let cached = match past {
        Past::Whole(cache) => CachedVerdicts::read(cache, &options, &histories.replaced()),
        Past::AsConfigured => CachedVerdicts::read(&NoCache, &options, ""),
    };
    let source_folder = options.content.source_locale.as_ref().and_then(|source| discovered.folder(source));
    let absent_locales = options.folders_without_content(&discovered.locales);
    // After the source was found: a run over some locales still needs the one that they were translated from.
    discovered.keep_only(only);
    let (profiles, mut diagnostics) = profiles(theme, &options, &discovered.locales)?;
    diagnostics.extend(missing_messages(theme, &profiles));
    let (pages, unreadable, load_diagnostics) = read_pages(world, &options, &discovered);
    let outside =
        find_shared(world, &mut discovered, &options.content.files, options.content.source_locale.as_ref(), &pages);
    let broken_drawings = drawings::refuse_broken(world, &mut discovered);
    let duplicates = duplicates(&pages);
    let (includes, too_much) = find_includes(world, &discovered, snippets, &pages);
    let frame = CorpusFrame {
        profiles,
        source_locale: options.content.source_locale.clone().filter(|source| discovered.locales.contains(source)),
        default_locale: options.default_locale(&discovered.locales),
        includes,
        outside,
        absent_locales,
        unreadable: unreadable_pages(&discovered, &unreadable),
        files: discovered.files,
    };
    let not_copied = discovered.not_copied.into_iter().map(|(_, diagnostic)| diagnostic);
    diagnostics.extend(discovered.diagnostics.into_iter().chain(not_copied).chain(broken_drawings).chain(unreadable));
    diagnostics.extend(duplicates.into_iter().chain(too_much).chain(load_diagnostics));
    let mut corpus = Corpus::new(frame, pages);
    let (tables_of_contents, wrong) = read_contents(world, &corpus);
    corpus.contents = tables_of_contents;
    diagnostics.extend(wrong);
    let (source_history, mut base_revisions) = match source_history {
        Some(source) => pinned_source((world, theme, &repositories), &options, &mut corpus, &source)?,
        None => Default::default(),
    };
    diagnostics.append(&mut base_revisions.diagnostics);
    let from_git = known_sources(world, &options, &corpus, &histories, &base_revisions.originals, &cached);
    cached.keep(only.is_empty());
    let mut pinned = std::mem::take(&mut base_revisions.rows);
    for (page, locale, rows) in from_git.rows {
        // The origins of a page's rows are numbered by whoever finds them.
        if base_revisions.originals.of_page(&page).next().is_none() {
            pinned.insert(page, locale, rows);
        }
    }
    base_revisions.originals.extend(from_git.originals);
    let source_history = match source_history {
        None => base_revisions::open_source((world, &repositories), &options, source_folder, &base_revisions.originals),
        found => found,
    };
    let dates = histories.dates(&corpus);
    let known = Known { pinned, lock };
    let alignment = align(&corpus, &known);
    let (seen_source, seen_rows) =
        seen_source::find((world, &repositories), &options, (&corpus, &alignment), known.lock.as_ref());
    let BaseRevisions { originals, unresolved: unresolved_revisions, .. } = base_revisions;
    let mut originals = originals;
    if let (Some(lock), Some(source)) = (&known.lock, &source_history) {
        let caught_up = caught_up(world, &options, &corpus, (&originals, lock), source);
        caught_up.iter().for_each(|(page, locale)| originals.insert_caught_up(page, locale));
    }
    let left = Left::find(&AlignedCorpus { corpus: &corpus, alignment: &alignment, originals: &originals });
    // Planned even where the site is only checked: two files with one address are found here.
    let (plan, collisions) = SitePlan::new(&corpus, &alignment, left, plan_options(&options, &corpus));
    diagnostics.extend(collisions);
    Ok(Site {
        options,
        corpus,
        glossary,
        known,
        alignment,
        plan,
        load_diagnostics: diagnostics,
        originals,
        unresolved_revisions,
        drawings: discovered.drawings,
        source_history,
        dates,
        histories,
        repositories,
        seen_source,
        seen_rows,
    })
}

/// The repository of the source, where pages name revisions of it, and what was found at these.
///
/// # Errors
/// [`Failure`] where the configuration asks for it and it cannot be read, or the language of the source is not known.
fn pinned_source(
    (world, theme, repositories): (&dyn World, &dyn World, &Repositories),
    options: &Options,
    corpus: &mut Corpus,
    source: &SourceContent,
) -> Result<(Option<SourceRepository>, BaseRevisions), Failure> {
    let Some(repository) = base_revisions::open((world, repositories), options, corpus, source)? else {
        return Ok((None, BaseRevisions::default()));
    };
    know_language(theme, corpus, &repository.locale)?;
    let found = base_revisions::base_revisions((options, repositories), corpus, &repository);
    Ok((Some(repository), found))
}

/// Adds what is known about the language of the source, which rules read even where it is no locale of the site.
fn know_language(theme: &dyn World, corpus: &mut Corpus, locale: &LocaleId) -> Result<(), Failure> {
    if !corpus.profiles.contains_key(locale) {
        corpus.profiles.extend(config::load_locales(theme, std::slice::from_ref(locale))?.profiles);
    }
    Ok(())
}

/// The messages of the interface that locales lack, one diagnostic for each locale. What cannot be read as messages is
/// reported where the site is built.
fn missing_messages(theme: &dyn World, profiles: &[LocaleProfile]) -> Vec<Diagnostic> {
    let Ok((_, missing)) = Messages::load(theme, profiles) else { return Vec::new() };
    let same_folder = |one: &Diagnostic, other: &Diagnostic| one.span.file == other.span.file;
    let of_folder = |missing: &[Diagnostic]| {
        let mut first = missing[0].clone();
        if missing.len() > 1 {
            first.say_more(Message::new("; {more} more are missing").count("more", missing.len() - 1));
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
        review: options.site.review,
    }
}

/// The folders that the configuration opens to includes.
///
/// # Errors
/// [`Failure::Configuration`] for those that are outside of the repository of the site.
fn snippets(world: &dyn World, options: &ContentOptions) -> Result<Vec<FilePath>, Failure> {
    snippets_inside(world, &options.snippets).map_err(|outside| Failure::Configuration(outside, Vec::new()))
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
    let read = |(locale, relative_path, path): &(LocaleId, String, FilePath)| {
        let source = read_source(world, path)?;
        let (document, diagnostics) = parse(source, &place(options, locale, relative_path));
        Ok((document.page, diagnostics))
    };
    let results: Vec<ReadPage> = discovered.pages.par_iter().map(read).collect();
    let (mut pages, mut unreadable, mut load_diagnostics) = (Vec::new(), Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok((page, diagnostics)) => {
                pages.push(page);
                load_diagnostics.extend(diagnostics);
            }
            Err(diagnostic) => unreadable.push(*diagnostic),
        }
    }
    (pages, unreadable, load_diagnostics)
}

fn unreadable_pages(discovered: &Discovered, unreadable: &[Diagnostic]) -> BTreeSet<(LocaleId, String)> {
    let failed: BTreeSet<&FilePath> = unreadable.iter().map(|diagnostic| &diagnostic.span.file).collect();
    let pages = discovered.pages.iter().filter(|(_, _, path)| failed.contains(path));
    pages.map(|(locale, relative_path, _)| (locale.clone(), relative_path.clone())).collect()
}

/// Two files that claim to be one page in one locale.
fn duplicates(pages: &[Page]) -> Vec<Diagnostic> {
    let mut sorted: Vec<&Page> = pages.iter().collect();
    sorted.sort_by_key(|page| (&page.id, &page.locale, &page.path));
    let same = |pair: &&[&Page]| pair[0].id == pair[1].id && pair[0].locale == pair[1].locale;
    let report = |pair: &[&Page]| {
        let message = Message::new("`{other}` and `{path}` are both the page `{page}` in `{locale}`")
            .with("other", &pair[0].path)
            .with("path", &pair[1].path)
            .with("page", &pair[1].id)
            .with("locale", &pair[1].locale);
        Diagnostic::new(rule_ids::DUPLICATE_URL, Severity::Error, Span::new(&pair[1].path, 0..0), message)
            .help("rename or remove one of them, or give it another page key")
            .related(Span::new(&pair[0].path, 0..0), "the other file")
    };
    sorted.windows(2).filter(same).map(report).collect()
}
