//! The page of the source that each translation was made from, and what has become of its rows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Cell, Corpus, LocaleId, Page, PageId, Row};
use crate::read::{ContentId, Revision};
use crate::text::TextEdit;

/// The place of a row on a page: its table and its row there.
pub type Place = (usize, usize);

/// The pages of the source that the translations of a site were made from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Originals {
    pages: BTreeMap<PageId, BTreeMap<LocaleId, Original>>,
    now: BTreeMap<PageId, SourceNow>,
    current: BTreeSet<(PageId, LocaleId)>,
    uncertain: BTreeSet<(PageId, LocaleId)>,
    caught_up: BTreeSet<(PageId, LocaleId)>,
}

/// What a translation was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Original {
    /// The page of the source at the revision that the translation names.
    pub page: Arc<Page>,
    /// The revision.
    pub revision: Revision,
    /// The revision, as the front matter has it.
    pub name: String,
    /// For each table and row of the translation the row of `page` that it was made from, where that is sure.
    pub rows: Vec<Vec<Option<Place>>>,
    /// For each table and row of `page` the row that the source now has in its stead; `None` where it was removed.
    pub row_mapping: Vec<Vec<Option<Place>>>,
    /// The rows that the source has now and had not then.
    pub added: Vec<Place>,
    /// The SHA-1 of the source's bytes in the front matter and the true one, where the two differ.
    pub wrong_hash: Option<(String, String)>,
    /// Where the text of `page` is.
    pub text: OriginalText,
}

/// Where the text of what a translation was made from is.
#[derive(Clone, Debug, PartialEq)]
pub enum OriginalText {
    /// It is the file of the source at the revision.
    AtRevision,
    /// It is this content of the source after edits, which give units that the translation did not follow their older
    /// words.
    Content(ContentId, Vec<TextEdit>),
}

/// The source of a page as it is now.
#[derive(Clone, Debug, PartialEq)]
pub enum SourceNow {
    /// It is a page of the site; its path below the folder of its locale.
    InSite(String),
    /// It is what its repository has at its head.
    AtHead(Arc<Page>),
    /// It was removed.
    Gone,
}

impl SourceNow {
    /// The page at the repository's head.
    pub fn page(&self) -> Option<&Page> {
        match self {
            SourceNow::AtHead(page) => Some(page),
            _ => None,
        }
    }
}

impl Originals {
    /// Adds that a translation was made from the source as it is.
    pub fn insert_current(&mut self, page: &PageId, locale: &LocaleId) {
        self.current.insert((page.clone(), locale.clone()));
    }

    /// Whether the history shows that a translation was made from the source as it is.
    pub fn is_current(&self, page: &PageId, locale: &LocaleId) -> bool {
        !self.current.is_empty() && self.current.contains(&(page.clone(), locale.clone()))
    }

    /// Adds that everything that the source of a page changed since was accepted.
    pub fn insert_caught_up(&mut self, page: &PageId, locale: &LocaleId) {
        self.caught_up.insert((page.clone(), locale.clone()));
    }

    /// Whether everything that the source of a page changed since was accepted.
    pub fn is_caught_up(&self, page: &PageId, locale: &LocaleId) -> bool {
        !self.caught_up.is_empty() && self.caught_up.contains(&(page.clone(), locale.clone()))
    }

    /// Adds that the history ends after a translation was made: it was made from the source as it was then, or before.
    pub fn insert_uncertain(&mut self, page: &PageId, locale: &LocaleId) {
        self.uncertain.insert((page.clone(), locale.clone()));
    }

    /// Whether the history ends after a translation was made.
    pub fn is_uncertain(&self, page: &PageId, locale: &LocaleId) -> bool {
        !self.uncertain.is_empty() && self.uncertain.contains(&(page.clone(), locale.clone()))
    }

    /// The translations that were made before the history begins, by page and locale.
    pub fn all_uncertain(&self) -> impl ExactSizeIterator<Item = (&PageId, &LocaleId)> {
        self.uncertain.iter().map(|(page, locale)| (page, locale))
    }

    /// The translations that were made from the source as it is, by page and locale.
    pub fn all_current(&self) -> impl Iterator<Item = (&PageId, &LocaleId)> {
        self.current.iter().map(|(page, locale)| (page, locale))
    }

    /// Adds what is known better than these know it.
    pub fn extend(&mut self, other: Originals) {
        for (page, locale) in &other.current {
            self.pages.get_mut(page).map(|originals| originals.remove(locale));
        }
        for (page, originals) in other.pages {
            self.pages.entry(page).or_default().extend(originals);
        }
        for (page, now) in other.now {
            self.now.entry(page).or_insert(now);
        }
        self.current.extend(other.current);
        self.uncertain.extend(other.uncertain);
    }

    pub(super) fn insert_page(&mut self, id: &PageId, now: Option<SourceNow>, originals: Vec<(LocaleId, Original)>) {
        self.now.extend(now.map(|now| (id.clone(), now)));
        if !originals.is_empty() {
            self.pages.entry(id.clone()).or_default().extend(originals);
        }
    }

    /// What a translation was made from.
    pub fn of(&self, page: &PageId, locale: &LocaleId) -> Option<&Original> {
        self.pages.get(page)?.get(locale)
    }

    /// What all translations were made from, by page and locale.
    pub fn all(&self) -> impl Iterator<Item = (&PageId, &LocaleId, &Original)> {
        self.pages
            .iter()
            .flat_map(|(page, originals)| originals.iter().map(move |(locale, original)| (page, locale, original)))
    }

    /// What the translations of one page were made from.
    pub fn of_page(&self, page: &PageId) -> impl Iterator<Item = &Original> {
        self.pages.get(page).into_iter().flat_map(BTreeMap::values)
    }

    /// The source of a page as it is now; `None` where that is not known, or it was removed.
    pub fn source_now<'o>(&'o self, corpus: &'o Corpus, page: &PageId) -> Option<&'o Page> {
        match self.now.get(page)? {
            SourceNow::InSite(_) => corpus.page(page, corpus.source_locale.as_ref()?),
            SourceNow::AtHead(page) => Some(page),
            SourceNow::Gone => None,
        }
    }

    /// Whether the source of a page was removed.
    pub fn is_source_gone(&self, page: &PageId) -> bool {
        self.now.get(page) == Some(&SourceNow::Gone)
    }
}

impl Original {
    /// The row that a row of the translation was made from.
    pub fn row(&self, place: Place) -> Option<&Row> {
        let (table, row) = self.place(place)?;
        self.page.tables.get(table)?.rows.get(row)
    }

    /// The place of the row that a row of the translation was made from.
    pub fn place(&self, (table, row): Place) -> Option<Place> {
        *self.rows.get(table)?.get(row)?
    }

    /// What the source now has in place of the row at `place` of the original.
    pub fn row_now(&self, (table, row): Place) -> Option<Place> {
        *self.row_mapping.get(table)?.get(row)?
    }

    /// The cells of the row that a row of the translation was made from; `None` where that is not known, or was
    /// written with too many or too few.
    pub fn cells(&self, place: Place) -> Option<&[Cell]> {
        self.row(place).filter(|row| row.ragged.is_none()).map(|row| &row.cells[..])
    }
}
