//! What the source of a page changed since a translation was made from it.

use std::collections::BTreeSet;

use crate::history::{History, Original};
use crate::model::PageId;
use crate::text::FilePath;
use crate::units::AlignedCorpus;

/// What a source changed since a translation of its page was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceChanges {
    /// The commits that touched the source since, as indexes into the history, youngest first.
    pub commits: Vec<usize>,
    /// The days from the revision that was translated to the last of them, rounded up.
    pub days: usize,
    /// Whether any words below the front matter changed.
    pub changes_words: bool,
    /// Whether the source was removed.
    pub is_gone: bool,
    /// Rows of the source with other words now.
    pub changed: usize,
    /// Rows that the source has now and had not.
    pub added: usize,
    /// Rows that the source had and has not now.
    pub removed: usize,
}

const SECONDS_OF_DAY: i64 = 86_400;

/// What the source of a page changed since the revision `original`; `None` where the source's state now is not known.
/// Changes that are not committed yet count as changed words and rows, and as no commit.
pub fn source_changes(
    site: &AlignedCorpus<'_>,
    history: &History,
    page: &PageId,
    original: &Original,
) -> Option<SourceChanges> {
    let is_gone = site.originals.is_source_gone(page);
    let now = site.originals.source_now(site.corpus, page);
    if now.is_none() && !is_gone {
        return None;
    }
    let is_new = |index: &usize| history.is_new_to(*index, &original.revision);
    // The page may have moved: commits at its old path count as well as those at its new one.
    let paths: BTreeSet<&str> = [Some(&original.page.relative_path), now.map(|now| &now.relative_path)]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let touching = paths.iter().flat_map(|path| history.touching(&FilePath::new(path)));
    let commits: BTreeSet<usize> = touching.filter(is_new).collect();
    let commits: Vec<usize> = commits.into_iter().collect();
    let last = commits.first().map_or(original.revision.seconds, |index| history.revision(*index).seconds);
    let days = ((last - original.revision.seconds).max(0) + SECONDS_OF_DAY - 1) / SECONDS_OF_DAY;
    let rows = || original.row_mapping.iter().flatten();
    let changed = |now: &crate::model::Page| {
        let places = original.row_mapping.iter().enumerate().flat_map(|(table, rows)| {
            rows.iter().enumerate().filter_map(move |(row, now)| Some(((table, row), (*now)?)))
        });
        let differs = |((table, row), (other_table, other_row)): &((usize, usize), (usize, usize))| {
            let texts =
                |row: &crate::model::Row| -> Vec<Box<str>> { row.cells.iter().map(|cell| cell.text.clone()).collect() };
            texts(&original.page.tables[*table].rows[*row]) != texts(&now.tables[*other_table].rows[*other_row])
        };
        places.filter(differs).count()
    };
    Some(SourceChanges {
        days: usize::try_from(days).unwrap_or(usize::MAX),
        // The digest of the words, so that a change of front matter or spaces is none.
        changes_words: now.is_none_or(|now| now.words != original.page.words),
        is_gone,
        changed: now.map_or(0, changed),
        added: original.added.len(),
        removed: if now.is_some() { rows().filter(|now| now.is_none()).count() } else { 0 },
        commits,
    })
}
