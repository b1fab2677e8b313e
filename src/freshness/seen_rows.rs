//! Rows of the source as they were when translations were accepted.

use std::collections::BTreeMap;

use crate::history::texts;
use crate::model::{CommitId, Page, PageId, RowDigest};

/// Pages of the source at commits at which rows were accepted that it has edited since.
#[derive(Clone, Debug, Default)]
pub struct SeenRows {
    pages: BTreeMap<(PageId, CommitId), SeenPage>,
}

#[derive(Clone, Debug)]
struct SeenPage {
    page: Page,
    /// The place of the first row with these cells, in whatever order.
    rows: BTreeMap<Vec<u32>, (usize, usize)>,
}

impl SeenRows {
    /// The rows of these pages, each by its name now and the commit that it was read at.
    pub fn new(pages: impl IntoIterator<Item = ((PageId, CommitId), Page)>) -> SeenRows {
        SeenRows { pages: pages.into_iter().map(|(key, page)| (key, SeenPage::new(page))).collect() }
    }

    /// The header of the table and the cells of a row that was accepted; `None` where the page at that commit is not
    /// known, or has no such row.
    pub(super) fn row(
        &self,
        page: &PageId,
        commit: &CommitId,
        digest: &RowDigest,
    ) -> Option<(Vec<String>, Vec<String>)> {
        let seen = self.pages.get(&(page.clone(), commit.clone()))?;
        let (table, row) = seen.rows.get(&sorted(digest))?;
        let table = seen.page.tables.get(*table)?;
        Some((texts(&table.header), texts(&table.rows.get(*row)?.cells)))
    }
}

impl SeenPage {
    fn new(page: Page) -> SeenPage {
        let mut rows = BTreeMap::new();
        for (at, table) in page.tables.iter().enumerate() {
            for (row, cells) in table.rows.iter().enumerate() {
                rows.entry(sorted(&digest(&texts(&cells.cells)))).or_insert((at, row));
            }
        }
        SeenPage { page, rows }
    }
}

/// Whether a digest is that of a row with these cells, in whatever order: it has the cell first that names the row.
pub(super) fn is_of(digest_of_row: &RowDigest, cells: &[String]) -> bool {
    sorted(digest_of_row) == sorted(&digest(cells))
}

fn digest(cells: &[String]) -> RowDigest {
    RowDigest::of(cells.iter().map(String::as_str))
}

fn sorted(digest: &RowDigest) -> Vec<u32> {
    let mut cells: Vec<u32> = digest.filled().collect();
    cells.sort_unstable();
    cells
}
