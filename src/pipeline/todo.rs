//! What translators do next, page by page.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::check::context;
use super::failure::Failure;
use super::load::reread;
use super::site::Site;
use super::{seen_source, source_history};
use crate::check::Context;
use crate::facts::Suspects;
use crate::freshness::{Freshness, LocaleTodo, OpenPage, PageTodo, ProseOfVersions, TodoUnit, units_to_do};
use crate::model::{LocaleId, PageId};
use crate::parse::Document;
use crate::read::World;
use crate::render::reading_order;
use crate::text::FilePath;
use crate::units::{PageGroup, Passages};

/// What some locales have to do, all of them where none is named, on all pages or on one: pages with stale facts first,
/// then as readers find them, and last the pages of which nothing is left to do but to remove what the source dropped.
/// The source has nothing to do. No rule is run.
///
/// # Errors
/// [`Failure`] where a page cannot be read again, or the commits of the source cannot be walked.
pub fn todo(
    world: &dyn World,
    site: &Site,
    locales: &[LocaleId],
    page: Option<&PageId>,
) -> Result<Vec<LocaleTodo>, Failure> {
    let suspects = Suspects::default();
    let history = source_history::history(site)?;
    let context = context(site, &suspects, history.as_ref(), None);
    let folders = folders(site);
    let is_wanted = |locale: &LocaleId| locales.is_empty() || locales.contains(locale);
    let read = |id: &&PageId| {
        let todo = of_page(world, site, &context, (id, &folders), is_wanted)?;
        Ok(((*id).clone(), todo))
    };
    let pages: Vec<&PageId> = site.corpus.pages.keys().filter(|id| page.is_none_or(|page| page == *id)).collect();
    let pages: Vec<(PageId, BTreeMap<LocaleId, PageTodo>)> =
        pages.par_iter().map(read).collect::<Result<_, Failure>>()?;
    let mut by_locale: BTreeMap<LocaleId, Vec<(PageId, PageTodo)>> = BTreeMap::new();
    let wanted = site.corpus.locales.iter().filter(|locale| !context.is_source(locale) && is_wanted(locale));
    wanted.for_each(|locale| {
        by_locale.insert(locale.clone(), Vec::new());
    });
    for (id, of_page) in pages {
        of_page.into_iter().for_each(|(locale, todo)| by_locale.entry(locale).or_default().push((id.clone(), todo)));
    }
    Ok(by_locale.into_iter().map(|(locale, pages)| in_order(site, locale, pages)).collect())
}

/// The page that is meant by its name, or by the path of its file in any locale.
pub fn page_named<'s>(site: &'s Site, name: &str) -> Option<&'s PageId> {
    let path = FilePath::new(name);
    let folders = folders(site);
    let is_file = |id: &PageId| {
        let versions = &site.corpus.pages[id];
        let would_be = |page: &crate::model::Page| {
            folders.values().any(|folder| path.relative_path(folder) == Some(page.relative_path.as_str()))
        };
        versions.values().any(|page| page.path == path) || versions.values().any(would_be)
    };
    let named = site.corpus.pages.get_key_value(&PageId::new(name)).map(|(id, _)| id);
    named.or_else(|| site.corpus.pages.keys().find(|id| is_file(id)))
}

/// The folder that the pages of each locale are in.
fn folders(site: &Site) -> BTreeMap<&LocaleId, FilePath> {
    let mut folders = BTreeMap::new();
    for page in site.corpus.all_pages() {
        folders.entry(&page.locale).or_insert_with(|| {
            let folder = page.path.as_str().strip_suffix(&page.relative_path).unwrap_or_default();
            FilePath::new(folder)
        });
    }
    folders
}

/// What there is to do on one page, whose files are open while it is looked at.
fn of_page(
    world: &dyn World,
    site: &Site,
    context: &Context<'_>,
    (id, folders): (&PageId, &BTreeMap<&LocaleId, FilePath>),
    is_wanted: impl Fn(&LocaleId) -> bool,
) -> Result<BTreeMap<LocaleId, PageTodo>, Failure> {
    let documents = site.corpus.pages[id].values().map(|page| reread(world, &site.options, page));
    let documents: Vec<Document> = documents.collect::<Result<_, _>>()?;
    let accepted = seen_source::prose(site, id, &documents);
    let originals = source_history::originals(site, context, id)?;
    let group = PageGroup { documents, originals, accepted };
    let passages = Passages::read(&group);
    let read = |versions| ProseOfVersions::read(context, &context.facts.lexicons, (&group, &passages), versions);
    let prose: Vec<ProseOfVersions<'_>> = context.units.versions_of(id).map(read).collect();
    let open = OpenPage {
        site: context,
        freshness: &context.freshness,
        left: context.given.left,
        id,
        passages: &passages,
        prose: &prose,
        folders,
    };
    Ok(units_to_do(open, is_wanted))
}

/// The pages of a locale one after the other.
fn in_order(site: &Site, locale: LocaleId, mut pages: Vec<(PageId, PageTodo)>) -> LocaleTodo {
    let plan = site.plan.site(&site.corpus, &site.alignment);
    let order = reading_order(&plan, &locale);
    let places: BTreeMap<&PageId, usize> = order.iter().enumerate().map(|(at, page)| (page, at)).collect();
    let place = |page: &PageId| places.get(page).copied().unwrap_or(usize::MAX);
    let is_orphan = |unit: &TodoUnit| unit.freshness == Freshness::Orphan;
    // The sort is stable: pages that readers do not find are in the order of their names.
    pages.sort_by_cached_key(|(page, todo)| {
        let is_wrong = todo.units.iter().any(TodoUnit::has_stale_facts);
        (todo.units.iter().all(is_orphan), !is_wrong, place(page))
    });
    let counts = pages.iter().fold(Default::default(), |counts, (_, todo)| todo.counts.plus(counts));
    LocaleTodo { locale, counts, units: pages.into_iter().flat_map(|(_, todo)| todo.units).collect() }
}
