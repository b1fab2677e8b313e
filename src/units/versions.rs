//! The versions of a page that were made from one and the same original.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::aligned_corpus::AlignedCorpus;
use crate::align::{AlignedHeading, align_headings};
use crate::model::{LocaleId, Page, PageId};

/// A page in all locales that were made from one original, with their headings aligned.
#[derive(Clone, Debug)]
pub struct Versions<'c> {
    /// The page.
    pub id: &'c PageId,
    /// What the translations were made from, where the source is no longer as it was then, or is no locale of the site.
    /// It has the source's locale, which is none of `pages` then.
    pub original: Option<&'c Page>,
    /// The versions that are in the site, the source's or the reference's first.
    pub pages: Vec<&'c Page>,
    /// Which headings are one.
    pub headings: Cow<'c, [AlignedHeading]>,
}

/// The versions of all pages, in order.
pub fn versions<'c>(site: &AlignedCorpus<'c>) -> Vec<Versions<'c>> {
    let pages = &site.corpus.pages;
    pages.iter().flat_map(|(id, locales)| of_page(site, id, locales)).collect()
}

fn of_page<'c>(site: &AlignedCorpus<'c>, id: &'c PageId, locales: &'c BTreeMap<LocaleId, Page>) -> Vec<Versions<'c>> {
    let source = site.corpus.source_locale.as_ref().and_then(|source| locales.get(source));
    let mut now: Vec<&Page> = source.into_iter().collect();
    let mut older: Vec<(&Page, Vec<&Page>)> = Vec::new();
    let in_order = site.locales_reference_first().filter_map(|locale| locales.get(locale));
    for page in in_order.filter(|page| source.is_none_or(|source| source.locale != page.locale)) {
        let original = site.originals.of(id, &page.locale).map(|original| &*original.page);
        match original.filter(|original| source.is_none_or(|source| source.hash != original.hash)) {
            None => now.push(page),
            Some(original) => match older.iter_mut().find(|(known, _)| known.hash == original.hash) {
                Some((_, pages)) => pages.push(page),
                None => older.push((original, vec![page])),
            },
        }
    }
    let phrases = &site.alignment.heading_phrases;
    let all_now = now.len() == locales.len();
    let mut versions = Vec::new();
    if source.is_none() && now.len() > 1 && site.has_source() {
        // Translations of a page that the source does not have are not held against each other.
        versions.extend(now.into_iter().map(|page| {
            let headings = Cow::Owned(align_headings(&[page], phrases));
            Versions { id, original: None, pages: vec![page], headings }
        }));
    } else if !now.is_empty() {
        // The headings of the alignment hold for all versions together; for some of them only they are aligned anew.
        let known = site.alignment.headings.get(id).filter(|_| all_now);
        let headings =
            known.map_or_else(|| Cow::Owned(align_headings(&now, phrases)), |known| Cow::Borrowed(known.as_slice()));
        versions.push(Versions { id, original: None, pages: now, headings });
    }
    for (original, pages) in older {
        let all: Vec<&Page> = std::iter::once(original).chain(pages.iter().copied()).collect();
        let headings = Cow::Owned(align_headings(&all, phrases));
        versions.push(Versions { id, original: Some(original), pages, headings });
    }
    versions
}

impl<'c> Versions<'c> {
    /// What the translations were made from.
    pub fn reference(&self, site: &AlignedCorpus<'_>) -> Option<&'c Page> {
        self.original.or_else(|| self.pages.first().copied().filter(|page| site.is_source(&page.locale)))
    }

    /// The versions that are compared with the reference: all but the reference itself.
    pub fn translations(&self, site: &AlignedCorpus<'_>) -> impl Iterator<Item = &'c Page> {
        let reference = self.reference(site);
        let is_reference = move |page: &&Page| reference.is_some_and(|reference| std::ptr::eq(*page, reference));
        self.pages.iter().copied().filter(move |page| !is_reference(page))
    }

    /// The version in a locale, the original under the source's.
    pub fn page(&self, locale: &LocaleId) -> Option<&'c Page> {
        self.pages.iter().copied().chain(self.original).find(|page| page.locale == *locale)
    }

    /// Every version, the original too.
    pub fn all(&self) -> impl Iterator<Item = &'c Page> {
        self.original.into_iter().chain(self.pages.iter().copied())
    }

    /// Who should have a thing that some versions have: `Some` locale that shows it where the others should have it.
    ///
    /// With a reference, what that has is wanted, however many lack it: all of them do where it was just added. Without
    /// one, it is wanted where at least two thirds of more than two versions have it, or one of two.
    pub fn wanted<'h>(&self, site: &AlignedCorpus<'_>, holders: &[&'h LocaleId]) -> Option<&'h LocaleId> {
        let first = *holders.first()?;
        match self.reference(site) {
            Some(reference) => holders.iter().copied().find(|locale| **locale == reference.locale),
            None => {
                let all = self.pages.len();
                let enough = if all == 2 { 1 } else { (2 * all).div_ceil(3) };
                (holders.len() >= enough).then_some(first)
            }
        }
    }
}
