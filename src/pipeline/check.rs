//! From a site that is known to what is wrong with it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::load::{Site, reread};
use crate::align::EntryId;
use crate::check::{self, Context, Draft, Finding, Suspects};
use crate::diagnostic::Diagnostic;
use crate::history::Changes;
use crate::model::{LocaleId, Page};
use crate::read::{ReadError, World};

/// Runs every rule over a site, at the configured severities.
///
/// # Errors
/// [`ReadError`] where a page cannot be read again.
pub fn check(world: &dyn World, site: &Site) -> Result<Vec<Finding>, ReadError> {
    let suspects = Suspects::default();
    let drafts = drafts(world, site, &Context::new(&site.corpus, &site.alignment, &suspects))?;
    Ok(check::finish(drafts, &site.options.check.rules))
}

/// The same with the entries named as in a later state, so that the findings of the two can be compared.
pub(super) fn check_before(
    world: &dyn World,
    site: &Site,
    renamed: &BTreeMap<EntryId, EntryId>,
) -> Result<Vec<Finding>, ReadError> {
    let suspects = Suspects::default();
    let mut drafts = drafts(world, site, &Context::new(&site.corpus, &site.alignment, &suspects))?;
    drafts.iter_mut().for_each(|draft| draft.rename_entry(renamed));
    Ok(check::finish(drafts, &site.options.check.rules))
}

/// The same after a change: with the rules that judge it, and the rows that it touched suspected first.
pub(super) fn check_after(world: &dyn World, site: &Site, changes: &Changes) -> Result<Vec<Finding>, ReadError> {
    let suspects = suspects(changes);
    let context = Context::new(&site.corpus, &site.alignment, &suspects);
    let mut drafts = drafts(world, site, &context)?;
    drafts.extend(check::run_change_rules(&context, changes));
    Ok(check::finish(drafts, &site.options.check.rules))
}

/// What keeps a site from being built: files that cannot be read, and files that claim one address.
pub fn blocking(site: &Site) -> Vec<Finding> {
    let blocks = |diagnostic: &&Diagnostic| matches!(diagnostic.rule, "unreadable-file" | "duplicate-url");
    let drafts = site.reading.iter().filter(blocks).map(|diagnostic| Draft::of_reading(None, diagnostic.clone()));
    check::finish(drafts.collect(), &BTreeMap::new())
}

fn suspects(changes: &Changes) -> Suspects {
    let of_entry = |(entry, rows): (&EntryId, &BTreeMap<LocaleId, _>)| {
        rows.keys().map(|locale| (locale.clone(), entry.clone())).collect::<Vec<_>>()
    };
    Suspects { rows: changes.entries.iter().flat_map(of_entry).collect() }
}

fn drafts(world: &dyn World, site: &Site, context: &Context<'_>) -> Result<Vec<Draft>, ReadError> {
    let mut drafts = check::run_digest_rules(context, site.reading.clone());
    let groups: Vec<&BTreeMap<LocaleId, Page>> = site.corpus.pages.values().collect();
    let of_group = |versions: &&BTreeMap<LocaleId, Page>| -> Result<Vec<Draft>, ReadError> {
        let documents = versions.values().map(|page| reread(world, &site.options, page));
        Ok(check::run_group_rules(context, &documents.collect::<Result<Vec<_>, _>>()?))
    };
    let found: Vec<Vec<Draft>> = groups.par_iter().map(of_group).collect::<Result<_, _>>()?;
    drafts.extend(found.into_iter().flatten());
    Ok(drafts)
}
