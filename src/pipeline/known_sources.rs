//! What each translation knows of its source, from the history of both in Git.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use super::failure::Failure;
use super::rereading::parse_at;
use crate::config::Options;
use crate::freshness::{
    Contents, Features, KnownSource, MOST_VERSIONS, Step, features, has_changes, is_bulk, is_same_words, replay,
};
use crate::history::{ChangeDates, History, KnownPage, Original, OriginalText, Originals, originals_of_known};
use crate::layout::Discovered;
use crate::model::{Corpus, Date, FrontMatter, LocaleId, Origin, Page, PageId};
use crate::parse::Document;
use crate::read::{ContentId, FileHistory, LARGEST_TEXT, Revision, RevisionError, Revisions, Touch, World};
use crate::text::{FilePath, Source, TextEdit, difference, edited};

/// The history of a locale's files.
#[derive(Clone)]
pub(super) struct LocaleHistory {
    /// The repository.
    revisions: Arc<dyn Revisions>,
    /// What its commits did.
    files: Arc<FileHistory>,
    /// The folder of the locale's pages, from the top of the repository.
    folder: FilePath,
    /// The commits that renew no translation, as indexes.
    ignored: Arc<BTreeSet<usize>>,
}

impl LocaleHistory {
    fn is_ignored(&self, commit: usize) -> bool {
        self.ignored.contains(&commit)
    }
}

/// The file in which Git is told which commits to leave out when it says who wrote a line.
const IGNORED_BY_BLAME: &str = ".git-blame-ignore-revs";

/// The commits that the configuration and the repository itself say to ignore, as indexes.
fn ignored(options: &Options, revisions: &dyn Revisions, head: &Revision, files: &FileHistory) -> BTreeSet<usize> {
    let path = FilePath::new(IGNORED_BY_BLAME);
    let content = revisions.content_at(head, &path).ok().flatten();
    let listed = content.and_then(|content| revisions.read_content(content, &path).ok()).unwrap_or_default();
    let listed = String::from_utf8_lossy(&listed);
    let of_file = listed.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let configured = options.history.iter().flat_map(|history| &history.ignore).map(String::as_str);
    files.places_of(&of_file.chain(configured).collect::<Vec<_>>())
}

/// The histories of the locales that have one.
#[derive(Default)]
pub(super) struct Histories {
    of_locales: BTreeMap<LocaleId, LocaleHistory>,
}

/// A commit that edited fewer files of a locale is no bulk edit: the figure is half of the units that one has.
const LARGE: usize = 25;

/// So many files of a large commit are looked at.
const SAMPLE: usize = 40;

/// So many bytes of them are kept at once.
const LARGEST_SAMPLE: usize = 16 << 20;

/// The commits that replaced the same words everywhere in a locale, as indexes.
fn bulk_commits(history: &LocaleHistory) -> BTreeSet<usize> {
    let large = history.files.large_edits(&history.folder, LARGE);
    let large: Vec<(usize, Vec<(&FilePath, &Touch)>)> = large.into_iter().collect();
    let bulk = large.par_iter().filter(|(_, edits)| is_bulk(&sample(history, edits), edits.len()));
    bulk.map(|(commit, _)| *commit).collect()
}

/// Some of the files that a commit edited, before and after.
fn sample(history: &LocaleHistory, edits: &[(&FilePath, &Touch)]) -> Vec<(String, String)> {
    let text = |content: ContentId, path: &FilePath| {
        let bytes = history.revisions.read_content(content, path).ok()?;
        String::from_utf8(bytes).ok()
    };
    let mut sample = Vec::new();
    let mut left = LARGEST_SAMPLE;
    for (path, touch) in edits.iter().step_by(edits.len().div_ceil(SAMPLE)) {
        let (Some(before), Some(now)) = (touch.before.first(), touch.now) else { continue };
        let Some(texts) = text(*before, path).zip(text(now, path)) else { continue };
        let Some(rest) = left.checked_sub(texts.0.len() + texts.1.len()) else { break };
        left = rest;
        sample.push(texts);
    }
    sample
}

impl fmt::Debug for Histories {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Histories").field("locales", &self.of_locales.keys()).finish_non_exhaustive()
    }
}

impl Histories {
    /// The commits of a locale's repository.
    pub(super) fn commits(&self, locale: &LocaleId) -> Option<History> {
        let of_locale = self.of_locales.get(locale)?;
        Some(History::of_files(Arc::clone(&of_locale.files), of_locale.folder.clone()))
    }

    /// When the file of each page was last changed, by its commits. A commit that renews no translation is no
    /// change, unless there is no other.
    pub(super) fn dates(&self, corpus: &Corpus) -> ChangeDates {
        let date = |page: &Page| {
            let history = self.of_locales.get(&page.locale)?;
            let touches = history.files.of_file(&history.folder.join(&page.relative_path));
            let mut there = touches.iter().rev().filter(|touch| touch.now.is_some());
            let last = there.clone().find(|touch| !history.is_ignored(touch.commit)).or_else(|| there.next())?;
            Date::of_seconds(history.files.commits[last.commit].authored)
        };
        corpus.all_pages().filter_map(|page| Some(((page.id.clone(), page.locale.clone()), date(page)?))).collect()
    }

    /// Opens the repository of each locale and walks each repository once. A locale without one, or whose history cannot
    /// be read, has none: nothing has to be in Git.
    ///
    /// # Errors
    /// [`Failure::History`] where the configuration names the repository of a locale and it cannot be read.
    pub(super) fn open(world: &dyn World, options: &Options, discovered: &Discovered) -> Result<Histories, Failure> {
        let mut walked: BTreeMap<String, LocaleHistory> = BTreeMap::new();
        let mut histories = Histories::default();
        for locale in &discovered.locales {
            let configured = options.history.as_ref().and_then(|history| history.locales.get(locale));
            let read = match (configured, discovered.folder(locale)) {
                (Some(repository), _) => world.repository(&repository.location),
                (None, Some(folder)) => world.repository_around(&folder),
                (None, None) => continue,
            };
            let inside = configured.map_or(FilePath::default(), |repository| repository.path.clone());
            let read = read.and_then(|revisions| of_repository(options, revisions, &inside, &mut walked));
            match read {
                Ok(Some(history)) => {
                    histories.of_locales.insert(locale.clone(), history);
                }
                Err(error) if configured.is_some() => return Err(Failure::History(locale.clone(), error)),
                Ok(None) | Err(_) => {}
            }
        }
        Ok(histories)
    }
}

/// The history of a locale whose pages are in the folder `inside` of what `revisions` counts from; `None` where there is
/// no commit. `walked` are the repositories that were walked before, by their identity.
fn of_repository(
    options: &Options,
    revisions: Box<dyn Revisions>,
    inside: &FilePath,
    walked: &mut BTreeMap<String, LocaleHistory>,
) -> Result<Option<LocaleHistory>, RevisionError> {
    let folder = revisions.folder().join(inside.as_str());
    let identity = revisions.identity();
    if !walked.contains_key(&identity) {
        let head = revisions.head()?;
        let files = revisions.file_history(&head, &is_page)?;
        if files.commits.is_empty() {
            return Ok(None);
        }
        let ignored = Arc::new(ignored(options, &*revisions, &head, &files));
        let (revisions, files) = (Arc::from(revisions), Arc::new(files));
        walked.insert(identity.clone(), LocaleHistory { revisions, files, folder: folder.clone(), ignored });
    }
    let mut history = LocaleHistory { folder, ..walked[&identity].clone() };
    history.ignored = Arc::new(history.ignored.union(&bulk_commits(&history)).copied().collect());
    Ok(Some(history))
}

/// Whether a file of this name may be a page.
fn is_page(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| matches!(extension.as_str(), "md" | "mdx" | "markdown"))
}

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
/// in which they began to.
pub(super) fn known_sources(
    world: &dyn World,
    options: &Options,
    corpus: &Corpus,
    histories: &Histories,
    pinned: &Originals,
) -> KnownSources {
    let Some(source) = &corpus.source_locale else { return KnownSources::default() };
    let Some(of_source) = histories.of_locales.get(source) else { return KnownSources::default() };
    let site = Reader { world, options, histories, of_source, pinned };
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
}

/// A file of the site with its history.
struct FileOfPage<'r> {
    page: &'r Page,
    history: &'r LocaleHistory,
    touches: Vec<&'r Touch>,
    now: Content,
}

impl<'r> Reader<'r> {
    fn known_of_page(self, id: &PageId, source: &'r Page, translations: Vec<&'r Page>) -> KnownOfPage {
        let mut found = KnownOfPage { id: id.clone(), originals: Originals::default(), rows: BTreeMap::new() };
        let Some(source) = self.file(source, self.of_source) else { return found };
        let contents =
            PageContents { reader: self, source: &source, documents: RefCell::default(), features: RefCell::default() };
        let mut behind: Vec<(usize, KnownPage<'_>)> = Vec::new();
        for page in translations {
            let history = self.histories.of_locales.get(&page.locale);
            let Some(own) = history.and_then(|history| self.file(page, history)) else { continue };
            let pinned = self.pinned.of(id, &page.locale).filter(|pinned| pinned.text == OriginalText::AtRevision);
            let is_uncertain = pinned.is_none() && (own.is_older_than_history() || own.touches.len() > MOST_STEPS);
            if is_uncertain {
                found.originals.insert_uncertain(id, &page.locale);
            }
            let Some(known) = known_source(&source, &own, &contents, pinned) else { continue };
            match compared_with_now(&source, page, &contents, known) {
                // That the source is as it was where the history begins says nothing of what was there before.
                Some(Known::All) if !is_uncertain => found.originals.insert_current(id, &page.locale),
                Some(Known::Older(place, page)) => behind.push((place, page)),
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

    /// A page of the site with its history; `None` where no commit has it.
    fn file(self, page: &'r Page, history: &'r LocaleHistory) -> Option<FileOfPage<'r>> {
        let path = history.folder.join(&page.relative_path);
        let touches = history.files.of_file(&path);
        let last = touches.iter().rev().find_map(|touch| touch.now)?;
        let bytes = self.world.read_at_most(LARGEST_TEXT, &page.path).ok()?;
        let own = last.of_bytes(&bytes);
        let committed = own.filter(|own| touches.iter().any(|touch| touch.now == Some(*own)));
        Some(FileOfPage { page, history, touches, now: committed.map_or(Content::InWorkTree, Content::InGit) })
    }
}

/// What a translation knows of its source as it is.
enum Known<'p> {
    /// All of it, if maybe in another order.
    All,
    /// An older state, with the place of the commit that brought it.
    Older(usize, KnownPage<'p>),
}

/// Compares what a translation knows with the source as it is; `None` where either cannot be read, as in a partial clone.
fn compared_with_now<'p>(
    source: &FileOfPage<'_>,
    page: &'p Page,
    contents: &PageContents<'_, '_>,
    known: KnownSource<Content>,
) -> Option<Known<'p>> {
    if known.edits.is_empty() && known.content == source.now {
        return Some(Known::All);
    }
    let then = contents.edited_source(&known.content, &known.edits)?;
    let now = contents.source(&source.now)?;
    if is_same_words(&then, &now) || !has_changes(&then, &now) {
        return Some(Known::All);
    }
    let (place, revision) = source.introduced(known.complete)?;
    let text = source.text_of(known, &then, contents)?;
    Some(Known::Older(place, KnownPage { translation: page, page: Arc::new(then.page.clone()), revision, text }))
}

impl FileOfPage<'_> {
    /// The content of the file at a revision.
    fn content_at(&self, revision: &Revision) -> Option<Content> {
        let path = self.history.folder.join(&self.page.relative_path);
        let paths = self.history.files.paths_of(&path);
        let read = |path: &FilePath| self.history.revisions.content_at(revision, path).ok().flatten();
        paths.iter().find_map(read).map(Content::InGit)
    }

    /// Whether a shallow clone ends before the commit that added the file.
    fn is_older_than_history(&self) -> bool {
        self.touches.first().is_some_and(|touch| self.history.files.commits[touch.commit].is_cut)
    }

    /// The touch that first gave the file a content, by its place, and its revision.
    fn introduced(&self, content: Content) -> Option<(usize, Revision)> {
        let Content::InGit(content) = content else { return None };
        let touch = self.touches.iter().find(|touch| touch.now == Some(content))?;
        Some((touch.commit, self.history.files.commits[touch.commit].revision()))
    }

    /// Where the text of a known source is which is the document `then`: in Git, but for edits. What the work tree has is
    /// an edit of what was committed last.
    fn text_of(
        &self,
        known: KnownSource<Content>,
        then: &Document,
        contents: &PageContents<'_, '_>,
    ) -> Option<OriginalText> {
        if let Content::InGit(content) = known.content {
            return Some(OriginalText::Content(content, known.edits));
        }
        let last = self.touches.iter().rev().find_map(|touch| touch.now)?;
        let committed = contents.source(&Content::InGit(last))?;
        let edit = difference(committed.source.text(), then.source.text());
        Some(OriginalText::Content(last, vec![edit]))
    }

    /// Index among the touches of the last one that a commit of the repository knows.
    fn touch_known_to(&self, commit: usize) -> Option<usize> {
        self.touches.iter().rposition(|touch| self.history.files.is_ancestor(touch.commit, commit))
    }
}

/// Earlier versions of the source are looked at for a translation that was late by so many seconds at most: half a year.
const LATEST: i64 = 180 * 86_400;

/// Of a file that was committed more often than this, only the youngest commits are looked at.
const MOST_STEPS: usize = 300;

/// What a translation knows of its source; `None` where nothing shows it, or its pin says it all.
fn known_source(
    source: &FileOfPage<'_>,
    own: &FileOfPage<'_>,
    contents: &PageContents<'_, '_>,
    pinned: Option<&Original>,
) -> Option<KnownSource<Content>> {
    let first = own.touches.len().saturating_sub(MOST_STEPS);
    let mut steps: Vec<Step<Content>> =
        own.touches[first..].iter().filter_map(|touch| step(source, own, touch)).collect();
    if own.now == Content::InWorkTree {
        steps.push(step_of_work_tree(source, own));
    }
    let of_locale = OfLocale { contents, own, documents: RefCell::default() };
    let Some(pinned) = pinned else { return replay(&of_locale, None, &steps, &own.now) };
    let at = pinned_at(&of_locale, own.page, &steps, &pinned.name)?;
    if at + 1 == steps.len() {
        return None;
    }
    let content = source.content_at(&pinned.revision)?;
    let known = KnownSource { content, edits: Vec::new(), complete: content };
    let found = replay(&of_locale, Some((&steps[at].translation, known.clone())), &steps[at + 1..], &own.now);
    found.filter(|found| *found != known)
}

/// The work tree as a commit on top of all others.
fn step_of_work_tree(source: &FileOfPage<'_>, own: &FileOfPage<'_>) -> Step<Content> {
    let before = own.touches.iter().rev().find_map(|touch| touch.now).map(Content::InGit);
    Step {
        translation: Content::InWorkTree,
        before: before.into_iter().collect(),
        source: Some(source.now),
        earlier: earlier(source, source.touches.len(), i64::MIN),
        renews_nothing: false,
    }
}

/// Index of the step in which a translation got the pin that it has now, whose value is `name`.
fn pinned_at(contents: &OfLocale<'_, '_>, page: &Page, steps: &[Step<Content>], name: &str) -> Option<usize> {
    let value = |value: &str| value.trim() == name;
    let FrontMatter { values, nested, .. } = &page.front_matter;
    let key = &values.iter().chain(nested).find(|entry| value(&entry.value))?.key;
    let has_pin = |step: &Step<Content>| {
        let translation = contents.translation(&step.translation);
        translation.is_some_and(|translation| translation.page.front_matter.get(key).is_some_and(value))
    };
    let without = steps.iter().rposition(|step| !has_pin(step));
    Some(without.map_or(0, |without| without + 1)).filter(|at| *at < steps.len())
}

/// A commit that changed a translation; `None` where it removed it.
fn step(source: &FileOfPage<'_>, own: &FileOfPage<'_>, touch: &Touch) -> Option<Step<Content>> {
    let translation = Content::InGit(touch.now?);
    let (files, of_source) = (&own.history.files, &source.history.files);
    let commit = &files.commits[touch.commit];
    let at = if Arc::ptr_eq(files, of_source) { Some(touch.commit) } else { of_source.at(commit.authored) };
    let known = at.and_then(|at| source.touch_known_to(at));
    let content = known.and_then(|known| source.touches[known].now).map(Content::InGit);
    let since = commit.authored.min(commit.committed).saturating_sub(LATEST);
    Some(Step {
        translation,
        before: touch.before.iter().copied().map(Content::InGit).collect(),
        source: content,
        earlier: known.map_or_else(Vec::new, |known| earlier(source, known, since)),
        renews_nothing: own.history.is_ignored(touch.commit),
    })
}

/// The contents of a source before one of its touches, youngest first, as long as they were replaced after a time.
fn earlier(source: &FileOfPage<'_>, before: usize, since: i64) -> Vec<Content> {
    let replaced_at =
        |at: usize| source.touches.get(at).map_or(i64::MAX, |next| source.history.files.commits[next.commit].committed);
    let earlier = (0..before).rev().take_while(|at| replaced_at(at + 1) >= since);
    earlier.filter_map(|at| source.touches[at].now).map(Content::InGit).take(MOST_VERSIONS).collect()
}

/// The contents of a page, each read once unless they are large. A source is read for every locale.
struct PageContents<'c, 'r> {
    reader: Reader<'r>,
    source: &'c FileOfPage<'r>,
    documents: Read<Document>,
    features: Read<Features>,
}

/// What was read of contents.
type Read<T> = RefCell<BTreeMap<Content, Option<Arc<T>>>>;

/// What was read of a content, or is read now.
fn read_once<T>(known: &Read<T>, content: Content, read: impl FnOnce() -> Option<Arc<T>>) -> Option<Arc<T>> {
    if let Some(known) = known.borrow().get(&content) {
        return known.clone();
    }
    let found = read();
    known.borrow_mut().insert(content, found.clone());
    found
}

/// So many bytes of the text of documents are kept. Chosen: all versions of a page of 100 kB, parsed in ten times that.
const MOST_KEPT: usize = 4 << 20;

/// A document that was read, or is read now. The versions of a large page are not all kept: they are read again then.
fn document_once(
    known: &Read<Document>,
    content: Content,
    read: impl FnOnce() -> Option<Arc<Document>>,
) -> Option<Arc<Document>> {
    let found = read_once(known, content, read);
    let size = |document: &Option<Arc<Document>>| document.as_ref().map_or(0, |found| found.source.text().len());
    let mut known = known.borrow_mut();
    if known.len() > 1 && known.values().map(size).sum::<usize>() > MOST_KEPT {
        known.retain(|kept, _| *kept == content);
    }
    found
}

impl PageContents<'_, '_> {
    fn text(&self, file: &FileOfPage<'_>, content: Content) -> Option<Source> {
        let path = file.page.path.clone();
        let bytes = match content {
            Content::InGit(content) => file.history.revisions.read_content(content, &path).ok()?,
            Content::InWorkTree => self.reader.world.read_at_most(LARGEST_TEXT, &path).ok()?,
        };
        Source::from_bytes(path, bytes).ok()
    }

    fn document(&self, file: &FileOfPage<'_>, source: Source) -> Arc<Document> {
        Arc::new(parse_at(self.reader.options, source, &file.page.locale, &file.page.relative_path))
    }

    fn source(&self, content: &Content) -> Option<Arc<Document>> {
        document_once(&self.documents, *content, || {
            self.text(self.source, *content).map(|text| self.document(self.source, text))
        })
    }

    fn edited_source(&self, content: &Content, edits: &[TextEdit]) -> Option<Arc<Document>> {
        let document = self.source(content)?;
        if edits.is_empty() {
            return Some(document);
        }
        let text = edited(document.source.text(), edits);
        Some(self.document(self.source, Source::new(self.source.page.path.clone(), text)))
    }
}

/// The contents of a page and of one translation.
struct OfLocale<'c, 'r> {
    contents: &'c PageContents<'c, 'r>,
    own: &'c FileOfPage<'r>,
    documents: Read<Document>,
}

impl Contents<Content> for OfLocale<'_, '_> {
    fn source(&self, content: &Content) -> Option<Arc<Document>> {
        self.contents.source(content)
    }

    fn edited_source(&self, content: &Content, edits: &[TextEdit]) -> Option<Arc<Document>> {
        self.contents.edited_source(content, edits)
    }

    fn translation(&self, content: &Content) -> Option<Arc<Document>> {
        document_once(&self.documents, *content, || {
            let text = self.contents.text(self.own, *content)?;
            Some(self.contents.document(self.own, text))
        })
    }

    fn source_features(&self, content: &Content) -> Option<Arc<Features>> {
        let read = || self.contents.source(content).map(|source| Arc::new(features(&source)));
        read_once(&self.contents.features, *content, read)
    }
}
