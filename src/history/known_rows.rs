//! The rows of translations whose source is known as a text: which row of it each was made from.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::base_revisions::row_mapping_of;
use super::originals::{Original, OriginalText, Originals, SourceNow};
use super::{lineage, transfer};
use crate::model::{LocaleId, Origin, Page, PageId};
use crate::read::Revision;

/// The source of a page as a translation knows it.
#[derive(Clone, Debug)]
pub struct KnownPage<'p> {
    /// The translation.
    pub translation: &'p Page,
    /// The source as it knows it.
    pub page: Arc<Page>,
    /// The last revision of the source that it knew as a whole.
    pub revision: Revision,
    /// Where the text of `page` is.
    pub text: OriginalText,
}

/// The origins of a page's rows in one locale: for each table, one for each row.
type Rows = Vec<Vec<Option<Origin>>>;

/// What the translations of a page were made from, and the origins of all rows of the page. `known` are in the order of
/// their revisions.
pub fn originals_of_known(
    id: &PageId,
    source: &Page,
    known: Vec<KnownPage<'_>>,
) -> (Originals, BTreeMap<LocaleId, Rows>) {
    let versions: Vec<&Page> = known.iter().map(|known| &*known.page).chain([source]).collect();
    let lines = lineage::origins(&versions);
    let now = lines.last().expect("the source is the last version");
    let mut rows: BTreeMap<LocaleId, Rows> = BTreeMap::new();
    let of_source = now.iter().map(|rows| rows.iter().copied().map(Some).collect());
    rows.insert(source.locale.clone(), of_source.collect());
    let mut originals = Vec::new();
    for (line, KnownPage { translation, page, revision, text }) in lines.iter().zip(known) {
        let transfer = transfer::transfer(translation, &page);
        let origin = |row: &Option<(usize, usize)>| row.map(|(table, row)| line[table][row]);
        let origins = transfer.rows.iter().map(|rows| rows.iter().map(origin).collect());
        rows.insert(translation.locale.clone(), origins.collect());
        let (row_mapping, added) = row_mapping_of(line, Some(now));
        let name = revision.commit.clone();
        let rows = transfer.rows;
        let original = Original { page, revision, name, rows, row_mapping, added, wrong_hash: None, text };
        originals.push((translation.locale.clone(), original));
    }
    let mut found = Originals::default();
    found.insert_page(id, Some(SourceNow::InSite(source.relative_path.clone())), originals);
    (found, rows)
}
