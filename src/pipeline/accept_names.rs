//! What people call the things that they accept.

use std::collections::{BTreeMap, BTreeSet};

use super::site::Site;
use crate::align::Entry;
use crate::model::{LocaleId, PageId};
use crate::text::FilePath;

/// A name as somebody wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// All of it: the name of a row or a page, or a path.
    pub text: String,
    /// What it may be as a path, as seen from the site's folder, without its line.
    pub paths: Vec<FilePath>,
    /// The line that is named behind a path, from 1.
    pub line: Option<usize>,
}

/// A line of a file of the site.
pub(super) type Place = (FilePath, usize);

/// What was chosen of one version of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// What is on these lines, of its own file or of the source's.
    Lines(BTreeSet<Place>),
}

/// Rows in a locale, by the index of their entry.
pub(super) type Rows = BTreeSet<(usize, LocaleId)>;

/// What was chosen of a site.
#[derive(Debug, Default)]
pub(super) struct Choice {
    /// Rows, by the index of their entry.
    pub(super) rows: Rows,
    /// Prose, and what is on some lines.
    pub(super) pages: BTreeMap<PageId, BTreeMap<LocaleId, Part>>,
}

impl Choice {
    /// Every line that was named.
    pub(super) fn places(&self) -> impl Iterator<Item = &Place> {
        let lines = |part| match part {
            &Part::Whole => None,
            Part::Lines(lines) => Some(lines),
        };
        self.pages.values().flat_map(BTreeMap::values).filter_map(lines).flatten()
    }

    fn add(&mut self, id: &PageId, locale: &LocaleId, part: Part) {
        let known = self.pages.entry(id.clone()).or_default().entry(locale.clone()).or_insert_with(|| part.clone());
        match (known, part) {
            (known @ Part::Lines(_), Part::Whole) => *known = Part::Whole,
            (Part::Lines(known), Part::Lines(more)) => known.extend(more),
            (Part::Whole, _) => {}
        }
    }
}

/// Chooses all translations.
pub(super) fn choose_all(site: &Site, source: &LocaleId, locales: &BTreeSet<&LocaleId>, choice: &mut Choice) {
    let all: BTreeSet<&PageId> = site.corpus.pages.keys().collect();
    for locale in locales {
        choose_pages(site, source, locale, &all, choice);
    }
}

/// Chooses what has a name, and answers whether anything has.
pub(super) fn choose(
    site: &Site,
    source: &LocaleId,
    locales: &BTreeSet<&LocaleId>,
    name: &Name,
    choice: &mut Choice,
) -> bool {
    let before = choice.rows.len();
    let mut is_known = false;
    for (index, entry) in site.alignment.entries.iter().enumerate().filter(|(_, entry)| entry.id.as_str() == name.text)
    {
        for locale in locales.iter().filter(|locale| has_both(entry, source, locale)) {
            choice.rows.insert((index, (*locale).clone()));
            is_known = true;
        }
    }
    let mut whole: BTreeMap<&LocaleId, BTreeSet<&PageId>> = BTreeMap::new();
    for (id, versions) in &site.corpus.pages {
        if !versions.contains_key(source) {
            continue;
        }
        for version in versions.values() {
            let is_file = name.paths.contains(&version.path);
            let is_below =
                || name.line.is_none() && name.paths.iter().any(|path| version.path.relative_path(path).is_some());
            if !is_file && !is_below() && id.as_str() != name.text {
                continue;
            }
            // The source means its translations.
            let concerned = versions.keys().filter(|locale| locales.contains(locale));
            let concerned = concerned.filter(|locale| version.locale == *source || **locale == version.locale);
            for locale in concerned {
                is_known = true;
                match name.line.filter(|_| is_file) {
                    Some(line) => choice.add(id, locale, Part::Lines(BTreeSet::from([(version.path.clone(), line)]))),
                    None => drop(whole.entry(locale).or_default().insert(id)),
                }
            }
        }
    }
    whole.iter().for_each(|(locale, pages)| choose_pages(site, source, locale, pages, choice));
    is_known || choice.rows.len() > before
}

fn choose_pages(site: &Site, source: &LocaleId, locale: &LocaleId, pages: &BTreeSet<&PageId>, choice: &mut Choice) {
    for id in pages {
        let has = |locale| site.corpus.page(id, locale).is_some();
        if has(source) && has(locale) {
            choice.add(id, locale, Part::Whole);
        }
    }
    let rows = site.alignment.entries.iter().enumerate();
    let rows = rows.filter(|(_, entry)| pages.contains(&entry.page) && has_both(entry, source, locale));
    choice.rows.extend(rows.map(|(index, _)| (index, locale.clone())));
}

/// Whether a row is there in the source and in a locale.
pub(super) fn has_both(entry: &Entry, source: &LocaleId, locale: &LocaleId) -> bool {
    entry.rows.contains_key(source) && entry.rows.contains_key(locale)
}
