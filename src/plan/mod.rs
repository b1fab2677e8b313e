//! Every page of the site, its URL and its counterparts, before anything is rendered.
//!
//! **Comes in:** [`Corpus`], [`Alignment`] and [`PlanOptions`]. **Goes out:** a [`SitePlan`] in which no two
//! outputs claim one URL, and diagnostics for those that tried.
//! **Never happens here:** I/O, HTML, words that a reader sees.

mod base_url;
mod collisions;
mod fallback;
#[cfg(test)]
pub(crate) mod fixture;
pub mod kinds;
mod limits;
mod route;
mod slug;
mod topic_kind;
mod topics;

pub use base_url::BaseUrl;
pub use kinds::{KINDS, PageKind, topic_kinds};
pub use route::{Route, percent_encode, with_anchor};
pub use slug::slug;
pub use topic_kind::TopicKind;
pub use topics::{Topic, Topics};

use std::collections::BTreeMap;

use crate::align::{self, Alignment, Entry, EntryId};
use crate::diagnostic::Diagnostic;
use crate::freshness::Left;
use crate::model::{Corpus, LocaleId, PageId, Role};
use crate::parse::{is_contents, plain_text};
use crate::text::FilePath;

/// What the site's owner decides about its pages.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanOptions {
    /// The site's name for readers of each locale that has one.
    pub titles: BTreeMap<LocaleId, String>,
    /// What the site is about, for readers of each locale that has such a text.
    pub descriptions: BTreeMap<LocaleId, String>,
    /// Where the site is published; without it there are no absolute URLs.
    pub base_url: Option<BaseUrl>,
    /// The locale that is shown where none is asked for.
    pub default_locale: LocaleId,
    /// Whether the pages for translators are made: the status of the translations, and all languages side by side.
    pub review: bool,
}

/// The site before it is rendered: what is made, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct SitePlan {
    /// What the site's owner decided.
    pub options: PlanOptions,
    /// The pages, sorted by route.
    pub pages: Vec<PlannedPage>,
    /// Files that are copied as they are, sorted by route.
    pub files: Vec<PlannedFile>,
    /// The apps, exceptions and statuses that entries are about.
    pub topics: Topics,
    /// The pages and rows that are there in the words of another locale.
    pub left: Left,
}

/// One page of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedPage {
    /// Where it is.
    pub route: Route,
    /// What kind of page it is: one of [`KINDS`].
    pub kind: &'static PageKind,
    /// The locale whose tree it is in, whose words surround the content.
    pub locale: LocaleId,
    /// The page of the corpus that it shows, or is about.
    pub about: Option<PageId>,
    /// What else it is about, as an index that only its kind knows how to read: of an entry, for instance.
    pub item: Option<usize>,
    /// The page of the corpus whose prose it shows, where it shows one: its version in [`PlannedPage::content_locale`].
    pub prose: Option<PageId>,
    /// The locale whose version is shown where its own locale lacks one.
    pub fallback: Option<LocaleId>,
    /// The locale whose words the version that is shown still has, where it was not translated.
    pub untranslated: Option<LocaleId>,
    /// The kind of the page that it is the Markdown alternate of.
    pub alternate_of: Option<&'static PageKind>,
}

/// A file that is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFile {
    /// Where it goes.
    pub route: Route,
    /// Where it is.
    pub source: FilePath,
}

/// All that pages are planned from.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The pages.
    pub corpus: &'a Corpus,
    /// What corresponds to what.
    pub alignment: &'a Alignment,
    /// What the site's owner decided.
    pub options: &'a PlanOptions,
    /// What the entries are about.
    pub topics: &'a Topics,
    /// The pages and rows that are there in the words of another locale.
    pub left: &'a Left,
}

impl SitePlan {
    /// How many pages there are for readers. What programs read, and what leads to another page at once, is none.
    pub fn readable_pages(&self) -> usize {
        let is_html = |page: &&PlannedPage| page.route.output_file().ends_with(".html");
        self.pages.iter().filter(is_html).filter(|page| page.kind.leads_to.is_none()).count()
    }

    /// Plans the site. Where two outputs claim one URL the first one keeps it, and `duplicate-url` reports the other.
    pub fn new(
        corpus: &Corpus,
        alignment: &Alignment,
        left: Left,
        options: PlanOptions,
    ) -> (SitePlan, Vec<Diagnostic>) {
        let topics = Topics::new(corpus, alignment, &topic_kinds().collect::<Vec<_>>());
        let site = Site { corpus, alignment, options: &options, topics: &topics, left: &left };
        let pages: Vec<PlannedPage> = KINDS.iter().flat_map(|kind| (kind.pages)(&site, kind)).collect();
        let files = files(corpus);
        let (pages, files, mut diagnostics) = collisions::resolve(&site, pages, files);
        diagnostics.extend(limits::exceeded(&site));
        (SitePlan { options, pages, files, topics, left }, diagnostics)
    }

    /// The plan with all that it was made from.
    pub fn site<'a>(&'a self, corpus: &'a Corpus, alignment: &'a Alignment) -> Site<'a> {
        Site { corpus, alignment, options: &self.options, topics: &self.topics, left: &self.left }
    }

    /// The pages that need no document and no findings, in the order of their routes.
    pub fn without_prose(&self) -> impl Iterator<Item = &PlannedPage> {
        self.pages.iter().filter(|page| page.prose.is_none() && !page.kind.shows_findings)
    }

    /// The pages that show what is wrong in the content, in the order of their routes.
    pub fn with_findings(&self) -> impl Iterator<Item = &PlannedPage> {
        self.pages.iter().filter(|page| page.kind.shows_findings)
    }

    /// The pages that show a document, grouped by the page of the corpus, each group in the order of its routes.
    pub fn by_document(&self) -> BTreeMap<&PageId, Vec<&PlannedPage>> {
        let mut groups: BTreeMap<&PageId, Vec<&PlannedPage>> = BTreeMap::new();
        for page in &self.pages {
            if let Some(shown) = &page.prose {
                groups.entry(shown).or_default().push(page);
            }
        }
        groups
    }

    /// The page at `route`.
    pub fn page_at(&self, route: &Route) -> Option<&PlannedPage> {
        self.pages.binary_search_by(|page| page.route.cmp(route)).ok().map(|at| &self.pages[at])
    }
}

impl PlannedPage {
    /// A page in a locale's own words, without prose, that is about nothing but the site.
    pub fn new(kind: &'static PageKind, route: Route, locale: &LocaleId) -> PlannedPage {
        let locale = locale.clone();
        PlannedPage {
            route,
            kind,
            locale,
            about: None,
            item: None,
            prose: None,
            fallback: None,
            untranslated: None,
            alternate_of: None,
        }
    }

    /// The locale whose version the page shows.
    pub fn content_locale(&self) -> &LocaleId {
        self.fallback.as_ref().unwrap_or(&self.locale)
    }

    /// The locale in whose words that version is.
    pub fn words_locale(&self) -> &LocaleId {
        self.untranslated.as_ref().unwrap_or(self.content_locale())
    }

    /// Whether the page is in another locale's words: its own locale lacks it, or has not translated it.
    pub fn is_fallback(&self) -> bool {
        self.words_locale() != &self.locale
    }

    /// The page of the corpus all of whose tables it shows, in whatever way.
    pub fn tables_shown(&self) -> Option<&PageId> {
        self.prose.as_ref().or_else(|| self.about.as_ref().filter(|_| self.kind.shows_tables))
    }
}

impl<'a> Site<'a> {
    /// The locale whose version of `page` a reader of `locale` gets: its own, else the first of its fallbacks
    /// that has it. `None` where the source does not have the page and the locale does not have it either.
    pub fn locale_showing(&self, page: &PageId, locale: &LocaleId) -> Option<&'a LocaleId> {
        fallback::page_locale(self.corpus, self.left, page, locale)
    }

    /// The locale in whose words that version of `page` is: another one where it was not translated.
    pub fn page_words(&self, page: &PageId, locale: &LocaleId) -> Option<&'a LocaleId> {
        let shown = self.locale_showing(page, locale)?;
        Some(self.page_left_in(page, shown).unwrap_or(shown))
    }

    /// The locale whose words a locale's version of `page` still has, where it is a version of the site as well.
    pub fn page_left_in(&self, page: &PageId, locale: &LocaleId) -> Option<&'a LocaleId> {
        fallback::page_left_in(self.corpus, self.left, page, locale)
    }

    /// The locale in whose words the row is that a reader of `locale` gets of the entry at `index`.
    pub fn row_words(&self, index: usize, locale: &LocaleId) -> Option<&'a LocaleId> {
        let shown = self.row_locale(self.alignment.entries.get(index)?, locale)?;
        Some(self.row_left_in(index, shown).unwrap_or(shown))
    }

    /// The locale whose words the row of `locale` of the entry at `index` still has, where it was not translated.
    pub fn row_left_in(&self, index: usize, locale: &LocaleId) -> Option<&'a LocaleId> {
        if self.left.rows.is_empty() || !self.left.rows.contains(&(index, locale.clone())) {
            return None;
        }
        let source = self.corpus.reference_locale()?;
        Some(source).filter(|source| *source != locale && self.alignment.entries[index].rows.contains_key(*source))
    }

    /// The locale whose row of `entry` a reader of `locale` gets; `None` where the row is not shown there at all.
    pub fn row_locale<'e>(&self, entry: &'e Entry, locale: &LocaleId) -> Option<&'e LocaleId> {
        align::row_locale(self.corpus, entry, locale)
    }

    /// What a reader would paste of a row of `locale`: its message, else the first of its cells that holds text. Plain;
    /// `None` where there is no row or nothing in it.
    pub fn row_name(&self, entry: &Entry, words: &LocaleId) -> Option<String> {
        let message = self.alignment.cell(self.corpus, entry, words, Role::Message);
        let cells =
            message.into_iter().chain(self.alignment.cells(self.corpus, &self.alignment.address(entry, words)?));
        cells.map(|cell| plain_text(&cell.text)).find(|text| !text.is_empty())
    }

    /// Where readers of `locale` find an entry: its row on its page, with the row's anchor; else, where its table is
    /// missing on the page that they get, the entry's own page.
    pub fn row_route<'e>(&self, entry: &'e Entry, locale: &LocaleId) -> Option<(Route, Option<&'e EntryId>)> {
        self.row_locale(entry, locale)?;
        let shown = self.locale_showing(&entry.page, locale)?;
        match self.alignment.tables[entry.table].members.contains_key(shown) {
            true => Some((self.page_route(&entry.page, locale)?, Some(&entry.id))),
            false => self.entry_route(entry, locale).map(|route| (route, None)),
        }
    }

    /// The route of a page's counterpart in another locale's tree, where there is one.
    pub fn counterpart(&self, page: &PlannedPage, locale: &LocaleId) -> Option<Route> {
        (page.kind.counterpart)(self, page, locale)
    }

    /// The locale in whose words a page is for readers of `locale`.
    pub fn words_of<'s>(&'s self, page: &'s PlannedPage, locale: &'s LocaleId) -> Option<&'s LocaleId> {
        (page.kind.words)(self, page, locale)
    }

    /// Where a page leads at once, seen from `locale`: a route, and the row to look at. `None` for a page that stays.
    pub fn leads_to(&self, page: &PlannedPage, locale: &LocaleId) -> Option<(Route, Option<&'a EntryId>)> {
        page.kind.leads_to.and_then(|leads_to| leads_to(self, page, locale))
    }
}

/// Whether a file of the content is copied: it is no Markdown (an include) and no table of contents.
pub fn is_copied(path: &FilePath) -> bool {
    !matches!(path.extension().as_str(), "md" | "markdown") && !is_contents(path.name())
}

/// Copied files keep their place below the locale.
fn files(corpus: &Corpus) -> Vec<PlannedFile> {
    corpus
        .files
        .iter()
        .flat_map(|(locale, files)| files.iter().map(move |(relative_path, source)| (locale, relative_path, source)))
        .filter(|(_, _, source)| is_copied(source))
        .map(|(locale, relative_path, source)| PlannedFile {
            route: Route::file(locale, relative_path),
            source: source.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests;
