//! The revision of the source that each pin of a site leads to.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::search::{Sought, SoughtHash, find};
use super::{Holds, PinValue, RevisionSource, digits, paths};
use crate::model::{Corpus, LocaleId, Page, PageId};
use crate::read::{Revision, RevisionError};
use crate::text::FilePath;

/// What a pin leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedPin<'p> {
    /// The key that counts.
    pub key: &'p str,
    /// Its value.
    pub value: &'p str,
    /// What was found.
    pub found: Found,
}

/// How the revision of a pin was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The value is the name of a commit. Its place is that among all revisions of the site's pins, oldest first.
    Commit(usize, Revision),
    /// The page had a hash at the revision.
    Content(usize, Revision),
    /// The value is the name of a commit that is not there.
    Lost(RevisionError),
}

/// The pins of a site.
#[derive(Clone, Debug, Default)]
pub struct PinnedRevisions<'p> {
    pages: BTreeMap<(&'p PageId, &'p LocaleId), ResolvedPin<'p>>,
}

type Names<'p> = BTreeMap<&'p str, Result<Revision, RevisionError>>;

/// A translation with what it says of its source.
struct PinnedPage<'p> {
    page: &'p Page,
    values: Vec<PinValue<'p>>,
    /// Where the source may have been.
    paths: Vec<&'p str>,
}

impl<'p> PinnedRevisions<'p> {
    /// Follows the pins of all translations: those that name a commit at once, the others in one walk of the history.
    pub fn of(corpus: &'p Corpus, source: RevisionSource<'p>) -> PinnedRevisions<'p> {
        let pinned = pinned_pages(corpus, source);
        let names = names(&pinned, source);
        let by_name: Vec<Option<(PinValue<'_>, Revision)>> =
            pinned.par_iter().map(|page| by_name(page, &names, source)).collect();
        let mut searched = Vec::new();
        let mut sought = Vec::new();
        for (index, page) in pinned.iter().enumerate().filter(|(index, _)| by_name[*index].is_none()) {
            let hashes: Vec<SoughtHash> = page.values.iter().filter_map(|value| sought_hash(value, &names)).collect();
            if !hashes.is_empty() {
                searched.push(index);
                sought.push(Sought { files: page.paths.iter().map(|path| FilePath::new(path)).collect(), hashes });
            }
        }
        let found: BTreeMap<usize, Revision> = searched
            .into_iter()
            .zip(find(source, &sought))
            .filter_map(|(index, found)| Some((index, found?)))
            .collect();
        let all = names.values().flatten().chain(found.values());
        let sorted = source.revisions.oldest_first(all.cloned().collect());
        let places: BTreeMap<&str, usize> =
            sorted.iter().enumerate().map(|(place, revision)| (revision.commit.as_str(), place)).collect();
        let place = |revision: &Revision| places.get(revision.commit.as_str()).copied().unwrap_or(usize::MAX);
        let mut pages = BTreeMap::new();
        for (index, (pinned, by_name)) in pinned.iter().zip(by_name).enumerate() {
            let first = pinned.values[0];
            let (value, outcome) = match (by_name, found.get(&index)) {
                (Some((value, revision)), _) => (value, Found::Commit(place(&revision), revision)),
                (None, Some(revision)) => (first, Found::Content(place(revision), revision.clone())),
                (None, None) => {
                    // What holds a hash as a rule, and is that of no version, is something else.
                    let Some(named) = names.get(first.value).filter(|_| first.holds == Holds::Commit) else { continue };
                    let named = named.as_ref();
                    let outcome = named.map_or_else(
                        |error| Found::Lost(error.clone()),
                        |revision| Found::Commit(place(revision), revision.clone()),
                    );
                    (first, outcome)
                }
            };
            let pin = ResolvedPin { key: value.key, value: value.value, found: outcome };
            pages.insert((&pinned.page.id, &pinned.page.locale), pin);
        }
        PinnedRevisions { pages }
    }

    /// What the pin of a translation leads to, where it has one.
    pub fn get(&self, page: &'p Page) -> Option<&ResolvedPin<'p>> {
        self.pages.get(&(&page.id, &page.locale))
    }
}

fn pinned_pages<'p>(corpus: &'p Corpus, source: RevisionSource<'p>) -> Vec<PinnedPage<'p>> {
    let mut pinned = Vec::new();
    for versions in corpus.pages.values() {
        for page in versions.values().filter(|page| page.locale != *source.locale) {
            let values = source.keys.values(page);
            if !values.is_empty() {
                pinned.push(PinnedPage { page, values, paths: paths(versions.get(source.locale), versions) });
            }
        }
    }
    pinned
}

/// The commit that each value is the name of.
fn names<'p>(pinned: &[PinnedPage<'p>], source: RevisionSource<'_>) -> Names<'p> {
    let values = pinned.iter().flat_map(|page| &page.values);
    let names: BTreeSet<&str> = values.filter(|value| may_be_commit(value)).map(|value| value.value).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let resolved: Vec<Result<Revision, RevisionError>> =
        names.par_iter().map(|name| source.revisions.resolve(name)).collect();
    names.into_iter().zip(resolved).collect()
}

/// A configured revision may be a branch or a tag. What holds a hash may be a commit after all, by its digits.
fn may_be_commit(value: &PinValue<'_>) -> bool {
    let is_named = value.is_configured && value.holds == Holds::Commit;
    is_named || digits(value.value).is_some_and(|digits| digits.eq_ignore_ascii_case(value.value))
}

/// The first value that is the name of a commit which has the page.
fn by_name<'p>(
    page: &PinnedPage<'p>,
    names: &Names<'_>,
    source: RevisionSource<'_>,
) -> Option<(PinValue<'p>, Revision)> {
    page.values.iter().find_map(|value| {
        let revision = names.get(value.value)?.as_ref().ok()?;
        let is_there = |path: &&str| {
            let blob = source.revisions.blob(revision, &source.folder.join(path));
            // Why it cannot be read is reported when it is read.
            !matches!(blob, Ok(None))
        };
        page.paths.iter().any(is_there).then(|| (*value, revision.clone()))
    })
}

/// What a value says of the page's content, where it is no commit. What holds a commit as a rule is searched for only
/// where it is another object of the repository: a commit that is lost has no version with its id.
fn sought_hash(value: &PinValue<'_>, names: &Names<'_>) -> Option<SoughtHash> {
    let is_blob = value.holds == Holds::Commit;
    let named = names.get(value.value);
    let is_other_object = matches!(named, Some(Err(RevisionError::NotACommit { .. })));
    let is_sought = if is_blob { is_other_object } else { !matches!(named, Some(Ok(_))) };
    digits(value.value).filter(|_| is_sought).map(|digits| SoughtHash { digits, is_blob })
}
