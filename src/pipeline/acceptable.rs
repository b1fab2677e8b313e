//! The rows and blocks that a choice is about, found in the pages.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::accept_names::{Choice, Part, Place, Rows, has_both};
use super::check::{ProseChanges, context};
use super::failure::Failure;
use super::rereading::reread;
use super::site::Site;
use super::{seen_source, source_history};
use crate::check::Context;
use crate::facts::Suspects;
use crate::freshness::{Acceptable, PageBlocks, ProseOfVersions, Sides};
use crate::history::Changes;
use crate::model::{AcceptedPair, LocaleId, Page, PageId};
use crate::parse::Document;
use crate::read::World;
use crate::text::Span;
use crate::units::{PageGroup, Passages};

/// Blocks of a page that are accepted in a locale.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) page: PageId,
    pub(super) locale: LocaleId,
    /// What goes into the lock.
    pub(super) pairs: Vec<AcceptedPair>,
    /// What leaves it: what the same blocks were accepted against before.
    pub(super) outdated: BTreeSet<AcceptedPair>,
}

/// What is on lines that were named.
#[derive(Debug, Default)]
pub(super) struct OnLines {
    /// Rows, by the index of their entry.
    pub(super) rows: Rows,
    /// The lines that have anything.
    pub(super) places: BTreeSet<Place>,
}

/// The blocks of the pages of a choice, and what is on the lines of it.
///
/// # Errors
/// [`Failure`] where a page cannot be read again.
pub(super) fn find(world: &dyn World, site: &Site, choice: &Choice) -> Result<(OnLines, Vec<Found>), Failure> {
    let suspects = Suspects::default();
    let history = source_history::history(site)?;
    let context = context(site, &suspects, history.as_ref(), None);
    let entries = entries_by_page(site);
    let pages: Vec<(&PageId, &BTreeMap<LocaleId, Part>)> = choice.pages.iter().collect();
    let of_page = |(id, parts): &(&PageId, &BTreeMap<LocaleId, Part>)| {
        let entries = entries.get(*id).map(Vec::as_slice).unwrap_or_default();
        of_page(world, site, &context, id, parts, entries)
    };
    let found: Vec<(OnLines, Vec<Found>)> = pages.par_iter().map(of_page).collect::<Result<_, _>>()?;
    let mut all = (OnLines::default(), Vec::new());
    for (lines, blocks) in found {
        all.0.rows.extend(lines.rows);
        all.0.places.extend(lines.places);
        all.1.extend(blocks);
    }
    Ok(all)
}

fn entries_by_page(site: &Site) -> BTreeMap<&PageId, Vec<usize>> {
    let mut entries: BTreeMap<&PageId, Vec<usize>> = BTreeMap::new();
    for (index, entry) in site.alignment.entries.iter().enumerate() {
        entries.entry(&entry.page).or_default().push(index);
    }
    entries
}

fn of_page(
    world: &dyn World,
    site: &Site,
    context: &Context<'_>,
    id: &PageId,
    parts: &BTreeMap<LocaleId, Part>,
    entries: &[usize],
) -> Result<(OnLines, Vec<Found>), Failure> {
    let pages = site.corpus.pages[id].values();
    let documents: Vec<Document> = pages.map(|page| reread(world, &site.options, page)).collect::<Result<_, _>>()?;
    let originals = source_history::originals(site, context, id)?;
    let accepted = seen_source::prose(site, id, &documents);
    let group = PageGroup { documents, originals, accepted };
    let passages = Passages::read(&group);
    let lexicons = &context.facts.lexicons;
    let mut lines = OnLines::default();
    let mut found = Vec::new();
    for versions in context.units.versions_of(id) {
        let prose = ProseOfVersions::read(context, lexicons, (&group, &passages), versions);
        for page in &versions.pages {
            let Some(part) = parts.get(&page.locale) else { continue };
            let all = prose.acceptable(context, lexicons, (&group, &passages), page);
            let chosen: Vec<AcceptedPair> = match part {
                Part::Whole => all.into_iter().flat_map(|one| one.pairs).collect(),
                Part::Lines(places) => {
                    lines.rows.extend(rows_at(site, &group, page, places, entries, &mut lines.places));
                    places
                        .iter()
                        .flat_map(|place| blocks_at(&group, &all, place, &mut lines.places))
                        .flat_map(|one| one.pairs.iter().copied())
                        .collect()
                }
            };
            found.extend(found_in(site, &group, page, chosen));
        }
    }
    Ok((lines, found))
}

/// Pairs that are accepted of a page, with those that they replace.
fn found_in(site: &Site, group: &PageGroup, page: &Page, pairs: Vec<AcceptedPair>) -> Option<Found> {
    let source = PageBlocks::read(group.document(site.corpus.source_locale.as_ref()?)?);
    let chosen: BTreeSet<_> = pairs.iter().filter_map(AcceptedPair::own).collect();
    let known = site.known.lock.as_ref().and_then(|lock| lock.pages.get(&page.id)?.get(&page.locale));
    let is_outdated = |pair: &&AcceptedPair| {
        let is_chosen = pair.own().is_some_and(|own| chosen.contains(&own));
        is_chosen && pair.source().is_none_or(|digest| !source.has(digest)) && !pairs.contains(pair)
    };
    let outdated = known.into_iter().flat_map(BTreeMap::keys).filter(is_outdated).copied().collect();
    Some(Found { page: page.id.clone(), locale: page.locale.clone(), pairs, outdated })
}

/// The rows on some lines.
fn rows_at(
    site: &Site,
    group: &PageGroup,
    page: &Page,
    places: &BTreeSet<Place>,
    entries: &[usize],
    seen: &mut BTreeSet<Place>,
) -> Vec<(usize, LocaleId)> {
    let source = site.corpus.source_locale.as_ref().expect("only with a source is anything accepted");
    let mut rows = Vec::new();
    for index in entries.iter().filter(|index| has_both(&site.alignment.entries[**index], source, &page.locale)) {
        for locale in [source, &page.locale] {
            let address = site.alignment.address(&site.alignment.entries[*index], locale);
            let own = address.and_then(|address| {
                let own = site.corpus.page(&address.page, locale)?;
                let row = own.tables.get(address.table)?.rows.get(address.row)?;
                let line = group.document(locale)?.source.lines().line(row.range.start);
                Some((own.path.clone(), line))
            });
            if let Some(place) = own.filter(|place| places.contains(place)) {
                seen.insert(place);
                rows.push((*index, page.locale.clone()));
            }
        }
    }
    rows
}

/// The blocks on a line: those that `check` reports there, else the block that is there.
fn blocks_at<'a>(
    group: &PageGroup,
    all: &'a [Acceptable],
    place: &Place,
    seen: &mut BTreeSet<Place>,
) -> Vec<&'a Acceptable> {
    let (path, line) = place;
    let Some(document) = group.documents.iter().find(|document| document.page.path == *path) else {
        return Vec::new();
    };
    let lines = |span: &Span| {
        let position = |byte| document.source.lines().line(byte);
        position(span.start)..=position(span.end.saturating_sub(1).max(span.start))
    };
    let is_on = |span: &Span| span.file == *path && lines(span).contains(line);
    let begins_on = |span: &Span| span.file == *path && lines(span).start() == line;
    let is_reported = |one: &&Acceptable| match &one.reported {
        Some(reported) => begins_on(reported) || (one.is_there && is_on(&one.own)) || one.source.iter().any(is_on),
        None => false,
    };
    let mut found: Vec<&Acceptable> = all.iter().filter(is_reported).collect();
    if found.is_empty() {
        found = all.iter().filter(|one| one.reported.is_none()).collect();
        found.retain(|one| is_on(&one.own) || one.source.iter().any(is_on));
    }
    found.retain(|one| !one.pairs.is_empty());
    if !found.is_empty() {
        seen.insert(place.clone());
    }
    found
}

/// The rows whose source a change edited, and whose translation it did not.
pub(super) fn edited_rows(site: &Site, source: &LocaleId, locales: &BTreeSet<&LocaleId>, changes: &Changes) -> Rows {
    let mut rows = Rows::new();
    for (index, entry) in site.alignment.entries.iter().enumerate() {
        let Some(edited) = changes.entries.get(&entry.id).filter(|edited| edited.contains_key(source)) else {
            continue;
        };
        let is_left = |locale: &&&LocaleId| !edited.contains_key(**locale) && has_both(entry, source, locale);
        rows.extend(locales.iter().filter(is_left).map(|locale| (index, (*locale).clone())));
    }
    rows
}

/// The blocks that a change left behind.
///
/// # Errors
/// [`Failure`] where a page cannot be read again.
pub(super) fn left_behind(
    world: &dyn World,
    site: &Site,
    locales: &BTreeSet<&LocaleId>,
    prose: &ProseChanges,
) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    for (id, change) in prose {
        let Some(versions) = site.corpus.pages.get(id) else { continue };
        let wanted = |locale: &&LocaleId| {
            locales.contains(locale) && change.left_behind.iter().any(|block| block.locale == **locale)
        };
        let translations: Vec<&LocaleId> = versions.keys().filter(wanted).collect();
        let source = site.corpus.source_locale.as_ref().and_then(|source| versions.get(source));
        let Some(source) = source.filter(|_| !translations.is_empty()) else { continue };
        let pages = std::iter::once(source).chain(translations.iter().map(|locale| &versions[*locale]));
        let documents = pages.map(|page| reread(world, &site.options, page)).collect::<Result<Vec<_>, _>>()?;
        let group = PageGroup { documents, originals: Vec::new(), accepted: Default::default() };
        let (source, own) = group.documents.split_first().expect("the source is the first of them");
        let source = PageBlocks::read(source);
        for own in own {
            let blocks = PageBlocks::read(own);
            let sides = Sides::new(&source, &blocks, None);
            let left = change.left_behind.iter().filter(|block| block.locale == own.page.locale);
            found.extend(found_in(site, &group, &own.page, left.flat_map(|block| sides.pairs_of(block)).collect()));
        }
    }
    Ok(found)
}
