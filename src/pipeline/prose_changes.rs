//! What a change did to the prose of the pages that it touched.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::check::ProseChanges;
use super::failure::Failure;
use super::load::reread;
use super::site::Site;
use crate::check::Context;
use crate::freshness::{MovedBlocks, PageChange, ProseChange, left_behind};
use crate::history::Changes;
use crate::model::{LocaleId, PageId};
use crate::parse::Document;
use crate::read::World;
use crate::units::{PageGroup, Passages};

/// A site in one state, and the world that it was read from.
#[derive(Clone, Copy)]
pub(super) struct SiteState<'s> {
    pub(super) world: &'s dyn World,
    pub(super) site: &'s Site,
}

/// A page before a change and after it, in the locales that have it in both states.
struct TouchedPage {
    id: PageId,
    before: PageGroup,
    after: PageGroup,
}

/// What a change did to the prose of each page that it touched, by its name after the change. Nothing is known without a
/// source locale, or of pages whose source was not there before.
///
/// # Errors
/// [`Failure::Read`] where a page cannot be read again.
pub(super) fn prose_changes(
    base: SiteState<'_>,
    before: &Context<'_>,
    head: SiteState<'_>,
    changes: &Changes,
) -> Result<ProseChanges, Failure> {
    let Some(source) = &head.site.corpus.source_locale else { return Ok(ProseChanges::new()) };
    if base.site.corpus.source_locale.as_ref() != Some(source) {
        return Ok(ProseChanges::new());
    }
    let old_names: BTreeMap<&PageId, &PageId> = changes.moved.iter().map(|(old, new)| (new, old)).collect();
    let ids: Vec<&PageId> = changes.pages.keys().collect();
    let read = |id: &&PageId| touched_page(base, head, old_names.get(id).unwrap_or(id), id);
    let pages: Vec<TouchedPage> = ids.par_iter().filter_map(|id| read(id).transpose()).collect::<Result<_, _>>()?;
    let of_source = |page: &'_ TouchedPage| -> Option<(usize, usize)> {
        let place = |group: &PageGroup| group.documents.iter().position(|document| document.page.locale == *source);
        Some((place(&page.before)?, place(&page.after)?))
    };
    let sources: Vec<(&TouchedPage, PageChange<'_>)> = pages
        .iter()
        .filter_map(|page| {
            let (old, new) = of_source(page)?;
            Some((page, PageChange::between(&page.before.documents[old], &page.after.documents[new])))
        })
        .collect();
    let moved = MovedBlocks::among(sources.iter().map(|(_, change)| change));
    let of_page = |(page, change): &(&TouchedPage, PageChange<'_>)| {
        (page.id.clone(), change_of_page(before, page, change, source, &moved))
    };
    Ok(sources.par_iter().map(of_page).collect())
}

/// The documents of a page in both states; `None` where it was not there in one of them.
fn touched_page(
    base: SiteState<'_>,
    head: SiteState<'_>,
    old: &PageId,
    id: &PageId,
) -> Result<Option<TouchedPage>, Failure> {
    let (Some(then), Some(now)) = (base.site.corpus.pages.get(old), head.site.corpus.pages.get(id)) else {
        return Ok(None);
    };
    let group = |state: SiteState<'_>, pages: &BTreeMap<LocaleId, _>, others: &BTreeMap<LocaleId, _>| {
        let both = pages.iter().filter(|(locale, _)| others.contains_key(*locale));
        let documents = both.map(|(_, page)| reread(state.world, &state.site.options, page));
        documents.collect::<Result<Vec<Document>, _>>().map(|documents| PageGroup { documents, originals: Vec::new() })
    };
    let (before, after) = (group(base, then, now)?, group(head, now, then)?);
    Ok(Some(TouchedPage { id: id.clone(), before, after }))
}

fn change_of_page(
    context: &Context<'_>,
    page: &TouchedPage,
    source: &PageChange<'_>,
    source_locale: &LocaleId,
    moved: &MovedBlocks,
) -> ProseChange {
    let passages = Passages::read(&page.before);
    let mut change = ProseChange::default();
    for then in page.before.documents.iter().filter(|document| document.page.locale != *source_locale) {
        let locale = &then.page.locale;
        let Some(now) = page.after.document(locale) else { continue };
        let own = PageChange::between(then, now);
        let pairs = passages.pairs(&context.facts.lexicons, &source.then.page, &then.page);
        change.left_behind.extend(left_behind(source, &own, &pairs, moved));
        change.touched.insert(locale.clone(), own.touched());
    }
    change
}
