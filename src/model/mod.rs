//! The language-independent model: plain values, immutable once built, sorted.
//!
//! **Comes in:** what [`parse`](crate::parse) read. **Goes out:** [`Corpus`] and its parts.
//! **Never happens here:** I/O, `Serialize`, Markdown, alignment (column roles and entries belong to
//! [`align`](crate::align)).

mod locale;
mod page;
mod profile;
mod signature;
mod table;

pub use locale::{InvalidLocale, LocaleId};
pub use page::{FrontMatter, FrontMatterValue, Heading, Link, LinkKind, Page, PageId, Prose};
pub use profile::{Direction, LocaleProfile, Punctuation, PunctuationPlace, Role, fold_header};
pub use signature::{Mark, MarkKind, Signature};
pub use table::{Cell, Ragged, Row, Table};

use std::collections::BTreeMap;

use crate::text::FilePath;

/// The digests of all pages: every page group, sorted by page, then by locale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    /// The locales of the site in order, those without pages included.
    pub locales: Vec<LocaleId>,
    /// What is known about each locale's language; every locale of `locales` has one.
    pub profiles: BTreeMap<LocaleId, LocaleProfile>,
    /// The locale that the others are translated from; `None` where locales are peers.
    pub source_locale: Option<LocaleId>,
    /// The locale that stands in where none is asked for.
    pub default_locale: Option<LocaleId>,
    /// One page in all its locales.
    pub pages: BTreeMap<PageId, BTreeMap<LocaleId, Page>>,
    /// Files that are not pages (images, downloads, includes), below each locale's folder: path there to path in the world.
    pub files: BTreeMap<LocaleId, BTreeMap<String, FilePath>>,
}

impl Corpus {
    /// A page in one locale.
    pub fn page(&self, id: &PageId, locale: &LocaleId) -> Option<&Page> {
        self.pages.get(id)?.get(locale)
    }

    /// All pages with their locales, sorted by page, then by locale.
    pub fn all_pages(&self) -> impl Iterator<Item = &Page> {
        self.pages.values().flat_map(BTreeMap::values)
    }

    /// What is known about `locale`.
    ///
    /// # Panics
    /// Where `locale` is not one of this corpus.
    pub fn profile(&self, locale: &LocaleId) -> &LocaleProfile {
        self.profiles.get(locale).expect("every locale of a corpus has a profile")
    }

    /// The locale that others are held against: the source's, else the default, else the first.
    pub fn reference_locale(&self) -> Option<&LocaleId> {
        self.source_locale.as_ref().or(self.default_locale.as_ref()).or(self.locales.first())
    }
}
