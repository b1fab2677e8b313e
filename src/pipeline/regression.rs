//! Earlier states of translated rows in which something is wrong now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::base_revisions;
use super::failure::Failure;
use super::load::parse_at;
use super::repositories::LocaleRepository;
use super::site::Site;
use crate::check::{Context, EarlierRow, PendingFinding, regressed, suspected_rows};
use crate::history::transfer;
use crate::model::{LocaleId, Page, PageId};
use crate::read::{RevisionError, Revisions, World};
use crate::text::{FilePath, Source};

/// So many earlier versions of a translation are looked at: each is read and parsed, and a mistake of an editor is
/// mostly recent. Chosen.
const MOST_VERSIONS: usize = 12;

/// Findings about rows that were right in an earlier state of their translation, though their source has not changed.
/// Only the earlier versions of those pages are looked at in whose rows pending findings find something that no
/// translation may change.
///
/// # Errors
/// [`Failure`] where the history of a translation cannot be read.
pub fn regressions(
    world: &dyn World,
    site: &Site,
    context: &Context<'_>,
    pending_findings: &[PendingFinding],
) -> Result<Vec<PendingFinding>, Failure> {
    let suspects = suspected_rows(context, pending_findings);
    let locales: BTreeSet<&LocaleId> = suspects.iter().map(|suspect| &suspect.locale).collect();
    let mut found = Vec::new();
    for locale in locales {
        let of_locale: Vec<_> = suspects.iter().filter(|suspect| suspect.locale == *locale).collect();
        let Some(history) = TranslationHistory::open(world, site, locale)? else { continue };
        let pages: BTreeSet<&PageId> = of_locale.iter().map(|suspect| &suspect.page).collect();
        let versions = history.versions(site, &pages)?;
        for suspect in of_locale {
            let earlier = versions.get(&suspect.page).map(Vec::as_slice).unwrap_or_default();
            found.extend(regressed(context, suspect, earlier));
        }
    }
    Ok(found)
}

/// The repository of a translation, opened.
struct TranslationHistory<'s> {
    locale: &'s LocaleId,
    revisions: Arc<dyn Revisions>,
    /// The folder of its pages, as the repository counts paths.
    folder: FilePath,
}

impl<'s> TranslationHistory<'s> {
    /// Opens the repository of a locale; `None` where none is configured and there is none around its folder.
    fn open(world: &dyn World, site: &Site, locale: &'s LocaleId) -> Result<Option<TranslationHistory<'s>>, Failure> {
        // An earlier row counts where it is known what it was made from.
        let Some(source_history) = &site.source_history else { return Ok(None) };
        let configured = site.options.history.as_ref().and_then(|history| history.locales.get(locale));
        let page = site.corpus.all_pages().find(|page| page.locale == *locale);
        let Some(content) = page.and_then(content_folder) else { return Ok(None) };
        match site.repositories.of_locale(world, &site.options, locale, &content) {
            Ok(LocaleRepository { revisions, folder }) => Ok(Some(TranslationHistory { locale, revisions, folder })),
            Err(RevisionError::NoRepository { .. } | RevisionError::Unborn { .. }) if configured.is_none() => Ok(None),
            // Pins that nobody configured make nothing fail.
            Err(_) if !source_history.is_configured => Ok(None),
            Err(error) => Err(Failure::History(locale.clone(), error)),
        }
    }

    /// Earlier rows of some pages, youngest first: each with the row of the source that it was made from.
    fn versions(&self, site: &Site, pages: &BTreeSet<&PageId>) -> Result<BTreeMap<PageId, Vec<EarlierRow>>, Failure> {
        let mut versions: BTreeMap<PageId, Vec<EarlierRow>> = BTreeMap::new();
        let history = match site.repositories.file_history(&*self.revisions) {
            Err(_) if site.source_history.as_ref().is_some_and(|source| !source.is_configured) => return Ok(versions),
            walked => walked.map_err(|error| Failure::History(self.locale.clone(), error))?,
        };
        for id in pages {
            let Some(page) = site.corpus.page(id, self.locale) else { continue };
            let path = self.folder.join(&page.relative_path);
            let mut commits: Vec<usize> = history
                .versions_of(&self.revisions.folder().join(path.as_str()))
                .into_iter()
                .map(|(commit, _)| commit)
                .collect();
            commits.dedup();
            for commit in commits.into_iter().take(MOST_VERSIONS) {
                let revision = history.commits[commit].revision();
                // What a partial clone lacks cannot have been better.
                let Ok(Some(bytes)) = self.revisions.read(&revision, &path) else { continue };
                let Ok(source) = Source::from_bytes(path.clone(), bytes) else { continue };
                let page = parse_at(&site.options, source, self.locale, &page.relative_path).page;
                versions.entry((*id).clone()).or_default().extend(rows(site, &page, &revision.commit));
            }
        }
        Ok(versions)
    }
}

/// The folder in the world that the pages of a locale are below.
fn content_folder(page: &Page) -> Option<FilePath> {
    let folder = page.path.as_str().strip_suffix(page.relative_path.as_str())?;
    Some(FilePath::new(folder.trim_end_matches('/')))
}

/// The rows of an earlier version of a translation, with those of the source that they were made from.
fn rows(site: &Site, page: &Page, commit: &str) -> Vec<EarlierRow> {
    let Some(original) = original(site, page) else { return Vec::new() };
    let transfer = transfer(page, &original);
    let mut rows = Vec::new();
    for (table, of_table) in page.tables.iter().enumerate() {
        for (index, row) in of_table.rows.iter().enumerate() {
            let Some((from, at)) = transfer.rows[table][index] else { continue };
            let cells = |row: &crate::model::Row| row.cells.clone();
            rows.push(EarlierRow {
                commit: commit.to_owned(),
                cells: cells(row),
                original: cells(&original.tables[from].rows[at]),
            });
        }
    }
    rows
}

/// The page of the source that an earlier version names.
fn original(site: &Site, page: &Page) -> Option<Page> {
    let source_history = site.source_history.as_ref()?;
    let keys = base_revisions::keys(&site.options);
    let name = keys.revision_of(page)?;
    let is_same = site.corpus.page(&page.id, &page.locale).is_some_and(|now| keys.revision_of(now) == Some(name));
    if let Some(original) = site.originals.of(&page.id, &page.locale).filter(|_| is_same) {
        return Some((*original.page).clone());
    }
    let revision = source_history.revisions.resolve(name).ok()?;
    let path = source_history.folder.join(&page.relative_path);
    let bytes = source_history.revisions.read(&revision, &path).ok()??;
    let source = Source::from_bytes(path, bytes).ok()?;
    Some(parse_at(&site.options, source, &source_history.locale, &page.relative_path).page)
}
