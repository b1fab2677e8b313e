//! The freshness of a whole site, made once and read by everything that shows or reports it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::Freshness;
use super::inputs::Inputs;
use super::page::source_changes;
use super::row::row_freshness;
use super::state_counts::StateCounts;
use crate::align::{Alignment, EntryId, row_locale};
use crate::history::ChangeDates;
use crate::model::{Corpus, Date, LocaleId, Page, PageId};
use crate::parse::front_matter_date;
use crate::text::FilePath;
use crate::units::AlignedCorpus;

/// What is known of how current pages and rows are. What is not known takes no memory.
#[derive(Clone, Debug, Default)]
pub struct KnownFreshness {
    /// Translated rows by the index of their entry, and rows that a locale lacks and shows in another language; those
    /// that are unknown are not here.
    pub rows: BTreeMap<(usize, LocaleId), Freshness>,
    /// Translations of pages; those that are unknown are not here.
    pub pages: BTreeMap<(PageId, LocaleId), Freshness>,
    /// When the source of a page was last changed: by its commits, else by its front matter.
    pub source_changed: BTreeMap<PageId, Date>,
    /// When one version of a page was last changed, by its front matter; the source's also by its commits.
    pub version_changed: BTreeMap<(PageId, LocaleId), Date>,
    /// The first change of the source that a stale translation of a page lacks.
    pub behind_since: BTreeMap<(PageId, LocaleId), Date>,
}

/// How current everything in a site is: what is known, the source, which is always fresh, and how often which state is.
#[derive(Clone, Debug)]
pub struct SiteFreshness {
    source: Option<LocaleId>,
    known: KnownFreshness,
    counts: BTreeMap<LocaleId, RowCounts>,
    /// The locales of which a page has a date.
    dated: BTreeSet<LocaleId>,
}

/// What is known of rows, by the index of their entry and the locale.
type RowStates = BTreeMap<(usize, LocaleId), Freshness>;

/// How current rows are, by entry and locale.
pub type RowsByEntry = BTreeMap<(EntryId, LocaleId), Freshness>;

/// How many rows of a locale are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Rows that it has: the fresh, stale, untranslated and unknown ones.
    pub rows: usize,
    /// Rows whose source is as it was when they were translated or accepted; all rows of the source itself.
    pub fresh: usize,
    /// Rows whose source has changed since.
    pub stale: usize,
    /// Rows that have the words of the source or of another language.
    pub untranslated: usize,
    /// Rows of which nothing is known, those without a source among them.
    pub unknown: usize,
    /// Rows without a source, which are among the unknown ones.
    pub orphan: usize,
    /// Rows that its readers are shown in another language.
    pub missing: usize,
}

impl RowCounts {
    /// Each row counted in one state.
    pub fn states(&self) -> StateCounts {
        let RowCounts { fresh, stale, untranslated, missing, orphan, .. } = *self;
        StateCounts { fresh, stale, missing, untranslated, orphan, unknown: self.unknown - orphan }
    }
}

impl SiteFreshness {
    /// The freshness of a site.
    pub fn new(inputs: &Inputs<'_>) -> SiteFreshness {
        let AlignedCorpus { corpus, alignment, .. } = inputs.site;
        let source_changed = source_changed(inputs);
        let version_changed = version_changed(corpus, inputs.dates, &source_changed);
        let rows = rows(inputs);
        let (pages, behind_since) = pages(inputs, &rows);
        let known = KnownFreshness { rows, pages, source_changed, version_changed, behind_since };
        SiteFreshness::of_known(corpus, alignment, known)
    }

    /// The freshness of a site of which this is known.
    pub fn of_known(corpus: &Corpus, alignment: &Alignment, known: KnownFreshness) -> SiteFreshness {
        let counts = |locale: &LocaleId| (locale.clone(), count(corpus, alignment, &known.rows, locale));
        SiteFreshness {
            source: corpus.source_locale.clone(),
            counts: corpus.locales.iter().map(counts).collect(),
            dated: known.version_changed.keys().map(|(_, locale)| locale.clone()).collect(),
            known,
        }
    }

    /// How current a row is.
    pub fn row(&self, entry: usize, locale: &LocaleId) -> &Freshness {
        if self.source.as_ref() == Some(locale) {
            return &Freshness::Fresh;
        }
        self.known.rows.get(&(entry, locale.clone())).unwrap_or(&Freshness::Unknown)
    }

    /// The rows that are stale, in the order of their entries.
    pub fn stale_rows(&self) -> impl Iterator<Item = (usize, &LocaleId, &[super::WordChange])> {
        self.known.rows.iter().filter_map(|((entry, locale), freshness)| match freshness {
            Freshness::Stale(changes) => Some((*entry, locale, changes.as_slice())),
            _ => None,
        })
    }

    /// How current the rows of some entries are in all locales of the site, by their names: for a report that is about
    /// them. Unknown ones are not here.
    pub fn of_entries(&self, alignment: &Alignment, entries: &BTreeSet<&EntryId>) -> RowsByEntry {
        let named = self
            .known
            .rows
            .iter()
            .map(|((index, locale), freshness)| (&alignment.entries[*index].id, locale, freshness));
        named
            .filter(|(entry, _, _)| entries.contains(entry))
            .map(|(entry, locale, freshness)| ((entry.clone(), locale.clone()), freshness.clone()))
            .collect()
    }

    /// How current a page is.
    pub fn page(&self, page: &PageId, locale: &LocaleId) -> &Freshness {
        if self.source.as_ref() == Some(locale) {
            return &Freshness::Fresh;
        }
        self.known.pages.get(&(page.clone(), locale.clone())).unwrap_or(&Freshness::Unknown)
    }

    /// How current a page that the locale has is with all its rows: stale where one of them is, and fresh only where
    /// something is known of it.
    pub fn page_with_rows(&self, alignment: &Alignment, page: &PageId, locale: &LocaleId) -> Freshness {
        let own = self.page(page, locale);
        let entries = alignment.tables_of(page).iter().flat_map(|table| table.entries.clone());
        let rows = entries.map(|index| self.row(index, locale));
        match own {
            Freshness::Untranslated => Freshness::Untranslated,
            _ => rows.chain([own]).fold(Freshness::Unknown, |worst, one| match (&worst, one) {
                (Freshness::Stale(_), _) | (Freshness::Fresh, Freshness::Fresh) => worst,
                (_, Freshness::Stale(_) | Freshness::Fresh) => one.clone(),
                _ => worst,
            }),
        }
    }

    /// How many pages of a locale are in which state.
    pub fn page_counts(&self, corpus: &Corpus, alignment: &Alignment, locale: &LocaleId) -> StateCounts {
        let mut counts = StateCounts { missing: self.missing_pages(locale), ..StateCounts::default() };
        for (page, versions) in corpus.pages.iter().filter(|(_, versions)| versions.contains_key(locale)) {
            let is_orphan = corpus.source_locale.as_ref().is_some_and(|source| !versions.contains_key(source));
            match is_orphan {
                true => counts.orphan += 1,
                false => counts.add(&self.page_with_rows(alignment, page, locale)),
            }
        }
        counts
    }

    /// How many pages a locale lacks.
    pub fn missing_pages(&self, locale: &LocaleId) -> usize {
        self.count_pages(locale, &Freshness::Missing)
    }

    /// How many pages a locale has with the words of another version.
    pub fn untranslated_pages(&self, locale: &LocaleId) -> usize {
        self.count_pages(locale, &Freshness::Untranslated)
    }

    fn count_pages(&self, locale: &LocaleId, wanted: &Freshness) -> usize {
        self.known.pages.iter().filter(|((_, of), freshness)| of == locale && *freshness == wanted).count()
    }

    /// How many rows of a locale are in which state.
    pub fn row_counts(&self, locale: &LocaleId) -> RowCounts {
        self.counts.get(locale).copied().unwrap_or_default()
    }

    /// When the source of a page was last changed: by its commits, else by its front matter.
    pub fn source_changed(&self, page: &PageId) -> Option<Date> {
        self.known.source_changed.get(page).copied()
    }

    /// When one version of a page was last changed, by its front matter; the source's also by its commits.
    pub fn version_changed(&self, page: &PageId, locale: &LocaleId) -> Option<Date> {
        self.known.version_changed.get(&(page.clone(), locale.clone())).copied()
    }

    /// Whether it is known of any page in a locale when it was last changed.
    pub fn has_dates(&self, locale: &LocaleId) -> bool {
        self.dated.contains(locale)
    }

    /// When the source made the first change that a stale translation of a page lacks.
    pub fn behind_since(&self, page: &PageId, locale: &LocaleId) -> Option<Date> {
        self.known.behind_since.get(&(page.clone(), locale.clone())).copied()
    }

    /// In which states the rows of a page are in a locale, each with the index of its entry; those of which nothing is
    /// known are not here.
    pub fn rows_of_page<'s>(
        &'s self,
        alignment: &'s Alignment,
        page: &PageId,
        locale: &'s LocaleId,
    ) -> impl Iterator<Item = (usize, &'s Freshness)> {
        let entries = alignment.tables_of(page).iter().flat_map(|table| table.entries.clone());
        entries.map(move |entry| (entry, self.row(entry, locale))).filter(|(_, state)| **state != Freshness::Unknown)
    }
}

/// What is known of the rows of all locales but the source.
fn rows(inputs: &Inputs<'_>) -> BTreeMap<(usize, LocaleId), Freshness> {
    let corpus = inputs.site.corpus;
    let translations: Vec<&LocaleId> = corpus.locales.iter().filter(|locale| !inputs.site.is_source(locale)).collect();
    let mut rows = BTreeMap::new();
    for (index, entry) in inputs.site.alignment.entries.iter().enumerate() {
        for locale in &translations {
            let freshness = match entry.rows.contains_key(*locale) {
                true => row_freshness(inputs, index, entry, locale),
                // What the readers see in another language is missing; what they do not see at all is missed by nobody.
                false if row_locale(corpus, entry, locale).is_some() => Freshness::Missing,
                false => continue,
            };
            if freshness != Freshness::Unknown {
                rows.insert((index, (*locale).clone()), freshness);
            }
        }
    }
    rows
}

fn count(
    corpus: &Corpus,
    alignment: &Alignment,
    rows: &BTreeMap<(usize, LocaleId), Freshness>,
    locale: &LocaleId,
) -> RowCounts {
    let is_source = corpus.source_locale.as_ref() == Some(locale);
    let mut counts = RowCounts::default();
    for (index, entry) in alignment.entries.iter().enumerate() {
        if !entry.rows.contains_key(locale) {
            counts.missing += usize::from(row_locale(corpus, entry, locale).is_some());
            continue;
        }
        counts.rows += 1;
        match rows.get(&(index, locale.clone())) {
            _ if is_source => counts.fresh += 1,
            Some(Freshness::Fresh) => counts.fresh += 1,
            Some(Freshness::Stale(_)) => counts.stale += 1,
            Some(Freshness::Untranslated) => counts.untranslated += 1,
            state => {
                counts.unknown += 1;
                counts.orphan += usize::from(state == Some(&Freshness::Orphan));
            }
        }
    }
    counts
}

/// States of translated pages, and since when they are behind.
type Pages = (BTreeMap<(PageId, LocaleId), Freshness>, BTreeMap<(PageId, LocaleId), Date>);

/// What is known of translated pages: those that are missing, those that were not translated, and those whose source is
/// known at the revision that they were made from.
fn pages(inputs: &Inputs<'_>, rows: &RowStates) -> Pages {
    let missing = missing_pages(&inputs.site).into_iter();
    let mut pages: BTreeMap<(PageId, LocaleId), Freshness> =
        missing.map(|missing| ((missing.page.clone(), missing.locale.clone()), Freshness::Missing)).collect();
    pages.extend(inputs.left.pages.keys().map(|page| (page.clone(), Freshness::Untranslated)));
    let mut behind_since = BTreeMap::new();
    for (page, locale) in inputs.site.originals.all_current() {
        pages.entry((page.clone(), locale.clone())).or_insert(Freshness::Fresh);
    }
    let Some(history) = inputs.history else { return (pages, behind_since) };
    for (page, locale, original) in inputs.site.originals.all() {
        let Some(changes) = source_changes(&inputs.site, history, page, original) else { continue };
        // What was never translated is no more or less so when its source changes.
        let Entry::Vacant(unknown) = pages.entry((page.clone(), locale.clone())) else { continue };
        // A source that changed only in its front matter leaves its translation fresh.
        if !changes.changes_words || is_caught_up(inputs, rows, page, locale) {
            unknown.insert(Freshness::Fresh);
            continue;
        }
        unknown.insert(Freshness::Stale(Vec::new()));
        let seconds = changes.commits.iter().map(|commit| history.revision(*commit).seconds);
        let first = seconds.min().and_then(Date::of_seconds);
        behind_since.extend(first.map(|first| ((page.clone(), locale.clone()), first)));
    }
    (pages, behind_since)
}

/// Whether all that the source of a page changed was accepted: its prose, and each row.
fn is_caught_up(inputs: &Inputs<'_>, rows: &RowStates, page: &PageId, locale: &LocaleId) -> bool {
    let tables = inputs.site.alignment.tables_of(page);
    let is_stale = |index: usize| matches!(rows.get(&(index, locale.clone())), Some(Freshness::Stale(_)));
    inputs.site.originals.is_caught_up(page, locale)
        && !tables.iter().flat_map(|table| table.entries.clone()).any(is_stale)
}

/// A page that a locale should have and lacks.
#[derive(Clone, Copy, Debug)]
pub struct MissingPage<'c> {
    /// The page.
    pub page: &'c PageId,
    /// The locale that lacks it.
    pub locale: &'c LocaleId,
    /// The version that shows that the page should be there.
    pub reference: &'c Page,
}

/// The pages that locales lack, in the order of pages and locales.
pub fn missing_pages<'c>(site: &AlignedCorpus<'c>) -> Vec<MissingPage<'c>> {
    let corpus = site.corpus;
    let mut missing = Vec::new();
    for (page, versions) in &corpus.pages {
        let Some(reference) = reference(corpus, versions) else { continue };
        // What one of several peers has alone is its own, and no other lacks it.
        if corpus.source_locale.is_none() && versions.len() == 1 && corpus.locales.len() > 2 {
            continue;
        }
        let is_there = |locale: &LocaleId| {
            let unreadable = |page: &Page| corpus.unreadable.contains(&(locale.clone(), page.relative_path.clone()));
            versions.contains_key(locale) || versions.values().any(unreadable)
        };
        let lacking = corpus.locales.iter().filter(|locale| !is_there(locale));
        missing.extend(lacking.map(|locale| MissingPage { page, locale, reference }));
    }
    missing
}

/// The version that shows that a page should be there: the source's, or where there is no source any.
fn reference<'c>(corpus: &'c Corpus, versions: &'c BTreeMap<LocaleId, Page>) -> Option<&'c Page> {
    match &corpus.source_locale {
        Some(source) => versions.get(source),
        None => {
            let preferred = corpus.reference_locale().and_then(|locale| versions.get(locale));
            preferred.or_else(|| versions.values().next())
        }
    }
}

fn source_changed(inputs: &Inputs<'_>) -> BTreeMap<PageId, Date> {
    let site = &inputs.site;
    let Some(source) = &site.corpus.source_locale else { return BTreeMap::new() };
    let date = |page: &PageId| {
        let now = site.corpus.page(page, source).or_else(|| site.originals.source_now(site.corpus, page))?;
        let committed = || {
            inputs.history.and_then(|history| {
                let last = *history.touching(&FilePath::new(&now.relative_path)).first()?;
                Date::of_seconds(history.revision(last).seconds)
            })
        };
        let dated = inputs.dates.get(&(page.clone(), source.clone())).copied();
        dated.or_else(committed).or_else(|| front_matter_date(&now.front_matter))
    };
    site.corpus.pages.keys().filter_map(|page| Some((page.clone(), date(page)?))).collect()
}

fn version_changed(corpus: &Corpus, committed: &ChangeDates, source_changed: &BTreeMap<PageId, Date>) -> ChangeDates {
    let dated = corpus.all_pages().filter_map(|page| Some((page, front_matter_date(&page.front_matter)?)));
    let mut changed: BTreeMap<(PageId, LocaleId), Date> =
        dated.map(|(page, date)| ((page.id.clone(), page.locale.clone()), date)).collect();
    // Commits are the better witness, here and below: who edits a page forgets the date in its front matter.
    changed.extend(committed.iter().map(|(page, date)| (page.clone(), *date)));
    if let Some(source) = &corpus.source_locale {
        // Commits are the better witness of when the source was changed, so they replace the date of its front matter.
        changed.extend(source_changed.iter().map(|(page, date)| ((page.clone(), source.clone()), *date)));
    }
    changed
}
