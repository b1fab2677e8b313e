//! What the content said before, and what changed since.
//!
//! **Comes in:** the corpus and alignment of two states of one site; the revisions of the source that translations
//! name. **Goes out:** [`Changes`]: which entry was which, and the rows that differ; [`BaseRevisions`]: which row of
//! the source each translated row was made from. **Never happens here:** opening a repository (its history comes in as
//! [`Revisions`]), judging whether a change is right.

mod base_revisions;
mod blocks;
mod following;
mod known_rows;
mod lineage;
mod matching;
mod moving;
mod originals;
mod pins;
mod transfer;

pub use base_revisions::{BaseRevisions, RevisionProblem, UnresolvedRevision, base_revisions};
pub use blocks::{BlockChanges, BlockPair, BlockText, is_same_but_for_signs};
pub use known_rows::{KnownPage, originals_of_known};
pub use lineage::{Origins, origins};
pub use originals::{Original, OriginalText, Originals, Place, SourceNow};
pub use pins::{Algorithm, Form, HashKind, Holds, KNOWN_KEYS, PinKeys, PinValue, RevisionSource, digits, hash_kind};
pub use transfer::{Transfer, transfer};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::align::{Alignment, Entry, EntryId};
use crate::model::{Cell, Corpus, Date, LocaleId, PageId};
pub use crate::read::Commit;
use crate::read::{FileHistory, Revision, RevisionError, Revisions};
use crate::text::FilePath;

/// When the file of each page was last changed, by its commits.
pub type ChangeDates = BTreeMap<(PageId, LocaleId), Date>;

/// The commits of the source, youngest first, and which of them a revision knows.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Whether a shallow clone ends before the walk did, so that there may be more.
    pub cut_off: bool,
    commits: Commits,
}

/// Where the commits are from.
#[derive(Clone, Debug)]
enum Commits {
    /// A walk back to the revisions that translations name.
    SinceBases {
        commits: Vec<Commit>,
        /// The base revisions of all translations, sorted.
        base_revisions: Vec<Revision>,
        /// The commits that touched each file, as indexes, youngest first.
        by_path: BTreeMap<FilePath, Vec<usize>>,
    },
    /// All that lead to the head, with the folder of the source's pages.
    OfFiles { files: Arc<FileHistory>, folder: FilePath },
}

impl Default for Commits {
    fn default() -> Commits {
        Commits::SinceBases { commits: Vec::new(), base_revisions: Vec::new(), by_path: BTreeMap::new() }
    }
}

impl History {
    /// The commits of the source's repository since what translations were made from, in one walk; `folder` is that of
    /// the source's pages.
    ///
    /// # Errors
    /// [`RevisionError`] where the history cannot be read.
    pub fn since(
        originals: &Originals,
        revisions: &dyn Revisions,
        folder: &FilePath,
    ) -> Result<History, RevisionError> {
        let base_revisions: BTreeSet<Revision> =
            originals.all().map(|(_, _, original)| original.revision.clone()).collect();
        let base_revisions: Vec<Revision> = base_revisions.into_iter().collect();
        if base_revisions.is_empty() {
            return Ok(History::default());
        }
        let crate::read::History { commits, cut_off } = revisions.history(&base_revisions, folder)?;
        let mut by_path: BTreeMap<FilePath, Vec<usize>> = BTreeMap::new();
        for (index, commit) in commits.iter().enumerate() {
            commit.changed.iter().for_each(|path| by_path.entry(path.clone()).or_default().push(index));
        }
        Ok(History { cut_off, commits: Commits::SinceBases { commits, base_revisions, by_path } })
    }

    /// The commits of a repository that was walked already; `folder` is that of the source's pages, from its top.
    pub fn of_files(files: Arc<FileHistory>, folder: FilePath) -> History {
        History { cut_off: files.cut_off, commits: Commits::OfFiles { files, folder } }
    }

    /// The commits that touched a file of the source, as indexes, youngest first.
    pub fn touching(&self, path: &FilePath) -> Vec<usize> {
        match &self.commits {
            Commits::SinceBases { by_path, .. } => by_path.get(path).cloned().unwrap_or_default(),
            Commits::OfFiles { files, folder } => {
                let touches = files.of_file(&folder.join(path.as_str()));
                touches.into_iter().rev().map(|touch| files.commits.len() - 1 - touch.commit).collect()
            }
        }
    }

    /// The commit at an index.
    pub fn revision(&self, index: usize) -> Revision {
        match &self.commits {
            Commits::SinceBases { commits, .. } => commits[index].revision.clone(),
            Commits::OfFiles { files, .. } => files.commits[files.commits.len() - 1 - index].revision(),
        }
    }

    /// Whether a commit, by its index, came after a base revision; not where nothing is known of that one.
    pub fn is_new_to(&self, index: usize, base: &Revision) -> bool {
        match &self.commits {
            Commits::SinceBases { commits, base_revisions, .. } => {
                base_revisions.binary_search(base).is_ok_and(|place| !commits[index].known_to[place])
            }
            Commits::OfFiles { files, .. } => {
                let place = files.place_of(base);
                place.is_some_and(|place| !files.is_ancestor(files.commits.len() - 1 - index, place))
            }
        }
    }
}

/// A state of a site.
#[derive(Clone, Copy, Debug)]
pub struct State<'s> {
    /// Its pages.
    pub corpus: &'s Corpus,
    /// What corresponds to what.
    pub alignment: &'s Alignment,
    /// What its translations were made from.
    pub originals: &'s Originals,
}

/// What changed from one state to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The entry of the new state for each entry of the old one that is still there.
    pub renamed: BTreeMap<EntryId, EntryId>,
    /// Entries of the new state with the rows that were added, edited or removed, each with what it was before.
    /// Entries that did not change are not here.
    pub entries: BTreeMap<EntryId, BTreeMap<LocaleId, Before>>,
    /// Rows of the new state that were made from another row of the source than before.
    pub sources: BTreeSet<(EntryId, LocaleId)>,
    /// The page of the new state for each page of the old one that has another name there.
    pub moved: BTreeMap<PageId, PageId>,
    /// Pages of either state, those that moved under their new name, with the locales whose files were added, edited
    /// or removed.
    pub pages: BTreeMap<PageId, BTreeSet<LocaleId>>,
    /// Locales that had pages in the old state and have none in the new one.
    pub removed_locales: BTreeSet<LocaleId>,
}

/// The cells of a row before a change, by column of its table; `None` where the row was not there.
pub type Before = Option<Vec<String>>;

/// What changed from `base` to `head`, row by row and file by file. Moving rows or tables about is no change of a row, and
/// a file that was moved is followed.
pub fn changes(base: State<'_>, head: State<'_>) -> Changes {
    let moved = moving::moved_pages(base.corpus, head.corpus);
    let pairs = matching::match_entries(base, head, &moved);
    let pages = changed_pages(base.corpus, head.corpus, &moved);
    let (had, has) = (base.corpus.locales_with_pages(), head.corpus.locales_with_pages());
    let removed_locales = had.difference(&has).map(|locale| (*locale).clone()).collect();
    let mut changes = Changes { moved, pages, removed_locales, ..Changes::default() };
    let mut matched: BTreeMap<usize, usize> = BTreeMap::new();
    for (old, new) in pairs {
        matched.insert(new, old);
        changes.renamed.insert(base.alignment.entries[old].id.clone(), head.alignment.entries[new].id.clone());
    }
    let texts = Texts { base: rows_of(base, &changes.moved), head: rows_of(head, &BTreeMap::new()) };
    for (index, entry) in head.alignment.entries.iter().enumerate() {
        let before = matched.get(&index).map(|old| &base.alignment.entries[*old]);
        let rows = changed_rows(base, before, head, entry, &texts);
        if !rows.is_empty() {
            changes.entries.insert(entry.id.clone(), rows);
        }
        let has_other_source = |locale: &&LocaleId| {
            before.is_some_and(|before| original(base, before, locale) != original(head, entry, locale))
        };
        let others = entry.rows.keys().filter(has_other_source);
        changes.sources.extend(others.map(|locale| (entry.id.clone(), locale.clone())));
    }
    changes
}

/// The pages with files that differ.
fn changed_pages(
    base: &Corpus,
    head: &Corpus,
    moved: &BTreeMap<PageId, PageId>,
) -> BTreeMap<PageId, BTreeSet<LocaleId>> {
    let mut changed: BTreeMap<PageId, BTreeSet<LocaleId>> = BTreeMap::new();
    let mut before: BTreeMap<(&PageId, &LocaleId), [u8; 32]> = BTreeMap::new();
    for page in base.all_pages() {
        before.insert((moved.get(&page.id).unwrap_or(&page.id), &page.locale), page.hash);
    }
    for page in head.all_pages() {
        if before.remove(&(&page.id, &page.locale)) != Some(page.hash) {
            changed.entry(page.id.clone()).or_default().insert(page.locale.clone());
        }
    }
    for (page, locale) in before.into_keys() {
        changed.entry(page.clone()).or_default().insert(locale.clone());
    }
    changed
}

/// The cells of the row that a translated row was made from, where that is known.
fn original(state: State<'_>, entry: &Entry, locale: &LocaleId) -> Before {
    let place = entry.rows.get(locale)?.place;
    let original = state.originals.of(&entry.page, locale)?;
    original.cells(original.place((place.table, place.row))?).map(texts)
}

/// The texts of the rows of each page and locale, in two states.
struct Texts {
    base: PageTexts,
    head: PageTexts,
}

type PageTexts = BTreeMap<(PageId, LocaleId), BTreeSet<Vec<String>>>;

/// The rows of a state, those of pages that moved under their new name.
fn rows_of(state: State<'_>, moved: &BTreeMap<PageId, PageId>) -> PageTexts {
    let mut rows = PageTexts::new();
    for page in state.corpus.all_pages() {
        let id = moved.get(&page.id).unwrap_or(&page.id).clone();
        let of_page = page.tables.iter().flat_map(|table| &table.rows).map(|row| texts(&row.cells));
        rows.entry((id, page.locale.clone())).or_default().extend(of_page);
    }
    rows
}

impl Texts {
    /// Whether a row that an entry has now was there before, or one that it lost is still there: nobody edited it, and it
    /// is only set to other rows of other languages.
    fn are_kept(&self, page: &PageId, locale: &LocaleId, was: &Before, now: &Before) -> bool {
        let (rows, row) = if now.is_some() { (&self.base, now) } else { (&self.head, was) };
        let rows = rows.get(&(page.clone(), locale.clone()));
        row.as_ref().is_some_and(|row| rows.is_some_and(|rows| rows.contains(row)))
    }
}

fn changed_rows(
    base: State<'_>,
    before: Option<&Entry>,
    head: State<'_>,
    after: &Entry,
    texts: &Texts,
) -> BTreeMap<LocaleId, Before> {
    let old = before.into_iter().flat_map(|entry| entry.rows.keys());
    let locales: BTreeSet<&LocaleId> = old.chain(after.rows.keys()).collect();
    let changed = locales.into_iter().filter_map(|locale| {
        let now = cells(head, after, locale);
        let was = before.and_then(|entry| {
            let was = cells(base, entry, locale)?;
            let (there, here) = (header(base, entry, locale), header(head, after, locale));
            Some(now.as_ref().map_or_else(|| was.clone(), |now| by_header((&there, &was), (&here, now))))
        });
        let is_edit = was != now && !texts.are_kept(&after.page, locale, &was, &now);
        is_edit.then(|| (locale.clone(), was))
    });
    changed.collect()
}

/// The texts of the header of a row's table.
fn header(state: State<'_>, entry: &Entry, locale: &LocaleId) -> Vec<String> {
    let table = entry.rows.get(locale).map(|row| row.place.table);
    let page = state.corpus.page(&entry.page, locale);
    page.zip(table).and_then(|(page, table)| page.tables.get(table)).map_or_else(Vec::new, |table| texts(&table.header))
}

/// The cells of an older row in the columns that its table has now. Where there are as many, nothing is moved. Else a
/// column is found again by its header, and one that is new had what it has now: that it was added is no edit of each row.
pub fn by_header<'t>(
    (old_header, old): (&[String], &'t [String]),
    (new_header, new): (&[String], &'t [String]),
) -> Vec<String> {
    if old_header.len() == new_header.len() {
        return old.to_vec();
    }
    let place = |name: &String| old_header.iter().position(|header| header == name);
    let cell = |(at, now): (usize, &String)| {
        let was = new_header.get(at).and_then(place).and_then(|place| old.get(place));
        was.unwrap_or(now).clone()
    };
    new.iter().enumerate().map(cell).collect()
}

/// The cells of a row, `None` where the locale lacks it.
fn cells(state: State<'_>, entry: &Entry, locale: &LocaleId) -> Before {
    let address = state.alignment.address(entry, locale)?;
    Some(texts(state.alignment.cells(state.corpus, &address)))
}

/// The texts of some cells.
pub fn texts(cells: &[Cell]) -> Vec<String> {
    cells.iter().map(|cell| cell.text.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::align;
    use crate::model::{CorpusFrame, Known, LocaleProfile};
    use crate::parse::{Place, parse};
    use crate::text::{FilePath, Source};

    fn site(rows: &[(&str, &[&str])]) -> (Corpus, Alignment) {
        let page = |(tag, rows): &(&str, &[&str])| {
            let text = format!("|Fout|App|Uitleg|\n|---|---|---|\n{}\n", rows.join("\n"));
            let source = Source::new(FilePath::new(&format!("content/{tag}/a.md")), text);
            let place = Place { locale: tag.parse().unwrap(), relative_path: "a.md".into(), page_key: None };
            parse(source, &place).0.page
        };
        let profiles = rows.iter().map(|(tag, _)| LocaleProfile::unknown(tag.parse().unwrap())).collect();
        let corpus = Corpus::new(CorpusFrame { profiles, ..CorpusFrame::default() }, rows.iter().map(page).collect());
        let alignment = align(&corpus, &Known::default());
        (corpus, alignment)
    }

    fn changed(before: &[(&str, &[&str])], after: &[(&str, &[&str])]) -> Vec<String> {
        let (old, new) = (site(before), site(after));
        let state = |site: &'static (Corpus, Alignment)| State {
            corpus: &site.0,
            alignment: &site.1,
            originals: Box::leak(Box::default()),
        };
        let (old, new) = (Box::leak(Box::new(old)), Box::leak(Box::new(new)));
        let changes = changes(state(old), state(new));
        changes.entries.iter().map(|(entry, rows)| format!("{entry}: {:?}", rows.keys().collect::<Vec<_>>())).collect()
    }

    const DUTCH: &[&str] = &["|IOException: 401|Box|Fout|", "|NullPointerException|Okta|Intern|"];
    const CHINESE: &[&str] = &["|IOException: 401|Box|錯誤|", "|NullPointerException|Okta|內部|"];

    #[test]
    fn moved_rows_are_no_change() {
        let moved: Vec<&str> = DUTCH.iter().rev().copied().collect();
        assert_eq!(
            changed(&[("nl", DUTCH), ("zh-TW", CHINESE)], &[("nl", &moved), ("zh-TW", CHINESE)]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn an_edited_row_is_the_only_change_even_where_its_entry_gets_another_name() {
        let edited = &["|IOException: 403|Box|Fout|", DUTCH[1]];
        let found = changed(&[("nl", DUTCH), ("zh-TW", CHINESE)], &[("nl", edited), ("zh-TW", CHINESE)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with(": [nl]"), "{found:?}");
    }

    #[test]
    fn an_added_row_is_a_change_of_its_own_locale() {
        let more = &[DUTCH[0], "|ParseException|Box|Kapot|", DUTCH[1]];
        let found = changed(&[("nl", DUTCH), ("zh-TW", CHINESE)], &[("nl", more), ("zh-TW", CHINESE)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("parse") && found[0].ends_with(": [nl]"), "{found:?}");
    }
}
