//! The lock that fits a site: names of rows, and what was accepted and may still hold.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::failure::Failure;
use super::rereading::reread;
use super::site::Site;
use crate::align::{EntryId, RenameError, renewed_lock, with_renames};
use crate::config;
use crate::freshness::living;
use crate::model::{AcceptedBlocks, AcceptedPage, Corpus, LocaleId, Lock, PageId};
use crate::read::World;

/// A lock that fits its site, and how it differs from the one before.
#[derive(Clone, Debug, PartialEq)]
pub struct Renewal {
    /// The text for [`LOCK_FILE`](crate::model::LOCK_FILE).
    pub text: String,
    /// How many rows have a name.
    pub entries: usize,
    /// Names of rows that had none in the lock, in order.
    pub added: Vec<EntryId>,
    /// Names that lead to another name now, with that one.
    pub renamed: BTreeMap<EntryId, EntryId>,
    /// Names that lead to a page now, with that page.
    pub removed: BTreeMap<EntryId, PageId>,
}

/// Why there is no lock that fits a site.
#[derive(Debug)]
pub enum RenewError {
    /// The first name that cannot be given.
    Rename(RenameError),
    /// A page that cannot be read again.
    Read(Failure),
}

/// The lock that keeps the names of a whole site as they are, but for the old and new names of `renames`, and what was
/// accepted, but for what is gone.
///
/// # Errors
/// [`RenewError`] for the first name that cannot be given, or page that cannot be read again.
pub fn renew_lock(world: &dyn World, site: &Site, renames: &[(EntryId, EntryId)]) -> Result<Renewal, RenewError> {
    let renewed = renewed_lock(&site.corpus, &site.alignment, site.known.lock.as_ref());
    let mut renewed = with_renames(renewed, renames).map_err(RenewError::Rename)?;
    renewed.pages = living_pages(world, site, &renewed.pages).map_err(RenewError::Read)?;
    add_pages(&mut renewed, &site.corpus);
    let nothing = Lock::default();
    let before = site.known.lock.as_ref().unwrap_or(&nothing);
    let known: BTreeSet<&EntryId> = before.names().collect();
    let given = |id: &&EntryId| !known.contains(id) && !renames.iter().any(|(_, new)| new == *id);
    let is_new_rename = |(id, _): &(&EntryId, &EntryId)| !before.renamed.contains_key(*id);
    let is_new_removal = |(id, _): &(&EntryId, &PageId)| !before.removed.contains_key(*id);
    Ok(Renewal {
        text: config::write_lock(&renewed),
        entries: renewed.entries.len(),
        added: renewed.entries.iter().map(|entry| &entry.id).filter(given).cloned().collect(),
        renamed: renewed.renamed.iter().filter(is_new_rename).map(|(id, to)| (id.clone(), to.clone())).collect(),
        removed: renewed.removed.iter().filter(is_new_removal).map(|(id, page)| (id.clone(), page.clone())).collect(),
    })
}

/// What was accepted and may still hold, so that the lock does not only grow.
fn living_pages(
    world: &dyn World,
    site: &Site,
    pages: &BTreeMap<PageId, AcceptedPage>,
) -> Result<BTreeMap<PageId, AcceptedPage>, Failure> {
    let Some(source) = &site.corpus.source_locale else { return Ok(BTreeMap::new()) };
    let of_page = |(id, accepted): (&PageId, &AcceptedPage)| -> Result<Option<(PageId, AcceptedPage)>, Failure> {
        let there = site.corpus.page(id, source);
        let Some(there) = there.filter(|_| accepted.values().any(|blocks| !blocks.is_empty())) else { return Ok(None) };
        let there = reread(world, &site.options, there)?;
        let of_locale = |(locale, blocks): (&LocaleId, &AcceptedBlocks)| {
            let own = site.corpus.page(id, locale).map(|own| reread(world, &site.options, own)).transpose()?;
            Ok(own.map(|own| (locale.clone(), living(blocks, &there, &own))))
        };
        let kept = accepted.iter().map(of_locale).collect::<Result<Vec<_>, Failure>>()?;
        Ok(Some((id.clone(), kept.into_iter().flatten().collect())))
    };
    pages.par_iter().map(of_page).filter_map(Result::transpose).collect()
}

/// Gives each page a place in the lock in each locale that has a translation of it.
pub(super) fn add_pages(lock: &mut Lock, corpus: &Corpus) {
    let Some(source) = &corpus.source_locale else { return };
    for (id, versions) in corpus.pages.iter().filter(|(_, versions)| versions.contains_key(source)) {
        let translations: Vec<&LocaleId> = versions.keys().filter(|locale| *locale != source).collect();
        if translations.is_empty() {
            continue;
        }
        let page = lock.pages.entry(id.clone()).or_default();
        for locale in translations {
            page.entry(locale.clone()).or_default();
        }
    }
}
