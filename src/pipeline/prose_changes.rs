//! What a change did to the prose of the pages that it touched.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::check::ProseChanges;
use super::failure::Failure;
use super::load::reread;
use super::site::Site;
use crate::check::Context;
use crate::freshness::{MovedBlocks, PageBlocks, PageChange, ProseChange, Sides, left_behind};
use crate::history::Changes;
use crate::model::{LocaleId, Lock, Page, PageId};
use crate::parse::Document;
use crate::read::World;
use crate::units::{AcceptedProse, PageGroup, Passages};

/// A site in one state, and the world that it was read from.
#[derive(Clone, Copy)]
pub(super) struct SiteState<'s> {
    pub(super) world: &'s dyn World,
    pub(super) site: &'s Site,
}

/// The source of a page before a change and after it. Its translations are read when it is their turn: a change may touch
/// thousands of pages.
struct TouchedSource<'s> {
    id: PageId,
    /// The versions of the page before the change.
    before: &'s BTreeMap<LocaleId, Page>,
    /// Those after it.
    after: &'s BTreeMap<LocaleId, Page>,
    then: Document,
    now: Document,
}

/// What a change did to the prose of each page that it touched, by its name after the change. Nothing is known without a
/// source locale, or of pages whose source was not there before. What `lock` says is accepted is not left behind.
///
/// # Errors
/// [`Failure::Read`] where a page cannot be read again.
pub(super) fn prose_changes(
    base: SiteState<'_>,
    before: &Context<'_>,
    head: SiteState<'_>,
    changes: &Changes,
    lock: Option<&Lock>,
) -> Result<ProseChanges, Failure> {
    let Some(source) = &head.site.corpus.source_locale else { return Ok(ProseChanges::new()) };
    if base.site.corpus.source_locale.as_ref() != Some(source) {
        return Ok(ProseChanges::new());
    }
    let old_names: BTreeMap<&PageId, &PageId> = changes.moved.iter().map(|(old, new)| (new, old)).collect();
    let ids: Vec<&PageId> = changes.pages.keys().collect();
    let read = |id: &&PageId| touched_source((base, head), source, (old_names.get(id).unwrap_or(id), id)).transpose();
    let sources: Vec<TouchedSource<'_>> = ids.par_iter().filter_map(read).collect::<Result<_, _>>()?;
    let compared: Vec<PageChange<'_>> =
        sources.par_iter().map(|source| PageChange::between(&source.then, &source.now)).collect();
    let moved = MovedBlocks::among(compared.iter());
    let of_page = |(page, source): (&TouchedSource<'_>, &PageChange<'_>)| {
        let change = change_of_page((base, head), before, page, source, (&moved, lock))?;
        Ok((page.id.clone(), change))
    };
    sources.par_iter().zip(&compared).map(of_page).collect()
}

/// The source of a page, which has an old and a new name, in both states; `None` where it was not there in one of them.
fn touched_source<'s>(
    (base, head): (SiteState<'s>, SiteState<'s>),
    source: &LocaleId,
    (old, new): (&PageId, &PageId),
) -> Result<Option<TouchedSource<'s>>, Failure> {
    let (Some(before), Some(after)) = (base.site.corpus.pages.get(old), head.site.corpus.pages.get(new)) else {
        return Ok(None);
    };
    let (Some(then), Some(now)) = (before.get(source), after.get(source)) else { return Ok(None) };
    let (then, now) = (reread(base.world, &base.site.options, then)?, reread(head.world, &head.site.options, now)?);
    Ok(Some(TouchedSource { id: new.clone(), before, after, then, now }))
}

fn change_of_page(
    (base, head): (SiteState<'_>, SiteState<'_>),
    context: &Context<'_>,
    page: &TouchedSource<'_>,
    source: &PageChange<'_>,
    (moved, lock): (&MovedBlocks, Option<&Lock>),
) -> Result<ProseChange, Failure> {
    let mut change = ProseChange::default();
    let is_same_source = page.then.page.hash == page.now.page.hash;
    let mut group =
        PageGroup { documents: vec![page.then.clone()], originals: Vec::new(), accepted: AcceptedProse::default() };
    for (locale, before) in page.before.iter().filter(|(locale, _)| **locale != page.then.page.locale) {
        let Some(after) = page.after.get(locale) else { continue };
        if is_same_source && before.hash == after.hash {
            // The change touched the page in another language alone.
            change.touched.insert(locale.clone(), Vec::new());
        } else {
            group.documents.push(reread(base.world, &base.site.options, before)?);
        }
    }
    let passages = Passages::read(&group);
    for then in &group.documents[1..] {
        let now = reread(head.world, &head.site.options, &page.after[&then.page.locale])?;
        let own = PageChange::between(then, &now);
        change.touched.insert(then.page.locale.clone(), own.touched_lines());
        let pairs =
            passages.pairs((&context.facts.lexicons, &context.alignment.heading_phrases), &page.then.page, &then.page);
        let left = left_behind(source, &own, &pairs, moved);
        let accepted = lock.and_then(|lock| lock.pages.get(&page.id)?.get(&then.page.locale));
        change.left_behind.extend(match accepted.filter(|blocks| !blocks.is_empty() && !left.is_empty()) {
            Some(blocks) => {
                let (source, own) = (PageBlocks::read(&page.now), PageBlocks::read(&now));
                Sides::new(&source, &own, None).without_accepted(left, blocks)
            }
            None => left,
        });
    }
    Ok(change)
}
