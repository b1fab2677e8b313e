//! The source as it was when translations were accepted, read from Git where the lock names a commit.

use std::collections::{BTreeMap, BTreeSet};

use super::base_revisions::SourceRepository;
use super::repositories::Repositories;
use super::rereading::{is_same_text, parse_at};
use super::site::Site;
use crate::align::{Alignment, EntryId, row_digest};
use crate::config::Options;
use crate::freshness::{SeenRows, commits_to_read};
use crate::model::{CommitId, Corpus, LocaleId, Lock, LockedEntry, Page, PageId};
use crate::parse::Document;
use crate::read::{LARGEST_TEXT, World};
use crate::text::{FilePath, Source};
use crate::units::AcceptedProse;

/// So many earlier states of a page are read: each acceptance may name one of its own, and a person accepts a page a few
/// times in a year. Chosen.
const MOST_COMMITS: usize = 64;

/// The repository around the source's folder, where there is one. Paths are counted from that folder.
pub(super) fn repository(
    (world, repositories): (&dyn World, &Repositories),
    corpus: &Corpus,
) -> Option<SourceRepository> {
    let locale = corpus.source_locale.as_ref()?;
    let folder = corpus.all_pages().filter(|page| page.locale == *locale).find_map(content_folder)?;
    let revisions = repositories.around(world, &folder).ok()?;
    Some(SourceRepository { locale: locale.clone(), revisions, folder: FilePath::default(), is_configured: false })
}

/// The folder in the world that the pages of a locale are below.
fn content_folder(page: &Page) -> Option<FilePath> {
    let folder = page.path.as_str().strip_suffix(page.relative_path.as_str())?;
    Some(FilePath::new(folder.trim_end_matches('/')))
}

/// The repository around the source's folder, where the lock names commits of it, and the pages that show the old words
/// of accepted rows which the source has edited since.
pub(super) fn find(
    (world, repositories): (&dyn World, &Repositories),
    options: &Options,
    (corpus, alignment): (&Corpus, &Alignment),
    lock: Option<&Lock>,
) -> (Option<SourceRepository>, SeenRows) {
    let naming = lock.filter(|lock| names_commits(lock));
    let found = naming.and_then(|lock| Some((lock, repository((world, repositories), corpus)?)));
    let Some((lock, repository)) = found else { return (None, SeenRows::default()) };
    let rows = rows(options, (corpus, alignment), lock, &repository);
    (Some(repository), rows)
}

/// Whether a lock names a commit.
fn names_commits(lock: &Lock) -> bool {
    let rows = lock.entries.iter().flat_map(|entry| entry.accepted.values()).any(|accepted| accepted.seen.is_some());
    rows || lock.pages.values().flat_map(BTreeMap::values).flat_map(BTreeMap::values).any(Option::is_some)
}

/// A page of the source at a commit; `None` where Git does not have it, or no longer has it.
fn page_at(
    options: &Options,
    repository: &SourceRepository,
    commit: &CommitId,
    relative_path: &str,
) -> Option<Document> {
    let path = FilePath::new(relative_path);
    let revision = repository.revisions.resolve(commit.as_str()).ok()?;
    let bytes = repository.revisions.read(&revision, &path).ok()??;
    let source = Source::from_bytes(path, bytes).ok()?;
    Some(parse_at(options, source, &repository.locale, relative_path))
}

/// The pages that show the old words of accepted rows which the source has edited since.
fn rows(
    options: &Options,
    (corpus, alignment): (&Corpus, &Alignment),
    lock: &Lock,
    repository: &SourceRepository,
) -> SeenRows {
    let source = &repository.locale;
    let locked: BTreeMap<&EntryId, &LockedEntry> = lock.entries.iter().map(|entry| (&entry.id, entry)).collect();
    let mut wanted: BTreeMap<&PageId, BTreeSet<&CommitId>> = BTreeMap::new();
    for entry in &alignment.entries {
        let Some(accepted) = locked.get(&entry.id).map(|locked| &locked.accepted).filter(|map| !map.is_empty()) else {
            continue;
        };
        let now = row_digest(corpus, alignment, entry, source);
        let outdated = accepted.values().filter(|accepted| now.as_ref() != Some(&accepted.source));
        wanted.entry(&entry.page).or_default().extend(outdated.filter_map(|accepted| accepted.seen.as_ref()));
    }
    let mut pages = Vec::new();
    for (id, commits) in wanted {
        let Some(page) = corpus.page(id, source) else { continue };
        for commit in commits.into_iter().take(MOST_COMMITS) {
            let then = page_at(options, repository, commit, &page.relative_path);
            pages.extend(then.map(|then| ((id.clone(), commit.clone()), then.page)));
        }
    }
    SeenRows::new(pages)
}

/// What was accepted of the prose of a page, with the source at the commits whose words are needed.
pub(super) fn prose(site: &Site, id: &PageId, documents: &[Document]) -> AcceptedProse {
    let accepted = site.known.lock.as_ref().and_then(|lock| lock.pages.get(id));
    let source: Option<&LocaleId> = site.corpus.source_locale.as_ref();
    let Some((accepted, source)) = accepted.filter(|page| page.values().any(|blocks| !blocks.is_empty())).zip(source)
    else {
        return AcceptedProse::default();
    };
    let mut seen = BTreeMap::new();
    if let (Some(repository), Some(page)) = (&site.seen_source, site.corpus.page(id, source)) {
        for commit in commits_to_read(accepted, source, documents).into_iter().take(MOST_COMMITS) {
            let then = page_at(&site.options, repository, &commit, &page.relative_path);
            seen.extend(then.map(|then| (commit, then)));
        }
    }
    AcceptedProse { blocks: accepted.clone(), seen }
}

/// The commit at which the source of a page is as it is now; `None` where it is not committed so.
pub(super) fn commit_of(world: &dyn World, repository: &SourceRepository, page: &Page) -> Option<CommitId> {
    let head = repository.revisions.head().ok()?;
    let committed = repository.revisions.read(&head, &FilePath::new(&page.relative_path)).ok()??;
    let now = world.read_at_most(LARGEST_TEXT, &page.path).ok()?;
    is_same_text(&committed, &now).then(|| head.commit.parse().ok()).flatten()
}
