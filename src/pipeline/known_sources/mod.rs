//! What each translation knows of its source, from the history of both in Git.
//!
//! `file.rs` is a file of the site with its history, `steps.rs` the commits of a translation as `freshness` replays them,
//! `contents.rs` reads what they had, `cached_verdicts.rs` what earlier runs found.

mod cached_verdicts;
mod contents;
mod file;
mod steps;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

pub(super) use self::cached_verdicts::CachedVerdicts;
use self::cached_verdicts::Verdict;
use self::contents::PageContents;
use self::file::FileOfPage;
use self::steps::{MOST_STEPS, known_source, steps};
use super::histories::{Histories, LocaleHistory};
use crate::config::Options;
use crate::freshness::{KnownSource, has_changes, is_same_words};
use crate::history::{KnownPage, Original, OriginalText, Originals, originals_of_known};
use crate::model::{Corpus, LocaleId, Origin, Page, PageId};
use crate::parse::Document;
use crate::read::{ContentId, LARGEST_TEXT, World};
use crate::text::difference;

/// The origins of a page's rows in one locale: for each table, one for each row.
type Rows = Vec<Vec<Option<Origin>>>;

/// What the history says of the translations of a site.
#[derive(Default)]
pub(super) struct KnownSources {
    /// What they were made from.
    pub(super) originals: Originals,
    /// The origins of the rows of pages whose source has changed since.
    pub(super) rows: Vec<(PageId, LocaleId, Rows)>,
}

/// What the translations of all pages know of their source. Those that `pinned` knows say it themselves, as of the commit
/// in which they began to. What `cached` has is not found again.
pub(super) fn known_sources(
    world: &dyn World,
    options: &Options,
    corpus: &Corpus,
    histories: &Histories,
    pinned: &Originals,
    cached: &CachedVerdicts<'_>,
) -> KnownSources {
    let Some(source) = &corpus.source_locale else { return KnownSources::default() };
    let Some(of_source) = histories.of_locales.get(source) else { return KnownSources::default() };
    let site = Reader { world, options, histories, of_source, pinned, cached };
    let of_page = |(id, versions): (&PageId, &BTreeMap<LocaleId, Page>)| {
        let now = versions.get(source)?;
        let translations = versions.values().filter(|page| page.locale != *source);
        Some(site.known_of_page(id, now, translations.collect()))
    };
    let pages: Vec<(&PageId, &BTreeMap<LocaleId, Page>)> = corpus.pages.iter().collect();
    let found: Vec<KnownOfPage> = pages.into_par_iter().filter_map(of_page).collect();
    let mut known = KnownSources::default();
    for of_page in found {
        known.originals.extend(of_page.originals);
        known.rows.extend(of_page.rows.into_iter().map(|(locale, rows)| (of_page.id.clone(), locale, rows)));
    }
    known
}

struct KnownOfPage {
    id: PageId,
    originals: Originals,
    rows: BTreeMap<LocaleId, Rows>,
}

/// A content of a file: one that Git has, or the one in the work tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Content {
    InGit(ContentId),
    InWorkTree,
}

#[derive(Clone, Copy)]
struct Reader<'r> {
    world: &'r dyn World,
    options: &'r Options,
    histories: &'r Histories,
    of_source: &'r LocaleHistory,
    pinned: &'r Originals,
    cached: &'r CachedVerdicts<'r>,
}

impl<'r> Reader<'r> {
    fn known_of_page(self, id: &PageId, source: &'r Page, translations: Vec<&'r Page>) -> KnownOfPage {
        let mut found = KnownOfPage { id: id.clone(), originals: Originals::default(), rows: BTreeMap::new() };
        let Some(source) = self.file(source, self.of_source) else { return found };
        let contents = PageContents::new(self, &source);
        let mut behind: Vec<(usize, KnownPage<'_>)> = Vec::new();
        for page in translations {
            let history = self.histories.of_locales.get(&page.locale);
            let Some(own) = history.and_then(|history| self.file(page, history)) else { continue };
            let pinned = self.pinned.of(id, &page.locale).filter(|pinned| pinned.text == OriginalText::AtRevision);
            let is_uncertain = pinned.is_none() && (own.is_older_than_history() || own.touches.len() > MOST_STEPS);
            if is_uncertain {
                found.originals.insert_uncertain(id, &page.locale);
            }
            match self.verdict((&source, &own), &contents, pinned) {
                // That the source is as it was where the history begins says nothing of what was there before.
                Verdict::Current if !is_uncertain => found.originals.insert_current(id, &page.locale),
                Verdict::Older(known) => behind.extend(older(&source, page, &contents, known)),
                _ => {}
            }
        }
        if !behind.is_empty() {
            behind.sort_by_key(|(place, _)| *place);
            let known = behind.into_iter().map(|(_, known)| known).collect();
            let (originals, rows) = originals_of_known(id, source.page, known);
            found.originals.extend(originals);
            found.rows = rows;
        }
        found
    }

    /// What the history says of the translation `own`, now or in an earlier run.
    fn verdict(
        self,
        (source, own): (&FileOfPage<'_>, &FileOfPage<'_>),
        contents: &PageContents<'_, '_>,
        pinned: Option<&Original>,
    ) -> Verdict {
        let steps = steps(source, own);
        let pinned = match pinned {
            None => None,
            Some(pinned) => match source.content_at(&pinned.revision) {
                Some(content) => Some((&*pinned.name, content)),
                None => return Verdict::Unknown,
            },
        };
        let key = self.cached.key((source, own), &steps, pinned);
        if let Some(verdict) = key.as_ref().and_then(|key| self.cached.found(key)) {
            return verdict;
        }
        let known = known_source(own, contents, &steps, pinned);
        let verdict = known.map_or(Verdict::Unknown, |known| compared_with_now(source, contents, known));
        if let Some(key) = key.filter(|_| !contents.has_gaps()) {
            self.cached.note(key, &verdict);
        }
        verdict
    }

    /// A page of the site with its history; `None` where no commit has it.
    fn file(self, page: &'r Page, history: &'r LocaleHistory) -> Option<FileOfPage<'r>> {
        let path = history.folder.join(&page.relative_path);
        let touches = history.files.of_file(&path);
        let last = touches.iter().rev().find_map(|touch| touch.now)?;
        let bytes = self.world.read_at_most(LARGEST_TEXT, &page.path).ok()?;
        let own = last.of_bytes(&bytes);
        let committed = own.filter(|own| touches.iter().any(|touch| touch.now == Some(*own)));
        let now = committed.map_or(Content::InWorkTree, Content::InGit);
        let uncommitted = committed.is_none().then_some(bytes);
        Some(FileOfPage { page, history, touches, now, in_work_tree: own, uncommitted })
    }
}

/// Compares what a translation knows with the source as it is, if maybe in another order. Where either cannot be read, as in
/// a partial clone, nothing is known.
fn compared_with_now(source: &FileOfPage<'_>, contents: &PageContents<'_, '_>, known: KnownSource<Content>) -> Verdict {
    if known.edits.is_empty() && known.content == source.now {
        return Verdict::Current;
    }
    let then = contents.edited_source(&known.content, &known.edits);
    match then.zip(contents.source(&source.now)) {
        None => Verdict::Unknown,
        Some((then, now)) if is_same_words(&then, &now) || !has_changes(&then, &now) => Verdict::Current,
        Some(_) => Verdict::Older(known),
    }
}

/// An older state of the source that a translation knows, with the place of the commit that brought it; `None` where no
/// commit did, or it cannot be read.
fn older<'p>(
    source: &FileOfPage<'_>,
    page: &'p Page,
    contents: &PageContents<'_, '_>,
    known: KnownSource<Content>,
) -> Option<(usize, KnownPage<'p>)> {
    let then = contents.edited_source(&known.content, &known.edits)?;
    let (place, revision) = source.introduced(known.complete)?;
    let text = text_of(source, known, &then, contents)?;
    Some((place, KnownPage { translation: page, page: Arc::new(then.page.clone()), revision, text }))
}

/// Where the text of a known source is which is the document `then`: in Git, but for edits. What the work tree has is an
/// edit of what was committed last.
fn text_of(
    source: &FileOfPage<'_>,
    known: KnownSource<Content>,
    then: &Document,
    contents: &PageContents<'_, '_>,
) -> Option<OriginalText> {
    if let Content::InGit(content) = known.content {
        return Some(OriginalText::Content(content, known.edits));
    }
    let last = source.committed()?;
    let committed = contents.source(&Content::InGit(last))?;
    let edit = difference(committed.source.text(), then.source.text());
    Some(OriginalText::Content(last, vec![edit]))
}
