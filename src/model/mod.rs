//! The language-independent model: plain values, immutable once built, sorted.
//!
//! **Comes in:** what [`parse`](crate::parse) read. **Goes out:** [`Corpus`] and its parts.
//! **Never happens here:** I/O, `Serialize`, Markdown, alignment (column roles and entries belong to
//! [`align`](crate::align)).

mod accepted;
mod contents;
mod cover;
mod date;
mod entry_id;
mod glossary;
mod includes;
mod known;
mod locale;
mod lock;
mod page;
mod profile;
mod resolve;
mod signature;
mod table;

pub use accepted::{AcceptedBlocks, AcceptedPage, AcceptedPair, BlockDigest, CommitId, InvalidAccepted, OF};
pub use contents::{ContentsByFolder, ContentsDestination, ContentsNode};
pub use cover::Cover;
pub use date::{Date, InvalidDate};
pub use entry_id::EntryId;
pub use glossary::{GLOSSARY_FILE, Glossary, Term};
pub use includes::{IncludeProblem, IncludedFile, Includes, included_file};
pub use known::{Known, Origin, PinnedRows};
pub use locale::{InvalidLocale, LocaleId};
pub use lock::{
    Acceptance, CellDigest, Fingerprint, InvalidDigest, LOCK_FILE, Lock, LockedEntry, MOST_RENAMINGS, RowDigest,
};
pub use page::{FrontMatter, FrontMatterValue, Heading, Link, LinkKind, Page, PageId, Prose, Sentence};
pub use profile::{
    Antonyms, Direction, LocaleProfile, NumberFormat, Punctuation, PunctuationPlace, Role, Typography, fold_header,
};
pub use resolve::{Destination, is_address, percent_decode};
pub use signature::{Invariant, InvariantKind, Signature};
pub use table::{Cell, Ragged, Row, Table};

use std::collections::{BTreeMap, BTreeSet};

use crate::text::{FilePath, Span};

/// The digests of all pages: every page group, sorted by page, then by locale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    /// The locales of the site in order, those without pages included.
    pub locales: Vec<LocaleId>,
    /// What is known about each locale's language; every locale of `locales` has one, and so has the locale of the base
    /// revisions.
    pub profiles: BTreeMap<LocaleId, LocaleProfile>,
    /// The locale that the others are translated from; `None` where locales are peers.
    pub source_locale: Option<LocaleId>,
    /// The locale that is used where none is given.
    pub default_locale: Option<LocaleId>,
    /// One page in all its locales.
    pub pages: BTreeMap<PageId, BTreeMap<LocaleId, Page>>,
    /// Files that are not pages (images, downloads, includes) of each locale: path below its folder to path in
    /// the world.
    pub files: BTreeMap<LocaleId, BTreeMap<String, FilePath>>,
    /// Locales whose folders the configuration names and that have no content, with the place where it does.
    pub absent_locales: BTreeMap<LocaleId, Span>,
    /// Pages that are there and could not be read: locale and path below its folder.
    pub unreadable: BTreeSet<(LocaleId, String)>,
    /// The files that pages include.
    pub includes: Includes,
    /// The tables of contents that authors wrote, in each locale that has any.
    pub contents: BTreeMap<LocaleId, ContentsByFolder>,
    /// Files that pages link to and that are no part of the site, by their path in the world.
    pub outside: BTreeSet<FilePath>,
    paths: BTreeMap<LocaleId, Paths>,
    /// The first of `files` of each spelling, by its path in lower case.
    folded_files: BTreeMap<LocaleId, BTreeMap<String, String>>,
    /// Pages and files by their path in the world.
    places: Places,
}

/// What is where in the world.
#[derive(Clone, Debug, Default, PartialEq)]
struct Places {
    pages: BTreeMap<FilePath, (LocaleId, PageId)>,
    /// Files with the path below the folder of their locale.
    files: BTreeMap<FilePath, (LocaleId, String)>,
    /// The folder of each locale that has a page.
    folders: BTreeMap<LocaleId, FilePath>,
}

impl Places {
    fn of(pages: &[Page], files: &BTreeMap<LocaleId, BTreeMap<String, FilePath>>) -> Places {
        let mut places = Places::default();
        for page in pages {
            places.pages.entry(page.path.clone()).or_insert_with(|| (page.locale.clone(), page.id.clone()));
            if let Some(folder) = page.path.as_str().strip_suffix(page.relative_path.as_str()) {
                places.folders.entry(page.locale.clone()).or_insert_with(|| FilePath::new(folder));
            }
        }
        for (locale, files) in files {
            let place = |(below, path): (&String, &FilePath)| (path.clone(), (locale.clone(), below.clone()));
            places.files.extend(files.iter().map(place));
        }
        places
    }
}

/// The pages of a locale by their paths below its folder.
#[derive(Clone, Debug, Default, PartialEq)]
struct Paths {
    exact: BTreeMap<String, PageId>,
    /// By the paths in lower case; of several that differ only in that, the first.
    folded: BTreeMap<String, PageId>,
}

/// What a corpus is made of beside its pages.
#[derive(Clone, Debug, Default)]
pub struct CorpusFrame {
    /// Profiles of all locales of the site, those without pages included.
    pub profiles: Vec<LocaleProfile>,
    /// The locale that the others are translated from.
    pub source_locale: Option<LocaleId>,
    /// The locale that is used where none is given.
    pub default_locale: Option<LocaleId>,
    /// Files that are not pages, as [`Corpus::files`] has them.
    pub files: BTreeMap<LocaleId, BTreeMap<String, FilePath>>,
    /// Locales without content, as [`Corpus::absent_locales`] has them.
    pub absent_locales: BTreeMap<LocaleId, Span>,
    /// Pages that could not be read, as [`Corpus::unreadable`] has them.
    pub unreadable: BTreeSet<(LocaleId, String)>,
    /// Included files, as [`Corpus::includes`] has them.
    pub includes: Includes,
    /// Files outside of the site, as [`Corpus::outside`] has them.
    pub outside: BTreeSet<FilePath>,
}

/// The first path of each spelling, by itself in lower case.
fn folded(files: &BTreeMap<String, FilePath>) -> BTreeMap<String, String> {
    let mut folded = BTreeMap::new();
    for path in files.keys() {
        folded.entry(path.to_lowercase()).or_insert_with(|| path.clone());
    }
    folded
}

impl Corpus {
    /// The corpus of these pages. Where two have one id and locale, the one whose path comes first stays.
    pub fn new(frame: CorpusFrame, mut pages: Vec<Page>) -> Corpus {
        pages.sort_by(|a, b| (&a.id, &a.locale, &a.path).cmp(&(&b.id, &b.locale, &b.path)));
        let places = Places::of(&pages, &frame.files);
        let mut paths: BTreeMap<LocaleId, Paths> = BTreeMap::new();
        let mut groups: BTreeMap<PageId, BTreeMap<LocaleId, Page>> = BTreeMap::new();
        for page in pages {
            let known = paths.entry(page.locale.clone()).or_default();
            known.exact.insert(page.relative_path.clone(), page.id.clone());
            known.folded.entry(page.relative_path.to_lowercase()).or_insert_with(|| page.id.clone());
            groups.entry(page.id.clone()).or_default().entry(page.locale.clone()).or_insert(page);
        }
        let folded_files = frame.files.iter().map(|(locale, files)| (locale.clone(), folded(files))).collect();
        Corpus {
            folded_files,
            places,
            locales: frame.profiles.iter().map(|profile| profile.locale.clone()).collect(),
            profiles: frame.profiles.into_iter().map(|profile| (profile.locale.clone(), profile)).collect(),
            source_locale: frame.source_locale,
            default_locale: frame.default_locale,
            pages: groups,
            files: frame.files,
            absent_locales: frame.absent_locales,
            unreadable: frame.unreadable,
            includes: frame.includes,
            outside: frame.outside,
            contents: BTreeMap::new(),
            paths,
        }
    }

    /// Whether a locale has any page.
    pub fn has_pages(&self, locale: &LocaleId) -> bool {
        self.paths.contains_key(locale)
    }

    /// A page in one locale.
    pub fn page(&self, id: &PageId, locale: &LocaleId) -> Option<&Page> {
        self.pages.get(id)?.get(locale)
    }

    /// The page whose file is at `path` in the world.
    pub fn page_of_file(&self, path: &FilePath) -> Option<&Page> {
        let (locale, page) = self.places.pages.get(path)?;
        self.page(page, locale)
    }

    /// All pages with their locales, sorted by page, then by locale.
    pub fn all_pages(&self) -> impl Iterator<Item = &Page> {
        self.pages.values().flat_map(BTreeMap::values)
    }

    /// The locales that have pages, those that could not be read included.
    pub fn locales_with_pages(&self) -> BTreeSet<&LocaleId> {
        let unreadable = self.unreadable.iter().map(|(locale, _)| locale);
        self.all_pages().map(|page| &page.locale).chain(unreadable).collect()
    }

    /// What is known about `locale`.
    ///
    /// # Panics
    /// Where `locale` is not one of this corpus.
    pub fn profile(&self, locale: &LocaleId) -> &LocaleProfile {
        self.profiles.get(locale).expect("every locale of a corpus has a profile")
    }

    /// The locale that others are compared with: the source's, else the default, else the first.
    pub fn reference_locale(&self) -> Option<&LocaleId> {
        self.source_locale.as_ref().or(self.default_locale.as_ref()).or(self.locales.first())
    }
}
